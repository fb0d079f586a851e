package app

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
)

// everything is all on screen that can be clicked or can have the keyboard. What stands in a list counts as the list.
func everything(o fyne.CanvasObject) (clickable, focusable []fyne.CanvasObject) {
	if !o.Visible() || o.Size().Width < 1 || o.Size().Height < 1 {
		return nil, nil
	}
	if b, ok := o.(fyne.Disableable); ok && b.Disabled() {
		return nil, nil
	}
	if _, ok := o.(fyne.Tappable); ok {
		clickable = append(clickable, o)
	}
	if _, ok := o.(fyne.Focusable); ok {
		focusable = append(focusable, o)
	}
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *part.Rows:
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, o := range inside {
		c, f := everything(o)
		clickable, focusable = append(clickable, c...), append(focusable, f...)
	}
	return clickable, focusable
}

// reached is what F6, and from there Tab and Shift+Tab, lead to. The article keeps Tab to itself.
func (d *desk) reached() []fyne.CanvasObject {
	c := d.window.Canvas()
	var list []fyne.CanvasObject
	tab := func(step func()) {
		for range 30 {
			f := c.Focused()
			if f == nil {
				return
			}
			if o := f.(fyne.CanvasObject); !slices.Contains(list, o) {
				list = append(list, o)
			}
			if f, ok := f.(fyne.Tabbable); ok && f.AcceptsTab() {
				return
			}
			step()
		}
	}
	for range 6 {
		d.press("F6")
		home := c.Focused()
		tab(c.FocusNext)
		c.Focus(home)
		tab(c.FocusPrevious)
		c.Focus(home)
	}
	return list
}

func (d *desk) checkReach(what string, atLeast int) {
	d.t.Helper()
	clickable, focusable := everything(d.window.Content())
	reached := d.reached()
	if len(reached) < atLeast {
		d.t.Errorf("%s: keys reach %d things, want at least %d", what, len(reached), atLeast)
	}
	for _, o := range focusable {
		if !slices.Contains(reached, o) {
			d.t.Errorf("%s: no key leads to the %T at %v", what, o, o.Position())
		}
	}
	for _, o := range clickable {
		if _, ok := o.(fyne.Focusable); !ok {
			d.t.Errorf("%s: the %T at %v can be clicked and not have the keyboard", what, o, o.Position())
		}
	}
}

func TestEverythingIsReachedByKeys(t *testing.T) {
	d := sit(t)
	d.checkReach("an article", 10)
	d.keys("Ctrl+F")
	d.checkReach("an article with the find bar", 12)
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.window.Resize(fyne.NewSize(700, 600))
	d.press("F6")
	d.checkReach("a narrow window with its list", 8)
	d.focusArticle()
	d.checkReach("a narrow window", 3)
}

func TestTheStartPageIsReachedByKeys(t *testing.T) {
	d := bare(t)
	d.checkReach("the start page", 3)
	d.window.Canvas().Unfocus()
	d.press("F6")
	if d.window.Canvas().Focused() == nil {
		t.Error("F6 on the start page leads nowhere")
	}
	d.addRecent("/somewhere/one.rubric")
	d.start.Show(d.state)
	d.checkReach("the start page with a project to open again", 4)
}

// bare is a window without a project.
func bare(t *testing.T) *desk {
	t.Helper()
	w := begin(t, ownFolder(t))
	d := &desk{w, t, make(chan func(), 100)}
	w.do = func(f func()) { d.queue <- f }
	w.window.Resize(fyne.NewSize(1280, 820))
	w.show()
	return d
}

func TestF6GoesRoundBothWays(t *testing.T) {
	d := sit(t)
	at := func() string {
		f := d.window.Canvas().Focused()
		switch {
		case d.list.Holds(f):
			return "list"
		case d.side.Holds(f):
			return "labels"
		case d.status.Holds(f):
			return "status"
		case f == fyne.Focusable(d.view):
			return "article"
		}
		return fmt.Sprintf("%T", f)
	}
	var forth, back []string
	for range 5 {
		d.press("F6")
		forth = append(forth, at())
	}
	d.focusArticle()
	for range 5 {
		d.press("Shift+F6")
		back = append(back, at())
	}
	if want := []string{"list", "labels", "status", "article", "list"}; !slices.Equal(forth, want) {
		t.Errorf("F6 leads to %v, want %v", forth, want)
	}
	if want := []string{"status", "labels", "list", "article", "status"}; !slices.Equal(back, want) {
		t.Errorf("Shift+F6 leads to %v, want %v", back, want)
	}
	d.focusArticle()
	d.press("Shift+F6")
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if at() != "article" {
		t.Errorf("Escape in the status line leads to %s", at())
	}
}

// Each command is in a menu, has a key, or both; the menus hold all that is not a motion or a label's key.
func TestEveryCommandHasAWay(t *testing.T) {
	d := sit(t)
	items := 0
	for _, m := range d.menu().Items {
		items += len(m.Items)
	}
	shown := 0
	for _, c := range d.Workbench.keys.All() {
		if c.Menu != "" {
			shown++
		} else if len(d.Workbench.keys.Keys(c.ID)) == 0 {
			t.Errorf("%s has neither menu nor key", c.ID)
		}
	}
	if items < shown {
		t.Errorf("the menus have %d items for %d commands", items, shown)
	}
}

func TestTheLanguageIsOpenedByKeys(t *testing.T) {
	d := sit(t)
	d.press("Shift+F6")
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.window.Canvas().Overlays().Top() == nil {
		t.Error("Return on the language opens nothing")
	}
}
