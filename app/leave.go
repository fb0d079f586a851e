package app

import (
	"time"

	"fyne.io/fyne/v2"
)

// leaveLimit is how long the window system may take to end once everything is stored.
const leaveLimit = 3 * time.Second

// leave ends the program. Nothing is left to store by then, so it ends even where the window system does not.
func (w *Workbench) leave() {
	w.beside.close()
	exit := w.exit
	time.AfterFunc(leaveLimit, func() { exit(0) })
	w.fyne.Quit()
}

// withoutStopHook takes away the hook with which Fyne writes its preferences at the end, of which this program has none.
// Fyne 2.8.1 hands the hook over to its loop while the loop ends: if it comes between the loop's last look at its queue and
// the note that the loop has ended, nobody runs it, and the program waits for it for ever. On a busy machine that was one
// quit in ten.
func withoutStopHook(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}
