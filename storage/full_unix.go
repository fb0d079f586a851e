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
