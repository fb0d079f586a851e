package export

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/export/splits"
)

// Record is what one annotator has said about one document. Language and Direction are those in force, found or set;
// what the Work sets wins over them.
type Record struct {
	Document  annotate.Document
	Language  string // ISO 639-1 code; "" when unknown
	Direction string // "ltr" or "rtl"
	Work      annotate.Work
	Annotator string
	Group     string // records of one group stay in one split
	Split     string // "train", "validation" or "test"; "" counts as train
}

// Source gives records in ascending order of their documents' IDs, compared byte by byte. An error ends the export.
type Source = iter.Seq2[Record, error]

// Options says what to write where.
type Options struct {
	Format     string // a Format's Name
	Out        string // the file, or the folder where the format writes one
	Schema     annotate.Schema
	Annotator  string         // whose work it is, for manifest and card; "" says nothing about it
	Name       string         // of the data set; "" takes it from Out
	Tool       string         // program and version for the manifest, e.g. "rubricator 1.0"
	Created    time.Time      // written to the manifest; zero leaves it out, so that two exports are the same bytes
	Split      bool           // a folder with a file for each split, by the records' Split
	Plan       *splits.Plan   // a folder with a file for each split, by the plan; the records' Group and Split are then the plan's
	Labels     LabelMap       // what labels are called in the export; nil keeps them
	Languages  []string       // ISO 639-1 codes, "und" for none, of the only documents to write; nil is no limit
	Per        Per            // what becomes one record of a file that is learnt from; "" is an article, or what the format's trainers can take
	Window     int            // the most tokens of a window; 0 is DefaultWindow
	Unit       string         // one of the format's Units, for what offsets count; "" is its Unit
	Scheme     Scheme         // how tags spell spans, in a format that has Schemes; "" is IOB2
	Chat       ChatShape      // what a line of the format chat holds; "" is ChatMessages
	Provenance bool           // provenance.tsv beside a single file too; every folder has one
	Progress   func(done int) // called after each record, if set
}

// Write exports all records of src. When it fails, or ctx ends, what stood at Out stands there still; the report then
// says how far it came. A nil src has no records.
func Write(ctx context.Context, opts Options, src Source) (Report, error) {
	return write(ctx, opts, src, createFile)
}

// Preview is the record as Write would write it, without its line end. For a format without records it is the file.
func Preview(opts Options, rec Record) (string, error) {
	f, err := opts.chosen()
	if err != nil {
		return "", err
	}
	opts.Progress, opts.Split, opts.Plan = nil, false, nil
	mem := &memoryStage{}
	r := newRun(opts, f, mem)
	if err := r.all(context.Background(), f.open(r), func(yield func(Record, error) bool) { yield(rec, nil) }); err != nil {
		return "", err
	}
	out := mem.text(cmp.Or(r.shown, r.file(splitOf(rec))))
	if out == "" && len(r.report.Lost) > 0 {
		return "", fmt.Errorf("document %q is left out: %s", rec.Document.ID, r.report.Lost[0].Reason)
	}
	return strings.TrimSuffix(out, "\n"), nil
}

// Survey says what Write would report, and writes nothing: what the format cannot hold is known before anybody decides.
func Survey(ctx context.Context, opts Options, src Source) (Report, error) {
	f, err := opts.chosen()
	if err != nil {
		return Report{}, err
	}
	opts.Split = opts.Split || opts.Plan != nil
	r := newRun(opts, f, noStage{})
	err = r.all(ctx, f.open(r), src)
	return r.report, err
}

func write(ctx context.Context, opts Options, src Source, create createFunc) (Report, error) {
	f, err := opts.chosen()
	if err != nil {
		return Report{}, err
	}
	return f.write(ctx, opts, src, create)
}

func (f Format) write(ctx context.Context, opts Options, src Source, create createFunc) (_ Report, err error) {
	if opts.Out, err = destination(opts.Out); err != nil {
		return Report{}, err
	}
	opts.Split = opts.Split || opts.Plan != nil
	stage, err := openStage(f.Folder || opts.Split, opts.Out, create)
	if err != nil {
		return Report{}, err
	}
	return f.writeTo(ctx, opts, src, stage)
}

func (f Format) writeTo(ctx context.Context, opts Options, src Source, stage stage) (_ Report, err error) {
	defer stage.discard()
	r := newRun(opts, f, stage)
	if err := r.all(ctx, f.open(r), src); err != nil {
		return r.report, fmt.Errorf("export to %s: %w", opts.Out, err)
	}
	var undone []string
	if r.report.Files, undone, err = stage.commit(); err != nil {
		return r.report, fmt.Errorf("export to %s: %w", opts.Out, err)
	}
	r.report.Notes = append(r.report.Notes, undone...)
	return r.report, nil
}
