package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxRecord is the longest record of a file that is read record by record, in bytes; a longer one is stepped over.
const maxRecord = 128 << 20

// element is one JSON value of a file: a line of it, or an element of the list that it holds. data is good until the
// next one.
type element struct {
	line int // where it begins, counted from 1
	data []byte
	bad  string // why it cannot be read; data is nil
}

// elements are the values of a file: of one JSON list, where the file begins with [, else one a line; blank lines are
// passed over. It holds one element at a time. The only error is one of reading, or of a list that is broken, and it
// comes last.
func elements(r io.Reader) iter.Seq2[element, error] {
	in := bufio.NewReaderSize(r, 1<<16)
	if head, _ := in.Peek(3); bytes.Equal(head, []byte(bom)) {
		in.Discard(3)
	}
	if firstByte(in) == '[' {
		return listElements(in)
	}
	return lineElements(in)
}

// firstByte is the first one that is no white space, without taking it; 0 where there is none near.
func firstByte(in *bufio.Reader) byte {
	for n := 1; n <= in.Size(); n++ {
		head, err := in.Peek(n)
		if err != nil {
			return 0
		}
		if b := head[n-1]; !isJSONSpace(b) {
			return b
		}
	}
	return 0
}

func isJSONSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// lineElements are the lines of a file that are not blank.
func lineElements(in *bufio.Reader) iter.Seq2[element, error] {
	return func(yield func(element, error) bool) {
		lines := &lineReader{r: in, limit: maxRecord}
		for {
			data, err := lines.next()
			e := element{line: lines.n, data: data}
			switch {
			case errors.Is(err, errLongLine):
				e, err = element{line: lines.n, bad: err.Error()}, nil
			case err != nil && !errors.Is(err, io.EOF):
				yield(element{}, fmt.Errorf("line %d: %w", lines.n, err))
				return
			case badUTF8(data) >= 0:
				e = element{line: lines.n, bad: fmt.Sprintf("byte %d is not UTF-8: save the file as UTF-8", badUTF8(data)+1)}
			}
			if (e.bad != "" || len(bytes.TrimSpace(data)) > 0) && !yield(e, nil) || err != nil {
				return
			}
		}
	}
}

// listScanner finds the elements of a JSON list without reading what is in them.
type listScanner struct {
	in    *bufio.Reader
	line  int
	begun int // line in which the element at hand begins
	buf   []byte
	long  bool // the element is longer than a record may be
}

func listElements(in *bufio.Reader) iter.Seq2[element, error] {
	return func(yield func(element, error) bool) {
		s := &listScanner{in: in, line: 1}
		s.open()
		for later := false; ; later = true {
			more, err := s.next()
			e := s.element()
			if e.line == 0 && err == nil && (more || later) {
				e = element{line: s.line, bad: "nothing stands at a comma of the list"}
			}
			if (e.data != nil || e.bad != "") && !yield(e, nil) {
				return
			}
			if err != nil {
				yield(element{}, fmt.Errorf("line %d: %w", s.line, err))
				return
			}
			if !more {
				return
			}
		}
	}
}

var errListEnd = errors.New("the list is not closed: the file is cut off, or a bracket or quotation mark in it is missing")

// open steps over the list's own bracket, which is there.
func (s *listScanner) open() {
	for {
		switch b, _ := s.in.ReadByte(); b {
		case '\n':
			s.line++
		case '[', 0:
			return
		}
	}
}

// next reads up to the comma or bracket behind an element; false at the end of the list.
func (s *listScanner) next() (more bool, err error) {
	s.buf, s.begun, s.long = s.buf[:0], 0, false
	depth, inString, escaped := 0, false, false
	for {
		b, err := s.in.ReadByte()
		if errors.Is(err, io.EOF) {
			err = errListEnd
		}
		if err != nil {
			return false, err
		}
		switch {
		case b == '\n':
			s.line++
		case inString:
			inString, escaped = b != '"' || escaped, b == '\\' && !escaped
		case b == '"':
			inString = true
		case b == '[', b == '{':
			depth++
		case depth == 0 && b == ']':
			return false, s.rest()
		case b == ']', b == '}':
			depth--
		case depth == 0 && b == ',':
			return true, nil
		}
		s.keep(b)
	}
}

func (s *listScanner) keep(b byte) {
	if len(s.buf) == 0 && isJSONSpace(b) {
		return
	}
	if s.begun == 0 {
		s.begun = s.line
	}
	if len(s.buf) < maxRecord {
		s.buf = append(s.buf, b)
	} else {
		s.long = true
	}
}

// rest expects nothing more in the file.
func (s *listScanner) rest() error {
	for {
		b, err := s.in.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !isJSONSpace(b):
			return fmt.Errorf("%q stands behind the end of the list", b)
		}
	}
}

func (s *listScanner) element() element {
	data := bytes.TrimRight(s.buf, " \t\r\n")
	switch {
	case s.long:
		return element{line: s.begun, bad: fmt.Sprintf("%v: over %d MiB", errLongLine, maxRecord>>20)}
	case len(data) == 0:
		return element{}
	case badUTF8(data) >= 0:
		return element{line: s.begun, bad: fmt.Sprintf("byte %d is not UTF-8: save the file as UTF-8", badUTF8(data)+1)}
	}
	return element{line: s.begun, data: data}
}
