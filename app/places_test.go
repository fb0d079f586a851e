package app

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/state"
)

// long imports an article of many screens and opens it.
func (d *desk) long() {
	d.t.Helper()
	folder := d.t.TempDir()
	write(d.t, filepath.Join(folder, "c-long.txt"), strings.Repeat("Mira Okonkwo met the Coastal Union in Valletta on Tuesday, and flew to Egypt.\n\n", 200))
	d.importPaths([]string{folder})
	d.until("the import", func() bool { _, ok := d.state.List.Row("c-long"); return ok && d.state.Toast.Text != "" })
	d.openArticle("c-long")
}

func (d *desk) openArticle(id string) {
	d.t.Helper()
	d.Dispatch(state.OpenArticle{ID: id})
	d.until(id, func() bool { return d.state.Session.Document.ID == id && d.state.Open().Len() > 0 })
}

func (d *desk) wheel(units float32) {
	d.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -units)})
}

// left is all that must be as it was.
type left struct {
	id             string
	top            int
	down           float32
	caret, anchor  int
	focus          state.Focus
	points         int
	selected, look string
}

func (d *desk) left() left {
	d.t.Helper()
	top, down, known := d.view.Scroll()
	if !known {
		d.t.Fatal("the article has no layout")
	}
	s := d.state
	return left{s.Session.Document.ID, top, down, s.Caret.Offset, s.Anchor, s.Focus, s.Points(), s.Session.Document.Text.Slice(s.Selection()), s.Session.Document.Text.Slice(s.FocusSpan())}
}

func (d *desk) same(what string, want left) {
	d.t.Helper()
	if got := d.left(); got != want {
		d.t.Errorf("%s the article is\n%+v\nit was left as\n%+v", what, got, want)
	}
}

func TestEachArticleIsWhereItWasLeft(t *testing.T) {
	d := sit(t)
	d.long()
	d.wheel(1234)
	d.keys("Ctrl++", "Ctrl++")
	d.wheel(777)
	long := d.left()
	if long.top < 500 || long.points != d.state.TextSize+4 {
		t.Fatalf("the long article is at %+v", long)
	}
	d.openArticle("a-english")
	d.keys("Ctrl+Home", "Down", "Down", "Shift+Right", "Shift+Right", "Ctrl+0")
	short := d.left()
	if short.selected != "Mira Okonkwo" || short.points != d.state.TextSize {
		t.Fatalf("the short article is at %+v", short)
	}
	d.openArticle("c-long")
	d.same("after another", long)
	d.openArticle("a-english")
	d.same("after another", short)
}

func TestRestartShowsTheLastArticleAsItWasLeft(t *testing.T) {
	for name, keys := range map[string][]command.Key{
		"a selection":  {"PgDn", "PgDn", "PgDn", "Shift+Right", "Shift+Right", "Ctrl++"},
		"a focus":      {"PgDn", "PgDn", "Tab", "Ctrl+-"},
		"only a wheel": {},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t)
			d.long()
			d.keys(keys...)
			d.wheel(345)
			was := d.left()
			path := d.state.Project.Path
			if err := d.closeProject(); err != nil {
				t.Fatal(err)
			}
			d = resume(t, path)
			d.same("in a new window", was)
		})
	}
}

// What a program that is killed has on disk is at most as old as place.Delay.
func TestAScrollIsOnDiskWithoutClosing(t *testing.T) {
	d := sit(t)
	d.long()
	d.wheel(4000)
	was := d.left()
	d.until("the file", func() bool {
		files, _ := filepath.Glob(filepath.Join(d.fyne.Storage().RootURI().Path(), "places", "*.json"))
		for _, f := range files {
			if data, _ := os.ReadFile(f); strings.Contains(string(data), `"id":"c-long","top":`+strconv.Itoa(was.top)) {
				return true
			}
		}
		d.do(func() {}) // keeps until looking
		return false
	})
}

func TestTheProjectIsNotChangedByReading(t *testing.T) {
	d := sit(t)
	d.long()
	d.until("its language", func() bool { r, _ := d.state.List.Row("c-long"); return r.Language() != "" })
	path := d.state.Project.Path
	before := read(t, path)
	d.wheel(400)
	d.keys("Ctrl++", "PgDn", "Shift+Right")
	d.openArticle("b-arabic")
	d.openArticle("c-long")
	if read(t, path) != before {
		t.Error("opening, scrolling and zooming changed the project file")
	}
}

func TestAReloadOfTheOpenArticleLeavesItInPlace(t *testing.T) {
	d := sit(t)
	d.long()
	d.wheel(2000)
	d.keys("Tab")
	was := d.left()
	d.reload()
	d.until("its suggestions", func() bool { return d.state.Open().Len() > 0 })
	d.same("after an import", was)
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// flushSettings writes them at once, as quitting does.
func (d *desk) flushSettings() {
	d.t.Helper()
	if err := d.kept.Flush(); err != nil {
		d.t.Fatal(err)
	}
}

func TestHiddenCharactersStayShownInTheNextWindow(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Shift+H")
	if !d.state.Hidden {
		t.Fatal("the key shows nothing")
	}
	d.flushSettings()
	w := begin(t, d.fyne)
	if !w.state.Hidden {
		t.Error("the next window hides them again")
	}
	d.keys("Ctrl+Shift+H")
	d.flushSettings()
	if begin(t, d.fyne).state.Hidden {
		t.Error("that they are hidden again is not kept")
	}
}
