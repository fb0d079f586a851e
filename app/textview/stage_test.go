package textview

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// stage is a view in a window of the test driver.
type stage struct {
	*View
	window  fyne.Window
	article present.Article
	marks   []present.Mark
	stacker present.Stacker
	painted int       // rasters of lines refreshed since the last count
	frames  int       // times the window was asked to be painted, whatever is in it
	time    time.Time // what the view's clock says
	ticks   []func()  // what the clock would call, nil where stopped
	log     []string  // events
	lines   []string  // what cards say beside label and quote
}

// newStage shows marked text: "[PER Ada] and [ORG? Union]" has an annotation and a suggestion (label in front of
// the question mark), see marksOf.
func newStage(t testing.TB, look theme.Variant, size fyne.Size, scale float32, marked string) *stage {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(look))
	s := &stage{time: time.Unix(1_000_000, 0)}
	s.View = New(testFonts(t), s.events())
	s.View.clock.now = func() time.Time { return s.time }
	s.View.clock.every = func(_ time.Duration, fn func()) func() {
		s.ticks = append(s.ticks, fn)
		i := len(s.ticks) - 1
		return func() { s.ticks[i] = nil }
	}
	s.View.refresh = func(o fyne.CanvasObject) {
		if _, ok := o.(*canvas.Raster); ok && o != s.View.subtitle.raster {
			s.painted++
		}
		if o == s.View.paper {
			s.frames++
		}
	}
	s.set(t, marked)
	s.window = test.NewTempWindow(t, s.View)
	s.window.SetPadded(false)
	s.window.Canvas().(software.WindowlessCanvas).SetScale(scale)
	s.window.Resize(size)
	return s
}

// events writes all that the view tells into the log.
func (s *stage) events() Events {
	say := func(format string, args ...any) { s.log = append(s.log, fmt.Sprintf(format, args...)) }
	return Events{
		Pressed: func(p textlayout.Position, clicks int, extend, alt bool) {
			say("press %d clicks=%d extend=%v alt=%v", p.Offset, clicks, extend, alt)
		},
		Dragged: func(p textlayout.Position, alt bool) { say("drag %d alt=%v", p.Offset, alt) },
		Menu:    func(p textlayout.Position, at fyne.Position) { say("menu %d at %v", p.Offset, at) },
		EdgeDragged: func(of state.Focus, start bool, p textlayout.Position, alt bool) {
			say("edge of %s start=%v %d alt=%v", of.Annotation, start, p.Offset, alt)
		},
		EdgeReleased: func() { say("edge release") },
		Key:          func(ev *fyne.KeyEvent, m fyne.KeyModifier) { say("key %s %d", ev.Name, m) },
		Rune:         func(r rune) { say("rune %c", r) },
		Shortcut:     func(sc fyne.Shortcut) { say("shortcut %s", sc.ShortcutName()) },
		Zoom:         func(d int) { say("zoom %d", d) },
	}
}

// told compares the log with what was expected and empties it.
func (s *stage) told(t testing.TB, want ...string) {
	t.Helper()
	if !slices.Equal(s.log, want) {
		t.Errorf("events\n got %q\nwant %q", s.log, want)
	}
	s.log = nil
}

// tick runs what the clock has not stopped, and returns how much that was.
func (s *stage) tick() int {
	n := 0
	for _, fn := range slices.Clone(s.ticks) {
		if fn != nil {
			fn()
			n++
		}
	}
	return n
}

// spot is the middle of the letter at an offset, in units of the view.
func (s *stage) spot(offset int) fyne.Position {
	r := s.View.layout.Rects(offset, offset+1)[0]
	p := &s.View.page
	return fyne.NewPos(p.units(p.left+r.X+r.W/2), p.units(p.top+r.Y+r.Line.Baseline-s.View.scroll))
}

// edge is the left or right border of a letter.
func (s *stage) edge(offset int, right bool) fyne.Position {
	r := s.View.layout.Rects(offset, offset+1)[0]
	at := s.spot(offset)
	at.X = s.View.page.units(s.View.page.left + r.X)
	if right {
		at.X = s.View.page.units(s.View.page.left + r.X + r.W)
	}
	return at
}

func mouse(at fyne.Position, button desktop.MouseButton, mod fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: button, Modifier: mod}
}

func drag(at fyne.Position) *fyne.DragEvent {
	return &fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}}
}

// set shows another article.
func (s *stage) set(t testing.TB, marked string) {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	s.marks = marksFrom(set.All())
	s.article = present.Article{ID: marked, Text: doc.Text.String(), Heading: true, Subtitle: "harbour.txt · English 99 % · 2,140 characters"}
	s.article.Marks, s.article.Card = s.between, s.cards
	s.ShowArticle(s.article)
}

// show shows the article again after a change.
func (s *stage) show(change func(*present.Article)) {
	if change != nil {
		change(&s.article)
	}
	s.ShowArticle(s.article)
}

func (s *stage) between(dst []present.Mark, start, end int) []present.Mark {
	// No span of these articles is longer than this.
	const longest = 200
	from, _ := slices.BinarySearchFunc(s.marks, start-longest, func(m present.Mark, at int) int { return cmp.Compare(m.Start, at) })
	first := len(dst)
	for _, m := range s.marks[from:] {
		if m.Start >= end {
			break
		}
		if m.End > start {
			dst = append(dst, m)
		}
	}
	s.stacker.Stack(dst[first:])
	return dst
}

// cards tell of the marks that touch a range, the innermost first.
func (s *stage) cards(start, end int) []present.Card {
	var out []present.Card
	runes := []rune(s.article.Text)
	for _, m := range slices.Backward(s.between(nil, start, end)) {
		if m.Kind.Spans() {
			out = append(out, present.Card{ID: m.ID, Title: string(runes[m.Start:m.End]), Label: m.Label, Color: m.Color, Kind: m.Kind, Faint: m.Faint, Lines: s.lines})
		}
	}
	return out
}

// mark finds the mark on a quote.
func (s *stage) mark(t testing.TB, quote string) *present.Mark {
	t.Helper()
	runes := []rune(s.article.Text)
	for i := range s.marks {
		if string(runes[s.marks[i].Start:s.marks[i].End]) == quote {
			return &s.marks[i]
		}
	}
	t.Fatalf("no mark on %q", quote)
	return nil
}

// at is the offset of a quote.
func (s *stage) at(t testing.TB, quote string) int {
	t.Helper()
	runes, want := []rune(s.article.Text), []rune(quote)
	for i := 0; i+len(want) <= len(runes); i++ {
		if slices.Equal(runes[i:i+len(want)], want) {
			return i
		}
	}
	t.Fatalf("%q is not in the article", quote)
	return 0
}

// count returns the lines repainted since it was called last.
func (s *stage) count() int {
	n := s.painted
	s.painted = 0
	return n
}

// marksFrom turns annotations into marks. A label that ends in S is a suggestion; SKIP is a zone.
func marksFrom(all []annotate.Annotation) []present.Mark {
	kinds := map[string]present.MarkKind{"ORGS": present.MarkSuggestion, "LOCS": present.MarkSuggestion, "DATES": present.MarkSuggestion, "PERS": present.MarkSuggestion,
		"FAINTS": present.MarkSuggestion, "SKIP": present.MarkZone, "TWIN": present.MarkPreview}
	var out []present.Mark
	for _, a := range all {
		m := present.Mark{Start: a.Span.Start, End: a.Span.End, Kind: kinds[a.Label], Label: a.Label, ID: state.Focus{Annotation: a.ID}}
		if m.Kind == present.MarkSuggestion {
			m.Label = a.Label[:len(a.Label)-1]
		}
		switch a.Label {
		case "FAINTS":
			m.Faint, m.Label = true, "LOC"
		case "TWIN":
			m.Label = "LOC"
		case "SKIP":
			m.Label = ""
		}
		l, _ := annotate.News().With("WORK_OF_ART").With("CARDINAL").Label(m.Label)
		m.Color = l.Color
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b present.Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return out
}

var sharedFonts *textlayout.FontSet

func testFonts(t testing.TB) *textlayout.FontSet {
	t.Helper()
	if sharedFonts == nil {
		fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sharedFonts = fonts
	}
	return sharedFonts
}
