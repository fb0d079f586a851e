package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// decider finds what the offsets of a file count, where the user does not say so.
//
// A record that says what its spans cover is decided by that alone, and any other as its format says. Where the format
// leaves it open, most still need no decision: before an emoji or a
// combining mark all units are the same. The first record in which they differ, and all that come within some MiB after
// it, are kept until it is clear which unit puts more edges of spans on edges of words. Where that is not clear, records
// in which it matters are refused.
type decider struct {
	*report
	units   []Unit // still to choose from, the usual one first
	fixed   bool   // the format says what its offsets count, unless what spans cover says otherwise
	unclear int    // line of the record at which it showed that they cannot be told apart; 0 while they may be
	waiting []*builder
	bytes   int // of the texts that wait
}

// decideBytes are enough of a file to find its unit.
const decideBytes = 4 << 20

// decided gives the records, in their order, of which the unit is known by now.
func (d *decider) decided(list []*builder) []*builder {
	var ready []*builder
	for _, b := range list {
		open := b.unit == "" && !b.settle(d.units, d.fixed)
		switch {
		case open && d.unclear > 0:
			b.refuse(b.line, b.id, fmt.Sprintf("it is not clear what its offsets count, as in line %d", d.unclear))
		case open || len(d.waiting) > 0:
			d.waiting, d.bytes = append(d.waiting, b), d.bytes+len(b.text)
			if d.bytes >= decideBytes {
				ready = append(ready, d.rest()...)
			}
		default:
			ready = append(ready, b)
		}
	}
	return ready
}

// rest decides with what there is and gives all that waited for it.
func (d *decider) rest() []*builder {
	list := d.waiting
	d.waiting, d.bytes = nil, 0
	open := slices.DeleteFunc(slices.Clone(list), func(b *builder) bool { return b.unit != "" })
	if len(open) == 0 {
		return list
	}
	best, ok := d.choose(open)
	if !ok {
		for _, b := range open {
			reason := fmt.Sprintf("it is not clear what its offsets count, as in line %d", open[0].line)
			if b == open[0] {
				reason = fmt.Sprintf("it is not clear what its offsets count: %s; import the file again with %s", b.aside(d.units), flagsOf(d.units))
			}
			b.refuse(b.line, b.id, reason)
		}
		d.unclear = open[0].line
		return slices.DeleteFunc(list, func(b *builder) bool { return b.unit == "" })
	}
	d.units = best
	for _, b := range open {
		b.unit = best[0]
	}
	return list
}

// choose compares the units by the edges of all spans that differ between them. It gives the best one, with those that
// are the same in all of these records; false where another is nearly as good.
func (d *decider) choose(open []*builder) ([]Unit, bool) {
	t := newTally(d.units)
	for _, b := range open {
		t.add(b)
	}
	best := 0
	for i := range d.units {
		if t.score[i] > t.score[best] {
			best = i
		}
	}
	chosen := []Unit{d.units[best]}
	for i, u := range d.units {
		switch edges := t.differ[best][i]; {
		case i == best:
		case edges == 0:
			chosen = append(chosen, u)
		case (t.score[best]-t.score[i])*5 < edges:
			return nil, false
		}
	}
	d.remark(Remark{Line: open[0].line, Reason: fmt.Sprintf("offsets are taken to count %s, from here on: of %d edges of spans that depend on it, %s stand at words",
		chosen[0], t.edges, t)})
	return chosen, true
}

// tally compares units by the spans that differ between them.
type tally struct {
	units  []Unit
	score  []int   // of each unit: edges at words, less those at white space or outside the text
	spaces []int   // of each unit: edges at white space or outside the text
	differ [][]int // edges of spans that differ between two units
	edges  int     // of spans that differ between any
}

func newTally(units []Unit) *tally {
	t := &tally{units: units, score: make([]int, len(units)), spaces: make([]int, len(units)), differ: make([][]int, len(units))}
	for i := range units {
		t.differ[i] = make([]int, len(units))
	}
	return t
}

func (t *tally) add(b *builder) {
	borders := wordBorders(b.text)
	var readings []reading
	for _, u := range t.units {
		readings = append(readings, newReading(b.text, u))
	}
	at := make([][2]int, len(readings))
	for _, f := range b.spans {
		differs := false
		for i, r := range readings {
			at[i] = r.at(f)
			differs = differs || at[i] != at[0]
		}
		if !differs {
			continue
		}
		t.edges += 2
		for i, r := range readings {
			words, spaces := r.edges(at[i], borders)
			t.score[i] += words - spaces
			t.spaces[i] += spaces
			for j := range readings {
				if at[i] != at[j] {
					t.differ[i][j] += 2
				}
			}
		}
	}
}

// String says how many edges speak for each unit, and how many against it.
func (t *tally) String() string {
	var parts []string
	for i, u := range t.units {
		part := fmt.Sprintf("%d in %s", t.score[i]+t.spaces[i], u)
		if t.spaces[i] > 0 {
			part += fmt.Sprintf(" (and %d at spaces or outside the text)", t.spaces[i])
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// settle gives the record its unit where that can be known from it alone: one fits what the spans are said to cover, or
// all readings are the same.
func (b *builder) settle(units []Unit, fixed bool) bool {
	quoted := slices.Concat(b.quoted(b.spans), b.quoted(b.suggestions), b.probes)
	switch {
	case len(quoted) > 0:
		b.unit = units[0]
		if i := slices.IndexFunc(units, func(u Unit) bool { return b.fits(quoted, u) }); i > 0 {
			b.unit = units[i]
			b.say("offsets count %s here: so all spans cover the characters that are given with them", b.unit)
		}
	case fixed, b.neutral(units):
		b.unit = units[0]
	}
	return b.unit != ""
}

func (b *builder) quoted(list []found) []found {
	return slices.DeleteFunc(slices.Clone(list), func(f found) bool { return !f.quoted })
}

// fits reports whether all spans cover their quotes in a unit.
func (b *builder) fits(list []found, u Unit) bool {
	r := newReading(b.text, u)
	return !slices.ContainsFunc(list, func(f found) bool { return !r.covers(f) })
}

// neutral reports whether all spans are the same in all units.
func (b *builder) neutral(units []Unit) bool {
	if len(units) == 1 {
		return true
	}
	for _, f := range b.spans {
		if f.end > leastDiffering(b.text) {
			return !b.differ(units)
		}
	}
	return true
}

// leastDiffering is how many characters at the front of a text are surely the same in all units that are guessed.
func leastDiffering(text string) int {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf || text[i] == '\r' {
			return max(0, i-1)
		}
	}
	return len(text)
}

func (b *builder) differ(units []Unit) bool {
	first := newReading(b.text, units[0])
	for _, u := range units[1:] {
		r := newReading(b.text, u)
		for _, f := range b.spans {
			if r.at(f) != first.at(f) {
				return true
			}
		}
	}
	return false
}

// reading is a text read in one unit.
type reading struct {
	text  []rune
	ruler ruler
}

func newReading(text string, u Unit) reading { return reading{[]rune(text), newRuler(text, u)} }

// at is the span in code points; one that does not stand between characters of the text is [-1,-1).
func (r reading) at(f found) [2]int {
	start, ok1 := r.ruler.codePoint(f.start)
	end, ok2 := r.ruler.codePoint(f.end)
	if !ok1 || !ok2 || start >= end || end > len(r.text) {
		return [2]int{-1, -1}
	}
	return [2]int{start, end}
}

func (r reading) slice(f found) (string, bool) {
	at := r.at(f)
	if at[0] < 0 {
		return "", false
	}
	return string(r.text[at[0]:at[1]]), true
}

// covers reports whether the span covers its quote.
func (r reading) covers(f found) bool {
	got, ok := r.slice(f)
	return ok && got == f.quote
}

// edges counts the two edges of a span: those that are edges of words, and those at white space or outside the text.
func (r reading) edges(at [2]int, borders map[int]bool) (words, spaces int) {
	if at[0] < 0 {
		return 0, 2
	}
	for i, inside := range []rune{r.text[at[0]], r.text[at[1]-1]} {
		switch {
		case unicode.IsSpace(inside):
			spaces++
		case borders[at[i]]:
			words++
		}
	}
	return words, spaces
}

// wordBorders are the code points before which a word of Unicode's (UAX #29) begins or ends.
func wordBorders(text string) map[int]bool {
	all := map[int]bool{}
	at := 0
	for w := words.FromString(text); w.Next(); {
		all[at] = true
		at += utf8.RuneCountInString(w.Value())
	}
	all[at] = true
	return all
}

// aside shows up to three spans as each unit reads them.
func (b *builder) aside(units []Unit) string {
	var parts []string
	for _, f := range b.spans {
		var seen []string
		for _, u := range units {
			text, ok := newReading(b.text, u).slice(f)
			if !ok {
				text = "nothing"
			} else {
				text = fmt.Sprintf("%.60q", text)
			}
			seen = append(seen, fmt.Sprintf("%s in %s", text, u))
		}
		if !sameReading(b, f, units) {
			parts = append(parts, fmt.Sprintf("[%d,%d) is %s", f.start, f.end, strings.Join(seen, ", ")))
		}
		if len(parts) == 3 {
			break
		}
	}
	return strings.Join(parts, "; ")
}

func sameReading(b *builder, f found, units []Unit) bool {
	first := newReading(b.text, units[0]).at(f)
	return !slices.ContainsFunc(units, func(u Unit) bool { return newReading(b.text, u).at(f) != first })
}

// unitNames are what ParseUnit reads.
var unitNames = map[Unit]string{CodePoints: "codepoints", UTF16: "utf16", Bytes: "bytes", Graphemes: "graphemes"}

func flagsOf(units []Unit) string {
	var list []string
	for _, u := range units {
		list = append(list, "--unit "+unitNames[u])
	}
	return strings.Join(list, " or ")
}
