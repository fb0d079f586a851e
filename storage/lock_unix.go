//go:build unix

package storage

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func tryShare(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

func release(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_UN) } // closing it lets go too

// isReadOnlyDisk tells a disk that takes no writing from other errors.
func isReadOnlyDisk(err error) bool { return errors.Is(err, unix.EROFS) }
