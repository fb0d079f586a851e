package textlayout

import (
	"image"
	"testing"
)

// TestJumpLaysOutWhatIsSeen: a place far down costs what is on screen there, in one
// paragraph as in many.
func TestJumpLaysOutWhatIsSeen(t *testing.T) {
	fonts := testFonts(t)
	for _, language := range benchLanguages {
		for _, whole := range []bool{false, true} {
			l := New(longText(language, 300e3, whole), fonts, Options{Width: 700, Style: style20})
			for _, offset := range []int{l.Len(), l.Len() / 2} {
				y := l.LineY(l.LineAt(offset, Downstream))
				lines := l.Lines(y-screen/2, y+screen/2)
				if len(lines) == 0 || lines[0].Start > offset || lines[len(lines)-1].End < offset {
					t.Errorf("%s: offset %d is not among the lines around it", language, offset)
				}
			}
			exact, length := 0, 0
			for _, b := range l.blocks {
				if b.breaks != nil {
					exact++
					length += int(b.end - b.start)
				}
			}
			if exact == len(l.blocks) || length > 6*blockLimit {
				t.Errorf("%s: %d of %d blocks with %d code points were laid out for two screens", language, exact, len(l.blocks), length)
			}
		}
	}
}

// TestRestAfterResize: what is laid out in idle time is as if the text was new, shaped
// anew where that has to be and only there.
func TestRestAfterResize(t *testing.T) {
	fonts := testFonts(t)
	text := longText("mixed", 20e3, false)
	l := New(text, fonts, Options{Width: 700, Style: style20})
	l.Lines(0, l.Height()*2)
	rest := func(opts Options) float64 {
		want := New(text, fonts, opts)
		want.LayoutSome(1 << 20)
		return testing.AllocsPerRun(3, func() {
			l.Resize(opts)
			if l.LayoutSome(1 << 20); l.Height() != want.Height() {
				t.Errorf("%d pixels high after Resize, new %d", l.Height(), want.Height())
			}
		})
	}
	large := func(i int) Style { s := style20(i); s.Size = 40; return s }
	kept, shaped := rest(Options{Width: 400, Style: style20}), rest(Options{Width: 400, Style: large})
	if kept > shaped/4 {
		t.Errorf("another width allocates %v times, another size %v", kept, shaped)
	}
}

// TestFramesTakeNoMemory: lines, rectangles, carets and letters that were seen before
// are found again without allocating.
func TestFramesTakeNoMemory(t *testing.T) {
	fonts := testFonts(t)
	p := NewPainter(fonts)
	img := image.NewRGBA(image.Rect(0, 0, 700, 30))
	for _, whole := range []bool{false, true} {
		l := New(longText("mixed", 100e3, whole), fonts, Options{Width: 700, Style: style20})
		var lines []*Line
		var rects []RectOnLine
		frame := func() {
			lines = l.AppendLines(lines[:0], 500, 500+screen)
			first, last := lines[0], lines[len(lines)-1]
			rects = rects[:0]
			for _, ln := range lines {
				rects = ln.AppendRects(rects, ln.Start, ln.End)
			}
			l.Caret(Position{Offset: last.Start})
			l.Hit(350, 700)
			p.DrawLine(img, first, 0, 0, black)
		}
		frame()
		if n := testing.AllocsPerRun(20, frame); n > 0 {
			t.Errorf("a frame of laid-out text allocates %v times", n)
		}
	}
}
