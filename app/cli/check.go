package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate/check"
	"rubricator/app/project"
	"rubricator/storage"
)

func checkCommand() command {
	return command{
		name: "check", operands: "PROJECT", least: 1, most: 1,
		summary: "read everything and say what is damaged; with --data, what is likely wrong in the labels",
		details: `
Reads every page, text, annotation and step of the project, compares checksums and quotes, and plays the journal again.
Writes a line per fault and exits with 1 if there is one. The file is not changed.
With --data it looks at the labels instead: words that have another label elsewhere, names with other boundaries, names
without a label, white space at edges, labels with few examples. Writes a line per finding, DOC:START-END KIND "WORDS" WHY, offsets in code points,
then how many there are of each kind. With --json a finding is {"kind","id","start","end","label","text","why","mend"}: mend is {"start","end","label"},
the annotation as it would be, or null where only a person can say. What was let stand in the window is left out.
Findings are advice: the exit status is 0, unless --strict is given and there is one. Kinds: ` + strings.Join(kindNames(), ", ") + ".",
		prepare: func(flags *flag.FlagSet) runner {
			var f dataFlags
			data := flags.Bool("data", false, "look at the labels, not at the file")
			flags.BoolVar(&f.json, "json", false, "with --data, write an object per finding")
			flags.BoolVar(&f.strict, "strict", false, "with --data, exit with 1 if there is a finding")
			flags.StringVar(&f.annotator, "annotator", "", "`NAME` with --data, whose work (default: the only one's there is)")
			flags.Func("kind", "`KIND,...` with --data, only findings of these kinds", f.setKinds)
			status := choose(flags, "status", "`WHICH` with --data, finished documents, or all", "finished", "all")
			return func(ctx context.Context, operands []string, out *output) error {
				only := ""
				flags.Visit(func(g *flag.Flag) {
					if g.Name != "data" {
						only = g.Name
					}
				})
				if only != "" && !*data {
					return misused("check: --%s goes with --data", only)
				}
				f.scope = project.Scope(*status)
				err := reading(operands[0], func(p *project.Project) error {
					if *data {
						return checkData(ctx, p, f, out)
					}
					return checkFile(ctx, operands[0], p, out)
				})
				if ofDamage(err) || errors.Is(err, errFaults) {
					sayOffers(ctx, operands[0], out)
				}
				return err
			}
		},
	}
}

// errFaults ends a check that has told of faults.
var errFaults = fmt.Errorf("the file has faults: %w", errReported)

func checkFile(ctx context.Context, path string, p *project.Project, out *output) error {
	if h, ok := storage.HazardOf(path); ok {
		out.note("%s: %s", path, h)
	}
	move, end := out.progress("checking")
	faults, err := p.Store().Check(ctx, move)
	end()
	for _, f := range faults {
		out.result("%s", f)
	}
	switch {
	case err != nil:
		return err
	case len(faults) > 0:
		out.note("%s: %s; restore a backup, and keep this file until that is done", path, count(len(faults), "fault"))
		return errFaults
	}
	out.result("%s: no faults", path)
	return nil
}

// dataFlags say how to check the labels.
type dataFlags struct {
	annotator string
	scope     project.Scope
	kinds     []check.Kind // nil is all
	json      bool
	strict    bool
}

func kindNames() (names []string) {
	for _, k := range check.Kinds() {
		names = append(names, string(k))
	}
	return names
}

func (f *dataFlags) setKinds(list string) error {
	for name := range strings.SplitSeq(list, ",") {
		k := check.Kind(strings.TrimSpace(name))
		if !slices.Contains(check.Kinds(), k) {
			return fmt.Errorf("%q is no kind: use some of %s", k, strings.Join(kindNames(), ","))
		}
		f.kinds = append(f.kinds, k)
	}
	return nil
}

// findingLine is what check --data --json writes for one finding.
type findingLine struct {
	Kind  string    `json:"kind"`
	ID    string    `json:"id"` // of the document; "" for a label that has no place
	Start int       `json:"start"`
	End   int       `json:"end"`
	Label string    `json:"label"`
	Text  string    `json:"text"`
	Why   string    `json:"why"`
	Mend  *mendLine `json:"mend"`
}

type mendLine struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

func checkData(ctx context.Context, p *project.Project, f dataFlags, out *output) error {
	move, end := out.progress("checking the labels")
	checked, err := p.Check(ctx, project.CheckOptions{Annotator: f.annotator, Scope: f.scope}, move)
	end()
	if err != nil {
		return err
	}
	counts, written := map[check.Kind]int{}, error(nil)
	err = checked.Each(ctx, func(finding check.Finding) bool {
		if f.kinds != nil && !slices.Contains(f.kinds, finding.Kind) {
			return true
		}
		counts[finding.Kind]++
		written = writeFinding(finding, f.json, out)
		return written == nil
	})
	if err := errors.Join(err, written); err != nil {
		return err
	}
	closeFindings(counts, checked.Documents, f, out)
	if f.strict && len(counts) > 0 {
		return errReported
	}
	return nil
}

func writeFinding(f check.Finding, asJSON bool, out *output) error {
	if asJSON {
		l := findingLine{string(f.Kind), f.Doc, f.Span.Start, f.Span.End, f.Label, f.Surface, f.Why, nil}
		if f.Mend != nil {
			l.Mend = &mendLine{f.Mend.Span.Start, f.Mend.Span.End, f.Mend.Label}
		}
		return out.json.Encode(l)
	}
	place := "-"
	if f.Doc != "" {
		place = fmt.Sprintf("%s:%d-%d", plain(f.Doc), f.Span.Start, f.Span.End)
	}
	why := f.Why
	if f.Kind == check.Few || f.Kind == check.Unused {
		why = plain(f.Label) + ": " + why
	}
	out.result("%s %s %q %s", place, f.Kind, f.Surface, plain(why))
	return nil
}

// closeFindings writes the counts: with --json to stderr, where no script takes them for a finding.
func closeFindings(counts map[check.Kind]int, documents int, f dataFlags, out *output) {
	say := out.result
	if f.json {
		say = out.note
	}
	total := 0
	for _, k := range check.Kinds() {
		if counts[k] > 0 {
			say("%s: %d", k, counts[k])
			total += counts[k]
		}
	}
	say("%s in %s", count(total, "finding"), count(documents, "document"))
	if documents == 0 && f.scope == project.ScopeFinished {
		out.note("no document is finished; --status all looks at all")
	}
}
