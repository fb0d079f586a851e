package state

import (
	"strings"

	"rubricator/annotate"
)

// Effect is something that must happen outside of Update.
type Effect interface{ effect() }

// Append stores transactions, in order; answered by Stored or StoreFailed.
type Append struct{ Transactions []annotate.Transaction }

// Retry stores again what could not be stored; RetryLater does so in a while.
type Retry struct{}
type RetryLater struct{}

// Load opens an article; answered by Loaded. Select is what to show of it; empty means where the annotator was.
type Load struct {
	ID     string
	Select annotate.Span
}

// Suggest asks for suggestions on the open article; answered by Suggested with the same Gen. What was to be taught
// before is learnt first.
type Suggest struct {
	Document annotate.Document
	Work     annotate.Work
	Language string
	Stored   []annotate.Suggestion
	Gen      int
	Seek     Seek
}

// Teach shows the suggesters how the work on the open article changed, and steps in other articles. It comes before the
// Append of the same step.
type Teach struct {
	Document      annotate.Document
	Before, After annotate.Work
	Elsewhere     []annotate.Transaction
}

// FindOccurrences looks for the phrase in the article, or in all articles; answered by Occurrences.
type FindOccurrences struct {
	Phrase  string
	Label   string
	Project bool
}

// Ask opens a dialog of the window.
type Ask struct {
	Dialog Dialog
	Span   annotate.Span
}

// Reveal scrolls so that the range is on screen.
type Reveal struct{ Span annotate.Span }

// ShowCard shows the card of what is in focus.
type ShowCard struct{}

// Turn scrolls by as much as lies between two offsets, so that a caret that went from one to the other keeps its place
// on the screen.
type Turn struct{ From, To int }

// Copy puts text on the clipboard.
type Copy struct{ Text string }

// Remember keeps a setting of the project or of the program.
type Remember struct{ Key, Value string }

// Cycle moves the keyboard to the next pane.
type Cycle struct{ Back bool }

// FocusArticle gives the keyboard to the article.
type FocusArticle struct{}

// Quit ends the program once everything is stored.
type Quit struct{}

// Dialog names a dialog.
type Dialog string

const (
	DialogNew         Dialog = "new"
	DialogOpen        Dialog = "open"
	DialogImport      Dialog = "import"
	DialogExport      Dialog = "export"
	DialogPalette     Dialog = "palette"
	DialogKeys        Dialog = "keys"
	DialogNote        Dialog = "note"
	DialogEntity      Dialog = "entity"
	DialogLanguage    Dialog = "language"
	DialogAcceptAll   Dialog = "accept-all"
	DialogOccurrences Dialog = "occurrences"
	DialogSettings    Dialog = "settings"
	DialogAbout       Dialog = "about"
	DialogCheck       Dialog = "check"
	DialogBackup      Dialog = "backup"  // save a copy
	DialogBackups     Dialog = "backups" // those made by themselves
	dialogBulk        Dialog = "bulk-"   // and a BulkKind
	DialogMerge       Dialog = "merge"
	DialogForget      Dialog = "forget"
)

// DialogBulk asks before something is done in all articles that the list shows.
func DialogBulk(k BulkKind) Dialog { return dialogBulk + Dialog(k) }

// Bulk is what a dialog of DialogBulk asks about; "" for other dialogs.
func (d Dialog) Bulk() BulkKind {
	kind, is := strings.CutPrefix(string(d), string(dialogBulk))
	if !is {
		return ""
	}
	return BulkKind(kind)
}

// changesMany reports whether a dialog begins what changes many articles.
func (d Dialog) changesMany() bool { return d == DialogImport || d.Bulk() != "" }

func (Append) effect()          {}
func (Retry) effect()           {}
func (RetryLater) effect()      {}
func (Load) effect()            {}
func (Suggest) effect()         {}
func (Teach) effect()           {}
func (FindOccurrences) effect() {}
func (Ask) effect()             {}
func (Reveal) effect()          {}
func (ShowCard) effect()        {}
func (Turn) effect()            {}
func (Copy) effect()            {}
func (Remember) effect()        {}
func (Cycle) effect()           {}
func (FocusArticle) effect()    {}
func (Quit) effect()            {}
