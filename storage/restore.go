package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Restore copies a backup to a path where nothing stands. The copy is verified, every value included, before it appears
// there. Progress, which may be nil, is told bytes.
func Restore(ctx context.Context, backup, path string, progress func(done, total int64)) error {
	err := vacant(path)
	if err == nil {
		err = restore(ctx, backup, path+".tmp", progress)
	}
	if err == nil {
		err = replace(path+".tmp", path)
	}
	if err != nil {
		return fmt.Errorf("restore %q to %q: %w", backup, path, err)
	}
	return nil
}

// RestoreOver is Restore in place of the project at path. Nobody may have it open when ready returns, which is called once
// the copy is whole and verified; an error of it ends the restoration, and leaves what stands at the path as it is.
func RestoreOver(ctx context.Context, backup, path string, progress func(done, total int64), ready func() error) error {
	tmp := path + ".restored.tmp"
	err := restore(ctx, backup, tmp, progress)
	if err == nil {
		if err = ready(); err == nil {
			err = replace(tmp, path)
		}
		if err != nil {
			err = errors.Join(err, discard(tmp))
		}
	}
	if err != nil {
		return fmt.Errorf("restore %q over %q: %w", backup, path, err)
	}
	return nil
}

// restore copies a file that nobody has open, and leaves nothing behind where that fails.
func restore(ctx context.Context, backup, tmp string, progress func(done, total int64)) error {
	err := copyFile(ctx, backup, tmp, progress)
	if err == nil {
		err = verifyCopy(ctx, tmp)
	}
	if err != nil {
		return errors.Join(explain(err), discard(tmp))
	}
	return nil
}

func copyFile(ctx context.Context, from, to string, progress func(done, total int64)) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	w := &stream{ctx: ctx, to: f, how: Copying{Progress: progress}, total: info.Size(), inTheWay: func() bool { return false }}
	_, err = w.ReadFrom(source)
	return errors.Join(err, f.Sync(), f.Close())
}

// ReadBackup counts what is in a backup, or in any other project that nobody has open. An error says why that cannot be
// known, such as ErrDamaged.
func ReadBackup(path string) (Stats, error) {
	p, err := Open(path, Options{ReadOnly: true, Timeout: 200 * time.Millisecond})
	if err != nil {
		return Stats{}, err
	}
	s, err := p.Stats()
	return s, errors.Join(err, p.Close())
}
