package train

import (
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// join puts the words of a passage together as they are printed, and moves the spans along. Without a printed text the
// blanks are put where the usual rules of print have them.
func (p passage) join(hyphens bool) *draft {
	starts, ends := make([]int, len(p.words)), make([]int, len(p.words))
	var text []rune
	printed := []rune(p.text)
	for i, w := range p.words {
		letters := []rune(w.text)
		at := indexRunes(printed, letters, len(text))
		switch {
		case at >= 0:
			text = append(text, printed[len(text):at]...)
		case i > 0 && p.apart(i, hyphens):
			text = append(text, ' ')
		}
		starts[i] = len(text)
		text = append(text, letters...)
		ends[i] = len(text)
	}
	d := &draft{language: p.language, text: text}
	for _, s := range spansOf(p.words) {
		d.spans = append(d.spans, Span{annotate.Span{Start: starts[s.from], End: ends[s.to-1]}, s.label})
	}
	return d
}

// indexRunes finds a word at a place of the printed text or behind the blanks there; -1 when another word stands there.
func indexRunes(printed, word []rune, from int) int {
	for ; from < len(printed) && unicode.IsSpace(printed[from]); from++ {
	}
	if from+len(word) <= len(printed) && slices.Equal(printed[from:from+len(word)], word) {
		return from
	}
	return -1
}

// contractions are the ends of English words that sets split off.
var contractions = strings.Fields("n't 's 'm 'd 'll 're 've n’t ’s ’m ’d ’ll ’re ’ve ´s")

const (
	closing = ",.;:!?)]}”’»%…،؛؟。，、：；！？）】》」』"
	opening = "([{“‘„«$£€#@（【《「『"
)

// apart reports whether a blank stands before word i.
func (p passage) apart(i int, hyphens bool) bool {
	before, here := p.words[i-1].text, p.words[i].text
	low := strings.ToLower(here)
	switch {
	case p.words[i].glued:
		return false
	case p.language == "zh":
		return latin(before) && latin(here)
	case slices.Contains(contractions, low), isMark(before, "’") && p.tail(i), p.language == "fr" && elided(before):
		return false
	case hyphens && p.insideWord(i):
		return false
	case isMark(here, `"'´`):
		return p.quoteApart(i)
	case isMark(before, `"'´`):
		return !p.quoteGlues(i)
	case strings.Trim(here, ".") == "" && len(here) > 1:
		return false
	case p.language == "de" && isMark(here, "“‘»«"):
		return p.opensGerman(here)
	case isMark(here, closing):
		return !isMark(before, opening) && p.smileAt(i)
	case p.language == "de" && isMark(before, "“‘»«"):
		return !p.opensGerman(before)
	case isMark(before, opening):
		return false
	case isMark(before, ".,:"):
		return !p.inNumber(i)
	case isMark(here, "/-‐") || isMark(before, "/-‐"):
		return !p.hyphenated(i, hyphens)
	}
	return true
}

// opensGerman reports whether a mark opens a quotation in German, where “ and ‘ close it, and the side to which the
// first of » and « points decides over both.
func (p passage) opensGerman(mark string) bool {
	first := slices.IndexFunc(p.words, func(w word) bool { return isMark(w.text, "»«") })
	return isMark(mark, "»«") && p.words[first].text == mark
}

// smileAt reports whether a closing mark is one half of a smiley, which stands alone.
func (p passage) smileAt(i int) bool {
	return p.words[i].text == ":" && i+1 < len(p.words) && isMark(p.words[i+1].text, "()/|")
}

// insideWord reports whether a curly apostrophe at word i or before it was cut out of a name: Da ’ esh. One that
// answers an opening mark is a quotation mark.
func (p passage) insideWord(i int) bool {
	at := i
	if p.words[at].text != "’" {
		at--
	}
	if at < 1 || p.words[at].text != "’" || at+1 >= len(p.words) || !small(p.words[at+1].text) || !wordly(p.words[at+1].text, true) {
		return false
	}
	for _, w := range p.words[:at] {
		if strings.ContainsRune(w.text, '‘') {
			return false
		}
	}
	return p.words[at].tag != "O" && p.words[at+1].tag != "O"
}

// elided reports whether a French word lost its vowel before the next: l', d'.
func elided(s string) bool {
	return len([]rune(s)) > 1 && len([]rune(s)) < 6 && (strings.HasSuffix(s, "'") || strings.HasSuffix(s, "’"))
}

func isMark(s, marks string) bool {
	r := []rune(s)
	return len(r) == 1 && strings.ContainsRune(marks, r[0])
}

func latin(s string) bool {
	for _, r := range s {
		return unicode.Is(unicode.Latin, r) || r < unicode.MaxASCII && unicode.IsDigit(r)
	}
	return false
}

// split are the tails behind an apostrophe that stands as a word of its own.
var split = strings.Fields("s t m d ll re ve")

func (p passage) tail(i int) bool {
	return i < len(p.words) && slices.Contains(split, strings.ToLower(p.words[i].text))
}

// quoteApart reports whether a blank stands before the straight quotation mark at word i: an opening one has it.
func (p passage) quoteApart(i int) bool {
	mark := p.words[i].text
	if mark != `"` && p.tail(i+1) {
		return false
	}
	return p.opensQuote(i) && !isMark(p.words[i-1].text, opening)
}

// quoteGlues reports whether word i stands right behind the straight quotation mark before it.
func (p passage) quoteGlues(i int) bool {
	if p.words[i-1].text != `"` && p.tail(i) {
		return true
	}
	return p.opensQuote(i-1) || isMark(p.words[i].text, closing)
}

// opensQuote counts the marks of a kind: the first opens, the second closes. A single one behind an s that is never
// answered is the possessive of a plural.
func (p passage) opensQuote(i int) bool {
	mark, before, after := p.words[i].text, 0, 0
	for k, w := range p.words {
		if w.text == mark && (mark == `"` || !p.tail(k+1)) {
			if k < i {
				before++
			} else if k > i {
				after++
			}
		}
	}
	if mark != `"` && before%2 == 0 && after == 0 && i > 0 && strings.HasSuffix(p.words[i-1].text, "s") {
		return false
	}
	return before%2 == 0
}

// inNumber reports whether word i goes on with a number or an abbreviation that was split at the mark before it.
func (p passage) inNumber(i int) bool {
	if i < 2 {
		return false
	}
	mark, left, right := p.words[i-1].text, p.words[i-2].text, p.words[i].text
	switch {
	case mark == "." && initial(left) && initial(right):
		return i+1 < len(p.words) && p.words[i+1].text == "."
	case !digits(left) || !digits(right):
		return false
	case mark == ",":
		return len(right) == 3
	}
	return mark == ":" && len(right) == 2
}

func initial(s string) bool {
	r := []rune(s)
	return len(r) == 1 && unicode.IsUpper(r[0])
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// hyphenated reports whether a stroke at word i or before it belongs to the words beside it.
func (p passage) hyphenated(i int, hyphens bool) bool {
	at := i
	if !isMark(p.words[i].text, "/-‐") {
		at = i - 1
	}
	if at == 0 || at+1 >= len(p.words) || !wordly(p.words[at-1].text, false) || !wordly(p.words[at+1].text, true) {
		return false
	}
	return hyphens || p.words[at].text == "/"
}

// wordly reports whether a word begins or ends with a letter or digit.
func wordly(s string, begins bool) bool {
	r := []rune(s)
	if len(r) == 0 {
		return false
	}
	edge := r[len(r)-1]
	if begins {
		edge = r[0]
	}
	return unicode.IsLetter(edge) || unicode.IsDigit(edge)
}
