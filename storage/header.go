package storage

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"time"

	"rubricator/annotate"
)

// Header is what the list of documents shows of one, without its text.
type Header struct {
	ID            string
	Title         string
	Number        uint64    // of the document in this file, from 1; after a merge the list may be in another order
	Added         time.Time // when it was imported; zero where the file does not say
	CodePoints    int       // length of the text
	TextSHA256    [32]byte
	Source        annotate.Source
	Language      Language        // the asked annotator's choice, else the detected one
	Direction     string          // "ltr" or "rtl" as the asked annotator set it; "" follows language and text
	Status        annotate.Status // the most advanced of any annotator
	MyStatus      annotate.Status // the asked annotator's
	Annotations   int             // of all annotators
	MyAnnotations int             // of the asked annotator
	Suggestions   int             // stored ones
	Labels        Labels          // annotations by label, of all annotators
	MyLabels      Labels          // of the asked annotator
}

// Labels says how many annotations a document has of each label. It is a view of what the file holds, so that a list of
// documents costs little; a label may come once for each annotator.
type Labels string

// All yields the labels with their numbers of annotations.
func (l Labels) All() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for d := (decoder{s: string(l)}); d.s != ""; {
			label, n := d.text(), d.natural()
			if d.err != nil || !yield(label, n) {
				return
			}
		}
	}
}

// Of is the number of annotations of one label.
func (l Labels) Of(label string) (n int) {
	for name, k := range l.All() {
		if name == label {
			n += k
		}
	}
	return n
}

// Language is what is known about the language of a document.
type Language struct {
	Code       string  // ISO 639-1, or "und"
	Confidence float64 // from 0 to 1
	Known      bool    // false as long as nobody has looked
	Set        bool    // a person said so
	Others     string  // codes of other languages in the text, separated by commas
}

// header is a document's record in the file.
type header struct {
	id, title   string
	codePoints  int
	text        [32]byte
	source      annotate.Source
	language    Language
	suggestions int
	layers      []layer // sorted by number
	wanted      string  // ID that it came with
	packed      packed
	hidden      bool // removed again, and nobody has said anything about it: it is in no list
	arrival     arrival
}

// arrival is the import that brought a document, the earliest if there were several, and its place among those that came
// with it. The documents of a project are in this order.
type arrival struct {
	clock clock
	actor uint32
	seq   uint64
	place int
}

// layer sums up one annotator's work on the document.
type layer struct {
	number              uint16
	annotations         int
	status              annotate.Status
	language, direction string
	labels              Labels
}

func (h header) textKey() textKey { return textKey(h.text[:16]) }

// shown is the ID, or for a hidden document one that no document has.
func (h header) shown() string {
	if h.hidden {
		return "\x00" + h.id
	}
	return h.id
}

// public is the header as the annotator of layer mine sees it; 0 is nobody.
func (h header) public(docNo uint64, mine uint16) Header {
	p := Header{ID: h.id, Title: h.title, Number: docNo, CodePoints: h.codePoints, TextSHA256: h.text, Source: h.source,
		Language: h.language, Suggestions: h.suggestions}
	if h.arrival.clock.millis > 0 {
		p.Added = time.UnixMilli(h.arrival.clock.millis).UTC()
	}
	for _, l := range h.layers {
		p.Annotations += l.annotations
		p.Labels += l.labels
		if rank(l.status) > rank(p.Status) {
			p.Status = l.status
		}
		if l.number != mine || mine == 0 {
			continue
		}
		p.MyStatus, p.MyAnnotations, p.Direction = l.status, l.annotations, l.direction
		p.MyLabels = l.labels
		if l.language != "" {
			p.Language = Language{Code: l.language, Confidence: 1, Known: true, Set: true, Others: h.language.Others}
		}
	}
	return p
}

// rank orders statuses by how far they are: a finished document counts for more than one set aside.
func rank(s annotate.Status) int {
	return slices.Index([]annotate.Status{annotate.New, annotate.InProgress, annotate.Ignored, annotate.Finished}, s)
}

// summarize puts the sums of one annotator's work in place of those it had.
func (h *header) summarize(number uint16, w annotate.Work) {
	now := layer{number, w.Annotations.Len(), w.Status, w.Language, w.Direction, labelsOf(w.Annotations)}
	i, found := slices.BinarySearchFunc(h.layers, number, func(l layer, n uint16) int { return int(l.number) - int(n) })
	if found {
		h.layers[i] = now
		return
	}
	h.layers = slices.Insert(h.layers, i, now)
}

// labelsOf counts annotations by label, in the order of the labels' names.
func labelsOf(set annotate.Set) Labels {
	type count struct {
		label string
		n     uint64
	}
	var room [16]count
	counts := room[:0]
	for a := range set.Values() {
		i := slices.IndexFunc(counts, func(c count) bool { return c.label == a.Label })
		if i < 0 {
			i, counts = len(counts), append(counts, count{label: a.Label})
		}
		counts[i].n++
	}
	slices.SortFunc(counts, func(a, b count) int { return strings.Compare(a.label, b.label) })
	var e encoder
	for _, c := range counts {
		e.text(c.label)
		e.uint(c.n)
	}
	return Labels(e.b)
}

const (
	headerFormat1 byte = 1 // read by a migration alone
	headerVersion byte = 2
)

const (
	languageKnown byte = 1 << iota
	languageSet
	headerHidden
	headerRenamed // the document came with another ID
)

func encodeHeader(h header) []byte {
	e := &encoder{b: make([]byte, 0, 128+len(h.title))}
	e.byte(headerVersion)
	e.text(h.id)
	e.text(h.title)
	e.uint(uint64(h.codePoints))
	e.b = append(e.b, h.text[:]...)
	e.text(h.source.Name)
	e.word(h.source.Encoding)
	e.b = append(e.b, h.source.SHA256[:]...)
	flags := byte(0)
	if h.language.Known {
		flags |= languageKnown
	}
	if h.language.Set {
		flags |= languageSet
	}
	if h.hidden {
		flags |= headerHidden
	}
	if h.wanted != h.id {
		flags |= headerRenamed
	}
	e.byte(flags)
	e.word(h.language.Code)
	e.float(h.language.Confidence)
	e.word(h.language.Others)
	e.uint(uint64(h.suggestions))
	e.uint(uint64(len(h.layers)))
	for _, l := range h.layers {
		e.uint(uint64(l.number))
		e.uint(uint64(l.annotations))
		e.word(string(l.status))
		e.word(l.language)
		e.word(l.direction)
		e.text(string(l.labels))
	}
	if h.wanted != h.id {
		e.text(h.wanted)
	}
	e.b = binary.AppendVarint(e.b, h.arrival.clock.millis)
	e.uint(h.arrival.clock.counter)
	e.uint(uint64(h.arrival.actor))
	e.uint(h.arrival.seq)
	e.uint(uint64(h.arrival.place))
	e.uint(h.packed.pack)
	e.uint(uint64(h.packed.index))
	return e.b
}

const leastLayer = 5 // bytes

// decodeHeader reads a header into h, whose slice of layers it uses again.
func decodeHeader(s string, h *header) error {
	d := &decoder{s: s}
	d.version(headerVersion)
	flags := d.headerStart(h)
	for range d.count(leastLayer) {
		h.layers = append(h.layers, layer{uint16(d.uint()), d.natural(), annotate.Status(d.word()), d.word(), d.word(), Labels(d.text())})
	}
	h.hidden, h.wanted = flags&headerHidden != 0, h.id
	if flags&headerRenamed != 0 {
		h.wanted = d.text()
	}
	h.arrival = arrival{clock{d.int64(), d.uint()}, uint32(d.uint()), d.uint(), d.natural()}
	h.packed = packed{d.uint(), d.natural()}
	return d.done()
}

// decodeHeader1 reads a header as format 1 wrote it.
func decodeHeader1(s string, h *header) error {
	d := &decoder{s: s}
	d.version(headerFormat1)
	d.headerStart(h)
	for range d.count(leastLayer) {
		h.layers = append(h.layers, layer{number: uint16(d.uint()), annotations: d.natural(), status: annotate.Status(d.word()), language: d.word(), direction: d.word()})
	}
	h.wanted = h.id
	return d.done()
}

// headerStart reads what headers of both formats begin with.
func (d *decoder) headerStart(h *header) (flags byte) {
	h.id, h.title, h.codePoints = d.text(), d.text(), d.natural()
	copy(h.text[:], d.take(32))
	h.source.Name, h.source.Encoding = d.text(), d.word()
	copy(h.source.SHA256[:], d.take(32))
	flags = d.byte()
	h.language = Language{Known: flags&languageKnown != 0, Set: flags&languageSet != 0, Code: d.word(), Confidence: d.float(), Others: d.word()}
	h.suggestions = d.natural()
	h.layers = h.layers[:0]
	return flags
}
