//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"testing"
	"time"
)

// middle is where the article stands in a window of 1440 by 900.
var middle = image.Rect(300, 30, 1140, 860)

// Accepting all from a score on, labelling more of the same, and taking both back in one step each, by keys alone.
func TestAcceptAboveAndMoreLikeThis(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	id := b.list()[0].ID
	var want []span
	for _, s := range b.suggestions(id) {
		if s.Score >= 0.7 {
			want = append(want, s)
		}
	}
	if len(want) < 5 {
		t.Fatalf("%d suggestions score 0.70 or more, the walk needs five", len(want))
	}
	b.open()
	b.lightColours()
	b.program.drain()
	b.press("ctrl+shift+a")
	b.do(b.program.Key("Next"))
	b.picture("above-1-asked")
	b.do(b.program.Key("Return"))
	b.picture("above-2-accepted")
	b.quit()
	got := b.export()[id].Spans
	for _, s := range want {
		if !has(got, s) {
			t.Errorf("%+v was not accepted", s)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d spans were accepted, %d score 0.70 or more", len(got), len(want))
	}

	b.open()
	b.press("ctrl+z")
	b.picture("above-3-taken-back")
	b.press("ctrl+Home")
	for range 8 {
		b.press("Right")
	}
	b.press("shift+Right", "shift+Right", "5") // “Marsa Noor” in the headline is an event
	time.Sleep(time.Second)
	b.picture("alike-1-offered")
	b.press("ctrl+shift+d") // says that there is nothing more where nothing is offered
	time.Sleep(time.Second)
	b.picture("alike-2-preview")
	b.do(b.program.Key("Tab", "Tab", "Return"))
	b.picture("alike-3-labelled")
	b.quit()
	if n := labelledAs(b.export()[id], "EVENT", "Marsa Noor"); n < 4 {
		t.Errorf("%d places of “Marsa Noor” are labelled, want all four or more", n)
	}

	b.open()
	b.press("ctrl+z")
	b.picture("alike-4-taken-back")
	b.quit()
	if spans := b.export()[id].Spans; len(spans) != 1 || labelledAs(b.export()[id], "EVENT", "Marsa Noor") != 1 {
		t.Errorf("after one undo the first label alone should stay; the export has %+v", spans)
	}
}

// While suggestions are worked out anew, nothing moves that somebody looks at: the frame of the focus goes to its new
// place once, and stays; the letters stay; and a key that is held meanwhile moves the cursor by its own steps alone.
func TestNothingJumpsWhileSuggestionsCome(t *testing.T) {
	for name, at := range map[string]int{"en": 0, "ar": 1} {
		t.Run(name, func(t *testing.T) {
			b := setUp(t, 1440, 900)
			b.command("new", b.project)
			b.command("import", b.project, sample)
			b.open()
			b.lightColours()
			for range at {
				b.do(b.program.Key("ctrl+Next"))
			}
			time.Sleep(time.Second)
			b.program.drain()
			b.press("Tab", "Tab", "Tab")
			b.away()
			// each changes what is suggested elsewhere: accepted, rejected, corrected, moved, taken back
			for i, key := range []string{"Return", "Delete", "5", "Tab", "4", "alt+Left", "ctrl+z", "Delete", "Return"} {
				b.stays(fmt.Sprintf("jump-%s-%d", name, i+1), key)
			}
			b.heldKeyMovesByItselfAlone(name)
			b.quit()
		})
	}
}

// Why a suggestion is there can be read without the mouse, also in a window with no room for the side panel.
func TestWhyByAKey(t *testing.T) {
	b := setUp(t, 540, 620)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	b.open()
	b.lightColours()
	b.program.drain()
	for _, language := range []string{"en", "ar"} {
		b.press("Tab", "Tab")
		time.Sleep(500 * time.Millisecond)
		text := image.Rect(20, 40, 520, 580)
		before := b.part(text)
		b.press("F4")
		b.picture("why-" + language)
		if n := differing(before, b.part(text)); n < 5000 {
			t.Errorf("%s: F4 changed %d pixels, want a card", language, n)
		}
		b.press("shift+Tab", "Tab")
		time.Sleep(500 * time.Millisecond)
		if n := differing(before, b.part(text)); n > 200 {
			t.Errorf("%s: %d pixels of the card are left", language, n)
		}
		b.press("ctrl+Next")
		time.Sleep(time.Second)
	}
	b.quit()
}

// Escape after F4 is for the card alone: Return accepts what it was about. Ctrl+L links that label to an entity.
func TestCardClosesAndLabelIsLinked(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	id := b.list()[0].ID
	b.open()
	b.lightColours()
	b.program.drain()
	b.press("Tab", "F4")
	b.picture("link-1-card")
	b.do(b.program.Key("Escape"))
	b.press("Return", "shift+Tab", "ctrl+l")
	time.Sleep(500 * time.Millisecond)
	b.do(b.program.Type("Q1490"))
	b.picture("link-2-asked")
	b.do(b.program.Key("Return"))
	b.picture("link-3-linked")
	b.quit()
	spans := b.export()[id].Spans
	if len(spans) != 1 || spans[0].Entity != "Q1490" || spans[0].Label != "LOC" {
		t.Errorf("the export has %+v, want one place with its entity", spans)
	}
	b.open()
	b.press("ctrl+z")
	b.quit()
	if spans := b.export()[id].Spans; len(spans) != 1 || spans[0].Entity != "" {
		t.Errorf("after one undo the export has %+v", spans)
	}
}

// away takes the pointer out of the article: what is under it looks otherwise.
func (b *bench) away() {
	b.t.Helper()
	_, err := b.program.xdotool("mousemove", "1300", "880")
	b.do(err)
	time.Sleep(200 * time.Millisecond)
}

// focusFrame is where the frame of the focus stands, once it stands there in two looks; empty where there is none.
func (b *bench) focusFrame() image.Rectangle {
	look := func() image.Rectangle {
		r, err := b.display.Find(middle, accent)
		if err != nil {
			return image.Rectangle{}
		}
		return r
	}
	for r := look(); ; {
		again := look()
		if again == r {
			return r
		}
		r = again
	}
}

// stays presses a key without waiting and watches the focus while suggestions come.
func (b *bench) stays(name, key string) {
	b.t.Helper()
	seen := []image.Rectangle{b.focusFrame()}
	_, err := b.program.xdotool("key", "--clearmodifiers", key)
	b.do(err)
	var first *image.RGBA
	for end := time.Now().Add(1200 * time.Millisecond); time.Now().Before(end); {
		if r := b.focusFrame(); r != seen[len(seen)-1] {
			seen = append(seen, r)
			first = nil
		} else if first == nil && len(seen) > 1 {
			first = b.part(around(r))
		}
	}
	b.picture(name)
	b.program.drain()
	if len(seen) > 2 {
		b.t.Errorf("%s: after %s the frame of the focus went over %v", name, key, seen)
	}
	last := seen[len(seen)-1]
	if first == nil || last.Empty() {
		return
	}
	if n := differing(first, b.part(around(last))); n > 60 { // the caret blinks
		b.t.Errorf("%s: around the focus %d pixels changed by themselves after %s", name, n, key)
	}
}

// around is the part of the screen that somebody looks at who looks at a frame.
func around(r image.Rectangle) image.Rectangle {
	return image.Rect(r.Min.X-12, r.Min.Y-14, r.Max.X+12, r.Max.Y+4).Intersect(middle)
}

// heldKeyMovesByItselfAlone makes a step and at once holds a key down; going back as often leads to where the step was.
func (b *bench) heldKeyMovesByItselfAlone(name string) {
	b.t.Helper()
	b.press("Tab", "4")
	_, err := b.program.xdotool("keydown", "ctrl", "keydown", "Right", "sleep", "1.2", "keyup", "Right", "keyup", "ctrl")
	b.do(err)
	time.Sleep(time.Second)
	n := b.program.drain()
	if n < 5 {
		b.t.Fatalf("%s: the held key came %d times", name, n)
	}
	b.picture("jump-" + name + "-held")
	for range n {
		b.press("ctrl+Left")
	}
	time.Sleep(time.Second)
	b.picture("jump-" + name + "-held-and-back")
	back := b.part(middle)
	b.press("ctrl+z", "ctrl+shift+z") // goes to the place of the step
	time.Sleep(time.Second)
	b.picture("jump-" + name + "-step-again")
	if d := differing(back, b.part(middle)); d > 200 {
		b.t.Errorf("%s: after %d steps there and back %d pixels differ", name, n, d)
	}
}

// drain passes over all that the latency log has by now, and returns how many keys that were.
func (p *Program) drain() int {
	data, err := os.ReadFile(p.log)
	if err != nil {
		return 0
	}
	before := p.seen
	p.seen = max(p.seen, bytes.Count(data, []byte("\n")))
	return p.seen - before
}
