package textview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/app/textlayout"
)

// repaints counts what a view asks to be painted.
func (s *stage) repaints() map[fyne.CanvasObject]int {
	asked := map[fyne.CanvasObject]int{}
	s.View.refresh = func(o fyne.CanvasObject) { asked[o]++ }
	return asked
}

func TestBlinkPaintsNoText(t *testing.T) {
	s := lightStage(t, english)
	s.FocusGained()
	asked := s.repaints()
	for range 4 {
		s.tick()
	}
	if len(asked) != 1 || asked[s.View.paper] != 4 {
		t.Errorf("four beats of the caret painted %v", asked)
	}
}

func TestNothingIsPaintedAtRest(t *testing.T) {
	for name, text := range map[string]string{"paragraphs": strings.Repeat(english+"\n", 60), "one paragraph": strings.Repeat("word after word ", 4000)} {
		t.Run(name, func(t *testing.T) {
			s := lightStage(t, text)
			s.View.clock.now = s.now()
			s.FocusGained()
			s.MouseMoved(mouse(fyne.NewPos(200, 130), 0, 0))
			for n := 0; s.tick() > 0; n++ {
				if s.time = s.time.Add(cardBeat); n > 2000 {
					t.Fatal("something runs for ever")
				}
			}
			asked := s.repaints()
			for range 100 {
				s.time = s.time.Add(time.Second)
				s.tick()
			}
			if len(asked) != 0 {
				t.Errorf("at rest it paints %v", asked)
			}
		})
	}
}

// TestTextStaysPutWhileTheRestIsLaidOut scrolls into text whose heights above are guesses.
func TestTextStaysPutWhileTheRestIsLaidOut(t *testing.T) {
	for name, text := range map[string]string{
		"wide letters":        strings.Repeat(strings.Repeat("WOMAN ", 100)+"\n", 90),
		"Arabic":              strings.Repeat(strings.Repeat("قال وزير ", 60)+"\n", 90),
		"narrow letters":      strings.Repeat(strings.Repeat("till ", 100)+"\n", 90),
		"one paragraph":       strings.Repeat("till ill fill ", 6000),
		"one Arabic sentence": strings.Repeat("قال وزير ", 6000),
	} {
		t.Run(name, func(t *testing.T) {
			s := lightStage(t, text)
			s.View.scrollTo(s.View.contentHeight() / 2)
			at := s.View.anchor().offset
			where := func() int {
				return s.View.layout.LineY(s.View.layout.LineAt(at, textlayout.Downstream)) - s.View.scroll
			}
			was, high, steps := where(), s.View.layout.Height(), 0
			for ; s.View.clock.stopLayout != nil; steps++ {
				s.time = s.time.Add(time.Millisecond)
				s.View.clock.now = s.now()
				s.View.layoutSlice()
				if now := where(); now != was || s.View.anchor().offset != at {
					t.Fatalf("step %d: the first line on screen went from %d to %d", steps, was, now)
				}
			}
			if steps < 2 || high == s.View.layout.Height() {
				t.Errorf("%d steps, height %d before and %d after: this tests nothing", steps, high, s.View.layout.Height())
			}
		})
	}
}
