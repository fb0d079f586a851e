package storage

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// networkKinds are the numbers of file systems that another machine keeps.
var networkKinds = map[uint32]string{
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "SMB", unix.SMB2_SUPER_MAGIC: "SMB",
	unix.V9FS_MAGIC: "9p", unix.AFS_SUPER_MAGIC: "AFS", unix.CEPH_SUPER_MAGIC: "Ceph", unix.CODA_SUPER_MAGIC: "Coda",
	unix.NCP_SUPER_MAGIC: "NCP", 0x786F4256: "VirtualBox shared folder",
}

// networkPrograms are file systems made by a program, by the name under which they are mounted.
var networkPrograms = map[string]string{
	"fuse.sshfs": "sshfs", "fuse.rclone": "rclone", "fuse.gvfsd-fuse": "a network place", "fuse.s3fs": "S3", "fuse.davfs": "WebDAV",
	"fuse.davfs2": "WebDAV", "fuse.curlftpfs": "FTP", "fuse.kio-fuse": "a network place", "fuse.glusterfs": "GlusterFS", "fuse.gcsfuse": "Google Cloud Storage",
}

// networkDisk names the network file system on which a path lies; "" is none, or not known.
func networkDisk(path string) string {
	var st unix.Statfs_t
	if unix.Statfs(filepath.Dir(path), &st) != nil {
		return ""
	}
	if kind := uint32(st.Type); kind != unix.FUSE_SUPER_MAGIC {
		return networkKinds[kind]
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return networkPrograms[mountKind(string(mounts), path)]
}

// mountKind finds the kind of the file system on which a path lies, in the lines of /proc/self/mountinfo.
func mountKind(mounts, path string) (kind string) {
	longest := -1
	for line := range strings.Lines(mounts) {
		place, made, ok := strings.Cut(line, " - ")
		fields, made0 := strings.Fields(place), strings.Fields(made)
		if !ok || len(fields) < 5 || len(made0) == 0 {
			continue
		}
		at := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[4])
		if len(at) >= longest && (path == at || strings.HasPrefix(path, strings.TrimSuffix(at, "/")+"/")) {
			kind, longest = made0[0], len(at)
		}
	}
	return kind
}
