package dialogs

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate/suggest"
	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// aboutSuggestions opens the page of suggestions.
func aboutSuggestions(t *testing.T, s state.State) *stage {
	t.Helper()
	st := newStage(t, theme.Light, 900, 760)
	Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
	test.Tap(chip(t, st, "Suggestions"))
	return st
}

// chose is the settings that were sent last.
func (st *stage) chose(t *testing.T) suggest.Settings {
	t.Helper()
	if len(*st.sent) == 0 {
		t.Fatal("nothing was sent")
	}
	m, ok := (*st.sent)[len(*st.sent)-1].(state.SetSuggest)
	if !ok {
		t.Fatalf("sent %+v last, want settings", (*st.sent)[len(*st.sent)-1])
	}
	return m.Settings
}

func TestSuggestionsAreChosenAndTakenBack(t *testing.T) {
	st := aboutSuggestions(t, parttest.State(t))
	for _, c := range []struct {
		chip string
		want suggest.Settings
	}{
		{"Off", suggest.Settings{NoStarter: true}},
		{"All annotators", suggest.Settings{NoStarter: true, Shared: true}},
		{"On", suggest.Settings{Shared: true}},
		{"All as usual", suggest.Settings{}},
	} {
		test.Tap(chip(t, st, c.chip))
		if got := st.chose(t); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s chooses %+v, want %+v", c.chip, got, c.want)
		}
	}
}

func TestALabelOfTheStarterGoesToAnother(t *testing.T) {
	st := aboutSuggestions(t, parttest.State(t))
	test.Tap(chip(t, st, "Event"))
	st.press(t, fyne.KeyUp, fyne.KeyReturn)
	if got := st.chose(t).Labels; len(got) != 6 || got["EVENT"] != "DATE" || got["PER"] != "PER" {
		t.Errorf("one up from Event the labels are %v", got)
	}
	if b, ok := focusedButton(st); !ok || b.Content() != "Date" {
		t.Error("the menu does not give the keyboard back to its button")
	}
	st.press(t, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if got := st.chose(t); got.Labels != nil {
		t.Errorf("a map that is as proposed is kept as %v", got.Labels)
	}
	st.press(t, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn)
	if got := st.chose(t).Labels; got["EVENT"] != "" {
		t.Errorf("the first choice is not none: %v", got)
	}
}

func TestTheThresholdIsPartOfTheSettings(t *testing.T) {
	st := aboutSuggestions(t, parttest.State(t))
	field(t, st, "Score").SetText("0,8")
	if m := (*st.sent)[len(*st.sent)-1]; m != (state.SetThreshold{Score: 0.8}) {
		t.Fatalf("sent %+v", m)
	}
	test.Tap(chip(t, st, "Off"))
	if got := st.chose(t); got.Threshold != 0.8 {
		t.Errorf("the starter off takes the threshold back: %+v", got)
	}
}

// Which starter and which model of their own people have stands beside the switch.
func TestWhoSuggestsIsSaid(t *testing.T) {
	s := parttest.State(t)
	st := aboutSuggestions(t, s)
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Button); ok && b.Called == "Model of your own" {
			t.Errorf("there is no model, and a button %q for it", b.Content())
		}
	})
	s.Starter = "starter-sharealike.bin (CC BY-SA 4.0)"
	s.Project.Model = state.Model{Name: strings.Repeat("ner-", 30), Out: true, Why: "the model is not used: it is gone"}
	st = aboutSuggestions(t, s)
	says(t, st, "  starter-sharealike.bin (CC BY-SA 4.0)")
	says(t, st, "  "+strings.Repeat("ner-", 10)+"… cannot be used")
	switches := map[string]*part.Button{}
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Button); ok && b.Called == "Model of your own" {
			switches[b.Content()] = b
		}
	})
	test.Tap(switches["Off"])
	if len(*st.sent) > 0 {
		t.Errorf("what is off is put off: %+v", *st.sent)
	}
	for words, out := range map[string]bool{"On": false, "Off": true} {
		test.Tap(switches["On"])
		test.Tap(switches[words])
		if m := (*st.sent)[len(*st.sent)-1]; m != (state.LeaveModelOut{Out: out}) {
			t.Errorf("%s sends %+v", words, m)
		}
	}
}

func TestWithoutAProjectThereIsOnlyTheThreshold(t *testing.T) {
	st := aboutSuggestions(t, state.Start())
	says(t, st, "Open a project to choose more.")
	field(t, st, "Score").SetText("0.70")
	if m := (*st.sent)[len(*st.sent)-1]; m != (state.SetThreshold{Score: 0.7}) {
		t.Errorf("sent %+v", m)
	}
}

// field is the field that is called so.
func field(t *testing.T, st *stage, called string) *part.Entry {
	t.Helper()
	var found *part.Entry
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*part.Entry); ok && e.Called == called {
			found = e
		}
	})
	if found == nil {
		t.Fatalf("there is no field %q", called)
	}
	return found
}
