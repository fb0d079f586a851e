package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/storage"
)

// openSlowly opens a large file that has to be looked at as a whole, under a dialog with progress and cancel.
func (w *Workbench) openSlowly(path, annotator string, readOnly bool) {
	var p *project.Project
	w.aside("Looking at the project file", func(ctx context.Context, stage storage.Stage) (err error) {
		p, err = project.OpenContext(ctx, path, annotator, readOnly, func(done, total int) { stage("It was not closed in order, or by another computer", done, total) })
		return err
	}, func(err error) {
		if !errors.Is(err, context.Canceled) {
			w.opened(p, err, path, annotator, readOnly)
		}
	})
}

// aside runs work beside the window that needs no project, under a dialog with progress and cancel. done comes back on the
// window's goroutine.
func (w *Workbench) aside(title string, work func(context.Context, storage.Stage) error, done func(error)) {
	w.show()
	ctx, cancel := context.WithCancel(context.Background())
	busy := dialogs.Progress(w.host(), title, cancel)
	w.busy = busy
	move := everyTick(func(n, total int) { w.do(func() { busy.Set(n, total) }) })
	go func() {
		err := work(ctx, func(_ string, n, total int) { move(n, total) })
		w.do(func() {
			busy.Close()
			w.busy = nil
			cancel()
			done(err)
		})
	}()
}

// notOpened says why a project was not opened, with the way out.
func (w *Workbench) notOpened(err error, path, annotator string, readOnly bool) {
	var locked *storage.Locked
	switch {
	case errors.Is(err, storage.ErrDamaged), errors.Is(err, storage.ErrNotProject) && project.HasBackups(path, w.state.Backups.Folder):
		w.offerRecovery(path, nil)
	case !readOnly && (errors.Is(err, storage.ErrUnwritable) || errors.As(err, &locked) && locked.Readable):
		w.show()
		dialogs.ReadOnly(w.host(), err.Error(), func() { w.openAs(path, annotator, true) })
	default:
		w.cannotOpen("The project cannot be opened", err)
	}
}

// offerRecovery finds out what is wrong with a file and offers what can be done. left, which may be nil, goes on where
// nothing is done.
func (w *Workbench) offerRecovery(path string, left func()) {
	var d storage.Diagnosis
	w.aside("Looking at the damaged file", func(ctx context.Context, stage storage.Stage) (err error) {
		d, err = project.Diagnose(ctx, path, w.state.Backups.Folder, stage)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			if left != nil {
				left()
			}
		case err != nil:
			w.cannotOpen("The project cannot be looked at", err)
		default:
			dialogs.Recover(w.host(), w.recovery(d, left))
		}
	})
}

// recovery is what the dialog says of a damaged file.
func (w *Workbench) recovery(d storage.Diagnosis, left func()) dialogs.RecoverModel {
	m := dialogs.RecoverModel{Name: filepath.Base(d.Path), Proposed: project.RecoveredPath(d.Path), Left: left}
	for _, f := range d.Faults {
		m.Damage = append(m.Damage, f.String())
	}
	for _, o := range d.Offers {
		m.Offers = append(m.Offers, dialogs.RecoverOffer{Does: o.Does(), Cost: o.Cost()})
	}
	m.Recover = func(i int, to string) { w.recover(d, i, to, left) }
	return m
}

// recover makes a whole project out of a damaged file, and opens it.
func (w *Workbench) recover(d storage.Diagnosis, i int, to string, left func()) {
	if !strings.HasSuffix(to, ".rubric") {
		to += ".rubric"
	}
	var done storage.Recovered
	w.aside("Recovering", func(ctx context.Context, stage storage.Stage) (err error) {
		done, err = storage.Recover(ctx, d.Path, d.Offers[i], to, stage)
		return err
	}, func(err error) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				dialogs.Error(w.host(), "The project was not recovered", err.Error(), "The damaged file is as it was. Choose another way, or another place for the recovered project.")
			} else {
				dialogs.Recover(w.host(), w.recovery(d, left))
			}
			return
		}
		w.openProject(to, "")
		summary := fmt.Sprintf("“%s” is open now, with %d articles. The damaged file “%s” is as it was.", filepath.Base(to), done.Holds.Documents, filepath.Base(d.Path))
		lines := done.Losses
		for i := range lines {
			lines[i] = "lost: " + lines[i]
		}
		dialogs.Report(w.host(), "The project is recovered", lines, summary)
	})
}

// probe looks at all of a file beside the work, and warns of damage.
func (w *Workbench) probe(ctx context.Context, p *project.Project) {
	faults, err := p.Store().Probe(ctx, nil)
	if err != nil || len(faults) == 0 {
		return // a file that cannot be read now is seen by whoever reads next
	}
	w.do(func() {
		path := p.Store().Path()
		switch {
		case ctx.Err() != nil || w.damaged == path:
		case w.window.Canvas().Overlays().Top() != nil:
			w.Dispatch(state.Say{Text: "the project file is damaged: File, Check the project file says where; rubricator recover says what can be done", Warn: true})
		default:
			dialogs.Damaged(w.host(), len(faults), func() { w.seeDamage(path) })
		}
	})
}

// seeDamage closes the open project and offers what can be done. Where nothing is, it is opened again and not warned of
// any more.
func (w *Workbench) seeDamage(path string) {
	if err := w.closeProject(); err != nil {
		w.cannotOpen("The open project has steps that are not stored", err)
		return
	}
	w.damaged = path
	w.offerRecovery(path, func() { w.openProject(path, "") })
}

// warnOfPlace says when a project lies where it may come to harm.
func (w *Workbench) warnOfPlace(path string) {
	if h, ok := storage.HazardOf(path); ok {
		w.Dispatch(state.Say{Text: h.Short(), Warn: true})
	}
}
