package storage_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// stepper is an annotator who takes single steps and steps over many documents at random, undoes, redoes, loses patience
// and starts the program anew; beside it is a model of what must come of that.
type stepper struct {
	t          *testing.T
	r          *rand.Rand
	p          *storage.Project
	ids        []string
	works      map[string]annotate.Work // of the model
	undo, redo []modelStep              // newest last
	history    annotate.History         // as the window holds it
	n          int
}

type modelStep struct {
	group string
	large bool
	parts []modelPart // in the order in which they were done
}

// modelPart is a work before and after a step.
type modelPart struct {
	id            string
	before, after annotate.Work
}

func newStepper(t *testing.T, seed uint64, documents int) *stepper {
	s := &stepper{t: t, r: rand.New(rand.NewPCG(seed, 7)), p: storagetest.New(t), works: map[string]annotate.Work{}}
	var docs []storage.NewDocument
	for i := range documents {
		docs = append(docs, storagetest.Text(t, fmt.Sprintf("d%03d", i), fmt.Sprintf("Ada met Bob in Paris, %d times.", i)))
	}
	for _, a := range storagetest.Add(t, s.p, docs...) {
		s.ids = append(s.ids, a.ID)
	}
	return s
}

func (s *stepper) turn() {
	switch s.r.IntN(12) {
	case 0, 1, 2:
		s.single()
	case 3, 4, 5:
		s.many()
	case 6, 7, 8:
		s.repeat(false)
	case 9, 10:
		s.repeat(true)
	case 11:
		s.p = storagetest.Reopen(s.t, s.p)
	}
}

// patience is a context that ends after some commits, at random, or never.
func (s *stepper) patience() (context.Context, func(done, total int)) {
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	commits := s.r.IntN(8)
	return ctx, func(int, int) {
		if commits--; commits < 0 && commits > -5 {
			cancel()
		}
	}
}

func (s *stepper) single() {
	id := s.ids[s.r.IntN(len(s.ids))]
	tx := s.transaction(id)
	if err := s.p.Append(tx); err != nil {
		s.t.Fatal(err)
	}
	s.record(tx)
}

// worksOf are ada's works on the documents that are not hidden.
func worksOf(t *testing.T, p *storage.Project) map[string]annotate.Work {
	t.Helper()
	headers, err := p.Headers("")
	if err != nil {
		t.Fatal(err)
	}
	works := map[string]annotate.Work{}
	for _, h := range headers {
		w, err := p.Work(h.ID, "ada")
		if err != nil {
			t.Fatal(err)
		}
		works[h.ID] = w
	}
	return works
}

func (s *stepper) transaction(id string) annotate.Transaction {
	s.n++
	next := annotate.NewID()
	return annotate.Transaction{ID: next, Group: next, Document: id, Annotator: "ada", Time: time.Now(), Origin: annotate.OriginUser,
		Words: fmt.Sprint("step ", s.n), Edits: s.edits(id, s.works[id])}
}

// edits are some that fit a work.
func (s *stepper) edits(id string, w annotate.Work) []annotate.Edit {
	if w.Annotations.Len() > 0 && s.n%3 == 0 {
		return []annotate.Edit{annotate.Remove(w.Annotations.At(0))}
	}
	if s.n%3 == 1 {
		return []annotate.Edit{annotate.AssignTo(w, annotate.FieldNote, fmt.Sprint("note ", s.n))}
	}
	return []annotate.Edit{annotate.Add(annotate.Annotation{ID: fmt.Sprint(s.n, id), Span: annotate.Span{Start: 0, End: 3}, Label: "PER", Annotator: "ada", Quote: "Ada"})}
}

func (s *stepper) many() {
	s.n++
	list := s.ids[:1+s.r.IntN(len(s.ids))]
	c := storage.Change{Annotator: "ada", Group: annotate.NewID(), Words: fmt.Sprint("step ", s.n),
		Edits: func(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
			if of.Header.Number%7 == 0 {
				return nil, nil
			}
			return s.edits(of.Header.ID, of.Work), nil
		}}
	ctx, progress := s.patience()
	_, err := s.p.ChangeBy(ctx, 1+s.r.IntN(40), c, list, progress)
	s.mayStop(err)
	s.follow(c.Group)
}

func (s *stepper) mayStop(err error) {
	s.t.Helper()
	if err != nil && !errors.Is(err, context.Canceled) {
		s.t.Fatal(err)
	}
}

// follow records what the journal got of a group, as the window does piece by piece.
func (s *stepper) follow(group string) {
	var got []annotate.Transaction
	err := s.p.Journal(storage.Stamp{}, func(_ storage.Stamp, tx annotate.Transaction) error {
		if tx.Group == group {
			got = append(got, tx)
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.record(got...)
}

// record follows a new step in the model.
func (s *stepper) record(txs ...annotate.Transaction) {
	if len(txs) == 0 {
		return
	}
	step := modelStep{group: txs[0].Group, large: len(txs) > annotate.MaxHeld}
	for _, tx := range txs {
		before := s.works[tx.Document]
		after, _, err := tx.Apply(before)
		if err != nil {
			s.t.Fatal(err)
		}
		s.works[tx.Document] = after
		step.parts = append(step.parts, modelPart{tx.Document, before, after})
		s.history = s.history.Record(tx)
	}
	s.undo, s.redo = append(s.undo, step), nil
}

// repeat takes the last step back, or does the last undone one again, in whichever way it is to be done.
func (s *stepper) repeat(redo bool) {
	next := s.history.Next(redo)
	if next.Group == "" {
		return
	}
	before := map[string]annotate.Work{}
	maps.Copy(before, s.works)
	if next.Large {
		s.repeatLarge(next.Group, redo)
		return
	}
	way := s.history.Undo
	if redo {
		way = s.history.Redo
	}
	txs, err := way(time.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.p.Append(txs...); err != nil {
		s.t.Fatal(err)
	}
	for _, tx := range txs {
		s.history = s.history.Record(tx)
	}
	s.moved(len(txs), redo)
}

func (s *stepper) repeatLarge(group string, redo bool) {
	ctx, progress := s.patience()
	moved := 0
	_, err := s.p.RepeatBy(ctx, 1+s.r.IntN(60), storage.Repeat{Annotator: "ada", Group: group, Redo: redo}, func(done, total int) {
		moved = done
		progress(done, total)
	})
	s.mayStop(err)
	s.history = s.history.Follow(annotate.Event{ID: annotate.NewID(), Group: annotate.NewID(), Of: group, Origin: origin(redo), Parts: moved})
	s.moved(moved, redo)
}

func origin(redo bool) annotate.Origin {
	if redo {
		return annotate.OriginRedo
	}
	return annotate.OriginUndo
}

// moved takes so many parts of the model's last step back, or does them again.
func (s *stepper) moved(parts int, redo bool) {
	from, to := &s.undo, &s.redo
	if redo {
		from, to = &s.redo, &s.undo
	}
	last := &(*from)[len(*from)-1]
	if n := len(*to); n == 0 || (*to)[n-1].group != last.group {
		*to = append(*to, modelStep{group: last.group, large: last.large})
	}
	there := &(*to)[len(*to)-1]
	var went []modelPart
	if redo {
		went, last.parts = last.parts[:parts], last.parts[parts:]
		there.parts = append(there.parts, went...)
	} else {
		cut := len(last.parts) - parts
		went, last.parts = slices.Clone(last.parts[cut:]), last.parts[:cut:cut]
		there.parts = append(went, there.parts...)
	}
	for _, p := range went {
		s.works[p.id] = p.before
		if redo {
			s.works[p.id] = p.after
		}
	}
	if len(last.parts) == 0 {
		*from = (*from)[:len(*from)-1]
	}
	if parts == 0 {
		*to = slices.DeleteFunc(*to, func(m modelStep) bool { return len(m.parts) == 0 })
	}
}

// compare holds the file and the history against the model, and the history folded from the file against both.
func (s *stepper) compare() {
	s.t.Helper()
	for _, id := range s.ids {
		have, err := s.p.Work(id, "ada")
		if err != nil {
			s.t.Fatal(err)
		}
		if !have.Equal(s.works[id]) {
			s.t.Fatalf("step %d, document %s: %+v, want %+v", s.n, id, have, s.works[id])
		}
	}
	folded, err := s.p.Steps("ada")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, redo := range []bool{false, true} {
		want := s.undo
		if redo {
			want = s.redo
		}
		for name, h := range map[string]annotate.History{"in memory": s.history, "from the journal": folded} {
			if got := outline(h.Steps(redo)); got != outlineOf(want) {
				s.t.Fatalf("step %d, redo %v, history %s:\n%s\nwant\n%s", s.n, redo, name, got, outlineOf(want))
			}
		}
	}
	s.history = folded
}

func outline(steps []annotate.Step) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintln(&b, s.Group, s.Large, s.Parts)
	}
	return b.String()
}

func outlineOf(steps []modelStep) string {
	list := make([]annotate.Step, len(steps))
	for i, s := range steps {
		list[i] = annotate.Step{Group: s.group, Large: s.large, Parts: len(s.parts)}
	}
	return outline(list)
}

// TestRandomStepsOverMany walks at random through single and large steps, their undo and redo, each stopped at a random
// moment, and restarts. The works and the history must be those of the model, and Check finds the journal replayed equal.
func TestRandomStepsOverMany(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newStepper(t, seed, 150)
			for range 60 {
				s.turn()
				s.compare()
			}
		})
	}
}

// TestAStepWhileALargeOneIsTakenBack leaves nothing of the large one to be done again, in the window and in the file alike.
func TestAStepWhileALargeOneIsTakenBack(t *testing.T) {
	s := newStepper(t, 1, 100)
	s.n = 1
	c := storage.Change{Annotator: "ada", Group: annotate.NewID(), Words: "many", Edits: func(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
		return []annotate.Edit{annotate.AssignTo(of.Work, annotate.FieldStatus, string(annotate.Finished))}, nil
	}}
	if _, err := s.p.Change(context.Background(), c, s.ids, nil); err != nil {
		t.Fatal(err)
	}
	r, err := s.p.Repeating(storage.Repeat{Annotator: "ada", Group: c.Group})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{30, 1000} {
		if _, err := r.Do(n); err != nil {
			t.Fatal(err)
		}
		if n == 30 {
			if err := s.p.Append(s.transaction(s.ids[99])); err != nil {
				t.Fatal(err)
			}
		}
	}
	h, err := s.p.Steps("ada")
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Steps(true)) != 0 || len(h.Steps(false)) != 1 || h.Next(false).Large {
		t.Errorf("to be undone %+v, to be redone %+v", h.Steps(false), h.Steps(true))
	}
	again, err := s.p.Repeating(storage.Repeat{Annotator: "ada", Group: c.Group, Redo: true})
	if err != nil || again.Left() != 0 {
		t.Errorf("%d documents would be done again: %v", again.Left(), err)
	}
}

// TestUndoPassesOverWhatChangedSince takes a step back in all documents but those where its work is not there any more,
// and says which these are. In each document it is the whole step or nothing of it.
func TestUndoPassesOverWhatChangedSince(t *testing.T) {
	s := newStepper(t, 1, 100)
	c := storage.Change{Annotator: "ada", Group: annotate.NewID(), Words: "many", Edits: func(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
		return []annotate.Edit{annotate.AssignTo(of.Work, annotate.FieldStatus, string(annotate.Finished)), annotate.AssignTo(of.Work, annotate.FieldNote, "seen")}, nil
	}}
	done, err := s.p.Change(context.Background(), c, s.ids, nil)
	if err != nil || done.Documents != 100 || done.Edits != 200 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, id := range []string{"d007", "d042"} {
		w, err := s.p.Work(id, "ada")
		if err != nil {
			t.Fatal(err)
		}
		tx := s.transaction(id)
		tx.Edits = []annotate.Edit{annotate.AssignTo(w, annotate.FieldNote, "mine")}
		if err := s.p.Append(tx); err != nil {
			t.Fatal(err)
		}
	}
	undone, err := s.p.Repeat(context.Background(), storage.Repeat{Annotator: "ada", Group: c.Group}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var passed []string
	for _, p := range undone.Passed {
		passed = append(passed, p.ID)
		if !errors.Is(p.Why, annotate.ErrStale) {
			t.Errorf("%s: %v", p.ID, p.Why)
		}
	}
	slices.Sort(passed)
	if undone.Documents != 98 || !slices.Equal(passed, []string{"d007", "d042"}) {
		t.Errorf("%d documents, passed over %v", undone.Documents, passed)
	}
	w, err := s.p.Work("d007", "ada")
	if err != nil || w.Note != "mine" || w.Status != annotate.Finished {
		t.Errorf("%+v, %v", w, err)
	}
	if h, err := s.p.Steps("ada"); err != nil || len(h.Steps(false)) != 2 || h.Next(false).Group == c.Group {
		t.Errorf("%+v, %v", h.Steps(false), err)
	}
}

// TestChangeWhileLabelsAreStored has two annotators' hands in the same documents: nothing is lost, and no edit is made on
// a work that is not there any more.
func TestChangeWhileLabelsAreStored(t *testing.T) {
	s := newStepper(t, 1, 120)
	c := storage.Change{Annotator: "ada", Group: annotate.NewID(), Words: "many", Edits: func(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
		return []annotate.Edit{annotate.AssignTo(of.Work, annotate.FieldNote, of.Work.Note+"+")}, nil
	}}
	labels := make(chan error)
	go func() {
		var failed error
		for _, id := range slices.Backward(s.ids) {
			w, err := s.p.Work(id, "ada")
			group := annotate.NewID()
			tx := annotate.Transaction{ID: group, Group: group, Document: id, Annotator: "ada", Time: time.Now(), Origin: annotate.OriginUser,
				Edits: []annotate.Edit{annotate.AssignTo(w, annotate.FieldNote, w.Note+"label")}}
			if err = errors.Join(err, s.p.Append(tx)); err != nil && !errors.Is(err, annotate.ErrStale) {
				failed = err
			}
		}
		labels <- failed
	}()
	done, err := s.p.ChangeBy(context.Background(), 10, c, s.ids, nil)
	if err = errors.Join(err, <-labels); err != nil || done.Documents+len(done.Passed) != len(s.ids) {
		t.Fatalf("%d documents, %d passed over: %v", done.Documents, len(done.Passed), err)
	}
	for _, id := range s.ids {
		w, err := s.p.Work(id, "ada")
		if err != nil || strings.Count(w.Note, "+") > 1 || strings.Count(w.Note, "+") == 0 && len(done.Passed) == 0 {
			t.Errorf("%s: %q, %v", id, w.Note, err)
		}
	}
}

// TestRepeatOfAnImport removes what an import brought, but for the document that somebody has worked on, and brings it back.
func TestRepeatOfAnImport(t *testing.T) {
	p := storagetest.New(t)
	group := annotate.NewID()
	var docs []storage.NewDocument
	for i := range 5 {
		d := storagetest.Text(t, fmt.Sprint("d", i), fmt.Sprintf("Ada met Bob, %d times.", i))
		d.Group = group
		if i > 1 {
			d.Annotator = "ada"
			d.Work = &annotate.Work{Annotations: annotate.NewSet(annotate.Annotation{ID: fmt.Sprint("a", i), Span: annotate.Span{Start: 0, End: 3}, Label: "PER", Annotator: "ada", Quote: "Ada"})}
		}
		docs = append(docs, d)
	}
	storagetest.Add(t, p, docs...)
	next := annotate.NewID()
	note := annotate.Transaction{ID: next, Group: next, Document: "d1", Annotator: "bob", Time: time.Now(), Origin: annotate.OriginUser,
		Edits: []annotate.Edit{annotate.AssignTo(annotate.Work{}, annotate.FieldNote, "mine")}}
	if err := p.Append(note); err != nil {
		t.Fatal(err)
	}
	of := storage.Repeat{Annotator: "ada", Group: group}
	done, err := p.RepeatBy(t.Context(), 2, of, nil)
	if err != nil || done.Hidden != 4 || len(done.Passed) != 1 || done.Passed[0].ID != "d1" || !errors.Is(done.Passed[0].Why, storage.ErrWorked) {
		t.Fatalf("%+v, %v", done, err)
	}
	if left := worksOf(t, p); len(left) != 1 {
		t.Errorf("left are %v", left)
	}
	of.Redo = true
	done, err = p.RepeatBy(t.Context(), 3, of, nil)
	if err != nil || done.Hidden != 4 || len(done.Passed) != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	back := worksOf(t, p)
	if w := back["d3"]; len(back) != 5 || w.Annotations.Len() != 1 {
		t.Errorf("back are %v", back)
	}
}
