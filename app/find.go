package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/dialogs"
	"rubricator/app/panel"
	"rubricator/app/state"
)

// over puts the find bar above the article; the start page has all the room.
type over struct{ bar *panel.Find }

// objects are in the order start page, bar, article.
func (o over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	start, bar, article := objects[0], objects[1], objects[2]
	start.Move(fyne.Position{})
	start.Resize(size)
	high := float32(0)
	if bar.Visible() {
		high = min(o.bar.HeightAt(size.Width), size.Height)
		bar.Move(fyne.Position{})
		bar.Resize(fyne.NewSize(size.Width, high))
	}
	article.Move(fyne.NewPos(0, high))
	article.Resize(fyne.NewSize(size.Width, size.Height-high))
}

func (o over) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[2].MinSize() }

// showFind brings the find bar up to date, and makes room for it.
func (w *Workbench) showFind() {
	if w.find.Show(w.state) {
		w.middle.Layout.Layout(w.middle.Objects, w.middle.Size())
	}
}

// commandOfFind runs a command on what is found, and reports whether the key has one. A field keeps keys from the window.
func (w *Workbench) commandOfFind(sc fyne.Shortcut) bool {
	k, ok := shortcutKey(sc)
	if !ok {
		return false
	}
	c, ok := w.keys.Lookup(k)
	if ok = ok && (strings.HasPrefix(c.ID, "find") || strings.HasPrefix(c.ID, "label.hits.")); ok {
		w.press(k)
	}
	return ok
}

// searcher looks for hits beside the window, one search at a time. Of those that wait only the newest is done.
type searcher struct {
	busy    bool
	waiting *state.FindBeside
}

func (w *Workbench) search(e state.FindBeside) {
	if w.searcher.busy {
		w.searcher.waiting = &e
		return
	}
	w.searcher.busy = true
	go func() {
		hits := find.Find(e.Text, e.Query, e.Options)
		w.do(func() { w.searched(e.Gen, hits) })
	}()
}

func (w *Workbench) searched(gen int, hits []annotate.Span) {
	next := w.searcher.waiting
	w.searcher = searcher{}
	if next != nil {
		w.search(*next)
		return
	}
	w.Dispatch(state.Searched{Hits: hits, Gen: gen})
}

func (w *Workbench) previewHits(e state.PreviewHits) {
	dialogs.Occurrences(w.host(), w.state, dialogs.Found{Phrase: e.Phrase, Label: e.Label, Hits: e.Hits, Note: e.Note}, nil)
}
