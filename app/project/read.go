package project

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
)

// Formats of files to import. FormatAuto goes by the file's ending.
const (
	FormatAuto       = "auto"
	FormatText       = ingest.FormatText
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
	notes     []string              // lines for people; an input with nothing else is no document
	err       error                 // why it is refused
}

// reader gives what stands at paths to yield, in order. It ends with the error of yield or of its context.
type reader struct {
	format    string
	annotator string // of records that name none
	unit      ingest.Unit
	columns   map[string]string
	choices   map[string]Choice
	bytes     func(int) // is told how many were read; may be nil
	yield     func(incoming) error
}

func (r reader) read(ctx context.Context, paths []string) error {
	if !slices.Contains(ImportFormats, r.format) {
		return fmt.Errorf("no import format %q: use one of %s", r.format, strings.Join(ImportFormats, ", "))
	}
	return ingest.Walk{Paths: paths, Read: r.bytes}.Inputs(ctx, func(in ingest.Input) error { return r.input(ctx, in) })
}

// input takes an article, or reads the records of a file that is none. Of two files that are one document, the text
// stands for both, but where the other one is named itself.
func (r reader) input(ctx context.Context, in ingest.Input) error {
	if in.Err != nil {
		return r.yield(incoming{path: in.Path, err: in.Err})
	}
	c, chosen := r.choices[in.Path]
	if c.Skip {
		return nil
	}
	if chosen {
		r, in.Named = r.choosing(c), true
	}
	pair := r.pair(in)
	switch {
	case chosen && r.format == FormatText:
		return r.article(in.Article(ingest.Options{}))
	case pair == ingest.BratText:
		r.format = formatBrat
		return r.records(ctx, in)
	case pair == ingest.BratAnnotations && !in.Named:
		return nil
	case r.mayRead(in.File), in.Named && r.format != FormatAuto && r.format != FormatText:
		return r.records(ctx, in)
	case in.IsArticle() && (r.format == FormatAuto || r.format == FormatText):
		return r.article(in.Article(ingest.Options{}))
	}
	return r.yield(incoming{path: in.Path, err: r.passedOver(in)})
}

func (r reader) article(i ingest.Item) error {
	if i.Err != nil {
		return r.yield(incoming{path: i.Path, err: i.Err})
	}
	return r.yield(incoming{path: i.Path, document: i.Document, work: annotate.Work{Annotations: annotate.NewSet(i.Annotations...)},
		replaces: len(i.Annotations) > 0, notes: i.Notes})
}

const formatBrat = "brat"

// choosing is the reader of an input for which somebody has chosen.
func (r reader) choosing(c Choice) reader {
	r.format, r.unit = cmp.Or(c.Format, r.format), cmp.Or(c.Unit, r.unit)
	if c.Columns != nil {
		r.columns = c.Columns
	}
	return r
}

// pair is the ending of a file that is one of the two of a document of brat; "" for any other file.
func (r reader) pair(in ingest.Input) string {
	if r.format != FormatAuto && r.format != formatBrat {
		return ""
	}
	return in.BratPart()
}

// passedOver says why a file is not read.
func (r reader) passedOver(in ingest.Input) error {
	if f, ok := ingest.Lookup(r.format); ok {
		return fmt.Errorf("%q: %w: with --format %s only files that end in %s are read", in.Path, ingest.ErrEnding, r.format, strings.Join(f.Endings, ", "))
	}
	return fmt.Errorf("%q: %w: its ending %q is not one that is read: name its format, with --format", in.Path, ingest.ErrEnding, filepath.Ext(in.File))
}

// mayRead reports whether a file has an ending of the format, or of any format of records.
func (r reader) mayRead(file string) bool {
	ending := strings.ToLower(filepath.Ext(file))
	return slices.ContainsFunc(ingest.Formats(), func(f ingest.Format) bool {
		return (r.format == FormatAuto || r.format == f.Name) && slices.Contains(f.Endings, ending)
	})
}

// records reads a file of records.
func (r reader) records(ctx context.Context, in ingest.Input) error {
	file, err := in.Open()
	if err != nil {
		return r.yield(incoming{path: in.Path, err: fmt.Errorf("%q: %w", in.Path, err)})
	}
	defer file.Close()
	head := bufio.NewReaderSize(file, ingest.HeadBytes)
	format, err := r.choose(in, head)
	if err != nil {
		return r.yield(incoming{path: in.Path, err: fmt.Errorf("%q: %w", in.Path, err)})
	}
	t := &telling{reader: r, path: in.Path}
	options := ingest.ReadOptions{Name: in.File, Annotator: r.annotator, Unit: r.unit, Columns: r.columns, Report: t.tell, Beside: in.Beside}
	for rec, err := range format.Read(stoppable{head, t}, options) {
		if err := cmp.Or(ctx.Err(), t.err); err != nil {
			return err
		}
		if err != nil {
			t.refuse(err)
			break
		}
		if t.give(rec); t.err != nil {
			return t.err
		}
	}
	return cmp.Or(ctx.Err(), t.end())
}

// choose finds the format of a file where none was named.
func (r reader) choose(in ingest.Input, head *bufio.Reader) (ingest.Format, error) {
	if f, ok := ingest.Lookup(r.format); ok {
		return f, nil
	}
	data, err := head.Peek(ingest.HeadBytes)
	if len(data) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return ingest.Format{}, unreadable(err)
	}
	return ingest.DetectColumns(in.File, data, r.columns) // an error of reading shows again, with its place
}

// telling is one file of records on its way in. What is said of a record waits for it; a refusal is yielded at once, so
// that a file of nothing else takes no room.
type telling struct {
	reader
	path  string
	told  []string // lines that wait
	taken int      // records that were taken or refused
	err   error    // of yield
}

func (t *telling) tell(m ingest.Remark) {
	line := fmt.Sprintf("%q: %s", t.path, m)
	switch {
	case m.Refused:
		t.put(incoming{path: t.path, err: errors.New(line)})
	default:
		if t.told = append(t.told, line); len(t.told) >= maxTold {
			t.put(incoming{path: t.path, notes: t.told})
			t.told = nil
		}
	}
}

// maxTold are lines that wait for their record at most.
const maxTold = 1000

func (t *telling) put(in incoming) {
	t.taken++
	if t.err == nil {
		t.err = t.yield(in)
	}
}

func (t *telling) give(rec ingest.Record) {
	in := fromRecord(t.path, rec)
	in.notes, t.told = t.told, nil
	t.put(in)
}

// refuse tells what broke the reading off.
func (t *telling) refuse(err error) {
	t.put(incoming{path: t.path, err: fmt.Errorf("%q: %w", t.path, unreadable(err))})
}

// end tells what is left, or that there was nothing.
func (t *telling) end() error {
	if len(t.told) > 0 {
		t.put(incoming{path: t.path, notes: t.told})
	}
	if t.taken == 0 {
		t.put(incoming{path: t.path, err: fmt.Errorf("%q: %w: it has no records", t.path, ingest.ErrEmpty)})
	}
	return t.err
}

// stoppable ends the reading once nobody takes what is read.
type stoppable struct {
	io.Reader
	*telling
}

func (s stoppable) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	return s.Reader.Read(p)
}

// unreadable says once that it is.
func unreadable(err error) error {
	if errors.Is(err, ingest.ErrUnreadable) || errors.Is(err, ingest.ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", ingest.ErrUnreadable, err)
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
