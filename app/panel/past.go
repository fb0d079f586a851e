package panel

import (
	"time"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Past is the pane with the history of what is in focus, or of the article. It stands in the place of the list.
type Past struct {
	Leave func()               // gives the keyboard back to the article
	Else  func(*fyne.KeyEvent) // keys that mean nothing in a list

	pen      *part.Pen
	dispatch func(state.Msg)
	now      state.State
	shown    pastOf
	early    bool // the keyboard came before there were steps to give it to

	pane    *pastPane
	heading *part.Text
	close   *part.Button
	title   *part.Prose // of an article's text
	ours    *part.Prose // or of the program's own words
	words   *part.Prose
	more    *part.Prose
	rows    *part.Rows
}

// NewPast makes the pane, hidden.
func NewPast(fonts *textlayout.FontSet, dispatch func(state.Msg)) *Past {
	p := &Past{pen: part.NewPen(fonts), dispatch: dispatch}
	small := part.Size(theme.TextSmall)
	p.heading = p.pen.Text("HISTORY", part.Bold, part.Size(theme.TextSection), part.Colored(part.Muted), part.Elastic, part.Leading)
	p.close = p.pen.Button("Close", part.Pill, func() { p.dispatch(state.TogglePast{}) })
	p.close.Else = p.otherKey
	p.title = p.pen.Prose("", 2, part.Bold)
	p.ours = p.pen.Prose("", 2, part.Bold, part.Sentence)
	p.words = p.pen.Prose("", 0, small, part.Colored(part.Muted), part.Sentence)
	p.more = p.pen.Prose("", 0, small, part.Colored(part.Muted), part.Sentence)
	p.rows = part.NewRows(stepHeight, func() fyne.CanvasObject { return newStepRow(p.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*stepRow).show(present.OfStep(p.now, i))
	})
	p.rows.Called, p.rows.Else = "Step", p.otherKey
	p.rows.Choose = func(i int) { p.dispatch(state.GoToStep{ID: p.now.Past.Rows[i].ID}) }
	p.pane = newPastPane(p)
	p.pane.Hide()
	return p
}

// Object is the pane for the window.
func (p *Past) Object() fyne.CanvasObject { return p.pane }

// Focus gives the keyboard of a window to the steps, or where there are none, such as before they are read, to the button
// that closes.
func (p *Past) Focus(on fyne.Canvas) {
	p.early = !p.rows.Visible()
	if p.early {
		on.Focus(p.close)
		return
	}
	on.Focus(p.rows)
}

// Due reports whether the button has the keyboard only because there were no steps, and there are now.
func (p *Past) Due(f fyne.Focusable) bool {
	return p.early && p.rows.Visible() && f == fyne.Focusable(p.close)
}

// Holds reports whether a thing that has the keyboard is in the pane.
func (p *Past) Holds(f fyne.Focusable) bool {
	return f == fyne.Focusable(p.close) || f == fyne.Focusable(p.rows)
}

// Show brings the pane up to date with the state, and reports whether it came or went.
func (p *Past) Show(s state.State) bool {
	now := historyOf(s)
	if now == p.shown {
		return false
	}
	before := p.shown
	p.now, p.shown = s, now
	if now.pane.Open {
		p.fill(before)
	}
	if now.pane.Open == before.pane.Open {
		return false
	}
	part.Show(p.pane, now.pane.Open)
	return true
}

func (p *Past) fill(before pastOf) {
	pane := p.shown.pane
	p.title.SetText(pane.Title)
	p.ours.SetText(pane.Title)
	p.words.SetText(pane.Words)
	p.more.SetText(pane.More)
	part.Show(p.title, !pane.Ours)
	part.Show(p.ours, pane.Ours)
	part.Show(p.rows, len(p.now.Past.Rows) > 0)
	p.rows.Update(len(p.now.Past.Rows))
	p.pane.Relayout()
	if p.shown.scope != before.scope || p.shown.article != before.article {
		p.rows.SetCursor(0)
	}
}

func (p *Past) otherKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && p.Leave != nil:
		p.Leave()
	case p.Else != nil:
		p.Else(e)
	}
}

// pastOf is all that the pane shows of the state.
type pastOf struct {
	pane    present.PastPane
	scope   state.PastScope
	rows    same
	article string
	labels  same
	day     string
}

func historyOf(s state.State) pastOf {
	if !s.Past.Open {
		return pastOf{}
	}
	return pastOf{present.OfPast(s), s.Past.Scope, sliceOf(s.Past.Rows), s.Past.Document, sliceOf(s.Project.Schema.Labels), s.Now.Format(time.DateOnly)}
}
