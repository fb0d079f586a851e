package textview

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

func lightStage(t *testing.T, marked string) *stage {
	t.Helper()
	s := newStage(t, theme.Light, fyne.NewSize(820, 600), 1, marked)
	s.count()
	return s
}

func TestOnlyLinesThatChangedArePainted(t *testing.T) {
	s := lightStage(t, english)
	s.show(nil)
	if n := s.count(); n != 0 {
		t.Errorf("nothing changed, %d lines were painted", n)
	}
	s.mark(t, "Coastal Union").Focus = true
	s.show(nil)
	if n := s.count(); n != 1 {
		t.Errorf("a frame on one line: %d lines were painted", n)
	}
	s.mark(t, "Coastal Union").Focus = false
	s.mark(t, "Friday").Focus = true
	s.show(nil)
	if n := s.count(); n != 2 {
		t.Errorf("a frame that goes from one line to another: %d lines were painted", n)
	}
	s.marks = slices.DeleteFunc(s.marks, func(m present.Mark) bool { return m.Label == "PER" })
	s.show(nil)
	if n := s.count(); n != 3 {
		t.Errorf("three names on three lines went: %d lines were painted", n)
	}
}

func TestCaretPaintsNoLine(t *testing.T) {
	s := lightStage(t, english)
	s.FocusGained()
	before := s.View.caret.bar.Position()
	at := s.at(t, "deputy")
	s.show(func(a *present.Article) { a.Caret, a.Anchor = textlayout.Position{Offset: at}, at })
	if n := s.count(); n != 0 {
		t.Errorf("the caret moved, %d lines were painted", n)
	}
	if s.View.caret.bar.Position() == before || !s.View.caret.bar.Visible() {
		t.Error("the caret did not move, or cannot be seen")
	}
}

func TestSelectionPaintsItsLines(t *testing.T) {
	s := lightStage(t, english)
	from, to := s.at(t, "Minister"[1:]), s.at(t, "North Bay")
	s.show(func(a *present.Article) { a.Anchor, a.Caret = from, textlayout.Position{Offset: to} })
	if n := s.count(); n != 2 {
		t.Errorf("selected on two lines, %d were painted", n)
	}
	s.show(func(a *present.Article) { a.Caret.Offset++ })
	if n := s.count(); n != 1 {
		t.Errorf("selection grew by a letter, %d lines were painted", n)
	}
}

func TestMarksMoveNoLetter(t *testing.T) {
	for _, marked := range []string{english, arabic, mixed} {
		s := lightStage(t, marked)
		carets := func() []textlayout.Rect {
			var out []textlayout.Rect
			for i := range s.View.layout.Len() {
				out = append(out, s.View.layout.Caret(textlayout.Position{Offset: i}))
			}
			return append(out, textlayout.Rect{Y: s.View.layout.Height()})
		}
		before := carets()
		all := s.marks
		s.marks = slices.DeleteFunc(slices.Clone(all), func(m present.Mark) bool { return m.Kind != present.MarkZone })
		s.show(nil)
		if !slices.Equal(before, carets()) {
			t.Error("letters moved when the marks went")
		}
		bare := lettersOf(s)
		s.marks = all
		s.show(nil)
		for i, off := range lettersOf(s) {
			if (off == 0 || bare[i] == 0) && max(off, bare[i]) > 8 {
				t.Fatalf("pixel %d is %d off ink with marks, %d without", i, off, bare[i])
			}
		}
	}
}

// lettersOf says how far pixels are from the colour of text. Tags and zones have others.
func lettersOf(s *stage) []int {
	img := toRGBA(s.window.Canvas().Capture())
	ink := s.View.roles.Ink
	out := make([]int, len(img.Pix)/4)
	for i := range out {
		px := img.Pix[4*i:]
		out[i] = max(distance(int(px[0]), int(ink.R)), distance(int(px[1]), int(ink.G)), distance(int(px[2]), int(ink.B)))
	}
	return out
}

func TestMarksAreAskedForVisibleLinesOnly(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 1500))
	asked, farthest := 0, 0
	s.show(func(a *present.Article) {
		a.Marks = func(dst []present.Mark, start, end int) []present.Mark {
			asked++
			farthest = max(farthest, end)
			return s.between(dst, start, end)
		}
	})
	if asked > len(s.strips)+2 || farthest > 2000 {
		t.Errorf("asked for the marks of %d lines up to character %d, %d lines are on screen", asked, farthest, len(s.strips))
	}
}

func TestAnotherArticleBeginsAtItsTop(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 20))
	s.View.scrollTo(2000)
	s.set(t, strings.Repeat(arabic+"\n", 20))
	if top, down, _ := s.View.Scroll(); s.View.scroll != 0 || top != 0 || down != 0 {
		t.Errorf("the next article is scrolled by %d", s.View.scroll)
	}
	if got := s.View.layout.Len(); got != len([]rune(s.article.Text)) {
		t.Errorf("the layout has %d characters, the article %d", got, len([]rune(s.article.Text)))
	}
}

func TestAnArticleShownBeforeTheFirstSizeIsThere(t *testing.T) {
	test.NewTempApp(t)
	v := New(testFonts(t), Events{})
	text := strings.Repeat("One line of text.\n", 400)
	v.ShowArticle(present.Article{ID: "a", Text: text})
	if v.Layout() != nil || v.PageLines() != 1 {
		t.Error("a view without a size has a layout")
	}
	if _, _, known := v.Scroll(); known {
		t.Error("a view without a size knows how far it is scrolled")
	}
	v.SetScroll(50, 0)
	v.Reveal(6000, 6010)
	v.Resize(fyne.NewSize(600, 400))
	test.WidgetRenderer(v)
	v.Resize(fyne.NewSize(600, 401))
	if v.Layout() == nil {
		t.Fatal("no layout after the first size")
	}
	if y := v.page.top + v.layout.Caret(textlayout.Position{Offset: 6000}).Y - v.scroll; y < 0 || y > 400 {
		t.Errorf("what was to be revealed stands at %d", y)
	}
}

func TestStateOutlivesTheRenderer(t *testing.T) {
	s := lightStage(t, english+"\n"+english)
	s.View.scrollTo(40)
	was := s.View.strips[0].line
	r := s.View.CreateRenderer()
	if len(r.Objects()) < len(s.View.strips)+5 || s.View.scroll != 40 || s.View.strips[0].line != was {
		t.Error("a new renderer begins anew")
	}
	if s.View.MinSize() != fyne.NewSize(200, 120) {
		t.Error("the smallest size depends on what is shown")
	}
}

func TestWhatComesAndGoesIsPainted(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 3))
	s.mark(t, "Friday").Focus = true
	s.show(nil)
	at := s.edge(s.at(t, "Friday"), false)
	for _, c := range []struct {
		name   string
		change func()
	}{
		{"caret", func() { s.FocusGained() }},
		{"caret goes for a beat", s.View.blink},
		{"caret comes back", s.View.blink},
		{"handles", func() { s.MouseMoved(mouse(at, 0, 0)) }},
		{"handles go", s.MouseOut},
	} {
		s.frames = 0
		c.change()
		if s.frames == 0 {
			t.Errorf("%s: no frame was asked for", c.name)
		}
	}
}

func TestColoursFollowTheTheme(t *testing.T) {
	s := lightStage(t, english)
	look := theme.New(theme.Light)
	settings := fyne.CurrentApp().Settings()
	look.Use(theme.Dark, settings)
	s.View.Refresh()
	if n := s.count(); n != len(s.strips) {
		t.Errorf("%d of %d lines were painted in the new colours", n, len(s.strips))
	}
	if s.View.paper.FillColor != theme.Palette(theme.CurrentVariant()).Paper {
		t.Error("the paper kept its colour")
	}
	s.View.Refresh()
	if n := s.count(); n != 0 {
		t.Errorf("a refresh without a change painted %d lines", n)
	}
}

func TestSubtitleFollowsTheArticle(t *testing.T) {
	s := lightStage(t, english)
	var painted []fyne.CanvasObject
	s.View.refresh = func(o fyne.CanvasObject) { painted = append(painted, o) }
	s.show(func(a *present.Article) { a.Subtitle = "harbour.txt · English" })
	if !slices.Equal(painted, []fyne.CanvasObject{s.View.subtitle.raster}) {
		t.Errorf("%d objects were painted for another subtitle, want one", len(painted))
	}
	high := s.View.layout.Height()
	s.show(func(a *present.Article) { a.Subtitle = "" })
	if s.View.subtitle.raster.Visible() || s.View.layout.Height() >= high {
		t.Error("without a subtitle its place is still kept")
	}
	s.show(func(a *present.Article) { a.Subtitle, a.Heading = "harbour.txt", false })
	painted = nil
	s.show(func(a *present.Article) { a.Base, a.Force = textlayout.RTL, true })
	if !slices.Contains(painted, fyne.CanvasObject(s.View.subtitle.raster)) {
		t.Error("the subtitle did not change sides with the text")
	}
	if at := s.View.subtitle.raster.Position().Y; at <= 0 || at >= s.strips[0].raster.Position().Y {
		t.Errorf("without a headline the subtitle stands at %v, the text at %v", at, s.strips[0].raster.Position().Y)
	}
}

func TestDirectionIsTheArticles(t *testing.T) {
	s := lightStage(t, "Plain\n1234 5678")
	left := s.View.layout.Rects(6, 10)[0].X
	s.show(func(a *present.Article) { a.Base, a.Force = textlayout.RTL, true })
	if right := s.View.layout.Rects(6, 10)[0].X; right <= left {
		t.Errorf("forced to the right, the number stands at %d, before at %d", right, left)
	}
}

func TestScrollSetBeforeTheFirstSizeIsThere(t *testing.T) {
	test.NewTempApp(t)
	told := 0
	v := New(testFonts(t), Events{Scrolled: func() { told++ }})
	v.ShowArticle(present.Article{ID: "a", Text: strings.Repeat("One line of text.\n", 400)})
	v.SetScroll(1800, 5)
	v.Resize(fyne.NewSize(600, 400))
	test.WidgetRenderer(v)
	v.Resize(fyne.NewSize(600, 401))
	if top, down, known := v.Scroll(); top != 1800 || down != 5 || !known {
		t.Errorf("character %d is at the top, %g down", top, down)
	}
	if told == 0 {
		t.Error("nobody was told that something else is on screen")
	}
	told = 0
	v.ShowArticle(v.article)
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
	if told != 1 {
		t.Errorf("the wheel told of %d changes", told)
	}
}

func TestMarksAreComparedWhenTheSubtitleComes(t *testing.T) {
	s := lightStage(t, "[PER Ada] went")
	s.show(func(a *present.Article) { a.Heading, a.Subtitle = false, "" })
	s.marks = nil
	s.show(func(a *present.Article) { a.Subtitle = "harbour.txt" })
	if n := len(s.strips[0].marks); n != 0 {
		t.Errorf("the line still has %d marks", n)
	}
}
