package storage

import (
	"context"
	"errors"
	"os"
	"time"
)

// errHeld is returned for a file that another process holds for writing.
var errHeld = errors.New("the file is held by another process")

// share takes a lock on the file that lets others read, and waits that long for one who writes. It is the database's own
// lock. Where a disk has no locks, nothing is locked: the database says so when it opens the file.
func share(ctx context.Context, f *os.File, wait time.Duration) error {
	end := time.Now().Add(wait)
	for {
		err := tryShare(f)
		if !errors.Is(err, errHeld) {
			return nil
		}
		if time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}
