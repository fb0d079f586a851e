package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"rubricator/annotate"
)

// Record is what one record of a file says: a document and one annotator's work on it.
type Record struct {
	Line        int // counted from 1, where the record begins
	Document    annotate.Document
	Language    string // as the record says; Work.Language only if the annotator set it
	Direction   string // "ltr", "rtl" or ""; Work.Direction only if the annotator set it
	Annotator   string
	Work        annotate.Work
	Replaces    bool                  // the record has spans: they take the place of what the annotator had
	Suggestions []annotate.Suggestion // what the file itself says that a program proposed
	Group       string
	Split       string
}

// ReadOptions say how to read a file, and what a record without its own is given.
type ReadOptions struct {
	Name      string                       // the file's name, for what has no ID or source of its own
	Annotator string                       // whose spans they are
	Unit      Unit                         // what offsets count; "" goes by the format, and where that leaves it open, by the texts
	Columns   map[string]string            // what the columns of a table, or the keys of JSON records, are: "text", "id", "title", "lang" and "labels" -> a column's name or its number from 1
	Beside    func(string) ([]byte, error) // the file with that name beside the one that is read, or with ../ in the folder above; nil has none
	Report    func(Remark)                 // called for each thing not taken as it stands, if set

	placed func(placing) // called for each span that is put on its text, if set
}

// Remark is one line of the report.
type Remark struct {
	Line     int    // 0 where the whole file is meant
	Document string // ID, where it is known
	Refused  bool   // the whole record was left out
	Reason   string
}

// String is the remark for people.
func (r Remark) String() string {
	where := ""
	if r.Line > 0 {
		where = fmt.Sprintf("line %d", r.Line)
	}
	if r.Document != "" {
		where += fmt.Sprintf(" (document %q)", r.Document)
	}
	switch where = strings.TrimSpace(where); {
	case where == "":
		return r.Reason
	case r.Refused:
		return fmt.Sprintf("%s left out: %s", where, r.Reason)
	}
	return fmt.Sprintf("%s: %s", where, r.Reason)
}

// beside reads a file that may stand beside the one at hand; nil when it does not.
func (o ReadOptions) beside(name string) []byte {
	if o.Beside == nil || !fs.ValidPath(strings.TrimPrefix(name, "../")) {
		return nil
	}
	data, err := o.Beside(name)
	if err != nil {
		return nil
	}
	return data
}

// report passes on what a reader has to say.
type report struct {
	opts   ReadOptions
	unread map[string]bool // unknown keys that are reported already
}

func (r *report) refuse(line int, id, reason string) {
	r.remark(Remark{Line: line, Document: id, Refused: true, Reason: reason})
}

func (r *report) remark(m Remark) {
	if r.opts.Report != nil {
		r.opts.Report(m)
	}
}

// once reports a key that is not read, once in a file.
func (r *report) once(line int, id, key string) {
	if r.unread[key] || len(r.unread) >= 100 {
		return
	}
	if r.unread == nil {
		r.unread = map[string]bool{}
	}
	r.unread[key] = true
	r.remark(Remark{Line: line, Document: id, Reason: fmt.Sprintf("%q is not read, here and in all other lines", key)})
}

// whole reads all of a file that is read whole; false where that ends the reading: with a line in the report for one that is
// too long, with what is yielded where reading fails.
func (r *report) whole(in io.Reader, most int, yield func(Record, error) bool) ([]byte, bool) {
	data, err := limited(in, most)
	if errors.Is(err, ErrTooLarge) {
		r.refuse(0, "", err.Error())
	} else if err != nil {
		yield(Record{}, err)
	}
	return data, err == nil
}

// limited reads all of a file that is read whole.
func limited(r io.Reader, most int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(data) > most {
		return nil, fmt.Errorf("%w: over %d MiB, and this format is read whole", ErrTooLarge, most>>20)
	}
	return data, err
}
