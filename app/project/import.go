package project

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"rubricator/annotate"
	"rubricator/storage"
)

// ImportOptions say how to read and what to make of it. The zero value reads by the files' endings and makes
// annotations of what comes with a text.
type ImportOptions struct {
	Format        string // one of ImportFormats; "" is the first
	Annotator     string // whose annotations they are, whatever a record says; "" goes by the record, else the Project's
	AsSuggestions bool   // spans come in as suggestions to be answered
	Lang          string // ISO 639-1 of all documents; "" goes by the record, else it is to be detected
	DetectNow     bool   // detects languages before a document is stored
}

// Line is something to tell people about one input.
type Line struct {
	Path    string // of the input; "" when the line is about the project
	Text    string // one line
	Refused bool   // the input was not taken
}

// Summary counts what an import did.
type Summary struct {
	New         int // documents
	Same        int // inputs whose text the project had already
	Refused     int // inputs that were not taken
	Annotations int // that came in with documents on which they changed anything
	Suggestions int
	Labels      []string // added to the schema
}

// String is the closing line of an import.
func (s Summary) String() string {
	parts := []string{fmt.Sprintf("new documents: %d", s.New)}
	for _, c := range []struct {
		n     int
		words string
	}{{s.Same, "known already"}, {s.Annotations, "annotations"}, {s.Suggestions, "suggestions"}, {s.Refused, "not taken"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", c.words, c.n))
		}
	}
	return strings.Join(parts, ", ")
}

// Took reports whether the import found anything to take.
func (s Summary) Took() bool { return s.New+s.Same > 0 }

const (
	batchDocuments = 1000 // in one commit
	batchBytes     = 16 << 20
)

// Import takes articles and records from files and folders, many in one commit. line is told what people should know,
// progress how many inputs were looked at; total is 0 when nobody knows. Both may be nil and are called on this
// goroutine. When ctx ends, what was committed stays and the Summary counts it.
func (p *Project) Import(ctx context.Context, paths []string, o ImportOptions, line func(Line), progress func(done, total int)) (Summary, error) {
	if o.Format == "" {
		o.Format = FormatAuto
	}
	source := func(ctx context.Context, yield func(incoming) error) error {
		return reader{format: o.Format, annotator: p.ownerOf(o, ""), yield: yield}.read(ctx, paths)
	}
	in := importing{project: p, options: o, line: line, progress: progress, group: annotate.NewID()}
	if progress != nil {
		in.total = countFiles(paths)
	}
	err := in.run(ctx, source)
	return in.sum, err
}

// ownerOf is whose annotations a record brings: who was named for the import, else who the record names, else the
// Project's annotator.
func (p *Project) ownerOf(o ImportOptions, record string) string {
	switch {
	case o.Annotator != "":
		return o.Annotator
	case record != "":
		return record
	}
	return p.annotator
}

// importing is one import under way.
type importing struct {
	project     *Project
	options     ImportOptions
	line        func(Line)
	progress    func(done, total int)
	group       string // makes the import one step for undo
	done, total int
	sum         Summary
}

// run reads ahead by one batch while it commits the last.
func (in *importing) run(ctx context.Context, source func(context.Context, func(incoming) error) error) error {
	in.project.importing.Lock()
	defer in.project.importing.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches, ended := make(chan []incoming, 1), make(chan error, 1)
	go func() {
		defer close(batches)
		ended <- collect(ctx, source, batches)
	}()
	for {
		select {
		case batch, more := <-batches:
			if !more {
				return <-ended
			}
			if err := in.commit(ctx, batch); err != nil {
				return err
			}
		case <-ctx.Done(): // the reader may be waiting for a pipe
			return ctx.Err()
		}
	}
}

// collect sends what the source gives in batches of a commit's size.
func collect(ctx context.Context, source func(context.Context, func(incoming) error) error, to chan<- []incoming) error {
	var batch []incoming
	size := 0
	send := func() error {
		select {
		case to <- batch:
			batch, size = nil, 0
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := source(ctx, func(next incoming) error {
		batch, size = append(batch, next), size+len(next.document.Text.String())
		if len(batch) < batchDocuments && size < batchBytes {
			return nil
		}
		return send()
	})
	if err == nil && len(batch) > 0 {
		err = send()
	}
	return err
}

// commit stores what can be taken of a batch and tells of the rest.
func (in *importing) commit(ctx context.Context, batch []incoming) error {
	var taken []incoming
	for _, next := range batch {
		if next.err != nil {
			in.refuse(next.path, next.err)
			continue
		}
		taken = append(taken, next)
	}
	if err := in.store(ctx, taken); err != nil {
		return err
	}
	in.done += len(batch)
	if in.progress != nil {
		in.progress(in.done, in.total)
	}
	return nil
}

func (in *importing) store(ctx context.Context, taken []incoming) error {
	if len(taken) == 0 {
		return nil
	}
	if err := in.addLabels(taken); err != nil {
		return err
	}
	list, err := in.documents(ctx, taken)
	if err != nil {
		return err
	}
	added, err := in.project.store.AddDocuments(ctx, list)
	if err != nil {
		return err
	}
	for i, a := range added {
		in.count(taken[i], list[i], a)
	}
	return in.setLanguage(added)
}

func (in *importing) count(from incoming, n storage.NewDocument, a storage.Added) {
	if a.Err != nil {
		in.refuse(from.path, fmt.Errorf("%q: %w", from.path, a.Err))
		return
	}
	for _, note := range from.notes {
		in.say(Line{Path: from.path, Text: note})
	}
	if a.Renamed && from.record {
		in.say(Line{Path: from.path, Text: fmt.Sprintf("%q: the id %q belongs to another text here; this one is %q", from.path, from.document.ID, a.ID)})
	}
	if a.Duplicate {
		in.sum.Same++
	} else {
		in.sum.New++
	}
	if a.Edits > 0 {
		in.sum.Annotations += n.Work.Annotations.Len()
	}
	in.sum.Suggestions += len(n.Suggestions)
}

func (in *importing) refuse(path string, err error) {
	in.sum.Refused++
	in.say(Line{Path: path, Text: err.Error(), Refused: true})
}

func (in *importing) say(l Line) {
	if in.line != nil {
		in.line(l)
	}
}

// addLabels gives the schema the labels that it lacks.
func (in *importing) addLabels(taken []incoming) error {
	store := in.project.store
	schema := store.Schema()
	before := len(schema.Labels)
	for _, next := range taken {
		for _, a := range next.work.Annotations.All() {
			schema = schema.With(a.Label)
		}
		for _, d := range next.work.Decisions {
			schema = schema.With(d.Label)
		}
	}
	if len(schema.Labels) == before {
		return nil
	}
	if err := store.SetSchema(schema); err != nil {
		return err
	}
	for _, l := range schema.Labels[before:] {
		in.sum.Labels = append(in.sum.Labels, l.Name)
		in.say(Line{Text: fmt.Sprintf("label %q was not in the schema and has been added", l.Name)})
	}
	return nil
}

// documents makes of the inputs what the store takes.
func (in *importing) documents(ctx context.Context, taken []incoming) ([]storage.NewDocument, error) {
	known, err := in.project.store.Annotators()
	if err != nil {
		return nil, err
	}
	list := make([]storage.NewDocument, len(taken))
	for i, next := range taken {
		list[i] = storage.NewDocument{Document: next.document, Replace: next.replaces, Group: in.group}
		if in.options.AsSuggestions {
			list[i].Suggestions = suggestionsOf(next)
			continue
		}
		in.attribute(&list[i], next, known)
	}
	return list, in.languages(ctx, taken, list)
}

// suggestedScore is that of an imported suggestion without its own.
const suggestedScore = 0.8

func suggestionsOf(next incoming) []annotate.Suggestion {
	var list []annotate.Suggestion
	for _, a := range next.work.Annotations.All() {
		s := annotate.Suggestion{Span: a.Span, Label: a.Label, Score: a.Score, Suggester: a.Suggester,
			Reason: "imported from " + filepath.Base(next.path)}
		if s.Score <= 0 {
			s.Score = suggestedScore
		}
		if s.Suggester == "" {
			s.Suggester = "import"
		}
		list = append(list, s)
	}
	return list
}
