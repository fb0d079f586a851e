package tally

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/app/state"
)

func flush(t *testing.T, k *Keeper) {
	t.Helper()
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
}

func TestCountsAreReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "c.json")
	k := Open(path, "one", "ada")
	k.Put(map[string]state.Count{"a": {Suggestions: 3, Corrections: 0.75}, "مرفأ": {}})
	flush(t, k)
	again := Open(path, "one", "ada")
	if c, known := again.Of("a"); !known || c != (state.Count{Suggestions: 3, Corrections: 0.75}) {
		t.Errorf("a has %+v, %v", c, known)
	}
	if _, known := again.Of("مرفأ"); !known {
		t.Error("that an article has no suggestions is forgotten")
	}
	again.Clear()
	flush(t, again)
	if _, known := Open(path, "one", "ada").Of("a"); known {
		t.Error("a count is known after all were cleared")
	}
}

func TestOtherFilesCountAsNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.json")
	k := Open(path, "one", "ada")
	k.Put(map[string]state.Count{"a": {Suggestions: 3}})
	flush(t, k)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"empty": "", "cut": string(data[:len(data)/2]), "later kind": strings.Replace(string(data), "counts 1", "counts 2", 1),
		"another project": strings.Replace(string(data), `"one"`, `"two"`, 1), "another annotator": strings.Replace(string(data), `"ada"`, `"bob"`, 1),
		"wrong type": strings.Replace(string(data), "[3,0]", `"x"`, 1), "no articles": `{"kind":"rubricator counts 1","project":"one","annotator":"ada"}`,
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		k := Open(path, "one", "ada")
		if _, known := k.Of("a"); known {
			t.Errorf("%s: a count was read", name)
		}
		k.Put(map[string]state.Count{"a": {Suggestions: 1}})
		flush(t, k)
		if c, _ := Open(path, "one", "ada").Of("a"); c.Suggestions != 1 {
			t.Errorf("%s: the file is not made anew", name)
		}
	}
}

func TestWhatCannotBeWrittenIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "taken")
	if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	k := Open(path, "one", "ada")
	k.Put(map[string]state.Count{"a": {}})
	if err := k.Flush(); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("writing over a folder gives %v", err)
	}
}
