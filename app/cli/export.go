package cli

import (
	"context"
	"flag"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"rubricator/app/project"
	"rubricator/export"
)

func exportCommand() command {
	return command{
		name: "export", operands: "PROJECT", least: 1, most: 1,
		summary: "write training data",
		details: `
Writes one annotator's work in one format. What stands at the destination is replaced whole or not at all. Writes a line
per span or document that the format cannot hold, what it changed, and a closing count. With --format rubricator nothing
is lost: a project imported from it exports the same bytes. With --dry-run it says all that and writes nothing.`,
		prepare: func(flags *flag.FlagSet) runner {
			var o project.ExportOptions
			flags.StringVar(&o.Format, "format", "", "`FORMAT` one of "+strings.Join(formatNames(), ", "))
			flags.StringVar(&o.Out, "out", "", "`PATH` the file to write, or the folder where the format writes one")
			flags.StringVar(&o.Annotator, "annotator", "", "`NAME` whose work (default: the only one's there is)")
			flags.StringVar(&o.Unit, "unit", "", "`UNIT` what offsets count, for doccano: utf16 (the default), codepoints or graphemes")
			shape := choose(flags, "chat-shape", "`SHAPE` what a line of chat holds", chatShapeNames()...)
			labels := flags.String("labels", "", "`OLD=NEW,...` other names for labels, one name for several to merge them, OLD= to drop one")
			languages := flags.String("lang", "", "`CODE,...` only documents in these languages (ISO 639-1; und where none is known)")
			scheme := choose(flags, "scheme", "`SCHEME` how the tags of conll, tsv and stanza spell spans", schemeNames()...)
			per := choose(flags, "per", "`UNIT` what becomes one record of a file that is learnt from", perNames()...)
			flags.IntVar(&o.Window, "window", 0, "`N` with --per window, the most tokens of one (default "+strconv.Itoa(export.DefaultWindow)+")")
			parts := readSplits(flags)
			flags.BoolVar(&o.Provenance, "provenance", false, "write beside a single file how each span came to be: suggested and accepted, corrected, by hand or imported (every folder has it)")
			dry := flags.Bool("dry-run", false, "say what would be written and lost, in full and in short, and write nothing; --out may be left out")
			status := choose(flags, "status", "`WHICH` finished documents, or all", "finished", "all")
			return func(ctx context.Context, operands []string, out *output) error {
				o.All, o.Scheme, o.Chat, o.Per = *status == "all", export.Scheme(*scheme), export.ChatShape(*shape), perNamed(*per)
				if err := readSelection(&o, *labels, *languages); err != nil {
					return err
				}
				if err := parts(&o); err != nil {
					return err
				}
				if err := checkExport(o, *dry); err != nil {
					return err
				}
				write := exportFrom
				if *dry {
					write = surveyFrom
				}
				return reading(operands[0], func(p *project.Project) error { return write(ctx, p, o, out) })
			}
		},
	}
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func schemeNames() (names []string) {
	for _, s := range export.Schemes {
		names = append(names, string(s))
	}
	return names
}

func chatShapeNames() (names []string) {
	for _, s := range export.ChatShapes {
		names = append(names, string(s))
	}
	return names
}

// perAuto leaves it to the format: windows for gliner and gliner2, which cut what is longer, else articles.
const perAuto = "auto"

func perNames() []string {
	names := []string{perAuto}
	for _, p := range export.Pers {
		names = append(names, string(p))
	}
	return names
}

func perNamed(name string) export.Per {
	if name == perAuto {
		return ""
	}
	return export.Per(name)
}

// readSelection reads which labels and languages are asked for.
func readSelection(o *project.ExportOptions, labels, languages string) (err error) {
	if o.Labels, err = export.ParseLabelMap(labels); err != nil {
		return misused("--labels: %w", err)
	}
	if o.Languages, err = export.ParseLanguages(languages); err != nil {
		return misused("--lang: %w", err)
	}
	return nil
}

func checkExport(o project.ExportOptions, dry bool) error {
	if o.Format == "" {
		return misused("export needs --format, one of %s", strings.Join(formatNames(), ", "))
	}
	if err := o.Check(); err != nil {
		return usageError{err}
	}
	if o.Out == "" && !dry {
		return misused("export needs --out, the path to write to")
	}
	return nil
}

func exportFrom(ctx context.Context, p *project.Project, o project.ExportOptions, out *output) error {
	move, end := out.progress("exporting")
	report, err := p.Export(ctx, o, move)
	end()
	if err != nil {
		return err
	}
	writeReport(report, o, out)
	return hint(p, o, out)
}

// surveyFrom says what exportFrom would write, and whether the destination can take it.
func surveyFrom(ctx context.Context, p *project.Project, o project.ExportOptions, out *output) error {
	var stands export.Standing
	if o.Out != "" {
		var err error
		if stands, err = o.Standing(); err != nil {
			return err
		}
	}
	move, end := out.progress("looking")
	s, err := p.Survey(ctx, o, move)
	end()
	if err != nil {
		return err
	}
	f, err := export.Lookup(o.Format)
	if err != nil {
		return err
	}
	for _, line := range s.Lines() {
		out.result("%s", line)
	}
	for _, g := range s.Groups(f.Title) {
		out.result("in short: %s", g.Words)
	}
	for _, label := range slices.Sorted(maps.Keys(s.Labels)) {
		out.result("label %s: %s", label, count(s.Labels[label], "span"))
	}
	if stands.There {
		out.result("%s is there and would be replaced", o.Out)
	}
	for _, name := range stands.Foreign {
		out.result("%s is there, is not of an export, and would be replaced", filepath.Join(filepath.Dir(o.Out), name))
	}
	closing := s.String()
	if o.Format == project.FormatSchema {
		closing = "the schema"
	}
	out.result("nothing is written; it would be %s", closing)
	return hint(p, o, out)
}

func writeReport(r export.Report, o project.ExportOptions, out *output) {
	for _, line := range r.Lines() {
		out.result("%s", line)
	}
	if o.Format == project.FormatSchema {
		out.result("%s: the schema", o.Out)
		return
	}
	out.result("%s: %s", o.Out, r)
}

// hint says what was not written because nobody has finished it.
func hint(p *project.Project, o project.ExportOptions, out *output) error {
	if o.All {
		return nil
	}
	written, err := p.CountExport(o)
	if err != nil {
		return err
	}
	o.All = true
	all, err := p.CountExport(o)
	if err == nil && all > written {
		out.note("not finished and not written: %s; --status all writes them too", count(all-written, "document"))
	}
	return err
}
