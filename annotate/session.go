package annotate

import (
	"slices"
	"time"
)

// Session is one open article and what its annotator can do with it. It is a value: Apply, Undo and Redo return the
// next one. The History is the annotator's over all articles and goes on from session to session.
type Session struct {
	Document    Document
	Work        Work
	Suggestions Suggestions // as the suggesters gave them; Work.Open leaves out what is answered
	History     History
	Annotator   string
}

// Transaction stamps edits as one step of this session's annotator. The first step in a new article also marks it as
// in progress.
func (s Session) Transaction(now time.Time, origin Origin, words string, sel Span, edits ...Edit) Transaction {
	id := NewID()
	if s.Work.Status == New && !slices.ContainsFunc(edits, assignsStatus) {
		edits = append(edits, AssignTo(s.Work, FieldStatus, string(InProgress)))
	}
	return Transaction{ID: id, Group: id, Document: s.Document.ID, Annotator: s.Annotator, Time: now, Origin: origin,
		Edits: edits, Select: sel, Words: words}
}

func assignsStatus(e Edit) bool {
	a, ok := e.(Assign)
	return ok && a.Field == FieldStatus
}

// Apply makes the step and records it. A transaction for another document is recorded and changes nothing here.
func (s Session) Apply(txs ...Transaction) (Session, error) {
	next := s
	for _, tx := range txs {
		if tx.Document == s.Document.ID {
			work, _, err := tx.Apply(next.Work)
			if err != nil {
				return s, err
			}
			next.Work = work
		}
		next.History = next.History.Record(tx)
	}
	return next, nil
}

// Undo takes the last step back, in whichever articles it was made, and returns its transactions for the journal.
func (s Session) Undo(now time.Time) (Session, []Transaction, error) {
	return s.repeat(s.History.Undo(now))
}

// Redo does the last undone step again.
func (s Session) Redo(now time.Time) (Session, []Transaction, error) {
	return s.repeat(s.History.Redo(now))
}

func (s Session) repeat(txs []Transaction, err error) (Session, []Transaction, error) {
	if err != nil {
		return s, nil, err
	}
	next, err := s.Apply(txs...)
	return next, txs, err
}
