package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// cellScanner reads the rows of a table in CSV, one at a time: cells between delimiters, some in quotation marks, in which
// delimiters and line ends are text and a quotation mark is doubled. A mark elsewhere is a character like any other.
type cellScanner struct {
	in     *bufio.Reader
	comma  byte
	quotes bool   // " at the beginning of a cell is one; else every line is a row
	line   int    // of the next byte, counted from 1
	limit  int    // of a row, in bytes
	loose  bool   // as in the row at hand
	single bool   // no mark of those to come is closed in another line than its own: one that is not closed was met
	behind []byte // what was read behind the line in which the quotation mark at hand stands, up to limit
}

// cellRow is one row; cells are its own.
type cellRow struct {
	line  int // where it begins
	cells []string
	bad   string // why it cannot be read; cells are nil
	loose bool   // a quotation mark inside a cell in marks is not doubled, and was taken for a character
}

var (
	errOpenQuote = errors.New("the quotation mark that begins a cell here is not closed")
	errLongQuote = fmt.Errorf("%w: the file is not read on", errOpenQuote)
)

func newCellScanner(r io.Reader, comma byte, quotes bool) *cellScanner {
	return &cellScanner{in: bufio.NewReaderSize(r, 1<<16), comma: comma, quotes: quotes, line: 1, limit: maxRecord}
}

// next is the next row that is not blank; the error is io.EOF behind the last, or one of reading.
func (s *cellScanner) next() (cellRow, error) {
	for {
		row, err := s.row()
		blank := row.bad == "" && (len(row.cells) == 0 || len(row.cells) == 1 && row.cells[0] == "")
		if err != nil && !(errors.Is(err, io.EOF) && !blank) {
			return cellRow{}, err
		}
		if !blank {
			return row, nil
		}
	}
}

// row reads up to the end of a line that is not in quotation marks. The last row may come with io.EOF.
func (s *cellScanner) row() (cellRow, error) {
	row := cellRow{line: s.line}
	size := 0
	s.loose = false
	for {
		cell, end, err := s.cell(&size)
		if size > s.limit {
			row.cells, row.bad = nil, fmt.Sprintf("the row is longer than a record may be: over %d MiB", s.limit>>20)
		} else if row.bad == "" {
			row.cells = append(row.cells, string(cell))
		}
		if errors.Is(err, errOpenQuote) {
			row.cells, row.bad = nil, err.Error()
			if errors.Is(err, errLongQuote) {
				return row, io.EOF
			}
			return row, nil
		}
		if row.loose = s.loose; err != nil || end == '\n' {
			return row, err
		}
	}
}

// cell reads one cell and what ends it: the delimiter, a line end, or the end of the file with its error.
func (s *cellScanner) cell(size *int) (cell []byte, end byte, err error) {
	if s.quotes {
		if b, err := s.in.Peek(1); err == nil && b[0] == '"' {
			s.in.Discard(1)
			if cell, err = s.quoted(size); err != nil {
				return nil, 0, err
			}
		}
	}
	for {
		b, err := s.in.ReadByte()
		switch {
		case err != nil:
			return bytes.TrimSuffix(cell, []byte("\r")), 0, err
		case b == '\n':
			s.line++
			return bytes.TrimSuffix(cell, []byte("\r")), b, nil
		case b == s.comma:
			return cell, b, nil
		}
		cell = s.keep(cell, b, size)
	}
}

// quoted reads what stands before the mark that closes a cell. One behind which the cell goes on is a character. Where
// none closes it, reading goes on behind the line in which it began.
func (s *cellScanner) quoted(size *int) (cell []byte, err error) {
	begun := s.line
	s.behind = s.behind[:0]
	for {
		b, err := s.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil, s.reopen(begun)
		}
		if err != nil {
			return nil, err
		}
		if s.line > begun && len(s.behind) <= s.limit {
			s.behind = append(s.behind, b)
		}
		if b == '\n' {
			if s.line++; s.single {
				return nil, errOpenQuote
			}
		}
		if b == '"' {
			after, _ := s.in.Peek(1)
			if len(after) == 0 || after[0] == s.comma || after[0] == '\n' || after[0] == '\r' {
				return cell, nil
			}
			if s.loose = s.loose || after[0] != '"'; after[0] == '"' {
				s.in.Discard(1)
				if s.line > begun {
					s.behind = append(s.behind, '"')
				}
			}
		}
		cell = s.keep(cell, b, size)
	}
}

// reopen goes back to the line behind the one with a mark that is not closed up to the end of the file.
func (s *cellScanner) reopen(begun int) error {
	if len(s.behind) > s.limit {
		return errLongQuote
	}
	s.in, s.behind, s.single = bufio.NewReader(bytes.NewReader(s.behind)), nil, true
	if s.line > begun {
		s.line = begun + 1
	}
	return errOpenQuote
}

func (s *cellScanner) keep(cell []byte, b byte, size *int) []byte {
	if *size++; *size > s.limit {
		return nil
	}
	return append(cell, b)
}
