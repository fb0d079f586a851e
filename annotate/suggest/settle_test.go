package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"rubricator/annotate"
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

// anew is an engine that was shown works as a project that is opened shows them.
func anew(t *testing.T, made func() *Engine, d *desk) *Engine {
	t.Helper()
	e := made()
	for _, at := range d.order {
		e.Learn(d.docs[at], "en", annotate.Work{}, d.works[at])
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
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 11))
		d := newDesk(t, 60)
		d.suggests(t, d.engine)
		for step := range 12 {
			for range 1 + r.IntN(3) {
				at := r.IntN(len(d.works))
				undo := d.do(t, at, d.edit(r, at, fmt.Sprint(seed, "-", step)))
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
