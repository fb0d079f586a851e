package textview

import (
	"image"
	"strings"
	"testing"

	"rubricator/app/present"
	"rubricator/app/textlayout"
)

func TestHitHasNoTagAndTakesNoLane(t *testing.T) {
	s := lightStage(t, english)
	before := toRGBA(s.window.Canvas().Capture())
	s.find(t, "ferries", 0)
	after := toRGBA(s.window.Canvas().Capture())
	at := s.spot(s.at(t, "ferries") + 2)
	m := &s.View.page.body
	box := image.Rect(0, int(at.Y)-m.above, 820, int(at.Y)+m.below)
	seen := false
	for y := range before.Rect.Dy() {
		for x := range before.Rect.Dx() {
			if before.RGBAAt(x, y) == after.RGBAAt(x, y) {
				continue
			}
			if !image.Pt(x, y).In(box) {
				t.Fatalf("a hit changes %d,%d, its line is %v", x, y, box)
			}
			seen = seen || after.RGBAAt(x, y) == premultiplied(s.View.roles.HitFocus)
		}
	}
	if !seen {
		t.Error("the hit cannot be seen")
	}
}

func TestHitInAZoneCanBeRead(t *testing.T) {
	s := lightStage(t, "Title\n[SKIP Related articles]")
	s.find(t, "Related", 1)
	d := drawing{View: s.View, strip: s.strips[1]}
	ink := d.ink()
	if ink(s.at(t, "Related")) != s.View.roles.Ink || ink(s.at(t, "articles")) != s.View.roles.Faint {
		t.Error("letters of a hit should have full ink, those of a zone not")
	}
}

func TestRuleOfAZoneGoesOnBetweenParagraphs(t *testing.T) {
	for _, marked := range []string{"Title\n[SKIP one\n\ntwo\n][SKIP three] and four\nfive", "عنوان\n[SKIP كلمة\n\nكلمة\n][SKIP كلمة] كلمة\nكلمة"} {
		s := lightStage(t, marked)
		img := toRGBA(s.window.Canvas().Capture())
		x := s.View.page.left - 11
		if s.strips[1].line.RTL {
			x = s.View.page.left + s.View.page.measure + 10
		}
		ruled := func(y int) bool { return img.RGBAAt(x, y) == premultiplied(s.View.roles.Rule) }
		top := func(i int) int { return s.View.page.top + s.View.layout.LineY(s.strips[i].line) }
		for y := top(1); y < top(4)+s.strips[4].line.Height; y++ {
			if !ruled(y) {
				t.Fatalf("%q: the rule has a gap at %d; the zones go from %d to %d", marked, y, top(1), top(5))
			}
		}
		if ruled(top(1)-1) || ruled(top(4)+s.strips[4].line.Height) {
			t.Errorf("%q: the rule leaves its zones", marked)
		}
	}
}

func TestTagStandsOnTheFirstLineOnly(t *testing.T) {
	s := lightStage(t, "Short\n"+strings.Repeat("word ", 30)+"[ORG "+strings.Repeat("long name ", 20)+"] end.")
	m := &s.marks[0]
	lines := 0
	for _, p := range s.strips {
		if p.line.Start >= m.End || p.line.End <= m.Start {
			continue
		}
		d := drawing{View: s.View, dst: image.NewRGBA(image.Rect(0, 0, 900, 60)), strip: p, metrics: &s.View.page.body}
		d.cutMarks()
		tags := d.appendTag(nil, 0)
		if want := min(1, max(0, m.Start-p.line.Start+1)); len(tags) != want {
			t.Errorf("line %d of the span has %d tags, want %d", lines, len(tags), want)
		}
		ends := d.pieces(0)[0].ends
		if ends.left != (lines == 0) || ends.right != (p.line.End >= m.End) {
			t.Errorf("line %d of the span has ends %+v", lines, ends)
		}
		lines++
	}
	if lines < 3 {
		t.Fatalf("the span is on %d lines, want at least 3", lines)
	}
}

func TestSelectedEndOfParagraphIsSeen(t *testing.T) {
	for _, c := range []struct{ text, first string }{{"Title\nabc\n\ndef", "abc"}, {"عنوان\nكلمة\n\nكلمة", "كلمة"}} {
		s := lightStage(t, c.text)
		from := s.at(t, c.first)
		s.show(func(a *present.Article) { a.Anchor, a.Caret = from, textlayout.Position{Offset: s.View.layout.Len()} })
		img := toRGBA(s.window.Canvas().Capture())
		for _, p := range s.strips[1:3] {
			x := s.View.page.left + p.line.X1 + 2
			if p.line.RTL {
				x = s.View.page.left + p.line.X0 - 2
			}
			y := s.View.page.top + s.View.layout.LineY(p.line) + p.line.Baseline - 2
			if got, want := img.RGBAAt(x, y), premultiplied(s.View.roles.Selection); got != want {
				t.Errorf("%q: beside the line at %d the colour is %v, want %v", c.text, p.line.Start, got, want)
			}
		}
	}
}

func TestFrameHidesNoTag(t *testing.T) {
	for _, marked := range []string{english, arabic} {
		s := lightStage(t, marked)
		quote := "Coastal Union"
		if marked == arabic {
			quote = "اتحاد الساحل (Coastal Union)"
		}
		m := s.mark(t, quote)
		ln := s.View.layout.LineAt(m.Start, textlayout.Downstream)
		foot := s.View.page.top + ln.Y + ln.Baseline - s.View.page.body.above - s.View.page.body.frame
		leading := image.Rect(0, s.View.page.top+ln.Y, 820, foot)
		before := toRGBA(s.window.Canvas().Capture()).SubImage(leading)
		m.Focus = true
		s.show(nil)
		after := toRGBA(s.window.Canvas().Capture()).SubImage(leading)
		if err := samePicture(toRGBA(before), toRGBA(after)); err != nil {
			t.Errorf("the frame reaches into the leading with the tags: %v", err)
		}
	}
}
