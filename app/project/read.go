package project

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
)

// Formats of files to import. FormatAuto goes by the file's ending.
const (
	FormatAuto       = "auto"
	FormatText       = "text"
	FormatRubricator = "rubricator"
)

// ImportFormats are all formats that Import reads, the default first.
var ImportFormats = func() []string {
	names := []string{FormatAuto, FormatText}
	for _, f := range ingest.Formats() {
		names = append(names, f.Name)
	}
	return names
}()

// incoming is one document on its way in, or why there is none.
type incoming struct {
	path      string
	document  annotate.Document
	work      annotate.Work         // what came with it
	suggested []annotate.Suggestion // what it says itself that a program proposed
	annotator string                // whose work that is; "" when the input does not say
	language  string                // ISO 639-1 as the input says; "" when it does not
	replaces  bool                  // the work's annotations take the place of those that the annotator had
	record    bool                  // it is a record with words of its own, not a bare article
	notes     []string              // lines for people
	err       error                 // why it is refused
}

// reader gives what stands at paths to yield, in order. It ends with the error of yield or of its context.
type reader struct {
	format    string
	annotator string // of records that name none
	unit      ingest.Unit
	yield     func(incoming) error
}

func (r reader) read(ctx context.Context, paths []string) error {
	if !slices.Contains(ImportFormats, r.format) {
		return fmt.Errorf("no import format %q: use one of %s", r.format, strings.Join(ImportFormats, ", "))
	}
	for _, path := range paths {
		if r.format != FormatAuto && r.format != FormatText && !isFolder(path) {
			if err := r.records(ctx, path); err != nil {
				return err
			}
			continue
		}
		if err := ingest.Files(ctx, []string{path}, ingest.Options{}, func(i ingest.Item) error { return r.item(ctx, i, i.Path == path) }); err != nil {
			return err
		}
	}
	return nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// item takes an article, or reads the records of a file that is none. Of two files that are one document, the text
// stands for both, but where the other one is named itself.
func (r reader) item(ctx context.Context, i ingest.Item, named bool) error {
	switch r.pair(i.Path) {
	case ingest.BratText:
		r.format = formatBrat
		return r.records(ctx, i.Path)
	case ingest.BratAnnotations:
		if !named {
			return nil
		}
	}
	if r.format != FormatText && errors.Is(i.Err, ingest.ErrEnding) && r.mayRead(i.Path) {
		return r.records(ctx, i.Path)
	}
	if f, ok := ingest.Lookup(r.format); ok && i.Err == nil {
		i.Err = fmt.Errorf("%q: %w: with --format %s only files that end in %s are read", i.Path, ingest.ErrEnding, r.format, strings.Join(f.Endings, ", "))
	}
	if i.Err != nil {
		return r.yield(incoming{path: i.Path, err: i.Err})
	}
	return r.yield(incoming{path: i.Path, document: i.Document, work: annotate.Work{Annotations: annotate.NewSet(i.Annotations...)},
		replaces: len(i.Annotations) > 0, notes: i.Notes})
}

const formatBrat = "brat"

// pair is the ending of a file that is one of the two of a document of brat; "" for any other file.
func (r reader) pair(path string) string {
	ending := filepath.Ext(path)
	other := ""
	switch strings.ToLower(ending) {
	case ingest.BratText:
		other = ingest.BratAnnotations
	case ingest.BratAnnotations:
		other = ingest.BratText
	}
	if other == "" || r.format != FormatAuto && r.format != formatBrat {
		return ""
	}
	if _, err := os.Stat(strings.TrimSuffix(path, ending) + other); err != nil {
		return ""
	}
	return strings.ToLower(ending)
}

// mayRead reports whether a file that is no article has the ending of the format, or of any.
func (r reader) mayRead(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return slices.ContainsFunc(ingest.Formats(), func(f ingest.Format) bool {
		return (r.format == FormatAuto || r.format == f.Name) && slices.Contains(f.Endings, ending)
	})
}

// records reads a file of records.
func (r reader) records(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return r.yield(incoming{path: path, err: unreadable(path, err)})
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, ingest.HeadBytes)
	format, known := ingest.Lookup(r.format)
	if !known {
		head, _ := in.Peek(ingest.HeadBytes) // an error of reading shows again, with its place
		if format, err = ingest.Detect(path, head); err != nil {
			return r.yield(incoming{path: path, err: fmt.Errorf("%q: %w", path, err)})
		}
	}
	var told []ingest.Remark
	options := ingest.ReadOptions{Name: filepath.Base(path), Annotator: r.annotator, Unit: r.unit, Report: func(m ingest.Remark) { told = append(told, m) },
		Beside: func(name string) ([]byte, error) {
			return os.ReadFile(filepath.Join(filepath.Dir(path), filepath.FromSlash(name)))
		}}
	taken := 0
	for rec, err := range format.Read(in, options) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.refuse(path, &told); err != nil {
			return err
		}
		if err != nil {
			return r.yield(incoming{path: path, err: unreadable(path, err)})
		}
		taken++
		next := fromRecord(path, rec)
		next.notes, told = remarks(path, told), nil
		if err := r.yield(next); err != nil {
			return err
		}
	}
	taken += len(told)
	if err := r.refuse(path, &told); err != nil {
		return err
	}
	if taken == 0 {
		return r.yield(incoming{path: path, err: fmt.Errorf("%q: %w: it has no records", path, ingest.ErrEmpty)})
	}
	return nil
}

// refuse yields the remarks about records that were left out, and leaves the others.
func (r reader) refuse(path string, told *[]ingest.Remark) error {
	var rest []ingest.Remark
	for _, m := range *told {
		if !m.Refused {
			rest = append(rest, m)
			continue
		}
		if err := r.yield(incoming{path: path, err: fmt.Errorf("%q: %s", path, m)}); err != nil {
			return err
		}
	}
	*told = rest
	return nil
}

func remarks(path string, told []ingest.Remark) []string {
	var lines []string
	for _, m := range told {
		lines = append(lines, fmt.Sprintf("%q: %s", path, m))
	}
	return lines
}

func unreadable(path string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("%q: %w: %w", path, ingest.ErrUnreadable, err)
}

// Names under which a document's metadata keeps what a record says beyond the words of the domain.
const (
	metaGroup = "rubricator.group"
	metaSplit = "rubricator.split"
)

func fromRecord(path string, rec ingest.Record) incoming {
	in := incoming{path: path, document: rec.Document, work: rec.Work, suggested: rec.Suggestions, annotator: rec.Annotator, language: rec.Language, replaces: rec.Replaces, record: true}
	for name, value := range map[string]string{metaGroup: rec.Group, metaSplit: rec.Split} {
		if value == "" {
			continue
		}
		if in.document.Meta == nil {
			in.document.Meta = map[string]string{}
		}
		in.document.Meta[name] = value
	}
	if in.work.Direction == "" && rec.Direction != "" && in.language != "" && rec.Direction != Direction(in.language, in.document.Text) {
		in.work.Direction = rec.Direction
	}
	return in
}
