package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// Get reads one value of a bucket by going down from a header, page by page, without looking at any other. It is nil
// when there is no such bucket or key.
func Get(r io.ReaderAt, size int64, from Meta, bucket, key string) ([]byte, error) {
	g := getter{&ahead{r: r, size: size}, from}
	value, flags, err := g.down(from.Root, []byte(bucket), 0)
	if err != nil || value == nil || flags != 1 {
		return nil, err
	}
	if len(value) < headLen {
		return nil, damaged("bucket %s has %d bytes", bucket, len(value))
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		value, _, err = g.down(root, []byte(key), 0)
		return value, err
	}
	if len(value) < 2*headLen {
		return nil, damaged("bucket %s is no page", bucket)
	}
	value, _, err = search(0, value[headLen:], []byte(key))
	return value, err
}

type getter struct {
	file *ahead
	meta Meta
}

// down looks for a key in the tree below a page.
func (g getter) down(id uint64, key []byte, depth int) (value []byte, flags uint32, err error) {
	if depth > maxDepth {
		return nil, 0, damaged("page %d lies more than %d levels deep", id, maxDepth)
	}
	page, err := readPage(g.file, g.meta.PageSize, g.meta.Pages, id)
	if err != nil {
		return nil, 0, err
	}
	switch kind := binary.LittleEndian.Uint16(page[8:]); kind {
	case flagLeaf:
		return search(id, page, key)
	case flagBranch:
		child, err := descend(id, page, key)
		if err != nil {
			return nil, 0, err
		}
		return g.down(child, key, depth+1)
	default:
		return nil, 0, damaged("page %d has type %#x in place of a leaf or a branch", id, kind)
	}
}

// descend chooses the child of a branch in which a key lies.
func descend(id uint64, page, key []byte) (child uint64, err error) {
	n, err := elements(id, page)
	for i := 0; i < n && err == nil; i++ {
		e := page[headLen+i*elementLen:]
		var low []byte
		start, length := uint64(headLen+i*elementLen)+uint64(binary.LittleEndian.Uint32(e)), uint64(binary.LittleEndian.Uint32(e[4:]))
		if low, err = slice(id, page, start, length); err == nil && (i == 0 || bytes.Compare(low, key) <= 0) {
			child = binary.LittleEndian.Uint64(e[8:])
		}
	}
	return child, err
}

var errFound = errors.New("found")

// search looks for a key in a leaf.
func search(id uint64, page, key []byte) (value []byte, flags uint32, err error) {
	_, bad := eachElement(id, page, func(f uint32, k, v []byte) error {
		if !bytes.Equal(k, key) {
			return nil
		}
		value, flags = bytes.Clone(v), f
		return errFound
	})
	if errors.Is(bad, errFound) {
		bad = nil
	}
	return value, flags, bad
}

// eachElement calls fn for every element of a leaf that lies inside it. Broken is how many do not; the error is fn's, or
// about a leaf without room for its elements.
func eachElement(id uint64, page []byte, fn func(flags uint32, key, value []byte) error) (broken int, err error) {
	n, err := elements(id, page)
	if err != nil {
		return n, err
	}
	for i := range n {
		at := headLen + i*elementLen
		e := page[at:]
		ksize, vsize := uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		pair, err := slice(id, page, uint64(at)+uint64(binary.LittleEndian.Uint32(e[4:])), ksize+vsize)
		if err != nil {
			broken++
			continue
		}
		if err := fn(binary.LittleEndian.Uint32(e), pair[:ksize], pair[ksize:]); err != nil {
			return broken, err
		}
	}
	return broken, nil
}

// maxPage is more bytes than one page of ours ever has, with those that go on from it: a text has up to 64 MiB.
const maxPage = 160 << 20

// readPage reads a page with those that go on from it, of a file with so many pages.
func readPage(file *ahead, pageSize int64, pages, id uint64) ([]byte, error) {
	if id < 2 || id >= pages {
		return nil, damaged("page %d lies outside the %d of the file", id, pages)
	}
	var head [headLen]byte
	at := int64(id) * pageSize
	if err := file.read(head[:], at); err != nil {
		return nil, damaged("page %d: %w", id, err)
	}
	if own := binary.LittleEndian.Uint64(head[:]); own != id {
		return nil, damaged("page %d says that it is page %d", id, own)
	}
	overflow := uint64(binary.LittleEndian.Uint32(head[12:]))
	if overflow >= pages-id || int64(overflow+1)*pageSize > maxPage {
		return nil, damaged("page %d with %d more pages lies outside the %d of the file", id, overflow, pages)
	}
	page := make([]byte, int64(overflow+1)*pageSize)
	if err := file.read(page, at); err != nil {
		return nil, damaged("page %d: %w", id, err)
	}
	return page, nil
}
