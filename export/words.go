package export

import "fmt"

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
	return fmt.Sprintf("%s, %s, %d left out, %d changed", what, count(r.Spans, "span"), len(r.Lost), len(r.Changed))
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
