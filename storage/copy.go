package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
)

// Backup writes a copy of the project as it is now to another path, while work goes on. A file that stands there is
// replaced once the copy is whole and verified.
func (p *Project) Backup(ctx context.Context, path string) error {
	if err := p.backup(ctx, path); err != nil {
		return fmt.Errorf("back up %q to %q: %w", p.path, path, err)
	}
	return nil
}

func (p *Project) backup(ctx context.Context, path string) error {
	if same(p.path, path) {
		return errors.New("a project cannot be its own backup; choose another name")
	}
	tmp := path + ".tmp"
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = p.view(func(s store) error {
		_, err := s.WriteTo(&cancelable{ctx, f})
		return err
	})
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = verifyFile(tmp)
	}
	if err == nil {
		err = replace(tmp, path)
	}
	if err != nil {
		return errors.Join(explain(err), discard(tmp))
	}
	return nil
}

// cancelable is a writer that a cancelled context ends.
type cancelable struct {
	ctx context.Context
	to  io.Writer
}

func (c *cancelable) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.to.Write(b)
}

func same(a, b string) bool {
	one, errOne := os.Stat(a)
	other, errOther := os.Stat(b)
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}

// compactStep is how many bytes go into one transaction of a compaction: more take memory, fewer take time.
const compactStep = 4 << 20

// Compact writes the project without its free pages to another path or, when that is its own, in place of itself:
// then nothing else can be done meanwhile, and the project stays open. The file is whole at any moment.
func (p *Project) Compact(ctx context.Context, path string) error {
	if err := p.compact(ctx, path); err != nil {
		return fmt.Errorf("compact %q to %q: %w", p.path, path, err)
	}
	return nil
}

func (p *Project) compact(ctx context.Context, path string) error {
	own := same(p.path, path)
	if own && p.options.ReadOnly {
		return ErrReadOnly
	}
	p.close.Lock()
	defer p.close.Unlock()
	tmp := path + ".tmp"
	err := discard(tmp)
	if err == nil {
		err = p.compactTo(tmp)
	}
	if err == nil {
		err = errors.Join(verifyFile(tmp), ctx.Err())
	}
	if err != nil {
		return errors.Join(explain(err), discard(tmp))
	}
	if !own {
		return replace(tmp, path)
	}
	return p.become(tmp)
}

// compactTo needs no syncs on the way: the file counts only once it is whole.
func (p *Project) compactTo(tmp string) (err error) {
	defer rescue(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	options := boltOptions(Options{})
	options.NoSync = true
	dst, err := bolt.Open(tmp, 0o600, options)
	if err != nil {
		return err
	}
	return errors.Join(bolt.Compact(dst, p.db, compactStep), dst.Sync(), dst.Close())
}

// become puts a compacted file in place of the open one. Windows replaces no file that is open, so it is closed first.
func (p *Project) become(tmp string) error {
	if err := p.shut(); err != nil {
		return errors.Join(err, discard(tmp))
	}
	replaced := replace(tmp, p.path)
	db, err := openDatabase(p.path, p.options)
	if err != nil {
		return errors.Join(replaced, err)
	}
	p.db = db
	return explain(replaced)
}
