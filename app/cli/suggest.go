package cli

import (
	"context"
	"flag"
	"math"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/annotate/suggest"
	"rubricator/app/project"
	"rubricator/storage"
)

// suggestLine is what suggest writes for one document.
type suggestLine struct {
	ID    string       `json:"id"`
	Lang  string       `json:"lang"`
	Spans []suggestion `json:"spans"`
}

// suggestion stands in code points, half-open.
type suggestion struct {
	Start     int     `json:"start"`
	End       int     `json:"end"`
	Label     string  `json:"label"`
	Text      string  `json:"text"`
	Score     float64 `json:"score"` // from 0 to 1, four digits
	Suggester string  `json:"suggester"`
	Reason    string  `json:"reason"`
}

func suggestCommand() command {
	return command{
		name: "suggest", operands: "PROJECT", least: 1, most: 1,
		summary: "write what would be suggested, as JSON",
		details: `
Writes a line of JSON per document with what is suggested and not answered yet, learnt from what was annotated so far:
{"id","lang","spans":[{"start","end","label","text","score","suggester","reason"}]}. Offsets are code points, half-open.`,
		prepare: func(flags *flag.FlagSet) runner {
			var ids list
			flags.Var(&ids, "doc", "`ID` the only document to look at; may be given several times")
			return func(ctx context.Context, operands []string, out *output) error {
				return reading(operands[0], func(p *project.Project) error { return suggestFor(ctx, p, ids, out) })
			}
		},
	}
}

func suggestFor(ctx context.Context, p *project.Project, ids []string, out *output) error {
	headers, err := named(p, ids)
	if err == nil {
		err = p.Learn(ctx, nil)
	}
	if err == nil {
		err = p.Settle(ctx)
	}
	if err != nil {
		return err
	}
	move, end := out.progress("suggesting")
	defer end()
	for i, h := range headers {
		line, err := suggestLineFor(ctx, p, h)
		if err != nil {
			return err
		}
		if err := out.json.Encode(line); err != nil {
			return err
		}
		move(i+1, len(headers))
	}
	if warning := p.ModelWarning(); warning != "" {
		out.note("%s", warning)
	}
	return nil
}

// named are the documents with these ids in the order asked for, or all.
func named(p *project.Project, ids []string) ([]storage.Header, error) {
	if len(ids) == 0 {
		return p.Store().Headers(p.Annotator())
	}
	var headers []storage.Header
	for _, id := range ids {
		h, err := p.Store().Header(id, p.Annotator())
		if err != nil {
			return nil, err
		}
		headers = append(headers, h)
	}
	return headers, nil
}

func suggestLineFor(ctx context.Context, p *project.Project, h storage.Header) (suggestLine, error) {
	line := suggestLine{ID: h.ID, Lang: code(h), Spans: []suggestion{}}
	doc, err := p.Store().Document(h.ID)
	if err != nil {
		return line, err
	}
	work, err := p.Store().Work(h.ID, p.Annotator())
	if err != nil {
		return line, err
	}
	stored, err := p.Store().Suggestions(h.ID)
	if err != nil {
		return line, err
	}
	list, err := p.Suggest(ctx, doc, work, line.Lang, stored)
	for _, s := range list {
		if s.Score >= suggest.DefaultThreshold {
			line.Spans = append(line.Spans, spanOf(doc, s))
		}
	}
	return line, err
}

func spanOf(doc annotate.Document, s annotate.Suggestion) suggestion {
	return suggestion{Start: s.Span.Start, End: s.Span.End, Label: s.Label, Text: doc.Text.Slice(s.Span), Score: math.Round(s.Score*1e4) / 1e4,
		Suggester: s.Suggester, Reason: s.Reason}
}

// code is the language of a document, "und" when nobody knows it.
func code(h storage.Header) string {
	if h.Language.Code == "" {
		return lang.Undetermined
	}
	return h.Language.Code
}
