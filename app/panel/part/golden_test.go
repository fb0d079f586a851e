package part_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

// pieces shows one of each piece.
func pieces(t *testing.T) (fyne.Window, *part.Entry) {
	t.Helper()
	pen := part.NewPen(parttest.Fonts(t))
	tick := pen.Tick()
	tick.Set(true)
	passage := pen.Passage()
	passage.Set("قالت شركة اتحاد الساحل (", "Coastal Union", ")، الذي أوقف العبّارات منذ 4 مارس", "#b3501c")
	field := pen.Entry("")
	field.SetText("العدد 12 (twelve) من 30")
	note := pen.Note(3)
	note.SetText("Ask about the ferries of North Bay, which have been in harbour since March.\nراجع الفقرة 2")
	prose := pen.Prose("Three lines of a text that is longer than that: it wraps where words end, and is cut where there is no more room for it, with an ellipsis.", 2)
	holder := container.NewVBox(container.NewHBox(pen.Cap("Alt ← →"), pen.Cap("Ctrl ↑"), pen.Cap("1–9"), tick, pen.Tick()),
		container.NewHBox(pen.Button("Main", part.Main, nil), pen.Button("Plain", part.Plain, nil), pen.Button("On", part.PillOn, nil), pen.Button("Off", part.Pill, nil)),
		passage, field, note, prose, pen.Text("“اتحاد الساحل” in a sentence", part.Sentence), pen.Text("نص عربي 2024 (mixed)"))
	win := parttest.Window(t, holder, 420, 340)
	prose.HeightAt(412)
	holder.Refresh()
	win.Canvas().Focus(field)
	field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	return win, field
}

func TestPicturesOfThePieces(t *testing.T) {
	for look, variant := range map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark} {
		parttest.App(t, variant)
		win, _ := pieces(t)
		test.AssertImageMatches(t, "pieces-"+look+".png", parttest.Picture(win))
	}
}

func TestPictureOnAFineScreen(t *testing.T) {
	parttest.App(t, theme.Light)
	win, _ := pieces(t)
	win.Canvas().(software.WindowlessCanvas).SetScale(1.5)
	test.AssertImageMatches(t, "pieces-fine.png", parttest.Picture(win))
}

func TestThemeChangesThePieces(t *testing.T) {
	parttest.App(t, theme.Light)
	look := theme.New(theme.Light)
	fyne.CurrentApp().Settings().SetTheme(look)
	win, _ := pieces(t)
	before := parttest.Picture(win)
	look.Use(theme.Dark, fyne.CurrentApp().Settings())
	if same(before, parttest.Picture(win)) {
		t.Error("another theme changed nothing")
	}
}
