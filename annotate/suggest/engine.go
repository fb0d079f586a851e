package suggest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"rubricator/annotate"
)

// DefaultThreshold is the score from 0 to 1 from which on suggestions are shown in full.
const DefaultThreshold = 0.4

// Engine is the one decision maker: a linear-chain conditional random field over the starter's weights and over those that it learns in a
// project. Lists, rules, other suggesters and the memory of phrases speak to it through features and bonuses; what people decided in an
// article is a constraint. Its methods may be called from several goroutines.
type Engine struct {
	memory *Memory // nil without one
	lists  bool    // lists and rules speak
	others []Suggester
	start  *Starter // nil without one

	learner *learner
	calm    time.Duration
	recent  recent

	mu       sync.Mutex // guards what follows, for a moment at a time
	settings Settings
	floor    float64
	answers  calibration
	force    *course // what suggestions are read from; nil until a schema is known
}

// New returns an engine over these suggesters, or with none named over the starter in use, a new memory, places, dates, names and amounts.
func New(suggesters ...Suggester) *Engine {
	if len(suggesters) == 0 {
		return NewFrom(InUse())
	}
	return newEngine(suggesters)
}

// NewFrom is New with no suggester named, over another starter.
func NewFrom(s *Starter) *Engine {
	e := newEngine([]Suggester{NewMemory(), Amounts{}})
	e.start, e.lists = s, true
	return e
}

func newEngine(suggesters []Suggester) *Engine {
	e := &Engine{learner: &learner{busy: make(chan struct{}, 1)}, calm: calm, floor: DefaultThreshold}
	for _, s := range suggesters {
		if m, ok := s.(*Memory); ok {
			e.memory = m
			continue
		}
		e.others = append(e.others, s)
	}
	return e
}

// Add lets the engine ask one more suggester, after those it has. It is called before the first Suggest.
func (e *Engine) Add(s Suggester) { e.others = append(e.others, s) }

// Configure takes settings into use, from the next Suggest on. It may be called at any time and waits for nothing. From then on suggestions come
// from Floor on, or from the threshold where that is lower. With another starter or other labels the model knows nothing of the project until
// Settle has learnt it.
func (e *Engine) Configure(s Settings) {
	s.Labels = maps.Clone(s.Labels)
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.NoStarter != e.settings.NoStarter || !maps.Equal(s.Labels, e.settings.Labels) {
		e.force = nil // the next Suggest makes another
	}
	e.settings = s
	e.floor = min(Floor, s.Needed())
}

// Suggest returns what is left to answer in a document, sorted by span: no two in conflict with each other, with an
// annotation, with a zone, with a rejection or with the schema's overlap rule. When a suggester fails, the list holds
// what the others say and the error names it. It does not wait for what is still to be learnt, unless that is little: see Behind.
func (e *Engine) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	in.Language = spoken(in.Language)
	a, err := e.ready(ctx, in)
	if err != nil {
		return nil, err
	}
	in.view = a.view
	if e.memory != nil {
		if in.remembered, err = e.memory.Suggest(ctx, in); err != nil {
			return nil, err
		}
	}
	v := e.outlook(ctx, in.Schema)
	in.named = v.named
	f := newFilter(e, in, v.floor)
	list, err := v.decode(ctx, a, in, f)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(f.keep(list), func(s annotate.Suggestion) bool { return !f.fits(s, annotate.Suggestions{}) })
	v.answers.apply(in.remembered) // after the model has seen it: phrases inside others are suggested as the memory has them
	all := f.nested(in.remembered, annotate.NewSuggestions(list...))
	for _, s := range f.keep(acronyms(in, all.All())) {
		if f.fits(s, all) {
			all = all.With(s)
		}
	}
	return all.All(), a.failed
}

// spoken is a language, "und" where it is not said.
func spoken(language string) string { return cmp.Or(language, "und") }

// outlook is what one Suggest goes by.
type outlook struct {
	field   *field
	named   map[string]string // the project's label for each of the starter's
	floor   float64
	answers calibration
}

// outlook makes a course for a schema with other labels than before, which has learnt nothing yet, or, where that is little, all.
func (e *Engine) outlook(ctx context.Context, schema annotate.Schema) outlook {
	v, fresh := e.look(schema)
	if !fresh || !e.learner.little() {
		return v
	}
	select {
	case e.learner.busy <- struct{}{}:
		_ = e.settle(ctx)
		<-e.learner.busy
		v, _ = e.look(schema)
	default: // somebody settles
	}
	return v
}

// look reports whether the course is new.
func (e *Engine) look(schema annotate.Schema) (v outlook, fresh bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	v = outlook{named: e.settings.LabelsFor(schema), floor: e.floor, answers: e.answers.clone()}
	if e.force == nil || !slices.Equal(e.force.field.labels, namesIn(schema)) {
		s := e.start
		if e.settings.NoStarter {
			s = nil
		}
		e.force, fresh = newCourse(newField(newFrozen(s, schema, v.named))), true
	}
	v.field = e.force.field
	return v, fresh
}

// inForce is the course that suggestions are read from.
func (e *Engine) inForce() *course {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.force
}

// decode asks the model.
func (v *outlook) decode(ctx context.Context, a *article, in Input, f *filter) ([]annotate.Suggestion, error) {
	v.field.mu.RLock()
	defer v.field.mu.RUnlock()
	d := decoder{field: v.field, article: a, in: in, refused: f.refuses, heard: f.heard, answers: &v.answers}
	d.lift(in.remembered, memoryWeight, func(label int, s annotate.Suggestion) bool {
		return d.field.knows(label) && !f.heard(s) && !strings.ContainsAny(in.Document.Text.Slice(s.Span), " \n")
	})
	d.lift(f.whole(a.others), 0, hard)
	var listed []annotate.Suggestion
	if v.field.starter != nil { // else lists and rules say nothing of their own: they tell words apart for what is learnt
		listed = renamed(a.said, in.named)
		d.lift(listed, listWeight, func(int, annotate.Suggestion) bool { return true })
	}
	d.others = newVoices(in.remembered, a.others, listed)
	list, err := d.run(ctx)
	if err != nil {
		return nil, err
	}
	v.answers.apply(list)
	return list, nil
}

func renamed(list []annotate.Suggestion, to map[string]string) []annotate.Suggestion {
	list = slices.Clone(list)
	for i := range list {
		list[i].Label = to[list[i].Label]
	}
	return list
}

// remember shows the memory and the calibration what changed.
func (e *Engine) remember(doc annotate.Document, before, after annotate.Work) {
	if e.memory != nil {
		e.memory.Learn(doc, before, after)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers.take(before, after)
}
