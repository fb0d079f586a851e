package cli

import (
	"context"
	"flag"
	"fmt"
	"os"

	"rubricator/app/project"
)

func backupCommand() command {
	return command{
		name: "backup", operands: "PROJECT FILE", least: 2, most: 2,
		summary: "copy the project to another file",
		details: "Writes a verified copy of the project to FILE. A file that stands there is replaced once the copy is whole.",
		prepare: func(*flag.FlagSet) runner {
			return func(ctx context.Context, operands []string, out *output) error {
				return reading(operands[0], func(p *project.Project) error {
					if err := p.Store().Backup(ctx, operands[1]); err != nil {
						return err
					}
					out.result("%s: backed up to %s", operands[0], operands[1])
					return nil
				})
			}
		},
	}
}

func compactCommand() command {
	return command{
		name: "compact", operands: "PROJECT", least: 1, most: 1,
		summary: "make the project's file smaller",
		details: "Writes the project anew without the room that is free in it. The file is whole at any moment.",
		prepare: func(*flag.FlagSet) runner {
			return func(ctx context.Context, operands []string, out *output) error {
				path := operands[0]
				var before int64
				err := changing(path, func(p *project.Project) (err error) {
					if before, err = size(path); err != nil {
						return err
					}
					return p.Store().Compact(ctx, path)
				})
				if err != nil {
					return err
				}
				after, err := size(path)
				out.result("%s: %d bytes, was %d", path, after, before)
				return err
			}
		},
	}
}

// size is the length of a file in bytes.
func size(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("size of %q: %w", path, err)
	}
	return info.Size(), nil
}
