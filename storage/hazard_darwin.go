package storage

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// networkKinds are the names of file systems that another machine keeps.
var networkKinds = map[string]string{"nfs": "NFS", "smbfs": "SMB", "afpfs": "AFP", "webdav": "WebDAV", "ftp": "FTP", "macfuse": "a network place", "osxfuse": "a network place"}

// networkDisk names the network file system on which a path lies; "" is none, or not known.
func networkDisk(path string) string {
	var st unix.Statfs_t
	if unix.Statfs(filepath.Dir(path), &st) != nil {
		return ""
	}
	return networkKinds[unix.ByteSliceToString(st.Fstypename[:])]
}
