//go:build e2e

package e2e

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// accent is the colour of what is in focus, in the light theme.
var accent = color.RGBA{0xb3, 0x1d, 0x1d, 0xff}

// The same corrections by mouse: a double click and a label of the panel, the context menu, the edge of a span; and
// the palette, which chooses the colours by words.
func TestMouseAndPalette(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	id := b.list()[0].ID
	b.open()
	b.lightColours()

	b.do(b.program.Click(430, 78, 1, 2)) // the first word of the headline
	b.picture("mouse-2-double-click")
	b.do(b.program.Click(1250, 81, 1, 1)) // Person
	b.picture("mouse-3-labelled-by-the-panel")
	frame, err := b.display.Find(image.Rect(300, 40, 1130, 140), accent)
	if err != nil {
		t.Fatal(err)
	}
	edge, middle := frame.Max.X-3, (frame.Min.Y+frame.Max.Y)/2
	b.do(b.program.Drag(edge, middle, edge+75, middle))
	b.picture("mouse-4-edge-dragged")

	b.do(b.program.Click(520, 220, 3, 1))
	b.picture("mouse-5-context-menu")
	b.do(b.program.Key("Escape"))
	b.quit()

	got := b.export()[id].Spans
	if len(got) != 1 || got[0].Label != "PER" || got[0].Text != "Ferry talks" {
		t.Errorf("the mouse meant PER on “Ferry talks”; the export has %+v", got)
	}
}

// lightColours chooses them in the palette.
func (b *bench) lightColours() {
	b.t.Helper()
	b.do(b.program.Key("ctrl+shift+p"))
	b.do(b.program.Type("light colours"))
	b.picture("mouse-1-palette")
	b.do(b.program.Key("Return"))
}

// "Every occurrence" by keys: the word at the cursor, ticked in all articles, and one undo.
func TestEveryOccurrence(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	b.open()
	b.press("ctrl+Home")
	for range 8 {
		b.press("Right")
	}
	b.press("shift+Right", "shift+Right", "3", "ctrl+d")
	b.do(b.program.Key("Tab", "Tab"))
	b.picture("every-1-article")
	b.do(b.program.Key("Return"))
	b.picture("every-2-labelled")
	b.quit()
	count := 0
	for _, s := range b.export()[b.list()[0].ID].Spans {
		if s.Text == "Marsa Noor" && s.Label == "LOC" {
			count++
		}
	}
	if count < 4 {
		t.Errorf("%d places of “Marsa Noor” are labelled in the first article, want all four or more", count)
	}
}

func (b *bench) do(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// From nothing to an open article by keys alone: a new project, a folder imported into it, a label, an export.
func TestFirstMinutesByKeys(t *testing.T) {
	b := setUp(t, 1440, 900)
	folder := filepath.Join(b.home, "news")
	copySample(t, folder)
	var err error
	if b.program, _, err = Open(b.display, b.binary, "", b.home); err != nil {
		t.Fatal(err)
	}
	b.picture("first-1-start")
	b.do(b.program.Key("ctrl+n"))
	b.do(b.program.Key("ctrl+a"))
	b.do(b.program.Type(b.project))
	b.picture("first-2-new")
	b.do(b.program.Key("Return"))
	b.do(b.program.Key("ctrl+i"))
	b.do(b.program.Key("ctrl+a"))
	b.do(b.program.Type(folder + "/"))
	b.picture("first-3-import")
	b.do(b.program.Key("Return"))
	time.Sleep(2 * time.Second)
	b.picture("first-4-imported")
	b.do(b.program.Key("Escape"))
	b.do(b.program.Key("ctrl+Home"))
	b.do(b.program.Key("5"))
	b.picture("first-5-labelled")
	b.quit()
	if rows := b.list(); len(rows) != 10 || rows[0].Annotations != 1 {
		t.Errorf("after the first minutes the project has %+v", rows)
	}
}

func copySample(t *testing.T, folder string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(sample, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no sample: %v", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(n)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
