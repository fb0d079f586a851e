package suggest

import (
	"fmt"

	"rubricator/annotate"
)

// recall looks for what a memory knows in one text.
type recall struct {
	memory *Memory
	view   *view
	schema annotate.Schema
	found  []annotate.Suggestion
}

func (r *recall) token(i int) {
	known := false
	r.memory.known.find(r.view, i, func(m match[*entry]) {
		known = r.phrase(m) || known
	})
	if !known {
		r.memory.last.find(r.view, i, r.lastName)
	}
}

// phrase proposes a match under its best label, or under several that are equally good; it reports whether anything is
// known about the phrase as it stands.
func (r *recall) phrase(m match[*entry]) bool {
	seen := r.form(m.first, m.last, m.from, m.to)
	ts := m.value.tallies(seen)
	if len(ts.sum) == 0 {
		return false
	}
	loss, behind := ts.weight, ""
	if m.prefix != "" {
		loss *= 0.95
		behind = ", here with " + m.prefix + " before it"
	}
	start := r.start(m.first, m.start)
	for _, t := range best(ts.sum, r.schema) {
		score := confidence(t.yes, t.no, confirmed(ts.sum)-t.yes) * loss
		if ts.weight >= alike {
			score = max(score, DefaultThreshold)
		}
		reason := times(t)
		if ts.like != "" {
			reason = fmt.Sprintf("like “%s”, %s", ts.like, reason)
		}
		r.propose(start, m.end, t.label, score, reason+behind)
	}
	return true
}

// start is where a span begins that was found behind a prefix: there, or at the word where the annotators do so.
func (r *recall) start(token, at int) int {
	if h := r.memory.starts; h.whole >= 3 && h.whole > h.behind {
		return r.view.tokens[token].start
	}
	return at
}

func (r *recall) form(first, last, from, to int) form {
	f := form{text: evened(r.view.text[from:to]), words: last - first}
	f.cased = caseOf(f.text)
	return f
}

func (r *recall) propose(start, end int, label string, score float64, reason string) {
	r.found = append(r.found, annotate.Suggestion{Span: annotate.Span{Start: start, End: end}, Label: label,
		Score: score, Suggester: "memory", Reason: reason})
}

// lastName proposes a person's last name that is not known as anything itself.
func (r *recall) lastName(m match[map[string]int]) {
	w := r.view.str(r.view.tokens[m.last-1])
	full, times := mostOften(m.value)
	label := labelsOf(r.schema)[person]
	if r.view.partOfName(m.first, m.last) {
		return
	}
	if label == noLabel || times <= 0 || !lastName(w) || caseOf(full) == titled && caseOf(w) == capital && len(w) < 4 {
		return
	}
	score := 0.75 * confidence(times, 0, 0)
	r.propose(r.start(m.first, m.start), m.end, label, score, fmt.Sprintf("last name of “%s”", full))
}

func mostOften(counts map[string]int) (name string, times int) {
	for n, c := range counts {
		if c > times || c == times && n < name {
			name, times = n, c
		}
	}
	return name, times
}
