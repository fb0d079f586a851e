package export

import "golang.org/x/sys/unix"

// exchange swaps two paths in one step, where the file system can.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
