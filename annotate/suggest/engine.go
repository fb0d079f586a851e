package suggest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"sync/atomic"

	"rubricator/annotate"
)

// DefaultThreshold is the score from 0 to 1 below which an engine keeps a suggestion to itself.
const DefaultThreshold = 0.5

// Engine is the one decision maker: it asks its suggesters and makes one list of what they say. Its methods may be
// called from several goroutines.
type Engine struct {
	suggesters []Suggester
	memory     *Memory // among the suggesters; nil without one
	threshold  atomic.Uint64
	settings   atomic.Pointer[Settings] // nil until somebody chose
}

// New returns an engine over these suggesters, or with none named over a new memory, places, dates and names. Where
// two suggesters are equally sure of the same span, the one named first is heard.
func New(suggesters ...Suggester) *Engine {
	if len(suggesters) == 0 {
		suggesters = []Suggester{NewMemory(), Places{}, Dates{}, Names{}}
	}
	e := &Engine{suggesters: suggesters}
	for _, s := range suggesters {
		if m, ok := s.(*Memory); ok {
			e.memory = m
		}
	}
	e.SetThreshold(DefaultThreshold)
	return e
}

// SetThreshold sets the score from 0 to 1 that a suggestion needs to be shown.
func (e *Engine) SetThreshold(score float64) { e.threshold.Store(math.Float64bits(score)) }

// Configure takes settings into use, from the next Suggest on. It may be called at any time. From then on suggestions come
// from Floor on, or from the threshold where that is lower.
func (e *Engine) Configure(s Settings) {
	s.Labels = maps.Clone(s.Labels)
	e.settings.Store(&s)
	e.SetThreshold(min(Floor, s.Needed()))
}

// speaks reports whether a suggester is asked.
func (e *Engine) speaks(s Suggester) bool {
	chosen := e.settings.Load()
	if chosen == nil || !chosen.NoStarter {
		return true
	}
	switch s.(type) {
	case Places, Dates, Names:
		return false
	}
	return true
}

func (e *Engine) scoreNeeded() float64 { return math.Float64frombits(e.threshold.Load()) }

// Suggest returns what is left to answer in a document, sorted by span: no two in conflict with each other, with an
// annotation, with a zone, with a rejection or with the schema's overlap rule. When a suggester fails, the list holds
// what the others say and the error names it.
func (e *Engine) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	v, err := newView(ctx, in.Document.Text.String(), in.Language)
	if err != nil {
		return nil, err
	}
	in.view = v
	if chosen := e.settings.Load(); chosen != nil && chosen.Labels != nil {
		in.labels = chosen.LabelsFor(in.Schema)
	}
	var all []annotate.Suggestion
	var failed []error
	for _, s := range e.suggesters {
		if !e.speaks(s) {
			continue
		}
		list, err := s.Suggest(ctx, in)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("suggester %q on document %q: %w", s.Name(), in.Document.ID, err))
		}
		all = append(all, list...)
	}
	f := newFilter(e, in)
	list := f.settle(f.keep(all))
	if short := f.keep(acronyms(in, list)); len(short) > 0 {
		list = f.settle(append(list, short...))
	}
	return list, errors.Join(failed...)
}

// Observe tells every suggester that learns what changed in an annotator's work. It costs microseconds for one edit
// and may be called beside Suggest.
func (e *Engine) Observe(doc annotate.Document, before, after annotate.Work) {
	for _, s := range e.suggesters {
		if l, ok := s.(Learner); ok {
			l.Learn(doc, before, after)
		}
	}
}
