package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rubricator/storage/internal/pages"
)

// BackupRule says where backups go and how many stay.
type BackupRule struct {
	Folder   string // of choice; "" is beside the project
	Keeping  Keeping
	Progress func(done, total int64) // told bytes written; may be nil
}

// staleAfter is when a copy that was begun counts as given up.
const staleAfter = time.Hour

// KeepBackup makes a backup while work goes on, and takes those away that need not stay. Where nothing has changed since the
// newest one it makes none, and returns that one. A backup counts once it is on the disk, and every page and value of it
// was read and is whole. The error is ErrFull where it would leave too little room on the disk.
func (p *Project) KeepBackup(ctx context.Context, rule BackupRule) (b Backup, made bool, err error) {
	if b, err := p.holding(rule.Folder); err != nil || b.Path != "" {
		return b, false, err
	}
	if b, err = p.makeBackup(ctx, rule); err != nil {
		return Backup{}, false, fmt.Errorf("back up %q: %w", p.path, err)
	}
	if err := p.thin(rule.Keeping, b); err != nil {
		return b, true, fmt.Errorf("take away old backups of %q: %w", p.path, err)
	}
	return b, true, nil
}

// Unsaved reports whether something has changed since the newest backup.
func (p *Project) Unsaved(folder string) bool {
	b, err := p.holding(folder)
	return err != nil || b.Path == ""
}

func (p *Project) makeBackup(ctx context.Context, rule BackupRule) (Backup, error) {
	folder := BackupFolder(p.path, rule.Folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Backup{}, err
	}
	if err := p.roomFor(folder); err != nil {
		return Backup{}, err
	}
	at := time.Now().Truncate(time.Second)
	path := ""
	for ; ; at = at.Add(time.Second) {
		path = filepath.Join(folder, backupName(projectName(p.path), at))
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	edits := p.edits.Load()
	if _, err := p.copy(ctx, path, Copying{Gentle: true, Progress: rule.Progress}); err != nil {
		return Backup{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return Backup{}, err
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	p.saved = held{filepath.Base(path), edits}
	return Backup{Path: path, Time: at, Bytes: info.Size()}, nil
}

// held names a backup, and how many changes it has of those since the project was opened.
type held struct {
	backup string
	edits  int64
}

// name is the backup's if it has all changes.
func (h held) name(edits int64) string {
	if h.edits != edits {
		return ""
	}
	return h.backup
}

// savedIn reads which backup has all that the file had when it was closed. After a crash nobody knows.
func (s store) savedIn() (h held, err error) {
	clean := false
	if _, err := s.getJSON(metas, metaClean, &clean); err != nil || !clean {
		return held{}, err
	}
	_, err = s.getJSON(metas, metaBackup, &h.backup)
	return h, err
}

// holding is the backup that has all that the project has; its Path is "" where there is none.
func (p *Project) holding(folder string) (Backup, error) {
	name, err := p.holdingName()
	if err != nil || name == "" {
		return Backup{}, err
	}
	list, err := Backups(p.path, folder)
	for _, b := range list {
		if filepath.Base(b.Path) == name {
			return b, nil
		}
	}
	return Backup{}, err
}

func (p *Project) holdingName() (name string, err error) {
	if p.options.ReadOnly {
		err = p.view(func(s store) error {
			h, err := s.savedIn()
			name = h.backup
			return err
		})
		return name, err
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	return p.saved.name(p.edits.Load()), nil
}

const (
	restOfDisk = 1 << 30  // bytes that a backup leaves free
	leastRest  = 16 << 20 // bytes, on a small disk
)

// roomFor refuses a backup that would leave little room.
func (p *Project) roomFor(folder string) error {
	info, err := os.Stat(p.path)
	if err != nil {
		return err
	}
	free, all, err := room(folder)
	if err != nil {
		return nil // nobody knows: the copy itself finds out
	}
	return enough(info.Size(), free, all)
}

// enough reports why a file of so many bytes is too much for a disk: a gibibyte should stay free, or a twentieth of a disk
// under 20 GiB.
func enough(bytes, free, all int64) error {
	rest := max(min(restOfDisk, all/20), leastRest)
	if free-bytes >= rest {
		return nil
	}
	const mega = 1_000_000
	return fmt.Errorf("%w for a backup: it takes %d MB, and of the %d MB that are free %d MB should stay so; make room, or choose another folder for backups",
		ErrFull, (bytes+mega-1)/mega, free/mega, rest/mega)
}

// thin takes away backups that need not stay, and what a backup that never ended has left. It leaves alone whatever is
// not a backup of this very project.
func (p *Project) thin(k Keeping, made Backup) error {
	folder := filepath.Dir(made.Path)
	list, err := backupsIn(folder, p.path)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(b Backup) bool { return b.Path != made.Path && !p.sameProject(b.Path) })
	for _, b := range k.spare(list, made) {
		err = errors.Join(err, discard(b.Path))
	}
	return errors.Join(err, p.clear(folder))
}

// sameProject reports whether a file is a copy of this project.
func (p *Project) sameProject(path string) bool {
	own, err := p.Identity()
	if err != nil {
		return false
	}
	file, size, err := openFile(path)
	if err != nil {
		return false
	}
	defer file.Close()
	meta, err := pages.Newest(file, size)
	var f format
	return err == nil && readMetaValue(file, size, meta, metaFormat, &f) && f.Project == own
}

func (p *Project) clear(folder string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		name, begun := strings.CutSuffix(e.Name(), ".tmp")
		if _, ours := timeOfBackup(projectName(p.path), name); !begun || !ours {
			continue
		}
		if info, errInfo := e.Info(); errInfo == nil && time.Since(info.ModTime()) > staleAfter {
			err = errors.Join(err, discard(filepath.Join(folder, e.Name())))
		}
	}
	return err
}
