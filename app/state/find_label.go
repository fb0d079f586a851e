package state

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

const maxPreview = 10_000 // hits

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
		parts = append(parts, Counted(zoned, "hit")+" in parts that are not the article")
	}
	if more > 0 {
		parts = append(parts, fmt.Sprintf("%s behind the first %d", Counted(more, "hit"), maxPreview))
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
	return Counted(n, "hit") + " begin or end"
}

// insideWords counts the hits that are part of a longer word, where the query is asked for inside words as well.
func (s State) insideWords(hits []Hit) int {
	n := 0
	for _, h := range hits {
		if !find.Whole(s.Session.Document.Text, h.Span) {
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
			h := NewHit(doc, row.Title, work, span, LabelAt(work, s.Project.Schema.Overlap, span, label))
			if h.Doubt = Inside(doc.Text, work, s.OpenBetween(nil, span.Start, span.End), span); h.Doubt == "" && !find.Whole(doc.Text, span) {
				h.Doubt = "part of a word"
			}
			list = append(list, h)
		}
	}
	return list, zoned, more
}
