package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"

	"rubricator/storage/internal/pages"
)

// Recovered says what came of a recovery.
type Recovered struct {
	Path   string
	Holds  Amount
	Losses []string // what is not as it was, a line each: documents by name, steps, annotators
}

// Recover makes a whole project at another path out of a damaged file, by one of the offers of Diagnose. The damaged file
// is read and never written. The project gets its name once all its pages, checksums and works have been checked; a file
// that stands there is left alone and ErrExists returned. Progress may be nil; ctx ends the work, and leaves nothing.
func Recover(ctx context.Context, path string, offer Offer, to string, progress Stage) (Recovered, error) {
	done, err := recoverTo(ctx, path, offer, to, progress)
	if err != nil {
		return Recovered{}, fmt.Errorf("recover %q to %q: %w", path, to, err)
	}
	return done, nil
}

func recoverTo(ctx context.Context, path string, offer Offer, to string, progress Stage) (done Recovered, err error) {
	if err := vacant(to); err != nil {
		return done, err
	}
	tmp := to + ".tmp"
	if err := discard(tmp); err != nil {
		return done, err
	}
	defer func() {
		for old := 1; old < formatNow; old++ { // what bringing a copy to the format of now kept of it
			err = errors.Join(err, discard(fmt.Sprintf("%s.format%d.bak", tmp, old)))
		}
		if err != nil {
			err = errors.Join(explain(err), discard(tmp))
		}
	}()
	if offer.Way == FromBackup {
		path = offer.Backup.Path
	}
	var losses []string
	if losses, err = recoverInto(ctx, path, offer.Way, tmp, progress); err != nil {
		return done, err
	}
	holds, err := checked(ctx, tmp, progress)
	if errors.Is(err, ErrDamaged) && offer.Way != FromSalvage { // the pages are in order and of different times
		if losses, err = mend(ctx, tmp, progress); err == nil {
			holds, err = checked(ctx, tmp, progress)
		}
	}
	if err != nil {
		return done, err
	}
	return Recovered{to, holds, losses}, replace(tmp, to)
}

// recoverInto writes the new file.
func recoverInto(ctx context.Context, path string, way Way, tmp string, progress Stage) (losses []string, err error) {
	f, size, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := share(ctx, f, Options{}.wait()); err != nil {
		return nil, locked(f, size, err)
	}
	defer release(f)
	out, err := newSink(tmp)
	if err != nil {
		return nil, err
	}
	if way == FromSalvage {
		err = out.salvage(ctx, f, size, progress.of("saving what is whole"))
	} else {
		err = out.whole(ctx, f, size, way, progress.of("copying"))
	}
	if err = errors.Join(err, out.close()); err != nil || way != FromSalvage {
		return nil, err
	}
	return mend(ctx, tmp, progress)
}

// checked opens a new file and looks at all of it.
func checked(ctx context.Context, path string, progress Stage) (holds Amount, err error) {
	p, err := Open(path, Options{})
	if err != nil {
		return holds, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	faults, err := p.Check(ctx, func(done, total int) {
		if progress != nil {
			progress("checking", done, total)
		}
	})
	if err != nil {
		return holds, err
	}
	if len(faults) > 0 {
		return holds, damaged("what was recovered is not whole, the first of %s is %s", manyOf(len(faults), "fault"), faults[0])
	}
	err = p.view(func(s store) (err error) {
		holds, err = s.amount()
		return err
	})
	return holds, err
}

// amount counts documents and steps, without those that stand for lost ones.
func (s store) amount() (a Amount, err error) {
	table, err := s.bucket(headers)
	if err != nil {
		return a, err
	}
	a.Documents = table.Stats().KeyN
	err = s.each(journal, nil, func(k, v []byte) error {
		h, err := readHead(k, v)
		if err != nil {
			return err
		}
		if n, err := h.documents(); h.kind != eventPresence || n > 0 || err != nil {
			a.Steps++
		}
		return nil
	})
	return a, err
}

// sink is a new database that is filled from outside, in transactions of some megabytes.
type sink struct {
	db       *bolt.DB
	tx       *bolt.Tx
	room     int // bytes left in the transaction
	sequence map[string]uint64
}

func newSink(path string) (s *sink, err error) {
	defer rescue(&err)
	options := boltOptions(Options{})
	options.NoSync = true // the file counts only once it is whole
	db, err := bolt.Open(path, 0o600, options)
	if err != nil {
		return nil, err
	}
	s = &sink{db: db, sequence: map[string]uint64{}}
	for _, b := range buckets {
		if err := s.bucket([]byte(b.name), 0); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	return s, nil
}

func (s *sink) begin() (err error) {
	if s.tx != nil && s.room > 0 {
		return nil
	}
	if err := s.commit(); err != nil {
		return err
	}
	s.tx, err = s.db.Begin(true)
	s.room = compactStep
	return err
}

func (s *sink) commit() (err error) {
	if s.tx == nil {
		return nil
	}
	err, s.tx = s.tx.Commit(), nil
	return err
}

func (s *sink) bucket(name []byte, sequence uint64) error {
	s.sequence[string(name)] = max(s.sequence[string(name)], sequence)
	if err := s.begin(); err != nil {
		return err
	}
	_, err := s.tx.CreateBucketIfNotExists(name)
	return err
}

// put stores a pair; one that stands there already stays.
func (s *sink) put(name, key, value []byte) error {
	if err := s.begin(); err != nil {
		return err
	}
	table := s.tx.Bucket(name)
	if table == nil {
		return damaged("bucket %s is gone", name)
	}
	table.FillPercent = 0.9
	if table.Get(key) != nil {
		return nil
	}
	s.room -= len(key) + len(value) + 16
	return table.Put(key, append([]byte(nil), value...))
}

// close writes what is left. A file that was not filled to the end is for the caller to remove.
func (s *sink) close() (err error) {
	defer rescue(&err)
	for name, n := range s.sequence {
		if err == nil {
			err = s.begin()
		}
		if err == nil {
			err = s.tx.Bucket([]byte(name)).SetSequence(n)
		}
	}
	return errors.Join(err, s.commit(), s.db.Sync(), s.db.Close())
}

// whole copies all that a header reaches, and ends at the first thing that is not as it should be.
func (s *sink) whole(ctx context.Context, f io.ReaderAt, size int64, way Way, progress func(done, total uint64)) (err error) {
	defer rescue(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	from, err := pages.Newest(f, size)
	if way == FromPrevious {
		if list := pages.Headers(f, size); len(list) > 0 {
			from, err = list[len(list)-1], nil
		}
	}
	if err != nil {
		return fromPages(err)
	}
	return fromPages(pages.Verify(f, size, pages.How{Context: ctx, Header: from, WithoutFree: true, Progress: progress, Bucket: s.bucket,
		Value: func(name, key, value []byte) error {
			if _, _, err := named(string(name)).open(key, value); err != nil {
				return err
			}
			return s.put(name, key, value)
		}}))
}

// salvage takes every pair whose checksum is right. Where there are several for one key, that which the file reaches
// counts, then one that damage has cut off, then one that is old.
func (s *sink) salvage(ctx context.Context, f *os.File, size int64, progress func(done, total uint64)) (err error) {
	defer rescue(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	_, err = pages.Scan(ctx, f, size, progress, func(p pages.Pair) error {
		name, ok := owner(p)
		if !ok || p.From == pages.Old && mayBeStale[name] {
			return nil
		}
		return s.put([]byte(name), p.Key, p.Value)
	})
	return err
}

// mayBeStale are the tables whose values change, so that an old one may say what is no longer true. A journal's entry, a
// text and the index to it never change; of a header what cannot be computed anew does not.
var mayBeStale = map[string]bool{works.name: true, suggestions.name: true, settings.name: true, histories.name: true}
