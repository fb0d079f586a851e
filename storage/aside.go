package storage

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// MergeFile is Merge with the project in a file, of this format or an older one. The file is only read.
func (p *Project) MergeFile(ctx context.Context, path string, progress func(done, total int)) (Merged, error) {
	if same(p.path, path) {
		return Merged{}, errItself
	}
	other, end, err := OpenAside(ctx, path)
	if err != nil {
		return Merged{}, err
	}
	m, err := p.Merge(ctx, other, progress)
	return m, errors.Join(err, end())
}

// OpenAside opens a project of which nothing is to be changed, such as one that is merged into another. One of an older
// format is copied to a temporary file and brought to this program's there. End closes it and takes the copy away.
func OpenAside(ctx context.Context, path string) (p *Project, end func() error, err error) {
	p, err = OpenContext(ctx, path, Options{ReadOnly: true}, nil)
	if !errors.Is(err, ErrReadOnly) {
		if err != nil {
			return nil, nil, err
		}
		return p, p.Close, nil
	}
	folder, err := os.MkdirTemp("", "rubricator-")
	if err != nil {
		return nil, nil, err
	}
	away := func() error { return os.RemoveAll(folder) }
	tmp := filepath.Join(folder, filepath.Base(path))
	if err = copyAside(ctx, path, tmp); err == nil {
		p, err = OpenContext(ctx, tmp, Options{}, nil)
	}
	if err != nil {
		return nil, nil, errors.Join(err, away())
	}
	return p, func() error { return errors.Join(p.Close(), away()) }, nil
}

// copyAside copies a file while nobody may write it.
func copyAside(ctx context.Context, path, tmp string) error {
	f, _, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := share(ctx, f, Options{}.wait()); err != nil {
		return err
	}
	defer release(f)
	to, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	return errors.Join(err, to.Close())
}
