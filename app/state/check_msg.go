package state

import (
	"rubricator/annotate"
	"rubricator/annotate/check"
)

// ToggleCheck shows the pane with what the check of the data has found and gives it the keyboard, or takes it away. The
// first time it lets all articles be looked at.
type ToggleCheck struct{}

// OpenCheck shows the pane, as from a dialog that tells of findings.
type OpenCheck struct{}

// StopCheck ends the looking at all articles before its time.
type StopCheck struct{}

// SetCheckKind shows the findings of one kind, or with "" all.
type SetCheckKind struct{ Kind check.Kind }

// NextFinding goes to the next or previous finding, opening its article if it is another; wraps at the ends.
type NextFinding struct{ Back bool }

// GoToFinding goes to a finding of the list.
type GoToFinding struct{ Finding check.Finding }

// MendFinding does what the finding in focus proposes, and goes on to the next.
type MendFinding struct{}

// WaveFinding lets the finding in focus stand, and goes on to the next.
type WaveFinding struct{}

// WaveAlike asks whether all findings of the same kind and words as the one in focus are to stand; answered by WaveAll.
type WaveAlike struct{}

// WaveAll lets all findings of a kind on the same words stand, in all articles, as one step.
type WaveAll struct {
	Kind    check.Kind
	Surface string
}

// CheckRead tells how many articles were looked at so far.
type CheckRead struct{ Done, Total int }

// Checked brings all that was found, once so many Rechecks were followed.
type Checked struct {
	Found    Found
	Followed int
}

// CheckedOne brings what is found in one article, the same.
type CheckedOne struct {
	Document string // ID
	List     []check.Finding
	Followed int
}

// CheckUnread tells that an article could not be looked at again. Nothing is known of it until that goes well.
type CheckUnread struct {
	Document string // ID
	Err      error
}

// CheckFailed tells why the articles could not be looked at.
type CheckFailed struct{ Err error }

func (ToggleCheck) msg()  {}
func (OpenCheck) msg()    {}
func (StopCheck) msg()    {}
func (SetCheckKind) msg() {}
func (NextFinding) msg()  {}
func (GoToFinding) msg()  {}
func (MendFinding) msg()  {}
func (WaveFinding) msg()  {}
func (WaveAlike) msg()    {}
func (WaveAll) msg()      {}
func (CheckRead) msg()    {}
func (Checked) msg()      {}
func (CheckedOne) msg()   {}
func (CheckUnread) msg()  {}
func (CheckFailed) msg()  {}

// ReadAll looks at all articles, from the beginning; answered by CheckRead, and Checked at the end.
type ReadAll struct{}

// StopReading ends a ReadAll.
type StopReading struct{}

// Recheck looks again at the open article; answered by CheckedOne, and by Checked a little later. Elsewhere names a
// step that changed other articles as well: it is followed once those are stored and were looked at again.
type Recheck struct {
	Document  annotate.Document
	Work      annotate.Work
	Elsewhere string // ID of the first transaction of that step; "" for any other
	Number    int    // of this Recheck, from 1
}

// FocusCheck gives the keyboard to the pane.
type FocusCheck struct{}

// AskWave asks whether to let so many findings stand.
type AskWave struct {
	WaveAll
	Findings, Articles int
}

func (ReadAll) effect()     {}
func (StopReading) effect() {}
func (Recheck) effect()     {}
func (FocusCheck) effect()  {}
func (AskWave) effect()     {}
