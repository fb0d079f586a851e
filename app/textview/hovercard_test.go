package textview

import (
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/annotate"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// rest lets the pointer rest at a place.
func (s *stage) rest(at fyne.Position) {
	s.MouseMoved(mouse(at, 0, 0))
	s.wait(cardRest)
}

// wait lets time pass, in the clock's beats.
func (s *stage) wait(d time.Duration) {
	for until := s.time.Add(d); s.time.Before(until); {
		s.time = s.time.Add(cardBeat)
		s.tick()
	}
}

// card is what the card says, a line for each row; "" when none is shown.
func (s *stage) card() string {
	if !s.View.card.box.Visible() || !s.View.card.raster.Visible() {
		return ""
	}
	var b strings.Builder
	s.View.cardRows(func(r cardRow) { fmt.Fprintf(&b, "%s %s\n", strings.TrimPrefix(r.text, "\u200e"), r.quote) })
	return b.String()
}

// tagSpot is the middle of the i-th caption of the line at an offset, and what it says.
func (s *stage) tagSpot(offset, i int) (fyne.Position, string) {
	p := s.View.stripAt(int(s.spot(offset).Y * s.View.page.scale))
	d := s.View.drawingOf(nil, p)
	d.cutMarks()
	captions, _ := d.captions()
	c := captions[i]
	u := &s.View.page
	x := u.left - u.side + d.left(&c) + c.width/2
	y := u.top + s.View.layout.LineY(p.line) - s.View.scroll - u.over + d.tagLine() - 2
	return fyne.NewPos(u.units(x), u.units(y)), c.text
}

// TestNoCardForAPointerThatNobodyMoves: a window may open below it.
func TestNoCardForAPointerThatNobodyMoves(t *testing.T) {
	s := lightStage(t, english)
	s.lines = []string{"by Mira"}
	at := s.spot(s.at(t, "Okonkwo"))
	s.MouseIn(mouse(at, 0, 0))
	s.wait(2 * cardRest)
	if got := s.card(); got != "" {
		t.Errorf("a card came by itself: %q", got)
	}
	s.rest(at.AddXY(1, 0))
	if s.card() == "" {
		t.Error("no card after a move on the same letters")
	}
}

func TestCardComesWhenThePointerRests(t *testing.T) {
	s := lightStage(t, english)
	s.lines = []string{"by Mira"}
	at := s.spot(s.at(t, "Tamir]"[:5]))
	s.MouseMoved(mouse(at, 0, 0))
	s.wait(cardRest - cardBeat)
	if got := s.card(); got != "" {
		t.Errorf("too early: %q", got)
	}
	s.wait(cardBeat)
	if got, want := s.card(), "LOC Tamir\nby Mira \nORG University of Tamir\nby Mira \n"; got != want {
		t.Errorf("the card says %q, want %q", got, want)
	}
	if n := s.tick(); n != 0 {
		t.Errorf("%d clocks run on", n)
	}
	s.MouseMoved(mouse(at.AddXY(1, 0), 0, 0))
	if s.card() == "" {
		t.Error("it goes when the pointer moves on the same letters")
	}
}

func TestCardGoes(t *testing.T) {
	for name, leave := range map[string]func(s *stage, at fyne.Position){
		"pointer goes elsewhere":   func(s *stage, at fyne.Position) { s.MouseMoved(mouse(at.AddXY(0, 200), 0, 0)) },
		"pointer leaves the view":  func(s *stage, _ fyne.Position) { s.MouseOut() },
		"key":                      func(s *stage, _ fyne.Position) { s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab}) },
		"letter":                   func(s *stage, _ fyne.Position) { s.TypedRune('a') },
		"shortcut":                 func(s *stage, _ fyne.Position) { s.TypedShortcut(&fyne.ShortcutCopy{}) },
		"click":                    func(s *stage, at fyne.Position) { s.press(at, 0) },
		"wheel":                    func(s *stage, _ fyne.Position) { s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}}) },
		"its span is gone":         func(s *stage, _ fyne.Position) { s.marks = nil; s.show(nil) },
		"another article":          func(s *stage, _ fyne.Position) { s.set(t, "Another\n[PER one]") },
		"window becomes wider":     func(s *stage, _ fyne.Position) { s.window.Resize(fyne.NewSize(900, 600)) },
		"window becomes lower":     func(s *stage, _ fyne.Position) { s.window.Resize(fyne.NewSize(820, 500)) },
		"text set in another size": func(s *stage, _ fyne.Position) { s.SetReading(Reading{Points: 30}) },
	} {
		t.Run(name, func(t *testing.T) {
			s := lightStage(t, strings.Repeat(english+"\n", 4))
			for !s.View.layout.LayoutSome(1000) {
			}
			s.View.settle()
			at := s.spot(s.at(t, "Coastal Union"))
			s.rest(at)
			if s.card() == "" {
				t.Fatal("no card")
			}
			leave(s, at)
			if got := s.card(); got != "" {
				t.Errorf("the card stays: %q", got)
			}
			s.wait(2 * cardRest)
			if got := s.card(); got != "" {
				t.Errorf("the card comes back by itself: %q", got)
			}
		})
	}
}

func TestNoCardWhileTheTextScrollsUnderThePointer(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 4))
	s.MouseMoved(mouse(s.spot(s.at(t, "Coastal Union")), 0, 0))
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}})
	s.wait(2 * cardRest)
	if got := s.card(); got != "" {
		t.Errorf("the card tells of what is no longer there: %q", got)
	}
}

func TestCardFollowsItsSpan(t *testing.T) {
	s := lightStage(t, english)
	s.rest(s.spot(s.at(t, "Friday")))
	s.lines = []string{"note: sure"}
	s.show(nil)
	if got, want := s.card(), "DATE Friday\nnote: sure \n"; got != want {
		t.Errorf("the card says %q, want %q", got, want)
	}
	s.mark(t, "Friday").End -= 3
	s.show(nil)
	if got, want := s.card(), "DATE Fri\nnote: sure \n"; got != want {
		t.Errorf("when its boundary was moved the card says %q, want %q", got, want)
	}
}

func TestCardOfATagAndOfACount(t *testing.T) {
	for _, marked := range []string{"T\n[PER Ada] went", "T\n[PER كلمة] أخرى"} {
		s := lightStage(t, marked)
		one := s.marks[0]
		for _, label := range []string{"ORG", "LOC", "DATE", "NORP"} {
			m := one
			m.Label, m.ID.Annotation = label, label
			s.marks = append(s.marks, m)
		}
		s.show(nil)
		at, text := s.tagSpot(2, 0)
		s.rest(at)
		if got := s.card(); text != "PER" || !strings.HasPrefix(got, "PER ") || strings.Count(got, "\n") != 1 {
			t.Errorf("on the tag %q the card says %q", text, got)
		}
		at, text = s.tagSpot(2, 1)
		s.rest(at)
		if got := s.card(); text != "+4" || strings.Count(got, "\n") != 4 || strings.Contains(got, "PER") {
			t.Errorf("on the count %q the card says %q", text, got)
		}
	}
}

func TestLongCardCountsTheRest(t *testing.T) {
	s := lightStage(t, "T\n[PER Ada] went")
	for i := range 10 {
		m := s.marks[0]
		m.ID.Annotation = fmt.Sprint(i)
		s.marks = append(s.marks, m)
	}
	s.show(nil)
	s.rest(s.spot(2))
	if got := s.card(); strings.Count(got, "Ada") != mostCards || !strings.HasSuffix(got, "and 5 more \n") {
		t.Errorf("the card says %q", got)
	}
	s.window.Resize(fyne.NewSize(500, 150))
	s.rest(s.spot(2))
	if got := s.card(); strings.Count(got, "Ada") >= mostCards || !strings.Contains(got, " more") {
		t.Errorf("in a low window the card says %q", got)
	}
}

// TestCardStaysInsideAndBeside rests the pointer all over a crowded page.
func TestCardStaysInsideAndBeside(t *testing.T) {
	for _, marked := range []string{english, arabic, mixed} {
		s := lightStage(t, marked)
		s.lines = []string{"suggested by places · 0.82 · known place: Haifa, and some more words to make it wide"}
		s.crowd(t, 4)
		seen := 0
		for y := float32(3); y < 590; y += 11 {
			for x := float32(60); x < 760; x += 37 {
				s.MouseMoved(mouse(fyne.NewPos(x, y), 0, 0))
				s.View.showCard()
				if s.card() == "" {
					continue
				}
				seen++
				c := s.View.card.box
				if p, z := c.Position(), c.Size(); p.X < 0 || p.Y < 0 || p.X+z.Width > 820 || p.Y+z.Height > 600 ||
					x >= p.X && x < p.X+z.Width && y >= p.Y && y < p.Y+z.Height {
					t.Fatalf("pointer at %v,%v: the card is at %v, %v large", x, y, p, z)
				}
			}
		}
		if seen < 50 {
			t.Errorf("only %d cards", seen)
		}
	}
}

func TestCardLetsClicksThrough(t *testing.T) {
	s := lightStage(t, english)
	s.rest(s.spot(s.at(t, "Okonkwo")))
	c := s.View.card.box
	under := c.Position().AddXY(20, c.Size().Height/2)
	s.MouseDown(mouse(under, desktop.MouseButtonPrimary, 0))
	if len(s.log) != 1 || !strings.HasPrefix(s.log[0], "press ") {
		t.Errorf("told %q", s.log)
	}
}

// TestCardOfTheRealState goes from annotations and suggestions to the words on screen.
func TestCardOfTheRealState(t *testing.T) {
	d := newDesk(t, "Title\nAda met Mira in Haifa.", 0)
	d.send(state.Press{At: textlayout.Position{Offset: 6}, Clicks: 2}, state.GiveLabel{Key: 1}, state.SetNote{Text: "first"})
	haifa := annotate.Suggestion{Span: annotate.Span{Start: 22, End: 27}, Label: "LOC", Score: 0.82, Suggester: "places", Reason: "known place: Haifa"}
	d.send(state.Suggested{Document: "a", Gen: d.state.Gen, Suggestions: []annotate.Suggestion{haifa}})
	d.show()
	for at, want := range map[int]string{7: "Person Ada\nby ann \nnote: first \n", 24: "Place Haifa\nsuggested by the list of places · known place: \nHaifa \n0.82, right about 8 times in 10 \n", 12: ""} {
		d.rest(d.spot(at))
		if got := d.card(); got != want {
			t.Errorf("at %d the card says %q, want %q", at, got, want)
		}
	}
}

func TestGoldenCards(t *testing.T) {
	for _, c := range []struct {
		name, marked, quote string
		look                theme.Variant
		lines               []string
	}{
		{"card-english-light", english, "Tamir", theme.Light, []string{"by mira", "suggested by places · 0.82", "note: the town, not the river"}},
		{"card-english-dark", english, "Coastal Union", theme.Dark, []string{"suggested by memory · 0.71 · confirmed 3 times"}},
		{"card-arabic-light", arabic, "جامعة تامر", theme.Light, []string{"by ميرا", "suggested by places · 0.82", "note: المدينة (لا النهر) 2024"}},
		{"card-arabic-dark", arabic, "الميناء", theme.Dark, []string{"suggested by places · 0.55 · known place: حيفا"}},
		{"card-long-light", english, "Esk Island", theme.Light, []string{longReason}},
		{"card-long-dark", arabic, "الميناء", theme.Dark, []string{longReason}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.look, fyne.NewSize(820, 560), 1, c.marked)
			s.lines = c.lines
			m := s.mark(t, c.quote)
			s.rest(s.spot(m.End - 2))
			if s.card() == "" {
				t.Fatal("no card")
			}
			golden(t, s, c.name)
		})
	}
}

func TestChipTellsSuggestionsApart(t *testing.T) {
	s := lightStage(t, english)
	draw := func(kind present.MarkKind, faint bool) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, 20, 20))
		s.View.drawChip(img, &present.Card{Color: "#0b6bbd", Kind: kind, Faint: faint}, 2, 2, 16)
		return img
	}
	annotation, suggestion, faint := draw(present.MarkAnnotation, false), draw(present.MarkSuggestion, false), draw(present.MarkSuggestion, true)
	if samePicture(annotation, suggestion) == nil || samePicture(suggestion, faint) == nil || samePicture(annotation, faint) == nil {
		t.Error("chips of an annotation, a suggestion and a faint one look the same")
	}
}
