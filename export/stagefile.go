package export

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// createFunc makes a file that is not there yet.
type createFunc func(path string) (file, error)

type file interface {
	io.WriteCloser
	Sync() error
}

func createFile(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// stagedFiles are the files of one stage, in the order of their creation.
type stagedFiles struct {
	dir    string // where they are staged
	hidden bool   // under other names than they will have
	open   createFunc
	files  []*stagedFile
	byName map[string]*stagedFile
}

// stagedFile counts and hashes what goes through it.
type stagedFile struct {
	name, path string
	f          file
	buf        *bufio.Writer
	sum        hash.Hash
	bytes      int64
	sealed     bool
}

func (s *stagedFiles) find(name string) *stagedFile { return s.byName[name] }

func (s *stagedFiles) create(name string) (io.Writer, error) {
	if f := s.find(name); f != nil {
		return f, nil
	}
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if s.hidden {
		path = filepath.Join(s.dir, "."+name+"."+rand.Text()[:8]+".tmp")
	} else if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	out, err := s.open(path)
	if err != nil {
		return nil, err
	}
	f := &stagedFile{name: name, path: path, f: out, buf: bufio.NewWriterSize(out, 1<<18), sum: sha256.New()}
	s.files = append(s.files, f)
	if s.byName == nil {
		s.byName = map[string]*stagedFile{}
	}
	s.byName[name] = f
	return f, nil
}

func (f *stagedFile) Write(p []byte) (int, error) {
	f.sum.Write(p)
	f.bytes += int64(len(p))
	return f.buf.Write(p)
}

func (s *stagedFiles) sealed() ([]File, error) {
	if err := s.sealAll(); err != nil {
		return nil, err
	}
	list := make([]File, len(s.files))
	for i, f := range s.files {
		list[i] = f.info(f.name)
	}
	return sortFiles(list), nil
}

func sortFiles(list []File) []File {
	slices.SortFunc(list, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

func (s *stagedFiles) seal(name string) error { return s.find(name).seal() }

func (f *stagedFile) info(path string) File {
	return File{path, f.bytes, hex.EncodeToString(f.sum.Sum(nil))}
}

func (f *stagedFile) seal() error {
	if f.sealed {
		return nil
	}
	if err := f.buf.Flush(); err != nil {
		return err
	}
	if err := f.f.Sync(); err != nil {
		return err
	}
	f.sealed, f.buf = true, nil
	return f.f.Close()
}

func (s *stagedFiles) sealAll() error {
	for _, f := range s.files {
		if err := f.seal(); err != nil {
			return err
		}
	}
	return nil
}

// place renames the file to path and keeps the permissions of the one that stood there.
func (f *stagedFile) place(path string) error {
	if info, err := os.Stat(path); err == nil {
		if err := os.Chmod(f.path, info.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := os.Rename(f.path, path); err != nil {
		return err
	}
	f.path = ""
	return nil
}

func (s *stagedFiles) discard() {
	for _, f := range s.files {
		if !f.sealed {
			f.f.Close()
		}
		if f.path != "" {
			os.Remove(f.path)
		}
	}
}

// list says what stands in dir after the commit.
func (s *stagedFiles) list(dir string) []File {
	list := make([]File, len(s.files))
	for i, f := range s.files {
		list[i] = f.info(filepath.Join(dir, filepath.FromSlash(f.name)))
	}
	return sortFiles(list)
}

// memoryStage keeps the files in memory, for Preview.
type memoryStage struct{ files map[string]*bytes.Buffer }

func (m *memoryStage) create(name string) (io.Writer, error) {
	if m.files == nil {
		m.files = map[string]*bytes.Buffer{}
	}
	if m.files[name] == nil {
		m.files[name] = &bytes.Buffer{}
	}
	return m.files[name], nil
}

func (m *memoryStage) seal(string) error { return nil }

func (m *memoryStage) sealed() ([]File, error) {
	var list []File
	for name, b := range m.files {
		sum := sha256.Sum256(b.Bytes())
		list = append(list, File{name, int64(b.Len()), hex.EncodeToString(sum[:])})
	}
	return sortFiles(list), nil
}

func (m *memoryStage) text(name string) string {
	if m.files[name] == nil {
		return ""
	}
	return m.files[name].String()
}

func (m *memoryStage) commit() ([]File, []string, error) { return nil, nil, nil }
func (m *memoryStage) discard()                          {}

// noStage keeps nothing, for Survey.
type noStage struct{}

func (noStage) create(string) (io.Writer, error)  { return io.Discard, nil }
func (noStage) seal(string) error                 { return nil }
func (noStage) sealed() ([]File, error)           { return nil, nil }
func (noStage) commit() ([]File, []string, error) { return nil, nil, nil }
func (noStage) discard()                          {}
