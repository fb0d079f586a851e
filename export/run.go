package export

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"rubricator/annotate"
)

// writer is one format. The run gives it the records in order, then finish.
type writer interface {
	// line appends the record's line, checked, with its line end. It returns dst as it was for a record that the
	// format leaves out, having reported it.
	line(dst []byte, rec Record) ([]byte, error)
	// file names the file that the record goes to, relative to the export.
	file(rec Record) string
	// finish writes what stands beside the records.
	finish() error
}

// run is one export under way.
type run struct {
	opts   Options
	main   string // name of the file at Out, where the format writes one
	stage  stage
	report Report
	labels map[string]bool // seen
	edges  int             // spans written that start or end on white space
	dirty  int             // strings in which characters that JSON cannot carry were replaced
	zoned  int             // documents whose zones were cut out

	rows    []alignmentRow
	actions map[string]int // rows by action
}

func newRun(opts Options, f Format, s stage) *run {
	r := &run{opts: opts, main: filepath.Base(opts.Out), stage: s, labels: map[string]bool{}, actions: map[string]int{}}
	if opts.Name == "" {
		r.opts.Name = strings.TrimSuffix(r.main, filepath.Ext(r.main))
	}
	return r
}

func (r *run) all(ctx context.Context, w writer, src Source) error {
	if src != nil {
		if err := r.records(ctx, w, src); err != nil {
			return err
		}
	}
	if err := w.finish(); err != nil {
		return err
	}
	r.notes()
	return ctx.Err()
}

func (r *run) records(ctx context.Context, w writer, src Source) error {
	var buf []byte
	last, done := "", 0
	for rec, err := range src {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if rec.Document.ID < last {
			return fmt.Errorf("document %q comes after %q: records must be sorted by id", rec.Document.ID, last)
		}
		last = rec.Document.ID
		if buf, err = r.record(buf[:0], w, rec); err != nil {
			return err
		}
		if done++; r.opts.Progress != nil {
			r.opts.Progress(done)
		}
	}
	return nil
}

func (r *run) record(buf []byte, w writer, rec Record) ([]byte, error) {
	if rec.Document.Text.Len() == 0 {
		r.report.lose(rec, "the document has no text")
		return buf, nil
	}
	buf, err := w.line(buf, rec)
	if err != nil {
		return buf, fmt.Errorf("document %q: %w", rec.Document.ID, err)
	}
	if len(buf) == 0 {
		return buf, nil
	}
	if i := bytes.IndexByte(buf, '\n'); i != len(buf)-1 {
		return buf, fmt.Errorf("document %q: its record has a line end at byte %d of %d", rec.Document.ID, i, len(buf))
	}
	out, err := r.stage.create(w.file(rec))
	if err != nil {
		return buf, err
	}
	r.report.Records++
	_, err = out.Write(buf)
	return buf, err
}

// language and direction are those in force for a record.
func language(rec Record) string {
	if rec.Work.Language != "" {
		return rec.Work.Language
	}
	return rec.Language
}

func direction(rec Record) string {
	if rec.Work.Direction != "" {
		return rec.Work.Direction
	}
	return rec.Direction
}

// sound are the record's annotations that stand in its text; each other one is reported as lost.
func (r *run) sound(rec Record) []annotate.Annotation {
	all := rec.Work.Annotations.All()
	for i, a := range all {
		if a.Check(rec.Document.Text) != nil {
			return r.sift(rec, all, i)
		}
	}
	return all
}

func (r *run) sift(rec Record, all []annotate.Annotation, bad int) []annotate.Annotation {
	kept := append([]annotate.Annotation{}, all[:bad]...)
	for _, a := range all[bad:] {
		if err := a.Check(rec.Document.Text); err != nil {
			r.lost(rec, a, err.Error())
			continue
		}
		kept = append(kept, a)
	}
	return kept
}

// soundZones are the zones that lie in the text; each other one is reported as lost.
func (r *run) soundZones(rec Record) (kept []annotate.Span) {
	n := rec.Document.Text.Len()
	for _, z := range rec.Work.Zones {
		if z.Empty() || z.Start < 0 || z.End > n {
			r.lost(rec, annotate.Annotation{Span: z}, fmt.Sprintf("zone [%d,%d) lies outside %d code points", z.Start, z.End, n))
			continue
		}
		kept = append(kept, z)
	}
	return kept
}
