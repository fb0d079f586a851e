package suggest

import (
	"strings"
	"unicode/utf8"
)

// counting is how many of something there are.
type counting struct {
	piece
	digits bool // written in digits
	vague  bool // it is no number without a currency or unit behind it: millions of dollars
}

// counted reads a number and what it counts: "3,5 Mio. €", "٥ ملايين دولار", "50-60 per cent", "two hours", "40 km".
func (r *amountReader) counted(i int) amount {
	n, ok := r.count(i)
	if !ok {
		return amount{}
	}
	if tiny, _ := r.word(n.last, tinyScale); tiny.last > 0 && r.follows(n.last) {
		if m, as := r.word(r.pastDot(tiny.last), currency|sign|code); as != 0 && r.follows(tiny.last) {
			return amount{n.upTo(m), money, sureAmount}
		}
	}
	j := r.pastHyphen(r.pastDot(n.last))
	if of, _ := r.word(j, ofWord); of.last > 0 && (n.vague || n.last > i+1) {
		j = of.last
		if r.view.is(j, "'") || r.view.is(j, "’") {
			j++
		}
	}
	if r.follows(j) {
		if a := r.unit(n, j); a.score > 0 {
			return a
		}
		if m, _ := r.word(j+1, currency); m.last > 0 && r.ofState(j) && r.follows(j+1) {
			return amount{n.upTo(m), money, sureAmount}
		}
	}
	return r.alone(i, n)
}

// ofState reports whether token i may say whose currency follows: 145 billion Korean won, 5 тысяч турецких лир.
func (r *amountReader) ofState(i int) bool {
	t := r.view.tokens[i]
	return t.cased == titled || t.cased == capital || r.view.lang == "ru" && hasAnySuffix(r.view.str(t), "их", "ых")
}

// unit reads what a number counts at token j.
func (r *amountReader) unit(n counting, j int) amount {
	w, as := r.word(j, currency|sign|code|percentage|clock|measure|daytime)
	letter := w.last > 0 && utf8.RuneCountInString(r.view.text[w.from:w.to]) == 1 && r.view.tokens[j].kind == word
	switch {
	case as == 0 || r.runsOn(w.last):
		return amount{}
	case as&(currency|measure) == currency|measure:
		return amount{n.upTo(w), money, unsureAmount}
	case as&(currency|sign|code) != 0:
		return amount{n.upTo(w), money, sureAmount}
	case as&percentage != 0:
		return amount{n.upTo(w), percent, sureAmount}
	case as&daytime != 0 && n.digits && r.calendar.in(n.last-1, 0, 59):
		return amount{r.timesBehind(r.withDot(n.upTo(w))), timeOfDay, namedAmount}
	case as&clock != 0 && !letter:
		return amount{r.moreTime(n.upTo(w)), timeOfDay, namedAmount}
	case as&measure != 0 && !n.vague && (!letter || n.digits && strings.Contains("mgtlмгт", r.view.text[w.from:w.to])):
		return amount{n.upTo(w), quantity, namedAmount}
	}
	return amount{}
}

// moreTime takes in what follows in smaller units: two hours 30 minutes.
func (r *amountReader) moreTime(p piece) piece {
	if !r.follows(p.last) {
		return p
	}
	n, ok := r.count(p.last)
	if !ok {
		return p
	}
	if w, _ := r.word(n.last, clock); w.last > 0 && r.follows(n.last) {
		return p.upTo(w)
	}
	return p
}

// alone is a number that counts what has no unit. Years and parts of longer things are none.
func (r *amountReader) alone(i int, n counting) amount {
	if n.vague || r.runsOn(n.last) || n.digits && r.calendar.longest(i).score > 0 || r.dated[n.last-1] {
		return amount{}
	}
	return amount{n.piece, cardinal, unsureAmount}
}

// count reads a number in digits or words, a range of two, and the words of size behind it.
func (r *amountReader) count(i int) (n counting, ok bool) {
	if n, ok = r.digits(i, false); ok {
		n.piece = r.scaled(n.piece)
		return n, true
	}
	if r.midWord(i) {
		return n, false
	}
	if w, _ := r.word(i, numeral); w.last > 0 {
		if more, _ := r.word(r.pastHyphen(w.last), numeral); more.last > 0 && r.pastHyphen(w.last) > w.last {
			w = w.upTo(more)
		}
		return counting{piece: r.scaled(w)}, true
	}
	if w := r.hanNumber(i); w.last > 0 {
		return counting{piece: r.scaled(w), vague: true}, true
	}
	if w, _ := r.word(i, scale); w.last > 0 {
		return counting{piece: r.scaled(w), vague: true}, true
	}
	return n, false
}

// scaled takes in the words of size behind a number: 3.4 billion, 2 nghìn tỷ, hundreds of thousands.
func (r *amountReader) scaled(p piece) piece {
	for range 3 {
		j := r.pastHyphen(r.pastDot(p.last))
		if of, _ := r.word(j, ofWord); of.last > 0 {
			j = of.last
		}
		w, _ := r.word(j, scale)
		if w.last == 0 || !r.follows(j) {
			return p
		}
		p = p.upTo(w)
	}
	return p
}

// pastDot is the token behind the full stop of an abbreviation that ends before token i: Mio. and млн.
func (r *amountReader) pastDot(i int) int {
	if r.view.is(i, ".") && r.glued(i) && r.view.tokens[i-1].kind == word && r.follows(i+1) {
		return i + 1
	}
	return i
}

// pastHyphen is the token behind a hyphen at token i, or i: 50,000-pound.
func (r *amountReader) pastHyphen(i int) int {
	if i < len(r.view.tokens) && r.view.hyphen(i) {
		return i + 1
	}
	return i
}
