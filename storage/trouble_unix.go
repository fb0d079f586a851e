//go:build unix

package storage

import (
	"errors"
	"strings"
	"syscall"
)

// isFull reports whether a write failed for want of room: the disk, the quota or the allowed file size. When the
// database grows its file it keeps only the words of the system's error.
func isFull(err error) bool {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) || strings.Contains(err.Error(), "file resize error") && strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}

// isUnwritable reports whether a write failed because the disk or the file may only be read by now.
func isUnwritable(err error) bool {
	for _, e := range []syscall.Errno{syscall.EROFS, syscall.EPERM, syscall.EACCES} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// isGone reports whether the disk itself failed, or was taken away.
func isGone(err error) bool {
	for _, e := range []syscall.Errno{syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE, syscall.ENOTCONN} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
