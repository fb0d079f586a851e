package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Lines says for people what an export left out, changed and noted, one thing a line.
func (r Report) Lines() []string {
	var lines []string
	for _, l := range r.Lost {
		lines = append(lines, "left out: "+l.String())
	}
	for _, l := range r.Changed {
		lines = append(lines, "changed: "+l.String())
	}
	for _, n := range r.Notes {
		lines = append(lines, "note: "+n)
	}
	return lines
}

// String counts what was written.
func (r Report) String() string {
	what := count(r.Documents, "document")
	if r.Records != r.Documents {
		what += fmt.Sprintf(" in %s", count(r.Records, "record"))
	}
	what += fmt.Sprintf(", %s, %s, %d changed", count(r.Spans, "span"), r.leftWords(), len(r.Changed))
	if r.Renamed > 0 {
		what += fmt.Sprintf(", %d renamed", r.Renamed)
	}
	return what
}

// leftWords count the spans that no file has, those of dropped labels too, and the documents.
func (r Report) leftWords() string {
	documents := 0
	for _, l := range r.Lost {
		if l.ofDocument() {
			documents++
		}
	}
	words := count(len(r.Lost)-documents+r.dropped(), "span") + " left out"
	if r.dropped() > 0 {
		words += " (" + r.droppedLabels() + ")"
	}
	if documents > 0 {
		words += ", " + count(documents, "document") + " left out"
	}
	return words
}

func (r Report) dropped() (n int) {
	for _, spans := range r.Dropped {
		n += spans
	}
	return n
}

// droppedLabels name the labels that are dropped with spans; sorted.
func (r Report) droppedLabels() string {
	return strings.Join(slices.Sorted(maps.Keys(r.Dropped)), ", ")
}

// String says what the loss concerns, and why.
func (l Loss) String() string {
	if l.ofDocument() {
		return fmt.Sprintf("document %q: %s", l.Document, l.Reason)
	}
	return fmt.Sprintf("document %q, %s [%d,%d) %q: %s", l.Document, l.Label, l.Start, l.End, l.Text, l.Reason)
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
