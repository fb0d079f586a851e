package storage

import (
	"strings"
	"sync"
)

// Texts that come together lie together: a pack is the texts of some documents, one behind the other, compressed as one.
// News of 3 KB takes a sixth less room so than each text for itself, is written from front to back, and fills its pages.
const (
	packLen     = 32 << 10    // bytes of text; a longer text has a pack of its own
	keptPacks   = 64          // that were read last stay in memory, unpacked
	longestKept = 4 * packLen // bytes; longer ones do not stay
)

// packed is where the text of a document lies.
type packed struct {
	pack  uint64 // number of the first document whose text is in it
	index int    // of the text in its pack
}

// packing is a pack that is being filled.
type packing struct {
	first uint64
	texts []string
	bytes int
}

// pack puts the text of a new document into the pack of those that come with it.
func (st *stage) pack(doc *document, text string) {
	if st.packing.bytes > 0 && st.packing.bytes+len(text) > packLen {
		st.endPack()
	}
	p := &st.packing
	if len(p.texts) == 0 {
		p.first = doc.number
	}
	doc.header.packed = packed{p.first, len(p.texts)}
	p.texts, p.bytes = append(p.texts, text), p.bytes+len(text)
}

func (st *stage) endPack() {
	if p := st.packing; len(p.texts) > 0 {
		st.entries = append(st.entries, entry{to: texts, key: key64(p.first), pack: p.texts})
	}
	st.packing = packing{}
}

// encodePack writes how many texts there are, how many bytes each has, and all of them. So a text can be read whose
// header is gone.
func encodePack(list []string) []byte {
	e := &encoder{}
	e.uint(uint64(len(list)))
	for _, text := range list {
		e.uint(uint64(len(text)))
	}
	for _, text := range list {
		e.b = append(e.b, text...)
	}
	return e.b
}

// decodePack gives the texts of a pack, which share its memory.
func decodePack(payload string) ([]string, error) {
	d := &decoder{s: payload}
	list, lengths := make([]string, d.count(1)), make([]uint64, 0, 16)
	for range list {
		lengths = append(lengths, d.uint())
	}
	for i, n := range lengths {
		list[i] = d.take(n)
	}
	return list, d.done()
}

// text reads the text of a document.
func (s store) text(h header) (string, error) {
	list, err := s.unpacked(h.packed.pack)
	if err != nil {
		return "", err
	}
	if h.packed.index >= len(list) {
		return "", damaged("its text is not where its header says")
	}
	return strings.Clone(list[h.packed.index]), nil
}

// unpacked reads the texts of a pack, which in a reading transaction may have been read before.
func (s store) unpacked(number uint64) ([]string, error) {
	if list, ok := s.packs.get(number); ok {
		return list, nil
	}
	payload, ok, err := s.get(texts, key64(number))
	if err == nil && !ok {
		err = damaged("its text is gone")
	}
	if err != nil {
		return nil, err
	}
	list, err := decodePack(payload)
	if err != nil {
		return nil, damaged("pack %d of texts: %w", number, err)
	}
	if len(payload) <= longestKept {
		s.packs.put(number, list)
	}
	return list, nil
}

// packs keeps what was unpacked last, for who reads one document after the other. A pack that is in the file never
// changes. The nil one keeps nothing: what a writing transaction sees may not come to be.
type packs struct {
	lock  sync.Mutex
	known map[uint64][]string
	ring  [keptPacks]uint64
	next  int
}

func (p *packs) get(number uint64) (list []string, ok bool) {
	if p == nil {
		return nil, false
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	list, ok = p.known[number]
	return list, ok
}

func (p *packs) put(number uint64, list []string) {
	if p == nil {
		return
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if _, ok := p.known[number]; ok {
		return
	}
	if p.known == nil {
		p.known = make(map[uint64][]string, keptPacks)
	}
	delete(p.known, p.ring[p.next])
	p.known[number], p.ring[p.next] = list, number
	p.next = (p.next + 1) % keptPacks
}
