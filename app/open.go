package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
	"rubricator/storage"
)

// openProject opens the project at path in the place of the one that is open, which stays open if that fails. What
// stands in the way is said with the way out.
func (w *Workbench) openProject(path, annotator string) { w.openAs(path, annotator, false) }

func (w *Workbench) openAs(path, annotator string, readOnly bool) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if w.project != nil && path == w.state.Project.Path {
		w.Dispatch(state.Say{Text: "this project is open already"})
		return
	}
	if project.TakesLong(path) {
		w.openSlowly(path, annotator, readOnly)
		return
	}
	p, err := project.Open(path, annotator, readOnly)
	w.opened(p, err, path, annotator, readOnly)
}

// opened goes on with a project that was opened, or says why it was not.
func (w *Workbench) opened(p *project.Project, err error, path, annotator string, readOnly bool) {
	if err != nil {
		w.notOpened(err, path, annotator, readOnly)
		return
	}
	found, err := contentsOf(p)
	if err != nil {
		p.Close()
		if errors.Is(err, storage.ErrDamaged) {
			w.offerRecovery(path, nil)
			return
		}
		w.cannotOpen("The project cannot be read", err)
		return
	}
	if err := w.closeProject(); err != nil {
		p.Close()
		w.cannotOpen("The open project has steps that are not stored", err)
		return
	}
	w.begin(p, path, found)
	w.warnOfPlace(path)
}

func (w *Workbench) cannotOpen(title string, err error) {
	w.show()
	dialogs.Error(w.host(), title, err.Error(), nextStep(err))
}

// begin starts the jobs that work beside an open project, and shows it.
func (w *Workbench) begin(p *project.Project, path string, found contents) {
	ctx, cancel := context.WithCancel(context.Background())
	w.project, w.jobs, w.cancel = p, ctx, cancel
	w.writer, w.unsaved = storage.NewWriter(p.Store(), w.stored(p)), nil
	w.openPlaces(path)
	w.addRecent(path)
	w.openCounts(path)
	w.teacher = newTeacher(ctx, p, w.counts, w.Dispatch, w.do, nil)
	w.followModel(p)
	name := strings.TrimSuffix(filepath.Base(path), ".rubric")
	reading := 0
	if found.next != 0 {
		reading = int(found.last)
	}
	w.Dispatch(state.ProjectOpened{
		Project:  state.Project{Path: path, Name: name, Schema: p.Store().Schema(), Annotator: p.Annotator(), Model: modelOf(p), ReadOnly: p.Store().ReadOnly()},
		Rows:     w.countedNow(found.rows),
		Reading:  reading,
		Ahead:    w.rowAhead(p, w.places.Last()),
		History:  found.history,
		Article:  w.places.Last(),
		Settings: map[string]string{"order": w.kept.Get("order")},
		Suggest:  w.chosenFor(p),
	})
	w.keepBackups(p)
	go w.background(ctx, p, w.teacher, w.counts, found)
}

// background reads the rest of the list, looks at all of the file, learns from earlier work, finds the languages that are not known yet and counts
// what is suggested.
func (w *Workbench) background(ctx context.Context, p *project.Project, t *teacher, counts *tally.Keeper, found contents) {
	w.letPaint(ctx)
	if !counts.Read() {
		w.countedLater(ctx, counts, slices.Clone(found.rows))
	}
	w.readRows(ctx, p, counts, found.next)
	w.probe(ctx, p)
	w.learn(p, t)
	if !p.Store().ReadOnly() {
		w.findLanguages(ctx, p)
	}
	w.do(func() {
		if ctx.Err() == nil && w.teacher == t {
			t.countAll(state.CountAll{Every: w.state.List.Order.By() == state.OrderCorrections})
		}
	})
}

// letPaint waits until the window was painted for the first time: what works beside it would take its cores.
func (w *Workbench) letPaint(ctx context.Context) {
	if w.painted == nil {
		return
	}
	select {
	case <-w.painted:
	case <-ctx.Done():
	}
}

func (w *Workbench) findLanguages(ctx context.Context, p *project.Project) {
	progress := func(done, total int) {
		w.do(func() {
			w.Dispatch(state.Progress{Busy: &state.Busy{Words: "Finding languages", Done: done, Total: total}})
		})
	}
	err := p.DetectLanguages(ctx, everyTick(progress), func(found map[string]storage.Language) {
		w.do(func() { w.Dispatch(state.LanguagesFound{Languages: languages(found)}) })
	})
	w.do(func() {
		if ctx.Err() != nil {
			return
		}
		w.Dispatch(state.Progress{})
		if err != nil {
			w.Dispatch(state.Say{Text: "cannot find languages: " + err.Error(), Warn: true})
		}
	})
}

// everyTick lets at most ten calls a second through, and the last.
func everyTick(f func(done, total int)) func(done, total int) {
	var last time.Time
	return func(done, total int) {
		if now := time.Now(); done == total || now.Sub(last) > 100*time.Millisecond {
			last = now
			f(done, total)
		}
	}
}

func languages(found map[string]storage.Language) map[string]state.Language {
	list := make(map[string]state.Language, len(found))
	for id, l := range found {
		list[id] = state.Language{Code: l.Code, Confidence: l.Confidence}
	}
	return list
}

// closeProject stores what is pending and closes the file. When steps cannot be stored the project stays open.
func (w *Workbench) closeProject() error {
	if w.project == nil {
		return nil
	}
	w.keepPlace()
	_ = w.places.Flush() // comfort: it keeps nobody from closing
	if err := w.flush(); err != nil {
		return err
	}
	w.cancel()
	w.backups.endNow()
	err := errors.Join(w.chosen.flush(), w.writer.Close(), w.project.Close())
	_ = w.counts.Flush() // comfort as well
	w.project, w.writer, w.teacher, w.unsaved, w.places, w.counts, w.chosen, w.step = nil, nil, nil, nil, nil, nil, nil, nil
	w.backups = nil
	w.checker = nil // ended with its project
	if err != nil {
		w.state.Toast = state.Toast{Text: "closing the project: " + err.Error(), Warn: true}
	}
	return nil
}

// flush waits until all steps are stored.
func (w *Workbench) flush() error {
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	return w.writer.Flush(ctx)
}

func (w *Workbench) quit() {
	if w.shrinking != nil {
		w.shrinking()
		return
	}
	size := w.window.Canvas().Size()
	w.kept.SetSize(size.Width, size.Height)
	_ = w.kept.Flush() // comfort: it keeps nobody from closing
	if w.project != nil && w.flush() == nil && w.project.Store().Sparse() {
		w.shrinkThenLeave()
		return
	}
	w.closeAndLeave()
}

// closeAndLeave ends the program, or asks what to do with steps that cannot be stored.
func (w *Workbench) closeAndLeave() {
	if w.closeProject() == nil {
		w.leave()
		return
	}
	dialogs.Unsaved(w.host(), w.state.Saving.Pending, dialogs.UnsavedWays{
		Retry: func() { w.Dispatch(state.SaveNow{}) },
		Copy:  func() { w.askCopy(true) },
		Leave: w.leave,
	})
}

// nextStep says what to do about an error in opening a project.
func nextStep(err error) string {
	switch {
	case errors.Is(err, storage.ErrLocked):
		return "Close the other window or program that has it open, then try again."
	case errors.Is(err, storage.ErrMissing), errors.Is(err, os.ErrNotExist):
		return "Check the path, or make a new project with Ctrl+N."
	case errors.Is(err, storage.ErrNewer):
		return "Install the version of Rubricator that made it, or a newer one."
	case errors.Is(err, storage.ErrDamaged):
		return "Keep the file as it is. Open a backup of it, or run “rubricator check” on a copy to see what is damaged."
	}
	return "Choose another file, or make a new project with Ctrl+N."
}

// addRecent puts the project first in the list of recent ones.
func (w *Workbench) addRecent(path string) {
	recent := w.kept.Recent()
	recent = append([]string{path}, slices.DeleteFunc(recent, func(p string) bool { return p == path })...)
	recent = recent[:min(len(recent), 8)]
	w.kept.SetRecent(recent)
	w.start.SetRecent(recent)
}

// lastProject is the most recent project if its file still stands.
func (w *Workbench) lastProject() string {
	if recent := w.kept.Recent(); len(recent) > 0 {
		if _, err := os.Stat(recent[0]); err == nil {
			return recent[0]
		}
	}
	return ""
}

func (w *Workbench) openSample() {
	path, err := project.OpenSample(w.fyne.Storage().RootURI().Path())
	if err != nil {
		dialogs.Error(w.host(), "The sample project cannot be made", err.Error(), "Check that the folder can be written.")
		return
	}
	w.openProject(path, "")
}
