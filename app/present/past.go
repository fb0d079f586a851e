package present

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/app/state"
)

// PastPane is the pane with the history, without its rows.
type PastPane struct {
	Open    bool
	Title   string // the words that it is about
	Ours    bool   // the title is no text of the article
	Words   string // what is known of them, and how many steps there are
	More    string // why there is no row, and what is not shown
	Reading bool
}

// OfPast is what the pane shows of the state.
func OfPast(s state.State) PastPane {
	p := s.Past
	pane := PastPane{Open: p.Open, Reading: p.Reading}
	if !p.Open {
		return pane
	}
	steps := Count(len(p.Rows), "step")
	if p.Reading {
		steps += " so far"
	}
	switch a, labelled := s.Session.Work.Annotations.ByID(p.Scope.Annotation); {
	case !s.HasArticle():
		pane.Title, pane.Ours, pane.More = "No article is open", true, "Choose one in the list."
		return pane
	case p.Scope.Whole():
		pane.Title, pane.Ours, pane.Words = "This article", true, steps
	case labelled:
		pane.Title, pane.Words = quoted(s, a.Span), labelTitle(s, a.Label)+" · "+steps
	default:
		pane.Title, pane.Words = quoted(s, p.Scope.Span), "here · "+steps
	}
	pane.More = pastMore(s)
	return pane
}

// pastMore says why there is nothing to see, or not all.
func pastMore(s state.State) string {
	var list []string
	switch p := s.Past; {
	case p.Err != nil:
		list = append(list, "The rest cannot be read: "+p.Err.Error()+".")
	case p.Reading || len(p.Rows) > 0:
	case p.Scope.Whole():
		list = append(list, "Nothing was done in this article yet.")
	default:
		list = append(list, "Nothing was done here yet.")
	}
	if n := s.Past.Others; n > 0 {
		list = append(list, fmt.Sprintf("%s by others not shown: each annotator works unseen by the others.", Count(n, "step")))
	}
	return strings.Join(list, " ")
}

// PastRow is one step in the history.
type PastRow struct {
	Day   string // "Today", "Mon, 23 Nov 2026"
	First bool   // of the rows of that day
	When  string // the time of day, and who it was
	What  string // a sentence, with words of the article in quotation marks
	From  string // where it came from, and what undo did to it
	Gone  bool   // it is taken back
	Color string // of the label that it gave; "" when it gave none
}

// OfStep is the i-th row of the pane.
func OfStep(s state.State, i int) PastRow {
	step := s.Past.Rows[i]
	at := step.Time.In(s.Now.Location())
	r := PastRow{Day: dayWords(at, s.Now), When: at.Format("15:04"), Gone: step.Undone()}
	if at.Unix() == 0 {
		r.When = "time not known" // it was stored by a version that did not note it
	}
	r.First = i == 0 || dayWords(s.Past.Rows[i-1].Time.In(at.Location()), s.Now) != r.Day
	if step.Annotator != "" {
		r.When += " · " + step.Annotator
	}
	t := telling{s: s, edits: s.Past.Of(step)}
	r.What, r.Color = t.words(step.Transaction), t.color()
	r.From = strings.Join(withoutEmpty(t.from(), t.bulk(step.Transaction), turnWords(step, at)), " · ")
	return r
}

// dayWords name a day as seen from now.
func dayWords(at, now time.Time) string {
	switch at.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return "Today"
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "Yesterday"
	}
	if at.Unix() == 0 {
		return "Earlier"
	}
	return at.Format("Mon, 2 Jan 2006")
}

// turnWords say whether a step is taken back, and when that was.
func turnWords(step *state.PastStep, at time.Time) string {
	if len(step.Turns) == 0 {
		return ""
	}
	last := step.Turns[len(step.Turns)-1]
	when := last.Time.In(at.Location())
	words := "taken back "
	if last.Redo {
		words = "taken back and done again "
	}
	if when.Format(time.DateOnly) != at.Format(time.DateOnly) {
		words += when.Format("2 Jan ")
	}
	return words + when.Format("15:04")
}

func withoutEmpty(list ...string) []string {
	full := list[:0]
	for _, s := range list {
		if s != "" {
			full = append(full, s)
		}
	}
	return full
}

func labelTitle(s state.State, label string) string {
	l, _ := s.Project.Schema.Label(label)
	return cmp.Or(l.Title, label)
}

// quoted is the beginning of a part of the open article, in one line.
func quoted(s state.State, span annotate.Span) string {
	span.Start, span.End = max(0, span.Start), min(span.End, span.Start+longestQuote, s.Session.Document.Text.Len())
	if span.Empty() {
		return ""
	}
	return oneLine(s.Session.Document.Text.Slice(span))
}
