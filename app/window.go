package app

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/command"
	"rubricator/app/panel"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/textview"
	"rubricator/app/theme"
)

// build makes the window: list, article, side panel, status line.
func (w *Workbench) build() {
	w.window = w.fyne.NewWindow("Rubricator")
	w.window.SetMaster()
	w.window.SetPadded(false)
	w.view = textview.New(w.fonts, w.events())
	w.list = panel.NewList(w.fonts, w.Dispatch)
	w.side = panel.NewSide(w.fonts, w.keys, w.Dispatch)
	w.list.Leave, w.side.Leave = w.focusArticle, w.focusArticle
	w.list.Else, w.side.Else = w.keyOfPane, w.keyOfPane
	w.status = panel.NewStatus(w.fonts, w.keys, w.Dispatch)
	w.status.Leave, w.status.Else = w.focusArticle, w.keyOfPane
	w.start = panel.NewStart(w.fonts, w.Dispatch, w.openSample, func(path string) { w.openProject(path, "") })
	w.start.SetRecent(w.kept.Recent())
	w.start.Else = w.keyOfPane
	w.find = panel.NewFind(w.fonts, w.Dispatch)
	w.find.Else, w.find.Command = w.keyOfPane, w.commandOfFind
	w.findings = panel.NewCheck(w.fonts, w.Dispatch)
	w.findings.Leave, w.findings.Else = w.focusArticle, w.keyOfCheck
	w.past = panel.NewPast(w.fonts, w.Dispatch)
	w.past.Leave, w.past.Else = w.focusArticle, w.keyOfPane
	w.found = panel.NewSearch(w.fonts, w.Dispatch)
	w.found.Leave, w.found.Else, w.found.Command = w.focusArticle, w.keyOfPane, w.commandOfFind
	w.middle = container.New(over{w.find}, w.start.Object(), w.find.Object(), w.view)
	w.view.Hide()
	w.panes = container.New(&w.frame, w.list.Object(), w.findings.Object(), w.past.Object(), w.found.Object(), w.middle, w.side.Object(), w.status.Object())
	content := container.NewStack(w.panes)
	if w.log != nil {
		content = container.NewStack(w.panes, container.NewWithoutLayout(w.log.probe))
	}
	w.window.SetContent(content)
	w.window.SetMainMenu(w.menu())
	w.serveShortcuts()
	w.window.SetOnDropped(w.dropped)
	w.window.SetCloseIntercept(func() { w.Dispatch(state.Leave{}) })
	w.window.Canvas().SetOnTypedKey(w.keyOfPane)
	w.window.Resize(w.windowSize())
}

// show paints the state. Every part compares with what it showed last, so a step costs only what it changed.
func (w *Workbench) show() {
	s := w.state
	w.theme.Use(theme.Variant(s.Theme), w.fyne.Settings())
	w.list.Show(s)
	w.side.Show(s)
	w.status.Show(s)
	w.start.Show(s)
	w.view.SetReading(reading(s))
	if open := s.HasArticle(); open != w.view.Visible() {
		if open {
			w.start.Object().Hide()
			w.view.Show()
		} else {
			w.view.Hide()
			w.start.Object().Show()
			w.start.Focus()
		}
	}
	w.showFind()
	w.showCheck()
	w.showPast()
	w.showSearch()
	w.view.ShowArticle(present.OfArticle(s))
	w.retitle()
	w.keepPlace()
}

func (w *Workbench) retitle() {
	title := "Rubricator"
	if s := w.state.Project.Path; s != "" {
		title = strings.TrimSuffix(filepath.Base(s), ".rubric") + " — Rubricator"
	}
	if w.window.Title() != title {
		w.window.SetTitle(title)
	}
}

func (w *Workbench) focusArticle() {
	w.call(none)
	if w.state.HasArticle() {
		w.window.Canvas().Focus(w.view)
	}
}

// call brings a pane back that a narrow window leaves out, and sends it away again.
func (w *Workbench) call(p pane) {
	if w.frame.called != p {
		w.frame.called = p
		w.panes.Refresh()
	}
}

// cycle moves the keyboard between the article, or the page in its place, the list or what stands there, the labels, the status
// line and the find bar.
func (w *Workbench) cycle(back bool) {
	focused := w.window.Canvas().Focused()
	panes := []func() bool{
		w.focusMiddle,
		w.focusLeft,
		func() bool { w.call(sidePane); return w.side.Focus() },
		func() bool { w.call(none); return w.status.Focus() },
	}
	if w.state.Find.Open {
		panes = append(panes, func() bool { w.call(none); w.find.Focus(w.window.Canvas()); return true })
	}
	now, step := 0, 1
	switch {
	case w.list.Holds(focused), w.findings.Holds(focused), w.past.Holds(focused), w.found.Holds(focused):
		now = 1
	case w.side.Holds(focused):
		now = 2
	case w.status.Holds(focused):
		now = 3
	case w.find.Holds(focused):
		now = len(panes) - 1
	}
	if back {
		step = len(panes) - 1
	}
	for range panes {
		now = (now + step) % len(panes)
		if panes[now]() {
			return
		}
	}
}

// focusLeft gives the keyboard to the list, or to what stands in its place: the history, the search, or the check.
func (w *Workbench) focusLeft() bool {
	switch {
	case w.state.Past.Open:
		w.focusPast()
	case w.state.Search.Open:
		w.focusSearch()
	case w.state.Check.Open:
		w.focusCheck()
	default:
		w.call(listPane)
		w.list.Focus()
	}
	return true
}

// focusMiddle gives the keyboard to the article, or to the start page.
func (w *Workbench) focusMiddle() bool {
	w.focusArticle()
	if !w.state.HasArticle() {
		w.start.Focus()
	}
	return true
}

// events hands what happens in the article to the state.
func (w *Workbench) events() textview.Events {
	return textview.Events{
		Pressed: func(p textlayout.Position, clicks int, extend, _ bool) {
			w.Dispatch(state.Press{At: p, Clicks: clicks, Extend: extend})
		},
		Dragged: func(p textlayout.Position, alt bool) { w.Dispatch(state.Drag{At: p, Exact: alt}) },
		EdgeDragged: func(of state.Focus, start bool, p textlayout.Position, alt bool) {
			w.Dispatch(state.DragEdge{Of: of, Start: start, At: p, Exact: alt})
		},
		EdgeReleased: func() { w.Dispatch(state.DropEdge{}) },
		Menu:         w.contextMenu,
		Key:          w.typedKey,
		Shortcut:     w.typedShortcut,
		Scrolled:     w.keepPlace,
		Zoom:         func(delta int) { w.Dispatch(state.Zoom{Points: delta}) },
		Rune:         w.typedRune,
	}
}

func (w *Workbench) typedKey(e *fyne.KeyEvent, m fyne.KeyModifier) {
	if !isModifier[e.Name] {
		w.lastKey = chord(e.Name, 0)
		w.press(chord(e.Name, m))
	}
}

// keyOfPane serves a key that means nothing in the pane that has the keyboard.
func (w *Workbench) keyOfPane(e *fyne.KeyEvent) {
	if w.window.Canvas().Overlays().Top() == nil {
		w.typedKey(e, w.modifiers())
	}
}

func (w *Workbench) typedShortcut(sc fyne.Shortcut) {
	if k, ok := shortcutKey(sc); ok {
		w.press(k)
	}
}

// typedRune serves letters that a user made label keys, on keyboards where they have no name. Where they have one the key
// came before and has done it.
func (w *Workbench) typedRune(r rune) {
	k := command.Key(strings.ToUpper(string(r)))
	if _, ok := w.keys.Lookup(k); ok && w.lastKey != k {
		w.press(k)
	}
	w.lastKey = ""
}

// press runs the command of a key, if it has one.
func (w *Workbench) press(k command.Key) {
	w.log.key(string(k), func() {
		if c, ok := w.keys.Lookup(k); ok {
			w.Dispatch(c.Run(w.state))
		}
	})
}

func (w *Workbench) modifiers() fyne.KeyModifier {
	if d, ok := w.fyne.Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

func (w *Workbench) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	if w.busy != nil || w.window.Canvas().Overlays().Top() != nil {
		w.Dispatch(state.Say{Text: "close the dialog first, then drop the files again", Warn: true})
		return
	}
	if len(paths) == 1 && strings.HasSuffix(paths[0], ".rubric") {
		w.openProject(paths[0], "")
		return
	}
	if w.project == nil {
		w.Dispatch(state.Say{Text: fmt.Sprintf("open or make a project first, then drop “%s” again", filepath.Base(paths[0])), Warn: true})
		return
	}
	w.importPaths(paths)
}
