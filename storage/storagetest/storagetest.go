// Package storagetest opens projects for tests. Each is checked when its test ends.
package storagetest

import (
	"context"
	"path/filepath"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
)

// New makes an empty project with the news schema in a temporary folder. When the test ends it is closed, opened again
// and checked, and a fault fails the test.
func New(t testing.TB) *storage.Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		Check(t, path)
	})
	return p
}

// Reopen closes a project and opens it again, as a restart does. The cleanup of New copes with both.
func Reopen(t testing.TB, p *storage.Project) *storage.Project {
	t.Helper()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := storage.Open(p.Path(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	})
	return again
}

// Check fails the test for every fault in the project file at the path, which must be closed.
func Check(t testing.TB, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Errorf("open for the check: %v", err)
		return
	}
	faults, err := p.Check(context.Background(), nil)
	if err != nil {
		t.Error(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// Add stores documents and fails the test if one is not taken.
func Add(t testing.TB, p *storage.Project, docs ...storage.NewDocument) []storage.Added {
	t.Helper()
	added, err := p.AddDocuments(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range added {
		if a.Err != nil {
			t.Fatal(a.Err)
		}
	}
	return added
}

// Text is a document of that id and text.
func Text(t testing.TB, id, text string) storage.NewDocument {
	t.Helper()
	doc, err := annotate.NewDocument(id, "", text)
	if err != nil {
		t.Fatal(err)
	}
	return storage.NewDocument{Document: doc}
}
