//go:build e2e

package e2e

import (
	"image"
	"strings"
	"testing"
	"time"
)

// headline is where the first line of an article stands on a screen of 1440 × 900.
var headline = image.Rect(300, 40, 1130, 110)

// The edge of a span that is not in focus, dragged where the text reads to the right and where it reads to the left,
// and the card over a span on which the pointer rests.
func TestSpanOutOfFocus(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	rows := b.list()
	b.open()
	b.lightColours()
	for i, c := range []struct {
		name        string
		word, other image.Point // in the first line of the headline and in the second
		readsLeft   bool
		pull        int // pixels from the edge to the end of the next word
	}{
		{"span-english", image.Pt(430, 78), image.Pt(590, 131), false, 75},
		{"span-arabic", image.Pt(1015, 78), image.Pt(850, 131), true, -85},
	} {
		if i > 0 {
			b.do(b.program.Key("ctrl+Next"))
			time.Sleep(time.Second) // for the suggestions
		}
		b.do(b.program.Click(c.word.X, c.word.Y, 1, 2))
		b.do(b.program.Key("1"))
		span := b.frame()
		b.do(b.program.Click(c.other.X, c.other.Y, 1, 2))
		b.do(b.program.Key("3"))
		if at, err := b.display.Find(headline, accent); err == nil {
			t.Fatalf("%s: the first span is still in focus, at %v", c.name, at)
		}
		b.card(c.name, span)
		edge := span.Max.X - 3
		if c.readsLeft {
			edge = span.Min.X + 2
		}
		y := (span.Min.Y + span.Max.Y) / 2
		b.do(b.program.Drag(edge, y, edge+c.pull, y))
		b.picture(c.name + "-2-dragged")
		if now := b.frame(); now.Dx() < span.Dx()+20 {
			t.Errorf("%s: the dragged span is framed at %v, it was at %v", c.name, now, span)
		}
	}
	b.quit()
	for _, r := range rows[:2] {
		got := b.export()[r.ID]
		w := words(got.Text)
		if want := (span{Start: w[0].Start, End: w[1].End, Label: "PER"}); len(got.Spans) != 2 || !has(got.Spans, want) {
			t.Errorf("%s: the mouse meant %+v and one other; the export has %+v", r.ID, want, got.Spans)
		}
	}
}

// frame is where the span in focus stands in the first line.
func (b *bench) frame() image.Rectangle {
	b.t.Helper()
	found, err := b.display.Find(headline, accent)
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

// card rests the pointer on a span until its card shows, and goes away again.
func (b *bench) card(name string, span image.Rectangle) {
	b.t.Helper()
	below := image.Rect(span.Min.X-200, span.Max.Y, span.Max.X+200, span.Max.Y+60).Intersect(image.Rect(300, 40, 1130, 860))
	without := b.pointAt(image.Pt(700, 860), below)
	with := b.pointAt(span.Min.Add(span.Size().Div(2)), below)
	b.picture(name + "-1-card")
	if n := differing(without, with); n < 5000 {
		b.t.Errorf("%s: the card changed %d pixels below the span", name, n)
	}
	if n := differing(without, b.pointAt(image.Pt(700, 860), below)); n > 200 {
		b.t.Errorf("%s: the card left %d pixels behind", name, n)
	}
}

// pointAt rests the pointer at a place and returns a part of the screen.
func (b *bench) pointAt(at image.Point, part image.Rectangle) *image.RGBA {
	b.t.Helper()
	b.do(b.program.Point(at.X, at.Y))
	time.Sleep(time.Second)
	return b.part(part)
}

// part is what a part of the screen shows now.
func (b *bench) part(r image.Rectangle) *image.RGBA {
	b.t.Helper()
	all, err := b.display.Pixels()
	if err != nil {
		b.t.Fatal(err)
	}
	return all.SubImage(r).(*image.RGBA)
}

// A selection that is pulled past the lower edge scrolls for as long as the pointer stays there.
func TestSelectionScrolls(t *testing.T) {
	b := setUp(t, 1280, 820)
	b.command("new", b.project)
	b.command("import", b.project, b.longArticle())
	id := b.list()[0].ID
	b.open()
	text := image.Rect(300, 40, 980, 780)
	before := b.part(text)
	b.do(b.program.Hold(image.Pt(500, 400), image.Pt(520, 812), 3*time.Second))
	b.picture("scroll-1-selected")
	after := b.part(text)
	if n := differing(before, after); n < 5000 {
		t.Errorf("pulling past the lower edge changed %d pixels", n)
	}
	time.Sleep(500 * time.Millisecond)
	b.same("half a second after the button was let go", after, b.part(text))
	b.press("5")
	b.picture("scroll-2-labelled")
	b.quit()
	spans := b.export()[id].Spans
	if len(spans) != 1 || strings.Count(spans[0].Text, "Paragraph") < 9 {
		t.Errorf("the span should reach as far as the text was scrolled: %+v", spans)
	}
}
