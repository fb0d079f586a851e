package parttest

import (
	"image"
	"image/color"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/theme"
)

// Walk visits an object and all that it consists of, as far as it is visible.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			Walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			Walk(child, visit)
		}
	}
}

// Named fails for each widget of ours under an object that takes keys or clicks and has no name for screen readers.
func Named(t *testing.T, what string, root fyne.CanvasObject) {
	t.Helper()
	Walk(root, func(o fyne.CanvasObject) {
		_, keys := o.(fyne.Focusable)
		_, clicks := o.(fyne.Tappable)
		if !keys && !clicks || !strings.HasPrefix(reflect.TypeOf(o).Elem().PkgPath(), "rubricator/") {
			return
		}
		a, ok := o.(fyne.Accessible)
		if !ok {
			t.Errorf("%s: %T has no name", what, o)
		} else if strings.Trim(a.AccessibilityLabel(), " ,:") == "" || a.AccessibilityRole() == "" {
			t.Errorf("%s: %T has the name %q and the role %q", what, o, a.AccessibilityLabel(), a.AccessibilityRole())
		}
	})
}

// Reached fails for each thing under an object that can have the keyboard and never gets it by Tab, or does not show
// that it has it.
func Reached(t *testing.T, what string, win fyne.Window, root fyne.CanvasObject) {
	t.Helper()
	want := map[fyne.Focusable]bool{}
	Walk(root, func(o fyne.CanvasObject) {
		f, ok := o.(fyne.Focusable)
		if d, can := o.(fyne.Disableable); ok && !(can && d.Disabled()) {
			want[f] = true
		}
	})
	if len(want) == 0 {
		t.Errorf("%s: nothing takes keys", what)
	}
	pictures := map[fyne.Focusable]image.Image{}
	for range 2 * len(want) {
		win.Canvas().(interface{ FocusNext() }).FocusNext()
		if f := win.Canvas().Focused(); pictures[f] == nil {
			pictures[f] = win.Canvas().Capture()
		}
	}
	win.Canvas().Unfocus()
	without := win.Canvas().Capture()
	for f := range want {
		if pictures[f] == nil {
			t.Errorf("%s: Tab does not reach %s", what, nameOf(f))
		} else if n := strong(pictures[f], without, f.(fyne.CanvasObject)); n < 30 {
			t.Errorf("%s: one does not see that %s has the keyboard: %d pixels differ", what, nameOf(f), n)
		}
	}
}

// strong counts the pixels in and around an object that differ by the 3:1 that WCAG 2.2 asks of a focus indicator.
func strong(with, without image.Image, o fyne.CanvasObject) int {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	box := image.Rect(int(at.X)-3, int(at.Y)-3, int(at.X+o.Size().Width)+3, int(at.Y+o.Size().Height)+3).Intersect(with.Bounds())
	n := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if a, b := opaque(with.At(x, y)), opaque(without.At(x, y)); a != b && theme.Contrast(a, b) >= 3 {
				n++
			}
		}
	}
	return n
}

func opaque(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

func nameOf(f fyne.Focusable) string {
	if a, ok := f.(fyne.Accessible); ok {
		return reflect.TypeOf(f).String() + " “" + a.AccessibilityLabel() + "”"
	}
	return reflect.TypeOf(f).String()
}
