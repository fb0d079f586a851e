package project

import (
	"context"
	"errors"

	"rubricator/storage"
)

// Merge takes in all that another project file has, which is only read; see storage.Project.Merge. IDs of documents may be
// others afterwards, so whoever has lists or articles in memory reads them again, and the engine learns anew.
func (p *Project) Merge(ctx context.Context, path string, progress func(done, total int)) (storage.Merged, error) {
	p.importing.Lock()
	defer p.importing.Unlock()
	other, end, err := storage.OpenAside(ctx, path)
	if err != nil {
		return storage.Merged{}, err
	}
	merged, err := p.store.Merge(ctx, other, progress)
	return merged, errors.Join(err, end())
}
