package storage

import (
	"encoding/binary"

	"rubricator/annotate"
)

// A work has version 2 where findings were waved through, which older programs cannot read; any other is written as ever.
const (
	workVersion       byte = 1
	workWithPasses    byte = 2
	suggestionFormat1 byte = 1
	suggestionVersion byte = 2
)

// encodeWork writes what one annotator has said about one document.
func encodeWork(w annotate.Work) []byte {
	e := &encoder{b: make([]byte, 0, 64+48*w.Annotations.Len())}
	if len(w.Passed) == 0 {
		e.byte(workVersion)
	} else {
		e.byte(workWithPasses)
	}
	e.word(string(w.Status))
	e.word(w.Language)
	e.word(w.Direction)
	e.text(w.Note)
	last := 0
	e.uint(uint64(len(w.Zones)))
	for _, z := range w.Zones {
		e.span(z, &last)
	}
	last = 0
	e.uint(uint64(w.Annotations.Len()))
	for a := range w.Annotations.Values() {
		e.annotation(a, &last)
	}
	last = 0
	e.uint(uint64(w.Decisions.Len()))
	for d := range w.Decisions.Values() {
		e.decision(d, &last)
	}
	if len(w.Passed) > 0 {
		last = 0
		e.uint(uint64(len(w.Passed)))
		for _, p := range w.Passed {
			e.pass(p, &last)
		}
	}
	return e.b
}

func decodeWork(s string) (annotate.Work, error) {
	d := &decoder{s: s}
	version := d.version(workVersion, workWithPasses)
	w := annotate.Work{Status: annotate.Status(d.word()), Language: d.word(), Direction: d.word(), Note: d.text()}
	last := 0
	if n := d.count(2); n > 0 {
		w.Zones = make([]annotate.Span, n)
		for i := range w.Zones {
			w.Zones[i] = d.span(&last)
		}
	}
	last = 0
	list := make([]annotate.Annotation, d.count(leastAnnotation))
	for i := range list {
		list[i] = d.annotation(&last)
	}
	last = 0
	decisions := make([]annotate.Decision, d.count(leastDecision))
	for i := range decisions {
		decisions[i] = d.decision(&last)
	}
	if version == workWithPasses {
		last = 0
		w.Passed = make([]annotate.Pass, d.count(leastPass))
		for i := range w.Passed {
			w.Passed[i] = d.pass(&last)
		}
	}
	if err := d.done(); err != nil {
		return annotate.Work{}, err
	}
	w.Annotations, w.Decisions = annotate.NewSet(list...), annotate.NewDecisions(decisions...)
	return w, nil
}

// The fewest bytes of one element, by which a count is checked.
const (
	leastAnnotation = 11
	leastDecision   = 8
	leastSuggestion = 5
	leastSuggested  = 3
	leastPass       = 4
)

func (e *encoder) annotation(a annotate.Annotation, last *int) {
	e.id(a.ID)
	e.span(a.Span, last)
	e.word(a.Label)
	e.word(a.Annotator)
	e.word(string(a.Origin))
	e.word(a.Suggester)
	e.float(a.Score)
	e.word(a.Quote)
	e.id(a.Entity)
	e.text(a.Note)
}

func (d *decoder) annotation(last *int) annotate.Annotation {
	return annotate.Annotation{ID: d.id(), Span: d.span(last), Label: d.word(), Annotator: d.word(),
		Origin: annotate.Origin(d.word()), Suggester: d.word(), Score: d.float(), Quote: d.word(), Entity: d.id(), Note: d.text()}
}

func (e *encoder) decision(a annotate.Decision, last *int) {
	e.span(a.Span, last)
	e.word(a.Label)
	e.word(string(a.Verdict))
	e.word(a.Suggester)
	e.float(a.Score)
	e.word(a.Quote)
	e.id(a.Annotation)
}

func (d *decoder) decision(last *int) annotate.Decision {
	return annotate.Decision{Span: d.span(last), Label: d.word(), Verdict: annotate.Verdict(d.word()), Suggester: d.word(),
		Score: d.float(), Quote: d.word(), Annotation: d.id()}
}

func (e *encoder) pass(p annotate.Pass, last *int) {
	e.word(p.Kind)
	e.span(p.Span, last)
	e.word(p.Label)
}

func (d *decoder) pass(last *int) annotate.Pass {
	return annotate.Pass{Kind: d.word(), Span: d.span(last), Label: d.word()}
}

// suggested are the suggestions of one suggester for one document, and when they were stored: where copies of a project
// are merged, the later ones win. Without suggestions it says that they were taken away.
type suggested struct {
	suggester string
	at        int64 // Unix milliseconds, growing from change to change; 0 in files of format 1
	list      []annotate.Suggestion
}

// encodeSuggestions writes the stored suggestions of one document.
func encodeSuggestions(groups []suggested) []byte {
	e := &encoder{}
	e.byte(suggestionVersion)
	e.uint(uint64(len(groups)))
	for _, g := range groups {
		e.suggested(g)
	}
	return e.b
}

func (e *encoder) suggested(g suggested) {
	e.text(g.suggester)
	e.b = binary.AppendVarint(e.b, g.at)
	e.uint(uint64(len(g.list)))
	last := 0
	for _, s := range g.list {
		e.span(s.Span, &last)
		e.word(s.Label)
		e.float(s.Score)
		e.word(s.Reason)
	}
}

func decodeSuggestions(s string) ([]suggested, error) {
	d := &decoder{s: s}
	if d.version(suggestionFormat1, suggestionVersion) == suggestionFormat1 {
		return bySuggester(d.suggestions1()), d.done()
	}
	groups := make([]suggested, d.count(leastSuggested))
	for i := range groups {
		g := &groups[i]
		g.suggester, g.at = d.text(), d.int64()
		g.list = make([]annotate.Suggestion, d.count(leastSuggestion))
		last := 0
		for k := range g.list {
			g.list[k] = annotate.Suggestion{Span: d.span(&last), Label: d.word(), Score: d.float(), Suggester: g.suggester, Reason: d.word()}
		}
	}
	return groups, d.done()
}

// suggestions1 reads what format 1 wrote.
func (d *decoder) suggestions1() []annotate.Suggestion {
	last := 0
	list := make([]annotate.Suggestion, d.count(leastSuggestion))
	for i := range list {
		list[i] = annotate.Suggestion{Span: d.span(&last), Label: d.word(), Score: d.float(), Suggester: d.word(), Reason: d.word()}
	}
	return list
}
