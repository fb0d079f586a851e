package export

import (
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
)

// Per says what becomes one record of a file that is learnt from. A file of documents as they are stored is never cut.
type Per string

const (
	PerArticle   Per = "article"   // the default
	PerParagraph Per = "paragraph" // what stands between line ends
	PerSentence  Per = "sentence"
	PerWindow    Per = "window" // as many whole sentences as have at most Options.Window tokens
)

// Pers are all values of Per, the default first.
var Pers = []Per{PerArticle, PerParagraph, PerSentence, PerWindow}

// DefaultWindow is how many tokens a window has at most, of Unicode's words: less than what programs with a limit of
// 512 sub-word tokens cut off silently.
const DefaultWindow = 256

// units are what a record becomes. A part is never cut inside a span.
func (r *run) units(rec Record) ([]unit, error) {
	if r.format.stored {
		return []unit{{Record: rec, id: rec.Document.ID}}, nil
	}
	l, ok, err := r.lesson(rec)
	if err != nil || !ok {
		return nil, err
	}
	if r.opts.Per == PerArticle {
		return []unit{{rec, l, rec.Document.ID}}, nil
	}
	cuts := r.cuts(l)
	if len(cuts) == 0 {
		r.report.lose(rec, "the text has nothing but white space")
	}
	units := make([]unit, 0, len(cuts))
	spans := l.spans
	for i, c := range cuts {
		id := rec.Document.ID
		if len(cuts) > 1 {
			id = fmt.Sprintf("%s#%d", id, i+1)
		}
		n := 0
		for n < len(spans) && spans[n].Start < c.End {
			n++
		}
		part, err := l.part(c, spans[:n])
		if err != nil {
			return nil, err
		}
		units, spans = append(units, unit{rec, part, id}), spans[n:]
	}
	return units, nil
}

// part is a stretch of a lesson by itself, with the spans in it.
func (l lesson) part(at annotate.Span, spans []placed) (lesson, error) {
	text, err := annotate.NewText(l.text.Slice(at))
	part := lesson{text: text, spans: slices.Clone(spans)}
	for i, p := range spans {
		part.spans[i].Span = annotate.Span{Start: p.Start - at.Start, End: p.End - at.Start}
	}
	return part, err
}

// cuts are the parts of a lesson, without the white space at their ends, in order. Every span lies in one.
func (r *run) cuts(l lesson) []annotate.Span {
	var list []annotate.Span
	switch r.opts.Per {
	case PerParagraph:
		list = paragraphs(l.text)
	case PerSentence:
		list = sentences(l.text)
	default:
		list = r.windows(l)
	}
	return tightened(l.text, joined(list, l.spans))
}

// joined takes back each cut between two stretches that goes through a span.
func joined(list []annotate.Span, spans []placed) []annotate.Span {
	out := list[:0:0]
	reach := 0 // where the spans of all that came before end
	for _, s := range list {
		if n := len(out); n > 0 && reach > s.Start {
			out[n-1].End = s.End
		} else {
			out = append(out, s)
		}
		for len(spans) > 0 && spans[0].Start < s.End {
			reach, spans = max(reach, spans[0].End), spans[1:]
		}
	}
	return out
}

// tightened leaves out the white space at the ends of stretches, and those that are nothing else.
func tightened(text annotate.Text, list []annotate.Span) []annotate.Span {
	out := list[:0:0]
	for _, s := range list {
		if t, ok := word(text.Slice(s), s.Start); ok {
			out = append(out, t.Span)
		}
	}
	return out
}

// paragraphs are what stands between line ends, those included.
func paragraphs(text annotate.Text) (list []annotate.Span) {
	from := 0
	for s := range strings.Lines(text.String()) {
		to := from + len([]rune(s))
		list = append(list, annotate.Span{Start: from, End: to})
		from = to
	}
	return list
}

// windows join sentences while they have no more tokens than that; a longer sentence is cut between its words.
func (r *run) windows(l lesson) []annotate.Span {
	most := r.opts.Window
	if most <= 0 {
		most = DefaultWindow
	}
	pieces := joined(r.shortened(l, most), l.spans)
	var out []annotate.Span
	n := 0
	for _, p := range pieces {
		more := r.count(l.text.Slice(p))
		if len(out) > 0 && n+more <= most {
			out[len(out)-1].End = p.End
			n += more
			continue
		}
		out, n = append(out, p), more
	}
	return out
}

// count is how many tokens of the format's own a text has.
func (r *run) count(s string) int {
	list, _ := r.segmenter().split(s, nil)
	return len(list)
}

// shortened are the sentences, each that is longer than a window cut into stretches of a quarter of one.
func (r *run) shortened(l lesson, most int) (out []annotate.Span) {
	step := max(1, most/4)
	for _, s := range joined(sentences(l.text), l.spans) {
		from := s.Start
		if text := l.text.Slice(s); r.count(text) > most {
			list, _ := split(text, nil)
			n := 0
			for _, t := range list {
				if n >= step {
					to := s.Start + t.Start
					out, from, n = append(out, annotate.Span{Start: from, End: to}), to, 0
				}
				n += r.count(t.text)
			}
		}
		out = append(out, annotate.Span{Start: from, End: s.End})
	}
	return out
}
