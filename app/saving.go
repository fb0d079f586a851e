package app

import (
	"errors"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
)

// retryAfter is how long the window waits before it tries again to store what could not be stored.
const retryAfter = 4 * time.Second

// retryLater tries again in a while. What a person does about the trouble outside needs no word here then.
func (w *Workbench) retryLater() {
	if w.retry != nil {
		w.retry.Stop()
	}
	writer := w.writer
	w.retry = time.AfterFunc(retryAfter, func() {
		w.do(func() {
			if w.writer == writer && w.state.Saving.Err != nil {
				writer.Retry()
			}
		})
	})
}

// keptSteps are the steps that the writer has not told of, oldest first.
func (w *Workbench) keptSteps() [][]annotate.Transaction {
	var list [][]annotate.Transaction
	for _, u := range w.unsaved {
		list = append(list, u.transactions)
	}
	return list
}

// trouble is why a step could not be stored, in a few words for the status line.
func trouble(err error) error {
	for _, known := range []struct {
		is    error
		words string
	}{
		{storage.ErrFull, "disk full"},
		{storage.ErrMoved, "the project file was moved, deleted or replaced"},
		{storage.ErrLost, "the disk of the project cannot be reached"},
		{storage.ErrUnwritable, "the project file may not be written any more"},
		{storage.ErrDamaged, "the project file is damaged"},
	} {
		if errors.Is(err, known.is) {
			return errors.New(known.words)
		}
	}
	return err
}
