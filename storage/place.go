package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"

	bolt "go.etcd.io/bbolt"
)

// stand remembers which file is open.
func (p *Project) stand() (err error) {
	p.file, err = os.Stat(p.path)
	return err
}

// atItsPlace refuses a change to a file that was renamed, deleted or replaced while it is open: the system lets us go on
// writing to it, and nobody would find it again.
func (p *Project) atItsPlace() error {
	now, err := os.Stat(p.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: nothing stands at %q; put it back, or save a copy elsewhere", ErrMoved, p.path)
	case err != nil:
		return fmt.Errorf("%w: %w; save a copy elsewhere", ErrMoved, err)
	case !os.SameFile(now, p.file):
		return fmt.Errorf("%w: another file stands at %q; put the first one back, or save a copy elsewhere", ErrMoved, p.path)
	}
	return nil
}

// know remembers which project this is.
func (p *Project) know(s store) error {
	if p.project != "" {
		return nil
	}
	var f format
	_, err := s.getJSON(metas, metaFormat, &f)
	p.project = f.Project
	return err
}

// again opens a file anew that was lost, should it be there again.
func (p *Project) again() error {
	if !p.lost.Load() {
		return nil
	}
	p.close.Lock()
	defer p.close.Unlock()
	db, err := p.reopened()
	if err != nil {
		return fmt.Errorf("%w: %w; save a copy elsewhere", ErrLost, err)
	}
	p.db = db // the old one waits for itself for ever, and is left to that
	p.lost.Store(false)
	return nil
}

func (p *Project) reopened() (*bolt.DB, error) {
	if _, err := inspect(context.Background(), p.path, p.options, opening{smallFile: math.MaxInt64}); err != nil {
		return nil, err
	}
	db, err := openDatabase(p.path, p.options)
	if err != nil {
		return nil, err
	}
	again := &Project{path: p.path, options: p.options, db: db}
	f, err := again.format()
	if err == nil && f.Project != p.project {
		err = fmt.Errorf("%q is another project", p.path)
	}
	if err == nil {
		err = p.stand()
	}
	if err != nil {
		return nil, errors.Join(err, again.shut())
	}
	return db, nil
}
