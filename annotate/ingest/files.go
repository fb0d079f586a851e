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

// Endings are those of article files, in lower case.
var Endings = []string{".txt", ".text"}

// Files reads article files and yields an Item for each, in the order of paths
// and by name within a folder, folders in folders included. What cannot be
// taken is yielded with its Err, and the rest goes on: a file of a folder that
// has another ending (hidden ones are passed over), a folder without articles,
// a link to a folder inside one, a device. A file that is named itself may lack
// an ending.
//
// Files ends early only with the error of yield or of ctx.
func Files(ctx context.Context, paths []string, opts Options, yield func(Item) error) error {
	for _, path := range paths {
		if err := walk(ctx, path, opts, yield); err != nil {
			return err
		}
	}
	return nil
}

func walk(ctx context.Context, root string, opts Options, yield func(Item) error) error {
	if info, err := os.Stat(root); err == nil && info.IsDir() {
		root += string(filepath.Separator) // so that a link to the folder is followed
	}
	items := 0
	give := func(item Item) error {
		items++
		return yield(item)
	}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		named := path == root
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return give(unreadable(path, err))
		case !named && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		case !isArticle(path, named):
			return give(failed(path, fmt.Errorf("%w: its ending %q is not that of an article (%s)", ErrEnding, filepath.Ext(path), strings.Join(Endings, ", "))))
		}
		return give(readFile(path, opts))
	})
	if err == nil && items == 0 {
		return yield(failed(root, fmt.Errorf("%w: no article (%s) in this folder", ErrEmpty, strings.Join(Endings, ", "))))
	}
	return err
}

func isArticle(path string, named bool) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return slices.Contains(Endings, ending) || named && ending == ""
}

func readFile(path string, opts Options) Item {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return unreadable(path, err)
	case info.IsDir():
		return failed(path, fmt.Errorf("%w: a link to a folder is not followed: name the folder itself", ErrUnreadable))
	case !info.Mode().IsRegular(): // opening a pipe would wait for ever
		return failed(path, fmt.Errorf("%w: neither a file nor a folder", ErrUnreadable))
	case info.Size() > maxFileBytes:
		return failed(path, tooLarge(int(info.Size())))
	}
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFileBytes+1)) // it may have grown
	if err != nil {
		return unreadable(path, err)
	}
	return Article(path, data, opts)
}

func unreadable(path string, err error) Item {
	var cause *fs.PathError
	if errors.As(err, &cause) { // it says the path a second time
		err = cause.Err
	}
	return failed(path, fmt.Errorf("%w: %w", ErrUnreadable, err))
}

func failed(path string, err error) Item {
	return Item{Path: path, Err: fmt.Errorf("%q: %w", path, err)}
}
