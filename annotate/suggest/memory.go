package suggest

import (
	"context"
	"sync"

	"rubricator/annotate"
)

// Memory remembers which phrases people confirmed under which label, and which they rejected. Its
// content is a sum over the works that it has seen, whatever their order.
type Memory struct {
	mu     sync.RWMutex
	known  *lexicon[*entry]
	last   *lexicon[map[string]int] // last names -> full names -> times confirmed
	nested map[[2]string]int        // inner and outer label -> annotations that stand so
	starts prefixHabit
}

// entry is what is known about the phrases that fold to one key.
type entry struct {
	forms []form // sorted by text
}

// form is one exact spelling, white space apart.
type form struct {
	text  string
	cased letterCase
	words int
	tally []tally // sorted by label
}

// tally counts the annotations of a label and the rejected suggestions of it.
type tally struct {
	label   string
	yes, no int
}

// prefixHabit counts annotations of words with an Arabic prefix: those that start behind it and those that take it in.
type prefixHabit struct{ behind, whole int }

// NewMemory returns one that knows nothing.
func NewMemory() *Memory {
	return &Memory{known: newLexicon[*entry](), last: newLexicon[map[string]int](), nested: map[[2]string]int{}}
}

const memoryName = "memory"

// Name is "memory".
func (m *Memory) Name() string { return memoryName }

// Suggest proposes known phrases and the last names of known people.
func (m *Memory) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	v, err := in.tokens(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	r := recall{memory: m, view: v, schema: in.Schema}
	for i := range v.tokens {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.token(i)
	}
	return r.found, nil
}

// tally is what people said of a phrase under a label, and how often they confirmed it under others.
func (m *Memory) tally(phrase, lang, label string) (t tally, others int) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if len(m.known.nodes) == 0 {
		return tally{}, 0
	}
	v := phraseView(phrase, lang)
	e, ok := m.known.at(v.key())
	if !ok {
		return tally{}, 0
	}
	for _, x := range e.tallies(newForm(v)).sum {
		if x.label == label {
			t = x
			continue
		}
		others += x.yes
	}
	return t, others
}

// nests reports whether annotators put the inner label inside the outer one here.
func (m *Memory) nests(inner, outer string) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.nested[[2]string{inner, outer}] >= 2
}
