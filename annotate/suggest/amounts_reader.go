package suggest

import "strings"

// amountReader reads the amounts of one text.
type amountReader struct {
	view     *view
	calendar *calendar
	words    []amountLexicon
	dated    []bool // tokens of dates that are more than a bare year
}

// amountLexicon is one language's words, and which of their roles count in this text.
type amountLexicon struct {
	words *lexicon[role]
	roles role
}

func newAmountReader(v *view, lang string) *amountReader {
	r := &amountReader{view: v, calendar: newCalendar(v, lang), dated: make([]bool, len(v.tokens))}
	all := amountsFor(lang)
	for i, lx := range all {
		roles := ^role(0)
		switch {
		case lang == "" || lang == "und":
			roles &^= numeral | ordinal | daytime // too many languages' short words
		case i > 0:
			roles = code | sign | percentage // English beside the text's language
		}
		r.words = append(r.words, amountLexicon{lx, roles})
	}
	for i := 0; i < len(v.tokens); {
		p := r.calendar.longest(i)
		for j := i; p.score >= namedDate && j < p.last; j++ {
			r.dated[j] = true
		}
		i = max(i+1, p.last)
	}
	return r
}

// amount is one amount from a token on.
type amount struct {
	piece
	kind  kindOfAmount
	score float64
}

// piece is a stretch of text, and the token behind it. It is empty when last is 0.
type piece struct {
	start, end int // code points
	from, to   int // bytes
	last       int // token
}

// upTo is a piece that goes on to the end of another one.
func (p piece) upTo(o piece) piece { return piece{p.start, o.end, p.from, o.to, o.last} }

// token is the piece of one token.
func (r *amountReader) token(i int) piece {
	t := r.view.tokens[i]
	return piece{t.start, t.end, t.from, t.to, i + 1}
}

// word is the longest phrase at token i that has one of these roles; it is empty when there is none.
func (r *amountReader) word(i int, roles role) (p piece, as role) {
	if i >= len(r.view.tokens) {
		return p, 0
	}
	for _, lx := range r.words {
		lx.words.find(r.view, i, func(m match[role]) {
			found := m.value & roles & lx.roles
			text := r.view.text[m.from:m.to]
			if caseOf(text) != capital || wordCodes[text] {
				found &^= code
			}
			if strings.ContainsRune(text, ' ') && !lettersOnly(text) {
				found &^= sign // a $100
			}
			if found != 0 && m.last > p.last {
				p, as = piece{m.start, m.end, m.from, m.to, m.last}, found
			} else if found != 0 && m.last == p.last {
				as |= found
			}
		})
	}
	return p, as
}

// follows reports whether token i stands on the line of the token before it.
func (r *amountReader) follows(i int) bool {
	return i < len(r.view.tokens) && !r.view.tokens[i].line
}

// glued reports whether token i stands right behind the one before it.
func (r *amountReader) glued(i int) bool {
	return i < len(r.view.tokens) && r.view.tokens[i].glued
}

// longest is the longest amount that starts at token i; its score is 0 when there is none.
func (r *amountReader) longest(i int) (best amount) {
	if r.dated[i] {
		return amount{}
	}
	for _, rule := range []func(*amountReader, int) amount{(*amountReader).moneyAhead, (*amountReader).percentAhead, (*amountReader).clockTime,
		(*amountReader).counted, (*amountReader).ordered} {
		if a := rule(r, i); a.score > 0 && a.last > best.last {
			best = a
		}
	}
	return best
}

// moneyAhead reads "$3.4 billion", "USD 40m", "Rp 5 juta" and "N$8 600".
func (r *amountReader) moneyAhead(i int) amount {
	before, _ := r.word(i, sign|code)
	if s := r.lettersAndSign(i); s.last > before.last {
		before = s
	}
	if before.last == 0 || r.midWord(i) {
		return amount{}
	}
	j := r.pastDot(before.last)
	if !r.follows(j) {
		return amount{}
	}
	n, ok := r.digits(j, true)
	if !ok {
		return amount{}
	}
	n.piece = r.scaled(n.piece)
	if tiny, _ := r.word(n.last, tinyScale); tiny.last > 0 && r.glued(n.last) && !r.runsOn(tiny.last) {
		n.piece = n.upTo(tiny)
	}
	if named, _ := r.word(n.last, currency|code); named.last > 0 && r.follows(n.last) {
		n.piece = n.upTo(named) // US$25 million dollars
	}
	return amount{before.upTo(n.piece), money, sureAmount}
}

// wordCodes are codes of currencies that are words or other abbreviations in capitals.
var wordCodes = map[string]bool{"ALL": true, "TOP": true, "TRY": true, "MAD": true, "CUP": true, "PEN": true, "COP": true, "SDG": true, "MOP": true, "BAM": true, "ESP": true, "GEL": true}

// lettersAndSign reads the signs that have a state's letters before them: N$, Bds$. An R is one before a large number.
func (r *amountReader) lettersAndSign(i int) piece {
	v := r.view
	if v.is(i, "R") && r.glued(i+1) && v.tokens[i+1].kind == number {
		if n, ok := r.grouped(i + 1); ok && (r.scaled(n).last > n.last || n.end-n.start > 4) {
			return r.token(i)
		}
	}
	if t := v.tokens[i]; t.kind != word || t.cased == lowered || t.cased == uncased || t.end-t.start > 3 || !r.glued(i+1) {
		return piece{}
	}
	if !v.is(i+1, "$") && !v.is(i+1, "£") {
		return piece{}
	}
	return r.token(i).upTo(r.token(i + 1))
}

// percentAhead reads "%50", "yüzde 50" and "百分之五".
func (r *amountReader) percentAhead(i int) amount {
	before, _ := r.word(i, percentBefore)
	if before.last == 0 || !r.follows(before.last) || r.midWord(i) || r.view.tokens[i].kind == symbol && !r.glued(before.last) {
		return amount{}
	}
	n, ok := r.digits(before.last, true)
	if !ok {
		n.piece = r.hanNumber(before.last)
	}
	if n.last == 0 {
		return amount{}
	}
	return amount{before.upTo(n.piece), percent, sureAmount}
}

// clockTime reads "20:30", "8:15 p.m. GMT" and "20h30".
func (r *amountReader) clockTime(i int) amount {
	c := r.calendar
	if !c.in(i, 0, 24) || r.midNumber(i) || !r.glued(i+1) || !r.glued(i+2) || !c.in(i+2, 0, 59) || !c.twoDigits(i+2) {
		return amount{}
	}
	if v := r.view; !v.is(i+1, ":") && !(v.is(i+1, "h") && v.lang != "en") {
		return amount{}
	}
	t := r.token(i).upTo(r.token(i + 2))
	if r.view.is(t.last, ":") && r.glued(t.last) && r.glued(t.last+1) && c.twoDigits(t.last+1) {
		t = t.upTo(r.token(t.last + 1))
	}
	if r.runsOn(t.last) {
		return amount{}
	}
	return amount{r.timesBehind(t), timeOfDay, namedAmount}
}

// timesBehind takes in the words that say which half of the day or which zone is meant.
func (r *amountReader) timesBehind(t piece) piece {
	for range 2 {
		d, _ := r.word(t.last, daytime)
		if d.last == 0 || !r.follows(t.last) {
			return t
		}
		t = r.withDot(t.upTo(d))
	}
	return t
}

// withDot takes in the full stop of an abbreviation that has one inside: p.m.
func (r *amountReader) withDot(p piece) piece {
	t := r.view.tokens[p.last-1]
	if abbreviation(r.view.str(t)) && r.view.is(p.last, ".") && r.glued(p.last) {
		return p.upTo(r.token(p.last))
	}
	return p
}

// ordered reads "7th", "1er", "first".
func (r *amountReader) ordered(i int) amount {
	if w, _ := r.word(i, ordinal); w.last > 0 && !r.midWord(i) {
		return amount{w, ordinalNumber, unsureAmount}
	}
	if r.view.tokens[i].kind != number || r.midNumber(i) || r.runsOn(i+2) {
		return amount{}
	}
	if r.calendar.ordinal(i+1) || r.glued(i+1) && (r.view.is(i+1, "e") || r.view.is(i+1, "ème")) {
		return amount{r.token(i).upTo(r.token(i + 1)), ordinalNumber, namedAmount}
	}
	return amount{}
}
