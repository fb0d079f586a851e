package storage

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flushed waits until a piece of a file is on its way to the disk and written. Unlike a sync it writes nothing else, and
// no journal of the file system.
func flushed(f *os.File, at, n int64) error {
	err := unix.SyncFileRange(int(f.Fd()), at, n, unix.SYNC_FILE_RANGE_WAIT_BEFORE|unix.SYNC_FILE_RANGE_WRITE|unix.SYNC_FILE_RANGE_WAIT_AFTER)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ESPIPE) || errors.Is(err, unix.EINVAL) {
		return nil // a file system that cannot: the sync at the end has all to do
	}
	return err
}

// forget takes a file that is on the disk out of memory, so that it is read from the disk again.
func forget(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) // advice: memory shows the same
	return f.Close()
}
