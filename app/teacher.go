package app

import (
	"context"
	"sync"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
)

// teacher runs the suggesters beside the window. All that is to be learnt is learnt, in order; of requests for
// suggestions only the newest is answered.
type teacher struct {
	project  *project.Project
	dispatch func(state.Msg)
	do       func(func())
	wake     chan struct{}

	mu      sync.Mutex
	lessons []annotate.Transaction
	request *state.Suggest
}

func newTeacher(ctx context.Context, p *project.Project, dispatch func(state.Msg), do func(func())) *teacher {
	t := &teacher{project: p, dispatch: dispatch, do: do, wake: make(chan struct{}, 1)}
	go t.work(ctx)
	return t
}

func (t *teacher) teach(txs []annotate.Transaction) {
	t.mu.Lock()
	t.lessons = append(t.lessons, txs...)
	t.mu.Unlock()
	t.ring()
}

func (t *teacher) suggest(s state.Suggest) {
	t.mu.Lock()
	t.request = &s
	t.mu.Unlock()
	t.ring()
}

func (t *teacher) ring() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *teacher) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		}
		t.mu.Lock()
		lessons, request := t.lessons, t.request
		t.lessons, t.request = nil, nil
		t.mu.Unlock()
		for _, tx := range lessons {
			before, after := sides(tx)
			t.project.Observe(annotate.Document{ID: tx.Document}, before, after)
		}
		if request != nil {
			t.answer(ctx, *request)
		}
	}
}

func (t *teacher) answer(ctx context.Context, r state.Suggest) {
	list, err := t.project.Suggest(ctx, r.Document, r.Work, r.Language, r.Stored)
	if ctx.Err() != nil {
		return
	}
	t.do(func() {
		if err != nil {
			t.dispatch(state.Say{Text: "suggestions failed: " + err.Error(), Warn: true})
			return
		}
		t.dispatch(state.Suggested{Document: r.Document.ID, Suggestions: list, Gen: r.Gen})
	})
}

// sides are the two works that differ by just what a transaction changes.
func sides(tx annotate.Transaction) (before, after annotate.Work) {
	var was, is []annotate.Annotation
	for _, e := range tx.Edits {
		switch e := e.(type) {
		case annotate.Put:
			was, is = collect(was, e.Before), collect(is, e.After)
		case annotate.Decide:
			before.Decisions, after.Decisions = collect(before.Decisions, e.Before), collect(after.Decisions, e.After)
		}
	}
	before.Annotations, after.Annotations = annotate.NewSet(was...), annotate.NewSet(is...)
	return before, after
}

func collect[T any](list []T, v *T) []T {
	if v == nil {
		return list
	}
	return append(list, *v)
}
