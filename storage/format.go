package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
)

const (
	magic     = "rubricator project"
	formatNow = 2 // what this program writes
	minReader = 2 // the oldest format whose programs can read it
)

// format says what the file is.
type format struct {
	Magic     string `json:"magic"`
	Format    int    `json:"format"`
	MinReader int    `json:"minReader"` // a program that knows this format may read the file
	Project   string `json:"project"`   // identity of the project; copies share it

	// Migrating is how far a migration from an older format has come; the file is no project before it has ended.
	Migrating *progress `json:"migrating,omitempty"`
}

// progress is where a migration goes on after it was interrupted.
type progress struct {
	From  int             `json:"from"`
	Words string          `json:"words"`
	State json.RawMessage `json:"state,omitempty"` // the step's own
	Done  int             `json:"done"`            // of Total, for who waits
	Total int             `json:"total"`
}

func newFormat() format {
	return format{Magic: magic, Format: formatNow, MinReader: minReader, Project: uuid.NewString()}
}

// migration is the step from one format to the next, in as many commits as it takes. Each call does a part of it, moves
// the state on, and says whether that was the last; what it does is stored with the state in one commit. So it can be
// interrupted at any moment.
type migration struct {
	from  int
	words string // for errors, e.g. "number the documents"
	step  func(s store, project string, at *progress) (last bool, err error)
}

// migrations are in order.
var migrations = []migration{{1, "bring the journal into an order that copies share", migrateJournal}}

// migrate brings a file of an older format to this program's, after a backup beside it, and refuses a newer one.
func (p *Project) migrate(steps []migration) error {
	now := formatNow + len(steps) - len(migrations) // more only where a test brings steps of its own
	f, err := p.format()
	if err != nil {
		return err
	}
	newer := fmt.Errorf("%w: it has format %d, this program knows %d; update Rubricator", ErrNewer, f.Format, now)
	switch {
	case f.Format > now && f.MinReader > now:
		return newer
	case f.Format > now && !p.options.ReadOnly:
		return fmt.Errorf("%w, or open it for reading only", newer)
	case f.Format >= now && f.Migrating == nil:
		return nil
	case p.options.ReadOnly:
		return fmt.Errorf("%w: it has the old format %d; open it for writing once to bring it to %d", ErrReadOnly, f.oldest(), now)
	}
	backup := fmt.Sprintf("%s.format%d.bak", p.path, f.oldest())
	if f.Migrating == nil { // else there is one from before it began
		if err := p.Backup(context.Background(), backup); err != nil {
			return fmt.Errorf("before bringing it from format %d to %d: %w", f.Format, now, err)
		}
	}
	for _, m := range steps {
		if m.from < f.oldest() {
			continue
		}
		if err := p.step(m, &f); err != nil {
			return fmt.Errorf("%s (format %d to %d): %w; the backup is %q", m.words, m.from, m.from+1, err, backup)
		}
	}
	return nil
}

// oldest is the format from which a file is on its way.
func (f format) oldest() int {
	if f.Migrating != nil {
		return f.Migrating.From
	}
	return f.Format
}

// step goes on with a migration until its end. From its first commit on, programs of the old format refuse the file.
func (p *Project) step(m migration, f *format) error {
	if f.Migrating == nil {
		f.Format, f.MinReader, f.Migrating = m.from+1, m.from+1, &progress{From: m.from, Words: m.words}
	}
	for last := false; !last; {
		next := *f.Migrating
		err := p.update(func(s store) (err error) {
			if last, err = m.step(s, f.Project, &next); err != nil {
				return err
			}
			g := *f
			if g.Migrating = &next; last {
				g.Migrating = nil
			}
			return s.putJSON(metas, metaFormat, g)
		})
		if err != nil {
			return err
		}
		f.Migrating = &next
		if p.options.Migrating != nil {
			p.options.Migrating(next.Done, next.Total)
		}
	}
	f.Migrating = nil
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
