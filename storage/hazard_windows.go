package storage

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// networkDisk names the kind of network disk on which a path lies; "" is none, or not known.
func networkDisk(path string) string {
	volume := filepath.VolumeName(path)
	if strings.HasPrefix(volume, `\\`) {
		return "SMB"
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil || windows.GetDriveType(root) != windows.DRIVE_REMOTE {
		return ""
	}
	return "SMB"
}
