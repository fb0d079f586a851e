package pages

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
)

// maxDepth is more levels than any file that fits a disk can have.
const maxDepth = 64

// How says how a file is walked. The zero value walks all that the newest header reaches.
type How struct {
	Context  context.Context          // ends the walk; nil never does
	Progress func(done, total uint64) // pages reached, and those of the file; free pages are never reached
	Header   Meta                     // where to begin; the zero value is the newest

	// Value is told each pair with the bucket that it stands in; the bytes are its own only until it returns.
	Value func(bucket, key, value []byte) error
	// Bucket is told each bucket before its pairs, with the number that its sequence has come to.
	Bucket func(name []byte, sequence uint64) error

	WithoutFree bool // leaves out the list of free pages
	Branches    bool // reads no leaves but those that lead to buckets: enough to know that no walk can go in circles
}

// Verify walks every page that a header reaches: each has its own number, a type, elements inside itself, keys in order
// and between its neighbours', and is reached once; the free pages are in range and not in use. Nobody may write the
// file meanwhile.
func Verify(r io.ReaderAt, size int64, how How) error {
	meta := how.Header
	if meta == (Meta{}) {
		newest, err := Newest(r, size)
		if err != nil {
			return err
		}
		meta = newest
	}
	w := &walker{How: how, file: &ahead{r: r, size: size}, meta: meta, seen: make([]uint64, meta.Pages/64+1)}
	if !how.WithoutFree {
		if err := w.freelist(); err != nil {
			return err
		}
	}
	return w.tree(meta.Root, nil, limits{}, 0)
}

type walker struct {
	How
	file  *ahead
	meta  Meta
	seen  []uint64 // one bit for each page
	count uint64   // pages reached
	leaf0 int      // with Branches, the depth of the leaves of the bucket under way; 0 is not known yet

	buffers [maxDepth + 2][]byte // one page for each level of the walk
}

// limits are the keys between which a subtree's lie: from low on and below high, where there is one.
type limits struct{ low, high []byte }

func (w *walker) claim(id, overflow uint64, what string) error {
	if id < 2 || id >= w.meta.Pages || overflow >= w.meta.Pages-id {
		return damaged("%s %d with %d more pages lies outside the %d of the file", what, id, overflow, w.meta.Pages)
	}
	for p := id; p <= id+overflow; p++ {
		if w.seen[p/64]&(1<<(p%64)) != 0 {
			return damaged("%s %d is used twice", what, p)
		}
		w.seen[p/64] |= 1 << (p % 64)
	}
	return nil
}

// page reads a whole page with its overflow and marks it as used. It stays as it is until the next page at that depth.
func (w *walker) page(id uint64, depth int) ([]byte, error) {
	if id < 2 || id >= w.meta.Pages {
		return nil, damaged("page %d lies outside the %d of the file", id, w.meta.Pages)
	}
	var head [headLen]byte
	at := int64(id) * w.meta.PageSize
	if err := w.file.read(head[:], at); err != nil {
		return nil, damaged("page %d: %w", id, err)
	}
	if own := binary.LittleEndian.Uint64(head[:]); own != id {
		return nil, damaged("page %d says that it is page %d", id, own)
	}
	overflow := uint64(binary.LittleEndian.Uint32(head[12:]))
	if err := w.tick(overflow + 1); err != nil {
		return nil, err
	}
	if err := w.claim(id, overflow, "page"); err != nil {
		return nil, err
	}
	n := int64(overflow+1) * w.meta.PageSize
	if int64(cap(w.buffers[depth])) < n {
		w.buffers[depth] = make([]byte, n)
	}
	page := w.buffers[depth][:n]
	if err := w.file.read(page, at); err != nil {
		return nil, damaged("page %d: %w", id, err)
	}
	return page, nil
}

// tick tells how far the walk is, and ends it when nobody waits for it any more.
func (w *walker) tick(pages uint64) error {
	before := w.count / 256
	w.count += pages
	if w.count/256 == before {
		return nil
	}
	if w.Progress != nil {
		w.Progress(min(w.count, w.meta.Pages), w.meta.Pages)
	}
	if w.Context != nil {
		return w.Context.Err()
	}
	return nil
}

func (w *walker) freelist() error {
	page, err := w.page(w.meta.Freelist, 0)
	if err != nil {
		return err
	}
	list, err := freePages(w.meta.Freelist, page)
	if err != nil {
		return err
	}
	for i := 0; i < len(list); i += 8 {
		if err := w.claim(binary.LittleEndian.Uint64(list[i:]), 0, "free page"); err != nil {
			return err
		}
	}
	return nil
}

// freePages are the numbers on a list of free pages, 8 bytes each.
func freePages(id uint64, page []byte) ([]byte, error) {
	if flags := binary.LittleEndian.Uint16(page[8:]); flags != flagFreelist {
		return nil, damaged("page %d is not a list of free pages but %#x", id, flags)
	}
	count, list := uint64(binary.LittleEndian.Uint16(page[10:])), page[headLen:]
	if count == 0xFFFF {
		count, list = binary.LittleEndian.Uint64(list), list[8:]
	}
	if count > uint64(len(list)/8) {
		return nil, damaged("page %d announces %d free pages, it has room for %d", id, count, len(list)/8)
	}
	return list[:8*count], nil
}

// tree walks the pages of a bucket, or of the table of all buckets, which has no name.
func (w *walker) tree(id uint64, name []byte, in limits, depth int) error {
	if depth > maxDepth {
		return damaged("page %d lies more than %d levels deep", id, maxDepth)
	}
	page, err := w.page(id, depth)
	if err != nil {
		return err
	}
	switch flags := binary.LittleEndian.Uint16(page[8:]); flags {
	case flagLeaf:
		return w.leaf(id, page, name, in, depth)
	case flagBranch:
		return w.branch(id, page, name, in, depth)
	default:
		return damaged("page %d has type %#x in place of a leaf or a branch", id, flags)
	}
}

const elementLen = 16 // bytes, in branches and leaves

func elements(id uint64, page []byte) (int, error) {
	n := int(binary.LittleEndian.Uint16(page[10:]))
	if headLen+n*elementLen > len(page) {
		return 0, damaged("page %d announces %d elements", id, n)
	}
	return n, nil
}

// slice is n bytes from at on of an element's page.
func slice(id uint64, page []byte, at, n uint64) ([]byte, error) {
	if at > uint64(len(page)) || n > uint64(len(page))-at {
		return nil, damaged("page %d has an element outside itself", id)
	}
	return page[at : at+n], nil
}

func inOrder(id uint64, last, key []byte, first bool, in limits) error {
	switch {
	case !first && bytes.Compare(last, key) >= 0:
		return damaged("page %d has keys out of order: %x, %x", id, last, key)
	case in.low != nil && bytes.Compare(key, in.low) < 0, in.high != nil && bytes.Compare(key, in.high) >= 0:
		return damaged("page %d has key %x, which belongs to another page", id, key)
	}
	return nil
}

func (w *walker) leaf(id uint64, page, name []byte, in limits, depth int) error {
	n, err := elements(id, page)
	if err != nil {
		return err
	}
	if w.leaf0 == 0 {
		w.leaf0 = depth // all leaves of a bucket lie equally deep
	}
	var last []byte
	for i := range n {
		at := headLen + i*elementLen
		e := page[at:]
		ksize, vsize := uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		pair, err := slice(id, page, uint64(at)+uint64(binary.LittleEndian.Uint32(e[4:])), ksize+vsize)
		if err != nil {
			return err
		}
		key, value := pair[:ksize], pair[ksize:]
		if err := inOrder(id, last, key, i == 0, in); err != nil {
			return err
		}
		last = key
		if err := w.element(id, binary.LittleEndian.Uint32(e), name, key, value, depth); err != nil {
			return err
		}
	}
	return nil
}

// element is one pair of a leaf, or a bucket.
func (w *walker) element(id uint64, flags uint32, name, key, value []byte, depth int) error {
	switch flags {
	case 0:
		if w.Value != nil {
			return w.Value(name, key, value)
		}
		return nil
	case 1:
		return w.bucket(id, key, value, depth)
	default:
		return damaged("page %d has an element of type %#x", id, flags)
	}
}

// bucket walks a bucket that stands in a leaf: a reference to its root, or a small page in place.
func (w *walker) bucket(id uint64, name, value []byte, depth int) error {
	if len(value) < headLen {
		return damaged("page %d has a bucket of %d bytes", id, len(value))
	}
	if w.Bucket != nil {
		if err := w.Bucket(name, binary.LittleEndian.Uint64(value[8:])); err != nil {
			return err
		}
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		w.leaf0 = 0
		return w.tree(root, name, limits{}, depth+1)
	}
	inline := value[headLen:]
	if len(inline) < headLen || binary.LittleEndian.Uint16(inline[8:]) != flagLeaf || depth > maxDepth {
		return damaged("page %d has a bucket in place that is no leaf", id)
	}
	return w.leaf(id, inline, name, limits{}, depth+1)
}

func (w *walker) branch(id uint64, page, name []byte, in limits, depth int) error {
	n, err := elements(id, page)
	if err != nil {
		return err
	}
	if n == 0 {
		return damaged("page %d is a branch that leads nowhere", id)
	}
	keys, children := make([][]byte, n), make([]uint64, n)
	for i := range n {
		at := headLen + i*elementLen
		e := page[at:]
		children[i] = binary.LittleEndian.Uint64(e[8:])
		start, size := uint64(at)+uint64(binary.LittleEndian.Uint32(e)), uint64(binary.LittleEndian.Uint32(e[4:]))
		if keys[i], err = slice(id, page, start, size); err != nil {
			return err
		}
		var last []byte
		if i > 0 {
			last = keys[i-1]
		}
		if err := inOrder(id, last, keys[i], i == 0, in); err != nil {
			return err
		}
	}
	for i, child := range children {
		if w.Branches && w.leaf0 == depth+1 && name != nil {
			if err := w.claim(child, 0, "page"); err != nil {
				return err
			}
			continue
		}
		below := limits{low: keys[i], high: in.high}
		if i+1 < n {
			below.high = keys[i+1]
		}
		if err := w.tree(child, name, below, depth+1); err != nil {
			return err
		}
	}
	return nil
}
