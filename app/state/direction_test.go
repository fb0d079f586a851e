package state_test

import (
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

func TestTurningTheDirection(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	for _, want := range []struct{ direction, toast string }{
		{"rtl", "text direction: right to left"}, {"ltr", "text direction: left to right"}, {"", "text direction: automatic"}, {"rtl", "text direction: right to left"},
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
	if got := d.s.Session.Work.Direction; got != "ltr" || d.works["a"].Direction != "ltr" {
		t.Errorf("two undos lead to %q", got)
	}
	d.send(Redo{})
	if got := d.s.Session.Work.Direction; got != "" {
		t.Errorf("redone it is %q", got)
	}
}

// The first press shows the direction that the article does not have by itself.
func TestTurningStartsWithTheOtherDirection(t *testing.T) {
	const arabic = "وصلت ميرا"
	for _, c := range []struct{ what, text, language, wants string }{
		{"English", harbour, "en", "rtl ltr  rtl"},
		{"Arabic", arabic, "ar", "ltr rtl  ltr"},
		{"Arabic before its language is found", arabic, "", "ltr rtl  ltr"},
		{"an Arabic title over an English article", "12: " + arabic + "\nMira came.", "en", "rtl ltr  rtl"},
		{"unknown, by its first letter", "12: " + arabic + "\nMira came.", "und", "ltr rtl  ltr"},
	} {
		d := open(t, annotate.News(), c.text)
		d.send(LanguagesFound{Languages: map[string]Language{"a": {Code: c.language, Confidence: 1}}})
		var got []string
		for range 4 {
			d.send(TurnDirection{})
			got = append(got, d.s.Session.Work.Direction)
		}
		if strings.Join(got, " ") != c.wants {
			t.Errorf("%s: %q, want %q", c.what, strings.Join(got, " "), c.wants)
		}
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
