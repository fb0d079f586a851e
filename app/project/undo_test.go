package project

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/app/state"
)

// hitsOf is what to do with the label of every hit.
func hitsOf(do func(label string)) func(state.Hit) bool {
	return func(h state.Hit) bool {
		do(h.Label)
		return true
	}
}

// TestUndoTakesTheLearningBack: after the undo of a step everything that is suggested anywhere is exactly what it was
// before, whether the step was in this article or another, at once and in a project that is opened again.
func TestUndoTakesTheLearningBack(t *testing.T) {
	labelled := func(start, end int, quote, label string) annotate.Edit {
		return annotate.Add(annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: start, End: end}, Label: label, Quote: quote, Annotator: "ada", Origin: annotate.OriginUser})
	}
	for name, edits := range map[string]func(work annotate.Work) []annotate.Edit{
		"a label": func(w annotate.Work) []annotate.Edit {
			return []annotate.Edit{labelled(11, 21, "zelda quux", "ORG")}
		},
		"a rejection": func(w annotate.Work) []annotate.Edit {
			return []annotate.Edit{annotate.Answer(w, annotate.Decision{Span: annotate.Span{Start: 11, End: 21}, Label: "PER", Verdict: annotate.Rejected, Quote: "zelda quux", Suggester: "memory"})}
		},
		"a correction": func(w annotate.Work) []annotate.Edit {
			put := annotate.Annotation{ID: "x", Span: annotate.Span{Start: 11, End: 16}, Label: "PER", Quote: "Zelda", Annotator: "ada", Origin: annotate.OriginSuggestion}
			return []annotate.Edit{annotate.Add(put), annotate.Answer(w, annotate.Decision{Span: annotate.Span{Start: 11, End: 21}, Label: "PER",
				Verdict: annotate.Corrected, Quote: "zelda quux", Suggester: "memory", Annotation: "x"})}
		},
	} {
		p := begin(t)
		take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", first, "b.txt", second, "c.txt", "zelda quux, Zelda and the Quux Fund saw Iran."))
		say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
		if err := p.Learn(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		before, answers := all(t, p), p.Answers()
		doc, err := p.Store().Document("b")
		if err != nil {
			t.Fatal(err)
		}
		session := annotate.Session{Document: doc, Annotator: "ada"}
		tx := session.Transaction(time.Now(), annotate.OriginUser, "test", annotate.Span{}, edits(session.Work)...)
		did := taught(t, p, session, tx)
		if reflect.DeepEqual(all(t, p), before) {
			t.Errorf("%s teaches nothing: the test shows nothing", name)
		}
		undone, txs, err := did.Undo(time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Store().Append(txs...); err != nil {
			t.Fatal(err)
		}
		p.Observe(doc, did.Work, undone.Work)
		if got := all(t, p); !reflect.DeepEqual(got, before) || p.Answers() != answers {
			t.Errorf("after the undo of %s\n%+v\nwant\n%+v", name, got, before)
		}
		copied := filepath.Join(t.TempDir(), "copy.rubric")
		if err := p.Store().Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
		q := again(t, copied, "ada")
		if err := q.Learn(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := all(t, q); !reflect.DeepEqual(got, before) || q.Answers() != answers {
			t.Errorf("after the undo of %s and opened again\n%+v\nwant\n%+v", name, got, before)
		}
	}
}

// taught makes a step, stores it and learns from it.
func taught(t *testing.T, p *Project, s annotate.Session, tx annotate.Transaction) annotate.Session {
	t.Helper()
	next, err := s.Apply(tx)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Store().Append(tx); err != nil {
		t.Fatal(err)
	}
	p.Observe(s.Document, s.Work, next.Work)
	return next
}
