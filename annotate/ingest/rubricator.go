package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"rubricator/annotate"
)

// MaxCanonicalLine is the longest line of a canonical file, in bytes; a longer one is reported and stepped over.
const MaxCanonicalLine = 128 << 20

// CanonicalRecord is what one line of a canonical file says: a document and one annotator's work on it.
type CanonicalRecord struct {
	Line      int // counted from 1
	Document  annotate.Document
	Language  string // as the record says; Work.Language only if the annotator set it
	Direction string // "ltr", "rtl" or ""; Work.Direction only if the annotator set it
	Annotator string
	Work      annotate.Work
	Replaces  bool // the record has spans: they take the place of what the annotator had
	Group     string
	Split     string
}

// CanonicalOptions says what a record without its own is given.
type CanonicalOptions struct {
	Name      string                // the file's name, for what has no ID or source of its own
	Annotator string                // whose spans they are
	Report    func(CanonicalRemark) // called for each thing not taken as it stands, if set
}

// CanonicalRemark is one line of the report.
type CanonicalRemark struct {
	Line     int
	Document string // ID, where it is known
	Refused  bool   // the whole record was left out
	Reason   string
}

// String is the remark for people.
func (r CanonicalRemark) String() string {
	what := ""
	if r.Document != "" {
		what = fmt.Sprintf(" (document %q)", r.Document)
	}
	if r.Refused {
		return fmt.Sprintf("line %d%s left out: %s", r.Line, what, r.Reason)
	}
	return fmt.Sprintf("line %d%s: %s", r.Line, what, r.Reason)
}

// ReadCanonical reads the file that `export --format rubricator` writes, one record at a time. A record needs only
// `text`. What cannot be taken is reported and the rest goes on; the only error is one of reading r, and it comes last.
func ReadCanonical(r io.Reader, opts CanonicalOptions) iter.Seq2[CanonicalRecord, error] {
	return func(yield func(CanonicalRecord, error) bool) {
		c := &canonicalReader{opts: opts, unread: map[string]bool{}}
		lines := &lineReader{r: bufio.NewReaderSize(r, 1<<16), limit: MaxCanonicalLine}
		for {
			line, err := lines.next()
			if errors.Is(err, errLongLine) {
				c.refuse(lines.n, "", err.Error())
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield(CanonicalRecord{}, fmt.Errorf("line %d: %w", lines.n, err))
				return
			}
			if len(bytes.TrimSpace(line)) > 0 {
				if rec, ok := c.read(line, lines.n); ok && !yield(rec, nil) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// canonicalReader is one file being read.
type canonicalReader struct {
	opts   CanonicalOptions
	ids    IDs             // of all records so far
	unread map[string]bool // unknown keys that are reported already
}

func (c *canonicalReader) refuse(line int, id, reason string) {
	c.remark(CanonicalRemark{Line: line, Document: id, Refused: true, Reason: reason})
}

func (c *canonicalReader) remark(r CanonicalRemark) {
	if c.opts.Report != nil {
		c.opts.Report(r)
	}
}

var errLongLine = errors.New("the line is longer than a record may be")

// lineReader splits at \n only, and counts.
type lineReader struct {
	r     *bufio.Reader
	limit int
	n     int
	buf   []byte
}

// next is a line without its end, good until the next call. The last one may come with io.EOF.
func (l *lineReader) next() ([]byte, error) {
	l.n++
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.buf)+len(part) > l.limit {
			return nil, l.skip(err)
		}
		l.buf = append(l.buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		line := bytes.TrimSuffix(l.buf, []byte("\n"))
		if l.n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		return line, err
	}
}

// skip drops the rest of a line that is too long. An end of the file shows at the next line.
func (l *lineReader) skip(err error) error {
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = l.r.ReadSlice('\n')
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return fmt.Errorf("%w: over %d MiB", errLongLine, l.limit>>20)
}

// badUTF8 is the first byte that is not UTF-8, or -1.
func badUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, w := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && w == 1 {
			return i
		}
		i += w
	}
	return -1
}
