// Package state is what the window shows, as a value, and the one pure function that changes it.
//
//	Update(State, Msg) (State, []Effect)
//
// A Msg says what a person or a background job did; an Effect says what must happen outside: append to the journal,
// load an article, ask the suggesters. State has no pointers into storage and no widget; whoever owns the window owns
// the one current State and calls Update on one goroutine.
package state

import (
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/textlayout"
)

// State is everything that the window shows or that a key needs to know.
type State struct {
	Project Project
	List    List
	Session annotate.Session // of the open article; its Document.ID is "" when none is open
	Stored  []annotate.Suggestion
	Refused refusal // the last answer, while its effect on the other suggestions is not known
	Gen     int     // counts loads and edits; results of background jobs carry it, older ones are dropped

	Caret   textlayout.Position
	Anchor  int // the other end of the selection, in code points
	Pressed int // where the mouse button went down, in code points
	Goal    int // pixel column that Up and Down keep to; -1 when none
	Focus   Focus
	Pull    annotate.Span // where a dragged boundary would put the span in focus; empty when none is dragged

	Starter   string           // for people: the starter of their own; "" where the bundled one is in use
	Suggest   suggest.Settings // of the project
	Thorough  bool             // Tab stops at faint suggestions too
	Threshold float64          // from 0 to 1: suggestions under it are shown fainter; that of Suggest where a project is open
	Learnt    Lessons
	Alike     Alike
	LastLabel string // given last; "label every occurrence" of a bare selection uses it
	Saving    Saving
	Backups   Backups // what a person chose about them
	Toast     Toast
	TextSize  int  // points, for articles without a zoom
	Zoom      int  // points by which the open article is larger
	Zoomed    bool // Zoom is the article's own, else the one given last
	LastZoom  int  // given last, to any article
	Find      Find
	Search    Search
	Check     Check
	Past      Past
	Reading   Reading
	Theme     Theme
	Hidden    bool          // characters that are not seen have signs
	Fontless  []string      // scripts of the open article of which some letter has no font
	Page      int           // lines on a screen
	Shown     annotate.Span // what of the text is on screen; empty when that is not known
	Geometry  Geometry
	Busy      *Busy     // a long job that the status line shows
	Job       *Job      // a step over many articles under way
	Now       time.Time // when the Msg came

	open  *openList            // remembers what Open found
	way   way                  // to another article, waiting for the list
	asked bool                 // an article was asked for since the project was opened
	seek  Seek                 // what Alike is still to be found for
	held  annotate.DecisionKey // a suggestion that stays only as long as it is in focus
}

// Project is what is known of the open file.
type Project struct {
	Path      string // "" when no project is open
	Name      string
	Schema    annotate.Schema
	Annotator string
	Model     Model
	ReadOnly  bool // nothing of it can be changed
}

// Model is the model that the project's people brought.
type Model struct {
	Name string // "" when they brought none
	Out  bool   // what it says is not suggested
	Why  string // why it cannot be used; "" as long as nothing is known against it
}

// Focus is the thing that keys act on: an annotation by its ID, or else a suggestion by its key.
type Focus struct {
	Annotation string
	Suggestion annotate.DecisionKey
}

// None reports whether nothing is in focus.
func (f Focus) None() bool { return f == Focus{} }

// Saving is the truth about what is on disk.
type Saving struct {
	Pending int       // steps not yet on disk
	Last    time.Time // when the last step was stored; zero when none was
	Err     error     // why the oldest pending step could not be stored
}

// Toast is one line that says what a key did or why it did nothing.
type Toast struct {
	Text string
	Warn bool
}

// Busy is a long job with its progress; Total 0 means unknown.
type Busy struct {
	Words       string
	Done, Total int
}

// Theme is which colours the window has.
type Theme string

const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"

	ThemeLightContrast Theme = "light-contrast"
	ThemeDarkContrast  Theme = "dark-contrast"
)

// Geometry answers what depends on where letters stand. A *textlayout.Layout is one.
type Geometry interface {
	Caret(textlayout.Position) textlayout.Rect
	MoveVisualWord(p textlayout.Position, right bool) textlayout.Position
	MoveVisualChar(p textlayout.Position, right bool) textlayout.Position
	MoveLine(p textlayout.Position, down bool, goalX int) textlayout.Position
	LineEdge(p textlayout.Position, end bool) textlayout.Position
	WordAt(offset int) (start, end int)
	NextWordEnd(offset int) int
	PrevWordEnd(offset int) int
	NextWordStart(offset int) int
	PrevWordStart(offset int) int
	NextGrapheme(offset int) int
	PrevGrapheme(offset int) int
	ParagraphAt(offset int) int
	Paragraph(i int) (start, end int)
	ParagraphDirection(i int) textlayout.Direction
}

// Start is the state before any project is open.
func Start() State {
	return State{Threshold: suggest.DefaultThreshold, TextSize: 18, Reading: UsualReading(), Goal: -1, Page: 20, Theme: ThemeSystem, Backups: UsualBackups(), open: &openList{}}
}

// HasArticle reports whether an article is open.
func (s State) HasArticle() bool { return s.Session.Document.ID != "" }

// Selection is the selected range; empty when nothing is selected.
func (s State) Selection() annotate.Span {
	return annotate.Span{Start: min(s.Anchor, s.Caret.Offset), End: max(s.Anchor, s.Caret.Offset)}
}

// FocusedAnnotation is the annotation in focus.
func (s State) FocusedAnnotation() (annotate.Annotation, bool) {
	if s.Focus.Annotation == "" {
		return annotate.Annotation{}, false
	}
	return s.Session.Work.Annotations.ByID(s.Focus.Annotation)
}

// FocusedSuggestion is the open suggestion in focus, be it in full or faint.
func (s State) FocusedSuggestion() (annotate.Suggestion, bool) {
	if s.Focus.Annotation != "" || s.Focus.None() {
		return annotate.Suggestion{}, false
	}
	if g, ok := s.Open().ByKey(s.Focus.Suggestion); ok {
		return g, true
	}
	return s.Faint().ByKey(s.Focus.Suggestion)
}

// FocusSpan is the range of the thing in focus; empty when there is none.
func (s State) FocusSpan() annotate.Span {
	if a, ok := s.FocusedAnnotation(); ok {
		return a.Span
	}
	if g, ok := s.FocusedSuggestion(); ok {
		return g.Span
	}
	return annotate.Span{}
}

// target is what a command about words acts on: the selection without white space at its ends, else the span in
// focus, else the word at the cursor.
func (s State) target() annotate.Span {
	if sel := s.trim(s.Selection()); !sel.Empty() {
		return sel
	}
	if f := s.FocusSpan(); !f.Empty() {
		return f
	}
	if s.Geometry == nil {
		return annotate.Span{}
	}
	start, end := s.Geometry.WordAt(s.Caret.Offset)
	return s.trim(annotate.Span{Start: start, End: end})
}
