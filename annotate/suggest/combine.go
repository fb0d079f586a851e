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
	here      map[said]tally // what was said in this document
	graphemes graphemes
}

func newFilter(e *Engine, in Input) *filter {
	return &filter{engine: e, in: in, threshold: e.scoreNeeded(), here: saidIn(in.Work),
		graphemes: graphemes{text: in.Document.Text.String()}}
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

// settle makes the list free of conflicts and sorts it by span. The longer of two wins, unless the shorter is clearly
// surer and not a part of it under the same label; of equals that of the first suggester.
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
	near = f.upheld(f.elect(near))
	slices.SortStableFunc(near, func(a, b annotate.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Span.Len(), a.Span.Len()), cmp.Compare(f.rank(a), f.rank(b)), cmp.Compare(b.Score, a.Score),
			a.Key().Compare(b.Key()))
	})
	for i, s := range near {
		if !surpassed(s, near[i+1:]) && f.fits(s, kept) {
			kept = append(kept, f.strengthened(s, near[i+1:]))
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

// elect leaves one of the labels that were confirmed equally often on one span: that which other suggesters are surest
// of, else the one that was proposed before, which shows by its rejections.
func (f *filter) elect(near []annotate.Suggestion) []annotate.Suggestion {
	m := f.engine.memory
	if m == nil || len(near) < 2 {
		return near
	}
	return slices.DeleteFunc(slices.Clone(near), func(s annotate.Suggestion) bool {
		return s.Suggester == m.Name() && slices.ContainsFunc(near, func(o annotate.Suggestion) bool {
			return o.Suggester == s.Suggester && o.Span == s.Span && o.Label != s.Label &&
				cmp.Or(cmp.Compare(backing(o, near), backing(s, near)), cmp.Compare(f.counts(o).no, f.counts(s).no)) > 0
		})
	})
}

// backing is the best score that another suggester gives to what one proposes.
func backing(s annotate.Suggestion, near []annotate.Suggestion) (most float64) {
	for _, o := range near {
		if o.Key() == s.Key() && o.Suggester != s.Suggester {
			most = max(most, o.Score)
		}
	}
	return most
}

// surpassed reports whether a shorter proposal on the same characters should stand instead: it is much surer, or the
// longer one is not worth showing. A part of it under its own label speaks for it, not against it.
func surpassed(s annotate.Suggestion, shorter []annotate.Suggestion) bool {
	return slices.ContainsFunc(shorter, func(o annotate.Suggestion) bool {
		switch {
		case o.Span == s.Span || !o.Span.Overlaps(s.Span):
			return false
		case o.Label == s.Label && s.Span.Contains(o.Span) && o.Score >= DefaultThreshold:
			return s.Score < DefaultThreshold
		}
		return o.Score > s.Score+lead
	})
}

// lead is how much surer a shorter proposal must be.
const lead = 0.3

// upheld gives what the memory proposes the score of the suggester that is surest of the same, so that to confirm a
// phrase never makes it less sure. Where people spoke against it, or for another label, their word alone counts.
func (f *filter) upheld(near []annotate.Suggestion) []annotate.Suggestion {
	near = slices.Clone(near)
	for i, s := range near {
		if len(near) == 1 || !f.remembered(s) || f.disputed(s) {
			continue
		}
		for _, o := range near {
			if o.Key() == s.Key() && o.Score > near[i].Score {
				near[i].Score, near[i].Reason = o.Score, s.Reason+"; "+o.Reason
			}
		}
	}
	return near
}

// remembered reports whether a proposal comes from the memory.
func (f *filter) remembered(s annotate.Suggestion) bool {
	return f.engine.memory != nil && s.Suggester == f.engine.memory.Name()
}

// disputed reports whether a phrase was ever rejected under its label, or confirmed under another one.
func (f *filter) disputed(s annotate.Suggestion) bool {
	c := f.counts(s)
	return c.no > 0 || c.contested
}

// strengthened gives a proposal the score of the surest part of it under its label. What people said against the whole
// phrase says more than that.
func (f *filter) strengthened(s annotate.Suggestion, shorter []annotate.Suggestion) annotate.Suggestion {
	if f.remembered(s) && f.disputed(s) {
		return s
	}
	best := s
	for _, o := range shorter {
		if o.Label == s.Label && o.Span != s.Span && s.Span.Contains(o.Span) && o.Score > best.Score && o.Score >= DefaultThreshold {
			best = o
		}
	}
	if best.Span != s.Span {
		s.Score, s.Reason = best.Score, best.Reason+" as “"+f.in.Document.Text.Slice(best.Span)+"”; "+s.Reason
	}
	return s
}

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
