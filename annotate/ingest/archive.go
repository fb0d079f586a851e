package ingest

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Limits on what archives may hold. What packed text unpacks to is seldom ten times its size; a thousand times is a trap.
const (
	maxMembers    = 1_000_000
	unpackedLeast = 1 << 30 // bytes that a small archive may unpack to
	unpackedRatio = 200     // times the size of a larger one
)

// archive gives the files in a zip archive, by name, and is kept open while they are read.
func (w Walk) archive(ctx context.Context, path string, give func(Input) error) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("neither a file nor a folder")
	}
	if err != nil {
		return give(noInput(path, unreadable(err)))
	}
	file, err := os.Open(path)
	if err != nil {
		return give(noInput(path, unreadable(err)))
	}
	defer file.Close()
	list, err := zip.NewReader(readerAt{ctx: ctx, file: file, read: w.Read}, info.Size())
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return give(noInput(path, fmt.Errorf("%w: it is no zip archive, or a damaged one: %w", ErrUnreadable, err)))
	case len(list.File) > maxMembers:
		return give(noInput(path, fmt.Errorf("%w: it has %d files, the limit is %d: unpack it and import the folder", ErrTooLarge, len(list.File), maxMembers)))
	}
	again := func(ctx context.Context, yield func(Input) error) error { return w.archive(ctx, path, yield) }
	return newArchive(path, info.Size(), list).each(ctx, func(in Input) error {
		in.again = again
		return give(in)
	})
}

// archive is an open zip file. Names in it are only shown and compared; nothing is ever written by them.
type archive struct {
	path    string
	members []member
	byName  map[string]*zip.File
	left    *int64 // bytes that may still be unpacked
}

// member is a file in an archive.
type member struct {
	name string // with slashes, without a drive or a way out of the archive
	*zip.File
}

func newArchive(path string, size int64, list *zip.Reader) archive {
	left := max(unpackedLeast, unpackedRatio*size)
	a := archive{path: path, byName: map[string]*zip.File{}, left: &left}
	for _, f := range list.File {
		m := member{name: memberName(f), File: f}
		if f.Mode().IsDir() || strings.HasSuffix(f.Name, "/") {
			continue
		}
		a.byName[m.name] = f // also a hidden one, which may stand beside another
		if !isHidden(m.name) {
			a.members = append(a.members, m)
		}
	}
	slices.SortStableFunc(a.members, func(x, y member) int { // as a folder is walked: / comes before all
		return cmp.Compare(strings.ReplaceAll(x.name, "/", "\x00"), strings.ReplaceAll(y.name, "/", "\x00"))
	})
	return a
}

// memberName is a name as a path below the archive.
func memberName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) { // what programs wrote before names were UTF-8
		name, _ = charmap.CodePage437.NewDecoder().String(name)
	}
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// isHidden reports whether a file, or a folder that it is in, is hidden, or made by macOS beside each file.
func isHidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

func (a archive) each(ctx context.Context, give func(Input) error) error {
	for _, m := range a.members {
		if err := ctx.Err(); err != nil {
			return err
		}
		in := a.input(m)
		if a.isOfPage(m.name) || in.isPaper() {
			continue
		}
		if err := give(in); err != nil {
			return err
		}
	}
	if len(a.members) == 0 {
		return give(noInput(a.path, fmt.Errorf("%w: there is nothing to read in it", ErrEmpty)))
	}
	return nil
}

// isOfPage reports whether a member stands below the folder of a saved page.
func (a archive) isOfPage(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if isOfPage(dir, func(page string) bool { return a.byName[page] != nil }) {
			return true
		}
	}
	return false
}

func (a archive) input(m member) Input {
	shown := a.path + "/" + m.name
	switch {
	case m.Flags&1 != 0:
		return noInput(shown, fmt.Errorf("%w: it is encrypted: unpack the archive with its password", ErrUnreadable))
	case endsIn(m.name, ".zip"), endsIn(m.name, ".gz"):
		return noInput(shown, fmt.Errorf("%w: archives in archives are not opened: unpack the outer one", ErrUnreadable))
	case !m.Mode().IsRegular():
		return noInput(shown, fmt.Errorf("%w: it is a link or a device", ErrUnreadable))
	case m.Method != zip.Store && m.Method != zip.Deflate:
		return noInput(shown, fmt.Errorf("%w: it is packed by method %d: unpack the archive, or pack it with deflate", ErrUnreadable, m.Method))
	}
	in := Input{Path: shown, File: path.Base(m.name), Size: int64(min(m.UncompressedSize64, 1<<62))}
	in.open = func() (io.ReadCloser, error) { return a.open(m.File) }
	in.beside = func(name string) ([]byte, error) {
		file := a.byName[strings.TrimPrefix(path.Clean("/"+path.Join(path.Dir(m.name), name)), "/")]
		if file == nil {
			return nil, fmt.Errorf("there is no %q beside %q", name, shown)
		}
		return whole(a.open(file))
	}
	return in
}

func (a archive) open(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	return closing{Reader: unpacking{r: r, left: a.left}, Closer: r}, nil
}

// unpacked reads a file that is packed with gzip.
func unpacked(file io.ReadCloser, size int64, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(file)
	if err != nil {
		file.Close()
		return nil, damaged(err)
	}
	left := max(unpackedLeast, unpackedRatio*size)
	return closing{Reader: unpacking{r: r, left: &left}, Closer: file}, nil
}

// unpacking stops at what unpacks to more than it may, and says what is wrong with what is damaged.
type unpacking struct {
	r    io.Reader
	left *int64
}

func (u unpacking) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if *u.left -= int64(n); *u.left < 0 {
		return 0, fmt.Errorf("%w: it unpacks to more than %d MiB and more than %d times its size, which is a trap or no text: unpack it yourself", ErrTooLarge, unpackedLeast>>20, unpackedRatio)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged(err)
	}
	return n, err
}

// damaged puts what the libraries say into words.
func damaged(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &corrupt), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, gzip.ErrChecksum),
		errors.Is(err, gzip.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it is damaged or cut off, and does not unpack: %w", ErrUnreadable, err)
	}
	return err
}

// readerAt reads a file until ctx ends, and tells how much.
type readerAt struct {
	ctx  context.Context
	file *os.File
	read func(int)
}

func (r readerAt) ReadAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.file.ReadAt(p, at)
	if r.read != nil {
		r.read(n)
	}
	return n, err
}
