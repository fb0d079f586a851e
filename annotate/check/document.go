package check

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// document is what an Index holds of one: no text, only its annotations and the words that could be names.
type document struct {
	id       string
	mentions []mention // sorted by span
	held     []held    // in the order of the text
	heads    []heldHead
	places   []place // of known names without an annotation of their own, sorted
	answered []annotate.Span
	passed   []annotate.Pass
	read     bool    // to the end: what has no label was meant to have none
	found    []tally // findings by kind
	said     bool    // it counts
}

// mention is an annotation.
type mention struct {
	start, end  int32 // code points
	reach       int32 // the furthest end of this one and those before it
	name        int32 // none where it has no words
	spelling    int32 // place in Index.quotes; none with the name
	label       int32 // place in Index.labels
	words       int32
	lead, trail int32 // code points of white space and stray punctuation at its ends
	outside     uint8 // affixes that stand right before and behind it
	is          uint8
}

const (
	isZoned    uint8 = 1 << iota
	isCrossing       // over the end of a sentence
	isStacked        // another annotation has the same span
)

func (m mention) span() annotate.Span { return annotate.Span{Start: int(m.start), End: int(m.end)} }

// held is a word that could be of a name. Where words are left out, a hash of nothing stands.
type held struct {
	hash uint32 // the lowest bit says that it may be a name
	at   uint32 // start<<6 | strong<<5 | length
}

// mostHeld is how many code points a document may have for its words to be held: a held has no room for places behind that.
const mostHeld = 1 << 26

const (
	maybeName  = 1
	strongBit  = 1 << 5 // a capital that no sentence asks for
	longestOne = strongBit - 1
)

func (h held) start() int   { return int(h.at >> 6) }
func (h held) end() int     { return h.start() + int(h.at&longestOne) }
func (h held) strong() bool { return h.at&strongBit != 0 }

// heldHead is another beginning of a held word.
type heldHead struct {
	word int32  // place in held
	hash uint32 // of the rest
	skip int32  // code points
}

// place is where a name stands without an annotation of its own.
type place struct {
	start, end int32
	name       int32
	inner      int32 // the one annotation inside it; none
	answered   bool  // a person has refused it
	cut        bool  // it begins behind a prefix
}

func (p place) span() annotate.Span { return annotate.Span{Start: int(p.start), End: int(p.end)} }

// ownPasses has strings of its own: those of a work may be parts of a much longer one.
func ownPasses(list []annotate.Pass) (own []annotate.Pass) {
	for _, p := range list {
		p.Kind, p.Label = strings.Clone(p.Kind), strings.Clone(p.Label)
		own = append(own, p)
	}
	return own
}

// document reads one.
func (x *Index) document(id string, text annotate.Text, work annotate.Work, status annotate.Status) document {
	d := document{id: id, passed: ownPasses(work.Passed), read: status == annotate.Finished, said: status != annotate.Ignored}
	if !d.said {
		return d
	}
	d.mentions = make([]mention, 0, work.Annotations.Len())
	for a := range work.Annotations.Values() {
		if m := x.mention(a, text, work.Zones); !said(d.mentions, m) {
			d.mentions = append(d.mentions, m)
		}
	}
	link(d.mentions)
	for a := range work.Decisions.Values() {
		if a.Verdict == annotate.Rejected {
			d.answered = append(d.answered, a.Span)
		}
	}
	if (d.read || len(d.mentions) > 0) && text.Len() <= mostHeld {
		d.hold(text, work.Zones)
	}
	return d
}

func (x *Index) mention(a annotate.Annotation, text annotate.Text, zones []annotate.Span) mention {
	m := mention{start: int32(a.Span.Start), end: int32(a.Span.End), label: x.labelOf(a.Label)}
	m.name, m.spelling = x.nameOf(a.Quote)
	if m.name != none {
		m.words = x.names[m.name].words
	}
	from, to := trimmed(a.Quote)
	m.lead, m.trail = int32(from), int32(a.Span.Len()-to)
	if slices.ContainsFunc(zones, a.Span.Overlaps) {
		m.is |= isZoned
	}
	if overEnd(a.Quote) {
		m.is |= isCrossing
	}
	m.outside = outside(text.Slice(annotate.Span{Start: max(0, a.Span.Start-20), End: a.Span.Start}), text.Slice(annotate.Span{Start: a.Span.End, End: a.Span.End + 2}))
	return m
}

// said reports whether the last of a sorted list say the same as m.
func said(list []mention, m mention) bool {
	for _, o := range slices.Backward(list) {
		if o.span() != m.span() {
			return false
		}
		if o.label == m.label {
			return true
		}
	}
	return false
}

// link finds what stands on the same span, and how far annotations reach.
func link(list []mention) {
	for i := range list {
		list[i].reach = list[i].end
		if i == 0 {
			continue
		}
		list[i].reach = max(list[i].end, list[i-1].reach)
		if list[i].span() == list[i-1].span() {
			list[i].is |= isStacked
			list[i-1].is |= isStacked
		}
	}
}

// hold keeps the words that could be of a name: those with a capital or without case, those of an annotation and what
// may belong to it beside it, and what stands between two that are kept.
func (d *document) hold(text annotate.Text, zones []annotate.Span) {
	s := text.String()
	list := words(make([]word, 0, len(s)/5+1), s, 0)
	keep := d.kept(list, zones, s)
	initial, last, b := true, 0, 0 // at the beginning of a sentence; the end of the word before in code points; the byte where the next stands
	for i, w := range list {
		between := w.span.Start - last
		for range between {
			r, n := utf8.DecodeRuneInString(s[b:])
			initial = initial || r == '\n'
			b += n
		}
		n := len(skipped(s[b:], w.span.Len()))
		spelling := s[b : b+n]
		if keep[i] {
			d.put(w, spelling, initial)
		} else if k := len(d.held); k > 0 && d.held[k-1].hash != nothing {
			d.held = append(d.held, held{})
		}
		initial = w.kind == sign && (initial || strings.ContainsAny(spelling, ".!?:\"“«‘…•؟"))
		last, b = w.span.End, b+n
	}
	d.held, d.heads = slices.Clip(d.held), slices.Clip(d.heads)
}

// skipped is the first n code points of s.
func skipped(s string, n int) string {
	b := 0
	for range n {
		_, w := utf8.DecodeRuneInString(s[b:])
		b += w
	}
	return s[:b]
}

func (d *document) put(w word, spelling string, initial bool) {
	h := held{hash: w.hash, at: uint32(w.span.Start)<<6 | uint32(w.span.Len())}
	if w.kind == namely {
		h.hash |= maybeName
		if first, _ := utf8.DecodeRuneInString(spelling); !initial && unicode.IsUpper(first) {
			h.at |= strongBit
		}
		for _, o := range heads(spelling) {
			d.heads = append(d.heads, heldHead{int32(len(d.held)), fold(o.rest), int32(o.skip)})
		}
	}
	d.held = append(d.held, h)
}

const (
	bridge = 2 // words between two that are kept are kept too: Bank of England
	before = 1 // words before an annotation: the
	behind = 2 // words and signs behind it: 's
)

// kept says which words to hold.
func (d *document) kept(list []word, zones []annotate.Span, s string) []bool {
	keep := make([]bool, len(list))
	for i, w := range list {
		keep[i] = w.kind == namely
	}
	d.keepLabelled(keep, list)
	keepBetween(keep, list)
	leaveAddresses(keep, list, s)
	for i, w := range list {
		if w.span.Len() > longestOne || slices.ContainsFunc(zones, w.span.Overlaps) {
			keep[i] = false
		}
	}
	return keep
}

func (d *document) keepLabelled(keep []bool, list []word) {
	for _, m := range d.mentions {
		i := sort.Search(len(list), func(i int) bool { return list[i].span.End > int(m.start) })
		j := i
		for j < len(list) && list[j].span.Start < int(m.end) {
			j++
		}
		for k := max(0, i-before); k < min(len(list), j+behind); k++ {
			keep[k] = true
		}
	}
}

// keepBetween keeps what stands between two words that are kept, and numbers beside them.
func keepBetween(keep []bool, list []word) {
	last := -1
	for i := range list {
		if !keep[i] {
			continue
		}
		if last >= 0 && i-last-1 <= bridge {
			for k := last + 1; k < i; k++ {
				keep[k] = true
			}
		}
		if i > 0 && list[i-1].kind == number {
			keep[i-1] = true // 3 May
		}
		if i+1 < len(list) && list[i+1].kind == number {
			keep[i+1] = true // May 2024
		}
		last = i
	}
}

// leaveAddresses leaves out the words of addresses of pages and people: names in them are spelled in their own way.
func leaveAddresses(keep []bool, list []word, s string) {
	at, i := 0, 0 // in code points; the first word that ends behind it
	for len(s) > 0 {
		n := strings.IndexFunc(s, unicode.IsSpace)
		if n < 0 {
			n = len(s)
		}
		piece := s[:n]
		_, w := utf8.DecodeRuneInString(s[n:])
		s = s[n+w:]
		end := at + utf8.RuneCountInString(piece)
		address := strings.Contains(piece, "://") || strings.HasPrefix(piece, "www.") || strings.ContainsRune(piece, '@')
		for ; i < len(list) && list[i].span.Start < end; i++ {
			keep[i] = keep[i] && !address
		}
		at = end + 1
	}
}
