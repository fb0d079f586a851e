package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// begin makes an empty project and opens it for ada. At the end of the test it must be without faults.
func begin(t testing.TB) *Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.rubric")
	if err := Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, "ada", false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		faults, err := p.Store().Check(t.Context(), nil)
		if len(faults) > 0 || err != nil && t.Context().Err() == nil {
			t.Errorf("check: %v %v", faults, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// files writes files, given as name and content in turn, and returns their folder.
func files(t testing.TB, list ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(list); i += 2 {
		path := filepath.Join(dir, list[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(list[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// take imports a path and returns the lines that were told.
func take(t testing.TB, p *Project, o ImportOptions, paths ...string) (Summary, []string) {
	t.Helper()
	var lines []string
	sum, err := p.Import(t.Context(), paths, o, func(l Line) { lines = append(lines, l.Text) }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return sum, lines
}

// write exports and returns the bytes.
func write(t testing.TB, p *Project, o ExportOptions) string {
	t.Helper()
	o.Out = filepath.Join(t.TempDir(), "out.jsonl")
	if o.Format == "" {
		o.Format = FormatRubricator
	}
	if _, err := p.Export(t.Context(), o, nil); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(o.Out)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// say stores what an annotator says of a document, as marked text, and finishes the document.
func say(t testing.TB, p *Project, id, annotator, marked string) annotate.Work {
	t.Helper()
	_, set := annotatetest.Parse(t, marked)
	doc, err := p.Store().Document(id)
	if err != nil {
		t.Fatal(err)
	}
	before, err := p.Store().Work(id, annotator)
	if err != nil {
		t.Fatal(err)
	}
	edits := []annotate.Edit{annotate.AssignTo(before, annotate.FieldStatus, string(annotate.Finished))}
	for _, a := range set.All() {
		a.ID, a.Annotator, a.Origin = annotate.NewID(), annotator, annotate.OriginUser
		if err := a.Check(doc.Text); err != nil {
			t.Fatal(err)
		}
		edits = append(edits, annotate.Add(a))
	}
	return step(t, p, annotate.Session{Document: doc, Work: before, Annotator: annotator}, edits...)
}

// step stores edits as one transaction and returns the work after them.
func step(t testing.TB, p *Project, s annotate.Session, edits ...annotate.Edit) annotate.Work {
	t.Helper()
	tx := s.Transaction(time.Now(), annotate.OriginUser, "test", annotate.Span{}, edits...)
	if err := p.Store().Append(tx); err != nil {
		t.Fatal(err)
	}
	after, _, err := tx.Apply(s.Work)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// marks is what an annotator has said of a document, as marked text.
func marks(t testing.TB, p *Project, id, annotator string) string {
	t.Helper()
	doc, err := p.Store().Document(id)
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Store().Work(id, annotator)
	if err != nil {
		t.Fatal(err)
	}
	return annotatetest.Format(doc.Text, work.Annotations)
}

// ids lists the project's documents in order.
func ids(t testing.TB, p *Project) string {
	t.Helper()
	headers, err := p.Store().Headers("")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range headers {
		list = append(list, fmt.Sprintf("%s:%s", h.ID, h.Language.Code))
	}
	return strings.Join(list, " ")
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	path := filepath.Join(files(t, "x.rubric", "something else"), "x.rubric")
	if err := Create(path, annotate.News()); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("create over a file: %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "something else" {
		t.Errorf("the file is now %q", data)
	}
}

func TestAnnotatorDefaultsToTheUser(t *testing.T) {
	p := begin(t)
	path := p.Store().Path()
	if p.Annotator() != "ada" || p.Name() != "news" {
		t.Errorf("annotator %q, name %q", p.Annotator(), p.Name())
	}
	p.Close()
	again, err := Open(path, "", true)
	if err != nil {
		t.Fatal(err)
	}
	if name := again.Annotator(); name == "" || name != DefaultAnnotator() {
		t.Errorf("annotator %q", name)
	}
	again.Close()
}
