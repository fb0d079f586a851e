package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/app/command"
	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// ask opens a dialog.
func (w *Workbench) ask(d state.Dialog) {
	h, s := w.host(), w.state
	if kind := d.Bulk(); kind != "" {
		w.askBulk(kind)
		return
	}
	switch d {
	case state.DialogNew:
		dialogs.New(h, w.newProject)
	case state.DialogOpen:
		dialogs.Open(h, w.folder(), func(path string) { w.openProject(path, "") })
	case state.DialogImport:
		dialogs.Import(h, w.folder(), w.importPaths)
	case state.DialogExport:
		w.askExport()
	case state.DialogPalette:
		dialogs.Palette(h, s)
	case state.DialogKeys:
		dialogs.Keys(h)
	case state.DialogNote:
		dialogs.Note(h, s)
	case state.DialogEntity:
		dialogs.Entity(h, s)
	case state.DialogLanguage:
		dialogs.Language(h, s, lang.Languages(), lang.Name)
	case state.DialogAcceptAll:
		dialogs.AcceptAll(h, s)
	case state.DialogSettings:
		dialogs.Settings(h, s, w.ownKeys(), w.saveKeys)
	case state.DialogAbout:
		dialogs.About(h, w.version, credits()...)
	case state.DialogCheck:
		w.check()
	case state.DialogMerge:
		w.askMerge()
	case state.DialogForget:
		w.askForget()
	case state.DialogBackup:
		w.askCopy(false)
	case state.DialogBackups:
		w.showBackups()
	}
}

// folder is where file dialogs begin.
func (w *Workbench) folder() string {
	if w.state.Project.Path == "" {
		return ""
	}
	return filepath.Dir(w.state.Project.Path)
}

func (w *Workbench) newProject(path, schema string) error {
	chosen, err := annotate.BuiltIn(schema)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(path, ".rubric") {
		path += ".rubric"
	}
	if err := project.Create(path, chosen); err != nil {
		return err
	}
	w.openProject(path, "")
	return nil
}

// job runs work on the open project beside the window, under a dialog with progress and cancel. done comes back on the
// window's goroutine, unless the project was closed meanwhile.
func (w *Workbench) job(title string, work func(ctx context.Context, progress func(done, total int)) error, done func(error)) {
	p := w.project
	ctx, cancel := context.WithCancel(w.jobs)
	busy := dialogs.Progress(w.host(), title, cancel)
	w.busy = busy
	go func() {
		err := work(ctx, everyTick(func(n, total int) { w.do(func() { busy.Set(n, total) }) }))
		w.do(func() {
			busy.Close()
			w.busy = nil
			cancel()
			if w.project == p {
				done(err)
			}
		})
	}()
}

func (w *Workbench) check() {
	p := w.project
	var lines []string
	w.job("Checking the project file", func(ctx context.Context, progress func(int, int)) error {
		faults, err := p.Store().Check(ctx, progress)
		for _, f := range faults {
			lines = append(lines, f.Where+": "+f.What)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			dialogs.Error(w.host(), "The check did not end", err.Error(), "Run “rubricator check” on a copy of the file.")
		case len(lines) > 0:
			dialogs.Report(w.host(), "Check", lines, fmt.Sprintf("%d faults; keep a copy of the file before you go on", len(lines)))
		default:
			dialogs.Report(w.host(), "Check", []string{fmt.Sprintf("%d articles", w.state.List.Rows.Len()), "every value is whole", "the labels are what the journal says"}, "No faults")
		}
	})
}

// contextMenu offers, at the pointer, what keys do for the span under it or for the selection.
func (w *Workbench) contextMenu(p textlayout.Position, at fyne.Position) {
	if sel := w.state.Selection(); sel.Empty() || !sel.Holds(p.Offset) {
		w.Dispatch(state.Press{At: p, Clicks: 1})
	}
	var items []*fyne.MenuItem
	for _, l := range w.state.Project.Schema.Labels {
		text := l.Title
		if l.Key > 0 {
			if keys := w.keys.Keys(fmt.Sprintf("label.%d", l.Key)); len(keys) > 0 {
				text += "   (" + string(keys[0]) + ")"
			}
		}
		items = append(items, fyne.NewMenuItem(text, func() { w.Dispatch(state.GiveLabel{Name: l.Name}) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	for _, id := range []string{"accept", "delete", "every", "note", "copy", "accept.all"} {
		c, _ := w.keys.Command(id)
		item := fyne.NewMenuItem(c.Title, func() { w.fromMenuItem(c) })
		item.Disabled = !c.Enabled(w.state) || needFocus[id] && w.state.FocusSpan().Empty()
		items = append(items, item)
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), w.window.Canvas())
	menu.OnDismiss = func() { menu.Hide(); w.focusArticle() }
	menu.ShowAtPosition(at)
}

// needFocus are the items that have nothing to act on without a span in focus.
var needFocus = map[string]bool{"accept": true, "delete": true}

func (w *Workbench) fromMenuItem(c command.Command) { w.Dispatch(c.Run(w.state)) }
