package panel

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Start is the page that stands in the middle of the window while there is no article to read.
type Start struct {
	Else func(*fyne.KeyEvent) // keys that mean nothing on the page

	page    *startPage
	title   *part.Text
	words   *part.Prose
	buttons []*part.Button // New, Open, Sample; Import
	recent  []string
	heading *part.Text
	rows    *part.Rows
	empty   bool // a project is open and has no articles
}

// StartWanted reports whether the page should be seen.
func StartWanted(s state.State) bool {
	return s.Project.Path == "" || s.List.Rows.Len() == 0 && s.List.Reading == 0
}

// NewStart makes the page. sample opens the sample project, open a project that was open before.
func NewStart(fonts *textlayout.FontSet, dispatch func(state.Msg), sample func(), open func(path string)) *Start {
	pen := part.NewPen(fonts)
	s := &Start{
		title:   pen.Text("", part.Size(26), part.Bold, part.Elastic, part.Leading),
		words:   pen.Prose("", 0, part.Colored(part.Muted)),
		heading: pen.Text("OPEN AGAIN", part.Bold, part.Size(theme.TextSection), part.Colored(part.Muted)),
	}
	ask := func(d state.Dialog) func() { return func() { dispatch(state.OpenDialog{Dialog: d}) } }
	s.buttons = []*part.Button{
		pen.Button("New project", part.Main, ask(state.DialogNew)),
		pen.Button("Open project", part.Plain, ask(state.DialogOpen)),
		pen.Button("Sample project", part.Plain, sample),
		pen.Button("Import articles", part.Main, ask(state.DialogImport)),
	}
	for i, b := range s.buttons {
		b.Else = func(e *fyne.KeyEvent) { s.buttonKey(i, e) }
	}
	s.rows = part.NewRows(recentHeight, func() fyne.CanvasObject { return newRecentRow(pen) }, func(i int, o fyne.CanvasObject) {
		o.(*recentRow).show(s.recent[i])
	})
	s.rows.Inset, s.rows.Called = 2, "Project"
	s.rows.Choose = func(i int) { open(s.recent[i]) }
	s.rows.Else = s.rowsKey
	s.page = newStartPage(s)
	return s
}

// Object is the page for the window.
func (s *Start) Object() fyne.CanvasObject { return s.page }

// Focus gives the keyboard to the first button.
func (s *Start) Focus() { part.Focus(s.first()) }

// SetRecent takes the projects that were open before, the latest first.
func (s *Start) SetRecent(paths []string) {
	if slices.Equal(paths, s.recent) {
		return
	}
	s.recent = slices.Clone(paths)
	s.rows.Update(len(s.recent))
	s.page.Relayout()
}

// Show brings the page up to date with the state.
func (s *Start) Show(st state.State) {
	title, words := "Rubricator", "Mark the names in your articles, and teach the suggestions as you go. Everything stays on this computer."
	s.empty = st.Project.Path != ""
	if s.empty {
		title, words = st.Project.Name, "No articles yet. Press Ctrl+I, or drop files or folders anywhere in this window: articles (.txt, .html), tables (.csv, .tsv), what other annotation tools export, archives (.zip, .gz)."
	}
	if s.title.SetText(title) || s.words.SetText(words) {
		s.words.SetText(words)
		s.page.Relayout()
	}
}

func (s *Start) first() *part.Button {
	if s.empty {
		return s.buttons[3]
	}
	return s.buttons[0]
}

// buttonKey moves between the buttons and to the list under them.
func (s *Start) buttonKey(i int, e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyRight && i < 2:
		part.Focus(s.buttons[i+1])
	case e.Name == fyne.KeyLeft && 0 < i && i < 3:
		part.Focus(s.buttons[i-1])
	case e.Name == fyne.KeyDown && s.rows.Visible():
		part.Focus(s.rows)
	case s.Else != nil:
		s.Else(e)
	}
}

func (s *Start) rowsKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		s.Focus()
	case s.Else != nil:
		s.Else(e)
	}
}

// recentRow is a project that was open before.
type recentRow struct {
	part.Panelled
	name, folder *part.Text
}

const recentHeight = 46

func newRecentRow(pen *part.Pen) *recentRow {
	r := &recentRow{
		name:   pen.Text("", part.Elastic, part.Sentence),
		folder: pen.Text("", part.Elastic, part.Sentence, part.Size(theme.TextSmall), part.Colored(part.Muted)),
	}
	r.Init(r, r.place, r.name, r.folder)
	return r
}

func (r *recentRow) show(path string) {
	r.name.SetText(filepath.Base(path))
	r.folder.SetText(filepath.Dir(path))
}

func (r *recentRow) place(size fyne.Size) {
	part.Place(r.name, 12, 4, size.Width-24, 21)
	part.Place(r.folder, 12, 23, size.Width-24, 18)
}
