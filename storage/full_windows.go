package storage

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
)

// isFull reports whether a write failed for want of room on the disk. When the database grows its file it keeps only
// the words of the system's error.
func isFull(err error) bool {
	for _, full := range []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
