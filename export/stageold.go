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
		if filepath.Base(f.Path) == f.Path && !now(f.Path) && unchanged(path, f.SHA256) && !namedByOthers(dir, own, f.Path) {
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

// unchanged reports whether path is a plain file with that SHA-256. Without a sum nothing is.
func unchanged(path, sum string) bool {
	return sum != "" && sumOf(path) == sum
}

// sameFile reports whether two paths lead to one file, as they do where letters differ in case or form alone and the file
// system takes no notice of that.
func sameFile(a, b string) bool {
	x, err := os.Lstat(a)
	if err != nil {
		return false
	}
	y, err := os.Lstat(b)
	return err == nil && os.SameFile(x, y)
}

// clear removes files of an older export, but what is one of the written files under another spelling, and says what it could
// not remove. One that is gone already is no failure.
func (b *beside) clear(old []string, written []File) (undone []string) {
	for _, path := range old {
		if slices.ContainsFunc(written, func(f File) bool { return b.same(path, f.Path) }) {
			continue
		}
		if err := b.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			undone = append(undone, "the export stands, but a file of the older one could not be removed: "+err.Error())
		}
	}
	return undone
}
