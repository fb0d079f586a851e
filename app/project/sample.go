package project

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/annotate/ingest/sample"
)

// SampleName is the file name of the sample project.
const SampleName = "sample.rubric"

// OpenSample gives the path of the sample project in a folder, which it makes of the articles in the program if it is
// not there yet.
func OpenSample(dir string) (path string, err error) {
	path = filepath.Join(dir, SampleName)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return path, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	begun := path + ".begun"
	if err := os.Remove(begun); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := makeSample(begun); err != nil {
		return "", errors.Join(err, os.Remove(begun))
	}
	return path, os.Rename(begun, path)
}

func makeSample(path string) error {
	if err := Create(path, annotate.News()); err != nil {
		return err
	}
	p, err := Open(path, "", false)
	if err != nil {
		return err
	}
	in := importing{project: p, options: ImportOptions{DetectNow: true}, group: annotate.NewID()}
	return errors.Join(in.run(context.Background(), sampleArticles), p.Close())
}

func sampleArticles(_ context.Context, yield func(incoming) error) error {
	return fs.WalkDir(sample.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := sample.Files.ReadFile(path)
		if err != nil {
			return err
		}
		i := ingest.Article(path, data, ingest.Options{})
		return yield(incoming{path: path, document: i.Document, err: i.Err})
	})
}
