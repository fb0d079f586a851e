//go:build e2e

package e2e

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An article is found as it was left, scroll, selection and zoom: after the program was closed right after a scroll,
// and after it was killed a second after one.
func TestLeftPlaceIsFoundAgain(t *testing.T) {
	b := setUp(t, 1280, 820)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	b.command("import", b.project, b.longArticle())
	rows := b.list()
	b.open()
	for range len(rows) - 1 {
		b.press("ctrl+Next")
	}
	b.press("Next", "Next", "Next", "ctrl+equal", "ctrl+equal", "shift+Right", "shift+Right", "shift+Right")
	b.wheel(3)
	closed := b.article("place-1-closed")
	b.quit()

	b.open()
	b.same("after closing", closed, b.articleAgain("place-2-opened-again"))
	b.wheel(4)
	time.Sleep(time.Second)
	killed := b.article("place-3-killed")
	if n := differing(closed, killed); n < 5000 {
		t.Fatalf("the wheel changed %d pixels", n)
	}
	b.program.Kill()

	b.open()
	b.same("after a kill", killed, b.articleAgain("place-4-opened-again"))
	b.press("ctrl+Prior")
	b.press("ctrl+Next")
	b.same("after another article", killed, b.articleAgain("place-5-come-back"))
	b.quit()
}

// The menus answer to keys alone, and the article has the keyboard again afterwards.
func TestMenuByKeys(t *testing.T) {
	b := setUp(t, 1280, 820)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	id := b.list()[0].ID
	b.open()
	b.press("ctrl+Home", "shift+Right")
	b.do(b.program.Key("Alt_L", "Right", "Right", "Escape")) // opens, looks around, closes
	b.press("5")
	b.do(b.program.Key("Alt_L", "Right", "Down", "Return")) // Edit, Undo
	time.Sleep(300 * time.Millisecond)
	b.program.seen++ // the menu's step has a line as well
	b.press("ctrl+shift+z")
	b.quit()
	got := b.export()[id].Spans
	if len(got) != 1 || got[0].Label != "EVENT" {
		t.Errorf("labelled, undone by the menu and done again by a key: %+v", got)
	}
}

func (b *bench) longArticle() string {
	b.t.Helper()
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "Paragraph %d: Mira Okonkwo met the Coastal Union in Valletta on Tuesday, and flew to Egypt with %d others.\n\n", i+1, i%7)
	}
	path := filepath.Join(b.t.TempDir(), "z-long.txt")
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// wheel turns the wheel over the article, down.
func (b *bench) wheel(notches int) {
	b.t.Helper()
	b.do(b.program.Click(700, 400, 5, notches))
}

// articleAgain is an article that was just opened, once its suggestions have come.
func (b *bench) articleAgain(name string) *image.RGBA {
	b.t.Helper()
	time.Sleep(2 * time.Second)
	return b.article(name)
}

// article takes the text as it is on screen.
func (b *bench) article(name string) *image.RGBA {
	b.t.Helper()
	_, err := b.program.xdotool("mousemove", "640", "810") // what is under the pointer looks otherwise
	b.do(err)
	time.Sleep(300 * time.Millisecond)
	b.picture(name)
	return b.part(image.Rect(300, 40, 980, 780))
}

// same allows for the caret, which blinks.
func (b *bench) same(what string, want, got *image.RGBA) {
	b.t.Helper()
	if n := differing(want, got); n > 200 {
		b.t.Errorf("%s the article differs in %d pixels from how it was left", what, n)
	}
}

func differing(a, b *image.RGBA) int {
	n := 0
	for y := a.Rect.Min.Y; y < a.Rect.Max.Y; y++ {
		for x := a.Rect.Min.X; x < a.Rect.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}
