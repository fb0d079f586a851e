package app

import (
	"context"
	"sync"
	"time"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
)

// teacher runs the suggesters beside the window. All that is to be learnt is learnt, in order; of requests for
// suggestions only the newest is answered. While it has nothing else to do it counts what is suggested in other articles.
// What the model cannot learn at once, such as all earlier work, it learns on a goroutine of its own, and the window asks
// again when that is done.
//
// Earlier work is learnt from the file while people already work. An article that changes before its turn is not read:
// what it held before its first change is learnt with that change, so that nothing counts twice.
type teacher struct {
	project  *project.Project
	dispatch func(state.Msg)
	do       func(func())
	life     context.Context // ended by end
	end      context.CancelFunc
	wake     chan struct{}
	late     chan struct{}  // there may be something to settle
	ready    chan struct{}  // closed when what the teacher before had learnt is forgotten
	working  sync.WaitGroup // work, learn and settle
	counter  *counter
	owed     *state.Lessons // learnt, and not told of yet; the goroutine's own

	mu      sync.Mutex
	learnt  map[work]bool // whose earlier work was read, or is taught with its first change
	read    bool          // all that there was
	lessons []lesson
	request *state.Suggest
	stop    context.CancelFunc // ends the answer that is being worked out
	pause   context.CancelFunc // ends the counting in one article
}

// lesson is a step that is to be learnt.
type lesson struct {
	state.Teach
	fresh bool // what there was before the step was not learnt yet
}

// mostAtOnce is how many steps in other articles the model learns at once.
const mostAtOnce = 8

// work is what one annotator said of one article.
type work struct{ id, annotator string }

// newTeacher begins once the one before has ended, if there was one, and what that learnt is forgotten. learn must follow.
func newTeacher(ctx context.Context, p *project.Project, counts *tally.Keeper, dispatch func(state.Msg), do func(func()), before *teacher) *teacher {
	life, end := context.WithCancel(ctx)
	t := &teacher{project: p, dispatch: dispatch, do: do, life: life, end: end, wake: make(chan struct{}, 1), late: make(chan struct{}, 1), ready: make(chan struct{}), learnt: map[work]bool{}}
	t.counter = newCounter(p, counts, func(found map[string]state.Count) {
		do(func() {
			if life.Err() == nil {
				dispatch(state.CountsFound{Counts: found})
			}
		})
	})
	t.working.Add(3)
	go func() {
		defer t.working.Done()
		if before != nil {
			before.end()
			before.working.Wait()
			p.BeginAnew()
		}
		close(t.ready)
		t.work(life)
	}()
	go func() {
		defer t.working.Done()
		<-t.ready
		t.settle(life)
	}()
	return t
}

// learn reads the earlier work of all articles. It is called once.
func (t *teacher) learn() error {
	defer t.working.Done()
	<-t.ready
	err := t.project.Learn(t.life, t.begin)
	t.mu.Lock()
	t.read = true
	t.mu.Unlock()
	t.followUp()
	return err
}

// followUp lets the model settle where it is behind, once all earlier work was read.
func (t *teacher) followUp() {
	t.mu.Lock()
	read := t.read
	t.mu.Unlock()
	if !read || !t.project.Behind() {
		return
	}
	select {
	case t.late <- struct{}{}:
	default:
	}
}

// settle lets the model learn what it is behind with. Then the window asks anew what is suggested.
func (t *teacher) settle(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.late:
		}
		if !t.project.Behind() {
			continue
		}
		if t.project.Settle(ctx) != nil {
			return
		}
		t.counter.corrected()
		t.do(func() {
			if ctx.Err() == nil {
				t.dispatch(state.Learnt{Count: t.project.Answers()})
			}
		})
	}
}

// begin reports whether the earlier work on an article is still to be read, and takes note that it is.
func (t *teacher) begin(id, annotator string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	fresh := !t.learnt[work{id, annotator}]
	t.learnt[work{id, annotator}] = true
	return fresh
}

// teach takes a lesson before its step can be on disk.
func (t *teacher) teach(l state.Teach) {
	id := l.Document.ID
	fresh := id != "" && t.begin(id, t.project.Annotator())
	t.mu.Lock()
	t.lessons = append(t.lessons, lesson{l, fresh})
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

// nearby, countAll, countAgain and forget tell the counter what to count.
func (t *teacher) nearby(ids []string)         { t.counter.nearby(ids); t.ring() }
func (t *teacher) countAll(all state.CountAll) { t.counter.countAll(all); t.ring() }
func (t *teacher) countAgain(id string)        { t.counter.again(id); t.ring() }
func (t *teacher) forget()                     { t.counter.forget(); t.ring() }

// ring says that there is something to do that is more urgent than counting.
func (t *teacher) ring() {
	t.mu.Lock()
	if t.pause != nil {
		t.pause()
	}
	t.mu.Unlock()
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
			t.serve(ctx)
		case <-t.counter.turn():
			t.count(ctx)
		}
	}
}

// serve learns what there is to learn and answers the newest request.
func (t *teacher) serve(ctx context.Context) {
	t.mu.Lock()
	lessons, request := t.lessons, t.request
	t.lessons, t.request = nil, nil
	answering, stop := context.WithCancel(ctx)
	t.stop = stop
	t.mu.Unlock()
	defer stop()
	for _, l := range lessons {
		t.observe(l)
		t.owed = &state.Lessons{Label: labelTaught(l.Teach), Count: t.project.Answers()}
	}
	if len(lessons) > 0 {
		t.counter.corrected()
	}
	if request != nil {
		t.answer(answering, *request)
	}
	t.followUp()
	t.counter.rest(longRest)
}

// observe shows the model a step. It learns it at once, unless it is one in many articles.
func (t *teacher) observe(l lesson) {
	if l.fresh {
		t.project.Note(l.Document, annotate.Work{}, l.Before)
	}
	if l.Document.ID != "" {
		t.project.Observe(l.Document, l.Before, l.After)
	}
	take := t.project.Observe
	if len(l.Elsewhere) > mostAtOnce {
		take = t.project.Note
	}
	for _, tx := range l.Elsewhere {
		t.observeElsewhere(tx, take)
	}
}

// labelTaught is the label that a step gave, in the first place where it gave one.
func labelTaught(l state.Teach) string {
	_, come := annotate.Changed(l.Before.Annotations, l.After.Annotations)
	if len(come) == 0 {
		return ""
	}
	return come[0].Label
}

// count looks at one more article, unless something more urgent comes in between.
func (t *teacher) count(ctx context.Context) {
	counting, pause := context.WithCancel(ctx)
	defer pause()
	t.mu.Lock()
	t.pause = pause
	t.mu.Unlock()
	if len(t.wake) > 0 {
		return
	}
	if t.followUp(); t.project.Behind() {
		t.counter.rest(longRest) // what is counted now would have to be counted again
		return
	}
	began := time.Now()
	t.counter.next(counting)
	t.counter.rest(max(shortRest, restFor*time.Since(began)))
}

// observeElsewhere learns from a step in an article that is not open. The file may or may not have the step yet.
func (t *teacher) observeElsewhere(tx annotate.Transaction, take func(doc annotate.Document, before, after annotate.Work)) {
	store := t.project.Store()
	doc, err := store.Document(tx.Document)
	if err != nil {
		return // a file that cannot be read is said where it is opened
	}
	work, err := store.Work(tx.Document, tx.Annotator)
	if err != nil {
		return
	}
	if t.begin(tx.Document, tx.Annotator) {
		take(doc, annotate.Work{}, work)
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
	take(doc, before, after)
}

func (t *teacher) answer(ctx context.Context, r state.Suggest) {
	gen := t.counter.settings()
	list, err := t.project.Suggest(ctx, r.Document, r.Work, r.Language, r.Stored)
	if ctx.Err() != nil {
		return
	}
	learnt := t.owed
	t.owed = nil
	alike := t.project.Alike(r.Document, r.Work, r.Language, list, r.Seek)
	t.counter.opened(r.Document.ID, t.project.CountOf(list), gen)
	t.do(func() {
		if err != nil {
			t.dispatch(state.Say{Text: "suggestions failed: " + err.Error(), Warn: true})
		}
		t.dispatch(state.Suggested{Document: r.Document.ID, Suggestions: list, Gen: r.Gen, Alike: alike, Learnt: learnt})
	})
}
