package cli

import (
	"context"
	"errors"
	"flag"
	"strings"

	"rubricator/app/project"
	"rubricator/storage"
)

func mergeCommand() command {
	return command{
		name: "merge", operands: "PROJECT OTHER...", least: 2, most: -1,
		summary: "take in what other copies of the project have",
		details: `Takes in all documents, steps and labels of other project files, which are only read. What both sides said stays; each annotator's layer stays their own. Where
two changes of one thing do not fit, the later wins and a line says so. The order of the files does not matter, nor how often one is taken in.`,
		prepare: func(*flag.FlagSet) runner {
			return func(ctx context.Context, operands []string, out *output) error {
				return changing(operands[0], func(p *project.Project) error {
					for _, other := range operands[1:] {
						if err := mergeFrom(ctx, p, other, out); err != nil {
							return err
						}
					}
					return nil
				})
			}
		},
	}
}

func mergeFrom(ctx context.Context, p *project.Project, other string, out *output) error {
	move, end := out.progress("merging")
	m, err := p.Merge(ctx, other, move)
	end()
	sayMerged(m, other, out)
	if err == nil || m.Events > 0 {
		out.result("%s: %s added, %d already there, %s of the journal, %s", other, count(m.Added, "document"), m.Known, count(m.Events, "event"),
			count(len(m.Conflicts)+m.More, "conflict"))
	}
	if errors.Is(err, context.Canceled) {
		out.note("what is counted is stored; the same command takes the rest")
	}
	return err
}

// sayMerged tells people what a merge changed.
func sayMerged(m storage.Merged, other string, out *output) {
	if len(m.Annotators) > 0 {
		out.note("%s: work came of %s", other, strings.Join(m.Annotators, ", "))
	}
	for _, r := range m.Renamed {
		out.note("%s: the id %q belongs to another text that was imported earlier; this one is %q", other, r.From, r.To)
	}
	for _, c := range m.Conflicts {
		out.note("%s: conflict in %q of %s: %s", other, c.Document, c.Annotator, c.Words)
	}
	if m.More > 0 {
		out.note("%s: %s more", other, count(m.More, "conflict"))
	}
	if m.Forks > 0 {
		out.note("%s: two copies were changed as one installation, as after a restored disk; both sides stay", other)
	}
	if !m.Future.IsZero() {
		out.note("%s: a clock that made it was ahead, at %s; steps are in its order", other, m.Future.Local().Format("2 January 2006 15:04"))
	}
}
