package project

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// extent is what an import will look at.
type extent struct {
	files int
	bytes int64 // as they stand on the disk
	known bool  // the number of files is that of inputs
}

// measure looks at the files below paths, without opening any. Archives and files of records say nothing of the number
// of documents in them; their bytes do.
func measure(paths []string) extent {
	e := extent{known: true}
	for _, root := range paths {
		_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				e.files++ // it will be refused
			case path != root && strings.HasPrefix(entry.Name(), "."):
				if entry.IsDir() {
					return fs.SkipDir
				}
			case !entry.IsDir():
				e.add(path, entry)
			}
			return nil
		})
	}
	return e
}

func (e *extent) add(path string, entry fs.DirEntry) {
	e.files++
	if info, err := entry.Info(); err == nil {
		e.bytes += info.Size()
	}
	ending := strings.ToLower(filepath.Ext(path))
	if ending == ".zip" || ending == ".gz" || (reader{format: FormatAuto}).mayRead(path) {
		e.known = false
	}
}
