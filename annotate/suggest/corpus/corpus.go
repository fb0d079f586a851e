// Package corpus reads our own labelled sentences, from which the starter learns.
package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// Sentence is a line of the corpus.
type Sentence struct {
	Language string // ISO 639-1
	Place    string // file and line, as "en/diplomacy-1.txt:12"
	Piece    int    // number of the piece in its file; the lines of a piece belong together
	Text     string
	Spans    []Span
}

// Span is a labelled name, in code points of the sentence.
type Span struct {
	annotate.Span
	Label, Quote string
}

// Read reads all languages below a folder. An error names the file and the line.
func Read(folder fs.FS) ([]Sentence, error) {
	var all []Sentence
	files, err := fs.Glob(folder, "*/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		list, err := readFile(name, string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func readFile(name, text string) ([]Sentence, error) {
	var list []Sentence
	piece := 0
	for i, line := range strings.Split(text, "\n") {
		place := fmt.Sprintf("%s:%d", name, i+1)
		if strings.TrimSpace(line) == "" {
			piece++
			continue
		}
		s, err := parse(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		s.Language, s.Place, s.Piece = path.Dir(name), place, piece
		list = append(list, s)
	}
	return list, nil
}

// labels are those of the guideline.
var labels = map[string]bool{"PER": true, "ORG": true, "LOC": true, "DATE": true, "EVENT": true, "NORP": true}

// parse reads a line of marked text without nesting.
func parse(line string) (Sentence, error) {
	var text []rune
	var spans []Span
	open := -1 // where the open span begins
	in := []rune(line)
	for i := 0; i < len(in); i++ {
		switch r := in[i]; {
		case r == '\\' && i+1 < len(in):
			i++
			text = append(text, in[i])
		case r == '[':
			label := labelAt(in[i+1:])
			if !labels[label] {
				return Sentence{}, fmt.Errorf("no label after the bracket at %q", string(in[i:min(len(in), i+20)]))
			}
			if open >= 0 {
				return Sentence{}, fmt.Errorf("a span in a span at %q", string(in[i:min(len(in), i+20)]))
			}
			open = len(text)
			spans = append(spans, Span{Label: label})
			i += len(label) + 1
		case r == ']':
			if open < 0 {
				return Sentence{}, fmt.Errorf("a bracket closes nothing at %q", string(in[max(0, i-20):i+1]))
			}
			s := &spans[len(spans)-1]
			s.Span = annotate.Span{Start: open, End: len(text)}
			s.Quote = string(text[open:])
			open = -1
		default:
			text = append(text, r)
		}
	}
	if open >= 0 {
		return Sentence{}, fmt.Errorf("a span is not closed: %q", line)
	}
	for _, s := range spans {
		if s.Quote == "" || strings.TrimSpace(s.Quote) != s.Quote {
			return Sentence{}, fmt.Errorf("span %q is empty or has white space at its edge", s.Quote)
		}
	}
	return Sentence{Text: string(text), Spans: spans}, nil
}

func labelAt(in []rune) string {
	for i, r := range in {
		if r == ' ' {
			return string(in[:i])
		}
		if !unicode.IsUpper(r) {
			return ""
		}
	}
	return ""
}
