package project

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSampleIsMadeOnceAndWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	path, err := OpenSample(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, "", false)
	if err != nil {
		t.Fatal(err)
	}
	want := "01-harbour-talks:en 02-marsa-noor-strike:ar 03-bach-long-yard:vi 04-haifa-waits:he 05-insurance-knot:fa " +
		"06-captain-karadag:en 07-marseille-offer:fr 08-mersin-pier:tr 09-valletta-accord:ar 10-first-sailing:en"
	if got := ids(t, p); got != want {
		t.Errorf("documents %s", got)
	}
	say(t, p, "10-first-sailing", "ada", textOf(t, p, "10-first-sailing"))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenSample(dir)
	if err != nil || again != path {
		t.Fatalf("%q %v", again, err)
	}
	p, err = Open(path, "", true)
	if err != nil {
		t.Fatal(err)
	}
	if names, err := p.Store().Annotators(); len(names) != 1 || err != nil {
		t.Errorf("opening the sample again lost the work in it: %q %v", names, err)
	}
	p.Close()
}

func TestSampleThatWasInterruptedIsMadeAgain(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, SampleName+".begun"), []byte("half a project"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSample(dir); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 || entries[0].Name() != SampleName {
		t.Errorf("the folder holds %v", entries)
	}
}

func textOf(t *testing.T, p *Project, id string) string {
	t.Helper()
	doc, err := p.Store().Document(id)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text.String()
}
