package state

import (
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/place"
	"rubricator/app/textlayout"
)

// Msg is something that happened. The first group is what people do, the second what comes back from outside.
type Msg interface{ msg() }

// Walk goes to the next (or previous) open suggestion or annotation; wraps at the ends.
type Walk struct{ Back bool }

// Accept takes the suggestion in focus and goes to the next open one.
type Accept struct{}

// AcceptAll takes every open suggestion with at least that score, as one step.
type AcceptAll struct{ Score float64 }

// Delete removes the annotation in focus, or rejects the suggestion in focus.
type Delete struct{}

// GiveLabel labels the selection, else relabels the span in focus, else labels the word at the cursor. Key is 1 to
// 18; Name stands for it when it is not empty.
type GiveLabel struct {
	Key  int
	Name string
}

// MoveEdge moves a boundary of the span in focus on screen.
type MoveEdge struct {
	Start     bool // else the end
	Right     bool
	Character bool // else by word
}

// SetEdge puts a boundary of the span in focus at an offset, as by dragging.
type SetEdge struct {
	Start  bool
	Offset int
}

// DragEdge pulls a boundary of a span to a place, for show until DropEdge makes it a step. The span comes into focus;
// none is the one that is. It snaps to words unless Exact.
type DragEdge struct {
	Of    Focus
	Start bool
	At    textlayout.Position
	Exact bool
}

// DropEdge ends the dragging of a boundary.
type DropEdge struct{}

// Move moves the caret.
type Move struct {
	Unit   Unit
	Right  bool // or down, or to the end
	Extend bool // keeps the other end of the selection
}

// Unit is how far a Move goes.
type Unit int

const (
	ByWord Unit = iota
	ByCharacter
	ByLine
	ByPage
	ToLineEdge
	ToTextEdge
)

// Press is a mouse button pressed in the text: 1 click sets the caret, 2 select a word, 3 a paragraph.
type Press struct {
	At     textlayout.Position
	Clicks int
	Extend bool
}

// Drag extends the selection to a place; it snaps to words unless Exact.
type Drag struct {
	At    textlayout.Position
	Exact bool
}

// SelectAll selects the text; Escape drops selection and focus.
type SelectAll struct{}
type Escape struct{}

// FocusOn puts a thing in focus, as by a click in a list.
type FocusOn struct{ Focus Focus }

// Finish ends the article with a status and goes to the next one that is not finished.
type Finish struct{ Status annotate.Status }

// Reopen takes a finished or set-aside article back to work.
type Reopen struct{}

// Neighbour opens the next or previous article of the list.
type Neighbour struct{ Back bool }

// OpenArticle opens an article by ID.
type OpenArticle struct{ ID string }

// Undo and Redo take back and repeat steps, in whichever article they were made.
type Undo struct{}
type Redo struct{}

// EveryOccurrence looks for all places of the span in focus or the selection, to label them after a preview.
type EveryOccurrence struct{ Project bool }

// LabelOccurrences labels the hits that were left ticked, as one step.
type LabelOccurrences struct {
	Label string
	Hits  []Hit
}

// SetNote, SetLanguage and SetDirection change what an annotator says of the article, or of the span in focus.
type SetNote struct{ Text string }
type SetLanguage struct{ Code string }
type SetDirection struct{ Direction string }

// SetEntity links the annotation in focus to an entity; "" takes the link away.
type SetEntity struct{ ID string }

// TurnDirection goes from the text's own direction to the other one, then to the same one, set, and back.
type TurnDirection struct{}

// ToggleZone says that the paragraphs which the selection touches, or that of the caret, are not part of the article, or
// takes that back where all of them are not.
type ToggleZone struct{}

// SetFilter shows other rows of the list.
type SetFilter struct{ Filter Filter }

// SetThreshold shows suggestions from that score on.
type SetThreshold struct{ Score float64 }

// Explain shows the card of what is in focus beside it, as the pointer does.
type Explain struct{}

// WalkFaint lets Tab and Return stop at faint suggestions too, or pass them over again.
type WalkFaint struct{}

// Zoom makes the text of the open article larger by points; 0 sets it back to the setting.
type Zoom struct{ Points int }

// SetTextSize sets the size that all zooms start from.
type SetTextSize struct{ Points int }

// SetReading changes how the article is set; TuneReading changes one thing of it.
type SetReading struct{ Reading Reading }
type TuneReading struct{ Tune Tune }

// ShowHidden shows signs for characters that are not seen, or hides them again.
type ShowHidden struct{}

// FontsMissing tells of scripts in an article of which some letter has no font, the most frequent first.
type FontsMissing struct {
	Document string // ID
	Scripts  []string
}

// SetTheme changes the colours.
type SetTheme struct{ Theme Theme }

// CopyText copies the selection or the span in focus; SaveNow says when the last step was stored, or retries.
type CopyText struct{}
type SaveNow struct{}

// OpenDialog asks for a dialog; NextPane moves the keyboard; Leave quits.
type OpenDialog struct{ Dialog Dialog }
type NextPane struct{ Back bool }
type Leave struct{}

// Say shows a line; it stands for results that change nothing else.
type Say struct {
	Text string
	Warn bool
}

// ProjectOpened brings a project, its rows and the annotator's history.
type ProjectOpened struct {
	Project  Project
	Rows     []Row // all, or with Reading the first of them
	Reading  int   // about how many rows there are, where RowsRead brings the others; 0 where there are no others
	Ahead    Row   // that of Article, where it is not among Rows
	History  annotate.History
	Article  string // ID to open; "" opens the first unfinished one
	Settings map[string]string
	Suggest  suggest.Settings
}

// RowsChanged brings new rows and the schema, after an import.
type RowsChanged struct {
	Rows   []Row
	Read   Rows // the same, where they were made beside the window
	Schema annotate.Schema
}

// Loaded brings an opened article.
type Loaded struct {
	Document annotate.Document
	Work     annotate.Work
	Stored   []annotate.Suggestion
	Select   annotate.Span
	Place    place.Place // where it was left; its beginning when it was never seen
	Row      Row         // where the list does not have it yet
}

// Suggested brings suggestions for the state with that Gen.
type Suggested struct {
	Document    string
	Suggestions []annotate.Suggestion
	Gen         int
	Alike       []annotate.Span // what was found of the request's Seek
	Learnt      *Lessons        // what was learnt before, apart from When; nil when nothing was since the last answer
}

// LanguagesFound brings what detection found, by document ID.
type LanguagesFound struct{ Languages map[string]Language }

// Language is a detected language.
type Language struct {
	Code       string  // ISO 639-1 or "und"
	Confidence float64 // 0 to 1
}

// Stored and StoreFailed tell that the oldest step reached the disk, or why it did not.
type Stored struct{ At time.Time }
type StoreFailed struct{ Err error }

// Dropped tells that the oldest step can never be stored, because it does not fit what the file holds.
type Dropped struct {
	Err          error
	Transactions []annotate.Transaction
}

// Progress tells how far a long job is; Busy nil ends it.
type Progress struct{ Busy *Busy }

func (Walk) msg()             {}
func (Accept) msg()           {}
func (AcceptAll) msg()        {}
func (Delete) msg()           {}
func (GiveLabel) msg()        {}
func (MoveEdge) msg()         {}
func (SetEdge) msg()          {}
func (DragEdge) msg()         {}
func (DropEdge) msg()         {}
func (Move) msg()             {}
func (Press) msg()            {}
func (Drag) msg()             {}
func (SelectAll) msg()        {}
func (Escape) msg()           {}
func (FocusOn) msg()          {}
func (Finish) msg()           {}
func (Reopen) msg()           {}
func (Neighbour) msg()        {}
func (OpenArticle) msg()      {}
func (Undo) msg()             {}
func (Redo) msg()             {}
func (EveryOccurrence) msg()  {}
func (LabelOccurrences) msg() {}
func (SetNote) msg()          {}
func (SetEntity) msg()        {}
func (SetLanguage) msg()      {}
func (SetDirection) msg()     {}
func (SetFilter) msg()        {}
func (SetThreshold) msg()     {}
func (Zoom) msg()             {}
func (SetTextSize) msg()      {}
func (SetReading) msg()       {}
func (TuneReading) msg()      {}
func (ShowHidden) msg()       {}
func (WalkFaint) msg()        {}
func (Explain) msg()          {}
func (FontsMissing) msg()     {}
func (TurnDirection) msg()    {}
func (ToggleZone) msg()       {}
func (SetTheme) msg()         {}
func (CopyText) msg()         {}
func (SaveNow) msg()          {}
func (OpenDialog) msg()       {}
func (NextPane) msg()         {}
func (Leave) msg()            {}
func (Say) msg()              {}
func (ProjectOpened) msg()    {}
func (RowsChanged) msg()      {}
func (Loaded) msg()           {}
func (Suggested) msg()        {}
func (LanguagesFound) msg()   {}
func (Stored) msg()           {}
func (StoreFailed) msg()      {}
func (Dropped) msg()          {}
func (Progress) msg()         {}
