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

// isUnwritable reports whether a write failed because the disk or the file may only be read by now.
func isUnwritable(err error) bool {
	return errors.Is(err, windows.ERROR_WRITE_PROTECT) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// isGone reports whether the disk itself failed, or was taken away.
func isGone(err error) bool {
	for _, e := range []error{windows.ERROR_NOT_READY, windows.ERROR_DEV_NOT_EXIST, windows.ERROR_IO_DEVICE, windows.ERROR_NO_SUCH_DEVICE,
		windows.ERROR_DEVICE_NOT_CONNECTED, windows.ERROR_NETNAME_DELETED, windows.ERROR_UNEXP_NET_ERR} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
