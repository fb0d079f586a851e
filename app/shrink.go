package app

import (
	"context"

	"rubricator/app/dialogs"
)

// shrinkThenLeave compacts the file of the open project, of which much is free, and ends the program. Whatever becomes of
// it the file is whole, before or after; leaving again ends it early.
func (w *Workbench) shrinkThenLeave() {
	ctx, cancel := context.WithCancel(context.Background())
	busy := dialogs.Progress(w.host(), "Making the project file smaller", cancel)
	busy.Words("Quit again, or press Esc, to leave it as it is")
	w.shrinking = cancel
	w.cancel()
	w.backups.endNow()
	store := w.project.Store()
	go func() {
		// What hinders it, such as a full disk, hinders nobody from leaving: the file stays as it is.
		_ = store.Shrink(ctx, func(done, total int64) { w.do(func() { busy.SetBytes(done, total) }) })
		w.do(func() {
			w.shrinking = nil
			busy.Close()
			w.closeAndLeave()
		})
	}()
}
