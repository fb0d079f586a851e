package suggest

import (
	"slices"
	"unicode/utf8"

	"rubricator/annotate"
)

// The scores of names by shape.
const (
	titledScore  = 0.65 // a title and two words or more
	oneWordScore = 0.6  // a title and one word
	roleScore    = 0.55 // words, then a role or a verb of saying; words with the head of an organisation's name
	againScore   = 0.5  // the same name, or its last word, elsewhere in the text
	arabicScore  = 0.4  // an Arabic title and two words, in which no capital helps
)

// shapes finds names in one text by the words around them.
type shapes struct {
	view   *view
	labels labels
	taken  []bool // tokens of names that lists know, and of dates
	names  *lexicon[shaped]
	found  []annotate.Suggestion
}

// shaped is a name found once, to be looked for again.
type shaped struct {
	label  string
	score  float64
	reason string
}

func newShapes(v *view, in Input) *shapes {
	s := &shapes{view: v, labels: labelsOf(in.Schema), taken: make([]bool, len(v.tokens)), names: newLexicon[shaped]()}
	for _, g := range gazetteersFor(in.Language) {
		for i := range v.tokens {
			g.find(v, i, func(m match[listed]) {
				if standing(v, m) > weakScore && !m.value.guarded && m.value.kind != person {
					s.take(m.first, m.last)
				}
			})
		}
	}
	for _, lx := range calendarsFor(in.Language) {
		for i := range v.tokens {
			lx.find(v, i, func(m match[dateWord]) {
				if m.value.capital {
					s.take(m.first, m.last)
				}
			})
		}
	}
	return s
}

func (s *shapes) take(first, last int) {
	for i := first; i < last; i++ {
		s.taken[i] = true
	}
}

// token looks for names that are announced by, or start at, token i.
func (s *shapes) token(i int) {
	titles().find(s.view, i, s.afterTitle)
	arabicTitles().find(s.view, i, s.afterArabicTitle)
	if s.view.capitalised(i) && (!s.view.capitalised(i-1) || s.view.opens(i)) {
		s.beforeRole(i)
		s.organisation(i)
	}
	s.abbreviated(i)
}

// afterTitle proposes the words after a title: "President [Joe Biden]".
func (s *shapes) afterTitle(m match[titleWord]) {
	v, first := s.view, m.last
	comma := v.is(first, ",")
	if v.is(first, ".") && first < len(v.tokens) && v.tokens[first].glued || comma {
		first++
	}
	last, words := s.run(first)
	if from := s.pastTitles(first, last); from != first {
		return // the last title announces the name
	}
	if words == 0 || s.headed(first, last) || comma && (words < 2 || !v.is(last, ",")) {
		return
	}
	switch {
	case words >= 2:
		s.propose(first, last, person, titledScore, "name after “"+v.slice(m.first, m.last)+"”")
	case m.value.alone && (v.capitalised(m.first) || v.lang == "vi"):
		s.propose(first, last, person, oneWordScore, "name after “"+v.slice(m.first, m.last)+"”")
	}
}

// beforeRole proposes words before a role or a verb of saying: "[Mira Okonkwo], spokeswoman for", "[Mira Okonkwo] said".
func (s *shapes) beforeRole(i int) {
	v := s.view
	if titles().starts(v, i) || notNames[fold(v.str(v.tokens[i]))] {
		return
	}
	last, words := s.run(i)
	if words < 2 || words > 4 || s.pastTitles(i, last) != i || s.headed(i, last) || last >= len(v.tokens) || v.tokens[last].line {
		return
	}
	next := fold(v.str(v.tokens[last]))
	if saying[next] || next == "," && s.role(last+1) {
		s.propose(i, last, person, roleScore, "name before “"+v.str(v.tokens[min(last+1, len(v.tokens)-1)])+"”")
	}
}

// role reports whether a description of a person starts at token i: a role within the next six words.
func (s *shapes) role(i int) bool {
	v := s.view
	for j := i; j < len(v.tokens) && j < i+6 && !v.tokens[j].line && v.tokens[j].kind == word; j++ {
		if titles().starts(v, j) && v.tokens[j].cased == lowered {
			return true
		}
	}
	return false
}

// pastTitles is the token behind the last title that stands inside a run, or its first. A title that ends the run is
// somebody's name, like King, unless it is one that takes two words after it.
func (s *shapes) pastTitles(first, last int) int {
	from := first
	for i := first; i < last; i++ {
		titles().find(s.view, i, func(m match[titleWord]) {
			if m.last <= last && (m.last < last || !m.value.alone || s.view.is(last, ".")) {
				from = max(from, m.last)
			}
		})
	}
	return from
}

// run follows capitalised words from token i, with particles and hyphens between them, and returns the token behind
// them and how many capitalised words there are. It stops at names that lists know.
func (s *shapes) run(i int) (last, words int) {
	v := s.view
	last = i
	for j := i; j < len(v.tokens) && words < 5; j++ {
		t := v.tokens[j]
		if j > i && t.line || s.taken[j] {
			break
		}
		switch {
		case v.capitalised(j) && t.kind == word && s.joined(i, j) && (!notNames[fold(v.str(t))] || j > i && slices.Contains(particles, fold(v.str(t)))):
			words++
			last = j + 1
		case j > i && (v.hyphen(j) || s.inner(j)):
		case j > i && v.hyphen(j-1) && last == j-1 && t.cased == lowered:
			last = j + 1 // Suk-yeol
		case j > i && v.is(j, ".") && v.capitalised(j-1) && utf8.RuneCountInString(v.str(v.tokens[j-1])) == 1 && v.capitalised(j+1):
		case slices.Contains(particles, v.str(t)) && s.name(j+1):
		default:
			return last, words
		}
	}
	return last, words
}

// joined reports whether token j may continue a name: it stands apart, or behind a hyphen, an apostrophe or a dot.
func (s *shapes) joined(first, j int) bool {
	v := s.view
	if j == first || !v.tokens[j].glued {
		return true
	}
	switch before := v.str(v.tokens[j-1]); before {
	case "-", "'", "’", ".", "Mc", "Mac", "De", "Di", "La", "Le", "O":
		return true
	}
	return v.hyphen(j - 1)
}

// inner reports whether token j is the apostrophe of a name like O'Brien.
func (s *shapes) inner(j int) bool {
	v := s.view
	return (v.is(j, "'") || v.is(j, "’")) && v.tokens[j].glued && v.capitalised(j+1) && v.tokens[j+1].glued
}

// name reports whether a capitalised word comes at token j, perhaps behind a hyphen or one more particle.
func (s *shapes) name(j int) bool {
	v := s.view
	if j < len(v.tokens) && (v.hyphen(j) || slices.Contains(particles, v.str(v.tokens[j]))) {
		j++
	}
	return v.capitalised(j) && !v.tokens[j].line && !s.taken[j]
}

func (s *shapes) propose(first, last int, kind kindOfName, score float64, reason string) {
	label := s.labels[kind]
	if label == noLabel || first >= last {
		return
	}
	v := s.view
	s.found = append(s.found, annotate.Suggestion{Span: annotate.Span{Start: v.tokens[first].start, End: v.tokens[last-1].end},
		Label: label, Score: score, Suggester: namesName, Reason: reason})
	if kind == person || kind == organisation {
		s.remember(first, last, kind)
	}
}

// remember keeps a name for the second pass: the whole, and a person's last word.
func (s *shapes) remember(first, last int, kind kindOfName) {
	part := &view{text: s.view.text, tokens: s.view.tokens[first:last]}
	full := "as in “" + s.view.slice(first, last) + "”"
	s.names.put(part.key(), shaped{s.labels[kind], againScore, full})
	if kind != person {
		return
	}
	for _, from := range lastNames(part) {
		end := &view{text: part.text, tokens: part.tokens[from:]}
		if _, ok := s.names.at(end.key()); !ok && caseOf(part.str(part.tokens[len(part.tokens)-1])) != uncased {
			s.names.put(end.key(), shaped{s.labels[kind], againScore, full})
		}
	}
}

// again proposes the names that were found, wherever else they stand.
func (s *shapes) again() {
	for i := range s.view.tokens {
		s.names.find(s.view, i, func(m match[shaped]) {
			if m.prefix == "" && s.view.capitalised(m.last-1) && !slices.Contains(s.taken[m.first:m.last], true) && !s.elsewhere(m) {
				s.found = append(s.found, annotate.Suggestion{Span: annotate.Span{Start: m.start, End: m.end}, Label: m.value.label,
					Score: m.value.score, Suggester: namesName, Reason: m.value.reason})
			}
		})
	}
}

// elsewhere reports whether a name found again is part of another one. A name from the lists before it is not.
func (s *shapes) elsewhere(m match[shaped]) bool {
	afterListed := m.first > 0 && s.taken[m.first-1]
	return s.view.partOfName(m.first, m.last) && !(afterListed && !s.view.capitalised(m.last))
}

// partOfName reports whether a name that stands at tokens [first, last) goes on before or behind them: "Miller" in
// "Miller Street" or "Anna Miller" is another name. A title or a sentence's first word before it is no part of it.
func (v *view) partOfName(first, last int) bool {
	if v.capitalised(last) && !v.tokens[last].line && !v.tokens[last].glued {
		return true
	}
	before := first - 1
	return v.capitalised(before) && !v.tokens[first].line && !notNames[fold(v.str(v.tokens[before]))] && !v.titled(first)
}

// titled reports whether a title ends right before token i.
func (v *view) titled(i int) (yes bool) {
	for k := max(0, i-4); k < i; k++ {
		titles().find(v, k, func(m match[titleWord]) { yes = yes || m.last == i })
	}
	return yes
}
