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
//
// Earlier work is learnt from the file while people already work. An article that changes before its turn is not read:
// what it held before its first change is learnt with that change, so that nothing counts twice.
type teacher struct {
	project  *project.Project
	dispatch func(state.Msg)
	do       func(func())
	wake     chan struct{}

	mu      sync.Mutex
	learnt  map[string]bool // articles whose earlier work was read, or is taught with their first change
	lessons []state.Teach
	request *state.Suggest
	stop    context.CancelFunc // ends the answer that is being worked out
}

func newTeacher(ctx context.Context, p *project.Project, dispatch func(state.Msg), do func(func())) *teacher {
	t := &teacher{project: p, dispatch: dispatch, do: do, wake: make(chan struct{}, 1), learnt: map[string]bool{}}
	go t.work(ctx)
	return t
}

// learn reads the earlier work of all articles.
func (t *teacher) learn(ctx context.Context) error {
	return t.project.Learn(ctx, t.begin)
}

// begin reports whether the earlier work of an article is still to be read, and takes note that it is.
func (t *teacher) begin(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	fresh := !t.learnt[id]
	t.learnt[id] = true
	return fresh
}

// teach takes a lesson before its step can be on disk.
func (t *teacher) teach(l state.Teach) {
	t.mu.Lock()
	if id := l.Document.ID; id != "" && !t.learnt[id] {
		t.learnt[id] = true
		t.lessons = append(t.lessons, state.Teach{Document: l.Document, After: l.Before})
	}
	t.lessons = append(t.lessons, l)
	t.mu.Unlock()
	t.ring()
}

func (t *teacher) suggest(s state.Suggest) {
	t.mu.Lock()
	t.request = &s
	if t.stop != nil {
		t.stop()
	}
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
		answering, stop := context.WithCancel(ctx)
		t.stop = stop
		t.mu.Unlock()
		for _, l := range lessons {
			t.project.Observe(l.Document, l.Before, l.After)
			for _, tx := range l.Elsewhere {
				t.observeElsewhere(tx)
			}
		}
		if request != nil {
			t.answer(answering, *request)
		}
		stop()
	}
}

// observeElsewhere learns from a step in an article that is not open. The file may or may not have the step yet.
func (t *teacher) observeElsewhere(tx annotate.Transaction) {
	store := t.project.Store()
	doc, err := store.Document(tx.Document)
	if err != nil {
		return // a file that cannot be read is said where it is opened
	}
	work, err := store.Work(tx.Document, tx.Annotator)
	if err != nil {
		return
	}
	if t.begin(tx.Document) {
		t.project.Observe(doc, annotate.Work{}, work)
		if _, _, err := tx.Apply(work); err != nil {
			return // the step was in what was just learnt
		}
	}
	before, after := work, work
	if next, _, err := tx.Apply(work); err == nil {
		after = next
	} else if last, _, err := tx.Inverse().Apply(work); err == nil {
		before = last
	}
	t.project.Observe(doc, before, after)
}

func (t *teacher) answer(ctx context.Context, r state.Suggest) {
	list, err := t.project.Suggest(ctx, r.Document, r.Work, r.Language, r.Stored)
	if ctx.Err() != nil {
		return
	}
	t.do(func() {
		if err != nil {
			t.dispatch(state.Say{Text: "suggestions failed: " + err.Error(), Warn: true})
		}
		t.dispatch(state.Suggested{Document: r.Document.ID, Suggestions: list, Gen: r.Gen})
	})
}
