package place

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var full = Place{Top: 120, Down: 7.5, Caret: 150, Anchor: 140, Upstream: true, Edge: true, Annotation: "x1", Suggestion: Suggestion{3, 9, "PER"}, Zoomed: true, Zoom: -2}

func TestPlacesAreReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "p.json")
	k := Open(path, "one")
	k.Put("a", Place{Caret: 1})
	k.Put("b", full)
	k.Put("a", Place{Caret: 2})
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	again := Open(path, "one")
	for id, want := range map[string]Place{"a": {Caret: 2}, "b": full} {
		if got, known := again.Of(id); !known || got != want {
			t.Errorf("%s is at %+v, %v; want %+v", id, got, known, want)
		}
	}
	if _, known := again.Of("c"); known || again.Last() != "a" {
		t.Errorf("an article never seen is known, or the last seen is %q", again.Last())
	}
}

func TestPlacesAreWrittenByThemselves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.json")
	k := Open(path, "one")
	k.Put("a", full)
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if got, known := Open(path, "one").Of("a"); known && got == full {
			return
		}
		if time.Now().After(end) {
			t.Fatal("a place is not on disk after 20 s")
		}
	}
}

func TestOtherFilesCountAsNone(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.json")
	k := Open(good, "one")
	k.Put("a", full)
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"empty": "", "cut": string(data[:len(data)/2]), "no JSON": "\x00\xff", "another JSON": `{"articles":[{"id":"a"}]}`,
		"later kind": strings.Replace(string(data), "places 1", "places 2", 1), "other project": strings.Replace(string(data), `"one"`, `"two"`, 1),
		"wrong type": `{"kind":"rubricator places 1","project":"one","articles":[{"id":"a","top":"x"}]}`,
	} {
		path := filepath.Join(dir, name+".json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		k := Open(path, "one")
		if _, known := k.Of("a"); known || k.Last() != "" {
			t.Errorf("%s: a place was read", name)
		}
		k.Put("a", full)
		if err := k.Flush(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := Open(path, "one").Of("a"); got != full {
			t.Errorf("%s: the file is not made anew", name)
		}
	}
}

func TestTheOldestPlacesGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.json")
	k := Open(path, "one")
	for i := range Limit {
		k.Put(fmt.Sprint(i), Place{Caret: i})
	}
	k.Put("0", Place{Caret: 7}) // seen again
	k.Put("new", full)
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	k = Open(path, "one")
	if _, known := k.Of("1"); known || len(k.list) != Limit {
		t.Errorf("%d articles are remembered, the oldest among them: %v", len(k.list), known)
	}
	if p, known := k.Of("0"); !known || p.Caret != 7 {
		t.Error("an article that was seen again is forgotten")
	}
}

func TestNothingChangedIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.json")
	k := Open(path, "one")
	k.Put("a", full)
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	k.Put("a", full)
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the same place was written again")
	}
}

func TestWhatCannotBeWrittenIsToldAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	k := Open(path, "one")
	k.Put("a", full)
	if err := k.Flush(); err == nil {
		t.Error("writing over a folder gives no error")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	if got, _ := Open(path, "one").Of("a"); got != full {
		t.Errorf("once there is room the place is %+v, want %+v", got, full)
	}
}

func TestWithinATextOfAnotherLength(t *testing.T) {
	p := Place{Top: 900, Caret: -3, Anchor: 12, Suggestion: Suggestion{8, 11, "PER"}}.Within(10)
	if want := (Place{Top: 10, Caret: 0, Anchor: 10}); p != want {
		t.Errorf("within 10 code points the place is %+v, want %+v", p, want)
	}
	if p := full.Within(1000); p != full {
		t.Errorf("a place that fits became %+v", p)
	}
}

func TestFileNames(t *testing.T) {
	name := FileName("/a/p.rubric", "one")
	if name != FileName("/a/p.rubric", "one") || name == FileName("/b/p.rubric", "one") || name == FileName("/a/p.rubric", "two") {
		t.Error("the file's name does not follow path and identity")
	}
	if filepath.Base(name) != name || strings.Contains(name, "rubric") {
		t.Errorf("%q is no plain name", name)
	}
}

func BenchmarkWriteTheMostPlaces(b *testing.B) {
	k := Open(filepath.Join(b.TempDir(), "p.json"), "one")
	for i := range Limit {
		k.Put(fmt.Sprintf("article-%05d", i), full)
	}
	for i := 0; b.Loop(); i++ {
		k.Put("article-04999", Place{Caret: i})
		if err := k.Flush(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutAMovedCaret(b *testing.B) {
	k := Open(filepath.Join(b.TempDir(), "p.json"), "one")
	for i := range Limit {
		k.Put(fmt.Sprintf("article-%05d", i), full)
	}
	k.late.soon = true // nothing is written meanwhile
	for i := 0; b.Loop(); i++ {
		k.Put("article-04999", Place{Caret: i})
	}
}
