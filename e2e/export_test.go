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
)

// A purpose is chosen, a label renamed and the export written by keys alone; the next time it stands first.
func TestExport(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	rows := b.list()
	b.open()
	b.press("ctrl+Home", "Right", "Right", "shift+Right", "shift+Right", "5", "ctrl+Return")
	b.press("ctrl+e")
	time.Sleep(time.Second)
	b.picture("export-1-opened")
	b.do(b.program.Key("Down", "Down", "Down", "Down", "Down")) // to doccano
	b.do(b.program.Key("Tab", "Left", "Right", "Left"))         // finished articles alone
	b.do(b.program.Key("Tab", "Tab", "Right", "Right"))         // the page of labels
	b.picture("export-2-labels")
	b.do(b.program.Key("Tab", "Down", "Down", "Down", "Down", "ctrl+a"))
	b.do(b.program.Type("HAPPENING"))
	time.Sleep(time.Second)
	b.picture("export-3-renamed")
	b.do(b.program.Key("Return"))
	out := filepath.Join(b.home, "work-doccano.jsonl")
	b.appears(out)
	b.picture("export-4-written")
	b.do(b.program.Key("Escape"))

	var got struct {
		Text  string
		Label [][3]any
		ID    string `json:"ext_id"`
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &got); err != nil || strings.Count(string(data), "\n") != 1 {
		t.Fatalf("%v: the export holds %s", err, data)
	}
	if got.ID != rows[0].ID || len(got.Label) != 1 || got.Label[0][2] != "HAPPENING" {
		t.Errorf("exported %s: %v", got.ID, got.Label)
	}

	b.press("ctrl+e")
	time.Sleep(time.Second)
	b.picture("export-5-again")
	if err := os.Remove(out); err != nil {
		t.Fatal(err)
	}
	b.do(b.program.Key("Return")) // as last time, label and all
	b.appears(out)
	if again, err := os.ReadFile(out); err != nil || string(again) != string(data) {
		t.Errorf("%v: again it is\n%s\nit was\n%s", err, again, data)
	}
	b.do(b.program.Key("Escape"))
	b.quit()
}

// A long export is stopped by Esc; what stood at its destination stands there still, and no other file is left.
func TestExportIsCancelled(t *testing.T) {
	b := setUp(t, 1280, 820)
	var lines strings.Builder
	text := strings.Repeat("Foreign minister Mira Okonkwo returned to Port Sarel on Tuesday for talks. ", 40)
	for i := range 20_000 {
		fmt.Fprintf(&lines, `{"id":"r%d","lang":"en","text":"%d %s"}`+"\n", i, i, text)
	}
	records := filepath.Join(b.home, "r.jsonl")
	if err := os.WriteFile(records, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	b.command("new", b.project)
	b.command("import", b.project, records)
	out := filepath.Join(b.home, "work-rubricator.jsonl")
	if err := os.WriteFile(out, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := names(t, b.home)
	b.open()
	b.press("ctrl+e")
	b.do(b.program.Key("Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down")) // the lossless copy: all articles
	b.picture("export-6-counting")
	b.do(b.program.Key("Return"))
	b.picture("export-7-under-way")
	b.do(b.program.Key("Escape"))
	time.Sleep(time.Second)
	b.picture("export-8-cancelled")
	b.do(b.program.Key("Escape"))
	b.quit()
	if data, err := os.ReadFile(out); err != nil || string(data) != "old" {
		t.Errorf("at the destination stand %d bytes, %v", len(data), err)
	}
	if after := names(t, b.home); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("after the cancel there are %v, before %v", after, before)
	}
}

// appears waits for a file.
func (b *bench) appears(path string) {
	b.t.Helper()
	for range 100 {
		if _, err := os.Stat(path); err == nil {
			time.Sleep(500 * time.Millisecond)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.picture("no-" + filepath.Base(path))
	b.t.Fatalf("%s did not appear", path)
}

// names are the files of a folder that an export could have left there.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), "work-") || strings.Contains(e.Name(), ".tmp") || strings.HasSuffix(e.Name(), ".tsv") {
			list = append(list, e.Name())
		}
	}
	return list
}
