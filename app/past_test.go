package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/present"
	"rubricator/app/state"
)

// told waits until the history is read, and is what its rows say.
func (d *desk) told() string {
	d.t.Helper()
	d.until("the history", func() bool { return d.state.Past.Open && !d.state.Past.Reading })
	var list []string
	for i := range d.state.Past.Rows {
		r := present.OfStep(d.state, i)
		list = append(list, strings.Join([]string{r.What, r.From}, "|"))
	}
	return strings.Join(list, "\n")
}

func TestTheHistoryByKeys(t *testing.T) {
	d := sitAtWork(t, "[PER Mira Holt] left Oslo.", "Nothing was done here.")
	d.keys("Shift+F4")
	if got := d.told(); got != "imported: gave Person to “Mira Holt”, finished the article|\nimported the article from “in.jsonl”|" {
		t.Errorf("after the import it says\n%s", got)
	}
	if !d.past.Object().Visible() || d.list.Object().Visible() || !d.past.Holds(d.window.Canvas().Focused()) {
		t.Error("the history does not stand in the place of the list with the keyboard in it")
	}
	if d.strike(fyne.KeyReturn); !d.state.Past.Open || d.selected() != "" || d.state.FocusSpan() != (annotate.Span{Start: 0, End: 9}) {
		t.Errorf("Return once it is read: open %t, %v in focus", d.state.Past.Open, d.state.FocusSpan())
	}
	d.Dispatch(state.Escape{})
	d.Dispatch(state.Escape{})
	d.until("suggestions", func() bool { return d.state.Open().Len() > 0 })
	d.Dispatch(state.FocusOn{Focus: state.Focus{Suggestion: d.state.Open().At(0).Key()}})
	d.keys("Delete")
	d.Dispatch(state.Escape{})
	d.Dispatch(state.Escape{})
	if got := d.told(); !strings.HasPrefix(got, "rejected Place for “Oslo”|suggested by ") {
		t.Errorf("after a rejection it says\n%s", got)
	}
	d.focusPast()
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.selected() != "Oslo" || len(d.state.Past.Rows) != 3 || !d.past.Holds(d.window.Canvas().Focused()) {
		t.Errorf("Return on the step selects %q and leaves %d rows", d.selected(), len(d.state.Past.Rows))
	}
	d.keys("Ctrl+Z")
	if r := present.OfStep(d.state, 0); !r.Gone || !strings.HasPrefix(r.What, "rejected") {
		t.Errorf("taken back it is told as %+v", r)
	}
	d.keys("F7")
	if d.state.Past.Open || !d.findings.Object().Visible() {
		t.Error("the check does not take the place of the history")
	}
	d.keys("Shift+F4", "Ctrl+PgDn")
	d.until("the other article", func() bool { return d.state.Session.Document.ID == "d1" })
	if got := d.told(); got != "imported: finished the article|\nimported the article from “in.jsonl”|" {
		t.Errorf("of the other article it says\n%s", got)
	}
	d.keys("Shift+F4")
	if d.past.Object().Visible() || !d.findings.Object().Visible() {
		t.Error("closed, the history does not leave the check where it was")
	}
}

// TestALongHistoryIsReadInPieces has more steps than a piece, some of them of another annotator.
func TestALongHistoryIsReadInPieces(t *testing.T) {
	d := sitAtWork(t, "Mira Holt left Oslo.")
	const n = 10_000
	var txs []annotate.Transaction
	note, other := "", ""
	for i := range n {
		next := fmt.Sprint("note ", i)
		tx := annotate.Transaction{ID: annotate.NewID(), Document: "d0", Annotator: "ann", Time: time.Now(), Origin: annotate.OriginUser, Words: next}
		tx.Edits = []annotate.Edit{annotate.Assign{Field: annotate.FieldNote, Before: note, After: next}}
		if i%10 == 9 {
			tx.Annotator, tx.Edits = "eve", []annotate.Edit{annotate.Assign{Field: annotate.FieldNote, Before: other, After: next}}
			other = next
		} else {
			note = next
		}
		tx.Group = tx.ID
		txs = append(txs, tx)
	}
	if err := d.project.Store().Append(txs...); err != nil {
		t.Fatal(err)
	}
	d.Dispatch(state.OpenArticle{ID: "d0"})
	longest, pieces := time.Duration(0), 0
	d.press("Shift+F4")
	d.until("the history", func() bool {
		pieces++
		return !d.state.Past.Reading
	})
	began := time.Now()
	d.Dispatch(state.SetNote{Text: "the last"})
	longest = max(longest, time.Since(began))
	t.Logf("%d pieces, a step after them in %v", pieces, longest)
	if rows := len(d.state.Past.Rows); rows != n*9/10+3 || d.state.Past.Others != n/10 {
		t.Errorf("%d rows and %d steps of others", rows, d.state.Past.Others)
	}
	if first := present.OfStep(d.state, 1).What; first != "noted on the article: “note 9998”" {
		t.Errorf("the newest stored step is told as %s", first)
	}
	if pieces < n/pastPiece {
		t.Errorf("%d steps came in %d pieces", n, pieces)
	}
}
