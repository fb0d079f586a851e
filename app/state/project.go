package state

import (
	"fmt"
	"slices"

	"rubricator/annotate"
)

// updateProject handles projects, their list and the opening of articles.
func updateProject(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case ProjectOpened:
		return opened(s, m)
	case RowsChanged:
		filter, order, asked := s.List.Filter, s.List.Order, s.List.asked
		if len(m.Rows) > 0 {
			m.Read = NewRows(m.Rows)
		}
		s.List = listOf(m.Read)
		s.List.asked = asked
		s, effects := s.show(filter, order)
		s.Project.Schema = m.Schema
		s, effects = s.searchAgain(effects)
		s, effects = s.readAnew(effects)
		if !s.HasArticle() {
			s, first := openFirst(s, "")
			return s, append(effects, first...)
		}
		return s, append(effects, Load{ID: s.Session.Document.ID})
	case LanguagesFound:
		return languagesFound(s, m.Languages)
	case Loaded:
		return loaded(s, m)
	case SetFilter:
		return s.show(m.Filter, s.List.Order)
	case OpenArticle:
		if m.ID == s.Session.Document.ID {
			return s, []Effect{FocusArticle{}}
		}
		return s, []Effect{Load{ID: m.ID}}
	case Neighbour:
		return neighbour(s, m.Back)
	}
	return s, nil
}

// opened starts on a project; settings of the person stay.
func opened(s State, m ProjectOpened) (State, []Effect) {
	fresh := Start()
	fresh.Project, fresh.Now, fresh.Theme, fresh.TextSize = m.Project, s.Now, s.Theme, s.TextSize
	fresh.Starter, fresh.Suggest, fresh.Threshold = s.Starter, m.Suggest, m.Suggest.Needed()
	fresh.Reading, fresh.LastZoom, fresh.Hidden, fresh.Thorough = s.Reading, s.LastZoom, s.Hidden, s.Thorough
	fresh.Backups = s.Backups
	fresh.Geometry, fresh.Page, fresh.Gen = s.Geometry, s.Page, s.Gen+1
	fresh.Find = Find{Query: s.Find.Query, Options: s.Find.Options, gen: s.Find.gen}
	fresh.Search = Search{Query: s.Search.Query, gen: s.Search.gen + 1}
	fresh.Session = annotate.Session{Annotator: m.Project.Annotator, History: m.History}
	fresh.List = List{Reading: m.Reading, asked: s.List.asked}
	if m.Ahead.ID != "" {
		fresh.List.ahead = []Row{m.Ahead}
	}
	fresh.List = fresh.List.appended(NewRows(m.Rows))
	fresh, effects := fresh.show(Filter{All: true}, ReadOrder(m.Settings["order"]))
	fresh, first := openFirst(fresh, m.Article)
	return fresh, append(effects, first...)
}

// openFirst opens the article asked for if it is there and not finished, else the first unfinished one, else the first.
func openFirst(s State, id string) (State, []Effect) {
	first := s.List.nextToDo("")
	if r, ok := s.List.Row(id); ok && r.Shelf() == ToDo {
		first = id
	}
	if first == "" && s.List.Rows.Len() > 0 && s.List.Reading == 0 && !s.List.Arriving {
		first = s.List.Rows.ID(0)
	}
	if first == "" {
		return s, nil
	}
	s.asked = true
	return s, []Effect{Load{ID: first}}
}

// languagesFound fills the rows in; the open article is looked at again in its language.
func languagesFound(s State, found map[string]Language) (State, []Effect) {
	before, _ := s.List.Row(s.Session.Document.ID)
	for id, l := range found {
		s.List = s.List.Change(id, func(r Row) Row { r.Found = l; return r })
	}
	if after, open := s.List.Row(s.Session.Document.ID); !open || after.Language() == before.Language() {
		return s, nil
	}
	s.Gen++
	return s, []Effect{s.suggest()}
}

// nearby is how many articles are kept counted while somebody works in one.
const nearby = 12

// Near are the unfinished articles that are likely to be opened next.
func (s State) Near() []string { return s.List.following(s.Session.Document.ID, nearby) }

func loaded(s State, m Loaded) (State, []Effect) {
	s.Session = annotate.Session{Document: m.Document, Work: m.Work, History: s.Session.History, Annotator: s.Project.Annotator}
	s.Stored, s.Goal, s.Fontless, s.Refused = m.Stored, -1, nil, refusal{}
	s.Gen++
	s.Pull, s.Alike, s.seek, s.held = annotate.Span{}, Alike{}, Seek{}, annotate.DecisionKey{}
	s = s.at(m.Place)
	if _, there := s.List.Row(m.Row.ID); m.Row.ID != "" && !there {
		s.List.ahead = append(slices.Clip(s.List.ahead), m.Row)
	}
	s = refreshRow(s)
	effects := []Effect{s.suggest(), Nearby{s.Near()}, FocusArticle{}}
	if !m.Select.Empty() {
		s, effects = showAgain(s, annotate.Transaction{Select: m.Select}, effects)
	}
	s, effects = searchOpened(s, effects)
	s, effects = s.arrived(effects)
	return s.foundArrived(effects)
}

// suggested takes the list unless it was computed for an older state. What is in focus stays in focus.
func suggested(s State, m Suggested) (State, []Effect) {
	if l := m.Learnt; l != nil {
		s.Learnt = Lessons{l.Count, l.Label, s.Now}
	}
	if m.Gen != s.Gen || m.Document != s.Session.Document.ID {
		return s, nil
	}
	before := s.opened()
	list, s := s.hold(m.Suggestions)
	next, differ, few := s.Session.Suggestions.Becoming(list)
	s.Session.Suggestions = next
	if few {
		s = s.reopened(before, differ)
	}
	if r := s.Refused; r.quote != "" {
		s.Refused = refusal{}
		text := s.Session.Document.Text
		if gone := r.alike(r.left, text) - r.alike(s.Open().Without(s.held), text); gone > 0 {
			s.Toast = Toast{Text: fmt.Sprintf("“%s” was rejected, so it is no longer suggested at %s here", short(r.quote), Counted(gone, "more place"))}
		}
	}
	if s.FocusSpan().Empty() {
		s.Focus = Focus{}
	}
	return refreshRow(s.sought(m.Alike).expect()), nil
}

func neighbour(s State, back bool) (State, []Effect) {
	id := s.List.Next(s.Session.Document.ID, back, func(Row) bool { return true })
	switch {
	case s.List.unsure(s.Session.Document.ID, id):
		s.way = way{s.Session.Document.ID, Neighbour{back}}
		return say(s, "the list is still being read; the article opens in a moment", false)
	case id != "":
		return s, []Effect{Load{ID: id}}
	case back:
		return say(s, "this is the first article of the list", true)
	default:
		return say(s, "this is the last article of the list", true)
	}
}

// endWords tell how an article ended.
func endWords(status annotate.Status) string {
	if status == annotate.Ignored {
		return "set aside"
	}
	return "finished"
}

// finish gives the article its end and goes on with the next unfinished one, first below it in the list, then above.
func finish(s State, status annotate.Status) (State, []Effect) {
	words, done := "finish the article", endWords(status)
	if status == annotate.Ignored {
		words = "set the article aside"
	}
	open := s.Open().Len()
	var effects []Effect
	if s.Session.Work.Status != status {
		s, effects = step(s, annotate.OriginUser, words, annotate.Span{},
			annotate.AssignTo(s.Session.Work, annotate.FieldStatus, string(status)))
		effects = append(effects, CountAll{Known: true, Every: s.List.Order.By() == OrderCorrections})
	}
	s, more := s.again(s.Session.Document.ID)
	effects = append(effects, more...)
	s.Toast = Toast{Text: done}
	if open > 0 {
		words := fmt.Sprintf("%s with %s not answered", done, suggestions(open))
		if status == annotate.Finished {
			words += ", learnt as wrong"
		}
		s.Toast = Toast{words + "; Ctrl+Z takes it back", true}
	}
	s, more = openNext(s)
	return s, append(effects, more...)
}

// nextToDo is openNext, once the list says where that leads.
type nextToDo struct{}

func (nextToDo) msg() {}

// openNext opens the next unfinished article, first below the open one in the list, then above.
func openNext(s State) (State, []Effect) {
	here := s.Session.Document.ID
	id := s.List.nextToDo(here)
	if s.List.unsure(here, id) {
		s.way = way{here, nextToDo{}}
		return s, nil
	}
	if id == "" {
		id = s.List.nextToDo("")
	}
	if id == "" {
		s.Toast = Toast{Text: "no unfinished article is left in this list; Ctrl+E exports"}
		return s, nil
	}
	return s, []Effect{Load{ID: id}}
}
