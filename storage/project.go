package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"rubricator/annotate"
)

// Project is an open project file.
type Project struct {
	path    string
	options Options
	close   sync.RWMutex // held for reading while the database is used, for writing while it is replaced or closed
	db      *bolt.DB
	writing sync.Mutex // one change, or one look at the pages, at a time
	broken  []string   // headers that were broken when the file was opened
	left    leaving    // where the installation remembers how far it came
	tip     tip        // of the journal; used while writing is held
	packs   packs
	noted   uint64 // number of the newest event that the installation remembers

	file    os.FileInfo  // of the file that is open, whatever stands at the path
	commits atomic.Int64 // when the commit under way began, in nanoseconds; 0 without one
	edits   atomic.Int64 // changes since the project was opened
	saved   held         // guarded by writing
	unsure  bool         // the last commit failed at its end: what it wrote may count or not; guarded by writing
	lost    atomic.Bool  // the database cannot be used any more
	project string       // identity; "" before the first commit; guarded by writing

	schemaLock sync.Mutex
	schema     annotate.Schema
}

// Create makes a project file and opens it for writing. The file appears at the path whole or not at all; one that
// stands there already is left alone and ErrExists returned.
func Create(path string, schema annotate.Schema) (*Project, error) {
	if err := schema.Check(); err != nil {
		return nil, fmt.Errorf("create project %q: %w", path, err)
	}
	if err := vacant(path); err != nil {
		return nil, fmt.Errorf("create project %q: %w", path, err)
	}
	tmp := path + ".tmp"
	if err := build(tmp, schema, time.Now()); err != nil {
		return nil, fmt.Errorf("create project %q: %w", path, errors.Join(explain(err), discard(tmp)))
	}
	if err := replace(tmp, path); err != nil {
		return nil, fmt.Errorf("create project %q: %w", path, errors.Join(explain(err), discard(tmp)))
	}
	return Open(path, Options{})
}

// vacant refuses a path where something stands, or whose folder is missing.
func vacant(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%w; open it, or choose another name", ErrExists)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folder := filepath.Dir(path)
	info, err := os.Stat(folder)
	if err != nil {
		return fmt.Errorf("the folder %q cannot be used; make it first: %w", folder, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%q is not a folder; choose another place", folder)
	}
	return nil
}

// build writes an empty project to a file that is not there yet. Its schema is from then.
func build(path string, schema annotate.Schema, then time.Time) error {
	if err := discard(path); err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o600, boltOptions(Options{}))
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, b := range buckets {
			if _, err := tx.CreateBucket([]byte(b.name)); err != nil {
				return err
			}
		}
		s := store{Tx: tx}
		f := newFormat()
		return errors.Join(s.putJSON(metas, metaFormat, f), s.firstSchema(f.Project, schema, then), s.putJSON(metas, metaClean, true))
	})
	return errors.Join(err, db.Sync(), db.Close())
}

// ReadOnly reports whether the project was opened for reading only.
func (p *Project) ReadOnly() bool { return p.options.ReadOnly }

// Path is where the project's file is.
func (p *Project) Path() string { return p.path }

// Close ends the use of the file and marks it as cleanly left. It waits for what is being read and written.
func (p *Project) Close() error {
	var marked error
	if !p.options.ReadOnly {
		if marked = p.mark(true); errors.Is(marked, ErrClosed) {
			return nil
		}
	}
	p.close.Lock()
	defer p.close.Unlock()
	err := errors.Join(marked, p.shut())
	p.left.note(p.tip)
	if err != nil {
		return fmt.Errorf("close project %q: %w", p.path, err)
	}
	return nil
}

func (p *Project) shut() (err error) {
	if p.lost.Load() { // the database would wait for itself
		return ErrLost
	}
	defer rescue(&err)
	return explain(p.db.Close())
}

// mark notes whether the file was left in order, who has it or had it, and which backup has all that is in it. That
// counts as no change.
func (p *Project) mark(clean bool) error {
	return p.commit(func(s store) (err error) {
		if err := s.putJSON(metas, metaHolder, noteOf(p.options)); err != nil {
			return err
		}
		if clean {
			err = s.putJSON(metas, metaBackup, p.saved.name(p.edits.Load()))
		} else {
			p.saved, err = s.savedIn()
		}
		return errors.Join(err, s.putJSON(metas, metaClean, clean))
	})
}

// view runs fn in a short reading transaction. Damage that makes the database panic comes back as ErrDamaged.
func (p *Project) view(fn func(store) error) (err error) {
	p.close.RLock()
	defer p.close.RUnlock()
	if p.lost.Load() {
		return ErrLost
	}
	defer rescue(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return explain(p.db.View(func(tx *bolt.Tx) error { return fn(store{tx, &p.packs}) }))
}

// update runs fn in a writing transaction, which is on disk when update returns nil and undone otherwise.
func (p *Project) update(fn func(store) error) error {
	err := p.commit(fn)
	if err == nil {
		p.edits.Add(1)
	}
	return err
}

func (p *Project) commit(fn func(store) error) error {
	if err := p.again(); err != nil {
		return err
	}
	stuck, err := p.commitOnce(fn)
	if stuck {
		p.lost.Store(true)
	}
	return explain(err)
}

func (p *Project) commitOnce(fn func(store) error) (stuck bool, err error) {
	p.close.RLock()
	defer p.close.RUnlock()
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.db.Path() == "" {
		return false, ErrClosed
	}
	if err := p.atItsPlace(); err != nil {
		return false, err
	}
	p.commits.Store(time.Now().UnixNano())
	defer p.commits.Store(0)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return transact(p.db, func(s store) error {
		if err := p.know(s); err != nil {
			return err
		}
		err := fn(s)
		if errors.Is(err, errNothing) && p.unsure { // it counts already, but is it on the disk? Another commit is
			err = s.putJSON(metas, metaClean, false)
		}
		return err
	}, &p.unsure)
}

// transact is the database's own Update, save that it tells when a panic has left the database in a state in which it
// waits for itself for ever. unsure is set where the commit itself fails.
func transact(db *bolt.DB, fn func(store) error, unsure *bool) (stuck bool, err error) {
	var tx *bolt.Tx
	if stuck, err = attempt(func() (err error) { tx, err = db.Begin(true); return err }); err != nil {
		return stuck, err
	}
	_, err = attempt(func() error {
		if err := fn(store{Tx: tx}); err != nil {
			return err
		}
		*unsure = true
		if err := tx.Commit(); err != nil {
			return err
		}
		*unsure = false
		return nil
	})
	stuck, _ = attempt(tx.Rollback) // of what is not over yet
	return stuck, err
}

// attempt makes a panic an error.
func attempt(do func() error) (panicked bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			panicked, err = true, ended(r)
		}
	}()
	return false, do()
}

// rescue turns a panic into ErrDamaged: the database panics on pages that it cannot understand.
func rescue(err *error) {
	if r := recover(); r != nil {
		*err = ended(r)
	}
}

func ended(r any) error {
	return damaged("reading it ended with %q; restore a backup, or see what recover offers", fmt.Sprint(r))
}
