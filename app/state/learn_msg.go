package state

import (
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// SetSuggest chooses what a project's suggestions are like.
type SetSuggest struct{ Settings suggest.Settings }

// SetOrder sorts the list, by the counts of now also where it has that order already.
type SetOrder struct{ Order Order }

// MoreLikeThis takes the offer in Alike.
type MoreLikeThis struct{}

// CountsFound brings what was counted in articles that are not open, by ID.
type CountsFound struct{ Counts map[string]Count }

// Count is what is suggested in an article and not answered.
type Count struct {
	Suggestions int     // shown in full
	Corrections float64 // expected
}

// Learnt tells that the suggesters know the project's earlier work, or have begun anew and know it again.
type Learnt struct{ Count int }

// ModelSaid tells that the model which the project's people brought has looked at an article, or cannot be used.
type ModelSaid struct {
	Document string
	Warning  string // why it cannot be used; "" when it can
}

// LeaveModelOut goes on without what that model says, or takes it in again; LeaveOut is its effect.
type LeaveModelOut struct{ Out bool }
type LeaveOut struct{ Out bool }

// Lessons are what the suggesters have learnt from.
type Lessons struct {
	Count int       // answers: labels given, suggestions rejected
	Label string    // of the last one; "" when it was none with a label
	When  time.Time // of the last one; zero when nothing was learnt since the project was opened
}

// Alike is an offer after a correction: more places of the same words. The zero value offers nothing.
type Alike struct {
	Phrase, Label string
	Here          int  // places in the open article
	Remove        bool // reject Label there, else give it
	Spans         []annotate.Span
}

// Seek is what a correction was about.
type Seek struct {
	Phrase, Label string // an empty Phrase seeks nothing
	Before        string // the label that the words had
	Remove        bool   // the label was taken away, or refused
}

// StoreSuggest takes the settings into use and keeps them in the project.
type StoreSuggest struct{ Settings suggest.Settings }

// Nearby says which articles are likely to be opened next: their counts follow each correction.
type Nearby struct{ IDs []string }

// CountAll says that what is suggested in the unfinished articles is worth counting.
type CountAll struct {
	Known bool // in those that were counted before as well
	Every bool // in all that were not, however many
}

func (SetSuggest) msg()      {}
func (SetOrder) msg()        {}
func (MoreLikeThis) msg()    {}
func (CountsFound) msg()     {}
func (Learnt) msg()          {}
func (ModelSaid) msg()       {}
func (LeaveModelOut) msg()   {}
func (LeaveOut) effect()     {}
func (StoreSuggest) effect() {}
func (Nearby) effect()       {}
func (CountAll) effect()     {}
