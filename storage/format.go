package storage

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

const (
	magic     = "rubricator project"
	formatNow = 1 // what this program writes
)

// format says what the file is.
type format struct {
	Magic     string `json:"magic"`
	Format    int    `json:"format"`
	MinReader int    `json:"minReader"` // a program that knows this format may read the file
	Project   string `json:"project"`   // identity of the project; copies share it
}

func newFormat() format {
	return format{Magic: magic, Format: formatNow, MinReader: 1, Project: uuid.NewString()}
}

// migration is the step from one format to the next. Each runs in one database transaction.
type migration struct {
	from  int
	words string // for errors, e.g. "number the documents"
	step  func(store) error
}

// migrations are in order; format 1 is the first, so there are none yet.
var migrations []migration

// migrate brings a file of an older format to this program's, after a backup beside it, and refuses a newer one.
func (p *Project) migrate(steps []migration) error {
	now := formatNow + len(steps) - len(migrations) // more only where a test brings steps of its own
	f, err := p.format()
	if err != nil {
		return err
	}
	switch {
	case f.Format > now && (f.MinReader > now || !p.options.ReadOnly):
		return fmt.Errorf("%w: it has format %d, this program knows %d; update Rubricator", ErrNewer, f.Format, now)
	case f.Format >= now:
		return nil
	case p.options.ReadOnly:
		return fmt.Errorf("%w: it has the old format %d; open it for writing once to bring it to %d", ErrReadOnly, f.Format, now)
	}
	backup := fmt.Sprintf("%s.format%d.bak", p.path, f.Format)
	if err := p.Backup(context.Background(), backup); err != nil {
		return fmt.Errorf("before bringing it from format %d to %d: %w", f.Format, now, err)
	}
	for _, m := range steps {
		if m.from < f.Format {
			continue
		}
		f.Format = m.from + 1
		err := p.update(func(s store) error {
			if err := m.step(s); err != nil {
				return err
			}
			return s.putJSON(metas, metaFormat, f)
		})
		if err != nil {
			return fmt.Errorf("%s (format %d to %d): %w; the backup is %q", m.words, m.from, m.from+1, err, backup)
		}
	}
	return nil
}

// Identity tells this project from any other; copies of a file share it.
func (p *Project) Identity() (string, error) {
	f, err := p.format()
	if err != nil {
		return "", fmt.Errorf("identity of %q: %w", p.path, err)
	}
	return f.Project, nil
}

func (p *Project) format() (f format, err error) {
	err = p.view(func(s store) error {
		if s.Bucket([]byte(metas.name)) == nil {
			return fmt.Errorf("%w: it is another program's database", ErrNotProject)
		}
		ok, err := s.getJSON(metas, metaFormat, &f)
		if err != nil {
			return err
		}
		if !ok || f.Magic != magic {
			return fmt.Errorf("%w: it is another program's database", ErrNotProject)
		}
		return nil
	})
	return f, err
}
