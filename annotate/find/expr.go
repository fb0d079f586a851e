package find

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// expr is a regular expression with what every match must have in it.
type expr struct {
	re      *regexp.Regexp
	lines   bool // a match never goes over the end of a line
	options []literal
}

// literal is letters in a row, whatever their case with fold.
type literal struct {
	letters []rune
	fold    bool
	anchor  anchor
}

// ErrPattern is a regular expression that cannot be used, or not yet while it is being typed.
var ErrPattern = errors.New("no regular expression")

// NewRegexp prepares a search for a regular expression in the syntax of Go, which takes time in proportion to the text
// whatever the expression. ^ and $ stand at the ends of lines. Case counts as the options say, and so do whole words; marks
// always count. A match of nothing is no hit, and one that cuts through a character takes the whole of it.
func NewRegexp(pattern string, o Options) (*Query, error) {
	flags := "(?m)"
	if !o.Case {
		flags = "(?mi)"
	}
	re, err := regexp.Compile(flags + "(?:" + pattern + ")")
	if err == nil {
		_, err = syntax.Parse(pattern, syntax.Perl) // what is said of the whole would quote what nobody typed
	} else if _, own := syntax.Parse(pattern, syntax.Perl); own != nil {
		err = own
	}
	if err != nil {
		return nil, sayPattern(err)
	}
	o.Marks = true
	q := &Query{o: o, table: tableFor(o), expr: &expr{re: re}}
	if pattern == "" {
		q.expr = nil
		return q, nil
	}
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil, sayPattern(err)
	}
	tree = tree.Simplify()
	q.expr.lines = staysInLine(tree)
	q.expr.options = required(tree)
	for i := range q.expr.options {
		l := &q.expr.options[i]
		l.anchor = rarest(l.letters, l.sources)
	}
	return q, nil
}

func sayPattern(err error) error {
	var s *syntax.Error
	if errors.As(err, &s) {
		return fmt.Errorf("%w: %s at “%s”", ErrPattern, s.Code, s.Expr)
	}
	return fmt.Errorf("%w: %w", ErrPattern, err)
}

// sources are the letters that are the same to the expression.
func (l *literal) sources(r rune) []rune {
	list := []rune{r}
	for o := unicode.SimpleFold(r); l.fold && o != r; o = unicode.SimpleFold(o) {
		list = append(list, o)
	}
	return list
}

// same compares two code points as the expression does.
func (l *literal) same(a, b rune) bool {
	if a == b || !l.fold {
		return a == b
	}
	for o := unicode.SimpleFold(b); o != b; o = unicode.SimpleFold(o) {
		if o == a {
			return true
		}
	}
	return false
}

// at reports whether the letters stand in a text with the one of the anchor at a byte.
func (l *literal) at(text []byte, at int) bool {
	p := at
	for _, want := range l.letters[l.anchor.k:] {
		r, w := utf8.DecodeRune(text[p:])
		if w == 0 || !l.same(r, want) {
			return false
		}
		p += w
	}
	p = at
	for k := l.anchor.k - 1; k >= 0; k-- {
		r, w := utf8.DecodeLastRune(text[:p])
		if w == 0 || !l.same(r, l.letters[k]) {
			return false
		}
		p -= w
	}
	return true
}

// required are letters of which one row at least is in every match; nil when there are none.
func required(re *syntax.Regexp) []literal {
	switch re.Op {
	case syntax.OpLiteral:
		return []literal{{letters: re.Rune, fold: re.Flags&syntax.FoldCase != 0}}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []literal
		for _, sub := range re.Sub {
			if list := required(sub); weight(list) > weight(best) {
				best = list
			}
		}
		return best
	case syntax.OpAlternate:
		var all []literal
		for _, sub := range re.Sub {
			list := required(sub)
			if len(list) == 0 || len(all)+len(list) > mostLiterals {
				return nil
			}
			all = append(all, list...)
		}
		return all
	}
	return nil
}

const mostLiterals = 8

// weight is how much a choice of literals tells: as much as its shortest.
func weight(list []literal) int {
	if len(list) == 0 {
		return 0
	}
	least := len(list[0].letters)
	for _, l := range list {
		least = min(least, len(l.letters))
	}
	return 2*least*mostLiterals - len(list)
}

// staysInLine reports whether no match can have a line break in it, nor look at the ends of the text.
func staysInLine(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpBeginText, syntax.OpEndText:
		return false
	case syntax.OpLiteral:
		return !strings.ContainsRune(string(re.Rune), '\n')
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if re.Rune[i] <= '\n' && '\n' <= re.Rune[i+1] {
				return false
			}
		}
	}
	for _, sub := range re.Sub {
		if !staysInLine(sub) {
			return false
		}
	}
	return true
}

// express looks for matches: in all of the text, or where the letters that a match must have stand only in their lines.
func (s *Searcher) express(text []byte) {
	e := s.q.expr
	if len(e.options) == 0 {
		s.matches(text, 0, len(text))
		return
	}
	for from := 0; from < len(text); {
		at := e.next(text, from)
		if at < 0 {
			return
		}
		if !e.lines {
			s.matches(text, 0, len(text))
			return
		}
		start, end := bytes.LastIndexByte(text[:at], '\n')+1, len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		s.matches(text, start, end)
		from = end
	}
}

// next is the next place of one of the literals; -1 when there is none.
func (e *expr) next(text []byte, from int) int {
	first := -1
	for i := range e.options {
		end := len(text)
		if first >= 0 {
			end = first
		}
		if at := e.options[i].next(text[:end], text, from); at >= 0 {
			first = at
		}
	}
	return first
}

// next is the next place of the literal's anchor in a part of a text.
func (l *literal) next(part, text []byte, from int) int {
	var places [64]int
	next := places[:min(len(l.anchor.bytes), len(places))]
	for i := range next {
		next[i] = -1
	}
	for {
		at, w := l.anchor.find(part, next, from)
		if at < 0 || l.at(text, at) {
			return at
		}
		from = at + w
	}
}

// matches takes the matches in a part of the text: line by line where none goes over the end of one, so that little is kept.
func (s *Searcher) matches(text []byte, start, end int) {
	for stop := end; start < end; start = stop + 1 {
		stop = end
		if s.q.expr.lines {
			if i := bytes.IndexByte(text[start:end], '\n'); i >= 0 {
				stop = start + i
			}
		}
		for _, loc := range s.q.expr.re.FindAllIndex(text[start:stop], mostMatches) {
			if loc[0] < loc[1] {
				s.match(s.characters(start+loc[0], start+loc[1]))
			}
		}
	}
}

// mostMatches is how many are taken of one text, or of one line where none goes over the end of it.
const mostMatches = 1 << 20

func (s *Searcher) match(from, to int) {
	if from >= s.b && (!s.q.o.Words || wholeWords(s.text, from, to)) {
		s.take(from, to)
	}
}

// take notes a hit behind the last one.
func (s *Searcher) take(from, to int) {
	s.cp += utf8.RuneCountInString(s.text[s.b:from])
	end := s.cp + utf8.RuneCountInString(s.text[from:to])
	s.m.hit(Hit{annotate.Span{Start: s.cp, End: end}, from, to})
	s.b, s.cp = to, end
}

// characters widens a range of bytes to whole characters.
func (s *Searcher) characters(from, to int) (start, end int) {
	if s.between(from) && s.between(to) {
		return from, to
	}
	p := from
	for !s.between(p) {
		_, w := utf8.DecodeLastRuneInString(s.text[:p])
		p -= w
	}
	for start = p; p < to; {
		if p <= from {
			start = p
		}
		p += len(s.m.fold.first(s.text[p:]))
	}
	return start, p
}

// between reports whether it is plain that a character starts at a byte.
func (s *Searcher) between(p int) bool {
	if p == 0 || p == len(s.text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:p])
	return s.m.startsAt(p) && s.q.table.of(before).is&lone != 0
}
