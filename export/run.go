package export

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"rubricator/annotate"
)

// writer is one format. The run gives it the units in order, then finish.
type writer interface {
	// write appends what stands for a unit, checked. It returns dst as it was for a unit that the format leaves out,
	// having reported it, and for one that it has put into files of its own.
	write(dst []byte, u unit) ([]byte, error)
	// finish writes what stands beside the records, but for alignment.tsv, the manifest and the checksums.
	finish() error
}

// unit is what becomes one record of an export: a document as it is stored, or, where a model is to learn from it, what
// is left of it without its zones, whole or in part.
type unit struct {
	Record
	lesson        // empty in a format that writes documents as they are stored
	id     string // the document's; with "#2" behind it for its second part, where documents are cut
}

// run is one export under way, or a part of it that is made by itself.
type run struct {
	opts   Options
	format Format
	main   string // name of the file at Out, where the format writes one
	stage  stage
	gliner *labelNames     // as people say them, in a format that has labels so
	shown  string          // the file that Preview shows, in a format that makes its own files
	begun  map[string]bool // files that have a record
	buf    []byte          // of the last record
	gathered
}

func newRun(opts Options, f Format, s stage) *run {
	r := &run{opts: opts, format: f, main: filepath.Base(opts.Out), stage: s, begun: map[string]bool{}, gathered: newGathered()}
	r.opts.Schema = opts.Labels.schema(opts.Schema)
	r.opts.Per = cmp.Or(opts.Per, f.per, PerArticle)
	if opts.Name == "" {
		r.opts.Name = strings.TrimSuffix(r.main, filepath.Ext(r.main))
	}
	return r
}

func (r *run) all(ctx context.Context, w writer, src Source) error {
	if src != nil && r.format.shape != nothing {
		if err := r.records(ctx, w, src); err != nil {
			return err
		}
	}
	if err := r.end(w); err != nil {
		return err
	}
	r.parts()
	r.notes()
	return ctx.Err()
}

// records writes what the source gives; in a format whose records know nothing of each other, several at a time.
func (r *run) records(ctx context.Context, w writer, src Source) error {
	if r.format.apart {
		return r.inParts(sorted(ctx, src))
	}
	done := 0
	for rec, err := range sorted(ctx, src) {
		if err != nil {
			return err
		}
		wrote, err := r.one(w, rec)
		if err != nil {
			return err
		}
		r.progress(&done, wrote)
	}
	return nil
}

// sorted ends a source with an error where the order is not that of the documents' IDs, or once ctx has ended.
func sorted(ctx context.Context, src Source) Source {
	return func(yield func(Record, error) bool) {
		last := ""
		for rec, err := range src {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil && rec.Document.ID < last {
				err = fmt.Errorf("document %q comes after %q: records must be sorted by id", rec.Document.ID, last)
			}
			last = rec.Document.ID
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// one writes a record and counts it, if it is asked for.
func (r *run) one(w writer, rec Record) (wrote int, err error) {
	if !r.wanted(&rec) {
		return 0, nil
	}
	if r.buf, err = r.record(r.buf[:0], w, rec); err != nil {
		return 0, fmt.Errorf("document %q: %w", rec.Document.ID, err)
	}
	return 1, nil
}

// progress tells of as many records more.
func (r *run) progress(done *int, more int) {
	for range more {
		if *done++; r.opts.Progress != nil {
			r.opts.Progress(*done)
		}
	}
}

// record writes all units of a record.
func (r *run) record(buf []byte, w writer, rec Record) ([]byte, error) {
	if rec.Document.Text.Len() == 0 {
		r.report.lose(rec, "the document has no text")
		return buf, nil
	}
	if split := splitOf(rec); !slices.Contains(splitNames, split) {
		return buf, fmt.Errorf("split %q is none of %v", split, splitNames)
	}
	units, err := r.units(rec)
	if err != nil {
		return buf, err
	}
	records, spans, lost := r.report.Records, r.report.Spans, len(r.report.Lost)
	for _, u := range units {
		if buf, err = w.write(buf[:0], u); err == nil && len(buf) > 0 {
			err = r.put(u, buf)
		}
		if err != nil {
			return buf, err
		}
	}
	if n := r.report.Records - records; n > 0 {
		r.langs[language(rec)] = true
		r.report.Documents++
		r.tallied(units)
		c := r.split(rec)
		c.Docs, c.Records, c.Spans = c.Docs+1, c.Records+n, c.Spans+r.report.Spans-spans
		return buf, r.provenance(units, r.report.Lost[lost:])
	}
	return buf, nil
}

// put writes a record to the file of its split.
func (r *run) put(u unit, data []byte) error {
	if i := bytes.IndexByte(data, '\n'); r.format.shape.oneLine() && i != len(data)-1 {
		return fmt.Errorf("its record has a line end at byte %d of %d", i, len(data))
	}
	name := r.file(splitOf(u.Record))
	out, err := r.stage.create(name)
	if err != nil {
		return err
	}
	r.wrote(data)
	if r.format.shape == array {
		lead := ",\n"
		if !r.begun[name] {
			lead = "[\n"
		}
		if _, err := out.Write([]byte(lead)); err != nil {
			return err
		}
		data = data[:len(data)-1]
	}
	r.begun[name] = true
	_, err = out.Write(data)
	return err
}

// wrote counts a unit whose bytes are in the export. Its spans are counted by the writer, who knows which it wrote.
func (r *run) wrote(data []byte) {
	r.report.Records++
	r.sums = append(r.sums, sha256.Sum256(data))
}

// file is where the records of a split stand, relative to the export.
func (r *run) file(split string) string {
	switch {
	case r.format.single != "":
		return r.format.single
	case r.format.dir != "":
		return path.Join(r.format.dir, split+r.format.fileEnding())
	case r.folder():
		return split + r.format.fileEnding()
	}
	return r.main
}

// folder reports whether a folder is written.
func (r *run) folder() bool { return r.format.Folder || r.opts.Split }

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
