package ingest

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"rubricator/annotate"
)

// place puts spans, decisions, zones and what was let stand on the text; each that does not fit is reported and left out. moved holds the
// offsets of the characters that normalise removed.
func (l *canonicalLine) place(text annotate.Text, moved []int) {
	work := &l.rec.Work
	list, ids := make([]annotate.Annotation, 0, len(l.spans)), make(map[string]bool, len(l.spans))
	for _, s := range l.spans {
		a, err := l.annotation(s, text, moved)
		if err != nil {
			l.say("span %s left out: %v", s.name(), err)
			continue
		}
		if a.ID == "" || ids[a.ID] {
			if a.ID != "" {
				l.say("span id %q is there twice; the span %q has a new one", a.ID, a.Quote)
			}
			a.ID = annotate.NewID()
		}
		ids[a.ID] = true
		list = append(list, a)
	}
	work.Annotations = annotate.NewSet(list...)
	l.decide(text, moved)
	l.zone(text, moved)
	l.letStand(text, moved)
}

// name is how the report calls an element.
func (s rawSpan) name() string {
	if s.a.ID != "" {
		return fmt.Sprintf("%q", s.a.ID)
	}
	return fmt.Sprintf("number %d", s.nth)
}

// checked gives the element's place and quote on the text.
func (s rawSpan) checked(text annotate.Text, moved []int) (annotate.Annotation, error) {
	a := s.a
	switch {
	case len(s.flaws) > 0:
		return a, errors.New(s.flaws[0])
	case s.has&hasStart == 0 || s.has&hasEnd == 0:
		return a, errors.New("it needs start and end")
	}
	a.Span = annotate.Span{Start: shift(s.span.Start, moved), End: shift(s.span.End, moved)}
	if s.has&hasText == 0 {
		a.Quote = text.Slice(a.Span)
	} else if len(moved) > 0 {
		a.Quote, _ = normalise(a.Quote)
	}
	return a, a.Check(text)
}

func (l *canonicalLine) annotation(s rawSpan, text annotate.Text, moved []int) (annotate.Annotation, error) {
	a, err := s.checked(text, moved)
	if err != nil {
		return a, err
	}
	if a.Label == "" {
		return a, errors.New("it has no label")
	}
	if s.has&hasAnnotator == 0 {
		a.Annotator = l.rec.Annotator
	}
	if s.has&hasOrigin == 0 {
		a.Origin = annotate.OriginImport
	}
	if !slices.Contains(origins, a.Origin) {
		l.say("span %s: origin %q is none of %v; taken as import", s.name(), a.Origin, origins[1:])
		a.Origin = annotate.OriginImport
	}
	return a, nil
}

var origins = []annotate.Origin{"", annotate.OriginUser, annotate.OriginSuggestion, annotate.OriginImport,
	annotate.OriginAdjudication, annotate.OriginUndo, annotate.OriginRedo}

var verdicts = []annotate.Verdict{annotate.Accepted, annotate.Rejected, annotate.Corrected, annotate.Skipped}

func (l *canonicalLine) decide(text annotate.Text, moved []int) {
	var made []annotate.Decision
	for _, s := range l.made {
		a, err := s.checked(text, moved)
		d := annotate.Decision{Span: a.Span, Label: a.Label, Verdict: annotate.Verdict(s.verdict), Suggester: a.Suggester,
			Score: a.Score, Quote: a.Quote, Annotation: s.annotation}
		switch {
		case err != nil:
		case a.Label == "":
			err = errors.New("it has no label")
		case !slices.Contains(verdicts, d.Verdict):
			err = fmt.Errorf("verdict %q is none of %v", d.Verdict, verdicts)
		}
		if err != nil {
			l.say("decision number %d left out: %v", s.nth, err)
			continue
		}
		made = append(made, d)
	}
	slices.SortStableFunc(made, func(a, b annotate.Decision) int { return a.Key().Compare(b.Key()) })
	made = slices.CompactFunc(made, func(a, b annotate.Decision) bool {
		if a.Key() == b.Key() {
			l.say("%q is decided on twice as %s; the first stays", b.Quote, b.Label)
		}
		return a.Key() == b.Key()
	})
	l.rec.Work.Decisions = annotate.NewDecisions(made...)
}

func (l *canonicalLine) zone(text annotate.Text, moved []int) {
	var zones []annotate.Span
	for _, s := range l.zones {
		a, err := s.checked(text, moved)
		if err != nil {
			l.say("zone number %d left out: %v", s.nth, err)
			continue
		}
		zones = append(zones, a.Span)
	}
	slices.SortFunc(zones, annotate.Span.Compare)
	for _, z := range zones {
		l.addZone(z)
	}
}

// addZone adds the next zone by place; one that overlaps the last becomes one with it.
func (l *canonicalLine) addZone(z annotate.Span) {
	n := len(l.rec.Work.Zones) - 1
	if n < 0 || !l.rec.Work.Zones[n].Overlaps(z) {
		l.rec.Work.Zones = append(l.rec.Work.Zones, z)
		return
	}
	last := &l.rec.Work.Zones[n]
	l.say("the zones [%d,%d) and [%d,%d) overlap; they are one", last.Start, last.End, z.Start, z.End)
	last.End = max(last.End, z.End)
}

// letStand reads what the annotator let stand of the check. It may be of no span: of the whole document.
func (l *canonicalLine) letStand(text annotate.Text, moved []int) {
	passed := l.rec.Work.Passed
	for _, s := range l.passed {
		p := annotate.Pass{Kind: s.kind, Label: s.a.Label, Span: annotate.Span{Start: shift(s.span.Start, moved), End: shift(s.span.End, moved)}}
		err := (annotate.Work{Passed: []annotate.Pass{p}}).Check(text)
		switch {
		case len(s.flaws) > 0:
			err = errors.New(s.flaws[0])
		case s.has&hasStart == 0 || s.has&hasEnd == 0:
			err = errors.New("it needs start and end")
		}
		if err != nil {
			l.say("passed number %d left out: %v", s.nth, err)
			continue
		}
		passed = append(passed, p)
	}
	slices.SortFunc(passed, annotate.Pass.Compare)
	l.rec.Work.Passed = slices.Compact(passed)
}

// normalise freezes a text as every import does: one byte order mark removed, CRLF and CR made LF. It gives the
// offsets, in code points of s, of the characters that are gone.
func normalise(s string) (text string, removed []int) {
	if strings.IndexByte(s, '\r') < 0 && !strings.HasPrefix(s, bom) {
		return s, nil
	}
	var b strings.Builder
	n := 0
	for i, r := range s {
		switch {
		case n == 0 && r == '\ufeff', r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			removed = append(removed, n)
		case r == '\r':
			b.WriteByte('\n')
		default:
			b.WriteRune(r)
		}
		n++
	}
	return b.String(), removed
}

// shift is an offset after the removal.
func shift(offset int, removed []int) int {
	return offset - sort.SearchInts(removed, offset)
}
