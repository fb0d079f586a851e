package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/command"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func newSide(t *testing.T, s state.State) (*Side, fyne.Window, *parttest.Sent) {
	t.Helper()
	parttest.App(t, theme.Light)
	sent := &parttest.Sent{}
	side := NewSide(parttest.Fonts(t), parttest.Keys(t), sent.Dispatch)
	win := parttest.Window(t, side.Object(), SideWidth, 700)
	side.Show(s)
	return side, win, sent
}

func TestClickGivesALabel(t *testing.T) {
	side, win, sent := newSide(t, parttest.State(t))
	left := false
	side.Leave = func() { left = true }
	test.TapCanvas(win.Canvas(), side.rows.Position().AddXY(100, 2*labelHeight+5))
	if m := sent.Take(t); m != (state.GiveLabel{Name: "LOC"}) {
		t.Errorf("sent %+v, want the third label", m)
	}
	if !left {
		t.Error("the click kept the keyboard")
	}
}

func TestLabelsByKeyboard(t *testing.T) {
	side, win, sent := newSide(t, parttest.State(t))
	side.Focus()
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.GiveLabel{Name: "ORG"}) {
		t.Errorf("sent %+v, want the second label", m)
	}
}

func TestFocusShowsCardAndGuideline(t *testing.T) {
	s := parttest.State(t)
	side, _, _ := newSide(t, s)
	if side.card.Visible() {
		t.Error("there is a card with nothing in focus")
	}
	side.Show(parttest.Focus(s, "Coastal Union"))
	if !side.card.Visible() || side.card.title.Content() != "Coastal Union" {
		t.Errorf("the card says %q", side.card.title.Content())
	}
	if org, _ := annotate.News().Label("ORG"); side.card.guideline.Content() != org.Guideline {
		t.Errorf("the guideline is %q, want that of the label in focus", side.card.guideline.Content())
	}
	if !side.rows.Marked(1) || side.rows.Marked(0) {
		t.Error("the label in focus is not marked, or another is")
	}
	side.Show(s)
	if side.card.Visible() {
		t.Error("the card stays when the focus is gone")
	}
}

func TestPointerShowsAGuideline(t *testing.T) {
	side, win, _ := newSide(t, parttest.State(t))
	test.MoveMouse(win.Canvas(), side.rows.Position().AddXY(50, 3*labelHeight+4))
	if date, _ := annotate.News().Label("DATE"); side.tip.text.Content() != date.Guideline || !side.tip.Visible() {
		t.Errorf("the tip says %q", side.tip.text.Content())
	}
	side.rows.MouseOut()
	if side.tip.Visible() {
		t.Error("the tip stays when the pointer has left")
	}
}

func TestManyLabelsLeaveRoomForTheCard(t *testing.T) {
	s := parttest.Focus(parttest.State(t), "Coastal Union")
	s.Project.Schema = annotate.OntoNotes()
	side, _, _ := newSide(t, s)
	foot := side.hints.Position().Y + side.hints.Size().Height
	if foot > 700 {
		t.Errorf("the hints end at %v, below the window's 700", foot)
	}
	if side.rows.OnScreen() < 5 {
		t.Errorf("%d labels are on screen, want at least 5", side.rows.OnScreen())
	}
}

func TestHintsFollowTheKeys(t *testing.T) {
	s := parttest.Focus(parttest.State(t), "Coastal Union")
	side, _, _ := newSide(t, s)
	own, err := command.NewKeymap(command.All(), map[string][]command.Key{"accept": {"a"}})
	if err != nil {
		t.Fatal(err)
	}
	side.SetKeys(own)
	side.Show(s)
	if got := side.hints.items[0].key.Key(); got != "a" {
		t.Errorf("the first hint shows %q, want the person's own key", got)
	}
}

func TestKeysThatBelongTogetherShareACap(t *testing.T) {
	for want, keys := range map[string][]string{
		"Alt ← →":       {"Alt ←", "Alt →"},
		"Alt Shift ← →": {"Alt Shift ←", "Alt Shift →"},
		"← →":           {"←", "→"},
		"Ctrl A F2":     {"Ctrl A", "F2"},
		"":              nil,
	} {
		if got := capWords(keys); got != want {
			t.Errorf("capWords(%q) = %q, want %q", keys, got, want)
		}
	}
}

func TestSideUnchangedStateRefreshesNothing(t *testing.T) {
	s := parttest.Focus(parttest.State(t), "Coastal Union")
	side, _, _ := newSide(t, s)
	side.card.title.SetText("poison")
	side.hints.items[0].words.SetText("poison")
	s.Caret.Offset, s.Anchor = 7, 7
	side.Show(s)
	if side.card.title.Content() != "poison" || side.hints.items[0].words.Content() != "poison" {
		t.Error("Show refreshed what had not changed")
	}
	if n := testing.AllocsPerRun(100, func() { side.Show(s) }); n > 1 {
		t.Errorf("Show of the same state allocates %v times", n)
	}
}

func TestSideShowsEachKindOfHint(t *testing.T) {
	s := parttest.State(t)
	side, _, _ := newSide(t, s)
	words := func() string {
		var list []string
		for _, h := range side.hints.items {
			if h.Visible() {
				list = append(list, h.words.Content())
			}
		}
		return strings.Join(list, ", ")
	}
	if want := present.Hints(s, side.keys)[0].Words; !strings.HasPrefix(words(), want) {
		t.Errorf("hints without a focus: %s", words())
	}
	s.Anchor = 5
	side.Show(s)
	if !strings.HasPrefix(words(), "label the selection") {
		t.Errorf("hints with a selection: %s", words())
	}
	side.Show(state.Start())
	if side.hints.Visible() {
		t.Errorf("hints without an article: %s", words())
	}
}

func TestKeysShowAGuideline(t *testing.T) {
	side, win, _ := newSide(t, parttest.State(t))
	says := func(label string) {
		t.Helper()
		if l, _ := annotate.News().Label(label); side.tip.text.Content() != l.Guideline || !side.tip.Visible() {
			t.Errorf("the tip says %q, want the guideline of %s", side.tip.text.Content(), label)
		}
	}
	side.Focus()
	parttest.Press(t, win, fyne.KeyHome)
	says("PER")
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyDown)
	says("LOC")
	side.rows.Hover(0)
	says("PER")
	side.rows.Hover(-1) // the pointer left
	says("LOC")
	win.Canvas().Unfocus()
	if side.tip.Visible() {
		t.Error("the tip stays when the keyboard has left")
	}
	side.Focus()
	says("LOC")
}

// TestSmallWindowsKeepLabelsAndNext: in no window is a line cut, and what goes first is what matters least.
func TestSmallWindowsKeepLabelsAndNext(t *testing.T) {
	states := map[string]state.State{"a suggestion": parttest.Focus(parttest.State(t), "Coastal Union"), "an annotation with notes": arabicFocus(t, parttest.State(t)), "nothing": parttest.State(t)}
	for _, schema := range []annotate.Schema{annotate.News(), annotate.OntoNotes()} {
		for what, s := range states {
			s.Project.Schema = schema
			side, _, _ := newSide(t, s)
			for _, size := range []fyne.Size{{Width: 236, Height: 672}, {Width: 220, Height: 672}, {Width: 220, Height: 519}, {Width: 220, Height: 439}, {Width: 284, Height: 1200}} {
				side.pane.Resize(size)
				checkSide(t, side, what, len(schema.Labels))
			}
		}
	}
}

func checkSide(t *testing.T, side *Side, what string, labels int) {
	t.Helper()
	size := side.pane.Size()
	foot := float32(0)
	for _, o := range []fyne.CanvasObject{side.rows, side.card, side.hints, side.note} {
		if !o.Visible() {
			continue
		}
		if o.Position().Y < foot || o.Position().Y+o.Size().Height > size.Height-margin+1 {
			t.Errorf("%s at %v: %T lies from %v to %v, behind %v", what, size, o, o.Position().Y, o.Position().Y+o.Size().Height, foot)
		}
		foot = o.Position().Y + o.Size().Height
	}
	seen := 0
	for _, h := range side.hints.items {
		if h.Visible() {
			seen++
			if h.Position().Y+h.Size().Height > side.hints.Size().Height {
				t.Errorf("%s at %v: the hint “%s” is cut", what, size, h.words.Content())
			}
		}
	}
	if seen < 3 || size.Height > 600 && seen < len(side.hints.shown) {
		t.Errorf("%s at %v: %d of %d hints are on screen", what, size, seen, len(side.hints.shown))
	}
	want := min(labels, mostLabels)
	if size.Height < 600 {
		want = min(labels, leastLabels)
	}
	if float32(want)*labelHeight > side.rows.Size().Height {
		t.Errorf("%s at %v: %v is high enough for %v labels, want %d", what, size, side.rows.Size().Height, side.rows.Size().Height/labelHeight, want)
	}
}

func TestPicturesOfASmallSide(t *testing.T) {
	for name, size := range map[string]fyne.Size{"side-small": {Width: 236, Height: 672}, "side-narrow": {Width: 220, Height: 672}, "side-scaled": {Width: 220, Height: 519}} {
		s := parttest.Focus(parttest.State(t), "Coastal Union")
		s.Project.Schema = annotate.OntoNotes()
		if name == "side-narrow" {
			s = arabicFocus(t, parttest.State(t))
		}
		parttest.App(t, theme.Light)
		side := NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
		win := parttest.Window(t, side.Object(), size.Width, size.Height)
		side.Show(s)
		golden(t, name, win)
	}
}
