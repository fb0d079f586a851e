package storage

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestWhatIsKept makes backups over a year at random times, with a clock that is now and then set back or forth, and
// looks after each at what is left.
func TestWhatIsKept(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		k := Keeping{Newest: 1 + r.IntN(4), Days: 1 + r.IntN(8)}
		now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
		var list []Backup
		for i := range 150 {
			switch r.IntN(20) {
			case 0:
				now = now.Add(-time.Duration(r.IntN(400)) * time.Hour)
			case 1:
				now = now.Add(time.Duration(r.IntN(600)) * time.Hour)
			default:
				now = now.Add(time.Duration(1+r.IntN(90)) * time.Minute)
			}
			made := Backup{Path: fmt.Sprintf("%03d", i), Time: now}
			list = append(list, made)
			r.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
			list = thinned(t, k, list, made)
		}
	}
}

// thinned takes away what is spare, and checks what the rule promises.
func thinned(t *testing.T, k Keeping, list []Backup, made Backup) []Backup {
	t.Helper()
	before := slices.Clone(list)
	spare := k.spare(list, made)
	if !slices.Equal(before, list) {
		t.Fatal("the list itself was changed")
	}
	left := slices.DeleteFunc(slices.Clone(list), func(b Backup) bool { return slices.Contains(spare, b) })
	if len(left)+len(spare) != len(list) {
		t.Fatalf("%d stay and %d go of %d", len(left), len(spare), len(list))
	}
	if !slices.Contains(left, made) {
		t.Fatalf("the one that was just made goes: %v", spare)
	}
	past := slices.DeleteFunc(slices.Clone(list), func(b Backup) bool { return b.Time.After(made.Time) })
	slices.SortStableFunc(past, newestFirst)
	for _, b := range past[:min(k.Newest, len(past))] {
		if b.Time != made.Time && !slices.Contains(left, b) { // of several in one second the one just made is the newest
			t.Fatalf("%v is one of the newest and goes", b)
		}
	}
	for i := range k.Days {
		at := day(made.Time.AddDate(0, 0, -i))
		ofDay := func(b Backup) bool { return day(b.Time) == at }
		if slices.ContainsFunc(past, ofDay) && !slices.ContainsFunc(left, ofDay) {
			t.Fatalf("nothing is left of %s", at)
		}
	}
	if most := 2*k.Newest + k.Days; len(left) > most {
		t.Fatalf("%d stay, more than %d", len(left), most)
	}
	if again := k.spare(left, made); len(again) > 0 {
		t.Fatalf("a second look finds more to take away: %v", again)
	}
	return left
}

func TestWhatIsKeptOfAWeek(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	var list []Backup
	for hours := range 24 * 20 { // one an hour, for twenty days
		list = append(list, Backup{Path: fmt.Sprint(hours), Time: now.Add(-time.Duration(hours) * time.Hour)})
	}
	spare := UsualKeeping.spare(list, list[0])
	var left []string
	for _, b := range list {
		if !slices.Contains(spare, b) {
			left = append(left, b.Time.Format("02 15"))
		}
	}
	if got, want := fmt.Sprint(left), "[23 10 23 09 23 08 22 23 21 23 20 23 19 23 18 23 17 23]"; got != want {
		t.Errorf("%s stay, want %s", got, want)
	}
}

func TestRoomForABackup(t *testing.T) {
	const mega, giga = 1 << 20, 1 << 30
	for _, c := range []struct {
		bytes, free, all int64
		fits             bool
	}{
		{200 * mega, 2 * giga, 500 * giga, true},
		{200 * mega, giga + 199*mega, 500 * giga, false},
		{200 * mega, 700 * mega, 8 * giga, true},
		{200 * mega, 600 * mega, 8 * giga, false},
		{4 * mega, 21 * mega, 48 * mega, true},
		{4 * mega, 19 * mega, 48 * mega, false},
	} {
		if err := enough(c.bytes, c.free, c.all); (err == nil) != c.fits || err != nil && !errors.Is(err, ErrFull) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestASnapshotGivesWay: a commit that has to wait for it ends it, and it begins anew.
func TestASnapshotGivesWay(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "copy"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p := &Project{}
	w := &stream{ctx: t.Context(), to: f, total: 5 * piece, inTheWay: p.waits}
	if _, err := w.Write(make([]byte, piece)); err != nil {
		t.Fatal(err)
	}
	p.commits.Store(time.Now().Add(-2 * inTheWay).UnixNano())
	if n, err := w.ReadFrom(bytes.NewReader(make([]byte, 3*piece))); !errors.Is(err, errInTheWay) || n != 0 {
		t.Errorf("%d bytes, %v", n, err)
	}
	p.commits.Store(time.Now().Add(time.Hour).UnixNano()) // begun a moment ago, however slow the machine
	if n, err := w.ReadFrom(bytes.NewReader(make([]byte, 3*piece+5))); err != nil || n != 3*piece+5 {
		t.Errorf("%d bytes, %v", n, err)
	}
	if info, err := f.Stat(); err != nil || info.Size() != 4*piece+5 {
		t.Errorf("%v, %v", info, err)
	}
}
