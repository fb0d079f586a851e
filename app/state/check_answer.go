package state

import (
	"fmt"

	"rubricator/annotate"
	"rubricator/annotate/check"
)

const noFinding = "nothing the check found is in focus: F8 goes to the next finding"

// mendFinding does what the finding in focus proposes.
func mendFinding(s State) (State, []Effect) {
	f, ok := s.Finding()
	switch {
	case !ok:
		return say(s, noFinding, true)
	case f.Mend == nil:
		return say(s, "only a person can say what is right here: give a label, move an edge, remove it, or wave it through", true)
	case f.Doc != s.Session.Document.ID:
		return goToFinding(s, f)
	}
	label, known := s.Project.Schema.Label(f.Mend.Label)
	if !known {
		return say(s, fmt.Sprintf("the schema has no label %q", f.Mend.Label), true)
	}
	a, labelled := s.annotationOf(f)
	next, effects, before := s, []Effect(nil), s.Gen
	switch {
	case labelled:
		after := a
		after.Span, after.Label, after.Quote = f.Mend.Span, label.Name, s.Session.Document.Text.Slice(f.Mend.Span)
		next, effects = s.replace(a, after, fmt.Sprintf("mend “%s”: %s “%s”", short(a.Quote), label.Title, short(after.Quote)))
	case f.Kind == check.Missed:
		next, effects = addLabel(s, f.Mend.Span, label)
	default:
		return say(s, "this is labelled otherwise by now", true)
	}
	if next.Gen == before {
		return next, effects
	}
	return next.answered(f, effects, fmt.Sprintf("“%s” is %s now", short(s.Session.Document.Text.Slice(f.Mend.Span)), label.Title))
}

// waveFinding lets the finding in focus stand.
func waveFinding(s State) (State, []Effect) {
	f, ok := s.Finding()
	switch {
	case !ok:
		return say(s, noFinding, true)
	case !MayStand(f):
		return say(s, wholeProject, true)
	case f.Doc != s.Session.Document.ID:
		return goToFinding(s, f)
	}
	before := s.Gen
	s, effects := step(s, annotate.OriginUser, waveWords(f.Surface), f.Span, annotate.Wave{Pass: f.Pass()})
	if s.Gen == before {
		return s, effects
	}
	return s.answered(f, effects, waved(f.Surface))
}

// waving is a pass of an article.
type waving struct {
	document string
	pass     annotate.Pass
}

// takenBack remembers what of the open article an undone step no longer lets stand, if nothing in the text shows it.
func (s State) takenBack(tx annotate.Transaction) State {
	s.Check.back = waving{}
	for _, e := range tx.Edits {
		if w, ok := e.(annotate.Wave); ok && w.Off && w.Pass.Span.Empty() {
			s.Check.back = waving{tx.Document, w.Pass}
		}
	}
	return s
}

// broughtBack stands on the finding that an undo has brought back, unless the keys act on something by now.
func (s State) broughtBack() State {
	b := s.Check.back
	if b.document == "" || b.document != s.Session.Document.ID || !s.Focus.None() || !s.Selection().Empty() {
		return s
	}
	for _, f := range s.List.foundIn(s.Check.Found, b.document) {
		if f.Pass() == b.pass {
			s.Check.back = waving{}
			return s.standOn(f)
		}
	}
	return s
}

const wholeProject = "this is about the label in all articles: more examples answer it"

func waveWords(surface string) string {
	if surface == "" {
		return "wave a finding through"
	}
	return "wave “" + short(surface) + "” through"
}

func waved(surface string) string {
	if surface == "" {
		return "waved through"
	}
	return "“" + short(surface) + "” waved through"
}

// answered leaves a finding out of the list and goes on to the next.
func (s State) answered(f check.Finding, effects []Effect, words string) (State, []Effect) {
	row := s.FindingRow(f)
	s = s.nowFound(f.Doc, leftOutOf(s.List.foundIn(s.Check.Found, f.Doc), f))
	s.Toast = Toast{Text: words + "; " + s.left()}
	if len(s.Check.Rows) == 0 {
		return s, effects
	}
	s.Check.auto = true
	s, more := goToFinding(s, s.Check.Found.At(s.Check.Rows[max(0, row)%len(s.Check.Rows)]))
	return s, append(effects, more...)
}

func leftOutOf(list []check.Finding, f check.Finding) []check.Finding {
	var left []check.Finding
	for _, o := range list {
		if o.Compare(f) != 0 {
			left = append(left, o)
		}
	}
	return left
}

// onward goes on from a finding that is none any more, because of the answer to another.
func (s State) onward() (State, []Effect) {
	n := len(s.Check.Rows)
	if n == 0 {
		return s, nil
	}
	i := s.neighbourFinding(false)
	return goToFinding(s, s.Check.Found.At(s.Check.Rows[i%n]))
}

// waveAlike asks whether all findings like the one in focus are to stand. There is nothing to ask where it is alone.
func waveAlike(s State) (State, []Effect) {
	f, ok := s.Finding()
	switch {
	case !ok:
		return say(s, noFinding, true)
	case !MayStand(f):
		return say(s, wholeProject, true)
	}
	findings, articles := s.AlikeFindings(f)
	if findings == 1 {
		return waveFinding(s)
	}
	return s, []Effect{AskWave{WaveAll{f.Kind, f.Surface}, findings, articles}}
}

// waveAll lets all findings of a kind on the same words stand, as one step over all their articles.
func waveAll(s State, m WaveAll) (State, []Effect) {
	group, count, passed := annotate.NewID(), 0, s.Session.History.Passed()
	var txs []annotate.Transaction
	for _, d := range s.Check.Found.Docs {
		var edits []annotate.Edit
		for i := range d.List {
			if pass := d.List[i].Pass(); alike(d.List[i], m.Kind, m.Surface) && !passed[d.Document][pass] { // the check may not have followed yet
				edits = append(edits, annotate.Wave{Pass: pass})
			}
		}
		if len(edits) > 0 {
			count += len(edits)
			txs = append(txs, s.waving(d.Document, edits))
		}
	}
	if count == 0 {
		return say(s, "nothing like this is left to wave through", true)
	}
	for i := range txs {
		txs[i].Group, txs[i].Words = group, fmt.Sprintf("%s, %s", waveWords(m.Surface), places(count))
	}
	before := s.Gen
	f, _ := s.Finding()
	s, effects := apply(s, txs...)
	if s.Gen == before {
		return s, effects
	}
	row := s.FindingRow(f)
	s.Check.Found = s.Check.Found.without(func(f check.Finding) bool { return alike(f, m.Kind, m.Surface) })
	s.Check.Counts = s.Check.Found.counts()
	s = s.listed()
	s.Toast = Toast{Text: findings(count) + " waved through, " + s.left() + "; Ctrl+Z takes all back"}
	if n := len(s.Check.Rows); n > 0 {
		var more []Effect
		s.Check.auto = true
		s, more = goToFinding(s, s.Check.Found.At(s.Check.Rows[min(max(0, row), n-1)]))
		effects = append(effects, more...)
	}
	return s, effects
}

// waving is the part of a step in one article.
func (s State) waving(id string, edits []annotate.Edit) annotate.Transaction {
	if id == s.Session.Document.ID {
		return s.Session.Transaction(s.Now, annotate.OriginUser, "", s.FocusSpan(), edits...)
	}
	row, _ := s.List.Row(id)
	other := annotate.Session{Document: annotate.Document{ID: id}, Work: annotate.Work{Status: row.Status}, Annotator: s.Session.Annotator}
	return other.Transaction(s.Now, annotate.OriginUser, "", edits[0].Touches(), edits...)
}
