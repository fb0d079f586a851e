package export

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// older is an export at news.jsonl whose manifest names files besides; their contents are "old".
func older(t *testing.T, names ...string) (out string) {
	t.Helper()
	dir := t.TempDir()
	out = filepath.Join(dir, "news.jsonl")
	m := manifest{Manifest: ManifestName, Layout: layoutFile}
	for _, name := range append(names, "news.jsonl") {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		m.Files = append(m.Files, fileInfo{Path: name, SHA256: hexSumOf("old")})
	}
	named(t, out, m)
	return out
}

// named writes the manifest of an export at out.
func named(t *testing.T, out string, m manifest) {
	t.Helper()
	data, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(out+"."+markFile, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// replaced exports to out with a stage that was changed.
func replaced(t *testing.T, out string, change func(*beside)) Report {
	t.Helper()
	s, err := openBeside(out, createFile)
	if err != nil {
		t.Fatal(err)
	}
	change(s.(*beside))
	f, err := Lookup("rubricator")
	if err != nil {
		t.Fatal(err)
	}
	rep, err := f.writeTo(t.Context(), options("rubricator", out), source(mira(t)), s)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// TestANewFileUnderAnOldSpellingStays: where a file system takes no notice of case, the old News.jsonl is the new news.jsonl.
func TestANewFileUnderAnOldSpellingStays(t *testing.T) {
	out := older(t, "News.jsonl", "other.tsv")
	replaced(t, out, func(b *beside) { b.same = strings.EqualFold })
	only(t, filepath.Dir(out), "News.jsonl", "news.jsonl", "news.jsonl.manifest.json")

	out = older(t, "News.jsonl")
	replaced(t, out, func(*beside) {})
	only(t, filepath.Dir(out), "news.jsonl", "news.jsonl.manifest.json")
}

func TestTwoPathsOfOneFileAreTheSame(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := errors.Join(os.WriteFile(a, nil, 0o644), os.WriteFile(b, nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	if !sameFile(a, filepath.Join(dir, ".", "a")) || sameFile(a, b) || sameFile(a, a+"x") || sameFile(a+"x", a) {
		t.Error("not told which paths are one file")
	}
}

func TestAnExportStandsThoughAnOlderFileCannotBeRemoved(t *testing.T) {
	out := older(t, "x.tsv", "y.tsv", "z.tsv")
	rep := replaced(t, out, func(b *beside) {
		b.remove = func(path string) error {
			switch filepath.Base(path) {
			case "x.tsv":
				return &fs.PathError{Op: "remove", Path: path, Err: errors.New("in use")}
			case "y.tsv":
				return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrNotExist}
			}
			return os.Remove(path)
		}
	})
	if last := rep.Notes[len(rep.Notes)-1]; !strings.Contains(last, "x.tsv: in use") || strings.Contains(strings.Join(rep.Notes, " "), "y.tsv") {
		t.Errorf("the notes are %q", rep.Notes)
	}
	if !strings.Contains(read(t, out), "Mira") || len(rep.Files) == 0 {
		t.Errorf("the new export does not stand, or is not told of: %+v", rep.Files)
	}
	only(t, filepath.Dir(out), "news.jsonl", "news.jsonl.manifest.json", "x.tsv", "y.tsv")
}

// TestOnlyFilesThatTheManifestHasSumsOfGo: an entry without a sum names nothing that may be removed.
func TestOnlyFilesThatTheManifestHasSumsOfGo(t *testing.T) {
	out := older(t)
	dir := filepath.Dir(out)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "sub"), 0o755), os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o644)); err != nil {
		t.Fatal(err)
	}
	named(t, out, manifest{Manifest: ManifestName, Layout: layoutFile, Files: []fileInfo{{Path: "."}, {Path: ".."}, {Path: "sub"}, {Path: "mine.txt"}, {Path: "gone.txt"}}})
	if got := outdated(out, func(string) bool { return true }); len(got) > 0 {
		t.Errorf("of no name are %q outdated", got)
	}
	if got := outdated(out, func(name string) bool { return strings.HasPrefix(name, "news.jsonl") }); len(got) > 0 {
		t.Errorf("%q would be removed", got)
	}
}
