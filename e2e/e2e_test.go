//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

const (
	builtAt  = "../build/rubricator"
	sample   = "../annotate/ingest/sample"
	articles = "../../shared/articles" // real ones; not part of the tree
	pictures = "../build/e2e"
)

// bench is a display, a project and the program that has it open.
type bench struct {
	t       *testing.T
	display *Display
	program *Program
	binary  string
	home    string
	project string
}

func setUp(t *testing.T, width, height int) *bench {
	t.Helper()
	path, err := filepath.Abs(builtAt)
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	d, err := StartDisplay(home, width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Stop)
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	return &bench{t: t, display: d, binary: path, home: home, project: filepath.Join(home, "work.rubric")}
}

func (b *bench) command(args ...string) string {
	b.t.Helper()
	out, err := Command(b.binary, b.home, args...)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

func (b *bench) open() {
	b.t.Helper()
	var err error
	if b.program, _, err = Open(b.display, b.binary, b.project, b.home); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { b.program.cmd.Process.Kill() })
}

func (b *bench) press(keys ...string) []Stages {
	b.t.Helper()
	stages, err := b.program.Press(keys...)
	if err != nil {
		b.t.Fatal(err)
	}
	return stages
}

func (b *bench) quit() {
	b.t.Helper()
	if err := b.program.Quit(); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) picture(name string) {
	b.t.Helper()
	if err := b.display.Save(filepath.Join(pictures, name+".png")); err != nil {
		b.t.Fatal(err)
	}
}

// span is a labelled piece of an exported article.
type span struct {
	Start, End int
	Label      string
	Text       string
	Origin     string
	Score      float64
	Entity     string
}

type record struct {
	ID, Text, Status string
	Spans            []span
	Decisions        []struct {
		Start, End     int
		Label, Verdict string
	}
}

// export reads what the command line exports of the project.
func (b *bench) export() map[string]record {
	b.t.Helper()
	out := filepath.Join(b.home, "out.jsonl")
	b.command("export", b.project, "--format", "rubricator", "--status", "all", "--out", out)
	data, err := os.ReadFile(out)
	if err != nil {
		b.t.Fatal(err)
	}
	records := map[string]record{}
	for line := range strings.Lines(string(data)) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			b.t.Fatal(err)
		}
		text := []rune(r.Text)
		for _, s := range r.Spans {
			if got := string(text[s.Start:s.End]); got != s.Text {
				b.t.Errorf("%s: [%d,%d) covers %q, the export says %q", r.ID, s.Start, s.End, got, s.Text)
			}
		}
		records[r.ID] = r
	}
	return records
}

// words are the words of the first line, with their offsets in code points.
func words(text string) []span {
	var list []span
	start := -1
	for i, r := range []rune(text + " ") {
		switch letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r); {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			list = append(list, span{Start: start, End: i, Text: string([]rune(text)[start:i])})
			start = -1
		}
		if r == '\n' {
			break
		}
	}
	return list
}

// suggestion is a line of `rubricator suggest`.
type suggestion struct {
	ID    string
	Spans []span
}

func (b *bench) suggestions(id string) []span {
	b.t.Helper()
	var s suggestion
	if err := json.Unmarshal([]byte(b.command("suggest", b.project, "--doc", id)), &s); err != nil {
		b.t.Fatal(err)
	}
	return s.Spans
}

// row is a line of `rubricator list --json`.
type row struct {
	ID, Title, Lang, Dir, Status string
	Annotations, Suggestions     int
}

func (b *bench) list() []row {
	b.t.Helper()
	var rows []row
	for line := range strings.Lines(b.command("list", b.project, "--json")) {
		var r row
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			b.t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func has(spans []span, want span) bool {
	for _, s := range spans {
		if s.Start == want.Start && s.End == want.End && (want.Label == "" || s.Label == want.Label) {
			return true
		}
	}
	return false
}

// walk goes through one article of the project by keys alone and compares what is exported with what the keys meant.
// Forward is the arrow that leads on in the article's direction.
func walk(t *testing.T, name, folder, want string, forward string, from, count int) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, folder)
	rows := b.list()
	at := 0
	for i, r := range rows {
		if r.ID == want {
			at = i
		}
	}
	id := rows[at].ID
	proposed := b.suggestions(id)
	if len(proposed) < 3 {
		t.Fatalf("%s has %d suggestions, the walk needs three", id, len(proposed))
	}
	b.open()
	for range at {
		b.press("ctrl+Next")
	}
	time.Sleep(time.Second) // on a busy machine suggestions come after the article
	b.picture(name + "-1-opened")
	b.press("Tab", "Return") // accepts the first suggestion, goes on
	b.press("Delete")        // rejects the second, goes on
	b.picture(name + "-2-accepted-and-rejected")

	b.press("ctrl+Home")
	for range from {
		b.press(forward)
	}
	for range count {
		b.press("shift+" + forward)
	}
	b.picture(name + "-3-selected")
	b.press("5") // labels the words as an event
	b.press("alt+"+forward, "ctrl+z")
	b.press("4", "ctrl+z", "ctrl+shift+z", "ctrl+z") // relabels, undone, redone, undone
	b.picture(name + "-4-labelled")
	b.press("ctrl+Return")
	b.picture(name + "-5-next-article")
	b.quit()

	records := b.export()
	got := records[id]
	w := words(got.Text)
	event := span{Start: w[from].Start, End: w[from+count-1].End, Label: "EVENT"}
	if !has(got.Spans, event) {
		t.Errorf("%s: no EVENT on [%d,%d) %q; it has %+v", id, event.Start, event.End, string([]rune(got.Text)[event.Start:event.End]), got.Spans)
	}
	if !has(got.Spans, proposed[0]) && !overlaps(proposed[0], event) {
		t.Errorf("%s: the accepted %+v is missing from %+v", id, proposed[0], got.Spans)
	}
	if has(got.Spans, proposed[1]) {
		t.Errorf("%s: the rejected %+v was exported", id, proposed[1])
	}
	if got.Status != "finished" {
		t.Errorf("%s: status is %q, want finished", id, got.Status)
	}
	if len(got.Spans) != 2 {
		t.Errorf("%s: %d spans, the keys made 2: %+v", id, len(got.Spans), got.Spans)
	}

	b.open() // everything is where it was, undo included
	b.picture(name + "-6-started-again")
	b.press("ctrl+z", "ctrl+z") // takes back the end of the article, then the label
	b.picture(name + "-7-undone-after-restart")
	b.quit()
	got = b.export()[id]
	if got.Status != "in_progress" || has(got.Spans, event) || len(got.Spans) != 1 {
		t.Errorf("%s: after two undos in a new window it is %q with %+v", id, got.Status, got.Spans)
	}
	if out := b.command("check", b.project); strings.Contains(out, "fault") && !strings.Contains(out, "0 faults") && !strings.Contains(out, "no fault") {
		t.Errorf("check says: %s", out)
	}
}

func overlaps(a, b span) bool { return a.Start < b.End && b.Start < a.End }

func TestSampleInEnglish(t *testing.T) {
	walk(t, "sample-en", sample, "01-harbour-talks", "Right", 8, 2)
}

func TestSampleInArabic(t *testing.T) {
	walk(t, "sample-ar", sample, "02-marsa-noor-strike", "Left", 1, 2)
}

func TestRealArticles(t *testing.T) {
	if _, err := os.Stat(articles); err != nil {
		t.Log("the folder of real articles is not there; the sample covers the same steps")
		return
	}
	walk(t, "real-en", articles, "001_606db7fd7e6b588c", "Right", 4, 1)
	walk(t, "real-ar", articles, "002_fdf1f0661f26e64a", "Left", 3, 2)
}

// A program killed right after a key whose step it showed as saved has lost nothing of it.
func TestKilledAfterSaved(t *testing.T) {
	b := setUp(t, 1280, 820)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	id := b.list()[0].ID
	made := 0
	for round := range 5 {
		b.open()
		b.press("ctrl+Home")
		for range round * 3 {
			b.press("Right")
		}
		for _, s := range b.press("5") {
			if s.Stored == nil {
				t.Fatalf("round %d: the label was not stored: %+v", round, s)
			}
			made++
		}
		b.program.Kill()
		if got := len(b.export()[id].Spans); got != made {
			t.Fatalf("round %d: %d labels after the kill, %d were shown as saved", round, got, made)
		}
	}
	b.command("check", b.project)
}

func TestLooks(t *testing.T) {
	folder := sample
	if _, err := os.Stat(articles); err == nil {
		folder = articles
	}
	for _, size := range [][2]int{{1440, 900}, {900, 640}} {
		b := setUp(t, size[0], size[1])
		b.command("new", b.project)
		b.command("import", b.project, folder)
		b.open()
		b.press("Tab", "Return", "Return", "Return")
		b.picture(fmt.Sprintf("look-%d-light-en", size[0]))
		b.press("ctrl+Next", "ctrl+Next", "Tab", "Return", "Return")
		b.picture(fmt.Sprintf("look-%d-light-ar", size[0]))
		b.quit()
	}
}
