package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// same reports whether two engines learnt the same, to the bit.
func same(a, b *Engine) error {
	f, g := a.inForce().field, b.inForce().field
	if !slices.Equal(f.trans, g.trans) {
		return fmt.Errorf("transitions differ")
	}
	for row := range uint32(f.delta.Rows) {
		if !slices.Equal(f.delta.Row(row), g.delta.Row(row)) {
			return fmt.Errorf("row %d is %v, want %v", row, f.delta.Row(row), g.delta.Row(row))
		}
	}
	return nil
}

// anew is an engine that was shown, as a project that is opened shows them, the works that another knows.
func anew(t *testing.T, made func() *Engine, d *desk) *Engine {
	t.Helper()
	e := made()
	for _, s := range d.engine.learner.order {
		e.Learn(s.doc, s.lang, annotate.Work{}, s.work)
	}
	settled(t, e, d.asked.Schema)
	return e
}

func settled(t *testing.T, e *Engine, schema annotate.Schema) {
	t.Helper()
	if err := e.Settle(t.Context(), schema); err != nil {
		t.Fatal(err)
	}
	if e.Behind() {
		t.Fatal("the engine is behind when it has settled")
	}
}

// Whatever is done, and however often Settle is cut short, a settled engine knows what one knows that was shown the works in order.
func TestSettledIsWhatTheWorksInOrderTeach(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 11))
		d := newDesk(t, 60)
		d.suggests(t, d.engine)
		for step := range 8 {
			for n := range 1 + r.IntN(3) {
				at := r.IntN(len(d.works))
				undo := d.do(t, at, d.edit(r, at, fmt.Sprint(step, "-", n)))
				if r.IntN(3) == 0 {
					d.do(t, at, undo)
				}
			}
			ctx, cut := context.WithCancel(t.Context())
			if r.IntN(2) == 0 {
				cut()
			}
			_ = d.engine.Settle(ctx, d.asked.Schema)
			cut()
		}
		settled(t, d.engine, d.asked.Schema)
		if err := same(d.engine, anew(t, plainEngine, d)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

// A step in an early article is known at once, ahead of its turn, and undone in the model when that has settled.
func TestAFarStepIsKnownAtOnce(t *testing.T) {
	d := newDesk(t, 80)
	d.suggests(t, d.engine)
	for at := range 4 {
		d.do(t, at, annotate.AssignTo(d.works[at], annotate.FieldStatus, string(annotate.Finished)))
	}
	settled(t, d.engine, d.asked.Schema)
	first := d.engine.inForce()
	if !first.far(0) {
		t.Fatalf("%d sentences are not enough for this test", len(first.units))
	}
	undo := d.do(t, 1, annotate.Add(annotate.Annotation{ID: "a", Label: "EVENT", Span: annotate.Span{Start: 9, End: 16}, Quote: "Moravia"}))
	if d.engine.inForce() != first || !d.engine.Behind() || len(first.ahead) != 1 {
		t.Fatalf("%d sentences were learnt ahead, want one; behind: %v", len(first.ahead), d.engine.Behind())
	}
	settled(t, d.engine, d.asked.Schema)
	if d.engine.inForce() == first {
		t.Fatal("what was learnt ahead is still in force")
	}
	if err := same(d.engine, anew(t, plainEngine, d)); err != nil {
		t.Error(err)
	}
	d.do(t, 1, undo)
	settled(t, d.engine, d.asked.Schema)
	if err := same(d.engine, anew(t, plainEngine, d)); err != nil {
		t.Error(err)
	}
}

// Suggest, Configure and Observe go on while much is learnt: none of them waits for Settle, which is held up here at its first work.
func TestNobodyWaitsForSettle(t *testing.T) {
	d := newDesk(t, 300)
	held, free := make(chan struct{}), make(chan struct{})
	var once sync.Once
	e := New(NewMemory(), slow{func() { once.Do(func() { close(held) }); <-free }})
	e.Configure(Settings{NoStarter: true})
	w := annotate.Work{Status: annotate.Finished}
	for _, doc := range d.docs {
		e.Learn(doc, "en", annotate.Work{}, w)
	}
	over := make(chan error)
	go func() { over <- e.Settle(t.Context(), d.asked.Schema) }()
	<-held
	for _, s := range []Settings{{NoStarter: true, Threshold: 0.7}, {NoStarter: true}} {
		e.Configure(s)
		if _, err := e.Suggest(t.Context(), d.asked); err != nil {
			t.Fatal(err)
		}
		e.Observe(d.asked.Document, "en", annotate.Work{}, annotate.Work{})
	}
	if !e.Behind() {
		t.Error("nothing is left to learn: the test shows nothing")
	}
	close(free)
	if err := <-over; err != nil || e.Behind() {
		t.Errorf("settled with %v", err)
	}
}

// slow is a suggester that never answers; what it has at hand takes a while.
type slow struct{ wait func() }

func (s slow) Name() string { return "slow" }

func (s slow) Suggest(context.Context, Input) ([]annotate.Suggestion, error) { return nil, nil }

func (s slow) AtHand(Input) []annotate.Suggestion { s.wait(); return nil }

// With many goroutines at work, and the settings changed all the time, what is learnt in the end is what the works teach.
func TestAllAtOnce(t *testing.T) {
	d := newDesk(t, 40)
	var group sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for _, busy := range []func(n int){
		func(int) { _ = d.engine.Settle(ctx, d.asked.Schema) },
		func(int) { _, _ = d.engine.Suggest(ctx, d.asked) },
		func(n int) {
			d.engine.Configure(Settings{NoStarter: true, Labels: map[string]string{"PER": []string{"PER", "LOC"}[n/4%2]}})
		},
		func(int) { d.engine.Again("d1", "en") },
	} {
		group.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				busy(n)
			}
		})
	}
	r := rand.New(rand.NewPCG(3, 3))
	for step := range 60 {
		at := r.IntN(len(d.works))
		undo := d.do(t, at, d.edit(r, at, fmt.Sprint(step)))
		if r.IntN(2) == 0 {
			d.do(t, at, undo)
		}
	}
	stop()
	group.Wait()
	d.engine.Configure(Settings{NoStarter: true})
	settled(t, d.engine, d.asked.Schema)
	if err := same(d.engine, anew(t, plainEngine, d)); err != nil {
		t.Error(err)
	}
}

// Of the works that a project has when it is opened the newest are learnt, and a step in any article always.
func TestTheNewestWorksAreLearnt(t *testing.T) {
	e := plainEngine()
	schema := annotate.News()
	var docs []annotate.Document
	for i := range enoughArticles + 3 {
		doc, set := annotatetest.Parse(t, fmt.Sprintf("[EVENT Moravia%d] left.", i))
		doc.ID = fmt.Sprint(i)
		docs = append(docs, doc)
		e.Learn(doc, "en", annotate.Work{}, annotate.Work{Annotations: set})
	}
	settled(t, e, schema)
	units := e.inForce().units
	if len(units) != enoughArticles || units[0].place != 3 {
		t.Fatalf("learnt are %d works from place %d on, want %d from 3 on", len(units), units[0].place, enoughArticles)
	}
	before := annotate.Work{}
	after := annotate.Work{Annotations: annotate.NewSet(annotate.Annotation{ID: "a", Label: "EVENT", Span: annotate.Span{Start: 0, End: 7}, Quote: "Moravia"})}
	e.Observe(docs[0], "en", before, after)
	if units = e.inForce().units; len(units) != enoughArticles+1 {
		t.Errorf("a step in an article is not learnt: %d sentences", len(units))
	}
}

// The language, and what a slow suggester says, are part of what is learnt: what is known of them later is learnt then.
func TestWhatIsKnownLaterIsLearnt(t *testing.T) {
	said := &later{}
	made := func() *Engine {
		e := New(NewMemory(), said)
		e.lists, e.calm = true, 0
		e.Configure(Settings{NoStarter: true})
		return e
	}
	d := newDesk(t, 3)
	d.engine = made()
	for at := 1; at < 4; at++ {
		d.do(t, at, annotate.Add(annotate.Annotation{ID: "a", Label: "EVENT", Span: annotate.Span{Start: 9, End: 16}, Quote: "Moravia"}))
	}
	settled(t, d.engine, d.asked.Schema)
	old := anew(t, made, d)
	said.list = []annotate.Suggestion{{Span: annotate.Span{Start: 9, End: 16}, Label: "LOC", Score: 0.9, Suggester: "later"}}
	d.engine.Again("d1", "")
	settled(t, d.engine, d.asked.Schema)
	if same(d.engine, old) == nil {
		t.Error("what the suggester says changes nothing")
	}
	if err := same(d.engine, anew(t, made, d)); err != nil {
		t.Error(err)
	}
	old = anew(t, made, d)
	d.engine.Again("d2", "ar")
	settled(t, d.engine, d.asked.Schema)
	if same(d.engine, old) == nil {
		t.Error("another language changes nothing")
	}
	if err := same(d.engine, anew(t, made, d)); err != nil {
		t.Error(err)
	}
	if said.asked {
		t.Error("learning asked the suggester to work")
	}
}

// later is a suggester that has something at hand only later.
type later struct {
	list  []annotate.Suggestion
	asked bool
}

func (*later) Name() string { return "later" }

func (l *later) Suggest(context.Context, Input) ([]annotate.Suggestion, error) {
	l.asked = true
	return l.list, nil
}

func (l *later) AtHand(in Input) []annotate.Suggestion {
	if in.Document.ID != "d1" {
		return nil
	}
	return l.list
}
