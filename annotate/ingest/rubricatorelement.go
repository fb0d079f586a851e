package ingest

import "rubricator/annotate"

// rawSpan is an element of spans, decisions, zones or passed as it stands in the file.
type rawSpan struct {
	nth        int // counted from 1
	span       annotate.Span
	has        elementKey
	a          annotate.Annotation
	verdict    string
	annotation string
	kind       string
	flaws      []string
}

// elementKey is a set of keys that change what their absence means.
type elementKey int

const (
	hasStart elementKey = 1 << iota
	hasEnd
	hasText
	hasAnnotator
	hasOrigin
)

// element reads an object of spans, decisions, zones or passed.
func (l *canonicalLine) element(list string, nth int) rawSpan {
	s := rawSpan{nth: nth}
	outer := l.take()
	l.wantObject("element", func(key string) { l.elementField(list, key, &s) })
	s.flaws = l.take()
	l.flaws = outer
	return s
}

func (l *canonicalLine) elementField(list, key string, s *rawSpan) {
	given := l.peek() != 'n' // null is absent
	switch key {
	case "start":
		s.mark(hasStart, given)
		s.span.Start = l.wantInt(key)
	case "end":
		s.mark(hasEnd, given)
		s.span.End = l.wantInt(key)
	case "score":
		s.a.Score = l.wantNumber(key)
	default:
		to := s.word(list, key, given)
		if to == nil {
			l.raw()
			l.unknown(list + "." + key)
			return
		}
		*to = l.wantString(key)
	}
}

func (s *rawSpan) mark(k elementKey, given bool) {
	if given {
		s.has |= k
	}
}

// word is where a key's string goes; nil for a key that such an element does not have.
func (s *rawSpan) word(list, key string, given bool) *string {
	switch {
	case list == "passed":
		return s.passedWord(key)
	case key == "text" && list != "zones":
		s.mark(hasText, given)
		return &s.a.Quote
	case key == "label" && list != "zones":
		return &s.a.Label
	case key == "suggester" && list != "zones":
		return &s.a.Suggester
	case list == "decisions":
		return s.decisionWord(key)
	case list == "spans":
		return s.spanWord(key, given)
	}
	return nil
}

func (s *rawSpan) passedWord(key string) *string {
	switch key {
	case "kind":
		return &s.kind
	case "label":
		return &s.a.Label
	}
	return nil
}

func (s *rawSpan) decisionWord(key string) *string {
	switch key {
	case "verdict":
		return &s.verdict
	case "annotation":
		return &s.annotation
	}
	return nil
}

func (s *rawSpan) spanWord(key string, given bool) *string {
	switch key {
	case "id":
		return &s.a.ID
	case "annotator":
		s.mark(hasAnnotator, given)
		return &s.a.Annotator
	case "origin":
		s.mark(hasOrigin, given)
		return (*string)(&s.a.Origin)
	case "entity":
		return &s.a.Entity
	case "note":
		return &s.a.Note
	}
	return nil
}
