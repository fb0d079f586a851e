package storage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
)

var alphabets = []string{"abcdefgh ", "ابتثجحخ ", "漢字仮名 ", "👩‍🔬é̀x "}

// randomText is a text of up to n code points in one of several scripts.
func randomText(r *rand.Rand, n int) string {
	letters := []rune(alphabets[r.IntN(len(alphabets))])
	var b strings.Builder
	b.WriteString("T")
	for range r.IntN(n) + 4 {
		b.WriteRune(letters[r.IntN(len(letters))])
	}
	return b.String()
}

func randomDocument(t testing.TB, r *rand.Rand, i int) annotate.Document {
	t.Helper()
	doc, err := annotate.NewDocument(fmt.Sprintf("doc %d", i), "", fmt.Sprintf("%d %s", i, randomText(r, 200)))
	if err != nil {
		t.Fatal(err)
	}
	doc.Source = annotate.Source{Name: fmt.Sprintf("%d.txt", i), Encoding: "utf-8", SHA256: doc.Text.SHA256()}
	return doc
}

func randomSpan(r *rand.Rand, n int) annotate.Span {
	start := r.IntN(n)
	return annotate.Span{Start: start, End: start + 1 + r.IntN(min(12, n-start))}
}

var labels = []string{"PER", "ORG", "LOC", "A label of its own"}

func randomAnnotation(r *rand.Rand, text annotate.Text, annotator string) annotate.Annotation {
	span := randomSpan(r, text.Len())
	a := annotate.Annotation{ID: annotate.NewID(), Span: span, Label: labels[r.IntN(len(labels))], Annotator: annotator,
		Origin: annotate.OriginUser, Quote: text.Slice(span)}
	switch r.IntN(4) {
	case 0:
		a.ID = fmt.Sprintf("own-%d", r.Uint64())
		a.Suggester, a.Score, a.Origin = "memory", r.Float64(), annotate.OriginSuggestion
	case 1:
		a.Note, a.Entity = "said twice\n", annotate.NewID()
	}
	return a
}

// randomEdits is one to three edits that fit the work.
func randomEdits(r *rand.Rand, text annotate.Text, w annotate.Work, annotator string) []annotate.Edit {
	var edits []annotate.Edit
	for range 1 + r.IntN(3) {
		e := randomEdit(r, text, w, annotator)
		next, _, err := e.Apply(w)
		if err != nil {
			continue // such as a zone that is there already
		}
		w, edits = next, append(edits, e)
	}
	return edits
}

func randomEdit(r *rand.Rand, text annotate.Text, w annotate.Work, annotator string) annotate.Edit {
	n := w.Annotations.Len()
	switch k := r.IntN(11); {
	case k < 4 || n == 0 && k < 7:
		return annotate.Add(randomAnnotation(r, text, annotator))
	case k == 4:
		return annotate.Remove(w.Annotations.All()[r.IntN(n)])
	case k < 7:
		old := w.Annotations.All()[r.IntN(n)]
		next := randomAnnotation(r, text, annotator)
		next.ID = old.ID
		return annotate.Replace(old, next)
	case k == 7:
		span := randomSpan(r, text.Len())
		return annotate.Answer(w, annotate.Decision{Span: span, Label: labels[r.IntN(len(labels))], Quote: text.Slice(span),
			Verdict: []annotate.Verdict{annotate.Accepted, annotate.Rejected, annotate.Skipped}[r.IntN(3)], Suggester: "model", Score: 0.5})
	case k == 8:
		zone := randomSpan(r, text.Len())
		if i := slices.IndexFunc(w.Zones, zone.Overlaps); i >= 0 {
			return annotate.Mark{Zone: w.Zones[i], Off: true}
		}
		return annotate.Mark{Zone: zone}
	case k == 9:
		pass := annotate.Pass{Kind: []string{"edge", "missed"}[r.IntN(2)], Span: randomSpan(r, text.Len()), Label: labels[r.IntN(len(labels))]}
		if len(w.Passed) > 0 && r.IntN(2) == 0 {
			pass = w.Passed[r.IntN(len(w.Passed))]
		}
		return annotate.Wave{Pass: pass, Off: slices.Contains(w.Passed, pass)}
	}
	field := []annotate.Field{annotate.FieldStatus, annotate.FieldNote, annotate.FieldLanguage, annotate.FieldDirection}[r.IntN(4)]
	values := map[annotate.Field][]string{annotate.FieldStatus: {"in_progress", "finished", "ignored"},
		annotate.FieldNote: {"", "look again", "ok"}, annotate.FieldLanguage: {"", "ar", "tlh"}, annotate.FieldDirection: {"", "rtl", "ltr"}}[field]
	return annotate.AssignTo(w, field, values[r.IntN(len(values))])
}

// at is a moment with the milliseconds that the file keeps.
func at(step int) time.Time { return time.UnixMilli(1_700_000_000_000 + int64(step)).UTC() }

// step is one transaction of a session that fits it.
func step(r *rand.Rand, s annotate.Session, i int) annotate.Transaction {
	edits := randomEdits(r, s.Document.Text, s.Work, s.Annotator)
	return s.Transaction(at(i), annotate.OriginUser, fmt.Sprintf("step %d", i), randomSpan(r, s.Document.Text.Len()), edits...)
}

func addRandom(t testing.TB, p *storage.Project, r *rand.Rand, n int) []annotate.Document {
	t.Helper()
	docs, list := make([]annotate.Document, n), make([]storage.NewDocument, n)
	for i := range docs {
		docs[i] = randomDocument(t, r, i)
		list[i] = storage.NewDocument{Document: docs[i]}
	}
	added, err := p.AddDocuments(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range added {
		if a.Err != nil || a.Duplicate || a.ID != docs[i].ID {
			t.Fatalf("document %d: %+v", i, a)
		}
	}
	return docs
}
