package state

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/find"
)

// LabelHits previews all hits of find, to label those that are left ticked. Key is 1 to 18; 0 stands for the label that
// was given last.
type LabelHits struct{ Key int }

// PreviewHits shows hits that can be ticked; answered by LabelOccurrences.
type PreviewHits struct {
	Phrase, Label string
	Hits          []Hit
	Note          string // which hits are not among them and why, and what to look at; "" when there is nothing to say
}

func (LabelHits) msg()      {}
func (PreviewHits) effect() {}

const (
	maxPreview = 10_000 // hits
	around     = 40     // code points of text shown on either side of a hit
)

func previewHits(s State, m LabelHits) (State, []Effect) {
	label, why := s.labelFor(m.Key)
	if why != "" {
		return say(s, why, true)
	}
	if s.Find.Pending {
		return say(s, "still searching", false)
	}
	if len(s.hits()) == 0 {
		return say(s, NoHits(s.Find), true)
	}
	hits, zoned, more := s.hitsToLabel(label)
	note := leftOut(zoned, more)
	if len(hits) == 0 {
		return say(s, note, true)
	}
	if n := s.insideWords(hits); n > 0 {
		note = strings.TrimSpace(note + " " + beginOrEnd(n) + " inside a word; “Whole words” leaves such out.")
	}
	return s, []Effect{PreviewHits{Phrase: s.Find.Query, Label: label, Hits: hits, Note: note}}
}

func leftOut(zoned, more int) string {
	var parts []string
	if zoned > 0 {
		parts = append(parts, counted(zoned, "hit")+" in parts that are not the article")
	}
	if more > 0 {
		parts = append(parts, fmt.Sprintf("%s behind the first %d", counted(more, "hit"), maxPreview))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Left out: " + strings.Join(parts, " and ") + "."
}

func beginOrEnd(n int) string {
	if n == 1 {
		return "1 hit begins or ends"
	}
	return counted(n, "hit") + " begin or end"
}

// insideWords counts the hits that are part of a longer word; in a text too long to look again at once it is 0.
func (s State) insideWords(hits []Hit) int {
	o, text := s.Find.Options, s.Session.Document.Text
	if o.Words || len(text.String()) > atOnce {
		return 0
	}
	o.Words = true
	whole, n := find.Find(text, s.Find.Query, o), 0
	for _, h := range hits {
		if _, ok := slices.BinarySearchFunc(whole, h.Span, annotate.Span.Compare); !ok {
			n++
		}
	}
	return n
}

// labelFor is the label of a key, or else the one given last, or why there is none.
func (s State) labelFor(key int) (label, why string) {
	if key > 0 {
		l, ok := s.Project.Schema.ByKey(key)
		if !ok {
			return "", fmt.Sprintf("no label has key %d", key)
		}
		return l.Name, ""
	}
	return s.usualLabel(), ""
}

// usualLabel is the label given last, or else the schema's first.
func (s State) usualLabel() string { return cmp.Or(s.LastLabel, s.Project.Schema.Labels[0].Name) }

// hitsToLabel are the hits with what stands there and around; those in zones are only counted.
func (s State) hitsToLabel(label string) (list []Hit, zoned, more int) {
	doc, work := s.Session.Document, s.Session.Work
	row, _ := s.List.Row(doc.ID)
	for _, span := range s.hits() {
		switch {
		case slices.ContainsFunc(work.Zones, span.Overlaps):
			zoned++
		case len(list) == maxPreview:
			more++
		default:
			list = append(list, NewHit(doc, row.Title, work, span, LabelAt(work, s.Project.Schema.Overlap, span, label)))
		}
	}
	return list, zoned, more
}

// NewHit is a place in a document that has a title, with what stands there and around; label is that of an annotation
// that takes it.
func NewHit(doc annotate.Document, title string, work annotate.Work, span annotate.Span, label string) Hit {
	return Hit{Document: doc.ID, Title: title, Span: span, Quote: doc.Text.Slice(span),
		Before: oneLine(doc.Text.Slice(annotate.Span{Start: span.Start - around, End: span.Start})),
		After:  oneLine(doc.Text.Slice(annotate.Span{Start: span.End, End: span.End + around})),
		Label:  label, Status: work.Status}
}

// LabelAt is the label of the annotation that takes a place, so that the wanted label cannot be added there; "" when
// none does. It is the wanted one if an annotation on these characters has it.
func LabelAt(work annotate.Work, rule annotate.Overlap, span annotate.Span, wanted string) string {
	found := ""
	for _, a := range work.Annotations.Between(nil, span) {
		if a.Span == span && a.Label == wanted {
			return wanted
		}
		if found == "" && (a.Span == span || a.Label == wanted && a.Span.Contains(span) || rule.Allows(span, []annotate.Annotation{a}) != nil) {
			found = a.Label
		}
	}
	return found
}

// oneLine shows line breaks as spaces.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }
