package textlayout

import (
	"embed"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// The lists of words, packed by packaging/dev/wordlists; wordlists/README.md says
// where they come from.
//
//go:embed wordlists/*.zst
var wordFiles embed.FS

// wordList is a trie, level by level: the children of a node stand together, in
// the order of their letters, from first of the node to first of the next one.
// Node 0 is the root. It never changes once it is read.
type wordList struct {
	letters []uint16
	costs   []uint8 // of the word that ends at a node; 0: none does
	first   []uint32
}

// child is the node below node for a letter, or -1.
func (w *wordList) child(node int, r rune) int {
	from, to := w.first[node], w.first[node+1]
	if r > 0xFFFF {
		return -1
	}
	i, found := slices.BinarySearch(w.letters[from:to], uint16(r))
	if !found {
		return -1
	}
	return int(from) + i
}

// Each list is read when a text first needs it, and then kept.
var (
	cjkWords   = sync.OnceValue(func() *wordList { return mustLoad("cjk", parseWords) })
	thaiWords  = sync.OnceValue(func() *wordList { return mustLoad("thai", parseWords) })
	laoWords   = sync.OnceValue(func() *wordList { return mustLoad("lao", parseWords) })
	khmerWords = sync.OnceValue(func() *wordList { return mustLoad("khmer", parseWords) })
	hanPlaces  = sync.OnceValue(func() *placeTable { return mustLoad("hanzi", parsePlaces) })
)

// mustLoad panics over a file that is part of the program and cannot be read.
func mustLoad[T any](name string, parse func([]byte) (T, error)) T {
	packed, err := wordFiles.ReadFile("wordlists/" + name + ".zst")
	if err != nil {
		panic(fmt.Sprintf("embedded word list %q: %v", name, err))
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		panic(fmt.Sprintf("embedded word list %q: %v", name, err))
	}
	defer d.Close()
	data, err := d.DecodeAll(packed, nil)
	if err != nil {
		panic(fmt.Sprintf("embedded word list %q: %v", name, err))
	}
	out, err := parse(data)
	if err != nil {
		panic(fmt.Sprintf("embedded word list %q: %v", name, err))
	}
	return out
}

// parseWords reads a packed trie: the number of its nodes (four bytes), then of all
// nodes the letters (two bytes each), the costs (one) and the numbers of children (two).
func parseWords(data []byte) (*wordList, error) {
	n, data, err := counted(data, 5)
	if err != nil {
		return nil, err
	}
	w := &wordList{
		letters: make([]uint16, n),
		costs:   slices.Clone(data[2*n : 3*n]),
		first:   make([]uint32, n+1),
	}
	next := uint32(1)
	for i := range n {
		w.letters[i] = binary.LittleEndian.Uint16(data[2*i:])
		w.first[i] = next
		next += uint32(binary.LittleEndian.Uint16(data[3*n+2*i:]))
	}
	w.first[n] = next
	if n == 0 || int(next) != n {
		return nil, fmt.Errorf("%d nodes have %d children in all", n, next)
	}
	return w, nil
}

// counted reads a number of records that are size bytes each and make up the rest.
func counted(data []byte, size int) (n int, rest []byte, err error) {
	if len(data) < 4 {
		return 0, nil, fmt.Errorf("%d bytes are too few", len(data))
	}
	n = int(binary.LittleEndian.Uint32(data))
	if len(data)-4 != n*size {
		return 0, nil, fmt.Errorf("%d records of %d bytes do not fill %d bytes", n, size, len(data)-4)
	}
	return n, data[4:], nil
}
