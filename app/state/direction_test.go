package state_test

import (
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

func TestTurningTheDirection(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	for _, want := range []struct{ direction, toast string }{
		{"ltr", "text direction: left to right"}, {"rtl", "text direction: right to left"}, {"", "text direction: automatic"}, {"ltr", "text direction: left to right"},
	} {
		d.send(TurnDirection{})
		if got := d.s.Session.Work.Direction; got != want.direction || d.s.Toast.Text != want.toast {
			t.Errorf("turned to %q, saying %q; want %q, %q", got, d.s.Toast.Text, want.direction, want.toast)
		}
		if stored := d.works["a"].Direction; stored != want.direction {
			t.Errorf("%q is stored, want %q", stored, want.direction)
		}
	}
	d.send(Undo{}, Undo{})
	if got := d.s.Session.Work.Direction; got != "rtl" || d.works["a"].Direction != "rtl" {
		t.Errorf("two undos lead to %q", got)
	}
	d.send(Redo{})
	if got := d.s.Session.Work.Direction; got != "" {
		t.Errorf("redone it is %q", got)
	}
}

func TestTheSameDirectionIsNoStep(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	d.send(SetDirection{Direction: "rtl"})
	steps := len(d.journal)
	d.send(SetDirection{Direction: "rtl"})
	if len(d.journal) != steps || d.s.Toast.Text != "text direction: right to left, as before" {
		t.Errorf("%d steps more, and %q", len(d.journal)-steps, d.s.Toast.Text)
	}
}

func TestHiddenCharactersAreRemembered(t *testing.T) {
	s := Start()
	for _, want := range []string{"true", "false"} {
		next, effects := Update(s, ShowHidden{})
		if len(effects) != 1 || effects[0] != (Remember{Key: "hidden", Value: want}) || next.Hidden != (want == "true") {
			t.Errorf("hidden %v, effects %+v", next.Hidden, effects)
		}
		if words := map[string]string{"true": "hidden characters are shown", "false": "hidden characters are not shown"}[want]; next.Toast.Text != words {
			t.Errorf("the status line says %q, want %q", next.Toast.Text, words)
		}
		s = next
	}
	s.Hidden = true
	s, _ = Update(s, ProjectOpened{Project: Project{Path: "p.rubric", Schema: annotate.News(), Annotator: "ann"}})
	if !s.Hidden {
		t.Error("opening a project hides them again")
	}
}
