package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"rubricator/annotate/ingest"
	"rubricator/app/project"
)

func importCommand() command {
	return command{
		name: "import", operands: "PROJECT PATH...", least: 2, most: -1,
		summary: "take in articles and records",
		details: `
Takes text files (.txt, in any encoding), saved web pages (.html), tables of texts (.csv, .tsv), files of records (.jsonl, one JSON
object with "text" a line), what other tools export, folders of them, files packed with gzip (.gz) and archives (.zip). What cannot be taken is said, a line each, and the rest goes on; the last line counts. A text that the project has
already gets the record's annotations and never a second copy. Labels that the schema lacks are added to it.`,
		prepare: func(flags *flag.FlagSet) runner {
			var o project.ImportOptions
			format := choose(flags, "format", "`FORMAT` one of "+strings.Join(project.ImportFormats, ", "), project.ImportFormats...)
			as := choose(flags, "as", "`WHAT` what spans become: annotations, or suggestions to be answered", "annotations", "suggestions")
			flags.StringVar(&o.Annotator, "annotator", "", "`NAME` whose annotations they are (default: the record's, else yours)")
			flags.StringVar(&o.Unit, "unit", "", "`UNIT` what offsets count: codepoints, utf16, bytes or graphemes (default: the format's, else found out)")
			columns := flags.String("columns", "", "`LIST` what the columns of a table or the keys of records are, as in text=body,id=2,title=headline,lang=language")
			flags.StringVar(&o.Lang, "lang", "", "`CODE` the language of all documents (ISO 639-1), in place of finding it")
			return func(ctx context.Context, operands []string, out *output) error {
				o.Format, o.AsSuggestions, o.DetectNow = *format, *as == "suggestions", true
				if err := checkLanguage(o.Lang); err != nil {
					return err
				}
				if _, err := ingest.ParseUnit(o.Unit); err != nil {
					return usageError{err}
				}
				var err error
				if o.Columns, err = ingest.ParseColumns(*columns); err != nil {
					return usageError{fmt.Errorf("--columns: %w", err)}
				}
				return changing(operands[0], func(p *project.Project) error { return importInto(ctx, p, operands[1:], o, out) })
			}
		},
	}
}

func importInto(ctx context.Context, p *project.Project, paths []string, o project.ImportOptions, out *output) error {
	move, end := out.progress("importing")
	o.Bytes = out.bytes()
	sum, err := p.Import(ctx, paths, o, func(l project.Line) { out.note("%s", l.Text) }, move)
	end()
	if err == nil {
		move, end = out.progress("finding languages") // of documents that came without, through the window
		err = p.DetectLanguages(ctx, move, nil)
		end()
	}
	out.result("%s", sum)
	switch {
	case errors.Is(err, context.Canceled):
		out.note("what is counted is stored; the same command takes the rest")
	case err == nil && !sum.Took():
		return errReported
	}
	return err
}

// checkLanguage refuses what is no ISO 639 code, such as the name of a language.
func checkLanguage(code string) error {
	if code == "" {
		return nil
	}
	letters := strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == ""
	if !letters || len(code) < 2 || len(code) > 3 {
		return misused("--lang %q is no language code: use two lower-case letters (ISO 639-1), such as en or ar", code)
	}
	return nil
}
