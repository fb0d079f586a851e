package storage

import (
	"errors"
	"path/filepath"
	"testing"

	"rubricator/annotate"
)

// TestALostFileIsOpenedAnew: after a panic that leaves the database waiting for itself the project says so, and goes on
// once the file can be had again.
func TestALostFileIsOpenedAnew(t *testing.T) {
	p, err := Create(filepath.Join(t.TempDir(), "test.rubric"), annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SetSetting("a", "1"); err != nil {
		t.Fatal(err)
	}
	stuck := p.db
	p.lost.Store(true)
	if err := p.SetSetting("a", "2"); !errors.Is(err, ErrLost) || !errors.Is(err, ErrLocked) {
		t.Errorf("while the file is held: %v", err)
	}
	if _, err := p.Setting("a"); !errors.Is(err, ErrLost) {
		t.Errorf("reading: %v", err)
	}
	if err := stuck.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.SetSetting("a", "3"); err != nil {
		t.Fatal(err)
	}
	if v, err := p.Setting("a"); v != "3" || err != nil {
		t.Errorf("%q, %v", v, err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// TestAPanicInAChangeHarmsNothing: the database goes on after it.
func TestAPanicInAChangeHarmsNothing(t *testing.T) {
	p, err := Create(filepath.Join(t.TempDir(), "test.rubric"), annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.update(func(store) error { panic("page 7 is no page") }); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if err := p.SetSetting("a", "1"); err != nil {
		t.Error(err)
	}
}

// TestWhatACommitLeftUnsureIsCommittedAgain: a step that the file has already, from a commit whose end failed, is no
// proof that it is on the disk.
func TestWhatACommitLeftUnsureIsCommittedAgain(t *testing.T) {
	p, err := Create(filepath.Join(t.TempDir(), "test.rubric"), annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	number := func() (n int) {
		if err := p.view(func(s store) error { n = s.ID(); return nil }); err != nil {
			t.Error(err)
		}
		return n
	}
	nothing := func(store) error { return errNothing }
	before := number()
	if err := p.update(nothing); !errors.Is(err, errNothing) || number() != before {
		t.Errorf("%v, transaction %d after %d", err, number(), before)
	}
	p.unsure = true
	if err := p.update(nothing); err != nil || number() != before+1 || p.unsure {
		t.Errorf("%v, transaction %d after %d", err, number(), before)
	}
}
