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
	pack   uint64 // number of the first document whose text is in it
	at     int    // bytes, in the unpacked texts
	length int    // bytes
}

// packing is a pack that is being filled.
type packing struct {
	first uint64
	texts []byte
}

// pack puts the text of a new document into the pack of those that come with it.
func (st *stage) pack(doc *document, text string) {
	if n := len(st.packing.texts); n > 0 && n+len(text) > packLen {
		st.endPack()
	}
	if len(st.packing.texts) == 0 {
		st.packing = packing{doc.number, make([]byte, 0, max(packLen, len(text)))}
	}
	doc.header.packed = packed{st.packing.first, len(st.packing.texts), len(text)}
	st.packing.texts = append(st.packing.texts, text...)
}

func (st *stage) endPack() {
	if p := st.packing; len(p.texts) > 0 {
		st.entries = append(st.entries, entry{to: texts, key: key64(p.first), texts: p.texts})
	}
	st.packing = packing{}
}

// text reads the text of a document.
func (s store) text(h header) (string, error) {
	unpacked, err := s.unpacked(h.packed.pack)
	if err != nil {
		return "", err
	}
	text, ok := h.packed.cut(unpacked)
	if !ok {
		return "", damaged("its text is not where its header says")
	}
	return strings.Clone(text), nil
}

func (p packed) cut(unpacked string) (text string, ok bool) {
	if p.at > len(unpacked) || p.length > len(unpacked)-p.at {
		return "", false
	}
	return unpacked[p.at : p.at+p.length], true
}

// unpacked reads a pack, which in a reading transaction may have been read before.
func (s store) unpacked(number uint64) (string, error) {
	if unpacked, ok := s.packs.get(number); ok {
		return unpacked, nil
	}
	unpacked, ok, err := s.get(texts, key64(number))
	if err == nil && !ok {
		err = damaged("its text is gone")
	}
	if err != nil {
		return "", err
	}
	s.packs.put(number, unpacked)
	return unpacked, nil
}

// packs keeps what was unpacked last, for who reads one document after the other. A pack that is in the file never
// changes. The nil one keeps nothing: what a writing transaction sees may not come to be.
type packs struct {
	lock  sync.Mutex
	known map[uint64]string
	ring  [keptPacks]uint64
	next  int
}

func (p *packs) get(number uint64) (unpacked string, ok bool) {
	if p == nil {
		return "", false
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	unpacked, ok = p.known[number]
	return unpacked, ok
}

func (p *packs) put(number uint64, unpacked string) {
	if p == nil || len(unpacked) > longestKept {
		return
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if _, ok := p.known[number]; ok {
		return
	}
	if p.known == nil {
		p.known = make(map[uint64]string, keptPacks)
	}
	delete(p.known, p.ring[p.next])
	p.known[number], p.ring[p.next] = unpacked, number
	p.next = (p.next + 1) % keptPacks
}
