package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/state"
)

// pastPiece is how many steps of a history are read before the window shows them.
const pastPiece = 500

// readPast reads the history of an article beside the window, the newest steps first. Steps that are on their way to the
// disk come before all others.
func (w *Workbench) readPast(e state.ReadPast) {
	if w.pastRead != nil {
		w.pastRead()
	}
	jobs := w.jobs
	ctx, cancel := context.WithCancel(jobs)
	w.pastRead = cancel
	r := pastReader{mine: w.project.Annotator(), number: e.Number, waiting: map[string]bool{}}
	r.tell = func(m state.PastRead) {
		w.do(func() {
			if jobs.Err() == nil {
				w.Dispatch(m)
			}
		})
	}
	var waiting []annotate.Transaction
	for _, u := range w.unsaved {
		for _, tx := range u.transactions {
			if tx.Document == e.Document {
				waiting = append(waiting, tx)
				r.waiting[tx.ID] = true
			}
		}
	}
	slices.Reverse(waiting)
	back := w.project.Store().Past(e.Document)
	go func() {
		defer cancel()
		r.tell(state.PastRead{Number: e.Number, Steps: waiting, More: true})
		for ctx.Err() == nil && r.piece(back.Next(pastPiece)) {
		}
	}()
}

// pastReader tells of the steps of one annotator and of what happened to the article, and counts those of the others.
type pastReader struct {
	mine    string
	number  int
	waiting map[string]bool // told before they were on the disk, by ID
	tell    func(state.PastRead)
}

// piece tells of steps that were read, and reports whether there are more.
func (r pastReader) piece(txs []annotate.Transaction, err error) bool {
	m := state.PastRead{Number: r.number, More: len(txs) > 0, Err: err}
	for _, tx := range txs {
		switch {
		case tx.Annotator != r.mine && len(tx.Edits) > 0:
			m.Others++
		case !r.waiting[tx.ID]:
			m.Steps = append(m.Steps, tx)
		}
	}
	r.tell(m)
	return m.More && err == nil
}

// showPast brings the pane of the history up to date, and lets it stand where the list does.
func (w *Workbench) showPast() {
	focused := w.window.Canvas().Focused()
	here := w.past.Holds(focused)
	if w.past.Show(w.state) {
		w.frame.past = w.state.Past.Open
		w.panes.Refresh()
	}
	o, is := focused.(fyne.CanvasObject)
	gone := is && here && !o.Visible() && w.state.Past.Open // what had the keyboard
	if gone || w.past.Due(focused) {
		w.past.Focus(w.window.Canvas())
	}
}

// focusPast gives the keyboard to the pane of the history.
func (w *Workbench) focusPast() {
	w.call(listPane)
	w.past.Focus(w.window.Canvas())
}
