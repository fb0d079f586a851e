// Package app is the desktop program: it owns the one State, hands every message to state.Update, shows what came of
// it and carries the effects out.
//
//	key, click, result of a job -> Dispatch(Msg) -> state.Update -> show -> effects
//
// Dispatch runs on Fyne's goroutine and nowhere else; whatever works beside it comes back through fyne.Do.
package app

import (
	"context"
	"os"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/app/command"
	"rubricator/app/dialogs"
	"rubricator/app/panel"
	"rubricator/app/place"
	"rubricator/app/project"
	"rubricator/app/settings"
	"rubricator/app/state"
	"rubricator/app/tally"
	"rubricator/app/textlayout"
	"rubricator/app/textview"
	"rubricator/app/theme"
	"rubricator/storage"
)

// Workbench is the window with all that it stands on.
type Workbench struct {
	fyne    fyne.App
	window  fyne.Window
	fonts   *textlayout.FontSet
	letters fontCheck
	theme   *theme.Theme
	state   state.State
	keys    *command.Keymap

	view     *textview.View
	list     *panel.List
	side     *panel.Side
	status   *panel.Status
	start    *panel.Start
	find     *panel.Find
	findings *panel.Check
	past     *panel.Past
	found    *panel.Search
	middle   *fyne.Container // the article, or the start page
	panes    *fyne.Container // all of the window but the menu, laid out by frame
	frame    frame
	places   *place.Keeper // of the open project; nil when none is
	counts   *tally.Keeper // the same
	chosen   *chosen       // the same
	kept     *settings.Settings

	project  *project.Project
	writer   *storage.Writer
	unsaved  []unsaved // steps that the writer has not told of, oldest first
	teacher  *teacher
	searcher searcher
	scanning func()          // ends the search over all articles; nil without one
	checker  *checker        // of the data; nil before anybody asks for it
	pastRead func()          // ends the reading of a history; nil before the first
	jobs     context.Context // of the open project; ended by cancel
	cancel   func()
	damaged  string        // path of a project that is open although it is known to be damaged
	painted  chan struct{} // closed once the window was painted for the first time; nil without Run
	step     *stepJob      // over many articles, under way; nil without
	busy     *dialogs.Busy // the dialog of the job under way; nil without
	coming   *survey       // of an import that is about to begin; nil without
	log      *latencyLog
	lastKey  command.Key // without its modifiers
	version  string
	fault    error // of the starter; nil once it is said
	beside   *batch
	do       func(func()) // runs a function on the window's goroutine, later; that of beside
	exit     func(status int)

	backups   *backups    // of the open project; nil when none is
	retry     *time.Timer // of steps that could not be stored
	shrinking func()      // ends the compaction before the end; nil without one
}

// Options say how the window starts.
type Options struct {
	LatencyLog   string // file that gets one JSON line per key; "" has none
	Version      string
	Started      time.Time // of the program
	StarterFault error     // of suggest.Install; said once

	testOnlyEmbeddedFonts bool
}

// New builds the window. Run shows it.
func New(a fyne.App, o Options) (*Workbench, error) {
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{System: !o.testOnlyEmbeddedFonts, CacheDir: a.Storage().RootURI().Path(), Emoji: fynetheme.DefaultEmojiFont().Content()})
	if err != nil {
		return nil, err
	}
	withoutStopHook(a)
	beside := &batch{do: fyne.Do}
	w := &Workbench{fyne: a, fonts: fonts, state: state.Start(), version: o.Version, fault: o.StarterFault, beside: beside, do: beside.add, exit: func(int) {}}
	if w.log, err = newLatencyLog(o.LatencyLog, o.Started, w.do); err != nil {
		return nil, err
	}
	w.loadSettings()
	w.state.Starter = starterWords(o.StarterFault)
	w.theme = theme.New(theme.Variant(w.state.Theme))
	a.Settings().SetTheme(w.theme)
	if w.keys, err = command.NewKeymap(command.All(), w.ownKeys()); err != nil {
		w.state.Toast = state.Toast{Text: err.Error() + "; the usual keys are in force", Warn: true}
		w.keys, _ = command.NewKeymap(command.All(), nil)
	}
	w.build()
	return w, nil
}

// Run opens the project and shows the window until it is closed. Without a path it opens the project of the last time,
// and without one the start page.
func (w *Workbench) Run(path, annotator string) {
	w.painted = make(chan struct{})
	if path == "" {
		path = w.lastProject()
	}
	if path != "" {
		w.openProject(path, annotator)
	} else {
		w.show()
	}
	w.sayFault()
	w.fyne.Lifecycle().SetOnStarted(func() {
		go w.fonts.OpenSystem()
		time.AfterFunc(firstFrame, func() { fyne.Do(func() { close(w.painted) }) })
		if !w.state.HasArticle() {
			w.start.Focus()
		}
	})
	w.exit = os.Exit
	w.window.ShowAndRun()
}

// firstFrame is by when Fyne has begun with the first frame after its start; what it is handed then it runs after that.
const firstFrame = 50 * time.Millisecond

// Dispatch is the one way in which anything changes.
func (w *Workbench) Dispatch(m state.Msg) {
	later := w.update(m)
	w.show()
	for _, e := range later {
		w.runShown(e)
	}
}

// update follows a message and those that its effects answer at once. It returns the effects that need the window to
// show the result first.
func (w *Workbench) update(m state.Msg) (later []state.Effect) {
	w.state.Now = time.Now()
	w.state.Page = w.view.PageLines()
	w.state.Shown.Start, w.state.Shown.End = w.view.Shown()
	w.state.Geometry = nil
	if l := w.view.Layout(); l != nil {
		w.state.Geometry = l
	}
	next, effects := state.Update(w.state, m)
	w.state = next
	for _, e := range effects {
		switch e := e.(type) {
		case state.Load:
			later = append(later, w.load(e)...)
		case state.Turn, state.Reveal, state.ShowCard, state.FocusArticle, state.FocusFind, state.FocusCheck, state.FocusPast, state.FocusSearch, state.AskWave, state.PreviewHits, state.Ask, state.Cycle:
			later = append(later, e)
		default:
			w.run(e)
		}
	}
	return later
}

// host is what dialogs need of the window.
func (w *Workbench) host() dialogs.Host {
	return dialogs.Host{Window: w.window, Fonts: w.fonts, Dispatch: w.Dispatch, Keymap: w.keys, Closed: w.focusArticle}
}
