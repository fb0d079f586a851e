package annotate_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"rubricator/annotate"
)

var noon = time.UnixMilli(1_700_000_000_000)

// play is an annotator at random over several documents: all works, the history, and the journal so far.
type play struct {
	r       *rand.Rand
	docs    []annotate.Document
	works   map[string]annotate.Work
	history annotate.History
	journal []annotate.Transaction
}

func newPlay(t testing.TB, seed uint64) *play {
	t.Helper()
	p := &play{r: rand.New(rand.NewPCG(seed, 1)), works: map[string]annotate.Work{}}
	for i := range 3 {
		doc, err := annotate.NewDocument(fmt.Sprint(i), "", "x"+mixed(p.r, 60))
		if err != nil {
			t.Fatal(err)
		}
		p.docs = append(p.docs, doc)
	}
	return p
}

func (p *play) step(i int) []annotate.Transaction {
	docs := p.docs[:1]
	if p.r.IntN(3) == 0 {
		docs = p.docs
	}
	var txs []annotate.Transaction
	group := annotate.NewID()
	for _, doc := range docs {
		s := annotate.Session{Document: doc, Work: p.works[doc.ID], Annotator: "ada"}
		tx := s.Transaction(noon, annotate.OriginUser, fmt.Sprint("step ", i), annotate.Span{}, randomEdit(p.r, doc.Text, s.Work))
		tx.Group = group
		txs = append(txs, tx)
	}
	return txs
}

// make applies and records transactions; one that does not fit fails the test.
func (p *play) make(t *testing.T, txs []annotate.Transaction) {
	t.Helper()
	for _, tx := range txs {
		work, _, err := tx.Apply(p.works[tx.Document])
		if err != nil {
			t.Fatal(err)
		}
		p.works[tx.Document] = work
		p.history = p.history.Record(tx)
		p.journal = append(p.journal, tx)
	}
}

// turn makes a random move: a step, an undo or a redo.
func (p *play) turn(t *testing.T, i int) {
	t.Helper()
	txs, err := p.step(i), error(nil)
	switch p.r.IntN(5) {
	case 0, 1:
		txs, err = p.history.Undo(noon)
	case 2:
		txs, err = p.history.Redo(noon)
	}
	if err == nil {
		p.make(t, txs)
	}
}

// TestHistoryIsAFoldOfTheJournal compares, after every move, the history in memory with one folded anew.
func TestHistoryIsAFoldOfTheJournal(t *testing.T) {
	for seed := range uint64(20) {
		p := newPlay(t, seed)
		for i := range 60 {
			p.turn(t, i)
			var folded annotate.History
			for _, tx := range p.journal {
				folded = folded.Record(tx)
			}
			if folded.UndoWords() != p.history.UndoWords() || folded.RedoWords() != p.history.RedoWords() {
				t.Fatalf("folded: %q, %q; in memory: %q, %q", folded.UndoWords(), folded.RedoWords(), p.history.UndoWords(), p.history.RedoWords())
			}
		}
	}
}

// TestAllTheWayBackAndForth undoes everything, which must leave nothing, and redoes it all.
func TestAllTheWayBackAndForth(t *testing.T) {
	for seed := range uint64(20) {
		p := newPlay(t, seed)
		for i := range 40 {
			p.turn(t, i)
		}
		for end := annotate.ErrNothingToRedo; ; {
			txs, err := p.history.Redo(noon)
			if errors.Is(err, end) {
				break
			}
			p.make(t, txs)
		}
		full := map[string]annotate.Work{}
		for id, w := range p.works {
			full[id] = w
		}
		p.all(t, annotate.History.Undo)
		for id, w := range p.works {
			if !w.Equal(annotate.Work{}) {
				t.Fatalf("document %s after undoing everything: %+v", id, w)
			}
		}
		p.all(t, annotate.History.Redo)
		for id, w := range p.works {
			if !w.Equal(full[id]) {
				t.Fatalf("document %s after redoing everything: %+v, want %+v", id, w, full[id])
			}
		}
	}
}

// all goes one way until the history ends.
func (p *play) all(t *testing.T, way func(annotate.History, time.Time) ([]annotate.Transaction, error)) {
	t.Helper()
	for {
		txs, err := way(p.history, noon)
		if err != nil {
			return
		}
		p.make(t, txs)
	}
}

// TestHistoryOfATail folds only the end of the journal, cut between two moves as a restart may. Whatever is undone and
// redone from there must fit the works.
func TestHistoryOfATail(t *testing.T) {
	for seed := range uint64(40) {
		p := newPlay(t, seed)
		var cuts []int
		for i := range 30 {
			cuts = append(cuts, len(p.journal))
			p.turn(t, i)
		}
		for _, cut := range cuts {
			q := &play{r: p.r, docs: p.docs, works: map[string]annotate.Work{}}
			for id, w := range p.works {
				q.works[id] = w
			}
			for _, tx := range p.journal[cut:] {
				q.history = q.history.Record(tx)
			}
			q.all(t, annotate.History.Redo)
			q.all(t, annotate.History.Undo)
			q.all(t, annotate.History.Redo)
		}
	}
}

func TestHistoryForgetsTheOldest(t *testing.T) {
	var h annotate.History
	for i := range annotate.MaxSteps + 5 {
		h = h.Record(annotate.Transaction{Group: fmt.Sprint(i), Words: fmt.Sprint(i)})
	}
	n := 0
	for h.UndoWords() != "" {
		txs, err := h.Undo(noon)
		if err != nil {
			t.Fatal(err)
		}
		h = h.Record(txs[0])
		n++
	}
	if n != annotate.MaxSteps || h.RedoWords() != "5" {
		t.Errorf("%d steps, the oldest is %q", n, h.RedoWords())
	}
}

func TestHistoryEnds(t *testing.T) {
	var h annotate.History
	_, undo := h.Undo(noon)
	_, redo := h.Redo(noon)
	if !errors.Is(undo, annotate.ErrNothingToUndo) || !errors.Is(redo, annotate.ErrNothingToRedo) || h.UndoWords()+h.RedoWords() != "" {
		t.Errorf("%v, %v", undo, redo)
	}
}

func TestUndoAndRedoAreStamped(t *testing.T) {
	first := annotate.Transaction{ID: "1", Group: "1", Words: "label Oslo", Origin: annotate.OriginUser, Edits: []annotate.Edit{annotate.Mark{Zone: annotate.Span{Start: 1, End: 2}}}}
	h := annotate.History{}.Record(first)
	undo, err := h.Undo(noon)
	if err != nil || len(undo) != 1 {
		t.Fatal(undo, err)
	}
	u := undo[0]
	if u.Origin != annotate.OriginUndo || u.Of != "1" || u.ID == "1" || u.Group == "1" || u.Words != "label Oslo" || !u.Time.Equal(noon) || u.Edits[0] != (annotate.Mark{Zone: annotate.Span{Start: 1, End: 2}, Off: true}) {
		t.Errorf("undo is %+v", u)
	}
	h = h.Record(u)
	redo, err := h.Redo(noon)
	if err != nil || redo[0].Origin != annotate.OriginRedo || redo[0].Of != "1" || redo[0].Edits[0] != first.Edits[0] {
		t.Errorf("redo is %+v, %v", redo, err)
	}
	if h = h.Record(annotate.Transaction{Group: "2", Words: "next"}); h.RedoWords() != "" || h.UndoWords() != "next" {
		t.Errorf("after a new step: %q, %q", h.UndoWords(), h.RedoWords())
	}
}
