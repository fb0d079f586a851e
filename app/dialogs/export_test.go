package dialogs

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

func TestExportFollowsTheFormat(t *testing.T) {
	st := newStage(t, theme.Light, 1100, 760)
	m := exportModel()
	m.Proposed = filepath.Join(files(t), "harbour")
	write(t, m.Proposed+"-brat")
	var got []any
	m.Start = func(format, out string, all bool) { got = []any{format, out, all} }
	Export(st.Host, m)
	st.press(t, fyne.KeyEnd)
	says(t, st, "brat-harbour") // in the preview
	says(t, st, "harbour-brat is there already")
	st.press(t, fyne.KeyUp)
	if strings.Contains(allWords(st), "is there already") {
		t.Error("the warning stays with another destination")
	}
	test.Tap(chip(t, st, "All articles"))
	says(t, st, "1,046 articles")
	test.Tap(chip(t, st, "Export"))
	if len(got) != 3 || got[0] != "hf" || got[1] != m.Proposed+"-hf" || got[2] != true {
		t.Errorf("started %v", got)
	}
	st.gone(t)
}

func TestExportOfNothing(t *testing.T) {
	st := newStage(t, theme.Light, 1100, 760)
	m := exportModel()
	m.Count = func(bool) (int, error) { return 0, nil }
	m.Start = func(string, string, bool) { t.Error("an export of nothing started") }
	Export(st.Host, m)
	st.press(t, fyne.KeyReturn)
	says(t, st, "No article is finished yet")
	if !chip(t, st, "Export").Disabled() {
		t.Error("the button can be pressed")
	}
}

func TestExportKeepsADestinationTypedByHand(t *testing.T) {
	st := newStage(t, theme.Light, 1100, 760)
	out := ""
	m := exportModel()
	m.Start = func(_, path string, _ bool) { out = path }
	Export(st.Host, m)
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*part.Entry); ok {
			e.SetText("/elsewhere/x.jsonl")
		}
	})
	st.press(t, fyne.KeyDown, fyne.KeyReturn)
	if out != "/elsewhere/x.jsonl" {
		t.Errorf("exported to %q", out)
	}
}

func TestPreviewIsShort(t *testing.T) {
	if got := []rune(short(strings.Repeat("م", 3000))); len(got) != maxPreview+2 {
		t.Errorf("%d characters are shown", len(got))
	}
	if got := short("م"); got != "م" {
		t.Errorf("a short preview became %q", got)
	}
}
