package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// digits reads a number in digits with its groups and decimals, and a range of two. Behind a currency the number may
// stand right behind a letter.
func (r *amountReader) digits(i int, behind bool) (n counting, ok bool) {
	if i >= len(r.view.tokens) || r.view.tokens[i].kind != number || r.dated[i] || !behind && r.midNumber(i) {
		return n, false
	}
	p, ok := r.grouped(i)
	if !ok {
		return n, false
	}
	j := p.last
	if r.calendar.dash(j) {
		j++
	} else if to, _ := r.word(j, toWord); to.last > 0 && r.follows(j) {
		j = to.last
	}
	if j > p.last && r.follows(j) && r.view.tokens[j].kind == number && !r.dated[j] {
		if second, ok := r.grouped(j); ok && (!r.calendar.year(i) || second.last > j+1) {
			p = p.upTo(second)
		}
	}
	return counting{piece: p, digits: true}, true
}

// grouped reads one number: 1,140 and 1.140,50 and ٣٫٥ and 8 600, but no 7.10.2023.
func (r *amountReader) grouped(i int) (p piece, ok bool) {
	p = r.token(i)
	groups, separator := 0, ""
	for {
		sep := r.separator(p.last)
		if sep == "" {
			return p, true
		}
		next := p.last
		if sep != " " {
			next++
		}
		width := r.view.tokens[next].end - r.view.tokens[next].start
		if separator != "" && sep != separator { // decimals behind groups
			return p.upTo(r.token(next)), r.separator(next+1) == ""
		}
		if groups > 0 && width != 3 && width != 2 || groups > 8 {
			return p, false
		}
		p, separator = p.upTo(r.token(next)), sep
		groups++
	}
}

// separator is the mark between two parts of one number at token i: what parts groups or decimals; "" when there is none.
func (r *amountReader) separator(i int) string {
	v := r.view
	if i+1 < len(v.tokens) && v.tokens[i].glued && v.tokens[i+1].glued && v.tokens[i+1].kind == number {
		switch s := v.str(v.tokens[i]); s {
		case ".", ",", "٫", "٬", "'", "’", "·":
			return s
		case "/":
			if v.lang == "fa" && v.tokens[i+1].end-v.tokens[i+1].start == 1 {
				return s
			}
		}
	}
	if i < len(v.tokens) && v.tokens[i].kind == number && !v.tokens[i].glued && !v.tokens[i].line && r.spaced(i) {
		return " "
	}
	return ""
}

// spaced reports whether token i is a group of thousands behind a space: 8 600. A plain space parts groups only where
// languages write them so, and behind a number of three digits or fewer.
func (r *amountReader) spaced(i int) bool {
	v := r.view
	if v.tokens[i].end-v.tokens[i].start != 3 || v.tokens[i-1].kind != number || v.tokens[i-1].end-v.tokens[i-1].start > 3 {
		return false
	}
	between := v.text[v.tokens[i-1].to:v.tokens[i].from]
	if between == " " {
		return strings.Contains("fr ru es", v.lang) || i > 1 && strings.Contains("$€£", v.str(v.tokens[i-2])) || v.lang == "und"
	}
	return between == "\u00a0" || between == "\u202f" || between == "\u2009"
}

// midNumber reports whether a number goes on a word or a longer number: the 16 of F16 and F-16, the 5 of 3.5.
func (r *amountReader) midNumber(i int) bool {
	v := r.view
	if i == 0 || !v.tokens[i].glued {
		return false
	}
	before := v.tokens[i-1]
	switch s := v.str(before); {
	case before.kind == number:
		return true
	case before.kind == word:
		return before.cased != uncased || !prefixes(s) && !ideograph(s)
	case strings.Contains("-–—", s):
		return i > 1 && before.glued && v.tokens[i-2].kind != symbol && !prefixes(v.str(v.tokens[i-2]))
	case strings.Contains(".,:/_@#&=٫٬'’", s):
		return before.glued
	}
	return false
}

// midWord reports whether token i goes on a word right before it.
func (r *amountReader) midWord(i int) bool {
	v := r.view
	if i == 0 || !v.tokens[i].glued || v.tokens[i-1].kind != word {
		return false
	}
	s := v.str(v.tokens[i-1])
	return !prefixes(s) && !ideograph(s)
}

// runsOn reports whether token i goes on what stands right before it: the GHz of 5GHz, the Gaza of 50Gaza not.
func (r *amountReader) runsOn(i int) bool {
	v := r.view
	if !r.glued(i) {
		return false
	}
	switch t := v.tokens[i]; {
	case t.kind == word:
		return t.cased == lowered && i > 0 && v.tokens[i-1].kind == number || t.cased == capital && v.tokens[i-1].kind == number
	case t.kind == number:
		return v.tokens[i-1].kind != symbol
	}
	return r.glued(i+1) && strings.Contains("/:@_", v.str(v.tokens[i])) && v.tokens[i+1].kind == number
}

// prefixes reports whether a word is small words that Arabic and Hebrew write onto the next one.
func prefixes(s string) bool {
	return utf8.RuneCountInString(s) <= 3 && strings.Trim(s, "وفبكلسـאבהוכלמש") == "" || s == "الـ" || s == "ال"
}

// ideograph reports whether a token is of a script that parts no words.
func ideograph(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

// hanNumber reads a number in Chinese characters, of which no sensible one has more than sixteen.
func (r *amountReader) hanNumber(i int) (p piece) {
	for end := i + 16; i < min(end, len(r.view.tokens)) && (p.last == 0 || r.follows(i)) && strings.Contains("零〇一二三四五六七八九十百点两", r.view.str(r.view.tokens[i])); i++ {
		if p.last == 0 {
			p = r.token(i)
		}
		p = p.upTo(r.token(i))
	}
	return p
}
