package suggest

import (
	"strconv"
	"strings"
)

// is reports whether token i is exactly s and on the line of the token before.
func (c *calendar) is(i int, s string) bool {
	return c.view.is(i, s) && (i == 0 || !c.view.tokens[i].line)
}

// word is is, whatever the case.
func (c *calendar) word(i int, s string) bool {
	return i < len(c.view.tokens) && fold(c.view.str(c.view.tokens[i])) == s
}

func (c *calendar) nameAt(i int) named {
	if i >= len(c.names) {
		return named{}
	}
	return c.names[i]
}

// number is the value of a token of at most four digits, in any script's digits that fold knows.
func (c *calendar) number(i int) (value int, ok bool) {
	if i >= len(c.view.tokens) || c.view.tokens[i].kind != number {
		return 0, false
	}
	n, err := strconv.Atoi(fold(c.view.str(c.view.tokens[i])))
	return n, err == nil && n < 10000
}

func (c *calendar) in(i, low, high int) bool {
	n, ok := c.number(i)
	return ok && low <= n && n <= high
}

func (c *calendar) day(i int) bool   { return c.in(i, 1, 31) }
func (c *calendar) month(i int) bool { return c.in(i, 1, 12) }

// year is one of our era that news writes about without saying that it is a year.
func (c *calendar) year(i int) bool { return c.in(i, 1900, 2099) }

// anyYear is also one of the Persian or the Islamic calendar.
func (c *calendar) anyYear(i int) bool { return c.year(i) || c.in(i, 1300, 1499) }

func (c *calendar) twoDigits(i int) bool {
	return c.in(i, 0, 99) && c.view.tokens[i].end-c.view.tokens[i].start == 2
}

func (c *calendar) dash(i int) bool { return c.is(i, "-") || c.is(i, "–") || c.is(i, "—") }

// ordinal reports an ending written onto a number: 7th, 1er, 7-го.
func (c *calendar) ordinal(i int) bool {
	if i >= len(c.view.tokens) || !c.view.tokens[i].glued {
		return false
	}
	switch c.view.str(c.view.tokens[i]) {
	case "st", "nd", "rd", "th", "er", "º", "ª", "°":
		return true
	}
	return false
}

// between reports what may stand between a day and its month.
func (c *calendar) between(i int) bool {
	return c.ordinal(i) || c.is(i, ".") || c.is(i, "of") || c.is(i, "de") || c.is(i, "-")
}

// free reports whether a number does not go on a longer one or a word: not the 5 of 3.5 and not the 16 of F16.
func (c *calendar) free(i int) bool {
	t := c.view.tokens[i]
	if !t.glued || i == 0 {
		return true
	}
	switch c.view.str(c.view.tokens[i-1]) {
	case "(", "[", "“", "\"", "'", "‘", "«", "–", "—", "،", "|":
		return true
	}
	if before := c.view.str(c.view.tokens[i-1]); prefixes(before) || before == "-" && i > 1 && prefixes(c.view.str(c.view.tokens[i-2])) {
		return true
	}
	return c.view.tokens[i-1].kind == word && t.end-t.start == 4 && c.view.tokens[i-1].cased != titled
}

// joinedBehind reports whether a number goes on: 7.5, 2,000, 20:30, 2000kg, 5%.
func (c *calendar) joinedBehind(i int) bool {
	v := c.view
	if i+1 >= len(v.tokens) || !v.tokens[i+1].glued {
		return false
	}
	next := v.tokens[i+1]
	more := i+2 < len(v.tokens) && v.tokens[i+2].glued && v.tokens[i+2].kind == number
	switch v.str(next) {
	case ".", ",", ":", "٫", "٬":
		return more
	case "%", "$", "€", "/":
		return true
	}
	return next.kind == word && next.cased == lowered && !c.ordinal(i+1) && v.str(next) != "s"
}

// withYear is the token behind a year that follows at token i, perhaps after a comma or a small word; else i.
func (c *calendar) withYear(i int) int {
	j := i
	for k := 0; k < 2 && (c.is(j, ",") || c.is(j, "،") || c.is(j, ".") || c.is(j, "de") || c.is(j, "del") || c.is(j, "of") || c.is(j, "năm") || c.yearWord(j)); k++ {
		j++
	}
	if j < len(c.view.tokens) && !c.view.tokens[j].line && c.anyYear(j) && !c.joinedBehind(j) {
		if c.russianYear(j + 1) {
			j++
		}
		return j + 1
	}
	if j < len(c.view.tokens) && !c.view.tokens[j].line && strings.HasPrefix(fold(c.view.str(c.view.tokens[j])), "תש") && strings.Contains(fold(c.view.str(c.view.tokens[j])), "\"") {
		return j + 1 // תשפ״ד
	}
	return i
}

func (c *calendar) yearWord(i int) bool {
	return i < len(c.view.tokens) && c.years[fold(c.view.str(c.view.tokens[i]))]
}

// announced reports whether a word that stands before dates stands before token i.
func (c *calendar) announced(i int) bool {
	return i > 0 && !c.view.tokens[i].line && c.names[i].word.before[fold(c.view.str(c.view.tokens[i-1]))]
}

// yearContext are words that stand before a year more often than before a number of things.
var yearContext = setOf(`in since until till by from of during after before early late mid circa and to between (
en depuis de jusqu'en dès fin début em desde hasta im seit bis von ab anno dal nel sejak pada tahun
в с до к у w od في منذ حتي سنه عام خلال نهايه بدايه מאז בשנת در از تا سال`)
