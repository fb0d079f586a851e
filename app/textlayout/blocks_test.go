package textlayout

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// checkBlocks: blocks are paragraphs, or cut them between graphemes, and have the
// levels and the words of the paragraph.
func checkBlocks(t *testing.T, l *Layout) {
	t.Helper()
	for i := range l.Paragraphs() {
		first, last := l.firstBlock(i), l.lastBlock(i)
		start, end := l.Paragraph(i)
		at := start
		for k := first; k <= last; k++ {
			b := &l.blocks[k]
			if int(b.start) != at || int(b.paragraph) != i || b.end <= b.start && first != last {
				t.Fatalf("block %d of paragraph %d is [%d, %d), want it to start at %d", k, i, b.start, b.end, at)
			}
			at = int(b.end)
		}
		if at != end {
			t.Fatalf("blocks of paragraph %d end at %d, want %d", i, at, end)
		}
		if first != last {
			checkAgainstWhole(t, l, i)
		}
	}
}

// checkAgainstWhole compares the blocks of a paragraph with the paragraph as one block.
func checkAgainstWhole(t *testing.T, l *Layout, i int) {
	t.Helper()
	start, end := l.Paragraph(i)
	opts := l.opts
	opts.Base, opts.Force, opts.block = l.ParagraphDirection(i), true, 1<<30
	whole := New(string(l.text[start:end]), l.fonts, opts)
	want := whole.ensure(0).text
	var words []wordSpan
	for k := l.firstBlock(i); k <= l.lastBlock(i); k++ {
		b, got := &l.blocks[k], l.ensure(k).text
		from, to := int(b.start)-start, int(b.end)-start
		if !slices.Equal(got.levels, want.levels[from:to]) {
			t.Fatalf("levels of block [%d, %d) are %v, of the whole paragraph %v", from, to, got.levels, want.levels[from:to])
		}
		for c := range got.cells {
			if want.attrs[from+int(got.cells[c].start)]&graphemeStart == 0 {
				t.Fatalf("a cell of block [%d, %d) starts at %d, inside a grapheme", from, to, from+int(got.cells[c].start))
			}
		}
		for _, w := range l.wordsOf(k) {
			w = wordSpan{w.start - int32(start), w.end - int32(start), w.tail - int32(start)}
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	if all := whole.wordsOf(0); !slices.Equal(words, all) {
		t.Fatalf("words of blocks %v, of the whole paragraph %v", words, all)
	}
}

func TestBlockEdges(t *testing.T) {
	tests := []struct {
		name, text string
		limit      int
		want       []string
	}{
		{"short", "a b c", 5, []string{"a b c"}},
		{"sentence far", "One two. Three four five six", 20, []string{"One two. Three four ", "five six"}},
		{"sentence near", "One two three. Four five", 18, []string{"One two three. ", "Four five"}},
		{"quoted", "He said “go now.” Then he left.", 21, []string{"He said “go now.” ", "Then he left."}},
		{"space", "aaaa bbbb cccc dddd", 12, []string{"aaaa bbbb ", "cccc dddd"}},
		{"far space", "aa bbbbbbbbbbbbbbbbbb", 12, []string{"aa ", "bbbbbbbbbbbb", "bbbbbb"}},
		{"no space before signs", "mot mot mot ! oui", 12, []string{"mot mot ", "mot ! oui"}},
		{"ideographs", "我来了他走了。再见了", 8, []string{"我来了他走了。", "再见了"}},
		{"ideographs far", "我来了。他走了再见了", 8, []string{"我来了。他走了再", "见了"}},
		{"graphemes", strings.Repeat("e\u0301", 5), 5, []string{"e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"}},
		{"flags", "🇩🇪🇫🇷🇮🇹", 3, []string{"🇩🇪", "🇫🇷", "🇮🇹"}},
		{"one grapheme", "e" + strings.Repeat("\u0301", 50) + "a", 5, []string{"e" + strings.Repeat("\u0301", 50), "a"}},
		{"line separator", "aaaa. b\u2028cc dddd eeee", 10, []string{"aaaa. b\u2028", "cc dddd ", "eeee"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := New(tt.text, testFonts(t), Options{Width: 400, block: tt.limit})
			var got []string
			for _, b := range l.blocks {
				got = append(got, string(l.text[b.start:b.end]))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("blocks of %d: %q, want %q", tt.limit, got, tt.want)
			}
		})
	}
}

// TestBlockEdgesAreBreaks: where a line may end in the last quarter of a block, the
// block ends at such a place.
func TestBlockEdgesAreBreaks(t *testing.T) {
	fonts, r := testFonts(t), rand.New(rand.NewSource(5))
	for range 300 {
		text := strings.ReplaceAll(randomText(r, 300), "\n", " ")
		l := New(text, fonts, Options{Width: 400, block: 20 + r.Intn(80)})
		for p := range l.Paragraphs() {
			start, end := l.Paragraph(p)
			want := attributes(&fonts.breaks, l.text[start:end])
			mayEnd := func(at int) bool {
				a := want[at-start]
				return a&(mayBreak|mustBreak) != 0 && a&graphemeStart != 0
			}
			for k := l.firstBlock(p) + 1; k <= l.lastBlock(p); k++ {
				b := &l.blocks[k]
				if mayEnd(int(b.start)) {
					continue
				}
				from := int(l.blocks[k-1].start)
				for at := from + 1; at < min(from+l.opts.block, end); at++ {
					if mayEnd(at) {
						t.Fatalf("blocks of %d: %q%q ends there; it could after %d", l.opts.block, string(l.text[from:b.start]), string(l.text[b.start:min(end, int(b.start)+9)]), at-from)
					}
				}
			}
		}
	}
}

// TestShortParagraphsAreWhole: a limit that no paragraph reaches changes nothing.
func TestShortParagraphsAreWhole(t *testing.T) {
	fonts := testFonts(t)
	text := strings.Repeat(mixedSample+"\n\n", 5)
	for _, block := range []int{0, len([]rune(mixedSample)), 1 << 30} {
		l := New(text, fonts, Options{Width: 300, Style: style20, block: block})
		if len(l.blocks) != l.Paragraphs() {
			t.Errorf("limit %d: %d blocks of %d paragraphs", block, len(l.blocks), l.Paragraphs())
		}
	}
}

// TestBlocksAreOneParagraph asks of a paragraph of several blocks what is asked of a
// paragraph.
func TestBlocksAreOneParagraph(t *testing.T) {
	fonts := testFonts(t)
	sentence := "قال (Google) إن 12.5% هنا. Then he left. "
	text := "one\n" + strings.Repeat(sentence, 30) + "\nlast"
	l := New(text, fonts, Options{Width: 300, Style: style20, block: 100})
	for !l.LayoutSome(1) {
	}
	if l.Paragraphs() != 3 || len(l.blocks) < 10 {
		t.Fatalf("%d paragraphs in %d blocks", l.Paragraphs(), len(l.blocks))
	}
	start, end := l.Paragraph(1)
	y, h := l.ParagraphExtent(1)
	lines := l.Lines(y, y+h)
	if lines[0].Start != start || lines[len(lines)-1].End != end || h != 30*len(lines)+10 {
		t.Errorf("lines [%d, %d) of [%d, %d) in %d pixels", lines[0].Start, lines[len(lines)-1].End, start, end, h)
	}
	for _, ln := range lines {
		if ln.Paragraph != 1 || !ln.RTL || l.ParagraphAt(ln.Start) != 1 {
			t.Errorf("line [%d, %d) is of paragraph %d, RTL %v", ln.Start, ln.End, ln.Paragraph, ln.RTL)
		}
	}
	if next, _ := l.ParagraphExtent(2); next != y+h {
		t.Errorf("the next paragraph begins at %d, want %d", next, y+h)
	}
	edge := int(l.blocks[l.firstBlock(1)+3].start)
	up, down := l.LineAt(edge, Upstream), l.LineAt(edge, Downstream)
	if up.End != edge || down.Start != edge || down.Y != up.Y+30 {
		t.Errorf("at a block's edge: [%d, %d) at %d and [%d, %d) at %d", up.Start, up.End, up.Y, down.Start, down.End, down.Y)
	}
}
