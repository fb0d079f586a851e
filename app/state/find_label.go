package state

import (
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
)

// LabelHits previews all hits of find, to label those that are left ticked. Key is 1 to 18; 0 stands for the label that
// was given last.
type LabelHits struct{ Key int }

// PreviewHits shows hits that can be ticked; answered by LabelOccurrences.
type PreviewHits struct {
	Phrase, Label string
	Hits          []Hit
	LeftOut       string // which hits are not among them and why; "" when all are
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
	var left []string
	if zoned > 0 {
		left = append(left, counted(zoned, "hit")+" in parts that are not the article")
	}
	if more > 0 {
		left = append(left, counted(more, "hit")+" behind the first "+fmt.Sprint(maxPreview))
	}
	leftOut := strings.Join(left, " and ")
	if len(hits) == 0 {
		return say(s, "nothing to label: "+leftOut, true)
	}
	return s, []Effect{PreviewHits{Phrase: s.Find.Query, Label: label, Hits: hits, LeftOut: leftOut}}
}

// labelFor is the label of a key, or else the one given last, or why there is none.
func (s State) labelFor(key int) (label, why string) {
	switch {
	case key > 0:
		l, ok := s.Project.Schema.ByKey(key)
		if !ok {
			return "", fmt.Sprintf("no label has key %d", key)
		}
		return l.Name, ""
	case s.LastLabel != "":
		return s.LastLabel, ""
	case len(s.Project.Schema.Labels) == 0:
		return "", "the schema has no labels"
	}
	return s.Project.Schema.Labels[0].Name, ""
}

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
			list = append(list, Hit{Document: doc.ID, Title: row.Title, Span: span, Quote: doc.Text.Slice(span),
				Before: oneLine(doc.Text.Slice(annotate.Span{Start: span.Start - around, End: span.Start})),
				After:  oneLine(doc.Text.Slice(annotate.Span{Start: span.End, End: span.End + around})),
				Label:  LabelAt(work, s.Project.Schema.Overlap, span, label), Status: work.Status})
		}
	}
	return list, zoned, more
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
