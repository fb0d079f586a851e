// Package corpus reads our own labelled sentences, from which the starter learns.
package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"rubricator/annotate/marked"
)

// Sentence is a line of the corpus.
type Sentence struct {
	Language string // ISO 639-1
	Place    string // file and line, as "en/diplomacy-1.txt:12"
	Piece    int    // number of the piece in its file; the lines of a piece belong together
	Text     string
	Spans    []marked.Span
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
	text, spans, err := marked.Parse(line)
	if err != nil {
		return Sentence{}, err
	}
	end := 0
	for _, s := range spans {
		switch {
		case !labels[s.Label]:
			return Sentence{}, fmt.Errorf("label %q of %q is none of the guideline's", s.Label, s.Quote)
		case s.Start < end:
			return Sentence{}, fmt.Errorf("span %q stands in a span", s.Quote)
		case s.Quote == "" || strings.TrimSpace(s.Quote) != s.Quote:
			return Sentence{}, fmt.Errorf("span %q is empty or has white space at its edge", s.Quote)
		}
		end = s.End
	}
	return Sentence{Text: text, Spans: spans}, nil
}
