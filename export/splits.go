package export

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/export/splits"
)

// splitsReport is the file that tells people how an export was split; splits.File has it for the next one.
const splitsReport = "splits.md"

// The least with which a test split can measure anything (floors of the report).
const (
	leastGroups = 20
	leastSpans  = 100
)

// largeGroup is how many documents a group has that is told, if they are a tenth of all too.
const largeGroup = 20

// splitInfo is what the manifest says about the plan.
type splitInfo struct {
	Method string        `json:"method"`
	Seed   string        `json:"seed"`
	Ratios splits.Shares `json:"ratios"`
	By     splits.By     `json:"by"`
	Groups int           `json:"groups"`
}

func (r *run) splitInfo() *splitInfo {
	p := r.opts.Plan
	if p == nil {
		return nil
	}
	return &splitInfo{p.Method(), fmt.Sprint(p.Seed), p.Shares, cmp.Or(p.By, splits.ByGroup), r.groups()}
}

// groups are how many were written.
func (r *run) groups() (n int) {
	for _, g := range r.tally.groups {
		n += len(g)
	}
	return n
}

// splitTally counts what was written to each split.
type splitTally struct {
	groups   map[string]map[string]int // documents by key, by split
	cells    map[[2]string]splitCell   // by split and language
	labels   map[[3]string]int         // spans by label, language and split
	mentions map[string]map[string]int // how often a string is a span, by split
	texts    map[[32]byte][]string     // the splits in which a text stands
	at       map[string]string         // the split of each document that was written
	excluded []string                  // documents that fit into no split
	given    int                       // documents that came in with their split
	held     int                       // documents kept out of validation and test, as nobody has gone through them
}

// splitCell is what a split holds in one language.
type splitCell struct{ documents, tokens, spans int }

func newSplitTally() *splitTally {
	return &splitTally{groups: map[string]map[string]int{}, cells: map[[2]string]splitCell{}, labels: map[[3]string]int{},
		mentions: map[string]map[string]int{}, texts: map[[32]byte][]string{}, at: map[string]string{}}
}

// place gives a record the group and split of the plan; false when it goes nowhere, which is reported.
func (r *run) place(rec *Record) bool {
	at, ok := r.opts.Plan.Place(rec.Document.ID)
	switch {
	case !ok:
		r.report.lose(*rec, "the plan of the splits does not name it")
		return false
	case at.Split == splits.Excluded:
		r.report.lose(*rec, at.Reason)
		r.tally.excluded = append(r.tally.excluded, rec.Document.ID)
		return false
	case at.Split != splits.Train && unreviewed(rec.Work):
		r.report.lose(*rec, "its group is in "+at.Split+", where only what somebody has gone through may stand")
		r.tally.held++
		return false
	}
	rec.Group, rec.Split = at.Group, at.Split
	if at.Given {
		r.tally.given++
	}
	return true
}

// Weight is what a record that is exported brings, for splits.Options.Stratify; nil when it is not wanted.
func (o Options) Weight(rec Record) splits.Counts {
	if !o.Wants(rec) {
		return nil
	}
	c, uncounted := splits.Counts{}, Report{Dropped: map[string]int{}}
	for a := range o.Labels.work(rec.Work, &uncounted).Annotations.Values() {
		c[splits.Kind(a.Label, cmp.Or(language(rec), "und"))]++
	}
	return c
}

// unreviewed reports whether nobody has gone through a document: it is begun or set aside, or nothing was said about it.
// What came in with spans and no status was gone through elsewhere.
func unreviewed(w annotate.Work) bool {
	switch w.Status {
	case annotate.Finished:
		return false
	case annotate.New:
		return w.Annotations.Len() == 0
	}
	return true
}

// tallied counts a document that was written in parts.
func (r *run) tallied(units []unit) {
	if r.opts.Plan == nil {
		return
	}
	rec, t := units[0].Record, r.tally
	s, lang := splitOf(rec), cmp.Or(language(rec), "und")
	t.at[rec.Document.ID] = s
	if t.groups[s] == nil {
		t.groups[s], t.mentions[s] = map[string]int{}, map[string]int{}
	}
	t.groups[s][rec.Group]++
	t.standsIn(rec.Document.Text.SHA256(), s)
	cell := t.cells[[2]string{s, lang}]
	cell.documents++
	for _, u := range units {
		cell.tokens += r.count(u.content(r.format.stored).String())
		for a := range u.spansOf(r.format.stored) {
			cell.spans++
			t.labels[[3]string{a.Label, lang, s}]++
			t.mentions[s][a.Quote]++
		}
	}
	t.cells[[2]string{s, lang}] = cell
}

// content is the text of a unit.
func (u unit) content(stored bool) annotate.Text {
	if stored {
		return u.Document.Text
	}
	return u.text
}

// spansOf are the spans of a unit, as they are stored.
func (u unit) spansOf(stored bool) iter.Seq[annotate.Annotation] {
	if stored {
		return u.Work.Annotations.Values()
	}
	return func(yield func(annotate.Annotation) bool) {
		for i := range u.spans {
			if !yield(u.spans[i].from) {
				return
			}
		}
	}
}

// splitFiles writes File for the next export and a report for people.
func (r *run) splitFiles() error {
	p := r.opts.Plan
	if p == nil {
		return nil
	}
	ids := append(slices.Collect(maps.Keys(r.tally.at)), r.tally.excluded...)
	if err := r.add(splits.File, p.Write(ids)); err != nil {
		return err
	}
	return r.add(splitsReport, r.splitsMarkdown())
}

// each names the splits that have documents, or should by their share.
func (r *run) eachSplit() (names []string) {
	for i, s := range splits.Names {
		if r.opts.Plan.Shares[i] > 0 || len(r.tally.groups[s]) > 0 {
			names = append(names, s)
		}
	}
	return names
}

// total is what a split holds in all languages.
func (t *splitTally) total(name string) (sum splitCell) {
	for at, c := range t.cells {
		if at[0] == name {
			sum = splitCell{sum.documents + c.documents, sum.tokens + c.tokens, sum.spans + c.spans}
		}
	}
	return sum
}

// lacking are the labels that split has no span of and other has some; sorted.
func (t *splitTally) lacking(name, other string) []string {
	has := map[string]map[string]bool{name: {}, other: {}}
	for at := range t.labels {
		if has[at[2]] != nil {
			has[at[2]][at[0]] = true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(has[other])), func(l string) bool { return has[name][l] })
}

// largest is the group with most documents, of equals the first by its key.
func (t *splitTally) largest() (key string, most int) {
	for _, groups := range t.groups {
		for k, n := range groups {
			if n > most || n == most && k < key {
				key, most = k, n
			}
		}
	}
	return key, most
}

// overlap is how much of what is marked in a split is marked in train too, character by character.
type overlap struct{ spans, seen, strings, seenStrings int }

func (t *splitTally) overlap(name string) (o overlap) {
	for quote, n := range t.mentions[name] {
		o.spans, o.strings = o.spans+n, o.strings+1
		if t.mentions[splits.Train][quote] > 0 {
			o.seen, o.seenStrings = o.seen+n, o.seenStrings+1
		}
	}
	return o
}

func (o overlap) String() string {
	return fmt.Sprintf("%d of %s (%s), %d of %s (%s)", o.seen, count(o.spans, "span"), percent(o.seen, o.spans),
		o.seenStrings, count(o.strings, "different string"), percent(o.seenStrings, o.strings))
}

func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// leaks counts pairs of documents with nearly the same text, and texts, that stand in several splits.
func (r *run) leaks() (near, same int) {
	for _, splits := range r.tally.texts {
		if len(splits) > 1 {
			same++
		}
	}
	return r.opts.Plan.Across(func(id string) string { return r.tally.at[id] }), same
}

// noteSplits says what the splits hold, and what is wrong with them.
func (r *run) noteSplits() {
	if r.opts.Plan == nil {
		return
	}
	for _, line := range r.splitLines() {
		r.note("%s", line)
	}
}

// splitLines are the facts of the report, one a line.
func (r *run) splitLines() (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	t := r.tally
	for _, s := range r.eachSplit() {
		c := t.total(s)
		if c.documents == 0 {
			say("%s", emptySplit(s))
			continue
		}
		say("split %s: %s in %s, %s, %s", s, count(c.documents, "document"), count(len(t.groups[s]), "group"), count(c.tokens, "token"), count(c.spans, "span"))
	}
	for _, s := range r.eachSplit() {
		if s == splits.Train || t.total(s).documents == 0 {
			continue
		}
		if l := t.lacking(splits.Train, s); len(l) > 0 {
			say("%s in %s and not in train: no model can learn what is not there", labelsAre(l), s)
		}
		if l := t.lacking(s, splits.Train); len(l) > 0 {
			say("%s in train and not in %s", labelsAre(l), s)
		}
		say("what %s marks is marked in train too, the same characters: %s", s, t.overlap(s))
	}
	near, same := r.leaks()
	say("nearly the same texts in different splits: %s; the same text in several: %d", count(near, "pair"), same)
	if c := t.total(splits.Test); c.documents > 0 && r.shareOf(splits.Test) > 0 && (len(t.groups[splits.Test]) < leastGroups || c.spans < leastSpans) {
		say("no test split to measure with: it has %s and %s, and needs %d and %d", count(len(t.groups[splits.Test]), "group"), count(c.spans, "span"), leastGroups, leastSpans)
	}
	if key, n := t.largest(); n >= largeGroup && 10*n >= len(t.at) {
		say("the largest group, of the key %q, has %s: what they share may be no story but a line of the site", key, count(n, "document"))
	}
	if t.given > 0 {
		say("in the split that they came in with, whatever the seed: %s", count(t.given, "document"))
	}
	if t.held > 0 {
		say("left out, as nobody has gone through them and their groups are in validation or test: %s", count(t.held, "document"))
	}
	if n := r.opts.Plan.Unnamed(); n > 0 {
		say("%s of the project name no %s, and are kept together by text, headline and address alone", count(n, "document"), r.opts.Plan.By)
	}
	if r.opts.Plan.Stratify && r.groups() >= splits.Few {
		say("%d groups: from %d on a split by hash is as even, and stays as it is when documents are added", r.groups(), splits.Few)
	}
	if len(t.excluded) > 0 {
		say("excluded, as they belong to groups of different splits: %s", count(len(t.excluded), "document"))
	}
	return lines
}

// labelsAre is the beginning of a sentence about labels.
func labelsAre(names []string) string {
	if len(names) == 1 {
		return "the label " + names[0] + " is"
	}
	return "the labels " + strings.Join(names, ", ") + " are"
}

// shareOf is how many parts of the whole the plan gives to a split; 0 without a plan.
func (r *run) shareOf(name string) int {
	if r.opts.Plan == nil {
		return 0
	}
	return r.opts.Plan.Shares[slices.Index(splits.Names, name)]
}

// splitsMarkdown is the report for people.
func (r *run) splitsMarkdown() []byte {
	var b bytes.Buffer
	p, t := r.opts.Plan, r.tally
	fmt.Fprintf(&b, "# Splits\n\n%s, seed %d, shares %d, %d and %d, by %s.\n\n", p.Method(), p.Seed, p.Shares[0], p.Shares[1], p.Shares[2], cmp.Or(p.By, splits.ByGroup))
	for _, line := range r.splitLines() {
		fmt.Fprintf(&b, "- %s\n", cell(line))
	}
	names := r.eachSplit()
	b.WriteString("\n## Languages\n\n| split | language | documents | tokens | spans |\n|---|---|---:|---:|---:|\n")
	for _, s := range names {
		for _, at := range slices.SortedFunc(maps.Keys(t.cells), func(a, b [2]string) int { return cmp.Compare(a[1], b[1]) }) {
			if c := t.cells[at]; at[0] == s {
				fmt.Fprintf(&b, "| %s | %s | %d | %d | %d |\n", s, cell(at[1]), c.documents, c.tokens, c.spans)
			}
		}
	}
	b.WriteString("\n## Spans\n\n| label | language |")
	for _, s := range names {
		b.WriteString(" " + s + " |")
	}
	b.WriteString("\n|---|---|")
	for range names {
		b.WriteString("---:|")
	}
	b.WriteString("\n")
	rows := map[[2]string]bool{}
	for at := range t.labels {
		rows[[2]string{at[0], at[1]}] = true
	}
	for _, row := range slices.SortedFunc(maps.Keys(rows), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
		fmt.Fprintf(&b, "| %s | %s |", cell(row[0]), cell(row[1]))
		for _, s := range names {
			fmt.Fprintf(&b, " %d |", t.labels[[3]string{row[0], row[1], s}])
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}
