package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// MaxCanonicalLine is the longest line of a canonical file, in bytes; a longer one is reported and stepped over.
const MaxCanonicalLine = maxRecord

// ReadCanonical reads the file that `export --format rubricator` writes, one record at a time. A record needs only
// `text`. What cannot be taken is reported and the rest goes on; the only error is one of reading r, and it comes last.
func ReadCanonical(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		c := &canonicalReader{report: report{opts: opts}, cursor: jsonCursor{words: &shortStrings{}}}
		lines := &lineReader{r: bufio.NewReaderSize(r, 1<<16), limit: MaxCanonicalLine}
		for {
			line, err := lines.next()
			if errors.Is(err, errLongLine) {
				c.refuse(lines.n, "", err.Error())
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Record{}, fmt.Errorf("line %d: %w", lines.n, err))
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
	report
	ids    IDs        // of all records so far
	cursor jsonCursor // in one line after the other
	spans  []rawSpan  // room for those of the next line
}
