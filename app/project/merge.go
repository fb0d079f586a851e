package project

import (
	"context"

	"rubricator/storage"
)

// Merge takes in all that another project file has, of any format; see storage.Project.Merge. IDs of documents may be
// others afterwards, so whoever has lists or articles in memory reads them again, and the engine learns anew.
func (p *Project) Merge(ctx context.Context, path string, progress func(done, total int)) (storage.Merged, error) {
	p.importing.Lock()
	defer p.importing.Unlock()
	return p.store.MergeFile(ctx, path, progress)
}
