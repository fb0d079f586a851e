package textlayout

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// corpus are the articles of the sample project, the texts of the pictures and, where
// they stand beside the repository, real articles.
func corpus(t testing.TB) []string {
	t.Helper()
	out := files(t, "../../annotate/ingest/sample/*.txt")
	if len(out) == 0 {
		t.Fatal("the articles of the sample project are not there")
	}
	for _, g := range goldens {
		out = append(out, g.text)
	}
	return append(out, realArticles(t)...)
}

func realArticles(t testing.TB) []string {
	t.Helper()
	return files(t, "../../../shared/articles/*.txt")
}

func files(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// TestCorpus holds the corpus to all that must be true of any text, at several
// measures, whole and in small blocks.
func TestCorpus(t *testing.T) {
	fonts := testFonts(t)
	r := rand.New(rand.NewPCG(11, 0))
	for _, text := range corpus(t) {
		for _, opts := range []Options{{Width: 180 + r.IntN(80)}, {Width: 500 + r.IntN(300)}, {Width: 400, block: 60 + r.IntN(60)}} {
			opts.Style = style20
			checkLayout(t, New(text, fonts, opts))
		}
	}
}

// checkGeometry: carets, hits and rectangles agree with the cells of the lines.
func checkGeometry(t *testing.T, l *Layout, lines []*Line) {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(l.Len()), uint64(l.opts.Width)))
	for _, ln := range lines {
		checkRoundTrips(t, l, ln)
		checkOutside(t, l, ln)
		checkEdges(t, l, ln)
	}
	for range min(20, 2+l.Len()/8) {
		cuts := []int{r.IntN(l.Len() + 1), r.IntN(l.Len() + 1), r.IntN(l.Len() + 1)}
		slices.Sort(cuts)
		checkRects(t, l, lines, cuts[0], cuts[1], cuts[2])
	}
}

// checkRoundTrips: the caret of a position stands at the edge of its cell, and a hit
// within the cell beside that edge gives the position back.
func checkRoundTrips(t *testing.T, l *Layout, ln *Line) {
	t.Helper()
	for i, c := range ln.cells {
		for o := int(c.start) + 1; o < int(c.end); o++ {
			if a, b := l.Caret(Position{o, Upstream}).X, l.Caret(Position{Offset: int(c.start)}).X; a != b {
				t.Fatalf("the caret of %d stands at x %d, inside the grapheme at %d that begins at x %d", o, a, c.start, b)
			}
		}
		for _, upstream := range []bool{false, true} {
			p, x := Position{Offset: int(c.start)}, int(c.x0)
			if upstream {
				p = Position{int(c.end), Upstream}
			}
			if upstream != c.rtl {
				x = int(c.x1)
			}
			if got := l.Caret(p); got.X != x || got.Y != ln.Y || got.H != ln.Height {
				t.Fatalf("caret of %+v at %+v, want x %d on the line at %d", p, got, x, ln.Y)
			}
			if c.x1-c.x0 < 4 {
				continue // no room for a pixel that is nearer to this edge
			}
			inside := x
			if x == int(c.x1) {
				inside--
			}
			want := p
			if upstream && meets(ln, i) || upstream && i == len(ln.cells)-1 && isParagraphEnd(l, ln) {
				want.Affinity = Downstream
			}
			if got := l.Hit(inside, ln.Y+ln.Height/2); got != want {
				t.Fatalf("hit at x %d beside the caret of %+v: %+v, want %+v", inside, p, got, want)
			}
		}
	}
}

// checkEdges: Home and End stand on the line at its edges, as hits beside it do, and the arrows cross the line from one
// to the other.
func checkEdges(t *testing.T, l *Layout, ln *Line) {
	t.Helper()
	at := Position{Offset: ln.Start}
	left, right := l.LineEdge(at, ln.RTL), l.LineEdge(at, !ln.RTL)
	if l.LineAt(left.Offset, left.Affinity) != ln || l.LineAt(right.Offset, right.Affinity) != ln || left.Offset+right.Offset != ln.Start+ln.End {
		t.Fatalf("the edges of line [%d, %d) are %+v and %+v", ln.Start, ln.End, left, right)
	}
	if a, b := l.Caret(left).X, l.Caret(right).X; left.Affinity != Upstream && a != ln.gapX(0) || right.Affinity != Upstream && b != ln.gapX(len(ln.order)) {
		t.Fatalf("the carets at the edges of line [%d, %d) stand at x %d and %d", ln.Start, ln.End, a, b)
	}
	y := ln.Y + ln.Height/2
	if a, b := l.Hit(-10_000, y), l.Hit(100_000, y); a != left && left.Affinity != Upstream || b != right && right.Affinity != Upstream {
		t.Fatalf("beside line [%d, %d) hits give %+v and %+v, its edges are %+v and %+v", ln.Start, ln.End, a, b, left, right)
	}
	for p, n := left, 0; l.Caret(p).X < l.Caret(right).X; n++ {
		q := l.MoveVisualChar(p, true)
		on := l.LineAt(q.Offset, q.Affinity) == ln
		if !on && l.Caret(p).X >= int(ln.cells[ln.order[ln.outermost(true)]].x0) {
			return // behind its last letter a wrapped line goes on in the next
		}
		if !on || l.Caret(q).X <= l.Caret(p).X || n > len(ln.cells) {
			t.Fatalf("right of %+v at x %d is %+v at x %d", p, l.Caret(p).X, q, l.Caret(q).X)
		}
		p = q
	}
}

// meets reports a cell whose end and the beginning of the cell after it are one place.
func meets(ln *Line, i int) bool {
	if i+1 == len(ln.cells) {
		return false
	}
	end, start := ln.place[i], ln.place[i+1]
	if !ln.cells[i].rtl {
		end++
	}
	if ln.cells[i+1].rtl {
		start++
	}
	return end == start
}

func isParagraphEnd(l *Layout, ln *Line) bool {
	_, end := l.Paragraph(ln.Paragraph)
	return ln.End == end
}

// checkOutside: beside a line a hit gives its outermost places, above and below the
// text the first and the last line.
func checkOutside(t *testing.T, l *Layout, ln *Line) {
	t.Helper()
	for _, x := range []int{-10_000, 100_000} {
		at := ln.X0
		if n := len(ln.order); n > 0 {
			at = int(ln.cells[ln.order[0]].x0)
			if x > 0 {
				at = int(ln.cells[ln.order[n-1]].x1)
			}
		}
		for _, y := range []int{ln.Y, ln.Y + ln.Height - 1} {
			p := l.Hit(x, y)
			if c := l.Caret(p); c.X != at || c.Y != ln.Y {
				t.Fatalf("hit at (%d, %d) gives %+v with the caret at %+v, want x %d on the line at %d", x, y, p, c, at, ln.Y)
			}
		}
	}
	switch y := l.Caret(l.Hit(0, -50)).Y; {
	case ln.Start == 0 && ln.block == 0 && ln.index == 0 && y != ln.Y:
		t.Fatalf("a hit above the text goes to the line at %d, want %d", y, ln.Y)
	case ln.End == l.Len() && l.lineBy(ln, true) == nil:
		if y := l.Caret(l.Hit(0, l.Height()+50)).Y; y != ln.Y {
			t.Fatalf("a hit below the text goes to the line at %d, want %d", y, ln.Y)
		}
	}
}

// stretch is a part of a line in pixels.
type stretch struct{ y, x0, x1 int }

// checkRects: the rectangles of [a, c) cover the cells of its graphemes and nothing
// else, touch nowhere, and are those of [a, b) and [b, c) together.
func checkRects(t *testing.T, l *Layout, lines []*Line, a, b, c int) {
	t.Helper()
	rects := l.Rects(a, c)
	got := stretches(rects)
	if want := merged(cellsOf(lines, a, c)); !slices.Equal(merged(slices.Clone(got)), want) {
		t.Fatalf("[%d, %d): rectangles %v, cells %v", a, c, got, want)
	}
	if !slices.Equal(merged(slices.Clone(got)), got) {
		t.Fatalf("[%d, %d): rectangles touch, overlap or are out of order: %v", a, c, got)
	}
	parts := append(stretches(l.Rects(a, b)), stretches(l.Rects(b, c))...)
	if parts = merged(parts); !slices.Equal(parts, got) {
		t.Fatalf("[%d, %d) and [%d, %d) cover %v, the whole %v", a, b, b, c, parts, got)
	}
	checkFlags(t, rects, a, c)
}

// checkFlags: one rectangle has the beginning of a range, one its end.
func checkFlags(t *testing.T, rects []RectOnLine, a, c int) {
	t.Helper()
	starts, ends := edgesOf(rects)
	for _, r := range rects {
		if r.Y != r.Line.Y || r.H != r.Line.Height || r.W <= 0 {
			t.Fatalf("[%d, %d): %+v on the line at %d", a, c, r.Rect, r.Line.Y)
		}
	}
	if starts > 1 || ends > 1 {
		t.Fatalf("[%d, %d): %d rectangles with its start, %d with its end", a, c, starts, ends)
	}
}

// edgesOf counts the rectangles that say that their range starts there, or ends.
func edgesOf(rects []RectOnLine) (starts, ends int) {
	for _, r := range rects {
		if r.StartsHere {
			starts++
		}
		if r.EndsHere {
			ends++
		}
	}
	return starts, ends
}

func stretches(rects []RectOnLine) []stretch {
	out := []stretch{}
	for _, r := range rects {
		out = append(out, stretch{r.Y, r.X, r.X + r.W})
	}
	return out
}

func cellsOf(lines []*Line, start, end int) []stretch {
	out := []stretch{}
	for _, ln := range lines {
		for _, c := range ln.cells {
			if start < end && int(c.start) < end && int(c.end) > start && c.x0 < c.x1 {
				out = append(out, stretch{ln.Y, int(c.x0), int(c.x1)})
			}
		}
	}
	return out
}

// merged sorts stretches and joins those that touch.
func merged(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int {
		if a.y != b.y {
			return a.y - b.y
		}
		return a.x0 - b.x0
	})
	out := []stretch{}
	for _, s := range all {
		if n := len(out); n > 0 && out[n-1].y == s.y && out[n-1].x1 >= s.x0 {
			out[n-1].x1 = max(out[n-1].x1, s.x1)
			continue
		}
		out = append(out, s)
	}
	return out
}

// TestHitInAGap: between two paragraphs the nearer line is hit.
func TestHitInAGap(t *testing.T) {
	l := New("one\ntwo", testFonts(t), Options{Width: 400, Style: style20})
	for y, want := range map[int]int{29: 0, 30: 0, 34: 0, 35: 4, 39: 4, 40: 4} {
		if got := l.Hit(0, y).Offset; got != want {
			t.Errorf("a hit at %d gives %d, want %d", y, got, want)
		}
	}
}
