package train

import (
	"io/fs"
	"path"
	"strings"

	"rubricator/annotate/suggest/corpus"
)

// corpusCredit is that of our own sentences.
var corpusCredit = Credit{Source: "corpus", Name: "Rubricator corpus", Authors: "Written for this project", Year: 2026, Licence: "CC0-1.0",
	LicenceURL: "https://creativecommons.org/publicdomain/zero/1.0/", Changes: "Unchanged."}

// ReadCorpus reads our own corpus from its folder, annotate/suggest/corpus. A piece of a file is a record, a line of it
// a line of the text. An error names the file and the line.
func ReadCorpus(folder fs.FS) ([]Record, Credit, error) {
	list, err := corpus.Read(folder)
	if err != nil {
		return nil, Credit{}, err
	}
	var all []Record
	lastFile, lastPiece := "", 0
	for _, s := range list {
		file, _, _ := strings.Cut(s.Place, ":")
		if file != lastFile || s.Piece != lastPiece {
			lastFile, lastPiece = file, s.Piece
			all = append(all, Record{Source: corpusCredit.Source, Licence: corpusCredit.Licence, Language: s.Language, Annotated: labels,
				Weight: 1, Group: path.Join("corpus", file)})
		}
		add(&all[len(all)-1], s)
	}
	return all, corpusCredit, nil
}

// add puts a sentence on a line of its own.
func add(r *Record, s corpus.Sentence) {
	if r.Text != "" {
		r.Text += "\n"
	}
	at := len([]rune(r.Text))
	r.Text += s.Text
	for _, sp := range s.Spans {
		span := Span{sp.Span, sp.Label}
		span.Start, span.End = span.Start+at, span.End+at
		r.Spans = append(r.Spans, span)
	}
}
