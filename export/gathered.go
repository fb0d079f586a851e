package export

import (
	"crypto/sha256"
	"maps"
	"slices"
)

// gathered is what a run, or a part of one, has found out about the records that it wrote.
type gathered struct {
	report  Report
	labels  map[string]bool // seen
	langs   map[string]bool // seen; "" for documents without
	edges   int             // spans written that start or end on white space
	dirty   int             // strings in which characters that JSON cannot carry were replaced
	zoned   int             // documents whose zones were cut out
	others  int             // documents of languages that are not asked for
	rows    []alignmentRow
	actions map[string]int // rows by action
	splits  map[string]*splitCount
	sums    [][sha256.Size]byte // of the units
	came    provenanceCounts
	tally   *splitTally // of an export with a Plan
}

func newGathered() gathered {
	return gathered{report: Report{Labels: map[string]int{}, Dropped: map[string]int{}}, labels: map[string]bool{}, langs: map[string]bool{}, actions: map[string]int{},
		splits: map[string]*splitCount{}, came: newProvenanceCounts(), tally: newSplitTally()}
}

// gather takes in what was gathered about the records that follow.
func (g *gathered) gather(o gathered) {
	g.report.add(o.report)
	maps.Copy(g.labels, o.labels)
	maps.Copy(g.langs, o.langs)
	g.edges, g.dirty, g.zoned, g.others = g.edges+o.edges, g.dirty+o.dirty, g.zoned+o.zoned, g.others+o.others
	g.rows = append(g.rows, o.rows...)
	sum(g.actions, o.actions)
	for name, c := range o.splits {
		g.countOf(name).add(*c)
	}
	g.sums = append(g.sums, o.sums...)
	sum(g.came.Origin, o.came.Origin)
	sum(g.came.Decision, o.came.Decision)
	g.tally.add(o.tally)
}

func sum[K comparable](to, from map[K]int) {
	for k, n := range from {
		to[k] += n
	}
}

// add leaves out Files, Splits and Empty, which are known at the end of an export alone.
func (r *Report) add(o Report) {
	r.Documents, r.Records, r.Spans, r.Cut = r.Documents+o.Documents, r.Records+o.Records, r.Spans+o.Spans, r.Cut+o.Cut
	sum(r.Labels, o.Labels)
	sum(r.Dropped, o.Dropped)
	r.Renamed += o.Renamed
	r.Lost, r.Changed = append(r.Lost, o.Lost...), append(r.Changed, o.Changed...)
	r.Notes = append(r.Notes, o.Notes...)
}

// countOf is that of a split, or of all together.
func (g *gathered) countOf(name string) *splitCount {
	c := g.splits[name]
	if c == nil {
		c = &splitCount{}
		g.splits[name] = c
	}
	return c
}

func (c *splitCount) add(o splitCount) {
	c.Docs, c.Records, c.Tokens, c.Spans = c.Docs+o.Docs, c.Records+o.Records, c.Tokens+o.Tokens, c.Spans+o.Spans
}

func (t *splitTally) add(o *splitTally) {
	for s, groups := range o.groups {
		if t.groups[s] == nil {
			t.groups[s], t.mentions[s] = map[string]int{}, map[string]int{}
		}
		sum(t.groups[s], groups)
		sum(t.mentions[s], o.mentions[s])
	}
	for at, c := range o.cells {
		have := t.cells[at]
		t.cells[at] = splitCell{have.documents + c.documents, have.tokens + c.tokens, have.spans + c.spans}
	}
	sum(t.labels, o.labels)
	for text, in := range o.texts {
		for _, s := range in {
			t.standsIn(text, s)
		}
	}
	maps.Copy(t.at, o.at)
	t.excluded = append(t.excluded, o.excluded...)
	t.given, t.held = t.given+o.given, t.held+o.held
}

// standsIn notes the split of a text.
func (t *splitTally) standsIn(text [32]byte, split string) {
	if !slices.Contains(t.texts[text], split) {
		t.texts[text] = append(t.texts[text], split)
	}
}
