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

// Diagnose looks at a damaged project and its backups: those beside it, and those in the folder of choice, where there is one.
func Diagnose(ctx context.Context, path, folder string, stage storage.Stage) (storage.Diagnosis, error) {
	return storage.Diagnose(ctx, path, backups(path, folder), stage)
}

// HasBackups reports whether there may be something to restore for a file that is no project any more.
func HasBackups(path, folder string) bool { return len(backups(path, folder)) > 0 }

// backups are all of a project, newest first. A folder that cannot be read has none to offer.
func backups(path, folder string) []storage.Backup {
	list, err := storage.Backups(path, folder)
	if err != nil {
		return nil
	}
	return list
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
