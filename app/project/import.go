package project

import (
	"context"
	"sync/atomic"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
)

// ImportOptions say how to read and what to make of it. The zero value reads by the files' endings and makes
// annotations of what comes with a text.
type ImportOptions struct {
	Format        string // one of ImportFormats; "" is the first
	Annotator     string // whose annotations they are, whatever a record says; "" goes by the record, else the Project's
	Unit          string // what offsets count, as ingest.ParseUnit reads it; "" goes by the format and the texts
	AsSuggestions bool   // spans come in as suggestions to be answered
	Lang          string // ISO 639-1 of all documents; "" goes by the record, else it is to be detected
	DetectNow     bool   // detects languages before a document is stored

	Columns map[string]string       // what the columns of a table, or the keys of records, are: see ingest.ReadOptions
	Choices map[string]Choice       // how single inputs are read in place of all that, by ingest.Input.Path
	Bytes   func(done, total int64) // called in place of progress where the number of inputs is not known; may be nil
}

// Choice is how one input is read.
type Choice struct {
	ingest.Choice
	Skip bool // it is left out, and nothing is said of it
}

// A commit holds what it stores, and the pages that it touches, in memory, and the next batch is read beside it. The index of
// hashes is in no order, so each commit touches most of its pages: few large ones are faster than many, and tell less of how far they are.
const (
	batchDocuments = 1000
	batchBytes     = 8 << 20 // of text, and spanBytes for each span
	spanBytes      = 256
)

// Import takes articles and records from files and folders, many in one commit. line is told what people should know,
// progress how many inputs were looked at; where only reading files tells how many documents are in them, total is 0, and
// o.Bytes is told how much of them is read. All may be nil and are called on this goroutine. When ctx ends, what was committed stays and the Summary counts it.
func (p *Project) Import(ctx context.Context, paths []string, o ImportOptions, line func(Line), progress func(done, total int)) (Summary, error) {
	if o.Format == "" {
		o.Format = FormatAuto
	}
	owner := p.ownerOf(o, "")
	if o.AsSuggestions {
		owner = o.Annotator // a record that names nobody has a suggester without a name
	}
	unit, err := ingest.ParseUnit(o.Unit)
	if err != nil {
		return Summary{}, err
	}
	in := importing{project: p, options: o, line: line, progress: progress, group: annotate.NewID()}
	if progress != nil || o.Bytes != nil {
		in.extent = measure(paths)
	}
	source := func(ctx context.Context, yield func(incoming) error) error {
		return reader{format: o.Format, annotator: owner, unit: unit, columns: o.Columns, choices: o.Choices, yield: yield,
			bytes: func(n int) { in.read.Add(int64(n)) }}.read(ctx, paths)
	}
	err = in.run(ctx, source)
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
	project  *Project
	options  ImportOptions
	line     func(Line)
	progress func(done, total int)
	group    string // makes the import one step for undo
	extent   extent
	done     int          // inputs
	read     atomic.Int64 // bytes, by the goroutine that reads
	sum      Summary
}

// run reads ahead by one batch while it commits the last.
func (in *importing) run(ctx context.Context, source func(context.Context, func(incoming) error) error) error {
	in.project.importing.Lock()
	defer in.project.importing.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches, ended := make(chan []incoming), make(chan error, 1) // a batch that waits in the channel is memory and no speed
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
		spans := next.work.Annotations.Len() + next.work.Decisions.Len() + len(next.suggested)
		batch, size = append(batch, next), size+len(next.document.Text.String())+spanBytes*spans
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
		switch {
		case next.err != nil:
			in.refuse(next.path, next.err)
		case next.document.ID == "":
			in.note(next)
		default:
			taken = append(taken, next)
		}
	}
	if err := in.store(ctx, taken); err != nil {
		return err
	}
	in.done += len(batch)
	in.move()
	return nil
}

// move tells how far the import is.
func (in *importing) move() {
	switch {
	case !in.extent.known && in.options.Bytes != nil:
		in.options.Bytes(min(in.read.Load(), in.extent.bytes), in.extent.bytes) // a file may have grown
	case in.progress != nil && in.extent.known:
		in.progress(in.done, in.extent.files)
	case in.progress != nil:
		in.progress(in.done, 0)
	}
}
