package dialogs

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// counts are the counts under way of a dialog, and what it was asked.
type counts struct {
	asked   []state.Bulk
	tell    func(BulkTold)
	stopped int
}

func (c *counts) model(kind state.BulkKind) BulkModel {
	return BulkModel{Kind: kind, Shown: 500, Labels: annotate.News().Labels, Score: 0.8, Count: func(b state.Bulk, tell func(BulkTold)) func() {
		c.asked, c.tell = append(c.asked, b), tell
		return func() { c.stopped++ }
	}}
}

func scores(articles, labels int) *state.BulkScores {
	var s state.BulkScores
	for i := range s {
		s[i] = state.BulkCount{Articles: articles - i, Labels: labels - 10*i}
	}
	return &s
}

func TestPicturesOfBulk(t *testing.T) {
	for look, variant := range looks {
		for kind, told := range map[state.BulkKind]BulkTold{
			state.BulkFinish:  {Count: state.BulkCount{Looked: 500, Articles: 412}, Ended: true},
			state.BulkRelabel: {Count: state.BulkCount{Looked: 500, Articles: 318, Labels: 1204, Left: 3}, Ended: true},
			state.BulkAccept:  {Count: state.BulkCount{Looked: 230, Left: 2}, Scores: scores(220, 4000)},
		} {
			st := newStage(t, variant, 900, 640)
			c := &counts{}
			AskBulk(st.Host, c.model(kind))
			c.tell(told)
			golden(t, fmt.Sprintf("bulk-%s-%s", kind, look), st)
		}
	}
}

func TestBulkWaitsForItsNumbers(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	c := &counts{}
	AskBulk(st.Host, c.model(state.BulkFinish))
	c.tell(BulkTold{Count: state.BulkCount{Looked: 200, Articles: 150}})
	says(t, st, "Counting: 200 of 500")
	st.press(t, fyne.KeyReturn)
	if len(*st.sent) != 0 {
		t.Fatalf("sent %+v before it was counted", *st.sent)
	}
	c.tell(BulkTold{Count: state.BulkCount{Looked: 500, Articles: 412}, Ended: true})
	says(t, st, "Finishes 412 of the 500 articles shown")
	says(t, st, "88 articles finished already")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.ChangeAll{Bulk: state.Bulk{Kind: state.BulkFinish, Score: 0.8}}) {
		t.Errorf("sent %+v", m)
	}
	st.gone(t)
	if c.stopped != 1 {
		t.Errorf("stopped %d counts", c.stopped)
	}
}

// TestBulkRelabelByKeys chooses both labels without the mouse. What an older count tells then is not shown.
func TestBulkRelabelByKeys(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	c := &counts{}
	AskBulk(st.Host, c.model(state.BulkRelabel))
	old := c.tell
	st.press(t, fyne.KeyRight, fyne.KeyRight)
	st.Window.Canvas().FocusNext()
	st.press(t, fyne.KeyRight, fyne.KeyRight)
	old(BulkTold{Count: state.BulkCount{Articles: 1, Labels: 1}, Ended: true})
	labels := annotate.News().Labels
	want := state.Bulk{Kind: state.BulkRelabel, Label: labels[2].Name, To: labels[3].Name, Score: 0.8}
	if got := c.asked[len(c.asked)-1]; got != want {
		t.Fatalf("asked %+v, want %+v", got, want)
	}
	c.tell(BulkTold{Count: state.BulkCount{Articles: 20, Labels: 41, Left: 2}, Ended: true})
	says(t, st, "Relabels 41 labels in 20 of the 500 articles shown")
	st.Window.Canvas().FocusNext()
	st.Window.Canvas().FocusNext()
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.ChangeAll{Bulk: want}) {
		t.Errorf("sent %+v", m)
	}
}

func TestBulkAcceptFollowsTheScore(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	c := &counts{}
	AskBulk(st.Host, c.model(state.BulkAccept))
	c.tell(BulkTold{Count: state.BulkCount{Looked: 500}, Scores: scores(220, 4000), Ended: true})
	says(t, st, "Accepts 3,200 suggestions in 140 of the 500 articles shown")
	st.press(t, fyne.KeyUp)
	says(t, st, "Accepts 3,190 suggestions in 139 of the 500 articles shown")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.ChangeAll{Bulk: state.Bulk{Kind: state.BulkAccept, Score: 0.81}}) {
		t.Errorf("sent %+v", m)
	}
	if len(c.asked) != 1 {
		t.Errorf("counted %d times for another score", len(c.asked))
	}
}

func TestBulkIsLeft(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	c := &counts{}
	AskBulk(st.Host, c.model(state.BulkRemove))
	c.tell(BulkTold{Err: fmt.Errorf("the disk is gone"), Ended: true})
	says(t, st, "This cannot be counted: the disk is gone")
	st.press(t, fyne.KeyEscape)
	st.gone(t)
	if len(*st.sent) != 0 {
		t.Errorf("sent %+v", *st.sent)
	}
}
