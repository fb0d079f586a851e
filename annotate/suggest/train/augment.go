package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// Augment returns changed copies of some records, as news is often printed: words glued together, blanks lost behind full stops,
// other quotation marks, a line in capitals, a headline with capitals, other names of persons. A share of 0.3 makes
// about three copies for ten records. The same seed makes the same copies. Nothing is ever put into small letters.
// Without names none are exchanged.
func Augment(records []Record, names Names, seed uint64, share float64) []Record {
	random := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	var copies []Record
	for _, r := range records {
		if random.Float64() >= share {
			continue
		}
		changes := []func(*sheet, *rand.Rand) bool{glue, loseBlanks, otherQuotes, shout, headline, names.exchange}
		random.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		for _, change := range changes {
			s := sheetOf(r)
			if change(s, random) {
				copies = append(copies, s.record())
				break
			}
		}
	}
	return copies
}

// sheet is a record that is being changed.
type sheet struct {
	of   Record
	text []rune
}

func sheetOf(r Record) *sheet {
	r.Spans, r.Unknown = slices.Clone(r.Spans), slices.Clone(r.Unknown)
	return &sheet{of: r, text: []rune(r.Text)}
}

func (s *sheet) record() Record {
	s.of.Text = string(s.text)
	return s.of
}

// replace puts other text at a range and moves all spans. A span that begins or ends inside the range grows or shrinks
// with it; the range must not reach over an edge of a span.
func (s *sheet) replace(at annotate.Span, by string) {
	letters := []rune(by)
	moved := len(letters) - at.Len()
	s.text = slices.Concat(s.text[:at.Start], letters, s.text[at.End:])
	for _, list := range [][]Span{s.of.Spans, s.of.Unknown} {
		for i, sp := range list {
			if sp.Start >= at.End && at != sp.Span {
				list[i].Start += moved
			}
			if sp.End >= at.End {
				list[i].End += moved
			}
		}
	}
}

// glue drops the blank at one edge of a span, as web pages do: Blinken said → Blinkensaid.
func glue(s *sheet, random *rand.Rand) bool {
	var blanks []int
	for _, sp := range s.of.Spans {
		if sp.End+1 < len(s.text) && s.text[sp.End] == ' ' && unicode.IsLower(s.text[sp.End+1]) {
			blanks = append(blanks, sp.End)
		}
		if sp.Start > 1 && s.text[sp.Start-1] == ' ' && unicode.IsLower(s.text[sp.Start-2]) && unicode.IsUpper(s.text[sp.Start]) {
			blanks = append(blanks, sp.Start-1)
		}
	}
	if len(blanks) == 0 || s.of.Language == "zh" {
		return false
	}
	s.drop(blanks[random.IntN(len(blanks))])
	return true
}

// drop takes out one blank that is part of no span.
func (s *sheet) drop(at int) {
	s.text = slices.Delete(s.text, at, at+1)
	for _, list := range [][]Span{s.of.Spans, s.of.Unknown} {
		for i := range list {
			if list[i].Start > at {
				list[i].Start--
			}
			if list[i].End > at {
				list[i].End--
			}
		}
	}
}

// loseBlanks drops the blanks and line breaks behind full stops, outside spans.
func loseBlanks(s *sheet, _ *rand.Rand) bool {
	changed := false
	for i := len(s.text) - 2; i > 1; i-- {
		ends := strings.ContainsRune(".!?؟", s.text[i-1]) && unicode.IsLower(s.text[i-2])
		if ends && unicode.IsSpace(s.text[i]) && unicode.IsLetter(s.text[i+1]) && !s.inside(i) {
			s.drop(i)
			changed = true
		}
	}
	return changed
}

func (s *sheet) inside(at int) bool {
	holds := func(sp Span) bool { return sp.Holds(at) }
	return slices.ContainsFunc(s.of.Spans, holds) || slices.ContainsFunc(s.of.Unknown, holds)
}

// otherQuotes makes curly marks straight, or straight ones curly.
func otherQuotes(s *sheet, _ *rand.Rand) bool {
	changed := false
	straight := map[rune]rune{'“': '"', '”': '"', '‘': '\'', '’': '\''}
	for i, r := range s.text {
		if to, ok := straight[r]; ok {
			s.text[i], changed = to, true
		}
	}
	if changed || s.of.Language != "en" {
		return changed
	}
	for i, r := range s.text {
		opens := i == 0 || unicode.IsSpace(s.text[i-1]) || strings.ContainsRune("([", s.text[i-1])
		switch {
		case r == '"' && opens:
			s.text[i], changed = '“', true
		case r == '"':
			s.text[i], changed = '”', true
		case r == '\'' && opens:
			s.text[i], changed = '‘', true
		case r == '\'':
			s.text[i], changed = '’', true
		}
	}
	return changed
}

// shout puts one line into capitals.
func shout(s *sheet, random *rand.Rand) bool {
	upper := unicode.ToUpper
	if s.of.Language == "tr" {
		upper = unicode.TurkishCase.ToUpper
	}
	return s.line(random, func(line []rune) {
		for i, r := range line {
			line[i] = upper(r)
		}
	})
}

// smallWords stay small in English headlines.
var smallWords = strings.Fields("a an and as at but by for from in into nor of off on or over per the to up via vs with")

// headline gives the words of one English line capitals.
func headline(s *sheet, random *rand.Rand) bool {
	if s.of.Language != "en" {
		return false
	}
	return s.line(random, func(line []rune) {
		for i := 0; i < len(line); i++ {
			if !unicode.IsLetter(line[i]) {
				continue
			}
			from := i
			for i < len(line) && (inName(line[i]) || line[i] == '\'' || line[i] == '’') {
				i++
			}
			if from == 0 || !slices.Contains(smallWords, string(line[from:i])) {
				line[from] = unicode.ToUpper(line[from])
			}
		}
	})
}

// line changes one line in place and reports whether it became another. No letter may become two.
func (s *sheet) line(random *rand.Rand, change func([]rune)) bool {
	var starts []int
	for i := range s.text {
		if i == 0 || s.text[i-1] == '\n' {
			starts = append(starts, i)
		}
	}
	from := starts[random.IntN(len(starts))]
	to := from
	for to < len(s.text) && s.text[to] != '\n' {
		to++
	}
	before := string(s.text[from:to])
	change(s.text[from:to])
	return string(s.text[from:to]) != before
}
