package textlayout

import (
	"testing"

	"golang.org/x/image/math/fixed"
)

// checkPieces: the pieces cover the line once, glyph widths agree with cells.
func checkPieces(t *testing.T, ln *Line) {
	t.Helper()
	covered := 0
	for _, p := range ln.pieces {
		covered += p.end - p.start
		if p.start < p.run.start || p.end > p.run.end {
			t.Fatalf("piece [%d, %d) outside its run [%d, %d)", p.start, p.end, p.run.start, p.run.end)
		}
		sum, sum2, want := 0, 0, 0
		for _, g := range p.run.glyphs {
			if int(g.cluster) >= p.start && int(g.cluster) < p.end {
				sum += int(g.advance)
			}
		}
		for _, g := range p.run.between(p.start, p.end) {
			sum2 += int(g.advance)
		}
		if sum2 != sum {
			t.Fatalf("between(%d, %d) finds %d/64 of %d/64", p.start, p.end, sum2, sum)
		}
		unequal := false
		for _, c := range ln.cells[p.first:p.cut] {
			want += int(c.x1 - c.x0)
			unequal = unequal || ln.text.runes[int(c.start)-ln.offset] == '\t' || sharesGlyph(ln.text, p)
		}
		if d := (sum+32)/64 - want; !unequal && (d > 1 || d < -1) {
			t.Fatalf("glyphs of piece [%d, %d) are %d/64 wide, cells %d", p.start, p.end, sum, want)
		}
	}
	if covered != ln.End-ln.Start {
		t.Fatalf("pieces cover %d of %d runes", covered, ln.End-ln.Start)
	}
}

// checkShares: letters that one glyph shows, as lam-alef, have equal parts of it.
func checkShares(t *testing.T, s *shaped) {
	t.Helper()
	for from := 0; from < len(s.cells); {
		to := from + 1
		for to < len(s.cells) && s.cells[to].tied && s.cells[to].run == s.cells[from].run {
			to++
		}
		least, most := fixed.Int26_6(1<<30), fixed.Int26_6(0)
		for _, c := range s.cells[from:to] {
			if c.kind == inkCell {
				least, most = min(least, c.width), max(most, c.width)
			}
		}
		plain := to-from == s.cellEnd(to-1)-int(s.cells[from].start) // without marks of their own
		if most > least+1 && plain {
			t.Fatalf("letters %q of one glyph are %v and %v wide", string(s.runes[s.cells[from].start:s.cellEnd(to-1)]), least, most)
		}
		from = to
	}
}

// sharesGlyph reports a piece cut off from white space that the font joined to its
// last letter, which only happens to Thai under a right-to-left override.
func sharesGlyph(s *shaped, p piece) bool {
	for i, c := range s.cells {
		if c.tied && (int(c.start) == p.start || int(c.start) == p.end) && s.cells[i].kind == spaceCell {
			return true
		}
	}
	return false
}
