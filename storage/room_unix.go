//go:build linux || darwin

package storage

import "golang.org/x/sys/unix"

// room is how many bytes of the disk on which a folder lies can be written, and how many it has.
func room(folder string) (free, all int64, err error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), int64(s.Blocks) * int64(s.Bsize), nil
}
