package textlayout

import (
	"math/rand"
	"testing"
)

// alphabet is what random texts are made of: letters of all embedded scripts,
// marks, digits, brackets, spaces, joiners, controls and bidi controls.
var alphabet = []rune("abcfi AVé e\u0302\u0323 عربيلا  لَلا שלוםָ 123٤٥ ().,:-«»\"%$ \t\n\n\r\u00ad\u200b\u200d\u200e\u200f\u2028\u2066\u2067\u2069\u202a\u202b\u202e\u202c\x00กำที่ क्षि नमस्ते 👩\u200d👦🇩🇪中文𐤀\ufffd\u0600")

// randomText strings together pieces of the alphabet, since whole words, ligatures
// and sequences show more than single letters.
func randomText(r *rand.Rand, n int) string {
	var out []rune
	for len(out) < n {
		from := r.Intn(len(alphabet))
		to := min(len(alphabet), from+1+r.Intn(6))
		out = append(out, alphabet[from:to]...)
	}
	return string(out)
}

func TestRandomTexts(t *testing.T) {
	fonts := testFonts(t)
	r := rand.New(rand.NewSource(7))
	for i := 0; i < 400; i++ {
		text := randomText(r, r.Intn(120))
		opts := Options{Width: 30 + r.Intn(400), Base: Direction(r.Intn(3)), Force: r.Intn(4) == 0, Style: style20}
		if r.Intn(2) == 0 {
			opts.block = 1 + r.Intn(40)
		}
		checkLayout(t, New(text, fonts, opts))
		if t.Failed() {
			t.Fatalf("text %q, width %d, base %d, blocks of %d", text, opts.Width, opts.Base, opts.block)
		}
	}
}

func FuzzLayout(f *testing.F) {
	fonts := testFonts(f)
	f.Add(mixedSample, uint16(200), uint8(0))
	f.Add(mixedSample, uint16(400), uint8(0x41))
	f.Add("👦👩\u200d👦 \u0e48กำท\t\u0600 \u00adि", uint16(60), uint8(0x21))
	f.Add("لا\u200d\u0301 \u2067a\u2028", uint16(10), uint8(2))
	f.Fuzz(func(t *testing.T, text string, width uint16, base uint8) {
		text = text[:min(len(text), 600)] // longer ones only take longer
		checkLayout(t, New(text, fonts, fuzzOptions(width, base)))
	})
}

// FuzzAlphabet finds odd neighbours faster than FuzzLayout: each byte is a piece of the
// alphabet.
func FuzzAlphabet(f *testing.F) {
	fonts := testFonts(f)
	f.Add([]byte("\x00\x05\x10\x20\x40\x60\x80\xa0"), uint16(100), uint8(0x21))
	f.Fuzz(func(t *testing.T, pieces []byte, width uint16, base uint8) {
		var text []rune
		for _, b := range pieces[:min(len(pieces), 120)] {
			from := int(b) * len(alphabet) / 256
			text = append(text, alphabet[from:min(len(alphabet), from+1+int(b)%3)]...)
		}
		checkLayout(t, New(string(text), fonts, fuzzOptions(width, base)))
	})
}

func fuzzOptions(width uint16, base uint8) Options {
	chosen := Fonts{Serif: base&4 != 0, Naskh: base&4 != 0}
	style := func(i int) Style {
		s := style20(i)
		s.Fonts = chosen
		return s
	}
	return Options{Width: int(width % 1000), Base: Direction(base % 3), Force: base&8 != 0, Style: style, block: int(base>>4) * 3}
}

// checkLayout holds a layout to all that must be true of any text.
func checkLayout(t *testing.T, l *Layout) {
	t.Helper()
	lines := l.Lines(0, 1<<30)
	checkLinesCoverText(t, l, lines)
	checkBlocks(t, l)
	for i := range l.blocks {
		checkShares(t, l.ensure(i).text)
	}
	for _, ln := range lines {
		checkHyphen(t, l, ln)
		checkCells(t, ln)
		checkPieces(t, ln)
	}
	checkGeometry(t, l, l.Lines(0, 1<<30))
	checkCarets(t, l)
	checkMotion(t, l)
	checkWordWalk(t, l)
}

func checkLinesCoverText(t *testing.T, l *Layout, lines []*Line) {
	t.Helper()
	at, paragraph := 0, 0
	for _, ln := range lines {
		if ln.Paragraph != paragraph {
			paragraph++
			at++ // the separator
		}
		if ln.Paragraph != paragraph || ln.Start != at || ln.End < ln.Start {
			t.Fatalf("line [%d, %d) of paragraph %d, want it to start at %d", ln.Start, ln.End, ln.Paragraph, at)
		}
		at = ln.End
	}
	if at != l.Len() {
		t.Fatalf("lines end at %d, text at %d", at, l.Len())
	}
}

// checkCells: cells follow each other logically and visually without a hole.
func checkCells(t *testing.T, ln *Line) {
	t.Helper()
	at := ln.Start
	for _, c := range ln.cells {
		if int(c.start) != at || c.end <= c.start || c.x1 < c.x0 {
			t.Fatalf("cell %+v, want it to start at %d", c, at)
		}
		at = int(c.end)
	}
	if at != ln.End {
		t.Fatalf("cells end at %d, line at %d", at, ln.End)
	}
	seen := map[int32]bool{}
	for v, i := range ln.order {
		seen[i] = true
		if v > 0 && ln.cells[ln.order[v-1]].x1 != ln.cells[i].x0 {
			t.Fatalf("a hole before the cell in place %d", v)
		}
	}
	if len(seen) != len(ln.cells) {
		t.Fatalf("%d of %d cells have a place", len(seen), len(ln.cells))
	}
	total := 0
	for _, c := range ln.cells {
		for _, r := range ln.AppendRects(nil, int(c.start), int(c.end)) {
			total += r.W
			if r.X != int(c.x0) || r.W != int(c.x1-c.x0) {
				t.Fatalf("rect %+v of cell %+v", r, c)
			}
		}
	}
	whole := 0
	for _, r := range ln.AppendRects(nil, ln.Start, ln.End) {
		whole += r.W
	}
	if total != whole || whole != ln.Width() {
		t.Fatalf("cells are %d wide, their range %d, the line %d", total, whole, ln.Width())
	}
}

// checkCarets: a caret's place is found again by Hit.
func checkCarets(t *testing.T, l *Layout) {
	t.Helper()
	for o := 0; ; {
		for _, aff := range []Affinity{Downstream, Upstream} {
			p := Position{o, aff}
			c := l.Caret(p)
			q := l.Hit(c.X, c.Y)
			if d := l.Caret(q); d.X != c.X || d.Y != c.Y {
				t.Fatalf("caret of %+v at %+v, Hit there %+v at %+v", p, c, q, d)
			}
		}
		next := l.NextGrapheme(o)
		if next == o {
			break
		}
		if back := l.PrevGrapheme(next); back != o {
			t.Fatalf("PrevGrapheme(%d) = %d, want %d", next, back, o)
		}
		o = next
	}
	if l.NextGrapheme(l.Len()) != l.Len() || l.PrevGrapheme(0) != 0 {
		t.Fatal("graphemes go on past the ends")
	}
}

// checkMotion: walking by characters ends and comes back the same way.
func checkMotion(t *testing.T, l *Layout) {
	t.Helper()
	p := walkToEnd(t, l, Position{}, false)
	var path []Position
	for n := 0; ; n++ {
		if n > 2*l.Len()+10 {
			t.Fatalf("walking right does not end: %+v", p)
		}
		q := l.MoveVisualChar(p, true)
		if q == p {
			break
		}
		path = append(path, p)
		p = q
	}
	for i := len(path) - 1; i >= 0; i-- {
		q := l.MoveVisualChar(p, false)
		if l.Caret(q) != l.Caret(path[i]) {
			t.Fatalf("left of %+v is %+v, came from %+v", p, q, path[i])
		}
		p = q
	}
}

func walkToEnd(t *testing.T, l *Layout, p Position, right bool) Position {
	t.Helper()
	for n := 0; n <= 2*l.Len()+10; n++ {
		q := l.MoveVisualChar(p, right)
		if q == p {
			return p
		}
		p = q
	}
	t.Fatalf("walking (right %v) does not end: %+v", right, p)
	return p
}

// checkWordWalk: a walk by words meets every word once and returns by its steps.
func checkWordWalk(t *testing.T, l *Layout) {
	t.Helper()
	starts := map[int]int{}
	for i := range l.blocks {
		for _, w := range l.wordsOf(i) {
			starts[int(w.start)] = 0
		}
	}
	words := len(starts)
	p := walkToEnd(t, l, Position{}, false)
	for o := range starts { // the walk may begin at a word that cannot be told from its place
		if l.Caret(Position{Offset: o}) == l.Caret(p) {
			starts[o]++
		}
	}
	var path []Position
	for n := 0; ; n++ {
		if n > words+2 {
			t.Fatalf("the walk by words does not end: %+v", p)
		}
		q := l.MoveVisualWord(p, true)
		if q == p {
			break
		}
		path = append(path, p)
		p = q
		if _, ok := starts[p.Offset]; ok && p.Affinity == Downstream {
			starts[p.Offset]++
		}
	}
	for o, n := range starts {
		if n == 0 {
			t.Fatalf("the word at %d was never met", o)
		}
	}
	for i := len(path) - 1; i > 0; i-- {
		q := l.MoveVisualWord(p, false)
		if q != path[i] {
			t.Fatalf("word left of %+v is %+v, came from %+v", p, q, path[i])
		}
		p = q
	}
}
