package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// ListWidth is how wide the list pane is best.
const ListWidth = 290

// List is the pane with the articles of the project.
type List struct {
	Leave func()               // gives the keyboard back to the article
	Else  func(*fyne.KeyEvent) // keys that mean nothing in a list

	pen      *part.Pen
	dispatch func(state.Msg)
	now      state.State
	shown    rowsOf

	pane   *listPane
	search *part.Entry
	chips  []*part.Button
	more   *part.Button // asks for another part of the filter
	order  *part.Button
	parts  []*part.Button // of the filter; a press takes one off
	line   *part.Text
	rows   *part.Rows
	empty  *part.Prose
}

// NewList makes the pane, with nothing in it.
func NewList(fonts *textlayout.FontSet, dispatch func(state.Msg)) *List {
	l := &List{pen: part.NewPen(fonts), dispatch: dispatch}
	l.search = l.pen.Entry("Search titles")
	l.search.Keys = l.searchKey
	l.search.OnChanged = l.searched
	l.rows = part.NewRows(rowHeight, func() fyne.CanvasObject { return newArticleRow(l.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*articleRow).show(present.OfRow(l.now, i))
	})
	l.rows.Marked = func(i int) bool { return l.now.List.Rows.ID(l.now.List.Visible[i]) == l.now.Session.Document.ID }
	l.rows.Choose = func(i int) { l.dispatch(state.OpenArticle{ID: l.now.List.Rows.ID(l.now.List.Visible[i])}) }
	l.rows.Else, l.rows.Called = l.otherKey, "Article"
	l.more = l.pen.Button("Filter…", part.Pill, l.chooseFilter)
	l.more.Else = l.otherKey
	l.line = l.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Leading, part.Elastic)
	l.order = l.pen.Button("", part.Pill, l.chooseOrder)
	l.order.Else, l.order.Called = l.otherKey, "Order of the list"
	l.empty = l.pen.Prose("", 0, part.Colored(part.Muted))
	l.pane = newListPane(l)
	return l
}

// Object is the pane for the window.
func (l *List) Object() fyne.CanvasObject { return l.pane }

// Focus gives the keyboard to the rows, or to the search when there are none.
func (l *List) Focus() {
	if l.rows.Count() == 0 {
		part.Focus(l.search)
		return
	}
	part.Focus(l.rows)
}

// Holds reports whether a thing that has the keyboard is in the pane.
func (l *List) Holds(f fyne.Focusable) bool {
	if f == fyne.Focusable(l.search) || f == fyne.Focusable(l.rows) || f == fyne.Focusable(l.more) || f == fyne.Focusable(l.order) {
		return true
	}
	return slices.ContainsFunc(slices.Concat(l.chips, l.parts), func(c *part.Button) bool { return f == fyne.Focusable(c) })
}

// Show brings the pane up to date with the state.
func (l *List) Show(s state.State) {
	now := listOf(s)
	if now == l.shown {
		return
	}
	before := l.shown
	l.now, l.shown = s, now
	if f := s.List.Filter.Words; f != l.search.Text {
		l.search.SetText(f)
	}
	l.showChips()
	l.empty.SetText(present.EmptyList(s))
	l.line.SetText(present.ListLine(s))
	part.Show(l.line, l.line.Content() != "")
	part.Show(l.empty, l.empty.Content() != "")
	l.rows.Update(len(s.List.Visible))
	l.pane.Relayout()
	if now.open != before.open || now.visible != before.visible {
		l.reveal()
	}
}

// reveal puts the open article on screen and the cursor on it.
func (l *List) reveal() {
	if n, shown := l.now.List.Place(l.now.Session.Document.ID); shown {
		l.rows.Find(n)
	}
}

func (l *List) showChips() {
	list := present.Chips(l.now)
	for len(l.chips) < len(list) {
		l.addChip()
	}
	for i, c := range list {
		kind := part.Pill
		if c.On {
			kind = part.PillOn
		}
		l.chips[i].SetKind(kind)
		l.chips[i].SetText(c.Text)
		part.Show(l.chips[i], l.now.Project.Path != "")
	}
	part.Show(l.more, l.now.Project.Path != "")
	l.showParts()
	part.Show(l.order, l.now.Project.Path != "")
	kind := part.Pill
	if l.now.List.Order != state.OrderNumber {
		kind = part.PillOn
	}
	l.order.SetText(present.OrderWords(l.now.List.Order))
	l.order.SetKind(kind)
}

func (l *List) addChip() {
	i := len(l.chips)
	b := l.pen.Button("", part.Pill, func() {
		l.dispatch(state.SetFilter{Filter: present.Chips(l.now)[i].Filter})
		l.leave()
	})
	b.Else = l.otherKey
	l.chips = append(l.chips, b)
	l.pane.adopt()
}

func (l *List) searched(words string) {
	if words == l.now.List.Filter.Words {
		return
	}
	f := l.now.List.Filter
	f.Words = words
	l.dispatch(state.SetFilter{Filter: f})
}

// searchKey moves from the search to the rows, or opens the first one that was found.
func (l *List) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		l.leave()
	case fyne.KeyDown:
		l.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.rows.Count() > 0 {
			l.rows.Choose(0)
		}
	case fyne.KeyF6, fyne.KeyF1:
		l.otherKey(e)
	default:
		return false
	}
	return true
}

func (l *List) otherKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		l.leave()
	case l.Else != nil:
		l.Else(e)
	}
}

func (l *List) leave() {
	if l.Leave != nil {
		l.Leave()
	}
}
