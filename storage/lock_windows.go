package storage

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockAt is the byte that the database locks, far behind the end of any file.
const lockAt = 1<<32 - 1

func tryShare(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{Offset: lockAt, OffsetHigh: lockAt})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

func release(f *os.File) { // closing it lets go too
	_ = windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, &windows.Overlapped{Offset: lockAt, OffsetHigh: lockAt})
}

// isReadOnlyDisk tells a disk that takes no writing from other errors.
func isReadOnlyDisk(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
