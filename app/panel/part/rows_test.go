package part_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

const height = 20

// numbers is a list of n numbers in a window of ten rows, and which rows were filled.
func numbers(t *testing.T, n int) (*part.Rows, fyne.Window, *[]int) {
	t.Helper()
	parttest.App(t, theme.Light)
	pen, filled := part.NewPen(parttest.Fonts(t)), &[]int{}
	rows := part.NewRows(height, func() fyne.CanvasObject { return pen.Text("") }, func(i int, o fyne.CanvasObject) {
		*filled = append(*filled, i)
		o.(*part.Text).SetText(fmt.Sprint(i))
	})
	win := parttest.Window(t, rows, 100, 10*height)
	rows.Update(n)
	return rows, win, filled
}

func TestScrollFillsNewRowsOnly(t *testing.T) {
	rows, win, filled := numbers(t, 1000)
	*filled = nil
	test.Scroll(win.Canvas(), fyne.NewPos(10, 10), 0, -height)
	if len(*filled) != 1 || (*filled)[0] != 12 {
		t.Errorf("a scroll by a row filled %v, want the one that came into sight", *filled)
	}
	if rows.First() != 1 {
		t.Errorf("row %d is at the top, want 1", rows.First())
	}
}

func TestScrollStopsAtTheEnds(t *testing.T) {
	rows, win, _ := numbers(t, 1_000_000)
	test.Scroll(win.Canvas(), fyne.NewPos(10, 10), 0, 1e6)
	if rows.First() != 0 {
		t.Errorf("scrolled up to row %d", rows.First())
	}
	test.Scroll(win.Canvas(), fyne.NewPos(10, 10), 0, -1e9)
	if rows.First() != 1_000_000-10 {
		t.Errorf("scrolled down to row %d, want the last ten", rows.First())
	}
}

func TestRowsStandOnWholeUnits(t *testing.T) {
	rows, win, _ := numbers(t, 1_000_000)
	rows.SetCursor(777_777)
	test.Scroll(win.Canvas(), fyne.NewPos(10, 10), 0, -3.3)
	for _, o := range test.WidgetRenderer(rows).Objects() {
		if y := o.Position().Y; y != float32(int(y)) || y < -1000 || y > 1000 {
			t.Fatalf("a piece stands at %v", y)
		}
	}
}

func TestFewerRows(t *testing.T) {
	rows, win, _ := numbers(t, 1000)
	rows.SetCursor(999)
	rows.Update(3)
	if rows.Cursor() != 2 || rows.First() != 0 {
		t.Errorf("of three rows, %d is at the cursor and %d at the top", rows.Cursor(), rows.First())
	}
	chosen := -1
	rows.Choose = func(i int) { chosen = i }
	test.TapCanvas(win.Canvas(), fyne.NewPos(10, 5*height))
	if chosen != -1 {
		t.Errorf("a click below the last row chose %d", chosen)
	}
	rows.Update(0)
	win.Canvas().Focus(rows)
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyReturn)
	if chosen != -1 {
		t.Errorf("an empty list chose %d", chosen)
	}
}

func TestScrollBarFollowsThePointer(t *testing.T) {
	rows, win, _ := numbers(t, 1000)
	test.Drag(win.Canvas(), fyne.NewPos(96, 5), 0, 5*height)
	if rows.First() < 400 || rows.First() > 650 {
		t.Errorf("half way down the bar is row %d", rows.First())
	}
	before := rows.First()
	test.Drag(win.Canvas(), fyne.NewPos(20, 50), 0, 50)
	if rows.First() != before {
		t.Error("a drag beside the bar scrolled")
	}
}

func TestPages(t *testing.T) {
	rows, win, _ := numbers(t, 1000)
	win.Canvas().Focus(rows)
	parttest.Press(t, win, fyne.KeyPageDown, fyne.KeyPageDown)
	if rows.Cursor() != 18 {
		t.Errorf("two screens down is row %d, want 18", rows.Cursor())
	}
	parttest.Press(t, win, fyne.KeyHome)
	if rows.Cursor() != 0 || rows.First() != 0 {
		t.Errorf("Home is row %d", rows.Cursor())
	}
}
