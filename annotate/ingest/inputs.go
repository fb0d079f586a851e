package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Input is one file to read: it stands in a folder or in an archive, or is packed itself.
type Input struct {
	Path  string // for people: as given, or below the folder or archive that was given, as in "set.zip/a/b.txt"
	File  string // for readers: its name without folders, and without .gz where it is packed
	Named bool   // somebody named this very file; it was not found in a folder or archive
	Size  int64  // in bytes, unpacked; -1 where only reading tells, as of a pipe
	Err   error  // why it cannot be read, in one line that quotes Path; nothing else is set

	open   func() (io.ReadCloser, error)
	beside func(name string) ([]byte, error)
	again  func(ctx context.Context, yield func(Input) error) error // gives it anew, with all of its archive
}

// Walk finds the files to read below paths: files, folders, files packed with gzip, and archives (zip) of all that.
type Walk struct {
	Paths []string
	Read  func(bytes int) // called for what is read from the disk, packed as it is; nil tells nobody
}

// Inputs gives each file, in the order of Paths and by name within a folder or archive, folders in folders included.
// What cannot be read is given with its Err, and the rest goes on: an empty folder, a link to a folder inside one, a
// device, a member of an archive that is encrypted. Hidden files of folders are passed over, and so are the papers that
// an export puts beside its data and the folder that a browser puts beside a page it saves. An archive in an archive is not opened.
//
// Inputs ends early only with the error of yield or of ctx; reading an Input fails once ctx has ended.
func (w Walk) Inputs(ctx context.Context, yield func(Input) error) error {
	for _, path := range w.Paths {
		if err := w.walk(ctx, path, yield); err != nil {
			return err
		}
	}
	return nil
}

func (w Walk) walk(ctx context.Context, root string, yield func(Input) error) error {
	if info, err := os.Stat(root); err == nil && info.IsDir() {
		root += string(filepath.Separator) // so that a link to the folder is followed
	}
	given := 0
	give := func(in Input) error {
		given++
		return yield(in)
	}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		named := path == root
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return give(noInput(path, unreadable(err)))
		case !named && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() && !named && isOfPage(path, func(page string) bool { _, err := os.Stat(page); return err == nil }):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case endsIn(path, ".zip"):
			return w.archive(ctx, path, give)
		}
		in := w.onDisk(ctx, path, named)
		switch {
		case named && in.isPaperTable():
			return give(noInput(path, errPaper))
		case !named && in.isPaper():
			return nil
		}
		return give(in)
	})
	if err == nil && given == 0 {
		return yield(noInput(root, fmt.Errorf("%w: there is nothing to read in it", ErrEmpty)))
	}
	return err
}

// onDisk is a file that is no archive.
func (w Walk) onDisk(ctx context.Context, path string, named bool) Input {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return noInput(path, unreadable(err))
	case info.IsDir():
		return noInput(path, fmt.Errorf("%w: a link to a folder is not followed: name the folder itself", ErrUnreadable))
	case !named && !info.Mode().IsRegular(): // opening a pipe may wait for ever
		return noInput(path, fmt.Errorf("%w: neither a file nor a folder", ErrUnreadable))
	}
	in := Input{Path: path, File: filepath.Base(path), Size: info.Size(), Named: named}
	if !info.Mode().IsRegular() {
		in.Size = -1
	}
	in.again = func(ctx context.Context, yield func(Input) error) error { return yield(w.onDisk(ctx, path, named)) }
	in.open = func() (io.ReadCloser, error) { return w.file(ctx, path) }
	in.beside = func(name string) ([]byte, error) {
		name = filepath.Join(filepath.Dir(path), filepath.FromSlash(name))
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%q is no file", name)
		}
		file, err := w.file(ctx, name)
		return whole(file, err)
	}
	if endsIn(path, ".gz") {
		in.File, in.Size = in.File[:len(in.File)-len(".gz")], -1
		in.open = func() (io.ReadCloser, error) {
			file, err := w.file(ctx, path)
			return unpacked(file, info.Size(), err)
		}
	}
	return in
}

// file opens a file for reading until ctx ends.
func (w Walk) file(ctx context.Context, path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return closing{Reader: counted{ctx: ctx, r: file, read: w.Read}, Closer: file}, nil
}

// Open begins to read. Errors of reading are for people and say nothing of Path.
func (in Input) Open() (io.ReadCloser, error) {
	if in.Err != nil {
		return nil, in.Err
	}
	r, err := in.open()
	if err != nil {
		return nil, unreadable(err)
	}
	return r, nil
}

// Beside reads a file that stands beside this one, in the folder or in the archive; with ../ in the name, one of the
// folder above. It may have at most 128 MiB.
func (in Input) Beside(name string) ([]byte, error) {
	if in.beside == nil {
		return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
	}
	return in.beside(name)
}

// Article makes a document of a text file, as [Article] does.
func (in Input) Article(opts Options) Item {
	data, err := in.bytes()
	if err != nil {
		return Item{Path: in.Path, Err: fmt.Errorf("%q: %w", in.Path, err)}
	}
	item := Article(in.Path, data, opts)
	if item.Err == nil {
		item.Document.ID, item.Document.Source.Name = ID(in.File), in.File
	}
	return item
}

func (in Input) bytes() ([]byte, error) {
	if in.Size > maxFileBytes {
		return nil, tooLarge(int(in.Size))
	}
	r, err := in.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxFileBytes+1)) // it may have grown
	if err != nil {
		return nil, unreadable(err)
	}
	if len(data) > maxFileBytes {
		return nil, tooLarge(len(data))
	}
	return data, nil
}

// IsArticle reports whether it is a text by its ending; a file that was named may lack one.
func (in Input) IsArticle() bool {
	ending := strings.ToLower(filepath.Ext(in.File))
	return slices.Contains(Endings, ending) || in.Named && ending == ""
}

// whole reads all of a file that may have been opened.
func whole(r io.ReadCloser, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return limited(r, maxFileBytes)
}

// closing is what reads, with what closes it.
type closing struct {
	io.Reader
	io.Closer
}

// counted stops when ctx ends, and tells how much was read.
type counted struct {
	ctx  context.Context
	r    io.Reader
	read func(int)
}

func (c counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	if c.read != nil {
		c.read(n)
	}
	return n, err
}

func endsIn(path, ending string) bool { return strings.EqualFold(filepath.Ext(path), ending) }

// unreadable takes the path off an error of the system: whoever tells of it says the path.
func unreadable(err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	if errors.Is(err, ErrUnreadable) || errors.Is(err, ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnreadable, err)
}

func noInput(path string, err error) Input {
	return Input{Path: path, File: filepath.Base(path), Err: fmt.Errorf("%q: %w", path, err)}
}
