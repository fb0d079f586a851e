package export

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// stage collects the files of one export where nobody looks for them, and puts them in place together.
type stage interface {
	// create opens a file of the export by its relative name with slashes; a second call gives the open one.
	create(name string) (io.Writer, error)
	// sealed ends all files there are so far and says what is in them, in the order of their names; Path is the name.
	sealed() ([]File, error)
	// seal ends one file.
	seal(name string) error
	// commit seals all files and puts them in place. Path is then where each stands. With an error what stood there stands
	// still; undone says what failed once the export stood.
	commit() (list []File, undone []string, err error)
	// discard removes what was staged; after commit it does nothing.
	discard()
}

func openStage(folder bool, out string, create createFunc) (stage, error) {
	if folder {
		return openFolder(out, create)
	}
	return openBeside(out, create)
}

// destination follows symbolic links, so that what is replaced is what they point to.
func destination(out string) (string, error) {
	if out == "" {
		return "", errors.New("the export has no destination: name a file or a folder")
	}
	if real, err := filepath.EvalSymlinks(out); err == nil {
		return real, nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(filepath.Clean(out)))
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("there is no folder %s; make it, or name another", filepath.Dir(filepath.Clean(out)))
	}
	if err != nil {
		return "", fmt.Errorf("the folder of %s: %w", out, err)
	}
	return filepath.Join(dir, filepath.Base(out)), nil
}

// beside stages one file with its extras as hidden files in the folder where they will stand.
type beside struct {
	out    string
	staged stagedFiles
	same   func(a, b string) bool // whether two paths lead to one file
	remove func(path string) error
}

func openBeside(out string, create createFunc) (stage, error) {
	if info, err := os.Stat(out); err == nil {
		if err := plain(out, info); err != nil {
			return nil, err
		}
	}
	return &beside{out: out, staged: stagedFiles{dir: filepath.Dir(out), hidden: true, open: create}, same: sameFile, remove: os.Remove}, nil
}

// plain refuses what is no file that can be replaced.
func plain(out string, info os.FileInfo) error {
	if info.IsDir() {
		return fmt.Errorf("%s is a folder: name a file", out)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a plain file: name another destination", out)
	}
	return nil
}

func (b *beside) create(name string) (io.Writer, error) { return b.staged.create(name) }
func (b *beside) sealed() ([]File, error)               { return b.staged.sealed() }
func (b *beside) seal(name string) error                { return b.staged.seal(name) }
func (b *beside) discard()                              { b.staged.discard() }

// commit renames the extras first: when a rename fails, the file at Out is still the old one. Extras of the old one that
// the new one has not go last.
func (b *beside) commit() (list []File, undone []string, err error) {
	if err := b.staged.sealAll(); err != nil {
		return nil, nil, err
	}
	old := outdated(b.out, func(name string) bool { return b.staged.find(name) != nil })
	if err := b.place(); err != nil {
		return nil, nil, err
	}
	list = b.staged.list(b.staged.dir)
	return list, append(b.clear(old, list), durable(b.staged.dir)...), nil
}

func (b *beside) place() error {
	main := filepath.Base(b.out)
	for _, f := range b.staged.files {
		if f.name != main {
			if err := f.place(filepath.Join(b.staged.dir, f.name)); err != nil {
				return err
			}
		}
	}
	if f := b.staged.find(main); f != nil {
		return f.place(b.out)
	}
	return nil
}

// folder stages a whole folder beside the one that it will replace.
type folder struct {
	out    string
	staged stagedFiles
}

// markFile is in every folder that an export writes, and in no other.
const markFile = "manifest.json"

func openFolder(out string, create createFunc) (stage, error) {
	if err := replaceable(out); err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".*.tmp")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return nil, err
	}
	return &folder{out: out, staged: stagedFiles{dir: temp, open: create}}, nil
}

// replaceable refuses a folder with other things in it than an export: they would be deleted.
func replaceable(out string) error {
	info, err := os.Stat(out)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is a file and this format writes a folder: name another destination", out)
	}
	if full, err := filled(out); err != nil || !full {
		return err
	}
	if !ofFolder(filepath.Join(out, markFile)) {
		return fmt.Errorf("%s holds other files than an export, and they would be lost: name a new or an empty folder", out)
	}
	return nil
}

func (f *folder) create(name string) (io.Writer, error) { return f.staged.create(name) }
func (f *folder) sealed() ([]File, error)               { return f.staged.sealed() }
func (f *folder) seal(name string) error                { return f.staged.seal(name) }

func (f *folder) commit() (list []File, undone []string, err error) {
	if err := f.staged.sealAll(); err != nil {
		return nil, nil, err
	}
	if err := syncTree(f.staged.dir); err != nil {
		return nil, nil, err
	}
	if err := swap(f.staged.dir, f.out); err != nil {
		return nil, nil, err
	}
	return f.staged.list(f.out), durable(filepath.Dir(f.out)), nil
}

func (f *folder) discard() {
	f.staged.discard()
	os.RemoveAll(f.staged.dir)
}

// swap puts the folder temp at out. What stood at out may then be at temp, where discard removes it.
func swap(temp, out string) error {
	if _, err := os.Lstat(out); errors.Is(err, os.ErrNotExist) {
		return os.Rename(temp, out)
	}
	if exchange(temp, out) == nil {
		return nil
	}
	return swapByRenames(temp, out)
}

// swapByRenames is for systems that cannot exchange: between its two steps nothing stands at out.
func swapByRenames(temp, out string) error {
	old := temp + ".old"
	if err := os.Rename(out, old); err != nil {
		return err
	}
	if err := os.Rename(temp, out); err != nil {
		return errors.Join(err, os.Rename(old, out))
	}
	os.RemoveAll(old) // the export stands; a rest of the old one under a hidden name is no failure
	return nil
}

func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncDir(path)
	})
}

// durable has the names in a folder outlive a power failure, and says so where the system does not.
func durable(dir string) []string {
	if err := syncDir(dir); err != nil {
		return []string{"the export stands, but a power failure in the next seconds may undo it: " + err.Error()}
	}
	return nil
}
