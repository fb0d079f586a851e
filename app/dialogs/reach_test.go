package dialogs

import (
	"testing"

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
	all["export"] = func(st *stage) { Export(st.Host, exportModel()) }
	all["press a key"] = func(st *stage) { takenKey(t, st) }
	for name, open := range all {
		st := newStage(t, theme.Light, 900, 640)
		open(st)
		top := st.Window.Canvas().Overlays().Top()
		parttest.Named(t, name, top)
		parttest.Reached(t, name, st.Window, top)
	}
}
