package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestExtrasAreKnownBefore: what stands beside a file is known by its names before anything is written.
func TestExtrasAreKnownBefore(t *testing.T) {
	for _, f := range Formats() {
		for _, provenance := range []bool{false, true} {
			if f.Folder {
				continue
			}
			o := options(f.Name, filepath.Join(t.TempDir(), "data"+f.Ending))
			o.Provenance = provenance
			told, err := o.extras(f)
			var wrote []string
			for _, file := range export(t, o, shared(t)...).Files {
				if file.Path != o.Out {
					wrote = append(wrote, filepath.Base(file.Path))
				}
			}
			slices.Sort(wrote)
			if err != nil || !slices.Equal(told, wrote) {
				t.Errorf("%s: told %q, %v, wrote %q", f.Name, told, err, wrote)
			}
		}
	}
}

func TestFilesThatAreNoExportsAreNamedBeforeTheyAreReplaced(t *testing.T) {
	dir := t.TempDir()
	o := options("spacy", filepath.Join(dir, "news.jsonl"))
	foreign := func(o Options, there bool, want ...string) {
		t.Helper()
		if s, err := o.Standing(); err != nil || s.There != there || fmt.Sprint(s.Foreign) != fmt.Sprint(want) {
			t.Errorf("%+v, %v; want %v, %q", s, err, there, want)
		}
	}
	put := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	foreign(o, false)
	put("alignment.tsv")
	put("news.jsonl.manifest.json")
	put("provenance.tsv") // no name of this export
	foreign(o, false, "alignment.tsv", "news.jsonl.manifest.json")
	export(t, o, mira(t))
	foreign(o, true)
	put("make_docbin.py") // a script of the export, edited
	foreign(o, true, "make_docbin.py")

	other := options("prodigy", filepath.Join(dir, "other.jsonl"))
	foreign(other, false) // alignment.tsv is that of the first
	export(t, other, mira(t))
	foreign(o, true, "make_docbin.py")
	if err := errors.Join(os.Remove(filepath.Join(dir, "make_docbin.py")), os.Mkdir(filepath.Join(dir, "make_docbin.py"), 0o755)); err != nil {
		t.Fatal(err)
	}
	foreign(o, true, "make_docbin.py")
}
