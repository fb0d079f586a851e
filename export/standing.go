package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Standing is what Write would replace.
type Standing struct {
	There   bool     // something stands at Out
	Foreign []string // names of files beside Out that would be replaced too, though no export in the folder wrote them as they are
}

// Standing says what Write would replace. An error says why Write would refuse the destination; nothing is written to find
// out.
func (o Options) Standing() (Standing, error) {
	f, err := o.chosen()
	if err != nil {
		return Standing{}, err
	}
	out, err := destination(o.Out)
	if err != nil {
		return Standing{}, err
	}
	if f.Folder || o.Split || o.Plan != nil {
		full, _ := filled(out) // what cannot be read is told by replaceable
		return Standing{There: full}, replaceable(out)
	}
	o.Out = out
	s := Standing{}
	if info, err := os.Stat(out); err == nil {
		if s.There = true; plain(out, info) != nil {
			return s, plain(out, info)
		}
	}
	s.Foreign, err = o.foreign(f)
	return s, err
}

// filled reports whether something is in a folder, of which it reads one name.
func filled(dir string) (bool, error) {
	f, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer f.Close()
	names, err := f.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return len(names) > 0, err
}

// foreign are the extras beside a single file that stand there and are not as a manifest there has them.
func (o Options) foreign(f Format) (names []string, err error) {
	extras, err := o.extras(f)
	if err != nil {
		return nil, err
	}
	dir := filepath.Dir(o.Out)
	var ours map[string][]string // read where there is anything to compare with
	for _, name := range extras {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); err != nil {
			continue
		}
		if _, ok := manifestOfFile(path); ok && strings.HasSuffix(name, "."+markFile) {
			continue
		}
		if ours == nil {
			ours = sumsIn(dir)
		}
		if sum := sumOf(path); sum == "" || !slices.Contains(ours[name], sum) {
			names = append(names, name)
		}
	}
	return names, nil
}

// extras are the names of what Write puts beside the file at Out: an export without records has them all.
func (o Options) extras(f Format) ([]string, error) {
	names := namesOnly{}
	o.Progress = nil
	r := newRun(o, f, names)
	if err := r.all(context.Background(), f.open(r), nil); err != nil {
		return nil, fmt.Errorf("what stands beside %s: %w", o.Out, err)
	}
	delete(names, r.main)
	return slices.Sorted(maps.Keys(names)), nil
}

// sumsIn are the SHA-256 sums that the manifests in a folder have for each name.
func sumsIn(dir string) map[string][]string {
	sums := map[string][]string{}
	entries, _ := os.ReadDir(dir) // what cannot be read vouches for nothing
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "."+markFile) {
			continue
		}
		m, _ := manifestOfFile(filepath.Join(dir, e.Name()))
		for _, f := range m.Files {
			sums[f.Path] = append(sums[f.Path], f.SHA256)
		}
	}
	return sums
}

// namesOnly keeps the names of files, and nothing of what is in them.
type namesOnly map[string]bool

func (n namesOnly) create(name string) (io.Writer, error) {
	n[name] = true
	return io.Discard, nil
}

func (namesOnly) seal(string) error                 { return nil }
func (namesOnly) sealed() ([]File, error)           { return nil, nil }
func (namesOnly) commit() ([]File, []string, error) { return nil, nil, nil }
func (namesOnly) discard()                          {}

// FileName is what an export of a data set is usually called.
func (o Options) FileName(name string) string {
	f, err := Lookup(o.Format)
	if err != nil || f.Folder || o.Split || o.Plan != nil {
		return name + "-" + o.Format
	}
	return name + "-" + o.Format + cmp.Or(f.Ending, ".jsonl")
}
