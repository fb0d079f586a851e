package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// outdated are the files in the folder of out that its manifest there names, with the manifest, and that an export with
// the names now does not write. One that was changed since, and one that another manifest in the folder names too, is not
// among them.
func outdated(out string, now func(name string) bool) (paths []string) {
	dir, own := filepath.Dir(out), filepath.Base(out)+"."+markFile
	m, ok := manifestOfFile(filepath.Join(dir, own))
	if !ok {
		return nil
	}
	for _, f := range m.Files {
		path := filepath.Join(dir, f.Path)
		if filepath.Base(f.Path) == f.Path && !now(f.Path) && sumOf(path) == f.SHA256 && !namedByOthers(dir, own, f.Path) {
			paths = append(paths, path)
		}
	}
	if !now(own) {
		paths = append(paths, filepath.Join(dir, own))
	}
	return paths
}

// manifestOfFile reads the manifest of an export that is one file with its extras beside it.
func manifestOfFile(path string) (m manifest, ok bool) {
	data, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(data, &m) != nil {
		return m, false
	}
	return m, m.Manifest == ManifestName && m.Layout == layoutFile
}

func namedByOthers(dir, own, name string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		if e.Name() == own || !strings.HasSuffix(e.Name(), "."+markFile) {
			return false
		}
		m, ok := manifestOfFile(filepath.Join(dir, e.Name()))
		return ok && slices.ContainsFunc(m.Files, func(f fileInfo) bool { return f.Path == name })
	})
}

// sumOf is the SHA-256 of a plain file; "" of anything else.
func sumOf(path string) string {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// removeAll removes files; one that is gone already is no error.
func removeAll(paths []string) error {
	var all error
	for _, path := range paths {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}
