package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"rubricator/app/dialogs"
	"rubricator/app/present"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/storage"
)

// askMerge asks for another project file, says what it would bring, and merges it once that is wanted.
func (w *Workbench) askMerge() {
	dialogs.MergeFile(w.host(), w.folder(), func(path string) {
		var coming project.Coming
		p := w.project
		w.job("Looking at the other file", func(ctx context.Context, _ func(int, int)) (err error) {
			coming, err = p.LookAt(ctx, path)
			return err
		}, func(err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				dialogs.Error(w.host(), "The other file cannot be merged", err.Error(), nextStep(err))
			default:
				backup := w.copyName("before-merge")
				dialogs.Merge(w.host(), dialogs.MergePlan{From: path, Brings: comingWords(coming), Backup: backup}, func() { w.merge(path, backup) })
			}
		})
	})
}

// copyName is the path of a copy of the project that is made now.
func (w *Workbench) copyName(why string) string {
	return filepath.Join(w.folder(), w.state.Project.Name+"-"+why+time.Now().Format("-2006-01-02-150405")+".rubric")
}

func comingWords(c project.Coming) string {
	words := fmt.Sprintf("It has %s: %s new here, %s here already.", present.Count(c.New+c.Known, "article"), present.Number(c.New), present.Number(c.Known))
	if len(c.Annotators) > 0 {
		words += " Work of " + strings.Join(c.Annotators, ", ") + " comes in, as far as it is not here."
	}
	return words
}

// merge writes a copy of the project, merges the other file, and opens the project again: any article can have changed.
func (w *Workbench) merge(path, backup string) {
	var m storage.Merged
	w.remake("Backing up, then merging", backup, func(ctx context.Context, p *project.Project, progress func(int, int)) (err error) {
		m, err = p.Merge(ctx, path, progress)
		return err
	}, func(copied bool, err error) {
		switch {
		case err != nil && !copied:
			dialogs.Error(w.host(), "Nothing was merged", err.Error(), "The project is as it was.")
		case err != nil && m.Events == 0 && m.Added == 0:
			dialogs.Error(w.host(), "Nothing was merged", err.Error(), "The project is as it was. The copy made before: “"+backup+"”.")
		default:
			dialogs.Merged(w.host(), mergedWords(m, backup, err), w.mergeLines(m), func(id string) { w.Dispatch(state.OpenArticle{ID: id}) })
		}
	})
}

// remake closes the project, writes a verified copy of it, does something to the whole of it, and opens it again. done is
// told whether the copy was written and what went wrong.
func (w *Workbench) remake(title, backup string, work func(context.Context, *project.Project, func(done, total int)) error, done func(copied bool, err error)) {
	path, annotator := w.state.Project.Path, w.state.Project.Annotator
	if err := w.closeProject(); err != nil {
		w.cannotOpen("The open project has steps that are not stored", err)
		return
	}
	copied := false
	w.aside(title, func(ctx context.Context, stage storage.Stage) error {
		p, err := project.Open(path, annotator, false)
		if err != nil {
			return err
		}
		if err = p.Store().Backup(ctx, backup); err == nil {
			copied = true
			err = work(ctx, p, func(n, total int) { stage(title, n, total) })
		}
		return errors.Join(err, p.Close())
	}, func(err error) {
		w.openProject(path, annotator)
		if w.project == nil {
			w.Dispatch(state.ProjectOpened{}) // it cannot be opened again: that is said, and nothing shows what is not open
			return
		}
		done(copied, err)
	})
}

// mergedWords count what a merge brought, and say where the way back is.
func mergedWords(m storage.Merged, backup string, err error) string {
	words := fmt.Sprintf("%s came, %s here already; %s", present.Count(m.Added, "article"), present.Number(m.Known), present.Count(m.Events, "step"))
	if len(m.Annotators) > 0 {
		words += " of " + strings.Join(m.Annotators, ", ")
	}
	words += "; " + present.Count(len(m.Conflicts)+m.More, "conflict") + ". The project as it was: “" + backup + "”."
	if err != nil {
		words = "It did not end: " + err.Error() + ". What is counted is stored; merging the same file again takes the rest. " + words
	}
	return words
}

// mergeLines tell of conflicts, of articles with another ID, and of clocks.
func (w *Workbench) mergeLines(m storage.Merged) []dialogs.MergeLine {
	var lines []dialogs.MergeLine
	for _, c := range m.Conflicts {
		title := c.Document
		if row, ok := w.state.List.Row(c.Document); ok && row.Title != "" {
			title = row.Title
		}
		lines = append(lines, dialogs.MergeLine{Text: fmt.Sprintf("Conflict in “%s” of %s: %s", present.Beginning(title, 60), c.Annotator, c.Words), Document: c.Document})
	}
	if m.More > 0 {
		lines = append(lines, dialogs.MergeLine{Text: present.Count(m.More, "more conflict") + "; the history of each article has all steps"})
	}
	for _, r := range m.Renamed {
		lines = append(lines, dialogs.MergeLine{Text: fmt.Sprintf("Another text that was imported earlier has the id “%s”; this article has “%s” now", r.From, r.To), Document: r.To})
	}
	if m.Forks > 0 {
		lines = append(lines, dialogs.MergeLine{Text: "Two copies were changed as one installation, as after a restored disk; both sides stay"})
	}
	if !m.Future.IsZero() {
		lines = append(lines, dialogs.MergeLine{Text: "A clock that made it was ahead, at " + m.Future.Local().Format("2 January 2006 15:04") + "; steps are in its order"})
	}
	return lines
}

// askForget forgets the history once somebody has typed that they mean it.
func (w *Workbench) askForget() {
	backup := w.copyName("with-history")
	dialogs.Forget(w.host(), backup, func() {
		w.remake("Saving a copy, then forgetting", backup, func(ctx context.Context, p *project.Project, progress func(int, int)) error {
			return p.Store().ForgetHistory(ctx, progress)
		}, func(copied bool, err error) {
			switch {
			case err != nil && copied:
				dialogs.Error(w.host(), "The history was not forgotten", err.Error(), "The project is as it was. The copy made before: “"+backup+"”.")
			case err != nil:
				dialogs.Error(w.host(), "The history was not forgotten", err.Error(), "The project is as it was.")
			default:
				w.Dispatch(state.Say{Text: "the history is forgotten; the copy with it: “" + backup + "”"})
			}
		})
	})
}
