package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rubricator/annotate"
)

// plainEngine learns without a starter and without lists: what it suggests is what it was taught.
func plainEngine() *Engine {
	e := New(NewMemory())
	e.calm = 0
	e.Configure(Settings{NoStarter: true})
	return e
}

// desk is an engine with some works under way: two annotators of the first document, one of each other.
type desk struct {
	engine *Engine
	docs   []annotate.Document
	langs  []string
	works  []annotate.Work
	asked  Input
}

func newDesk(t *testing.T, size int) *desk {
	t.Helper()
	d := &desk{engine: plainEngine(), asked: unmarked(t, "en", "The ship Moravia met Nam aaa Of bba. Kelso spoke of Tarn in the port. The ship Ilda left.")}
	for i := range 4 {
		text := ""
		for s := range size {
			text += fmt.Sprintf("The ship Moravia left Tarn%d. Kelso%d spoke. ", s, i)
		}
		doc, err := annotate.NewDocument(fmt.Sprint("d", max(i, 1)), "", text)
		if err != nil {
			t.Fatal(err)
		}
		d.docs = append(d.docs, doc)
	}
	d.docs[0] = d.docs[1]
	d.langs = []string{"en", "en", "en", "en"}
	d.works = make([]annotate.Work, len(d.docs))
	return d
}

func (d *desk) suggests(t *testing.T, e *Engine) []annotate.Suggestion {
	t.Helper()
	if err := e.Settle(t.Context(), d.asked.Schema); err != nil {
		t.Fatal(err)
	}
	list, err := e.Suggest(context.Background(), d.asked)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// do makes an edit known to the engine and returns its inverse.
func (d *desk) do(t *testing.T, at int, e annotate.Edit) annotate.Edit {
	t.Helper()
	after, inverse, err := e.Apply(d.works[at])
	if err != nil {
		t.Fatalf("%#v: %v", e, err)
	}
	d.engine.Observe(d.docs[at], d.langs[at], d.works[at], after)
	d.works[at] = after
	return inverse
}

// edit is any edit that the work takes.
func (d *desk) edit(r *rand.Rand, at int, id string) annotate.Edit {
	w, text := d.works[at], d.docs[at].Text
	start := r.IntN(text.Len() - 30)
	span := annotate.Span{Start: start, End: start + 1 + r.IntN(8)}
	switch n := r.IntN(10); {
	case n < 2 && w.Annotations.Len() > 0:
		return annotate.Remove(w.Annotations.At(r.IntN(w.Annotations.Len())))
	case n < 4:
		verdict := annotate.Decision{Span: span, Label: "PER", Verdict: annotate.Rejected, Quote: text.Slice(span)}
		return annotate.Answer(w, verdict)
	case n == 4 && w.Status != annotate.Finished:
		return annotate.AssignTo(w, annotate.FieldStatus, string(annotate.Finished))
	case n == 4:
		return annotate.AssignTo(w, annotate.FieldStatus, string(annotate.InProgress))
	case n == 5 && len(w.Zones) == 0:
		return annotate.Mark{Zone: span}
	}
	words := []string{"Moravia", "Tarn1", "Kelso"}
	label := r.IntN(len(words))
	if i := indexRunes(text.String(), words[label], start); i >= 0 {
		span = annotate.Span{Start: i, End: i + len(words[label])}
	}
	return annotate.Add(annotate.Annotation{ID: id, Label: []string{"EVENT", "LOC", "PER"}[label], Span: span, Quote: text.Slice(span)})
}

// indexRunes is the next place of a word, in code points; -1 for none.
func indexRunes(text, word string, from int) int {
	rest := string([]rune(text)[from:])
	i := strings.Index(rest, word)
	if i < 0 {
		return -1
	}
	return from + utf8.RuneCountInString(rest[:i])
}

// Whatever was done, to undo it gives what was suggested before to the bit, and an engine shown the works anew says the same: what learns from its
// memory alone, and all that a project has, with amounts, in several languages, while a model answers late.
func TestUndoUnlearnsToTheBit(t *testing.T) {
	for seed := range uint64(6) {
		d := newDesk(t, 5)
		d.undoAll(t, plainEngine, 25, seed, func() {})
	}
	for seed := range uint64(2) {
		d, said := newDesk(t, 5), &later{}
		d.asked.Schema.Labels = append(slices.Clone(d.asked.Schema.Labels), annotate.Label{Name: "MONEY"})
		d.setText(t, 2, "fr", "Le navire Moravia a quitté Tarn1 mardi pour 3 millions d'euros. Kelso a parlé à Paris. ")
		d.setText(t, 3, "fa", "کشتی Moravia روز سه‌شنبه Tarn1 را با ۳ میلیون دلار ترک کرد. Kelso در تهران سخن گفت. ")
		made := func() *Engine {
			e := New()
			e.Add(said)
			e.calm = 0
			return e
		}
		d.engine = made()
		d.undoAll(t, made, 12, seed, func() {
			said.list = []annotate.Suggestion{{Span: annotate.Span{Start: 9, End: 16}, Label: "ORG", Score: 0.9, Suggester: "later"}}
			d.engine.Again("d1", "")
		})
	}
}

// setText gives a document that nobody has worked on another text.
func (d *desk) setText(t *testing.T, at int, lang, text string) {
	t.Helper()
	doc, err := annotate.NewDocument(fmt.Sprint("d", at), "", strings.Repeat(text, 5))
	if err != nil {
		t.Fatal(err)
	}
	d.docs[at], d.langs[at] = doc, lang
}

// undoAll does and undoes steps; half way something else happens.
func (d *desk) undoAll(t *testing.T, made func() *Engine, steps int, seed uint64, halfway func()) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	for step := range steps {
		if step == steps/2 {
			halfway()
		}
		at := r.IntN(len(d.works))
		before := d.suggests(t, d.engine)
		inverse := d.do(t, at, d.edit(r, at, fmt.Sprint(seed, "-", step)))
		after := d.suggests(t, d.engine)
		redo := d.do(t, at, inverse)
		if got := d.suggests(t, d.engine); !slices.Equal(got, before) {
			t.Fatalf("seed %d, step %d: after undo %+v, before %+v", seed, step, got, before)
		}
		d.do(t, at, redo)
		if got := d.suggests(t, d.engine); !slices.Equal(got, after) {
			t.Fatalf("seed %d, step %d: after redo %+v, want %+v", seed, step, got, after)
		}
	}
	d.checkFresh(t, made)
}

func (d *desk) checkFresh(t *testing.T, made func() *Engine) {
	t.Helper()
	fresh := anew(t, made, d)
	if got, want := d.suggests(t, fresh), d.suggests(t, d.engine); !slices.Equal(got, want) {
		t.Errorf("shown the works anew it says %+v, not %+v", got, want)
	}
	if err := same(d.engine, fresh); err != nil {
		t.Error(err)
	}
}

// Behind the sentences that can be taken back one by one, all is learnt anew.
func TestUndoFarBack(t *testing.T) {
	d := newDesk(t, 80)
	d.do(t, 1, annotate.Add(annotate.Annotation{ID: "a", Label: "EVENT", Span: annotate.Span{Start: 9, End: 16}, Quote: "Moravia"}))
	before := d.suggests(t, d.engine)
	undo := d.do(t, 1, annotate.AssignTo(d.works[1], annotate.FieldStatus, string(annotate.Finished)))
	var others []annotate.Edit
	for _, at := range []int{2, 3} {
		others = append(others, d.do(t, at, annotate.AssignTo(d.works[at], annotate.FieldStatus, string(annotate.Finished))))
	}
	d.suggests(t, d.engine)
	if u := d.engine.force.units; len(u) <= keptLogs || u[0].log != nil {
		t.Fatalf("%d sentences are not enough for this test", len(u))
	}
	d.do(t, 1, undo)
	d.checkFresh(t, plainEngine)
	for i, undo := range others {
		d.do(t, 2+i, undo)
	}
	if got := d.suggests(t, d.engine); !slices.Equal(got, before) {
		t.Errorf("after undo %+v, before %+v", got, before)
	}
}

// A work that is taken back whole and given again stands where it stood.
func TestUndoneRemovalKeepsItsPlace(t *testing.T) {
	d := newDesk(t, 3)
	for _, at := range []int{1, 2} {
		d.do(t, at, annotate.Add(annotate.Annotation{ID: "a", Label: "EVENT", Span: annotate.Span{Start: 9, End: 16}, Quote: "Moravia"}))
	}
	before := d.suggests(t, d.engine)
	undo := d.do(t, 1, annotate.Remove(d.works[1].Annotations.At(0)))
	d.do(t, 1, undo)
	if got := d.suggests(t, d.engine); !slices.Equal(got, before) || d.engine.learner.order[0].doc.ID != "d1" {
		t.Errorf("after undo %+v, before %+v", got, before)
	}
}
