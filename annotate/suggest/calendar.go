package suggest

import (
	"unicode/utf8"
)

// calendar reads the dates of one text.
type calendar struct {
	view  *view
	names []named         // by token
	years map[string]bool // words before a year
	thing letterCase      // how the names of things are written that a number may count
}

// named is the name of a day or month that starts at a token.
type named struct {
	start, last int // code point, token behind it; last is 0 for none
	word        dateWord
}

// part is a date from a token on. Its start is a code point: a prefix may stand before it.
type part struct {
	start, last int
	score       float64
	reason      string
}

func newCalendar(v *view, lang string) *calendar {
	c := &calendar{view: v, names: make([]named, len(v.tokens)), years: setOf(foldWords(calendarLanguages[lang].year)), thing: lowered}
	if lang == "de" {
		c.thing = titled
	}
	for _, lx := range calendarsFor(lang) {
		for i := range v.tokens {
			lx.find(v, i, func(m match[dateWord]) {
				if n := c.names[i]; m.last > n.last && (!m.value.capital || caseOf(v.text[m.from:m.to]) != lowered) {
					c.names[i] = named{m.start, m.last, m.value}
				}
			})
		}
	}
	return c
}

// longest is the longest date that starts at token i; its score is 0 when there is none. All start with a number or a name, but for Vietnamese ones.
func (c *calendar) longest(i int) (best part) {
	if c.view.tokens[i].kind != number && c.names[i].last == 0 && !c.mayBeVietnamese() {
		return part{}
	}
	for _, rule := range []func(*calendar, int) part{(*calendar).weekday, (*calendar).dayMonth, (*calendar).monthDay, (*calendar).numeric,
		(*calendar).vietnamese, (*calendar).ideographic, (*calendar).yearNamed, (*calendar).monthAlone, (*calendar).bareYear} {
		if p := rule(c, i); p.score > 0 && p.last > best.last {
			best = p
		}
	}
	return best
}

// weekday reads "Tuesday" and "Tuesday, October 7".
func (c *calendar) weekday(i int) part {
	n := c.names[i]
	if !n.word.weekday || n.word.guarded && !c.announced(i) {
		return part{}
	}
	next := n.last
	for c.is(next, ",") || c.is(next, "ngày") || c.is(next, "the") || c.is(next, "den") {
		next++
	}
	for _, p := range []part{c.dayMonth(next), c.monthDay(next), c.vietnamese(next), c.numeric(next), c.vietnamese(n.last)} {
		if p.score > 0 {
			return part{n.start, p.last, fullDate, "weekday and date"}
		}
	}
	return part{n.start, n.last, namedDate, "weekday"}
}

// dayMonth reads "7 October 2023", "7. Oktober", "7 de octubre de 2023", "7–9 October" and the like.
func (c *calendar) dayMonth(i int) part {
	j, start := i+1, 0
	if n := c.nameAt(i); n.word.day {
		j, start = n.last, n.start
	} else if !c.day(i) || !c.free(i) {
		return part{}
	} else {
		start = c.view.tokens[i].start
	}
	if c.dash(j) && c.day(j+1) {
		j += 2
	}
	for k := 0; k < 2 && c.between(j); k++ {
		j++
	}
	n := c.nameAt(j)
	if !n.month() || c.view.tokens[j].line {
		return part{}
	}
	return part{start, c.withYear(c.sameMonth(n.last)), fullDate, "day and month"}
}

// sameMonth is the token behind the month's name in another calendar: أبريل/نيسان.
func (c *calendar) sameMonth(i int) int {
	if n := c.nameAt(i + 1); c.is(i, "/") && n.month() {
		return n.last
	}
	return i
}

// month reports whether a name is that of a month.
func (n named) month() bool { return n.last > 0 && !n.word.weekday && !n.word.day }

// monthDay reads "October 7", "Oct. 7, 2023", "October 7–9" and "October 2023".
func (c *calendar) monthDay(i int) part {
	n := c.nameAt(i)
	if !n.month() {
		return part{}
	}
	j := c.sameMonth(n.last)
	if c.is(j, ".") {
		j++
	}
	if c.day(j) && !c.joinedBehind(j) {
		j++
		if c.dash(j) && c.day(j+1) {
			j += 2
		}
		if c.ordinal(j) {
			j++
		}
		return part{n.start, c.withYear(j), fullDate, "month and day"}
	}
	if m := c.sameMonth(n.last); c.withYear(m) > m {
		return part{n.start, c.withYear(m), fullDate, "month and year"}
	}
	return part{}
}

// monthAlone reads "October"; of names that are other words too, only those behind "in", "since" and their like.
func (c *calendar) monthAlone(i int) part {
	n := c.nameAt(i)
	if !n.month() || !n.word.bare || n.word.guarded && !c.announced(i) {
		return part{}
	}
	return part{n.start, c.sameMonth(n.last), namedDate, "month"}
}

// yearNamed reads the years of "عام 1445" and "năm 2023", and "2023 года" and "1990-е годы".
func (c *calendar) yearNamed(i int) part {
	v := c.view
	if i > 0 && c.yearWord(i-1) && !v.tokens[i].line && c.anyYear(i) && !c.joinedBehind(i) {
		return part{v.tokens[i].start, i + 1, namedDate, "year"}
	}
	if c.year(i) && c.russianYear(i+1) {
		return part{v.tokens[i].start, i + 2, namedDate, "year"}
	}
	if c.year(i) && c.is(i+1, "-") && (c.is(i+2, "е") || c.is(i+2, "х")) && v.tokens[i+2].glued {
		return part{v.tokens[i].start, i + 3, namedDate, "decade"}
	}
	return part{}
}

func (c *calendar) russianYear(i int) bool {
	return c.is(i, "года") || c.is(i, "году") || c.is(i, "год")
}

// bareYear reads "2023", "2019–2020", "2023/24" and "1990s", but no other number.
func (c *calendar) bareYear(i int) part {
	v := c.view
	season := c.is(i+1, "/") && i+2 < len(v.tokens) && v.tokens[i+2].glued && c.twoDigits(i+2) && !c.joinedBehind(i+2)
	if !c.year(i) || !c.free(i) || c.joinedBehind(i) && !season {
		return part{}
	}
	last := i + 1
	if season {
		last += 2
	} else if c.dash(last) && last+1 < len(v.tokens) && v.tokens[last+1].glued && (c.year(last+1) || c.twoDigits(last+1)) {
		last += 2
	} else if c.is(last, "s") && v.tokens[last].glued {
		last++
	}
	score := float64(yearDate)
	switch {
	case i > 0 && yearContext[fold(v.str(v.tokens[i-1]))] && !v.tokens[i].line:
		score += 0.1
	case !season && last < len(v.tokens) && !v.tokens[last].line && (v.tokens[last].cased == c.thing || v.is(last, "%")):
		score -= 0.1 // a number of things
	}
	return part{v.tokens[i].start, last, score, "year"}
}

func (c *calendar) mayBeVietnamese() bool {
	return c.view.lang == "vi" || c.view.lang == "und" || c.view.lang == "id"
}

// vietnamese reads "7 tháng 10 năm 2023" and "7/10" behind "ngày", "tháng 10/2023" and the like.
func (c *calendar) vietnamese(i int) part {
	start := i
	if !c.mayBeVietnamese() || i >= len(c.view.tokens) {
		return part{}
	}
	first := c.view.tokens[i].start
	if c.word(i, "ngày") {
		return part{} // the word beside a date stays outside
	}
	if i > 0 && c.word(i-1, "ngày") && c.day(i) {
		i++
		if c.dash(i) && c.day(i+1) {
			i += 2
		}
		if c.is(i, "/") && c.month(i+1) {
			return part{first, c.slashYear(i + 2), fullDate, "day and month"}
		}
	} else if c.day(i) && c.free(i) && c.is(i+1, "/") && c.month(i+2) && !c.is(i+3, "/") {
		return part{first, i + 3, weakScore, "day and month"}
	}
	if c.word(i, "tháng") && c.month(i+1) {
		i = c.slashYear(i + 2)
		if c.word(i, "năm") && c.year(i+1) {
			i += 2
		}
	}
	if i == start || i == start+1 && c.day(start) {
		return part{}
	}
	return part{first, i, fullDate, "day, month or year"}
}

// slashYear is the token behind "/2023" at token i, or i.
func (c *calendar) slashYear(i int) int {
	if (c.is(i, "/") || c.is(i, "-")) && c.year(i+1) {
		return i + 2
	}
	return i
}

// ideographic reads "2023年10月7日", "10月7日" and the Korean signs.
func (c *calendar) ideographic(i int) part {
	last, units := i, 0
	for _, u := range []string{"年년", "月월", "日일"} {
		if _, ok := c.number(last); ok && last+1 < len(c.view.tokens) && contains(u, c.view.str(c.view.tokens[last+1])) {
			last, units = last+2, units+1
		}
	}
	if units == 0 || units == 1 && !c.year(i) && !(c.view.lang == "zh" && c.day(i)) {
		return part{}
	}
	return part{c.view.tokens[i].start, last, fullDate, "date"}
}

func contains(units, s string) bool {
	for _, u := range units {
		if r, n := utf8.DecodeRuneInString(s); r == u && n == len(s) {
			return true
		}
	}
	return false
}

// numeric reads "2023-10-07", "7/10/2023" and "7.10.2023".
func (c *calendar) numeric(i int) part {
	v := c.view
	if i+4 >= len(v.tokens) || !c.free(i) || !v.tokens[i+1].glued || !v.tokens[i+2].glued || !v.tokens[i+3].glued || !v.tokens[i+4].glued {
		return part{}
	}
	sign := v.str(v.tokens[i+1])
	if sign != v.str(v.tokens[i+3]) || !contains("-/.", sign) {
		return part{}
	}
	iso := c.year(i) && c.month(i+2) && c.day(i+4)
	if iso || c.anyYear(i+4) && (c.day(i) && c.month(i+2) || c.month(i) && c.day(i+2)) || c.anyYear(i) && c.month(i+2) && c.day(i+4) {
		return part{v.tokens[i].start, i + 5, fullDate, "date in numbers"}
	}
	return part{}
}
