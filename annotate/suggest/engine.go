package suggest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

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

	mu        sync.Mutex // guards what follows
	settings  Settings
	floor     float64
	field     *field // nil until a schema is known
	learner   *learner
	answers   calibration
	languages map[string]string // of documents, as they were last asked about
	recent    recent
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
	e := &Engine{learner: &learner{}, languages: map[string]string{}, floor: DefaultThreshold}
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

// SetThreshold sets the score from 0 to 1 from which on Suggest returns suggestions.
func (e *Engine) SetThreshold(score float64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.floor = score
}

// Configure takes settings into use, from the next Suggest on. It may be called at any time. From then on suggestions come
// from Floor on, or from the threshold where that is lower.
func (e *Engine) Configure(s Settings) {
	s.Labels = maps.Clone(s.Labels)
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.NoStarter != e.settings.NoStarter || !maps.Equal(s.Labels, e.settings.Labels) {
		e.field = nil // the next Suggest makes another
	}
	e.settings = s
	e.floor = min(Floor, s.Needed())
}

// Suggest returns what is left to answer in a document, sorted by span: no two in conflict with each other, with an
// annotation, with a zone, with a rejection or with the schema's overlap rule. When a suggester fails, the list holds
// what the others say and the error names it.
func (e *Engine) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
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
	list, f, err := e.decode(ctx, a, &in)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(f.keep(list), func(s annotate.Suggestion) bool { return !f.fits(s, annotate.Suggestions{}) })
	all := f.nested(in.remembered, annotate.NewSuggestions(list...))
	for _, s := range f.keep(acronyms(in, all.All())) {
		if f.fits(s, all) {
			all = all.With(s)
		}
	}
	return all.All(), a.failed
}

// ready is an article, made ready now or before.
func (e *Engine) ready(ctx context.Context, in Input) (*article, error) {
	others, failed := e.ask(ctx, in)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if a := e.recent.find(in.Document, in.Language, others); a != nil {
		return a.with(failed), nil
	}
	a, err := e.newArticle(ctx, in, others)
	if err != nil {
		return nil, err
	}
	e.recent.keep(a)
	return a.with(failed), nil
}

// decode asks the model.
func (e *Engine) decode(ctx context.Context, a *article, in *Input) ([]annotate.Suggestion, *filter, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.languages[in.Document.ID] = in.Language
	field := e.fieldFor(in.Schema)
	in.named = e.settings.LabelsFor(in.Schema)
	f := newFilter(e, *in, e.floor)
	d := decoder{field: field, article: a, in: *in, refused: f.refuses, heard: f.heard, answers: &e.answers}
	listed := renamed(a.said, in.named)
	d.others = newVoices(in.remembered, a.others, listed)
	d.lift(in.remembered, memoryWeight, func(label int, s annotate.Suggestion) bool {
		return d.field.knows(label) && !f.heard(s) && !strings.ContainsAny(in.Document.Text.Slice(s.Span), " \n")
	})
	d.lift(f.whole(a.others), 0, hard)
	if field.starter != nil {
		d.lift(listed, listWeight, func(int, annotate.Suggestion) bool { return true })
	}
	list, err := d.run(ctx)
	if err != nil {
		return nil, nil, err
	}
	e.answers.apply(list)
	return list, f, nil
}

func renamed(list []annotate.Suggestion, to map[string]string) []annotate.Suggestion {
	list = slices.Clone(list)
	for i := range list {
		list[i].Label = to[list[i].Label]
	}
	return list
}

// fieldFor is the model for a schema; for one with other labels than before all is learnt anew.
func (e *Engine) fieldFor(schema annotate.Schema) *field {
	var labels []string
	for _, l := range schema.Labels {
		labels = append(labels, l.Name)
	}
	if e.field != nil && slices.Equal(e.field.labels, labels) {
		return e.field
	}
	s := e.start
	if e.settings.NoStarter {
		s = nil
	}
	e.field = newField(s, labels, e.settings.LabelsFor(schema))
	e.learner.all(e, e.field)
	return e.field
}

// Observe learns what changed in an annotator's work. The change back unlearns it exactly. It may be called beside Suggest, costs about a
// millisecond for a step in the article that was last worked on, and longer for one in an earlier article, as what came later is learnt anew.
func (e *Engine) Observe(doc annotate.Document, before, after annotate.Work) {
	if e.memory != nil {
		e.memory.Learn(doc, before, after)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers.take(before, after)
	from := e.learner.take(doc, before, after)
	if e.field != nil {
		e.learner.again(e, e.field, from)
	}
}
