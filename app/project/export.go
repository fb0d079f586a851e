package project

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/export"
	"rubricator/export/splits"
	"rubricator/storage"
)

// ExportOptions say what of the project to write where.
type ExportOptions struct {
	Format     string           // a name of export.Formats
	Out        string           // the file, or the folder where the format writes one
	Annotator  string           // whose work; "" takes the only one's there is, or texts alone where there is none
	Own        bool             // the Project's own annotator's, also when that is nothing yet
	All        bool             // every document, else only those that the annotator has finished
	Documents  []string         // IDs of the only documents to write; nil is no limit
	Unit       string           // what offsets count, as ingest.ParseUnit reads it; "" goes by the format
	Scheme     export.Scheme    // how tags spell spans; "" is IOB2
	Chat       export.ChatShape // what a line of chat holds; "" is messages
	Labels     export.LabelMap  // what labels are called; nil keeps them
	Languages  []string         // ISO 639-1 codes, "und" for none, of the only documents to write; nil is no limit
	Per        export.Per       // what becomes one record of a file that is learnt from; "" is an article
	Window     int              // the most tokens of a window; 0 is export.DefaultWindow
	Split      *SplitOptions    // into train, validation and test; nil goes by the records
	Provenance bool             // a table of how each span came to be, beside a single file too
	Tool       string           // program and version for manifests, e.g. "rubricator 1.0"
}

// Check refuses a format that there is not, and options that it cannot follow.
func (o ExportOptions) Check() error {
	if _, err := ingest.ParseUnit(o.Unit); err != nil {
		return err
	}
	options := o.options()
	if o.Split != nil {
		options.Plan = &splits.Plan{Options: o.Split.Options}
	}
	return options.Check()
}

// options are those of the exporter, without what only the project knows.
func (o ExportOptions) options() export.Options {
	unit, _ := ingest.ParseUnit(o.Unit) // whoever exports has checked it
	return export.Options{Format: o.Format, Out: o.Out, Unit: string(unit), Scheme: o.Scheme, Chat: o.Chat, Labels: o.Labels, Languages: o.Languages,
		Per: o.Per, Window: o.Window, Provenance: o.Provenance, Tool: o.Tool}
}

// Standing says what Export would replace, and why it would refuse the destination.
func (o ExportOptions) Standing() (export.Standing, error) {
	options := o.options()
	options.Split = o.Split != nil
	return options.Standing()
}

// FileName is what an export of the project of that name is called where nobody says otherwise.
func (o ExportOptions) FileName(project string) string {
	options := o.options()
	options.Split = o.Split != nil
	return options.FileName(project)
}

// Export writes what one annotator has said. progress may be nil; it is called on this goroutine.
func (p *Project) Export(ctx context.Context, o ExportOptions, progress func(done, total int)) (export.Report, error) {
	options, source, err := p.prepare(ctx, o, progress)
	if err != nil {
		return export.Report{}, err
	}
	return export.Write(ctx, options, source)
}

// Survey is what Export would report, and what there is to export.
type Survey struct {
	export.Report
	Found map[string]int // spans of the documents that are asked for, by their label in the project
}

// Survey says what Export would report, but for Files, and writes nothing. progress may be nil.
func (p *Project) Survey(ctx context.Context, o ExportOptions, progress func(done, total int)) (Survey, error) {
	s := Survey{Found: map[string]int{}}
	options, source, err := p.prepare(ctx, o, progress)
	if err != nil {
		return s, err
	}
	s.Report, err = export.Survey(ctx, options, func(yield func(export.Record, error) bool) {
		for rec, err := range source {
			if err == nil && options.Wants(rec) {
				for a := range rec.Work.Annotations.Values() {
					s.Found[a.Label]++
				}
			}
			if !yield(rec, err) {
				return
			}
		}
	})
	return s, err
}

// prepare makes the exporter's options and its records, which are read as they are asked for.
func (p *Project) prepare(ctx context.Context, o ExportOptions, progress func(done, total int)) (export.Options, export.Source, error) {
	chosen, err := p.choose(o)
	if err != nil {
		return export.Options{}, nil, err
	}
	options, before := p.exportOptions(o, chosen), 0
	if err := options.Check(); err != nil {
		return options, nil, err
	}
	if o.Split != nil {
		if options.Plan, err = p.plan(ctx, o, chosen, progress); err != nil {
			return options, nil, err
		}
		before = options.Plan.Documents()
	}
	if progress != nil {
		options.Progress = func(done int) { progress(before+done, before+len(chosen.headers)) }
	}
	return options, p.records(ctx, chosen), nil
}

// Preview is the first record as Export would write it. When ctx ends, the search for it does.
func (p *Project) Preview(ctx context.Context, o ExportOptions) (string, error) {
	chosen, err := p.choose(o)
	if err != nil {
		return "", err
	}
	var rec export.Record
	switch {
	case len(chosen.headers) > 0:
		rec, err = p.firstWanted(ctx, o, chosen)
	case o.Format != FormatSchema:
		err = errors.New("there is nothing to export: no article is finished; finish one, or export all")
	}
	if err != nil {
		return "", err
	}
	return export.Preview(p.exportOptions(o, chosen), rec)
}

// firstWanted is the first record in a language that is asked for, else the first.
func (p *Project) firstWanted(ctx context.Context, o ExportOptions, c choice) (first export.Record, err error) {
	for i, h := range c.headers {
		if err := ctx.Err(); err != nil {
			return first, err
		}
		rec, err := p.record(ctx, h, c.annotator)
		if err != nil || o.options().Wants(rec) {
			return rec, err
		}
		if i == 0 {
			first = rec
		}
	}
	return first, nil
}

// CountExport is how many documents Export would write.
func (p *Project) CountExport(o ExportOptions) (int, error) {
	chosen, err := p.choose(o)
	return len(chosen.headers), err
}

// FormatSchema is the export that writes the labels and rules alone, whoever has said what.
const FormatSchema = "schema"

// choice is what an export writes: the annotator's work on these documents, sorted by ID.
type choice struct {
	annotator string // "" where nobody has said anything
	headers   []storage.Header
}

func (p *Project) choose(o ExportOptions) (choice, error) {
	if _, err := ingest.ParseUnit(o.Unit); err != nil {
		return choice{}, err
	}
	if o.Format == FormatSchema {
		return choice{}, nil
	}
	annotator, err := p.annotator, error(nil)
	if !o.Own {
		annotator, err = p.layer(o.Annotator)
	}
	if err != nil {
		return choice{}, err
	}
	headers, err := p.store.Headers(annotator)
	if err != nil {
		return choice{}, err
	}
	wanted := make(map[string]bool, len(o.Documents))
	for _, id := range o.Documents {
		wanted[id] = true
	}
	headers = slices.DeleteFunc(headers, func(h storage.Header) bool {
		return !o.All && h.MyStatus != annotate.Finished || o.Documents != nil && !wanted[h.ID]
	})
	slices.SortFunc(headers, func(a, b storage.Header) int { return cmp.Compare(a.ID, b.ID) })
	return choice{annotator, headers}, nil
}

// layer is whose work is meant.
func (p *Project) layer(annotator string) (string, error) {
	names, err := p.store.Annotators()
	switch {
	case err != nil:
		return "", err
	case annotator != "" && len(names) == 0:
		return "", fmt.Errorf("annotator %q has said nothing here: nobody has; leave the annotator out to export the texts", annotator)
	case annotator != "" && !slices.Contains(names, annotator):
		return "", fmt.Errorf("annotator %q has said nothing here: use one of %s", annotator, quoted(names))
	case annotator != "":
		return annotator, nil
	case len(names) > 1:
		return "", fmt.Errorf("the work of %d annotators is here: say whose to export, one of %s", len(names), quoted(names))
	case len(names) == 1:
		return names[0], nil
	}
	return "", nil
}

func quoted(names []string) string {
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", n)
	}
	return b.String()
}

func (p *Project) exportOptions(o ExportOptions, c choice) export.Options {
	options := o.options()
	options.Schema, options.Annotator = p.store.Schema(), c.annotator
	return options
}

func (p *Project) record(ctx context.Context, h storage.Header, annotator string) (export.Record, error) {
	doc, err := p.store.Document(h.ID)
	if err != nil {
		return export.Record{}, err
	}
	rec := export.Record{Document: doc, Language: h.Language.Code, Annotator: annotator, Group: doc.Meta[metaGroup], Split: doc.Meta[metaSplit]}
	rec.Document.Meta = maps.Clone(doc.Meta)
	delete(rec.Document.Meta, metaGroup)
	delete(rec.Document.Meta, metaSplit)
	if !h.Language.Known {
		rec.Language = p.detector.Detect(ctx, doc.Text.String()).Code
	}
	rec.Direction = Direction(rec.Language, doc.Text)
	if annotator != "" {
		rec.Work, err = p.store.Work(h.ID, annotator)
	}
	return rec, err
}
