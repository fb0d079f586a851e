package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"rubricator/annotate"
	"rubricator/storage/internal/pages"
)

// Copying says how a copy is made. The zero value makes it as fast as the disk allows.
type Copying struct {
	Kept     [][]annotate.Transaction // steps that the project could not store; the copy has them
	Gentle   bool                     // leaves the disk to others half of the time
	Progress func(done, total int64)  // told bytes written; may be nil
}

// Backup writes a copy of the project as it is now to another path, while work goes on. A file that stands there is
// replaced once the copy is whole and verified.
func (p *Project) Backup(ctx context.Context, path string) error {
	_, err := p.Copy(ctx, path, Copying{})
	return err
}

// Copy is Backup in another manner. It needs no more of the project's file than that it can be read, also where the file
// is not at its place any more. Of the kept steps those that do not fit are left out, and refused has an error for each.
func (p *Project) Copy(ctx context.Context, path string, how Copying) (refused []error, err error) {
	if refused, err = p.copy(ctx, path, how); err != nil {
		return nil, fmt.Errorf("copy %q to %q: %w", p.path, path, err)
	}
	return refused, nil
}

func (p *Project) copy(ctx context.Context, path string, how Copying) (refused []error, err error) {
	if same(p.path, path) {
		return nil, errors.New("a project cannot be its own backup or copy; choose another name")
	}
	tmp := path + ".tmp"
	if err = p.snapshot(ctx, tmp, how); err == nil {
		refused, err = seal(tmp, p.options.Installation, how.Kept)
	}
	if err == nil {
		err = verifyCopy(ctx, tmp)
	}
	if err == nil {
		err = replace(tmp, path)
	}
	if err != nil {
		return nil, errors.Join(explain(err), discard(tmp))
	}
	return refused, nil
}

// errInTheWay ends a snapshot for which a commit had to wait.
var errInTheWay = errors.New("the project was changed all the time; try again later")

const (
	snapshotTries = 5
	// inTheWay is how long a commit may wait for a snapshot. The pages that a snapshot reads stay where they are, so a
	// commit needs others; now and then that makes the database map a longer file into memory, which it does not do
	// while a reading transaction is open.
	inTheWay = 100 * time.Millisecond
)

// snapshot writes the pages of one moment to a file.
func (p *Project) snapshot(ctx context.Context, tmp string, how Copying) error {
	for range snapshotTries {
		if err := p.snapshotOnce(ctx, tmp, how); !errors.Is(err, errInTheWay) {
			return err
		}
		p.settle()
	}
	return errInTheWay
}

func (p *Project) snapshotOnce(ctx context.Context, tmp string, how Copying) error {
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = p.view(func(s store) error {
		w := &stream{ctx: ctx, to: f, how: how, total: s.Size(), inTheWay: p.waits}
		if _, err := s.WriteTo(w); err != nil {
			return cmp.Or(w.failure, err) // the database keeps only the words of ours
		}
		return nil
	})
	return errors.Join(err, f.Sync(), f.Close())
}

// waits reports whether a commit has been under way for longer than one takes.
func (p *Project) waits() bool {
	since := p.commits.Load()
	return since != 0 && time.Since(time.Unix(0, since)) > inTheWay
}

// settle waits until the commit under way has ended.
func (p *Project) settle() {
	p.writing.Lock()
	defer p.writing.Unlock()
}

// stream writes a copy piece by piece. Each piece is on the disk before the next is read: what waits in memory to be
// written is what a commit would have to wait for. Cancelling the context ends it.
type stream struct {
	ctx         context.Context
	to          *os.File
	how         Copying
	done, total int64 // bytes
	inTheWay    func() bool
	failure     error // of a Write
}

const (
	piece   = 1 << 20 // bytes
	longest = 250 * time.Millisecond
)

func (w *stream) Write(b []byte) (n int, err error) {
	defer func() { w.failure = err }()
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	if w.inTheWay() {
		return 0, errInTheWay
	}
	begin := time.Now()
	n, err = w.to.Write(b)
	if err == nil {
		err = flushed(w.to, w.done, int64(n))
	}
	w.done += int64(n)
	if w.how.Progress != nil {
		w.how.Progress(w.done, w.total)
	}
	if w.how.Gentle && err == nil {
		rest(w.ctx, min(time.Since(begin), longest))
	}
	return n, err
}

// ReadFrom implements io.ReaderFrom, so that pieces are of our size.
func (w *stream) ReadFrom(r io.Reader) (n int64, err error) {
	buffer := make([]byte, piece)
	for {
		got, err := io.ReadFull(r, buffer)
		if got > 0 {
			if _, err := w.Write(buffer[:got]); err != nil {
				return n, err
			}
			n += int64(got)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// seal ends a copy: it gets the steps that the project could not store, and is marked as closed in order, as nobody has
// it open. It is cut to the length that its pages have, which some systems make longer when a database is opened.
func seal(tmp string, installation *Installation, kept [][]annotate.Transaction) (refused []error, err error) {
	if err := walkable(tmp); err != nil {
		return nil, err
	}
	db, err := openDatabase(tmp, Options{})
	if err != nil {
		return nil, err
	}
	p := &Project{path: tmp, options: Options{Installation: installation}, db: db}
	if err := p.stand(); err != nil {
		return nil, errors.Join(err, p.shut())
	}
	if len(kept) > 0 {
		if refused, err = p.appendBatches(kept); err != nil {
			return nil, errors.Join(err, p.shut())
		}
	}
	if err := errors.Join(p.mark(true), p.shut()); err != nil {
		return nil, err
	}
	for i := len(refused) - 1; i >= 0; i-- {
		if refused[i] == nil {
			refused = append(refused[:i], refused[i+1:]...)
		}
	}
	return refused, trim(tmp)
}

// walkable looks at as much of a file as the database needs to open it without going in circles.
func walkable(path string) error {
	f, size, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return fromPages(pages.Verify(f, size, pages.How{Branches: true}))
}

// trim cuts off what is behind the last page that counts.
func trim(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		var meta pages.Meta
		if meta, err = pages.Newest(f, info.Size()); err == nil && int64(meta.Pages)*meta.PageSize < info.Size() {
			err = errors.Join(f.Truncate(int64(meta.Pages)*meta.PageSize), f.Sync())
		}
	}
	return errors.Join(err, f.Close())
}

// verifyCopy looks at every page of a file that nobody has open, and at the checksum of every value, read back from the
// disk where the system can do that. What can be worked out again may be damaged.
func verifyCopy(ctx context.Context, path string) error {
	if err := errors.Join(ctx.Err(), forget(path)); err != nil {
		return err
	}
	f, size, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return fromPages(pages.Verify(f, size, pages.How{Context: ctx, Value: func(name, key, value []byte) error {
		b := named(string(name))
		if _, _, err := b.open(key, value); err != nil && b.name != cached.name {
			return err
		}
		return nil
	}}))
}

func same(a, b string) bool {
	one, errOne := os.Stat(a)
	other, errOther := os.Stat(b)
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}
