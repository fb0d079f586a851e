package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rubricator/app/dialogs"
	"rubricator/app/present"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/storage"
)

// firstBackup is how long after the opening of a project the first look is taken at whether it needs a backup: the
// window has its articles and suggestions by then.
const firstBackup = 5 * time.Second

// backups makes backups of the open project beside the window. Its methods belong to the window's goroutine.
type backups struct {
	w     *Workbench
	store *storage.Project
	timer *time.Timer
	stop  func()        // ends the backup under way; nil without one
	ended chan struct{} // closed when it has ended
	said  string        // why the last one could not be made; said once
}

// keepBackups makes a backup soon, and then at intervals for as long as something changes.
func (w *Workbench) keepBackups(p *project.Project) {
	w.backups = &backups{w: w, store: p.Store()}
	w.backups.next(firstBackup)
}

// next looks again after a while.
func (b *backups) next(wait time.Duration) {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(wait, func() { b.w.do(b.look) })
}

// again follows other choices.
func (b *backups) again() {
	if b == nil {
		return
	}
	b.said = ""
	b.next(firstBackup)
}

// look makes a backup if the project has something that none has.
func (b *backups) look() {
	now := b.w.state.Backups
	if b.w.backups != b || now.Off || b.w.state.Project.ReadOnly {
		return
	}
	b.next(time.Duration(now.Minutes) * time.Minute)
	if b.stop != nil || b.w.busy != nil { // one at a time, and none while something large is stored
		return
	}
	ctx, stop := context.WithCancel(b.w.jobs)
	b.stop, b.ended = stop, make(chan struct{})
	go func() {
		_, _, err := b.store.KeepBackup(ctx, ruleOf(now, nil))
		close(b.ended)
		b.w.do(func() { b.done(ctx, err) })
	}()
}

func (b *backups) done(ctx context.Context, err error) {
	ended := ctx.Err() != nil
	b.stop()
	b.stop = nil
	if b.w.backups != b || ended {
		return
	}
	if err == nil {
		b.said = ""
		return
	}
	if words := backupTrouble(err); words != b.said {
		b.said = words
		b.w.Dispatch(state.Say{Text: words, Warn: true})
	}
}

// endNow ends a backup under way, and waits for a moment until it has taken away what it wrote: what it leaves else counts
// for nothing and goes with a later one.
func (b *backups) endNow() {
	if b == nil {
		return
	}
	b.timer.Stop()
	b.makeRoom()
	if b.ended != nil {
		select {
		case <-b.ended:
		case <-time.After(time.Second):
		}
	}
}

// makeRoom ends a backup under way, so that its bytes are free for steps.
func (b *backups) makeRoom() {
	if b != nil && b.stop != nil {
		b.stop()
	}
}

func backupTrouble(err error) string {
	if errors.Is(err, storage.ErrDamaged) {
		return "no backup was made, as the project file is damaged: run “Check the project file” (File menu) · " + err.Error()
	}
	return "no backup was made: " + err.Error()
}

func ruleOf(b state.Backups, progress func(done, total int64)) storage.BackupRule {
	return storage.BackupRule{Folder: b.Folder, Keeping: storage.Keeping{Newest: b.Newest, Days: storage.UsualKeeping.Days}, Progress: progress}
}

// bytesJob is job for work that counts bytes. done comes back also where the project was closed meanwhile.
func (w *Workbench) bytesJob(title string, work func(ctx context.Context, progress func(done, total int64)) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	busy := dialogs.Progress(w.host(), title, cancel)
	w.busy = busy
	var last time.Time
	progress := func(n, total int64) {
		if now := time.Now(); n >= total || now.Sub(last) > 100*time.Millisecond {
			last = now
			w.do(func() { busy.SetBytes(n, total) })
		}
	}
	go func() {
		err := work(ctx, progress)
		w.do(func() {
			busy.Close()
			w.busy = nil
			cancel()
			done(err)
		})
	}()
}

// askCopy asks where a copy of the project should go. leave ends the program once it is there.
func (w *Workbench) askCopy(leave bool) {
	proposed := filepath.Join(w.folder(), w.state.Project.Name+w.state.Now.Format("-2006-01-02-1504")+".rubric")
	dialogs.SaveCopy(w.host(), proposed, len(w.unsaved), func(path string) { w.saveCopy(path, leave) })
}

// saveCopy writes a copy of all that the project has and of all that it could not store.
func (w *Workbench) saveCopy(path string, leave bool) {
	if !strings.HasSuffix(strings.ToLower(path), ".rubric") {
		path += ".rubric"
	}
	store, kept := w.project.Store(), w.keptSteps()
	var refused []error
	w.bytesJob("Saving a copy", func(ctx context.Context, progress func(int64, int64)) (err error) {
		refused, err = store.Copy(ctx, path, storage.Copying{Kept: kept, Progress: progress})
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			w.Dispatch(state.Say{Text: "no copy was saved"})
		case err != nil:
			dialogs.Error(w.host(), "The copy was not written", err.Error(), "Choose another folder and try again.")
		case len(refused) > 0:
			dialogs.Error(w.host(), "The copy lacks "+present.Count(len(refused), "step"), errors.Join(refused...).Error(), "They did not fit what the project has stored. All else is in “"+path+"”.")
		case leave:
			w.leave()
		default:
			w.Dispatch(state.Say{Text: "copy written and checked: “" + path + "”"})
		}
	})
}

// showBackups lists the backups of the open project, and what each lacks of it.
func (w *Workbench) showBackups() {
	p := w.project
	list, err := storage.Backups(p.Store().Path(), w.state.Backups.Folder)
	if err != nil {
		dialogs.Error(w.host(), "The backups cannot be listed", err.Error(), "Choose another folder for backups in the settings (Ctrl+,).")
		return
	}
	ctx, cancel := context.WithCancel(w.jobs)
	rows := make([]dialogs.BackupRow, len(list))
	for i, b := range list {
		rows[i] = dialogs.BackupRow{Time: b.Time, Bytes: b.Bytes, Path: b.Path}
	}
	shown := dialogs.Backups(w.host(), dialogs.BackupsModel{
		Rows: rows, Now: w.state.Now, Folder: storage.BackupFolder(p.Store().Path(), w.state.Backups.Folder), Off: w.state.Backups.Off,
		MakeOne: w.backUpNow, Closed: cancel,
		Beside: func(i int) { w.restoreBeside(list[i]) },
		Over:   func(i int) { w.restoreOver(list[i]) },
	})
	go func() {
		now, err := p.Store().Stats()
		if err != nil {
			return
		}
		for i, b := range list {
			if ctx.Err() != nil {
				return
			}
			held, err := heldIn(b, now)
			w.do(func() {
				if ctx.Err() == nil {
					shown.Tell(i, held, err)
				}
			})
		}
	}()
}

// heldIn reads what is in a backup, and compares it with the project.
func heldIn(b storage.Backup, now storage.Stats) (dialogs.BackupContents, error) {
	s, err := storage.ReadBackup(b.Path)
	if err != nil {
		return dialogs.BackupContents{}, err
	}
	return dialogs.BackupContents{
		Articles: s.Documents, Labels: s.Annotations, Steps: s.Transactions,
		MoreArticles: now.Documents - s.Documents, MoreSteps: now.Transactions - s.Transactions,
	}, nil
}

// backUpNow makes a backup because somebody asks for one.
func (w *Workbench) backUpNow() {
	w.backups.makeRoom()
	store, rule := w.project.Store(), w.state.Backups
	var b storage.Backup
	var made bool
	w.bytesJob("Making a backup", func(ctx context.Context, progress func(int64, int64)) (err error) {
		b, made, err = store.KeepBackup(ctx, ruleOf(rule, progress))
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			w.Dispatch(state.Say{Text: "no backup was made"})
		case err != nil:
			dialogs.Error(w.host(), "No backup was made", err.Error(), "Choose another folder for backups in the settings (Ctrl+,), or save a copy elsewhere.")
		case made:
			w.Dispatch(state.Say{Text: "backup written and checked: “" + b.Path + "”"})
		default:
			w.Dispatch(state.Say{Text: "nothing has changed since the newest backup, of " + b.Time.Format("2 January 15:04:05")})
		}
	})
}

// restoreBeside makes a project of a backup, beside the open one, and opens it.
func (w *Workbench) restoreBeside(b storage.Backup) {
	at := w.project.Store().Path()
	path := vacant(strings.TrimSuffix(at, ".rubric") + b.Time.Format(" restored 2006-01-02 1504"))
	w.bytesJob("Restoring the backup", func(ctx context.Context, progress func(int64, int64)) error {
		return storage.Restore(ctx, b.Path, path, progress)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			w.Dispatch(state.Say{Text: "nothing was restored"})
		case err != nil:
			dialogs.Error(w.host(), "The backup was not restored", err.Error(), "Try another backup. The project is as it was.")
		default:
			w.openProject(path, "")
		}
	})
}

// vacant is a name for a project at which nothing stands.
func vacant(path string) string {
	for n := 1; ; n++ {
		name := path + ".rubric"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.rubric", path, n)
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}

// restoreOver puts a backup in the place of the project, of which a backup is made before.
func (w *Workbench) restoreOver(b storage.Backup) {
	w.backups.makeRoom()
	store, annotator, rule := w.project.Store(), w.state.Project.Annotator, w.state.Backups
	path := store.Path()
	closed := false
	w.bytesJob("Restoring the backup", func(ctx context.Context, progress func(int64, int64)) error {
		if _, _, err := store.KeepBackup(ctx, ruleOf(rule, progress)); err != nil {
			return fmt.Errorf("the project as it is now could not be kept: %w", err)
		}
		return storage.RestoreOver(ctx, b.Path, path, progress, func() error {
			answer := make(chan error)
			w.do(func() {
				err := w.closeProject()
				closed = err == nil
				answer <- err
			})
			return <-answer
		})
	}, func(err error) {
		if closed {
			w.openProject(path, annotator)
		}
		switch {
		case errors.Is(err, context.Canceled):
			w.Dispatch(state.Say{Text: "nothing was restored"})
		case err != nil:
			dialogs.Error(w.host(), "The backup was not restored", err.Error(), "The project is as it was. Restore the backup as a new file, or try another one.")
		default:
			w.Dispatch(state.Say{Text: "this is the project of " + b.Time.Format("2 January 15:04") + "; as it was a moment ago it is the newest backup"})
		}
	})
}
