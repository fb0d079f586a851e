package suggest

import (
	"context"
	"time"

	"rubricator/annotate"
)

// calm is how long nothing may have changed before all is learnt anew: a row of steps in an early article costs that once.
const calm = time.Second

// mostNow is how many sentences are learnt while somebody waits.
const mostNow = 400

// Observe learns what changed in an annotator's work on a document in a language (ISO 639-1, or "und"), unless the work names another. The change back unlearns it exactly. It may
// be called beside Suggest and Settle. A step in one of the articles that were learnt last costs about a millisecond for each sentence behind
// it. A step further back is known at once, ahead of its turn; Settle then learns it in its place, and all that came later anew.
func (e *Engine) Observe(doc annotate.Document, language string, before, after annotate.Work) {
	e.remember(doc, before, after)
	n := e.learner
	n.mu.Lock()
	defer n.mu.Unlock()
	c := e.inForce()
	behind := c != nil && c.behind(len(n.order))
	place := n.take(doc, language, before, after)
	if place < 0 || c == nil {
		return
	}
	if behind || !e.teach(c, place) {
		e.mark(place)
		e.teachAhead(c, place)
	}
}

// Learn takes note of what changed, or of earlier work with before = annotate.Work{}. The memory knows it at once, the model after Settle. It is for
// works that nobody waits for. Of earlier works it keeps the newest 600.
func (e *Engine) Learn(doc annotate.Document, language string, before, after annotate.Work) {
	e.remember(doc, before, after)
	n := e.learner
	n.mu.Lock()
	defer n.mu.Unlock()
	count := len(n.order)
	place := n.take(doc, language, before, after)
	if place < 0 {
		return
	}
	e.mark(place)
	if place == count && !Teaches(before) {
		e.mark(n.retire(place))
	}
}

// Again tells that more is known of a document than when it was learnt: its language, unless that is "", or what a Slow suggester says.
func (e *Engine) Again(id, language string) {
	n := e.learner
	n.mu.Lock()
	defer n.mu.Unlock()
	for place, d := range n.order {
		if d.doc.ID != id || language != "" && (language == d.lang || d.work.Language != "") {
			continue
		}
		if language != "" {
			d.lang = language
		}
		e.mark(place)
	}
}

// Behind reports whether there is something for Settle to do.
func (e *Engine) Behind() bool {
	n := e.learner
	n.mu.Lock()
	defer n.mu.Unlock()
	if c := e.inForce(); c != nil {
		return c.behind(len(n.order))
	}
	return len(n.order) > 0
}

// Settle learns what is not in its place yet, for a schema. It works beside Suggest, Observe and Configure, which do not wait for it: it learns a second field,
// work by work, and puts that in force when it has caught up with all that was observed meanwhile. Then the model is, to the bit, the one learnt
// from all works in order. The error is that of ctx; the next Settle goes on from there.
func (e *Engine) Settle(ctx context.Context, schema annotate.Schema) error {
	e.look(schema)
	select {
	case e.learner.busy <- struct{}{}:
		defer func() { <-e.learner.busy }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return e.settle(ctx)
}

func (e *Engine) settle(ctx context.Context) error {
	for ctx.Err() == nil {
		c, place, d := e.turn()
		if c == nil {
			return nil
		}
		if err := e.study(ctx, c, place, d); err != nil {
			e.learner.mu.Lock()
			c.stale[place] = true
			e.learner.mu.Unlock()
			return err
		}
	}
	return ctx.Err()
}

// turn is the work whose turn it is, in the course that has begun; nil when that is in force now and there is nothing left to learn.
func (e *Engine) turn() (c *course, place int, d studied) {
	n := e.learner
	n.mu.Lock()
	defer n.mu.Unlock()
	for {
		now := e.inForce()
		if now == nil || !now.behind(len(n.order)) {
			n.begun = nil
			return nil, 0, d
		}
		if n.begun == nil || n.begun.field.frozen != now.field.frozen {
			n.begun = now.copy()
		}
		place, more := n.begun.pending(len(n.order))
		if more {
			delete(n.begun.stale, place)
			return n.begun, place, *n.order[place]
		}
		e.mu.Lock()
		if e.force == now { // and not another, for other settings
			e.force = n.begun
		}
		e.mu.Unlock()
	}
}

// mark notes that the work at a place is not what was learnt; -1 is none.
func (e *Engine) mark(place int) {
	for _, c := range []*course{e.inForce(), e.learner.begun} {
		if c != nil && place >= 0 {
			c.stale[place] = true
		}
	}
}

// teach learns the work at a place in a course that has learnt all others, and what came later anew. It reports false, and learns nothing, where
// that lies far back or is too much to wait for.
func (e *Engine) teach(c *course, place int) bool {
	order := e.learner.order
	list := e.lessonsNow(c, place)
	n, same := c.agree(place, list)
	at := c.from(place) + n
	if c.far(at) || len(list)-n+len(c.units)-at > mostNow {
		return same
	}
	later := make([][]prepared, len(order))
	if c.from(place+1) < len(c.units) {
		for p := place + 1; p < len(order); p++ {
			later[p] = e.lessonsNow(c, p)
		}
	}
	c.field.mu.Lock()
	defer c.field.mu.Unlock()
	c.backTo(at)
	c.learn(place, list[n:])
	for p := place + 1; p < len(order); p++ {
		c.learn(p, later[p])
	}
	c.next = len(order)
	return true
}

// teachAhead lets the field in force know of a work before its turn.
func (e *Engine) teachAhead(c *course, place int) {
	list := e.lessonsNow(c, place)
	if len(list) > mostNow {
		return
	}
	c.field.mu.Lock()
	defer c.field.mu.Unlock()
	c.learnAhead(place, list)
}

// lessonsNow are the lessons of a work that somebody has before him: its article is likely to be asked for again.
func (e *Engine) lessonsNow(c *course, place int) []prepared {
	d := *e.learner.order[place]
	a, err := e.articleOf(context.Background(), c, d)
	if a == nil || err != nil {
		return nil
	}
	e.recent.keep(a)
	return lessonsOf(a, d.work, c.field.frozen)
}

// study learns one work in a course that has begun.
func (e *Engine) study(ctx context.Context, c *course, place int, d studied) error {
	a, err := e.articleOf(ctx, c, d)
	if err != nil {
		return err
	}
	var list []prepared
	if a != nil {
		list = lessonsOf(a, d.work, c.field.frozen)
	}
	n, same := c.agree(place, list)
	at := c.from(place) + n
	switch {
	case same:
	case c.far(at):
		return e.beginAnew(ctx, c)
	default:
		if c.from(place+1) < len(c.units) {
			c.next = place // what came later is taken back
		}
		c.backTo(at)
		for i := n; i < len(list); i++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.learn(place, list[i:i+1])
		}
	}
	c.next = max(c.next, place+1)
	return nil
}

// beginAnew forgets all that a course was taught, once nothing changes any more.
func (e *Engine) beginAnew(ctx context.Context, c *course) error {
	n := e.learner
	for {
		n.mu.Lock()
		rest := e.calm - time.Since(n.last)
		if rest <= 0 {
			c.reset()
		}
		n.mu.Unlock()
		if rest <= 0 {
			return nil
		}
		select {
		case <-time.After(rest):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// articleOf is the article of a work; nil where there is nothing to learn. The error is that of ctx.
func (e *Engine) articleOf(ctx context.Context, c *course, d studied) (*article, error) {
	if d.work.Equal(d.base) {
		return nil, nil
	}
	in := Input{Document: d.doc, Language: d.lang, Schema: c.field.schema}
	a, err := e.made(ctx, in, e.atHand(ctx, in))
	if err != nil {
		return nil, ctx.Err() // a text that nobody can read teaches nothing
	}
	return a, nil
}
