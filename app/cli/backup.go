package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"rubricator/app/project"
	"rubricator/storage"
)

func backupCommand() command {
	return command{
		name: "backup", operands: "PROJECT [FILE]", least: 1, most: 2,
		summary: "copy the project to another file, or to its backups",
		details: `Writes a verified copy of the project to FILE. A file that stands there is replaced once the copy is whole. Without FILE the
copy is one of the project's backups, as the window makes them: in the folder "NAME backups" beside it, none where nothing has
changed since the newest one, and old ones go: the newest stay, and the last one of each of seven days.`,
		prepare: func(flags *flag.FlagSet) runner {
			list := flags.Bool("list", false, "list the backups, the newest first, and make none")
			folder := flags.String("folder", "", "`DIR` for backups, where they are not beside the project")
			keep := flags.Int("keep", storage.UsualKeeping.Newest, "how many of the newest backups stay, a `NUMBER`")
			return func(ctx context.Context, operands []string, out *output) error {
				rule := storage.BackupRule{Folder: *folder, Keeping: storage.Keeping{Newest: *keep, Days: storage.UsualKeeping.Days}}
				switch {
				case *keep < 1:
					return misused("backup: --keep %d: at least one must stay", *keep)
				case *list:
					return listBackups(operands[0], *folder, out)
				case len(operands) == 1:
					return keepBackup(ctx, operands[0], rule, out)
				}
				return copyTo(ctx, operands[0], operands[1], out)
			}
		},
	}
}

func copyTo(ctx context.Context, path, file string, out *output) error {
	return reading(path, func(p *project.Project) error {
		if err := p.Store().Backup(ctx, file); err != nil {
			return err
		}
		out.result("%s: backed up to %s", path, file)
		return nil
	})
}

func keepBackup(ctx context.Context, path string, rule storage.BackupRule, out *output) error {
	rule.Progress = out.bytes()
	defer out.end()
	return reading(path, func(p *project.Project) error {
		b, made, err := p.Store().KeepBackup(ctx, rule)
		switch {
		case made:
			out.result("%s: backed up to %s", path, b.Path)
		case err == nil:
			out.result("%s: nothing has changed since %s", path, b.Path)
		}
		return err
	})
}

func listBackups(path, folder string, out *output) error {
	list, err := storage.Backups(path, folder)
	for _, b := range list {
		out.result("%s  %d bytes  %s", b.Time.Format(time.DateTime), b.Bytes, b.Path)
	}
	if err == nil && len(list) == 0 {
		out.note("%s: no backups in %s", path, storage.BackupFolder(path, folder))
	}
	return err
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
					move := out.bytes()
					defer out.end()
					return p.Store().Shrink(ctx, move)
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
