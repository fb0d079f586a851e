package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

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
	works  []annotate.Work
	order  []int // in which works came first
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
	if !slices.Contains(d.order, at) {
		d.order = append(d.order, at)
	}
	d.engine.Observe(d.docs[at], "en", d.works[at], after)
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

// indexRunes is the next place of a word of an ASCII text.
func indexRunes(text, word string, from int) int {
	for i := from; i+len(word) <= len(text); i++ {
		if text[i:i+len(word)] == word {
			return i
		}
	}
	return -1
}

// Whatever was done, to undo it gives what was suggested before to the bit, and an engine shown the works anew says the same.
func TestUndoUnlearnsToTheBit(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		d := newDesk(t, 5)
		for step := range 25 {
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
		d.checkFresh(t)
	}
}

func (d *desk) checkFresh(t *testing.T) {
	t.Helper()
	fresh := plainEngine()
	for _, at := range d.order {
		fresh.Observe(d.docs[at], "en", annotate.Work{}, d.works[at])
	}
	if got, want := d.suggests(t, fresh), d.suggests(t, d.engine); !slices.Equal(got, want) {
		t.Errorf("shown the works anew it says %+v, not %+v", got, want)
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
	d.checkFresh(t)
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
