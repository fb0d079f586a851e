package panel

import (
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Search is the panel in which one searches the project. It stands in the place of the list.
type Search struct {
	Leave   func()                   // gives the keyboard back to the article
	Else    func(*fyne.KeyEvent)     // keys that mean nothing in the panel
	Command func(fyne.Shortcut) bool // runs the command on hits with that key, if there is one

	pen      *part.Pen
	dispatch func(state.Msg)
	now      state.State
	shown    searchOf

	pane     *searchPane
	title    *part.Text
	close    *part.Button
	query    *part.Entry
	switches [4]*part.Button // case, marks, whole words, regular expression
	titles   *part.Button
	texts    *part.Button
	listed   *part.Button
	words    *part.Prose
	bad      *part.Prose
	more     *part.Prose
	chips    []*part.Button
	label    *part.Button
	rows     *part.Rows
}

// NewSearch makes the panel, hidden.
func NewSearch(fonts *textlayout.FontSet, dispatch func(state.Msg)) *Search {
	p := &Search{pen: part.NewPen(fonts), dispatch: dispatch}
	p.title = p.pen.Text("SEARCH THE PROJECT", part.Bold, part.Size(theme.TextSection), part.Colored(part.Muted), part.Elastic, part.Leading)
	p.close = p.pen.Button("Close", part.Pill, func() { p.dispatch(state.CloseSearch{}) })
	p.query = p.pen.Entry("Find in all articles")
	p.query.Keys, p.query.OnChanged = p.keyOfQuery, p.typed
	p.query.Shortcuts = func(sc fyne.Shortcut) bool { return p.Command != nil && p.Command(sc) }
	p.query.OnFocus = func(on bool) { p.dispatch(state.SearchFocused{On: on, Typing: on}) }
	for i, words := range state.FindSwitches {
		p.switches[i] = p.pen.Button(words, part.Pill, func() { p.turn(state.FindSwitch(i)) })
	}
	p.titles = p.pen.Button("Titles", part.Pill, func() { p.look(state.InTitles) })
	p.texts = p.pen.Button("Texts", part.Pill, func() { p.look(state.InTexts) })
	p.listed = p.pen.Button("Only what the list shows", part.Pill, func() { p.dispatch(state.ShowInSearch{Listed: !p.shown.pane.Query.Listed}) })
	p.label = p.pen.Button("Label all…  Alt+1–9", part.Pill, func() { p.dispatch(state.LabelHits{}) })
	small := part.Size(theme.TextSmall)
	p.words = p.pen.Prose("", 0, small, part.Sentence)
	p.bad = p.pen.Prose("", 0, small, part.Colored(part.Warn), part.Sentence)
	p.more = p.pen.Prose("", 0, small, part.Colored(part.Muted), part.Sentence)
	for _, b := range p.buttons() {
		p.follow(b)
	}
	p.rows = part.NewRows(foundHeight, func() fyne.CanvasObject { return newFoundRow(p.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*foundRow).show(present.OfFound(p.now, i))
	})
	p.rows.Called, p.rows.Else = "Hit", p.otherKey
	p.rows.Marked = func(i int) bool { return i == p.shown.current }
	p.rows.Choose = func(i int) { p.dispatch(state.GoToFound{Row: i}) }
	p.rows.Moved = p.moved
	p.rows.Focused = func(on bool) { p.dispatch(state.SearchFocused{On: on}) }
	p.pane = newSearchPane(p)
	p.pane.Hide()
	return p
}

// follow has a button give the keys that are not its own to the panel.
func (p *Search) follow(b *part.Button) {
	b.Else = p.otherKey
	b.OnFocus = func(on bool) { p.dispatch(state.SearchFocused{On: on}) }
}

func (p *Search) turn(w state.FindSwitch) {
	p.dispatch(state.SearchFocused{On: true, Typing: p.shown.typing})
	p.dispatch(state.TurnFind{Switch: w})
}

// look turns titles or texts on or off; one of them stays on.
func (p *Search) look(in state.SearchIn) {
	other := state.InTitles + state.InTexts - in
	switch p.shown.pane.Query.In {
	case state.InBoth:
		p.dispatch(state.SetSearchIn{In: other})
	case in:
		p.dispatch(state.SetSearchIn{In: other})
	default:
		p.dispatch(state.SetSearchIn{In: state.InBoth})
	}
}

// moved goes to the hit at the cursor of the rows, and upwards past an article to the hit above it.
func (p *Search) moved(i int) {
	if i > 0 && i < p.shown.current && p.now.Search.Rows[i].Hit < 0 {
		i--
	}
	p.dispatch(state.GoToFound{Row: i, Stay: true})
}

// Object is the panel for the window.
func (p *Search) Object() fyne.CanvasObject { return p.pane }

// Focus gives the keyboard of a window to the query and selects it. It must be told the window: the driver does not know of
// a panel that was never painted.
func (p *Search) Focus(c fyne.Canvas) {
	c.Focus(p.query)
	p.query.SelectAll()
}

// Holds reports whether a thing that has the keyboard is in the panel.
func (p *Search) Holds(o fyne.Focusable) bool {
	for _, b := range append(p.buttons(), p.chips...) {
		if o == fyne.Focusable(b) {
			return true
		}
	}
	return o == fyne.Focusable(p.query) || o == fyne.Focusable(p.rows)
}

func (p *Search) buttons() []*part.Button {
	return append([]*part.Button{p.close, p.titles, p.texts, p.listed, p.label}, p.switches[:]...)
}

// Show brings the panel up to date with the state, and reports whether it came or went.
func (p *Search) Show(s state.State) bool {
	now := searchShown(s)
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

func (p *Search) fill(before searchOf) {
	now := p.shown.pane
	if now.Query.Words != p.query.Text {
		p.query.SetText(now.Query.Words)
	}
	o := now.Query.Options
	for i, on := range []bool{o.Case, o.Marks || now.Query.Regexp, o.Words, now.Query.Regexp} {
		p.switches[i].SetKind(pill(on))
	}
	enable(p.switches[state.MatchMarks], !now.Query.Regexp)
	p.titles.SetKind(pill(now.Query.In != state.InTexts))
	p.texts.SetKind(pill(now.Query.In != state.InTitles))
	p.listed.SetKind(pill(now.Query.Listed))
	p.words.SetText(onlyIf(!now.Bad, now.Words))
	p.bad.SetText(onlyIf(now.Bad, now.Words))
	p.more.SetText(now.More)
	enable(p.label, now.Hits)
	p.showChips()
	if p.shown.list != before.list || p.shown.labels != before.labels {
		p.rows.Update(len(p.now.Search.Rows))
	}
	p.pane.Relayout()
	if i := p.shown.current; i >= 0 && i != before.current {
		p.rows.Find(i)
	}
	p.rows.Refresh()
}

func enable(b *part.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func onlyIf(on bool, words string) string {
	if on {
		return words
	}
	return ""
}

func (p *Search) showChips() {
	list := present.FoundChips(p.now)
	for len(p.chips) < len(list) {
		i := len(p.chips)
		b := p.pen.Button("", part.Pill, func() { p.dispatch(present.FoundChips(p.now)[i].Narrow) })
		p.follow(b)
		p.chips = append(p.chips, b)
		p.pane.adopt()
	}
	for i, b := range p.chips {
		part.Show(b, i < len(list))
		if i < len(list) {
			b.SetKind(pill(list[i].On))
			b.SetText(list[i].Text)
		}
	}
}

func (p *Search) typed(query string) {
	if query != p.shown.pane.Query.Words {
		q := p.shown.pane.Query
		q.Words = query
		p.dispatch(state.SetSearch{Query: q})
	}
}

// keyOfQuery serves the keys that are not the field's.
func (p *Search) keyOfQuery(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		p.dispatch(state.FindNext{Back: p.query.Shift()})
	case e.Name == fyne.KeyDown && p.rows.Count() > 0:
		part.Focus(p.rows)
		p.dispatch(state.GoToFound{Row: p.rows.Cursor(), Stay: true})
	case e.Name == fyne.KeyUp:
		p.dispatch(state.FindNext{Back: true})
	case e.Name == fyne.KeyEscape || len(e.Name) > 1 && strings.HasPrefix(string(e.Name), "F"):
		p.otherKey(e)
	default:
		return false
	}
	return true
}

func (p *Search) otherKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && p.Leave != nil:
		p.Leave()
	case p.Else != nil:
		p.Else(e)
	}
}

// searchOf is all that the panel shows of the state.
type searchOf struct {
	pane    present.SearchPane
	list    same
	labels  same
	tally   same
	rows    state.Rows
	narrow  state.NarrowSearch
	typing  bool
	current int
}

func searchShown(s state.State) searchOf {
	if !s.Search.Open {
		return searchOf{current: -1}
	}
	f := s.Search
	return searchOf{present.OfSearch(s), sliceOf(f.Rows), sliceOf(f.Docs), sliceOf(f.Tally), s.List.Rows, f.Narrow, f.Typing, f.CurrentRow()}
}
