package storage

import (
	"slices"

	"rubricator/annotate"
)

// Header is what the list of documents shows of one, without its text.
type Header struct {
	ID            string
	Title         string
	Number        uint64 // order of import, from 1
	CodePoints    int    // length of the text
	TextSHA256    [32]byte
	Source        annotate.Source
	Language      Language        // the asked annotator's choice, else the detected one
	Direction     string          // "ltr" or "rtl" as the asked annotator set it; "" follows language and text
	Status        annotate.Status // the most advanced of any annotator
	MyStatus      annotate.Status // the asked annotator's
	Annotations   int             // of all annotators
	MyAnnotations int             // of the asked annotator
	Suggestions   int             // stored ones
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
}

// layer sums up one annotator's work on the document.
type layer struct {
	number              uint16
	annotations         int
	status              annotate.Status
	language, direction string
}

func (h header) textKey() textKey { return textKey(h.text[:16]) }

// public is the header as the annotator of layer mine sees it; 0 is nobody.
func (h header) public(docNo uint64, mine uint16) Header {
	p := Header{ID: h.id, Title: h.title, Number: docNo, CodePoints: h.codePoints, TextSHA256: h.text, Source: h.source,
		Language: h.language, Suggestions: h.suggestions}
	for _, l := range h.layers {
		p.Annotations += l.annotations
		if rank(l.status) > rank(p.Status) {
			p.Status = l.status
		}
		if l.number != mine || mine == 0 {
			continue
		}
		p.MyStatus, p.MyAnnotations, p.Direction = l.status, l.annotations, l.direction
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
	now := layer{number, w.Annotations.Len(), w.Status, w.Language, w.Direction}
	i, found := slices.BinarySearchFunc(h.layers, number, func(l layer, n uint16) int { return int(l.number) - int(n) })
	if found {
		h.layers[i] = now
		return
	}
	h.layers = slices.Insert(h.layers, i, now)
}

const headerVersion byte = 1

const (
	languageKnown byte = 1 << iota
	languageSet
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
	}
	return e.b
}

const leastLayer = 5 // bytes

// decodeHeader reads a header into h, whose slice of layers it uses again.
func decodeHeader(s string, h *header) error {
	d := &decoder{s: s}
	d.version(headerVersion)
	h.id, h.title, h.codePoints = d.text(), d.text(), d.natural()
	copy(h.text[:], d.take(32))
	h.source.Name, h.source.Encoding = d.text(), d.word()
	copy(h.source.SHA256[:], d.take(32))
	flags := d.byte()
	h.language = Language{Known: flags&languageKnown != 0, Set: flags&languageSet != 0, Code: d.word(), Confidence: d.float(), Others: d.word()}
	h.suggestions = d.natural()
	h.layers = h.layers[:0]
	for range d.count(leastLayer) {
		h.layers = append(h.layers, layer{uint16(d.uint()), d.natural(), annotate.Status(d.word()), d.word(), d.word()})
	}
	return d.done()
}
