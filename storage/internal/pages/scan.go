package pages

import (
	"context"
	"encoding/binary"
	"io"
)

// From says where Scan found a pair.
type From int

const (
	Reached From = iota // on a page that a header reaches: it is what the file says now
	Lost                // on a page that nothing reaches and that is not free either: its way there is damaged
	Old                 // on a page that is free, or past the end, or nobody knows whether it is: it was true once
)

// Pair is what Scan finds. The bytes are its own only until the next.
type Pair struct {
	Bucket     []byte // nil where nobody knows any more which it was
	Key, Value []byte
	From       From
}

// Scanned says how a scan went.
type Scanned struct {
	Pages  uint64 // in the file
	Broken int    // pages and elements that were reached and could not be read
}

// Scan finds every pair that can still be found: first those that the newest readable header reaches, past all that is
// broken; then those on the pages that are not reached, which damage may have cut off. Nothing in a pair is sure to be
// what was written: whoever scans compares checksums. The error is that of fn or of ctx.
func Scan(ctx context.Context, r io.ReaderAt, size int64, progress func(done, total uint64), fn func(Pair) error) (Scanned, error) {
	s := &scanner{ctx: ctx, progress: progress, fn: fn, file: &ahead{r: r, size: size}, pageSize: Size}
	meta, known := readable(r)
	if known && meta.PageSize >= 1024 && meta.PageSize <= 1<<16 {
		s.pageSize = meta.PageSize
	}
	s.pages = uint64(size / s.pageSize)
	s.seen, s.free = make([]uint64, s.pages/64+1), make([]uint64, s.pages/64+1)
	if known {
		s.freelist(meta)
		if err := s.tree(meta.Root, nil, 0); err != nil {
			return s.Scanned(), err
		}
	}
	return s.Scanned(), s.rest(meta)
}

// readable is the newest header of those that can be read, however little of the file is left.
func readable(r io.ReaderAt) (newest Meta, ok bool) {
	for i := range int64(2) {
		if m, err := readMeta(r, i*Size); err == nil && (!ok || m.Txid > newest.Txid) {
			newest, ok = m, true
		}
	}
	return newest, ok
}

type scanner struct {
	ctx      context.Context
	progress func(done, total uint64)
	fn       func(Pair) error
	file     *ahead
	pageSize int64
	pages    uint64
	seen     []uint64 // one bit for each page that was reached
	free     []uint64 // one bit for each that is free
	knows    bool     // which are free
	done     uint64
	broken   int
}

func (s *scanner) Scanned() Scanned { return Scanned{s.pages, s.broken} }

func has(bits []uint64, id uint64) bool { return bits[id/64]&(1<<(id%64)) != 0 }
func set(bits []uint64, id uint64)      { bits[id/64] |= 1 << (id % 64) }

// freelist notes the free pages, where their list is whole.
func (s *scanner) freelist(meta Meta) {
	page, err := readPage(s.file, s.pageSize, s.pages, meta.Freelist)
	if err != nil {
		return
	}
	list, err := freePages(meta.Freelist, page)
	if err != nil {
		return
	}
	s.knows = true
	for i := 0; i+8 <= len(list); i += 8 {
		if id := binary.LittleEndian.Uint64(list[i:]); id < s.pages {
			set(s.free, id)
		}
	}
}

func (s *scanner) tick() error {
	if s.done++; s.done%256 != 0 {
		return nil
	}
	if s.progress != nil {
		s.progress(min(s.done, s.pages), s.pages)
	}
	return s.ctx.Err()
}

// tree walks what can be walked of the pages of a bucket.
func (s *scanner) tree(id uint64, bucket []byte, depth int) error {
	if depth > maxDepth || id < 2 || id >= s.pages || has(s.seen, id) {
		s.broken++
		return nil
	}
	page, err := readPage(s.file, s.pageSize, s.pages, id)
	if err != nil {
		s.broken++
		return nil
	}
	if err := s.tick(); err != nil {
		return err
	}
	switch binary.LittleEndian.Uint16(page[8:]) {
	case flagLeaf:
		for i := range uint64(int64(len(page)) / s.pageSize) {
			set(s.seen, id+i)
		}
		return s.leaf(id, page, bucket, Reached, depth)
	case flagBranch:
		set(s.seen, id)
		return s.branch(id, page, bucket, depth)
	}
	s.broken++
	return nil
}

func (s *scanner) branch(id uint64, page, bucket []byte, depth int) error {
	n, err := elements(id, page)
	if err != nil {
		s.broken++
		return nil
	}
	for i := range n {
		if err := s.tree(binary.LittleEndian.Uint64(page[headLen+i*elementLen+8:]), bucket, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// leaf tells the pairs of a leaf, and follows the buckets in it.
func (s *scanner) leaf(id uint64, page, bucket []byte, from From, depth int) error {
	broken, err := eachElement(id, page, func(flags uint32, key, value []byte) error {
		if flags == 1 {
			return s.bucket(id, key, value, from, depth)
		}
		return s.fn(Pair{bucket, key, value, from})
	})
	if from == Reached {
		s.broken += broken
	}
	if isDamage(err) {
		s.broken++
		err = nil
	}
	return err
}

// bucket follows a bucket that a leaf holds; one that nothing reaches is followed for what stands in place only.
func (s *scanner) bucket(id uint64, name, value []byte, from From, depth int) error {
	if len(value) < headLen {
		return nil
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		if from != Reached {
			return nil
		}
		return s.tree(root, name, depth+1)
	}
	inline := value[headLen:]
	if len(inline) < headLen || binary.LittleEndian.Uint16(inline[8:]) != flagLeaf || depth > maxDepth {
		return nil
	}
	return s.leaf(id, inline, name, from, depth+1)
}

// rest looks at the pages that were not reached, those that are not free first.
func (s *scanner) rest(meta Meta) error {
	for _, from := range []From{Lost, Old} {
		for id := uint64(2); id < s.pages; id++ {
			if has(s.seen, id) {
				continue
			}
			if old := !s.knows || has(s.free, id) || id >= meta.Pages; old != (from == Old) {
				continue
			}
			if err := s.tick(); err != nil {
				return err
			}
			if err := s.stray(id, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// stray looks at one page that was not reached. It may have been written to the wrong place, so its number says nothing.
func (s *scanner) stray(id uint64, from From) error {
	var head [headLen]byte
	at := int64(id) * s.pageSize
	if s.file.read(head[:], at) != nil || binary.LittleEndian.Uint16(head[8:]) != flagLeaf {
		return nil
	}
	n := (int64(binary.LittleEndian.Uint32(head[12:])) + 1) * s.pageSize
	page := make([]byte, min(n, maxPage, int64(s.pages)*s.pageSize-at))
	if s.file.read(page, at) != nil {
		return nil
	}
	return s.leaf(id, page, nil, from, 0)
}
