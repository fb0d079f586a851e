package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// finding puts a hit into words.
func (x *Index) finding(d *document, h hit) Finding {
	p := x.pass(d, h)
	f := Finding{Kind: h.kind, Doc: d.id, Span: p.Span, Label: p.Label}
	switch {
	case h.kind == Empty:
		f.Why = "finished, and nothing has a label"
	case h.mention != none:
		m := d.mentions[h.mention]
		f.Surface = x.quoteOf(m)
		f.Why, f.Mend = x.ofMention(d, m, h)
		if f.Mend != nil && x.labelled(d, *f.Mend) {
			f.Why, f.Mend = f.Why+"; mended it would be there twice: remove one", nil
		}
	default:
		n := &x.names[d.places[h.place].name]
		f.Surface = x.surface(n)
		f.Why = fmt.Sprintf("no label here, %s in %d of %s", f.Label, counted(n.labels, n.verdict.label), places(sum(n.labels)+n.free+sum(n.parts)))
		f.Mend = &Mend{f.Span, f.Label}
	}
	return f
}

// labelled reports whether a document has what a mend would make already.
func (x *Index) labelled(d *document, mend Mend) bool {
	i, _ := slices.BinarySearchFunc(d.mentions, mend.Span, func(m mention, s annotate.Span) int { return m.span().Compare(s) })
	for ; i < len(d.mentions) && d.mentions[i].span() == mend.Span; i++ {
		if x.labels[d.mentions[i].label] == mend.Label {
			return true
		}
	}
	return false
}

func (x *Index) ofMention(d *document, m mention, h hit) (why string, mend *Mend) {
	label := x.labels[m.label]
	switch h.kind {
	case Conflict:
		return x.conflict(m)
	case Boundary:
		return x.boundary(d, m, h)
	case Edge:
		if rest := (annotate.Span{Start: int(m.start) + int(m.lead), End: int(m.end) - int(m.trail)}); !rest.Empty() {
			mend = &Mend{rest, label}
		}
		return whyEdge(x.quoteOf(m), m), mend
	case Crossing:
		return "it goes on over the end of a sentence or paragraph", nil
	case Long:
		return fmt.Sprintf("%d words and signs, more than %d: many models learn no name that long", m.words, LongWords), nil
	case Zoned:
		return "it stands in a part that is not the article, and is not exported as training text", nil
	}
	return fmt.Sprintf("the schema has no label %s", label), nil
}

func (x *Index) conflict(m mention) (why string, mend *Mend) {
	n := &x.names[m.name]
	label, all := x.labels[m.label], places(sum(n.labels))
	if v := n.verdict.label; v != none {
		return fmt.Sprintf("%s here, %s in %d of %s", label, x.labels[v], counted(n.labels, v), all), &Mend{m.span(), x.labels[v]}
	}
	var shares []string
	for _, t := range n.labels {
		if t.of != m.label {
			shares = append(shares, fmt.Sprintf("%s in %d", x.labels[t.of], t.n))
		}
	}
	slices.Sort(shares)
	return fmt.Sprintf("%s here, %s of %s", label, strings.Join(shares, ", "), all), nil
}

// boundary says which other boundaries the name has, and mends to those that are more frequent.
func (x *Index) boundary(d *document, m mention, h hit) (why string, mend *Mend) {
	label := x.labels[m.label]
	if h.place != none {
		p := d.places[h.place]
		n := &x.names[p.name]
		given, part := counted(n.labels, m.label), counted(n.parts, m.label)
		if given > part {
			mend = &Mend{p.span(), label}
		}
		return fmt.Sprintf("only a part of “%s”, which is %s as a whole in %s", x.surface(n), label, places(given)), mend
	}
	n := &x.names[m.name]
	if n.verdict.whole {
		given, part := counted(n.labels, m.label), counted(n.parts, m.label)
		if given < part {
			mend = x.narrowed(n, m)
		}
		return fmt.Sprintf("in %s only a part of these words is %s", places(part), label), mend
	}
	inner := &x.names[n.verdict.core]
	alone := counted(inner.labels, m.label)
	if alone > counted(n.labels, m.label) {
		mend = x.cut(m, inner)
	}
	return fmt.Sprintf("“%s” alone is %s in %s", x.surface(inner), label, places(alone)), mend
}

// narrowed is the part that has the label elsewhere, where that is the same part everywhere.
func (x *Index) narrowed(n *name, m mention) *Mend {
	lead, trail := int32(none), int32(none)
	for _, doc := range n.docs {
		d := &x.docs[doc]
		for _, p := range d.places {
			if p.inner == none || &x.names[p.name] != n || d.mentions[p.inner].label != m.label {
				continue
			}
			in := d.mentions[p.inner]
			l, t := in.start-p.start, p.end-in.end
			if lead != none && (l != lead || t != trail) || p.end-p.start != m.end-m.start {
				return nil
			}
			lead, trail = l, t
		}
	}
	if lead == none {
		return nil
	}
	return &Mend{annotate.Span{Start: int(m.start + lead), End: int(m.end - trail)}, x.labels[m.label]}
}

// cut is the annotation without what the name inside it does not have.
func (x *Index) cut(m mention, inner *name) *Mend {
	quote := x.quoteOf(m)
	rest, _, ok := stripped(quote)
	if !ok {
		w := quoteWord(quote)
		list := heads(w)
		i := slices.IndexFunc(list, func(h head) bool { return !h.whole && phraseOf(h.rest+quote[len(w):]) == inner.phrase })
		if i < 0 {
			return nil
		}
		rest = list[i].rest + quote[len(w):]
	}
	at := strings.LastIndex(quote, rest)
	if at < 0 {
		return nil
	}
	start := int(m.start) + utf8.RuneCountInString(quote[:at])
	return &Mend{annotate.Span{Start: start, End: start + utf8.RuneCountInString(rest)}, x.labels[m.label]}
}

func whyEdge(quote string, m mention) string {
	r := []rune(quote)
	if m.lead > 0 && int(m.lead) <= len(r) {
		return "it begins with " + edgeWords(r[0])
	}
	if len(r) == 0 {
		return "nothing but white space"
	}
	return "it ends with " + edgeWords(r[len(r)-1])
}

func edgeWords(r rune) string {
	switch {
	case unicode.IsSpace(r):
		return "white space"
	case !unicode.IsGraphic(r):
		return "a character that cannot be seen"
	}
	return "“" + string(r) + "”"
}

func whyFew(n int) string {
	return fmt.Sprintf("%s, and spaCy asks for more than %d", plural(n, "example"), FewExamples)
}

func places(n int) string { return plural(n, "place") }

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
