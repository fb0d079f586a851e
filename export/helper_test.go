package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

const example = "Mira Okonkwo 🚒 left قرية for North Bay University Hospital on 3 May."

// record makes a record of a text with spans given as label and quote; each is looked for after the last one's
// start.
func record(t testing.TB, id, text string, spans ...[2]string) Record {
	t.Helper()
	doc, err := annotate.NewDocument(id, "", text)
	if err != nil {
		t.Fatal(err)
	}
	var list []annotate.Annotation
	from := 0
	for i, s := range spans {
		at := strings.Index(text[from:], s[1])
		if at < 0 {
			t.Fatalf("%q is not in the text after byte %d", s[1], from)
		}
		from += at
		start := doc.Text.CodePoint(from)
		sp := annotate.Span{Start: start, End: start + len([]rune(s[1]))}
		list = append(list, annotate.Annotation{ID: "s" + string(rune('1'+i)), Span: sp, Label: s[0], Quote: s[1],
			Annotator: "ada", Origin: annotate.OriginUser})
	}
	return Record{Document: doc, Language: "en", Direction: "ltr", Annotator: "ada",
		Work: annotate.Work{Annotations: annotate.NewSet(list...), Status: annotate.Finished}}
}

// mira is the example of docs/formats.md: five spans, one nested, in two scripts with an emoji.
func mira(t testing.TB) Record {
	r := record(t, "doc-0001", example, [2]string{"PERSON", "Mira Okonkwo"}, [2]string{"PLACE", "قرية"},
		[2]string{"ORG", "North Bay University Hospital"}, [2]string{"PLACE", "North Bay"}, [2]string{"DATE", "3 May"})
	r.Group = "event:7f3a"
	return r
}

// shared is the small corpus of the golden files: several scripts, notes, an answered suggestion, a zone.
func shared(t testing.TB) []Record {
	arabic := record(t, "doc-0002", "جاءت ليلى وسامي أمس", [2]string{"PERSON", "ليلى"}, [2]string{"PERSON", "سامي"})
	arabic.Language, arabic.Direction = "ar", "rtl"
	arabic.Work.Language = "ar"
	glued := record(t, "doc-0003", "Menu | Sport\nThe enclaveEnsure of  नेपाल met\u00a0北京市 \"here\".\n", [2]string{"PLACE", "enclave"},
		[2]string{"PLACE", "नेपाल"}, [2]string{"PLACE", "北京"})
	glued.Document.Meta = map[string]string{"url": "https://example.org/a?b=1&c=<2>", "desk": "world"}
	glued.Document.Source = annotate.Source{Name: "glued.txt", Encoding: "utf-8", SHA256: glued.Document.Text.SHA256()}
	glued.Work.Zones = []annotate.Span{{Start: 0, End: 12}}
	glued.Work.Note = "glued by the scraper\u2028see the original"
	glued.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: annotate.Span{Start: 13, End: 16}, Label: "PERSON", Verdict: annotate.Rejected,
		Suggester: "memory", Score: 0.25, Quote: "The"})
	return []Record{mira(t), arabic, glued}
}

func source(list ...Record) Source {
	return func(yield func(Record, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func options(format, out string) Options {
	return Options{Format: format, Out: out, Name: "demo", Tool: "rubricator test", Annotator: "ada", Schema: schemaOf("PERSON", "PLACE", "ORG", "DATE")}
}

func schemaOf(labels ...string) annotate.Schema {
	s := annotate.Schema{Name: "demo"}
	for _, l := range labels {
		s = s.With(l)
	}
	return s
}

func export(t testing.TB, opts Options, list ...Record) Report {
	t.Helper()
	rep, err := Write(t.Context(), opts, source(list...))
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// golden compares with testdata; a file that is missing fails the test and shows what to put there.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if os.Getenv("GOLDEN") == "write" {
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, path); got != want {
		t.Errorf("%s differs; GOLDEN=write go test replaces it\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// only fails unless dir holds exactly these names.
func only(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	if strings.Join(have, " ") != strings.Join(names, " ") {
		t.Errorf("in the folder: %q, want %q", have, names)
	}
}

// fullDisk is a file system with room for n bytes.
func fullDisk(n int) createFunc {
	return func(path string) (file, error) {
		f, err := createFile(path)
		return &shortFile{f, &n}, err
	}
}

var errFull = errors.New("no space left on device")

type shortFile struct {
	file
	left *int
}

func (s *shortFile) Write(p []byte) (int, error) {
	if len(p) > *s.left {
		n, _ := s.file.Write(p[:*s.left])
		*s.left = 0
		return n, errFull
	}
	*s.left -= len(p)
	return s.file.Write(p)
}

// cancelled gives records and ends the context after the first.
func cancelled(t *testing.T, list ...Record) (context.Context, Source) {
	ctx, cancel := context.WithCancel(t.Context())
	return ctx, func(yield func(Record, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
			cancel()
		}
	}
}

// learntFormats are those that hold a document as a model is to learn it.
func learntFormats() (names []string) {
	for _, f := range Formats() {
		if !f.stored && f.shape != nothing {
			names = append(names, f.Name)
		}
	}
	return names
}

// one is a format that is given single records, without files.
type one struct {
	writer
	*run
}

func opened(t testing.TB, format string) one {
	t.Helper()
	f, err := Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	r := newRun(options(format, "x"), f, noStage{})
	return one{f.open(r), r}
}

// unit is the only one of a record; a record of which nothing can be learnt has none, and an empty one is given.
func (o one) unit(r Record) unit {
	list, err := o.units(r)
	if err != nil || len(list) == 0 {
		return unit{Record: r}
	}
	return list[0]
}
