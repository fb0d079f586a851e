package simulate

import (
	"errors"
	"fmt"
	"io"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
)

var (
	errNoArticles = errors.New("no article in it: a line holds one as JSON with text and spans")
	errNoSpans    = errors.New(`it has no "spans": write an empty list if nothing in it is to be labelled`)
)

// Gold collects the articles of several files. The zero value is ready.
type Gold struct {
	Articles []Article
	ids      ingest.IDs
}

// Read adds the articles of canonical records, one a line, of which text and spans are needed. A record that cannot be
// taken is an error, which names the file and the line; what is left out of a record is told to remark. An article that
// its annotator set aside is left out.
func (g *Gold) Read(r io.Reader, name string, remark func(string)) error {
	var refused error
	read := 0
	for rec, err := range ingest.ReadCanonical(r, ingest.ReadOptions{Name: name, Report: func(c ingest.Remark) {
		if c.Refused && refused == nil {
			refused = fmt.Errorf("%s: %s", name, c)
		} else if remark != nil {
			remark(fmt.Sprintf("%s: %s", name, c))
		}
	}}) {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if refused != nil {
			break
		}
		if read++; rec.Work.Status == annotate.Ignored {
			continue
		}
		if !rec.Replaces {
			return fmt.Errorf("%s: line %d (document %q): %w", name, rec.Line, rec.Document.ID, errNoSpans)
		}
		g.add(rec)
	}
	if refused == nil && read == 0 {
		return fmt.Errorf("%s: %w", name, errNoArticles)
	}
	return refused
}

func (g *Gold) add(rec ingest.Record) {
	a := Article{Document: rec.Document, Language: rec.Language, Gold: rec.Work.Annotations, Zones: rec.Work.Zones}
	a.Document.ID = g.ids.Unique(a.Document.ID)
	if a.Language == "" {
		a.Language = "und"
	}
	g.Articles = append(g.Articles, a)
}
