package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/annotate/check"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Check is the pane with what the check of the data has found. It stands in the place of the list.
type Check struct {
	Leave func()               // gives the keyboard back to the article
	Else  func(*fyne.KeyEvent) // keys that mean nothing in a list

	pen      *part.Pen
	dispatch func(state.Msg)
	now      state.State
	shown    foundOf

	pane  *checkPane
	title *part.Text
	close *part.Button
	chips []*part.Button
	words *part.Prose
	more  *part.Prose
	act   *part.Button // stops the looking, or begins it again
	rows  *part.Rows
}

// NewCheck makes the pane, hidden.
func NewCheck(fonts *textlayout.FontSet, dispatch func(state.Msg)) *Check {
	c := &Check{pen: part.NewPen(fonts), dispatch: dispatch}
	c.title = c.pen.Text("CHECK OF THE DATA", part.Bold, part.Size(theme.TextSection), part.Colored(part.Muted), part.Elastic, part.Leading)
	c.close = c.pen.Button("Close", part.Pill, func() { c.dispatch(state.ToggleCheck{}) })
	c.act = c.pen.Button("Stop", part.Pill, c.stopOrBegin)
	c.close.Else, c.act.Else = c.otherKey, c.otherKey
	c.words = c.pen.Prose("", 0, part.Sentence)
	c.more = c.pen.Prose("", 0, part.Colored(part.Muted), part.Size(theme.TextSmall), part.Sentence)
	c.rows = part.NewRows(findingHeight, func() fyne.CanvasObject { return newFindingRow(c.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*findingRow).show(present.OfFinding(c.now, i))
	})
	c.rows.Called, c.rows.Else = "Finding", c.otherKey
	c.rows.Marked = func(i int) bool { return i == c.shown.current }
	c.rows.Choose = func(i int) { c.dispatch(state.GoToFinding{Finding: c.at(i)}) }
	c.pane = newCheckPane(c)
	c.pane.Hide()
	return c
}

func (c *Check) at(i int) check.Finding { return c.now.Check.Found.At(c.now.Check.Rows[i]) }

// Object is the pane for the window.
func (c *Check) Object() fyne.CanvasObject { return c.pane }

// Focus gives the keyboard of a window to the findings, or where there are none to the button that begins or closes. It
// must be told the window: the driver does not know of a pane that was never painted.
func (c *Check) Focus(on fyne.Canvas) {
	switch {
	case c.rows.Visible():
		on.Focus(c.rows)
	case c.act.Visible():
		on.Focus(c.act)
	default:
		on.Focus(c.close)
	}
}

// Holds reports whether a thing that has the keyboard is in the pane.
func (c *Check) Holds(f fyne.Focusable) bool {
	if f == fyne.Focusable(c.close) || f == fyne.Focusable(c.act) || f == fyne.Focusable(c.rows) {
		return true
	}
	for _, b := range c.chips {
		if f == fyne.Focusable(b) {
			return true
		}
	}
	return false
}

// Pointed is the finding at the cursor of the rows while they have the keyboard, if it is not the one that the keys act
// on anyhow.
func (c *Check) Pointed(f fyne.Focusable) (check.Finding, bool) {
	i := c.rows.Cursor()
	if f != fyne.Focusable(c.rows) || i == c.shown.current || i >= len(c.now.Check.Rows) {
		return check.Finding{}, false
	}
	return c.at(i), true
}

// Show brings the pane up to date with the state, and reports whether it came or went.
func (c *Check) Show(s state.State) bool {
	now := checkOf(s)
	if now == c.shown {
		return false
	}
	before := c.shown
	c.now, c.shown = s, now
	if now.pane.Open {
		c.fill(before)
	}
	if now.pane.Open == before.pane.Open {
		return false
	}
	part.Show(c.pane, now.pane.Open)
	return true
}

func (c *Check) fill(before foundOf) {
	p := c.shown.pane
	c.showChips()
	c.words.SetText(p.Words)
	c.more.SetText(p.More)
	if p.Stopped {
		c.act.SetText("Begin again")
	} else {
		c.act.SetText("Stop")
	}
	part.Show(c.act, p.Stopped || p.Reading)
	part.Show(c.rows, len(c.now.Check.Rows) > 0)
	c.rows.Update(len(c.now.Check.Rows))
	c.pane.Relayout()
	if i := c.shown.current; i >= 0 && (i != before.current || c.shown.rows != before.rows) {
		c.rows.Find(i)
	}
}

func (c *Check) showChips() {
	list := present.KindChips(c.now)
	for len(c.chips) < len(list) {
		i := len(c.chips)
		b := c.pen.Button("", part.Pill, func() { c.dispatch(state.SetCheckKind{Kind: present.KindChips(c.now)[i].Kind}) })
		b.Else = c.otherKey
		c.chips = append(c.chips, b)
		c.pane.adopt()
	}
	for i, b := range c.chips {
		part.Show(b, i < len(list))
		if i < len(list) {
			b.SetKind(pill(list[i].On))
			b.SetText(list[i].Text)
		}
	}
}

func (c *Check) stopOrBegin() {
	if c.shown.pane.Reading {
		c.dispatch(state.StopCheck{})
	} else {
		c.dispatch(state.OpenCheck{})
	}
}

func (c *Check) otherKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && c.Leave != nil:
		c.Leave()
	case c.Else != nil:
		c.Else(e)
	}
}

// foundOf is all that the pane shows of the state.
type foundOf struct {
	pane     present.CheckPane
	kind     check.Kind
	known    bool
	docs     same
	rows     same
	articles state.Rows
	open     string
	current  int
}

func checkOf(s state.State) foundOf {
	if !s.Check.Open {
		return foundOf{current: -1}
	}
	c := s.Check
	return foundOf{present.OfCheck(s), c.Kind, c.Known, sliceOf(c.Found.Docs), sliceOf(c.Rows), s.List.Rows, s.Session.Document.ID, present.CurrentFinding(s)}
}
