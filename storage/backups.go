package storage

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Backup is a copy of a project that the program made by itself.
type Backup struct {
	Path  string
	Time  time.Time // when it was made, in whole seconds, by the clock of then
	Bytes int64     // length of the file
}

const (
	projectEnding = ".rubric"
	backupMark    = ".backup-"
	backupTime    = "20060102-150405" // local time, as people look at it
)

// BackupFolder is where the backups of the project at path are: "NAME backups" beside it or, where a folder was chosen,
// one of that name in there. The folder of choice may hold those of many projects, so the name ends with a sign of where
// the project is.
func BackupFolder(path, chosen string) string {
	name := projectName(path) + " backups"
	if chosen == "" {
		return filepath.Join(filepath.Dir(path), name)
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	sign := fnv.New32a()
	sign.Write([]byte(path))
	return filepath.Join(chosen, fmt.Sprintf("%s %08x", name, sign.Sum32()))
}

// Backups lists the backups of the project at path, the newest first: those beside it and those in the folder of
// choice, if there is one. It looks at names alone and opens no file; the project need not be there. A folder that is
// not there has none.
func Backups(path, chosen string) ([]Backup, error) {
	list, err := backupsIn(BackupFolder(path, ""), path)
	if chosen != "" {
		more, errChosen := backupsIn(BackupFolder(path, chosen), path)
		list, err = append(list, more...), errors.Join(err, errChosen)
	}
	slices.SortStableFunc(list, newestFirst)
	return list, err
}

func newestFirst(a, b Backup) int {
	return cmp.Or(b.Time.Compare(a.Time), strings.Compare(b.Path, a.Path))
}

func backupsIn(folder, path string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the backups of %q: %w", path, err)
	}
	var list []Backup
	for _, e := range entries {
		at, ok := timeOfBackup(projectName(path), e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil { // else it went away meanwhile
			list = append(list, Backup{Path: filepath.Join(folder, e.Name()), Time: at, Bytes: info.Size()})
		}
	}
	return list, nil
}

// projectName is a project's name for people.
func projectName(path string) string { return strings.TrimSuffix(filepath.Base(path), projectEnding) }

func backupName(project string, at time.Time) string {
	return project + backupMark + at.Local().Format(backupTime) + projectEnding
}

// timeOfBackup reads the name of a backup. Anything beside it in the name makes it somebody else's file.
func timeOfBackup(project, name string) (time.Time, bool) {
	rest, ours := strings.CutPrefix(name, project+backupMark)
	stamp, ends := strings.CutSuffix(rest, projectEnding)
	if !ours || !ends {
		return time.Time{}, false
	}
	at, err := time.ParseInLocation(backupTime, stamp, time.Local)
	return at, err == nil && len(stamp) == len(backupTime)
}
