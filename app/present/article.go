package present

import (
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// maxHeading is the longest first line, in code points, that is shown as a headline.
const maxHeading = 160

// OfArticle is what the article view shows of the state.
func OfArticle(s state.State) Article {
	doc := s.Session.Document
	a := Article{ID: doc.ID, Text: doc.Text.String(), Caret: s.Caret, Anchor: s.Anchor, Hidden: s.Hidden}
	if doc.ID == "" {
		return a
	}
	a.Heading = hasHeading(a.Text)
	row, _ := s.List.Row(doc.ID)
	a.Subtitle = subtitle(s, row)
	a.Base, a.Force = direction(s, row)
	a.Marks = marker{s, &Stacker{}}.marks
	a.Focused = func() (Card, bool) { return OfFocus(s) }
	a.Card = func(start, end int) []Card { return cardsOf(s, annotate.Span{Start: start, End: end}) }
	return a
}

// hasHeading reports whether the first line is short enough for a headline. It looks no further than a headline goes.
func hasHeading(text string) bool {
	first, _, more := strings.Cut(text[:min(len(text), 4*maxHeading+1)], "\n")
	return more && strings.TrimSpace(first) != "" && utf8.RuneCountInString(first) <= maxHeading
}

// direction is the tie-break of the article's language, or the annotator's word for all paragraphs.
func direction(s state.State, row state.Row) (textlayout.Direction, bool) {
	switch s.Session.Work.Direction {
	case "rtl":
		return textlayout.RTL, true
	case "ltr":
		return textlayout.LTR, true
	}
	switch code := row.Language(); {
	case code == "" || code == "und":
		return textlayout.Auto, false // the article's first strong character decides
	case row.RTL():
		return textlayout.RTL, false
	}
	return textlayout.LTR, false
}

func subtitle(s state.State, row state.Row) string {
	parts := []string{}
	if row.Source != "" {
		parts = append(parts, row.Source)
	}
	if l := LanguageWords(row); l != "" {
		parts = append(parts, l)
	}
	if d := s.Session.Work.Direction; d != "" {
		parts = append(parts, "set "+state.DirectionWords(d))
	}
	parts = append(parts, Count(row.CodePoints, "character"))
	if s.Session.Work.Status == annotate.Finished || s.Session.Work.Status == annotate.Ignored {
		parts = append(parts, StatusWords(s.Session.Work.Status))
	}
	return Sentence(strings.Join(parts, " · "))
}

// marker finds the marks of a line.
type marker struct {
	s       state.State
	stacker *Stacker
}

func (m marker) marks(dst []Mark, start, end int) []Mark {
	from := len(dst)
	line := annotate.Span{Start: start, End: end}
	for _, z := range m.s.Session.Work.Zones {
		if z.Overlaps(line) {
			dst = append(dst, Mark{Start: z.Start, End: z.End, Kind: MarkZone})
		}
	}
	var buf [32]annotate.Annotation
	for _, a := range m.s.Session.Work.Annotations.Between(buf[:0], line) {
		focus := a.ID == m.s.Focus.Annotation
		if !focus || m.s.Pull.Empty() {
			tag := a.Label
			if a.Note != "" {
				tag += " •"
			}
			dst = append(dst, Mark{Start: a.Span.Start, End: a.Span.End, Kind: MarkAnnotation, Label: tag, Color: m.color(a.Label), Focus: focus,
				ID: state.Focus{Annotation: a.ID}})
		}
	}
	var open [32]annotate.Suggestion
	dst = m.suggested(dst, m.s.OpenBetween(open[:0], start, end), false)
	dst = m.suggested(dst, m.s.FaintBetween(open[:0], start, end), true)
	dst = m.pulled(dst, line)
	dst = m.hits(dst, line)
	m.stacker.Stack(dst[from:])
	return dst
}

func (m marker) suggested(dst []Mark, list []annotate.Suggestion, faint bool) []Mark {
	for _, g := range list {
		if focus := m.s.Focus.Annotation == "" && g.Key() == m.s.Focus.Suggestion; !focus || m.s.Pull.Empty() {
			dst = append(dst, Mark{Start: g.Span.Start, End: g.Span.End, Kind: MarkSuggestion, Label: g.Label,
				Color: m.color(g.Label), Focus: focus, Faint: faint, ID: state.Focus{Suggestion: g.Key()}})
		}
	}
	return dst
}

// pulled is the span in focus as it would be if the boundary that is being dragged were let go.
func (m marker) pulled(dst []Mark, line annotate.Span) []Mark {
	if !m.s.Pull.Overlaps(line) {
		return dst
	}
	label := m.s.Focus.Suggestion.Label
	if a, ok := m.s.FocusedAnnotation(); ok {
		label = a.Label
	}
	return append(dst, Mark{Start: m.s.Pull.Start, End: m.s.Pull.End, Kind: MarkAnnotation, Label: label, Color: m.color(label), Focus: true, ID: m.s.Focus})
}

func (m marker) color(label string) string {
	l, _ := m.s.Project.Schema.Label(label)
	return l.Color
}

// Count writes a number with its noun: "1 label", "2,140 characters".
func Count(n int, noun string) string { return state.Counted(n, noun) }

// Number writes n with commas between thousands.
func Number(n int) string { return state.Number(n) }
