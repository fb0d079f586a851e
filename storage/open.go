package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"rubricator/storage/internal/pages"
)

// Options say how a project is opened. The zero value opens it for writing.
type Options struct {
	ReadOnly     bool
	Timeout      time.Duration // how long to wait for another process to let go of the file; 0 is a second
	Installation string        // identity of this installation; "" is one for all that give none
}

const (
	leastFile = 4 * pages.Size // bytes; a new file has as much
	// smallFile is up to which size in bytes every page is verified at each opening: 8 MiB take about 5 ms.
	smallFile = 8 << 20
	// growth is by how many bytes the file grows when it is full.
	growth = 4 << 20
)

// Open opens a project file. A file that was not closed in order, and a small one always, has all its pages verified
// first. The errors are ErrMissing, ErrLocked, ErrNotProject, ErrNewer and ErrDamaged.
func Open(path string, options Options) (*Project, error) {
	p, err := open(path, options, opening{migrations, smallFile})
	if err != nil {
		return nil, fmt.Errorf("open project %q: %w", path, err)
	}
	return p, nil
}

// opening is what a test of Open may change.
type opening struct {
	steps     []migration
	smallFile int64 // bytes
}

func open(path string, options Options, how opening) (*Project, error) {
	broken, err := inspect(path)
	if err != nil {
		return nil, err
	}
	db, err := openDatabase(path, options)
	if err != nil {
		return nil, err
	}
	p := &Project{path: path, options: options, db: db, broken: broken}
	if err := p.begin(how); err != nil {
		return nil, errors.Join(err, p.shut())
	}
	return p, nil
}

// inspect looks at the file's length and headers before the database maps it into memory. One broken header is no
// error: there are two.
func inspect(path string) (broken []string, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w; make one with new", ErrMissing)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%w: it is a folder", ErrNotProject)
	case info.Size() == 0:
		return nil, fmt.Errorf("%w: the file is empty", ErrNotProject)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() < leastFile {
		return nil, tooShort(f, info.Size())
	}
	if _, err := pages.Newest(f, info.Size()); err != nil {
		return nil, fromPages(err)
	}
	for _, err := range pages.Faults(f) {
		broken = append(broken, err.Error())
	}
	return broken, nil
}

// tooShort tells the stump of a project from a file that never was one.
func tooShort(f *os.File, size int64) error {
	if _, err := pages.Newest(f, size); errors.Is(err, pages.ErrDamaged) && size > pages.Size {
		return damaged("only %d bytes of it are left; restore a backup", size)
	}
	return fmt.Errorf("%w: a file of %d bytes is too short", ErrNotProject, size)
}

// fromPages gives an error about pages our own sentinel.
func fromPages(err error) error {
	switch {
	case errors.Is(err, pages.ErrForeign):
		return fmt.Errorf("%w: %w", ErrNotProject, err)
	case errors.Is(err, pages.ErrDamaged):
		return damaged("%w; restore a backup", err)
	}
	return err
}

func boltOptions(options Options) *bolt.Options {
	b := &bolt.Options{ReadOnly: options.ReadOnly, Timeout: options.Timeout, FreelistType: bolt.FreelistMapType, PageSize: pages.Size}
	if b.Timeout <= 0 {
		b.Timeout = time.Second
	}
	if runtime.GOOS != "windows" { // there the file would grow to as much
		b.InitialMmapSize = 64 << 20
	}
	return b
}

// openDatabase opens an existing file. Should the database panic, the file is closed again and its lock let go.
func openDatabase(path string, options Options) (db *bolt.DB, err error) {
	var file *os.File
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, errors.Join(damaged("opening it ended with %q; restore a backup", fmt.Sprint(r)), file.Close())
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	b := boltOptions(options)
	b.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
		if file == nil {
			file = f
		}
		return f, err
	}
	db, err = bolt.Open(path, 0o600, b)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%w; close it there, or wait until the other program has finished", ErrLocked)
	case errors.Is(err, fs.ErrPermission) && !options.ReadOnly:
		return nil, fmt.Errorf("the file may not be written; ask its owner, or open it for reading: %w", err)
	case err != nil:
		return nil, explain(err)
	}
	db.AllocSize = growth
	return db, nil
}

// begin does what an opened file needs before it is used: verify, check the format, migrate, mark as open.
func (p *Project) begin(how opening) error {
	if err := p.verifyOnOpening(how.smallFile); err != nil {
		return err
	}
	if err := p.migrate(how.steps); err != nil {
		return err
	}
	if err := p.loadSchema(); err != nil {
		return err
	}
	if p.options.ReadOnly {
		return nil
	}
	return p.mark(false)
}

func (p *Project) loadSchema() error {
	return p.view(func(s store) error {
		ok, err := s.getJSON(metas, metaSchema, &p.schema)
		if err == nil && !ok {
			err = damaged("it has no schema")
		}
		return err
	})
}

// verifyOnOpening walks all pages of a small file, and of one that was not closed in order.
func (p *Project) verifyOnOpening(small int64) error {
	info, err := os.Stat(p.path)
	if err != nil {
		return err
	}
	if info.Size() > small {
		clean := false
		err := p.view(func(s store) error {
			_, err := s.getJSON(metas, metaClean, &clean)
			return err
		})
		if err != nil || clean {
			return err
		}
	}
	return p.verifyPages()
}

// verifyPages walks all pages while nobody writes.
func (p *Project) verifyPages() error {
	p.writing.Lock()
	defer p.writing.Unlock()
	return verifyFile(p.path)
}

func verifyFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return fromPages(pages.Verify(f, info.Size()))
}
