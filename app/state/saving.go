package state

import "fmt"

// updateSaving keeps the account of what is on disk.
func updateSaving(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case Stored:
		s.Saving = Saving{Pending: max(0, s.Saving.Pending-1), Last: m.At}
	case StoreFailed:
		s.Saving.Err = m.Err
		return s, []Effect{RetryLater{}}
	case Dropped:
		return dropped(s, m)
	case SaveNow:
		if s.Saving.Err != nil {
			return s, []Effect{Retry{}}
		}
		if s.Saving.Last.IsZero() {
			return say(s, "nothing to save: every step is stored as it is made", false)
		}
		return say(s, "nothing to save: the last step was stored at "+s.Saving.Last.Format("15:04:05"), false)
	}
	return s, nil
}

// dropped shows the article as it is stored, and forgets the step: neither it nor what it would have undone can be
// repeated.
func dropped(s State, m Dropped) (State, []Effect) {
	s.Saving.Pending, s.Saving.Err = max(0, s.Saving.Pending-1), nil
	for _, tx := range m.Transactions {
		s.Session.History = s.Session.History.Forget(tx.Group).Forget(tx.Of)
	}
	s.Toast = Toast{fmt.Sprintf("a step could not be stored and was left out: %v", m.Err), true}
	if !s.HasArticle() {
		return s, nil
	}
	return s, []Effect{Load{ID: s.Session.Document.ID}}
}
