package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"rubricator/annotate"
)

// Bulk is what is to be done in many articles as one step.
type Bulk struct {
	Kind  BulkKind
	Label string  // that is relabelled or removed
	To    string  // what it becomes
	Score float64 // from which on suggestions are accepted
}

// BulkKind is one of the things that can be done in all articles which the list shows.
type BulkKind string

const (
	BulkFinish   BulkKind = "finish"
	BulkSetAside BulkKind = "set-aside"
	BulkReopen   BulkKind = "reopen"
	BulkRelabel  BulkKind = "relabel"
	BulkRemove   BulkKind = "remove"
	BulkAccept   BulkKind = "accept"
)

// BulkKinds are all of them, in the order of the menu.
var BulkKinds = []BulkKind{BulkFinish, BulkSetAside, BulkReopen, BulkRelabel, BulkRemove, BulkAccept}

// BulkCount is what a Bulk would do.
type BulkCount struct {
	Looked   int // articles looked at so far
	Articles int // that it would change
	Labels   int // that it would change, remove or give
	Left     int // labels and suggestions that it leaves out, as the schema forbids them or they would say something twice
}

// BulkScores are what accepting would do from each score on, in hundredths.
type BulkScores [101]BulkCount

// At is what would be done from a score on.
func (s *BulkScores) At(score float64) BulkCount {
	return s[min(max(int(math.Ceil(score*100-1e-6)), 0), 100)]
}

// ChangeAll does something in all articles that the list shows, as one step.
type ChangeAll struct{ Bulk Bulk }

// StopJob ends the step over many articles that is under way; what is done stays done.
type StopJob struct{}

// JobPiece brings what a step over many articles has done and stored by now.
type JobPiece struct {
	Transactions []annotate.Transaction
	Rows         []Row // of these articles, as they are now
	Done, Total  int   // articles
}

// JobEnded tells that such a step has ended.
type JobEnded struct {
	Articles int      // changed
	Labels   int      // changed, removed or given
	Left     int      // labels left out
	Passed   []string // titles of the articles whose work does not fit any more
	Why      error    // of the first of them
	Err      error    // why it ended early; context.Canceled where somebody stopped it
}

// RunBulk and RunRepeat begin a step over many articles beside the window; answered by JobPiece and JobEnded. HaltJob
// ends it. LearnAnew lets the suggesters forget all and read the project again.
type RunBulk struct {
	Bulk         Bulk
	Group, Words string
	IDs          []string
}
type RunRepeat struct {
	Step annotate.Step
	Redo bool
}
type HaltJob struct{}
type LearnAnew struct{}

func (ChangeAll) msg()    {}
func (StopJob) msg()      {}
func (JobPiece) msg()     {}
func (JobEnded) msg()     {}
func (RunBulk) effect()   {}
func (RunRepeat) effect() {}
func (HaltJob) effect()   {}
func (LearnAnew) effect() {}

// Job is a step over many articles under way.
type Job struct {
	Bulk        Bulk   // zero for an undo or a redo
	Words       string // for people: what it does
	Step        string // of the step that is undone or redone
	Redo        bool
	Done, Total int   // articles
	Stopping    bool  // somebody asked it to end
	then        []Msg // undo and redo that were asked for meanwhile
}

// mostTaught is in how many articles a step may be for the suggesters to follow it one by one. After a larger one they
// read the project again.
const mostTaught = 1000

// ShownIDs are those of the articles that the list shows, in its order.
func (l List) ShownIDs() []string {
	ids := make([]string, len(l.Visible))
	for i, at := range l.Visible {
		ids[i] = l.Rows.At(at).ID
	}
	return ids
}

// updateJob handles steps over many articles. It is not ok for other messages.
func updateJob(s State, m Msg) (next State, effects []Effect, ok bool) {
	switch m := m.(type) {
	case ChangeAll:
		s, effects = changeAll(s, m.Bulk)
	case StopJob:
		if s.Job == nil {
			s, _ = say(s, "nothing is under way that could be stopped", false)
			return s, nil, true
		}
		job := *s.Job
		job.Stopping, job.then = true, nil
		s.Job, effects = &job, []Effect{HaltJob{}}
	case JobPiece:
		s, effects = jobPiece(s, m)
	case JobEnded:
		s, effects = jobEnded(s, m)
	case Undo, Redo:
		if s.Job == nil {
			return undoWithoutArticle(s, m)
		}
		job := *s.Job
		job.then = append(slices.Clip(job.then), m)
		s.Job = &job
		s, _ = say(s, job.Words+" goes on; what you undo or redo follows it", false)
	default:
		return s, nil, false
	}
	return s, effects, true
}

// undoWithoutArticle takes a step back that left no article to show.
func undoWithoutArticle(s State, m Msg) (State, []Effect, bool) {
	_, redo := m.(Redo)
	next := s.Session.History.Next(redo)
	if s.HasArticle() || !next.Large {
		return s, nil, false
	}
	s, effects := repeatLarge(s, next, redo)
	return s, effects, true
}

// mayBegin says why no step over many articles can begin; "" when one can.
func (s State) mayBegin() string {
	switch {
	case s.Job != nil:
		return s.Job.Words + " is still under way"
	case s.List.Arriving || s.List.Reading > 0:
		return "the list is still being read"
	case s.Saving.Err != nil:
		return "there are steps that could not be stored: Ctrl+S tries again"
	}
	return ""
}

func changeAll(s State, b Bulk) (State, []Effect) {
	if s.Project.ReadOnly {
		return sayReadOnly(s)
	}
	if why := s.mayBegin(); why != "" {
		return say(s, why, true)
	}
	ids := s.List.ShownIDs()
	s.Toast = Toast{}
	s.Job = &Job{Bulk: b, Words: b.doing(), Total: len(ids)}
	return s, []Effect{RunBulk{b, annotate.NewID(), b.step(), ids}}
}

// repeatLarge takes a step back, or does it again, that only the journal holds.
func repeatLarge(s State, step annotate.Step, redo bool) (State, []Effect) {
	if s.Project.ReadOnly {
		return sayReadOnly(s)
	}
	if why := s.mayBegin(); why != "" {
		return say(s, why, true)
	}
	words := choose(redo, "Doing again: ", "Undoing: ") + step.Words
	s.Toast = Toast{}
	s.Job = &Job{Words: words, Step: step.Words, Redo: redo, Total: step.Parts}
	return s, []Effect{RunRepeat{step, redo}}
}

// jobPiece follows what is stored already. The open article takes its part of it at once.
func jobPiece(s State, m JobPiece) (State, []Effect) {
	if s.Job == nil {
		return s, nil
	}
	job := *s.Job
	job.Done, job.Total = m.Done, m.Total
	s.Job = &job
	id := s.Session.Document.ID
	others := elsewhere(m.Transactions, id)
	for _, now := range m.Rows {
		s.List = s.List.Change(now.ID, func(r Row) Row {
			r.Status, r.Own, r.Annotations, r.Labels = now.Status, now.Own, now.Annotations, now.Labels
			return r
		})
	}
	before, open := s.Session.Work, s.opened()
	for _, tx := range m.Transactions {
		if s.Session.History = s.Session.History.Record(tx); tx.Document == id {
			s.Session.Work = withStored(s.Session.Work, tx)
		}
	}
	lesson := Teach{Before: before, After: s.Session.Work}
	if m.Total <= mostTaught {
		lesson.Elsewhere = others
	}
	switch {
	case !s.Session.Work.Equal(before):
	case len(lesson.Elsewhere) == 0:
		return s, nil
	default:
		return s, []Effect{Teach{Elsewhere: lesson.Elsewhere}}
	}
	lesson.Document = s.Session.Document
	s.Alike, s.seek, s.Refused = Alike{}, Seek{}, refusal{}
	s = s.reopened(open, touchedIn(m.Transactions, id))
	s.Gen++
	s = refreshRow(s)
	if s.FocusSpan().Empty() {
		s.Focus = Focus{}
	}
	return s, []Effect{lesson, s.suggest()}
}

// withStored is a work after a transaction that the file has already; so has the work where the article was opened since.
func withStored(w annotate.Work, tx annotate.Transaction) annotate.Work {
	if next, _, err := tx.Apply(w); err == nil {
		return next
	}
	return w
}

// jobEnded says what came of a step, orders the list anew and goes on with what was asked for meanwhile.
func jobEnded(s State, m JobEnded) (State, []Effect) {
	if s.Job == nil {
		return s, nil
	}
	job := *s.Job
	s.Job = nil
	s.List = s.List.With(s.List.Filter)
	s.Toast = Toast{job.ended(m), m.Err != nil || len(m.Passed) > 0}
	if m.Articles == 0 && m.Err == nil && job.Step != "" { // nothing of it is left
		s.Session.History = s.Session.History.Forget(s.Session.History.Next(job.Redo).Group)
	}
	var effects []Effect
	if job.Total > mostTaught {
		effects = append(effects, LearnAnew{})
	}
	effects = append(effects, CountAll{Known: true, Every: s.List.Order == OrderCorrections})
	for i, next := range job.then {
		var more []Effect
		s, more = update(s, next)
		effects = append(effects, more...)
		if s.Job != nil {
			again := *s.Job
			again.then = job.then[i+1:]
			s.Job = &again
			break
		}
	}
	return s, effects
}

// ended is the line at the end of a step.
func (j Job) ended(m JobEnded) string {
	var words string
	switch {
	case j.Step == "" && m.Articles == 0:
		words = "nothing was left to do"
	case j.Step == "":
		words = j.Bulk.done(m) + "; Ctrl+Z takes all back"
	default:
		words = choose(j.Redo, "done again: ", "undone: ") + j.Step + ", in " + Counted(m.Articles, "article")
	}
	if n := len(m.Passed); n > 0 {
		words += fmt.Sprintf("; %s changed since and stay as they are, “%s” first: %v", Counted(n, "article"), short(m.Passed[0]), m.Why)
	}
	switch {
	case m.Err == nil:
		return words
	case errors.Is(m.Err, context.Canceled):
		words = "stopped: " + words
	default:
		words = fmt.Sprintf("ended early (%v): %s", m.Err, words)
	}
	if j.Step != "" {
		words += choose(j.Redo, "; Ctrl+Shift+Z goes on", "; Ctrl+Z goes on")
	}
	return words
}

// step is what the Undo menu says.
func (b Bulk) step() string {
	switch b.Kind {
	case BulkFinish:
		return "finish all articles shown"
	case BulkSetAside:
		return "put all articles shown aside"
	case BulkReopen:
		return "take all articles shown back to work"
	case BulkRelabel:
		return fmt.Sprintf("relabel %s as %s in all articles shown", b.Label, b.To)
	case BulkRemove:
		return fmt.Sprintf("remove %s from all articles shown", b.Label)
	}
	return fmt.Sprintf("accept suggestions from %.2f on in all articles shown", b.Score)
}

// doing is what the status line says meanwhile.
func (b Bulk) doing() string {
	switch b.Kind {
	case BulkFinish:
		return "Finishing"
	case BulkSetAside:
		return "Setting aside"
	case BulkReopen:
		return "Taking back to work"
	case BulkRelabel:
		return "Relabelling"
	case BulkRemove:
		return "Removing"
	}
	return "Accepting"
}

// done is what the status line says at the end.
func (b Bulk) done(m JobEnded) string {
	articles, labels := Counted(m.Articles, "article"), Counted(m.Labels, "label")
	left := ""
	if m.Left > 0 {
		left = fmt.Sprintf(", %s left out", Number(m.Left))
	}
	switch b.Kind {
	case BulkFinish:
		return articles + " finished"
	case BulkSetAside:
		return articles + " set aside"
	case BulkReopen:
		return articles + " taken back to work"
	case BulkRelabel:
		return fmt.Sprintf("%s relabelled as %s in %s%s", labels, b.To, articles, left)
	case BulkRemove:
		return fmt.Sprintf("%s removed in %s", labels, articles)
	}
	return fmt.Sprintf("%s accepted in %s%s", suggestions(m.Labels), articles, left)
}

// Edits are what a Bulk does in one article, and how many labels that leaves out. list is what is suggested there;
// only accepting needs it, and the text.
func (b Bulk) Edits(schema annotate.Schema, annotator string, doc annotate.Document, w annotate.Work, list []annotate.Suggestion) (edits []annotate.Edit, left int) {
	switch b.Kind {
	case BulkFinish:
		return statusEdits(w, annotate.Finished), 0
	case BulkSetAside:
		return statusEdits(w, annotate.Ignored), 0
	case BulkReopen:
		if w.Status == annotate.Finished || w.Status == annotate.Ignored {
			return statusEdits(w, annotate.InProgress), 0
		}
		return nil, 0
	case BulkRelabel:
		return relabelEdits(w, b.Label, b.To)
	case BulkRemove:
		for a := range w.Annotations.Values() {
			if a.Label == b.Label {
				edits = append(edits, removal(w, a)...)
			}
		}
		return edits, 0
	}
	return acceptEdits(schema, annotator, doc, w, list, b.Score)
}

// NeedsText reports whether a Bulk has to look at the texts.
func (b Bulk) NeedsText() bool { return b.Kind == BulkAccept }

func statusEdits(w annotate.Work, status annotate.Status) []annotate.Edit {
	if w.Status == status {
		return nil
	}
	return []annotate.Edit{annotate.AssignTo(w, annotate.FieldStatus, string(status))}
}

// relabelEdits leave out what would say the same twice. Spans stay as they are, so no overlap comes up that was not there.
func relabelEdits(w annotate.Work, from, to string) (edits []annotate.Edit, left int) {
	if from == to || w.Annotations.Count(from) == 0 {
		return nil, 0
	}
	var near []annotate.Annotation
	given := map[annotate.Span]bool{}
	for a := range w.Annotations.Values() {
		if a.Label != from {
			continue
		}
		near = w.Annotations.Between(near[:0], a.Span)
		if given[a.Span] || slices.ContainsFunc(near, func(o annotate.Annotation) bool { return o.Span == a.Span && o.Label == to }) {
			left++
			continue
		}
		given[a.Span] = true
		after := a
		after.Label = to
		edits = append(edits, replacing(w, a, after)...)
	}
	return edits, left
}

// acceptEdits take the suggestions from a score on that can stand beside each other.
func acceptEdits(schema annotate.Schema, annotator string, doc annotate.Document, w annotate.Work, list []annotate.Suggestion, score float64) (edits []annotate.Edit, left int) {
	s := State{Project: Project{Schema: schema, Annotator: annotator}, open: &openList{},
		Session: annotate.Session{Document: doc, Work: w, Suggestions: annotate.NewSuggestions(list...), Annotator: annotator}}
	taken, refused := s.taken(score)
	return s.accepting(taken), refused.n
}

// Given is how many labels some edits give, change or remove, and the best score among those that they give.
func Given(edits []annotate.Edit) (labels int, scores []float64) {
	for _, e := range edits {
		if p, is := e.(annotate.Put); is {
			labels++
			if p.After != nil {
				scores = append(scores, p.After.Score)
			}
		}
	}
	slices.SortFunc(scores, func(a, b float64) int { return cmp.Compare(b, a) })
	return labels, scores
}
