package dialogs

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

// TestEveryDialogByKeysAndByName: Tab reaches all that takes keys, one sees where the keyboard is, and a screen reader
// has a name for it. That the frame has contrast in the other looks too is tested in app/theme.
func TestEveryDialogByKeysAndByName(t *testing.T) {
	dir := files(t)
	t.Setenv("HOME", dir)
	t.Chdir(dir)
	s := parttest.State(t)
	all := others(t)
	all["palette"] = func(st *stage) { Palette(st.Host, s) }
	all["occurrences"] = func(st *stage) { Occurrences(st.Host, s, hits(true), func(string, bool) {}) }
	for _, page := range pageWords {
		all["export, "+page] = func(st *stage) {
			s := &survey{dir: dir}
			Export(st.Host, s.model())
			s.told()
			test.Tap(chip(t, st, page))
		}
	}
	all["exported"] = func(st *stage) { Exported(st.Host, doneModel()) }
	all["press a key"] = func(st *stage) { takenKey(t, st) }
	for name, open := range all {
		height := float32(640)
		if name == "export, More" {
			height = 1000 // else it moves under the keyboard, and what is compared stands elsewhere
		}
		st := newStage(t, theme.Light, 900, height)
		open(st)
		top := st.Window.Canvas().Overlays().Top()
		parttest.Named(t, name, top)
		parttest.Reached(t, name, st.Window, top)
	}
}
