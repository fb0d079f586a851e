package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"rubricator/app/project"
	"rubricator/storage"
)

func recoverCommand() command {
	return command{
		name: "recover", operands: "PROJECT", least: 1, most: 1,
		summary: "say what is wrong with a damaged project, and save what can be saved to another file",
		details: `
Reads a project file that is damaged and says what is wrong, then what can be done, the best first, and what each would lose. With --to
it does that, and writes a whole and checked project to FILE, where nothing may stand yet. PROJECT itself is never changed.
With --to and without --from the best of the offers is taken. Ways: freelist, all but the list of free pages is whole; previous, the
newest state that is whole, one change back at most; backup, the newest backup that is whole; salvage, every value that is whole.`,
		prepare: func(flags *flag.FlagSet) runner {
			to := flags.String("to", "", "`FILE` the recovered project")
			from := flags.String("from", "", "`WAY` backup, previous, freelist or salvage")
			folder := flags.String("folder", "", "`FOLDER` with backups that do not lie beside the project")
			return func(ctx context.Context, operands []string, out *output) error {
				if *from != "" && !slices.Contains(storage.Ways, storage.Way(*from)) {
					return misused("recover: %q is no way; --from is backup, previous, freelist or salvage", *from)
				}
				if *from != "" && *to == "" {
					return misused("recover: --from goes with --to FILE")
				}
				return recoverProject(ctx, operands[0], storage.Way(*from), *to, *folder, out)
			}
		},
	}
}

func recoverProject(ctx context.Context, path string, way storage.Way, to, folder string, out *output) error {
	d, err := diagnose(ctx, path, folder, out)
	if err != nil {
		return err
	}
	if to == "" {
		return writeOffers(path, d, out)
	}
	i := 0
	if way != "" {
		i = slices.IndexFunc(d.Offers, func(o storage.Offer) bool { return o.Way == way })
	}
	switch {
	case len(d.Faults) == 0:
		return fmt.Errorf("recover %q: nothing is wrong with it; to copy it use backup", path)
	case len(d.Offers) == 0:
		return fmt.Errorf("recover %q: %s; nothing of it can be saved", path, d.Faults[0])
	case i < 0:
		return fmt.Errorf("recover %q: --from %s is not possible; use %s", path, way, waysOf(d.Offers))
	}
	move, end := out.stages()
	done, err := storage.Recover(ctx, path, d.Offers[i], to, move)
	end()
	if err != nil {
		return err
	}
	for _, line := range done.Losses {
		out.note("lost: %s", line)
	}
	out.result("%s: %s and %s, by %s; %s is as it was", to, count(done.Holds.Documents, "document"), count(done.Holds.Steps, "step"), d.Offers[i].Way, path)
	return nil
}

// diagnose looks at a project and at its backups.
func diagnose(ctx context.Context, path, folder string, out *output) (storage.Diagnosis, error) {
	move, end := out.stages()
	defer end()
	return project.Diagnose(ctx, path, folder, move)
}

// writeOffers says what is wrong and what can be done.
func writeOffers(path string, d storage.Diagnosis, out *output) error {
	if len(d.Faults) == 0 {
		out.result("%s: every page and every checksum is right; check looks at more", path)
		return nil
	}
	for _, f := range d.Faults {
		out.result("%s", f)
	}
	for _, o := range d.Offers {
		out.result("--from %s: %s", o.Way, o.Words())
	}
	if len(d.Offers) == 0 {
		out.note("%s: nothing of it can be saved; look for a copy of it elsewhere", path)
	} else {
		out.note("%s: %s; rubricator recover PROJECT --to FILE does the first of what is offered", path, count(len(d.Faults), "fault"))
	}
	return errReported
}

func waysOf(offers []storage.Offer) string {
	var names []string
	for _, o := range offers {
		names = append(names, string(o.Way))
	}
	return strings.Join(names, " or ")
}

// sayOffers writes what recover would do with a damaged project, in one line for each offer. What cannot be found out is
// left out: the damage itself was said.
func sayOffers(ctx context.Context, path string, out *output) {
	d, err := diagnose(ctx, path, "", out)
	if err != nil || len(d.Offers) == 0 {
		return
	}
	for _, o := range d.Offers {
		out.note("recover --from %s would %s", o.Way, o.Words())
	}
}

// ofDamage is an error after whose line the offers help.
func ofDamage(err error) bool { return errors.Is(err, storage.ErrDamaged) }
