package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"rubricator/storage/internal/pages"
)

// Options say how a project is opened. The zero value opens it for writing.
type Options struct {
	ReadOnly     bool
	Timeout      time.Duration         // how long to wait for another process to let go of the file; 0 is a second
	Installation *Installation         // nil remembers nothing: the first change begins as a new actor
	Migrating    func(done, total int) // is told how far a file of an older format has been brought; may be nil
}

func (o Options) wait() time.Duration {
	if o.Timeout <= 0 {
		return time.Second
	}
	return o.Timeout
}

const (
	leastFile = 4 * pages.Size // bytes; a new file has as much
	// smallFile is up to which size in bytes every page is verified at each opening: 8 MiB take about 5 ms.
	smallFile = 8 << 20
	// mapped is how much of a file that grows is mapped into memory at once, in bytes: addresses, and no memory. A change
	// that needs more waits until nobody reads, which is long while a backup is made.
	mapped = 64 << 20 << (strconv.IntSize / 64 * 6)
	// growth is by how many bytes the file grows when it is full.
	growth = 4 << 20
)

// Open opens a project file. Nothing of it is mapped into memory before its length, its headers and the order of its
// pages are known to be right. All pages are looked at when it was not closed in order, was last closed by another
// installation, or is small; of any other the branches are, and Probe looks at the rest once it is open. The errors are
// ErrMissing, ErrLocked, ErrNotProject, ErrNewer, ErrUnwritable and ErrDamaged.
func Open(path string, options Options) (*Project, error) {
	return OpenContext(context.Background(), path, options, nil)
}

// OpenContext is Open for a window: a large file that has to be looked at as a whole takes a second for each gigabyte or
// two. Progress, which may be nil, is told pages done and their number; ctx ends the look.
func OpenContext(ctx context.Context, path string, options Options, progress func(done, total int)) (*Project, error) {
	p, err := open(ctx, path, options, opening{migrations, smallFile, progress})
	if err != nil {
		return nil, fmt.Errorf("open project %q: %w", path, err)
	}
	return p, nil
}

// opening is what a test of Open may change, and whom to tell.
type opening struct {
	steps     []migration
	smallFile int64 // bytes
	progress  func(done, total int)
}

func open(ctx context.Context, path string, options Options, how opening) (*Project, error) {
	broken, err := inspect(ctx, path, options, how)
	if err != nil {
		return nil, err
	}
	db, err := openDatabase(path, options)
	if err != nil {
		return nil, err
	}
	p := &Project{path: path, options: options, db: db, broken: broken, left: leavingOf(options.Installation, path)}
	if err := errors.Join(p.stand(), p.begin(how)); err != nil {
		return nil, errors.Join(err, p.shut())
	}
	return p, nil
}

// inspect looks at the file before the database maps it into memory, while nobody else may write it. One broken header
// is no error: there are two.
func inspect(ctx context.Context, path string, options Options, how opening) (broken []string, err error) {
	f, size, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := share(ctx, f, options.wait()); err != nil {
		return nil, locked(f, size, err)
	}
	defer release(f)
	if size < leastFile {
		return nil, tooShort(f, size)
	}
	meta, err := pages.Newest(f, size)
	if err != nil {
		return nil, fromPages(err)
	}
	for _, err := range pages.Faults(f) {
		broken = append(broken, err.Error())
	}
	looks := pages.How{Context: ctx, Header: meta, Branches: size > how.smallFile && trusted(f, size, meta, options), Progress: counted(how.progress)}
	return broken, fromPages(pages.Verify(f, size, looks))
}

// LookAhead is how many bytes Open would read of a file before it opens it: all of it, or 0 where a glance is enough. It
// waits for nobody.
func LookAhead(path string, options Options) int64 {
	f, size, err := openFile(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	meta, err := pages.Newest(f, size)
	if err != nil || size > smallFile && trusted(f, size, meta, options) {
		return 0
	}
	return size
}

// openFile opens a file for reading that may hold a project: one that is there, is no folder and no device, and has
// something in it.
func openFile(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if leads, err := os.Readlink(path); err == nil {
			return nil, 0, fmt.Errorf("%w: the link leads to %q, where nothing is", ErrMissing, leads)
		}
		return nil, 0, fmt.Errorf("%w; make one with new", ErrMissing)
	case err != nil:
		return nil, 0, err
	case info.IsDir():
		return nil, 0, fmt.Errorf("%w: it is a folder", ErrNotProject)
	case !info.Mode().IsRegular(): // opening a pipe would wait for somebody to write to it
		return nil, 0, fmt.Errorf("%w: it is no file but a device or a pipe", ErrNotProject)
	case info.Size() == 0:
		return nil, 0, fmt.Errorf("%w: the file is empty", ErrNotProject)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		err = fmt.Errorf("the file may not be read; ask its owner: %w", err)
	}
	return f, info.Size(), err
}

// trusted reports whether a file was closed in order, and by this installation.
func trusted(f *os.File, size int64, meta pages.Meta, options Options) bool {
	n, clean := readNote(f, size, meta)
	return clean && n.Installation == options.Installation.ID()
}

// counted is a progress of ours as one of pages.
func counted(progress func(done, total int)) func(done, total uint64) {
	if progress == nil {
		return nil
	}
	return func(done, total uint64) { progress(int(done), int(total)) }
}

// tooShort tells the stump of a project from a file that never was one.
func tooShort(f *os.File, size int64) error {
	if _, err := pages.Newest(f, size); errors.Is(err, pages.ErrDamaged) && size > pages.Size {
		return damaged("only %d bytes of it are left; restore a backup, or see what recover offers", size)
	}
	return fmt.Errorf("%w: a file of %d bytes is too short", ErrNotProject, size)
}

// fromPages gives an error about pages our own sentinel.
func fromPages(err error) error {
	switch {
	case errors.Is(err, pages.ErrForeign):
		return fmt.Errorf("%w: %w", ErrNotProject, err)
	case errors.Is(err, pages.ErrDamaged):
		return damaged("%w; restore a backup, or see what recover offers", err)
	}
	return err
}

func boltOptions(options Options) *bolt.Options {
	b := &bolt.Options{ReadOnly: options.ReadOnly, Timeout: options.Timeout, FreelistType: bolt.FreelistMapType, PageSize: pages.Size}
	b.Timeout = options.wait()
	if runtime.GOOS != "windows" { // there the file would grow to as much
		b.InitialMmapSize = mapped
	}
	return b
}

// openDatabase opens an existing file. Should the database panic, the file is closed again and its lock let go.
func openDatabase(path string, options Options) (db *bolt.DB, err error) {
	var file *os.File
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, errors.Join(damaged("opening it ended with %q; restore a backup, or see what recover offers", fmt.Sprint(r)), file.Close())
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
		return nil, lockedAt(path, options)
	case (errors.Is(err, fs.ErrPermission) || isReadOnlyDisk(err)) && !options.ReadOnly:
		return nil, fmt.Errorf("%w; open it for reading, or ask the owner of the file: %w", ErrUnwritable, err)
	case err != nil:
		return nil, explain(err)
	}
	db.AllocSize = growth
	return db, nil
}

// begin does what an opened file needs before it is used: check the format, migrate, mark as open.
func (p *Project) begin(how opening) error {
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
	return fromPages(pages.Verify(f, info.Size(), pages.How{}))
}
