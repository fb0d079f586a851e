// Package pages reads the pages of a bbolt file without mapping it into memory, so that no damage can end the process.
//
//	Newest  the header that counts, after a check of both; under a millisecond
//	Verify  walks every page that is in use
//	Get     reads one value
//	Scan    finds what is left in a damaged file
//
// bbolt itself keeps a checksum of the two header pages only, and a damaged page makes it panic, hang or touch memory
// that is not there, partly in goroutines where nobody can recover.
package pages

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
)

// Size is the page size in bytes that our files are made with.
const Size = 4096

const (
	magic   = 0xED0CDAED
	version = 2

	headLen = 16 // bytes before the content of a page
	metaLen = 64
	sumAt   = 56 // where in a meta its checksum stands

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10

	noFreelist = ^uint64(0)
)

var (
	// ErrForeign is returned for a file that bbolt did not write.
	ErrForeign = errors.New("not a database file")
	// ErrDamaged is returned for a file that bbolt wrote and that is not whole.
	ErrDamaged = errors.New("damaged page")
)

func isDamage(err error) bool { return errors.Is(err, ErrDamaged) }

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrDamaged, fmt.Errorf(format, args...))
}

// Meta is one of the two headers of the file.
type Meta struct {
	PageSize int64 // bytes
	Root     uint64
	Freelist uint64
	Pages    uint64 // the high-water mark
	Txid     uint64
}

// Newest reads both headers and returns the one that bbolt will use. One damaged header is allowed: it is what a power
// cut leaves, and the other holds the state before. Size is the length of the file in bytes.
func Newest(r io.ReaderAt, size int64) (Meta, error) {
	first, errFirst := readMeta(r, 0)
	pageSize := int64(Size)
	if errFirst == nil {
		pageSize = first.PageSize
	}
	second, errSecond := readMeta(r, pageSize)
	var newest Meta
	switch {
	case errFirst != nil && errSecond != nil:
		if errors.Is(errFirst, ErrForeign) && errors.Is(errSecond, ErrForeign) {
			return Meta{}, ErrForeign
		}
		return Meta{}, damaged("both headers are broken: %w; %w", errFirst, errSecond)
	case errSecond != nil || errFirst == nil && first.Txid > second.Txid:
		newest = first
	default:
		newest = second
	}
	return newest, newest.check(size)
}

// Headers are both headers where they can be read, the newest first.
func Headers(r io.ReaderAt, size int64) (list []Meta) {
	for i := range int64(2) {
		m, err := readMeta(r, i*Size)
		if err == nil && m.check(size) == nil {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Meta) int { return cmp.Compare(b.Txid, a.Txid) })
	return list
}

// Faults lists the headers that are broken.
func Faults(r io.ReaderAt) []error {
	var list []error
	for i := range int64(2) {
		if _, err := readMeta(r, i*Size); err != nil {
			list = append(list, fmt.Errorf("header %d: %w", i+1, err))
		}
	}
	return list
}

func readMeta(r io.ReaderAt, at int64) (Meta, error) {
	var b [headLen + metaLen]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return Meta{}, damaged("header at byte %d: %w", at, err)
	}
	le, m := binary.LittleEndian, b[headLen:]
	if le.Uint32(m) != magic {
		return Meta{}, ErrForeign
	}
	if v := le.Uint32(m[4:]); v != version {
		return Meta{}, damaged("header at byte %d has version %d", at, v)
	}
	sum := fnv.New64a()
	sum.Write(m[:sumAt])
	if sum.Sum64() != le.Uint64(m[sumAt:]) {
		return Meta{}, damaged("header at byte %d has a wrong checksum", at)
	}
	if le.Uint16(b[8:])&flagMeta == 0 {
		return Meta{}, damaged("header at byte %d is not marked as one", at)
	}
	return Meta{PageSize: int64(le.Uint32(m[8:])), Root: le.Uint64(m[16:]), Freelist: le.Uint64(m[32:]),
		Pages: le.Uint64(m[40:]), Txid: le.Uint64(m[48:])}, nil
}

// check compares the header with the length of the file.
func (m Meta) check(size int64) error {
	switch {
	case m.PageSize < 1024 || m.PageSize > 1<<16 || m.PageSize&(m.PageSize-1) != 0:
		return damaged("header names a page size of %d bytes", m.PageSize)
	case m.Pages > uint64(size/m.PageSize):
		return damaged("the file has %d pages, its header counts %d: the end is cut off", size/m.PageSize, m.Pages)
	case m.Root < 2 || m.Root >= m.Pages:
		return damaged("header names page %d of %d as the root", m.Root, m.Pages)
	case m.Freelist == noFreelist || m.Freelist < 2 || m.Freelist >= m.Pages:
		return damaged("header names page %d of %d as the list of free pages", m.Freelist, m.Pages)
	}
	return nil
}
