package project

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rubricator/storage"
)

// longLook is from how many bytes on a look at a whole file is shown with its progress: up to there it takes a tenth of a
// second.
const longLook = 64 << 20

// TakesLong reports whether opening a project takes so long that somebody should see that it is under way.
func TakesLong(path string) bool {
	return storage.LookAhead(path, storage.Options{Installation: installation}) > longLook
}

// Diagnose looks at a damaged project and its backups.
func Diagnose(ctx context.Context, path string, stage storage.Stage) (storage.Diagnosis, error) {
	backups, err := storage.Backups(path, "")
	if err != nil {
		backups = nil // a folder that cannot be read has none to offer
	}
	return storage.Diagnose(ctx, path, backups, stage)
}

// HasBackups reports whether there may be something to restore for a file that is no project any more.
func HasBackups(path string) bool {
	list, err := storage.Backups(path, "")
	return err == nil && len(list) > 0
}

// RecoveredPath is where a recovered project is to go unless somebody wants it elsewhere: beside the damaged one, under a
// name that is free.
func RecoveredPath(path string) string {
	stem := strings.TrimSuffix(path, filepath.Ext(path)) + "-recovered"
	for n := 1; ; n++ {
		name := stem + ".rubric"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.rubric", stem, n)
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}
