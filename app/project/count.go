package project

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

var errUnknown = errors.New("files of records say nothing of their number")

// countFiles says how many files an import will look at; 0 when that says nothing of the number of documents.
func countFiles(paths []string) int {
	n := 0
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				n++ // it will be refused
			case path != root && strings.HasPrefix(entry.Name(), "."):
				if entry.IsDir() {
					return fs.SkipDir
				}
			case entry.IsDir():
			case (reader{format: FormatAuto}).mayRead(path):
				return errUnknown
			default:
				n++
			}
			return nil
		})
		if err != nil {
			return 0
		}
	}
	return n
}
