package storage_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// marked is a document in marked text, with its annotations as the annotator's work.
func marked(t *testing.T, id, annotator, text string) storage.NewDocument {
	t.Helper()
	doc, set := annotatetest.Parse(t, text)
	doc.ID = id
	return storage.NewDocument{Document: doc, Work: &annotate.Work{Annotations: set}, Annotator: annotator}
}

// shown is a stored work in marked text.
func shown(t *testing.T, p *storage.Project, id, annotator string) string {
	t.Helper()
	doc, err := p.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Work(id, annotator)
	if err != nil {
		t.Fatal(err)
	}
	return annotatetest.Format(doc.Text, work.Annotations)
}

func TestDocumentComesBack(t *testing.T) {
	p := storagetest.New(t)
	n := storagetest.Text(t, "réf/1", "Ωmega\n\nمرحبا 👩‍🔬 "+strings.Repeat("and so on ", 500))
	n.Document.Meta = map[string]string{"date": "2024-05-03", "صحيفة": "x"}
	n.Document.Source = annotate.Source{Name: "dir/ref.txt", Encoding: "windows-1256", SHA256: [32]byte{9, 8}}
	storagetest.Add(t, p, n)
	p = storagetest.Reopen(t, p)
	got, err := p.Document("réf/1")
	if err != nil {
		t.Fatal(err)
	}
	want := n.Document
	if got.ID != want.ID || got.Title != want.Title || got.Text.String() != want.Text.String() || got.Source != want.Source || !maps.Equal(got.Meta, want.Meta) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h, err := p.Header("réf/1", "")
	if err != nil || h.CodePoints != want.Text.Len() || h.TextSHA256 != want.Text.SHA256() || h.Number != 1 || h.Source != want.Source {
		t.Errorf("header %+v, %v", h, err)
	}
}

func TestUnknownDocument(t *testing.T) {
	p := storagetest.New(t)
	_, document := p.Document("x")
	_, header := p.Header("x", "")
	_, work := p.Work("x", "ada")
	_, works := p.Works("x")
	_, list := p.Suggestions("x")
	_, history := p.History("x")
	for _, err := range []error{document, header, work, works, list, history, p.SetSuggestions("x", nil),
		p.Append(annotate.Transaction{Document: "x", Annotator: "ada"}), p.SetLanguages(map[string]storage.Language{"x": {}})} {
		if !errors.Is(err, storage.ErrNoDocument) || !strings.Contains(err.Error(), `"x"`) {
			t.Errorf("got %v", err)
		}
	}
}

func TestIDsAreMadeUnique(t *testing.T) {
	p := storagetest.New(t)
	var got []string
	for round := range 3 {
		var list []storage.NewDocument
		for i := range 20 {
			list = append(list, storagetest.Text(t, "report", fmt.Sprintf("text %d of %d", i, round)))
		}
		for _, a := range storagetest.Add(t, p, list...) {
			if a.Renamed != (a.ID != "report") || a.Duplicate {
				t.Errorf("%+v", a)
			}
			got = append(got, a.ID)
		}
	}
	want := []string{"report"}
	for i := 2; i <= 60; i++ {
		want = append(want, fmt.Sprintf("report-%d", i))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestSameTextIsOneDocument(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, marked(t, "first", "ada", "[PER Mira] left [LOC Oslo]."))
	added := storagetest.Add(t, p,
		marked(t, "second", "bob", "[PER Mira] left Oslo."),
		marked(t, "third", "ada", "[PER Mira] [EVENT left] Oslo."))
	if added[0].ID != "first" || !added[0].Duplicate || added[1].ID != "first" || added[1].Edits != 1 {
		t.Errorf("%+v", added)
	}
	for annotator, want := range map[string]string{"ada": "[PER Mira] [EVENT left] [LOC Oslo].", "bob": "[PER Mira] left Oslo."} {
		if got := shown(t, p, "first", annotator); got != want {
			t.Errorf("%s has %s", annotator, got)
		}
	}
	again := storagetest.Add(t, p, marked(t, "first", "ada", "[PER Mira] left [LOC Oslo]."))
	if again[0].Edits != 0 {
		t.Errorf("the same again makes %d edits", again[0].Edits)
	}
	list, err := p.Headers("bob")
	if err != nil || len(list) != 1 || list[0].Annotations != 4 || list[0].MyAnnotations != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	n := marked(t, "x", "ada", "Mira [EVENT left] [ORG Oslo].")
	n.Replace = true
	storagetest.Add(t, p, n)
	if got := shown(t, p, "first", "ada"); got != "Mira [EVENT left] [ORG Oslo]." {
		t.Errorf("replaced by %s", got)
	}
}

func TestTwiceInOneBatch(t *testing.T) {
	p := storagetest.New(t)
	added := storagetest.Add(t, p, marked(t, "a", "ada", "[PER Mira] left."), marked(t, "b", "ada", "Mira [EVENT left]."), marked(t, "a", "ada", "Other."))
	if added[1].ID != "a" || !added[1].Duplicate || added[2].ID != "a-2" {
		t.Errorf("%+v", added)
	}
	if got := shown(t, p, "a", "ada"); got != "[PER Mira] [EVENT left]." {
		t.Errorf("got %s", got)
	}
}

func TestImportOfAWholeWork(t *testing.T) {
	p := storagetest.New(t)
	n := marked(t, "a", "ada", "[PER Mira] left [LOC Oslo] by sea.")
	n.Work.Status, n.Work.Note, n.Work.Language, n.Work.Direction = annotate.Finished, "fine", "no", "ltr"
	n.Work.Zones = []annotate.Span{{Start: 15, End: 22}}
	n.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: annotate.Span{Start: 0, End: 4}, Label: "ORG", Quote: "Mira", Verdict: annotate.Rejected})
	n.Work.Passed = []annotate.Pass{{Kind: "conflict", Span: annotate.Span{Start: 0, End: 4}, Label: "PER"}}
	n.Group = "import 7"
	storagetest.Add(t, p, n)
	got, err := p.Work("a", "ada")
	if err != nil || !got.Equal(*n.Work) {
		t.Errorf("got %+v, %v", got, err)
	}
	tail, err := p.Tail("ada", 5)
	if err != nil || len(tail) != 1 || tail[0].Origin != annotate.OriginImport || tail[0].Group != "import 7" {
		t.Errorf("journal %+v, %v", tail, err)
	}
	other := n
	other.Work = &annotate.Work{Status: annotate.Ignored, Note: "other", Zones: []annotate.Span{{Start: 18, End: 20}}, Passed: n.Work.Passed}
	storagetest.Add(t, p, other)
	if got, _ := p.Work("a", "ada"); !got.Equal(*n.Work) {
		t.Errorf("what was there gave way: %+v", got)
	}
	other.Work.Passed = []annotate.Pass{{Kind: "edge", Span: annotate.Span{Start: 0, End: 4}, Label: "PER"}}
	storagetest.Add(t, p, other)
	if got, _ := p.Work("a", "ada"); len(got.Passed) != 2 {
		t.Errorf("beside each other %+v are let stand", got.Passed)
	}
	other.Replace = true
	storagetest.Add(t, p, other)
	if got, _ := p.Work("a", "ada"); got.Status != annotate.Ignored || got.Note != "other" || !slices.Equal(got.Zones, other.Work.Zones) || !slices.Equal(got.Passed, other.Work.Passed) || got.Annotations.Len() != 0 {
		t.Errorf("nothing gave way: %+v", got)
	}
}

func TestFaultyRecordsAreRefusedAlone(t *testing.T) {
	p := storagetest.New(t)
	bad := func(id string, change func(*storage.NewDocument)) storage.NewDocument {
		n := marked(t, id, "ada", "[PER Mira] left "+id)
		change(&n)
		return n
	}
	list := []storage.NewDocument{
		bad("quote", func(n *storage.NewDocument) {
			a := n.Work.Annotations.All()[0]
			a.Quote = "Nina"
			n.Work.Annotations = annotate.NewSet(a)
		}),
		bad("name", func(n *storage.NewDocument) { n.Annotator = "" }),
		bad("status", func(n *storage.NewDocument) { n.Work.Status = "half" }),
		bad("direction", func(n *storage.NewDocument) { n.Work.Direction = "down" }),
		bad("zone", func(n *storage.NewDocument) { n.Work.Zones = []annotate.Span{{Start: 3, End: 900}} }),
		bad("pass", func(n *storage.NewDocument) {
			n.Work.Passed = []annotate.Pass{{Kind: "edge", Span: annotate.Span{Start: 3, End: 900}}}
		}),
		bad("suggestion", func(n *storage.NewDocument) {
			n.Suggestions = []annotate.Suggestion{{Span: annotate.Span{Start: 3, End: 900}}}
		}),
		bad("decisions", func(n *storage.NewDocument) {
			n.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: annotate.Span{Start: 0, End: 4}, Quote: "Nina", Label: "X"})
		}),
		bad("empty", func(n *storage.NewDocument) { n.Document.Text = annotate.Text{} }),
		bad("id", func(n *storage.NewDocument) { n.Document.ID = "" }),
		bad("long id", func(n *storage.NewDocument) { n.Document.ID = strings.Repeat("x", 2000) }),
	}
	n := len(list)
	list = append(list, marked(t, "good", "ada", "[PER Mira] stayed."))
	added, err := p.AddDocuments(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range added[:n] {
		if a.Err == nil || a.ID != "" || !strings.Contains(a.Err.Error(), list[i].Document.ID) {
			t.Errorf("%s: %+v", list[i].Document.ID, a)
		}
	}
	if headers, err := p.Headers(""); err != nil || len(headers) != 1 || headers[0].ID != "good" {
		t.Errorf("stored: %+v, %v", headers, err)
	}
}

func TestCancelledImportStoresNothing(t *testing.T) {
	p := storagetest.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.AddDocuments(ctx, []storage.NewDocument{storagetest.Text(t, "a", "Oslo")}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if list, err := p.Headers(""); len(list) != 0 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
}

func TestHeadersAsEachSeesThem(t *testing.T) {
	p := storagetest.New(t)
	n := storagetest.Text(t, "a", "Oslo")
	n.Language = &storage.Language{Code: "da", Confidence: 0.6, Known: true, Others: "no,sv"}
	storagetest.Add(t, p, n, storagetest.Text(t, "b", "Bergen"))
	set := func(annotator, id string, field annotate.Field, value string) {
		t.Helper()
		work, err := p.Work(id, annotator)
		if err != nil {
			t.Fatal(err)
		}
		tx := annotate.Transaction{ID: annotate.NewID(), Document: id, Annotator: annotator, Edits: []annotate.Edit{annotate.AssignTo(work, field, value)}}
		if err := p.Append(tx); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := p.Undetected(); err != nil || !slices.Equal(list, []string{"b"}) {
		t.Errorf("without a language: %q, %v", list, err)
	}
	set("ada", "a", annotate.FieldLanguage, "no")
	set("ada", "a", annotate.FieldDirection, "rtl")
	set("bob", "a", annotate.FieldStatus, "ignored")
	set("cyd", "a", annotate.FieldStatus, "in_progress")
	type row struct {
		language  string
		set       bool
		direction string
		mine, all annotate.Status
	}
	for annotator, want := range map[string]row{
		"ada": {"no", true, "rtl", annotate.New, annotate.Ignored},
		"bob": {"da", false, "", annotate.Ignored, annotate.Ignored},
		"":    {"da", false, "", annotate.New, annotate.Ignored},
		"dan": {"da", false, "", annotate.New, annotate.Ignored},
	} {
		list, err := p.Headers(annotator)
		if err != nil || len(list) != 2 || list[0].ID != "a" || list[1].ID != "b" {
			t.Fatalf("%+v, %v", list, err)
		}
		h := list[0]
		if got := (row{h.Language.Code, h.Language.Set, h.Direction, h.MyStatus, h.Status}); got != want {
			t.Errorf("%q sees %+v, want %+v", annotator, got, want)
		}
		if one, err := p.Header("a", annotator); one != h || err != nil {
			t.Errorf("alone it is %+v, %v", one, err)
		}
	}
	set("cyd", "a", annotate.FieldStatus, "finished")
	if h, _ := p.Header("a", ""); h.Status != annotate.Finished {
		t.Errorf("finished and ignored is %q", h.Status)
	}
	if names, err := p.Annotators(); !slices.Equal(names, []string{"ada", "bob", "cyd"}) || err != nil {
		t.Errorf("annotators %v, %v", names, err)
	}
	if works, err := p.Works("a"); len(works) != 3 || works["ada"].Language != "no" || err != nil {
		t.Errorf("works %v, %v", works, err)
	}
	if err := p.SetLanguages(map[string]storage.Language{"a": {Code: "sv", Known: true}, "b": {Code: "und", Known: true}}); err != nil {
		t.Fatal(err)
	}
	list, err := p.Headers("ada")
	if err != nil || list[0].Language.Code != "no" || list[1].Language != (storage.Language{Code: "und", Known: true}) {
		t.Errorf("after detection: %+v, %v", list, err)
	}
}

func TestHeadersOfManyPieces(t *testing.T) {
	p := storagetest.New(t)
	var list []storage.NewDocument
	for i := range 500 {
		n := storagetest.Text(t, fmt.Sprint("doc ", i), fmt.Sprint("text ", i))
		n.Document.Title = strings.Repeat(fmt.Sprint(i, " "), 2000)
		list = append(list, n)
	}
	storagetest.Add(t, p, list...)
	got, err := p.Headers("")
	if err != nil || len(got) != len(list) {
		t.Fatalf("%d headers, %v", len(got), err)
	}
	for i, h := range got {
		if h.ID != list[i].Document.ID || h.Title != list[i].Document.Title || h.Number != uint64(i+1) {
			t.Fatalf("row %d is %q, number %d", i, h.ID, h.Number)
		}
	}
}

func TestSuggestions(t *testing.T) {
	p := storagetest.New(t)
	at := func(start, end int, label string, score float64) annotate.Suggestion {
		return annotate.Suggestion{Span: annotate.Span{Start: start, End: end}, Label: label, Score: score, Suggester: "model", Reason: "why"}
	}
	n := storagetest.Text(t, "a", "Mira left Oslo")
	n.Suggestions = []annotate.Suggestion{at(10, 14, "LOC", 0.5), at(0, 4, "PER", 0.25)}
	storagetest.Add(t, p, n)
	n.Suggestions = []annotate.Suggestion{at(10, 14, "LOC", 1), at(10, 14, "ORG", 0.5)}
	storagetest.Add(t, p, n)
	want := []annotate.Suggestion{at(0, 4, "PER", 0.25), at(10, 14, "LOC", 1), at(10, 14, "ORG", 0.5)}
	if got, err := p.Suggestions("a"); !slices.Equal(got, want) || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
	if err := p.SetSuggestions("a", []annotate.Suggestion{at(0, 99, "X", 0)}); !errors.Is(err, annotate.ErrSpan) {
		t.Errorf("outside the text: %v", err)
	}
	for _, n := range []int{1, 0} {
		if err := p.SetSuggestions("a", want[:n]); err != nil {
			t.Fatal(err)
		}
		if h, err := p.Header("a", ""); h.Suggestions != n || err != nil {
			t.Errorf("header counts %d, %v", h.Suggestions, err)
		}
	}
	if got, err := p.Suggestions("a"); len(got) != 0 || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestStats(t *testing.T) {
	p := storagetest.New(t)
	n := marked(t, "a", "ada", "[PER Mira] left.")
	n.Work.Status = annotate.Finished
	n.Language = &storage.Language{Code: "en", Known: true}
	n.Suggestions = []annotate.Suggestion{{Span: annotate.Span{Start: 0, End: 4}}}
	storagetest.Add(t, p, n, storagetest.Text(t, "b", "漢字"))
	s, err := p.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if s.Documents != 2 || s.CodePoints != 12 || s.Annotations != 1 || s.Suggestions != 1 || s.Transactions != 1 || s.FileBytes <= 0 ||
		s.Statuses[annotate.Finished] != 1 || s.Statuses[annotate.New] != 1 || s.Languages["en"] != 1 || s.Languages[""] != 1 ||
		s.Annotators["ada"] != (storage.Share{Documents: 1, Finished: 1, Annotations: 1}) || s.Sparse() {
		t.Errorf("got %+v", s)
	}
}
