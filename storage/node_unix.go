//go:build unix

package storage

import (
	"fmt"
	"os"
	"syscall"
)

// nodeOf names the file behind a path; a copy has another.
func nodeOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return fmt.Sprintf("%d:%d", s.Dev, s.Ino)
	}
	return ""
}
