package state

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// Update is the next state and what must happen outside. It changes nothing that s holds. Apart from the IDs of new
// annotations and transactions it depends on its arguments alone.
func Update(s State, m Msg) (State, []Effect) {
	switch m.(type) {
	case OpenArticle, Neighbour, SetFilter:
		s.Toast = Toast{}
	case Escape:
		s.Alike = Alike{}
	}
	next, effects := released(update(s, m))
	next, effects = rechecked(s, followFound(s, next, effects), effects)
	return followPast(next, m, effects)
}

func update(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case Stored, StoreFailed, Dropped, SaveNow:
		return updateSaving(s, m)
	case ProjectOpened, RowsChanged, LanguagesFound, Loaded, SetFilter, OpenArticle, Neighbour:
		return updateProject(s, m)
	case RowsRead, Arranged, TitlesSorted:
		return arrive(s, m)
	case nextToDo:
		return openNext(s)
	case Searched, FindFocused:
		return updateFindBeside(s, m)
	}
	if next, effects, ok := updateJob(s, m); ok {
		return next, effects
	}
	if next, effects, ok := updateLearning(s, m); ok {
		return next, effects
	}
	if next, effects, ok := updateCheck(s, m); ok {
		return next, effects
	}
	if next, effects, ok := updatePast(s, m); ok {
		return next, effects
	}
	if next, effects, ok := updateSearch(s, m); ok {
		return next, effects
	}
	if next, effects, ok := updateWindow(s, m); ok {
		return next, effects
	}
	if !s.HasArticle() {
		return say(s, "no article is open", true)
	}
	s.Toast = Toast{}
	if _, dropped := m.(DropEdge); !dropped {
		s.Pull = annotate.Span{}
	}
	switch m := m.(type) {
	case Move, Press, Drag, SelectAll, Escape:
		return updateCaret(s, m)
	case Walk:
		return walk(s, m.Back)
	case Explain:
		return s, []Effect{Reveal{s.FocusSpan()}, ShowCard{}}
	case FocusOn:
		return focusOn(s, m.Focus)
	case Accept:
		return accept(s)
	case AcceptAll:
		return acceptAll(s, m.Score)
	case Delete:
		return remove(s)
	case GiveLabel:
		return giveLabel(s, m)
	case MoveEdge:
		return moveEdge(s, m)
	case SetEdge:
		return setEdge(s, m.Start, m.Offset)
	case DragEdge:
		return dragEdge(s, m)
	case DropEdge:
		return dropEdge(s)
	case EveryOccurrence:
		return everyOccurrence(s, m.Project)
	case MoreLikeThis:
		return moreLikeThis(s)
	case LabelOccurrences:
		return labelOccurrences(s, m)
	case OpenFind, SetFind, TurnFind, FindNext, CloseFind, LabelHits:
		return updateFind(s, m)
	}
	return updateArticle(s, m)
}

// updateWindow handles what needs no article.
func updateWindow(s State, m Msg) (State, []Effect, bool) {
	switch m := m.(type) {
	case Say:
		s.Toast = Toast(m)
		return s, nil, true
	case Progress:
		s.Busy = m.Busy
		return s, nil, true
	case OpenDialog:
		s.Toast = Toast{}
		if why := s.mayBegin(); why != "" && m.Dialog.changesMany() {
			s, _ = say(s, why, true)
			return s, nil, true
		}
		return s, []Effect{Ask{Dialog: m.Dialog, Span: s.FocusSpan()}}, true
	case NextPane:
		return s, []Effect{Cycle{m.Back}}, true
	case SetBackups:
		s, effects := setBackups(s, m.Backups)
		return s, effects, true
	case Leave:
		return s, []Effect{Quit{}}, true
	case SetReading, TuneReading:
		s, effects := updateReading(s, m)
		return s, effects, true
	case SetTheme:
		s.Theme = m.Theme
		return s, []Effect{Remember{"theme", string(m.Theme)}}, true
	case SetTextSize:
		s.TextSize = min(max(m.Points, SmallestText), LargestText)
		return s, []Effect{Remember{"text-size", strconv.Itoa(s.TextSize)}}, true
	case Zoom:
		s, effects := zoom(s, m.Points)
		return s, effects, true
	case ShowHidden:
		s.Hidden = !s.Hidden
		s, _ = say(s, choose(s.Hidden, "hidden characters are shown", "hidden characters are not shown"), false)
		return s, []Effect{Remember{"hidden", strconv.FormatBool(s.Hidden)}}, true
	case WalkFaint:
		s.Thorough = !s.Thorough
		s, _ = say(s, choose(s.Thorough, "Tab stops at faint suggestions too", "Tab passes faint suggestions over"), false)
		return s, []Effect{Remember{"walk-faint", strconv.FormatBool(s.Thorough)}}, true
	case FontsMissing:
		if m.Document == s.Session.Document.ID {
			s.Fontless = m.Scripts
		}
		return s, nil, true
	}
	return s, nil, false
}

// updateArticle handles what concerns the open article as a whole.
func updateArticle(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case Finish:
		return finish(s, m.Status)
	case Reopen:
		if s.Session.Work.Status != annotate.Finished && s.Session.Work.Status != annotate.Ignored {
			return say(s, "the article is open already", false)
		}
		return step(s, annotate.OriginUser, "reopen the article", s.FocusSpan(),
			annotate.AssignTo(s.Session.Work, annotate.FieldStatus, string(annotate.InProgress)))
	case Undo:
		return repeat(s, false)
	case Redo:
		return repeat(s, true)
	case SetNote:
		return setNote(s, m.Text)
	case SetEntity:
		return setEntity(s, strings.TrimSpace(m.ID))
	case SetLanguage:
		return assign(s, annotate.FieldLanguage, m.Code, "set the language")
	case SetDirection:
		return setDirection(s, m.Direction)
	case ToggleZone:
		return toggleZone(s)
	case TurnDirection:
		return turnDirection(s)
	case CopyText:
		span := s.Selection()
		if span.Empty() {
			span = s.FocusSpan()
		}
		if span.Empty() {
			return say(s, "nothing is selected", true)
		}
		return s, []Effect{Copy{s.Session.Document.Text.Slice(span)}}
	}
	return s, nil
}

func say(s State, words string, warn bool) (State, []Effect) {
	s.Toast = Toast{words, warn}
	return s, nil
}

// sayReadOnly refuses a change before it is made, so that nothing is lost that looked done.
func sayReadOnly(s State) (State, []Effect) {
	return say(s, "the project is open for reading only, so this was not done; to work on it, save a copy where you may write and open that", true)
}

// step makes edits as one transaction: applied, sent to the journal, and the suggesters asked again.
func step(s State, origin annotate.Origin, words string, sel annotate.Span, edits ...annotate.Edit) (State, []Effect) {
	return apply(s, s.Session.Transaction(s.Now, origin, words, sel, edits...))
}

func apply(s State, txs ...annotate.Transaction) (State, []Effect) {
	if s.Project.ReadOnly {
		return sayReadOnly(s)
	}
	if s.Job != nil && len(elsewhere(txs, s.Session.Document.ID)) > 0 {
		return say(s, s.Job.Words+" is still under way: labels in other articles wait for its end", true)
	}
	session, err := s.Session.Apply(txs...)
	if err != nil {
		return say(s, err.Error(), true)
	}
	ended := s.Session.Work.Status == annotate.Finished || s.Session.Work.Status == annotate.Ignored
	if ended && session.Work.Status == s.Session.Work.Status {
		s.Toast = Toast{Text: "the article is " + endWords(session.Work.Status) + ", and changed all the same"}
	}
	return adopt(s, session, txs)
}

// adopt takes the session that the transactions led to.
func adopt(s State, session annotate.Session, txs []annotate.Transaction) (State, []Effect) {
	before, open := s.Session.Work, s.opened()
	s.Session, s.Refused = session, refusal{}
	s.Alike, s.seek = Alike{}, seekOf(txs, session.Document.ID)
	s = s.reopened(open, touchedIn(txs, session.Document.ID))
	s.Saving.Pending++
	s.Gen++
	s = refreshRow(s)
	for _, tx := range elsewhere(txs, session.Document.ID) {
		s.List = s.List.Change(tx.Document, func(r Row) Row { return followed(r, tx) })
	}
	lesson := Teach{Document: session.Document, Before: before, After: session.Work, Elsewhere: elsewhere(txs, session.Document.ID)}
	return s, []Effect{lesson, Append{txs}, s.suggest()} // what is taught is marked before it can be on disk
}

// touchedIn are the parts of the document's text that the transactions touched.
func touchedIn(txs []annotate.Transaction, id string) []annotate.Span {
	var touched []annotate.Span
	for _, tx := range txs {
		for _, e := range tx.Edits {
			if span := e.Touches(); tx.Document == id && !span.Empty() {
				touched = append(touched, span)
			}
		}
	}
	return touched
}

func elsewhere(txs []annotate.Transaction, id string) []annotate.Transaction {
	var other []annotate.Transaction
	for _, tx := range txs {
		if tx.Document != id {
			other = append(other, tx)
		}
	}
	return other
}

func (s State) suggest() Suggest {
	row, _ := s.List.Row(s.Session.Document.ID)
	return Suggest{s.Session.Document, s.Session.Work, row.Language(), s.Stored, s.Gen, s.seek}
}

func refreshRow(s State) State {
	w := s.Session.Work
	s.List = s.List.Change(s.Session.Document.ID, func(r Row) Row {
		r.Status = w.Status
		r.Annotations = w.Annotations.Len()
		r.Labels = s.labelsGiven()
		r.Suggestions = s.Open().Len()
		r.Own = w.Language
		return r
	})
	return s
}

// labelsGiven are the labels that the annotator gave in the open article.
func (s State) labelsGiven() Names {
	set, given := s.Session.Work.Annotations, 0
	var names []string
	for _, l := range s.Project.Schema.Labels {
		if n := set.Count(l.Name); n > 0 {
			names, given = append(names, l.Name), given+n
		}
	}
	if given < set.Len() { // some have labels that the schema lacks
		for a := range set.Values() {
			if !slices.Contains(names, a.Label) {
				names = append(names, a.Label)
			}
		}
	}
	return NewNames(names...)
}

// followed is the row of an article that is not open after a step in it. Whether a label that is taken away was the last of
// its kind there it does not know.
func followed(r Row, tx annotate.Transaction) Row {
	for _, e := range tx.Edits {
		switch e := e.(type) {
		case annotate.Put:
			if e.After != nil {
				r.Annotations++
				r.Labels = r.Labels.With(e.After.Label)
			}
			if e.Before != nil {
				r.Annotations--
			}
		case annotate.Assign:
			switch e.Field {
			case annotate.FieldStatus:
				r.Status = annotate.Status(e.After)
			case annotate.FieldLanguage:
				r.Own = e.After
			}
		}
	}
	return r
}

func assign(s State, f annotate.Field, value, words string) (State, []Effect) {
	if s.Session.Work.Field(f) == value {
		return s, nil
	}
	return step(s, annotate.OriginUser, words, annotate.Span{}, annotate.AssignTo(s.Session.Work, f, value))
}

func setNote(s State, text string) (State, []Effect) {
	a, ok := s.FocusedAnnotation()
	if !ok {
		return assign(s, annotate.FieldNote, text, "note on the article")
	}
	if a.Note == text {
		return s, nil
	}
	noted := a
	noted.Note = text
	return step(s, annotate.OriginUser, "note on “"+short(a.Quote)+"”", a.Span, annotate.Replace(a, noted))
}

func setEntity(s State, id string) (State, []Effect) {
	a, ok := s.FocusedAnnotation()
	if !ok {
		return say(s, "no label is in focus to link", true)
	}
	if a.Entity == id {
		return s, nil
	}
	words := fmt.Sprintf("link “%s” to %s", short(a.Quote), short(id))
	if id == "" {
		words = fmt.Sprintf("take the link of “%s” away", short(a.Quote))
	}
	linked := a
	linked.Entity = id
	return step(s, annotate.OriginUser, words, a.Span, annotate.Replace(a, linked))
}

// EntityOf is the entity of an annotation, or else the one that the same words have elsewhere in the article; "" when
// they have none.
func (s State) EntityOf(a annotate.Annotation) string {
	if a.Entity != "" {
		return a.Entity
	}
	for o := range s.Session.Work.Annotations.Values() {
		if o.Entity != "" && o.Quote == a.Quote && o.Label == a.Label {
			return o.Entity
		}
	}
	return ""
}

func caretAt(s State, offset int) State {
	s.Caret, s.Anchor, s.Goal = textlayout.Position{Offset: offset}, offset, -1
	return s
}
