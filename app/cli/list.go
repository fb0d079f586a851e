package cli

import (
	"context"
	"flag"
	"strings"
	"unicode"

	"rubricator/app/project"
	"rubricator/storage"
)

// listLine is what list writes for one document.
type listLine struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Lang        string `json:"lang"` // ISO 639-1, or "und"
	Dir         string `json:"dir"`  // "ltr" or "rtl"
	Status      string `json:"status"`
	CodePoints  int    `json:"codepoints"`
	Annotations int    `json:"annotations"` // of all annotators
	Suggestions int    `json:"suggestions"` // stored ones
}

func listCommand() command {
	return command{
		name: "list", operands: "PROJECT", least: 1, most: 1,
		summary: "list the documents",
		details: `
Lists the documents in the order of import, a line each: id, language, direction, status, code points, annotations,
suggestions, title, with tabs between them. The status is the most advanced of any annotator.`,
		prepare: func(flags *flag.FlagSet) runner {
			asJSON := flags.Bool("json", false, "write an object per line instead")
			return func(_ context.Context, operands []string, out *output) error {
				return reading(operands[0], func(p *project.Project) error { return listAll(p, *asJSON, out) })
			}
		},
	}
}

func listAll(p *project.Project, asJSON bool, out *output) error {
	headers, err := p.Store().Headers(p.Annotator())
	if err != nil {
		return err
	}
	for _, h := range headers {
		l, err := listLineFor(p, h)
		if err != nil {
			return err
		}
		if asJSON {
			err = out.json.Encode(l)
		} else {
			out.result("%s\t%s\t%s\t%s\t%d\t%d\t%d\t%s", plain(l.ID), l.Lang, l.Dir, l.Status, l.CodePoints, l.Annotations, l.Suggestions, plain(l.Title))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// plain shows control characters, which would break the line or the terminal, as spaces.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

func listLineFor(p *project.Project, h storage.Header) (listLine, error) {
	dir, err := p.Direction(h)
	return listLine{ID: h.ID, Title: h.Title, Lang: code(h), Dir: dir, Status: h.Status.Word(), CodePoints: h.CodePoints,
		Annotations: h.Annotations, Suggestions: h.Suggestions}, err
}
