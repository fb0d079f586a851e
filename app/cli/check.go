package cli

import (
	"context"
	"flag"

	"rubricator/app/project"
)

func checkCommand() command {
	return command{
		name: "check", operands: "PROJECT", least: 1, most: 1,
		summary: "read everything and say what is damaged",
		details: `
Reads every page, text, annotation and step of the project, compares checksums and quotes, and plays the journal again.
Writes a line per fault and exits with 1 if there is one. The file is not changed.`,
		prepare: func(*flag.FlagSet) runner {
			return func(ctx context.Context, operands []string, out *output) error {
				return reading(operands[0], func(p *project.Project) error { return check(ctx, operands[0], p, out) })
			}
		},
	}
}

func check(ctx context.Context, path string, p *project.Project, out *output) error {
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
		return errReported
	}
	out.result("%s: no faults", path)
	return nil
}
