package project

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/onnx"
	"rubricator/storage"
)

// ownModel is the suggester of the model that a project's people brought. A model takes seconds for an article, so once
// somebody follows it, it answers with what it knows and works out the rest in the background, the article asked for last
// first. What it found is kept in the project's file by the model's hash and the text's: an hour's work outlives the
// program, and a copy of the project on a machine without the model shows it too.
type ownModel struct {
	store *storage.Project

	mu      sync.Mutex
	model   *Model      // nil without one; replaced, never changed
	open    *onnx.Model // nil until it is needed
	warning string      // why it cannot be used
	said    map[string][]onnx.Found
	queue   []asked // the last is next
	working bool
	follow  func(ModelNews) // nil: Suggest waits
	ctx     context.Context // ends with the model's use
	stop    context.CancelFunc
}

// asked is a document that the model is to look at.
type asked struct{ id, language string }

// ModelNews tells what the model came to beside the window.
type ModelNews struct {
	Document string // ID of the one that it has looked at now
	Warning  string // why it cannot be used; then it looks at no more
}

const (
	mostSaid   = 2000 // documents whose answers are kept in memory
	mostQueued = 2000
)

func newOwnModel(store *storage.Project) *ownModel {
	o := &ownModel{store: store}
	o.use(nil, nil)
	return o
}

// FollowModel lets the model work in the background from now on: Suggest does not wait for it, and news is called, from
// another goroutine, when it has looked at a document or cannot be used.
func (p *Project) FollowModel(news func(ModelNews)) {
	p.model.mu.Lock()
	defer p.model.mu.Unlock()
	p.model.follow = func(n ModelNews) {
		p.engine.Load().Again(n.Document, "")
		news(n)
	}
}

// ModelWarning says why the model cannot be used; "" as long as nothing is known against it.
func (p *Project) ModelWarning() string {
	p.model.mu.Lock()
	defer p.model.mu.Unlock()
	return p.model.warning
}

func (o *ownModel) chosen() *Model {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.model
}

// use goes on with another model, or with none. What was under way for the last one is dropped.
func (o *ownModel) use(m *Model, opened *onnx.Model) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.stop != nil {
		o.stop()
	}
	o.ctx, o.stop = context.WithCancel(context.Background())
	o.model, o.open, o.warning, o.queue, o.working = m, opened, "", nil, false
	o.said = map[string][]onnx.Found{}
}

// relabel changes the labels under which the model's findings are suggested, or whether they are.
func (o *ownModel) relabel(m *Model) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.model = m
	if m.Out {
		o.queue = nil
	}
}

// Name is that of the suggestions it makes.
func (o *ownModel) Name() string { return onnx.Name }

// Suggest never fails for the model's sake: one that cannot be used is silent, and ModelWarning says why.
func (o *ownModel) Suggest(ctx context.Context, in suggest.Input) ([]annotate.Suggestion, error) {
	m := o.chosen()
	if m == nil || m.Out {
		return nil, nil
	}
	found, known := o.known(m, in.Document)
	if !known {
		var wait bool
		if wait = o.later(asked{in.Document.ID, in.Language}); !wait {
			return nil, nil
		}
		found = o.ask(ctx, m, in.Document, in.Language)
	}
	return onnx.Propose(found, m.Title(), m.Labels), ctx.Err()
}

// AtHand is what the model said before: the model learns from works on documents that it has looked at.
func (o *ownModel) AtHand(in suggest.Input) []annotate.Suggestion {
	m := o.chosen()
	if m == nil {
		return nil
	}
	found, _ := o.known(m, in.Document)
	return onnx.Propose(found, m.Title(), m.Labels)
}

// known is what the model said of a document before.
func (o *ownModel) known(m *Model, doc annotate.Document) ([]onnx.Found, bool) {
	o.mu.Lock()
	found, ok := o.said[doc.ID]
	o.mu.Unlock()
	if ok {
		return found, true
	}
	value, err := o.store.Cached(keptAs(m, doc))
	if err != nil || value == "" || json.Unmarshal([]byte(value), &found) != nil {
		return nil, false
	}
	for _, f := range found {
		if f.Span.Empty() || f.Span.Start < 0 || f.Span.End > doc.Text.Len() {
			return nil, false
		}
	}
	o.remember(m, doc.ID, found)
	return found, true
}

func keptAs(m *Model, doc annotate.Document) string {
	return fmt.Sprintf("onnx %s %x", m.SHA256, doc.Text.SHA256())
}

func (o *ownModel) remember(m *Model, id string, found []onnx.Found) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.model == nil || o.model.SHA256 != m.SHA256 {
		return
	}
	for other := range o.said {
		if len(o.said) < mostSaid {
			break
		}
		delete(o.said, other)
	}
	o.said[id] = found
}

// later puts a document in front of the queue. It reports whether there is none, so that the caller has to wait.
func (o *ownModel) later(a asked) (wait bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.warning != "" {
		return false
	}
	if o.follow == nil {
		return true
	}
	o.queue = slices.DeleteFunc(o.queue, func(b asked) bool { return b.id == a.id })
	if len(o.queue) == mostQueued {
		o.queue = o.queue[1:]
	}
	o.queue = append(o.queue, a)
	if !o.working {
		o.working = true
		go o.work(o.ctx)
	}
	return false
}

// work looks at what is in the queue until it is empty or the model is no more in use.
func (o *ownModel) work(ctx context.Context) {
	for {
		m, a, news, ok := o.next(ctx)
		if !ok {
			return
		}
		doc, err := o.store.Document(a.id)
		if err != nil {
			continue // a file that cannot be read is said where it is opened
		}
		o.ask(ctx, m, doc, a.language)
		if ctx.Err() != nil {
			return
		}
		o.mu.Lock()
		warning := o.warning
		o.mu.Unlock()
		news(ModelNews{Document: a.id, Warning: warning})
	}
}

func (o *ownModel) next(ctx context.Context) (m *Model, a asked, news func(ModelNews), ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if ctx.Err() != nil {
		return nil, a, nil, false
	}
	n := len(o.queue)
	if n == 0 || o.warning != "" {
		o.queue, o.working = nil, false
		return nil, a, nil, false
	}
	a, o.queue = o.queue[n-1], o.queue[:n-1]
	return o.model, a, o.follow, true
}

// ask looks at a document and keeps what is found. Where that fails the model is not used any more.
func (o *ownModel) ask(ctx context.Context, m *Model, doc annotate.Document, language string) []onnx.Found {
	opened, err := o.opened()
	var found []onnx.Found
	if err == nil {
		found, err = opened.Find(ctx, doc.Text, language)
	}
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		o.warn(m, err)
		return nil
	}
	o.remember(m, doc.ID, found)
	if data, err := json.Marshal(append([]onnx.Found{}, found...)); err == nil {
		_ = o.store.SetCached(keptAs(m, doc), string(data)) // a project that cannot be written to works it out again
	}
	return found
}

func (o *ownModel) warn(m *Model, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.model != nil && o.model.SHA256 == m.SHA256 {
		o.warning = fmt.Sprintf("the model %s is not used: %v", m.Title(), err)
	}
}

// opened is the model, read from its folder when it is first needed. A model that is not the one that was chosen is an
// error.
func (o *ownModel) opened() (*onnx.Model, error) {
	o.mu.Lock()
	m, opened := o.model, o.open
	o.mu.Unlock()
	if m == nil {
		return nil, fmt.Errorf("the project has no model: bring one first")
	}
	if opened != nil {
		return opened, nil
	}
	opened, err := onnx.Open(m.Folder)
	if err != nil {
		return nil, err
	}
	if opened.SHA256() != m.SHA256 {
		return nil, fmt.Errorf("%w: the files in %q are not those that were chosen: choose the folder again to use them", onnx.ErrFolder, m.Folder)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.model == nil || o.model.SHA256 != m.SHA256 {
		return nil, fmt.Errorf("%w: another one was chosen meanwhile", onnx.ErrFolder)
	}
	o.open = opened
	return opened, nil
}

// close ends what is under way.
func (o *ownModel) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.stop()
	o.follow = nil
}
