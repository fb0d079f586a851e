package app

import (
	"context"

	"fyne.io/fyne/v2"

	"rubricator/app/dialogs"
	"rubricator/app/state"
)

// scan looks through all articles beside the window, in the place of the search before, which ends at once.
func (w *Workbench) scan(e state.Scan) {
	w.stopScan()
	p := w.project
	ctx, cancel := context.WithCancel(w.jobs)
	w.scanning = cancel
	dispatch := func(m state.Msg) {
		w.do(func() {
			if ctx.Err() == nil {
				w.Dispatch(m)
			}
		})
	}
	go func() {
		err := p.Search(ctx, e.Query, e.List, func(docs []state.FoundDoc, far state.Scanned) {
			dispatch(state.FoundMore{Gen: e.Gen, Docs: docs, Scanned: far})
		})
		dispatch(state.FoundAll{Gen: e.Gen, Err: err})
	}()
}

func (w *Workbench) stopScan() {
	if w.scanning != nil {
		w.scanning()
		w.scanning = nil
	}
}

// previewFound looks at hits for a label beside the window, and shows them to be ticked.
func (w *Workbench) previewFound(e state.PreviewFound) {
	p, ctx, gen := w.project, w.jobs, w.state.Gen
	go func() {
		hits, err := p.HitsOf(ctx, e.Docs, e.Label)
		w.do(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				w.Dispatch(state.Say{Text: "cannot look at the hits: " + err.Error(), Warn: true})
			case gen != w.state.Gen:
				w.previewFound(e) // something was labelled meanwhile
			case len(hits) == 0:
				w.Dispatch(state.Say{Text: "all hits are in parts that are not the article", Warn: true})
			default:
				dialogs.Occurrences(w.host(), w.state, dialogs.Found{Phrase: e.Phrase, Label: e.Label, Hits: hits, Project: true, Note: e.Note}, nil)
			}
		})
	}()
}

// showSearch brings the panel of the search up to date, and lets it stand where the list does.
func (w *Workbench) showSearch() {
	focused := w.window.Canvas().Focused()
	here := w.found.Holds(focused)
	if w.found.Show(w.state) {
		w.frame.finding = w.state.Search.Open
		w.panes.Refresh()
	}
	if o, is := focused.(fyne.CanvasObject); is && here && !o.Visible() && w.state.Search.Open {
		w.focusSearch() // what had the keyboard has gone
	}
}

// focusSearch gives the keyboard to the panel of the search.
func (w *Workbench) focusSearch() {
	w.call(listPane)
	w.found.Focus(w.window.Canvas())
}
