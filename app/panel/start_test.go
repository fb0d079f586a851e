package panel

import (
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestStartPageByKeyboard(t *testing.T) {
	parttest.App(t, theme.Light)
	sent, sample, opened := &parttest.Sent{}, 0, ""
	start := NewStart(parttest.Fonts(t), sent.Dispatch, func() { sample++ }, func(path string) { opened = path })
	win := parttest.Window(t, start.Object(), 800, 600)
	start.SetRecent([]string{"/one.rubric", "/two.rubric"})
	start.Show(state.Start())
	start.Focus()
	parttest.Press(t, win, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.OpenDialog{Dialog: state.DialogNew}) {
		t.Errorf("sent %+v, want a new project", m)
	}
	parttest.Press(t, win, fyne.KeyRight, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.OpenDialog{Dialog: state.DialogOpen}) {
		t.Errorf("sent %+v, want to open a project", m)
	}
	parttest.Press(t, win, fyne.KeyRight, fyne.KeySpace)
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if sample != 1 || opened != "/two.rubric" {
		t.Errorf("sample project opened %d times, then %q; want once, then the second project", sample, opened)
	}
}

func TestStartPageOfAnEmptyProject(t *testing.T) {
	parttest.App(t, theme.Light)
	sent := &parttest.Sent{}
	start := NewStart(parttest.Fonts(t), sent.Dispatch, func() {}, func(string) {})
	win := parttest.Window(t, start.Object(), 800, 600)
	s := state.Start()
	start.Show(s)
	s.Project = state.Project{Path: "/x.rubric", Name: "x"}
	start.Show(s)
	if !StartWanted(s) || StartWanted(parttest.State(t)) {
		t.Error("the page is wanted for a project without articles, and for no other")
	}
	if start.buttons[0].Visible() || !start.buttons[3].Visible() {
		t.Error("an empty project should offer to import, and nothing else")
	}
	start.Focus()
	parttest.Press(t, win, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.OpenDialog{Dialog: state.DialogImport}) {
		t.Errorf("sent %+v, want the import dialog", m)
	}
}
