package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// filter decides which proposals for one document are shown.
type filter struct {
	engine    *Engine
	in        Input
	threshold float64
	refused   map[said]bool // rejected in this document at least as often as confirmed
	graphemes graphemes
}

// said is a phrase under a label.
type said struct{ phrase, label string }

func newFilter(e *Engine, in Input) *filter {
	return &filter{engine: e, in: in, threshold: e.scoreNeeded(), refused: refusedHere(in.Work),
		graphemes: graphemes{text: in.Document.Text.String()}}
}

func refusedHere(w annotate.Work) map[said]bool {
	counts := map[said]int{}
	for _, d := range w.Decisions {
		if d.Verdict == annotate.Rejected {
			counts[said{evened(d.Quote), d.Label}]++
		}
	}
	if len(counts) == 0 {
		return nil
	}
	refused := map[said]bool{}
	for s := range counts {
		refused[s] = true
	}
	for _, a := range w.Annotations.All() {
		s := said{evened(a.Quote), a.Label}
		if counts[s]--; counts[s] < 0 {
			delete(refused, s)
		}
	}
	return refused
}

// evened is a quote with its white space evened out.
func evened(quote string) string {
	if strings.IndexFunc(quote, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) < 0 && !strings.Contains(quote, "  ") {
		return quote
	}
	return strings.Join(strings.Fields(quote), " ")
}

// keep leaves out what may not be shown at all.
func (f *filter) keep(all []annotate.Suggestion) []annotate.Suggestion {
	kept := make([]annotate.Suggestion, 0, len(all))
	for _, s := range all {
		if s.Score >= f.threshold && f.well(s) && !f.refuses(s) {
			kept = append(kept, s)
		}
	}
	return f.in.Work.Open(kept)
}

// well reports whether a proposal is a whole one: a label of the schema on a span inside the text, outside the zones,
// without white space or half characters at its edges.
func (f *filter) well(s annotate.Suggestion) bool {
	t := f.in.Document.Text
	if _, ok := f.in.Schema.Label(s.Label); !ok || s.Span.Empty() || s.Span.Start < 0 || s.Span.End > t.Len() {
		return false
	}
	for _, z := range f.in.Work.Zones {
		if z.Overlaps(s.Span) {
			return false
		}
	}
	quote := t.Slice(s.Span)
	first, _ := utf8.DecodeRuneInString(quote)
	last, _ := utf8.DecodeLastRuneInString(quote)
	return !unicode.IsSpace(first) && !unicode.IsSpace(last) && f.graphemes.at(t.Byte(s.Span.Start)) && f.graphemes.at(t.Byte(s.Span.End))
}

func (f *filter) refuses(s annotate.Suggestion) bool {
	quote := evened(f.in.Document.Text.Slice(s.Span))
	if f.refused[said{quote, s.Label}] {
		return true
	}
	m := f.engine.memory
	return m != nil && s.Suggester != m.Name() && m.rejects(quote, f.in.Language, s.Label)
}

// settle makes the list free of conflicts and sorts it by span. The longer of two wins, unless the shorter is clearly
// surer; of equals that of the first suggester.
func (f *filter) settle(list []annotate.Suggestion) []annotate.Suggestion {
	slices.SortStableFunc(list, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	settled := make([]annotate.Suggestion, 0, len(list))
	for i := 0; i < len(list); {
		j, end := i+1, list[i].Span.End
		for ; j < len(list) && list[j].Span.Start < end; j++ {
			end = max(end, list[j].Span.End)
		}
		settled = append(settled, f.settleNear(list[i:j])...)
		i = j
	}
	return settled
}

// settleNear settles proposals that touch each other.
func (f *filter) settleNear(near []annotate.Suggestion) (kept []annotate.Suggestion) {
	slices.SortStableFunc(near, func(a, b annotate.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Span.Len(), a.Span.Len()), cmp.Compare(f.rank(a), f.rank(b)), cmp.Compare(b.Score, a.Score),
			a.Key().Compare(b.Key()))
	})
	for i, s := range near {
		if !surpassed(s, near[i+1:]) && f.fits(s, kept) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	return kept
}

// rank puts what people confirmed before what lists and rules say.
func (f *filter) rank(s annotate.Suggestion) int {
	for i, g := range f.engine.suggesters {
		if g.Name() == s.Suggester {
			return i
		}
	}
	return len(f.engine.suggesters)
}

// surpassed reports whether a shorter proposal on the same characters is so much surer that it should stand instead.
func surpassed(s annotate.Suggestion, shorter []annotate.Suggestion) bool {
	return slices.ContainsFunc(shorter, func(o annotate.Suggestion) bool {
		return o.Span != s.Span && o.Span.Overlaps(s.Span) && o.Score > s.Score+lead
	})
}

// lead is how much surer a shorter proposal must be.
const lead = 0.3

// fits checks a proposal against what is kept and what is annotated. Spans share characters only where the schema
// lets them and the annotators nest these labels in this project.
func (f *filter) fits(s annotate.Suggestion, kept []annotate.Suggestion) bool {
	for _, o := range kept {
		if o.Span.Overlaps(s.Span) && !f.nests(s.Label, s.Span, o.Label, o.Span) {
			return false
		}
	}
	for _, a := range f.in.Work.Annotations.Between(nil, s.Span) {
		if !f.nests(s.Label, s.Span, a.Label, a.Span) {
			return false
		}
	}
	return true
}

func (f *filter) nests(label string, span annotate.Span, other string, o annotate.Span) bool {
	switch m := f.engine.memory; {
	case f.in.Schema.Overlap == annotate.OverlapNone || m == nil || span == o || label == other:
		return false
	case o.Contains(span):
		return m.nests(label, other)
	case span.Contains(o):
		return m.nests(other, label)
	}
	return false
}
