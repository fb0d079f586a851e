package storage

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"

	"rubricator/storage/internal/pages"
)

const (
	// compactStep is how many bytes go into one transaction of a compaction: more take memory, fewer take time.
	compactStep = 4 << 20
	tellStep    = 256 << 10 // bytes between two reports
)

// Compact writes the project without its free pages to another path or, when that is its own, in place of itself:
// then nothing else can be done meanwhile, and the project stays open. The file is whole at any moment: the new one is
// verified, every value included, before it takes the name.
func (p *Project) Compact(ctx context.Context, path string) error {
	if err := p.compact(ctx, path, nil); err != nil {
		return fmt.Errorf("compact %q to %q: %w", p.path, path, err)
	}
	return nil
}

// Shrink is Compact in place. Progress is told bytes of values; the end is an estimate.
func (p *Project) Shrink(ctx context.Context, progress func(done, total int64)) error {
	if err := p.compact(ctx, p.path, progress); err != nil {
		return fmt.Errorf("compact %q: %w", p.path, err)
	}
	return nil
}

func (p *Project) compact(ctx context.Context, path string, progress func(done, total int64)) error {
	own := same(p.path, path)
	if own && p.options.ReadOnly {
		return ErrReadOnly
	}
	p.close.Lock()
	defer p.close.Unlock()
	tmp := path + ".tmp"
	err := discard(tmp)
	if err == nil {
		err = p.compactTo(ctx, tmp, progress)
	}
	if err == nil {
		err = verifyCopy(ctx, tmp)
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
func (p *Project) compactTo(ctx context.Context, tmp string, progress func(done, total int64)) (err error) {
	defer rescue(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	options := boltOptions(Options{})
	options.NoSync = true
	dst, err := bolt.Open(tmp, 0o600, options)
	if err != nil {
		return err
	}
	err = p.db.View(func(tx *bolt.Tx) error {
		c := &compaction{ctx: ctx, dst: dst, progress: progress, total: tx.Size() - int64(p.freePages())*pages.Size}
		return c.all(store{Tx: tx})
	})
	if err = errors.Join(err, dst.Sync(), dst.Close()); err != nil {
		return err
	}
	return trim(tmp)
}

// freePages is how many pages of the file wait to be used again.
func (p *Project) freePages() int {
	free := p.db.Stats()
	return free.FreePageN + free.PendingPageN
}

// compaction writes all values in order of their keys, page after page full.
type compaction struct {
	ctx         context.Context
	dst         *bolt.DB
	progress    func(done, total int64)
	done, total int64 // bytes

	tx   *bolt.Tx // of dst
	size int64    // bytes in it
}

func (c *compaction) all(s store) (err error) {
	if c.tx, err = c.dst.Begin(true); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.end(err == nil)) }()
	return s.ForEach(func(name []byte, from *bolt.Bucket) error {
		to, err := c.tx.CreateBucket(name)
		if err != nil {
			return err
		}
		if err := to.SetSequence(from.Sequence()); err != nil {
			return err
		}
		return c.bucket(s, named(string(name)))
	})
}

func (c *compaction) bucket(s store, b bucket) error {
	return s.each(b, nil, func(k, v []byte) error {
		if _, _, err := b.open(k, v); err != nil {
			if b.name == cached.name { // it can be worked out again
				return nil
			}
			return err
		}
		to := c.tx.Bucket([]byte(b.name))
		to.FillPercent = 1
		if err := to.Put(k, v); err != nil {
			return err
		}
		return c.wrote(int64(len(k) + len(v)))
	})
}

// wrote says how far it is, and begins another transaction now and then, so that none takes much memory.
func (c *compaction) wrote(n int64) (err error) {
	c.size += n
	before := c.done
	if c.done += n; c.done/tellStep == before/tellStep {
		return nil
	}
	if c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
	if err := c.ctx.Err(); err != nil || c.size < compactStep {
		return err
	}
	c.size = 0
	if err := c.tx.Commit(); err != nil {
		return err
	}
	c.tx, err = c.dst.Begin(true)
	return err
}

func (c *compaction) end(whole bool) error {
	if whole {
		return c.tx.Commit()
	}
	if c.tx == nil {
		return nil
	}
	_ = c.tx.Rollback() // a commit that failed has ended it
	return nil
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
	return errors.Join(explain(replaced), p.stand())
}
