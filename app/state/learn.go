package state

import (
	"maps"
	"slices"
	"strconv"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// updateLearning handles what the suggesters are like and what they have counted. It is not ok for other messages.
func updateLearning(s State, m Msg) (next State, effects []Effect, ok bool) {
	switch m := m.(type) {
	case SetThreshold:
		s, effects = setThreshold(s, m.Score)
	case SetSuggest:
		s, effects = setSuggest(s, m.Settings)
	case SetOrder:
		s, effects = s.show(s.List.Filter, m.Order)
		effects = append(effects, Remember{"order", m.Order.String()})
		if m.Order.By() == OrderCorrections {
			effects = append(effects, CountAll{Known: true, Every: true})
		}
	case CountsFound:
		s = countsFound(s, m.Counts)
	case Suggested:
		s, effects = suggested(s, m)
	case Learnt:
		s.Learnt.Count = m.Count
		if s.HasArticle() {
			effects = []Effect{s.suggest()}
		}
	case LeaveModelOut:
		s.Project.Model.Out = m.Out
		s, effects = suggestAnew(s, LeaveOut(m))
	case ModelSaid:
		if m.Warning != "" {
			s.Project.Model.Why = m.Warning
			s, _ = say(s, m.Warning, true)
			return s, nil, true
		}
		if s.HasArticle() && m.Document == s.Session.Document.ID {
			effects = []Effect{s.suggest()}
		}
	default:
		return s, nil, false
	}
	return s, effects, true
}

// smallestThreshold is what a threshold of 0 becomes, which in the settings stands for the usual one.
const smallestThreshold = 0.01

// setThreshold is the open project's, and that of projects that have none of their own.
func setThreshold(s State, score float64) (State, []Effect) {
	score = min(max(score, smallestThreshold), 1)
	remember := Remember{"threshold", strconv.FormatFloat(score, 'f', 2, 64)}
	if s.Project.Path == "" {
		return countedAnew(s, score), []Effect{remember}
	}
	settings := s.Suggest
	settings.Threshold = score
	s, effects := setSuggest(s, settings)
	return s, append(effects, remember)
}

// setSuggest takes other settings into use. What is suggested in the open article follows at once, unless the threshold
// alone is another.
func setSuggest(s State, settings suggest.Settings) (State, []Effect) {
	before := s.Suggest
	settings.Threshold = min(max(settings.Threshold, 0), 1)
	s.Suggest = settings
	s = countedAnew(s, settings.Needed())
	if before.NoStarter != settings.NoStarter || before.Shared != settings.Shared || !sameLabels(before.Labels, settings.Labels) {
		return suggestAnew(s, StoreSuggest{settings})
	}
	return s, []Effect{StoreSuggest{settings}, s.countAll()}
}

// suggestAnew asks again what is suggested, in the open article and in the others, after an effect that changes it.
func suggestAnew(s State, change Effect) (State, []Effect) {
	effects := []Effect{change}
	s.List = s.List.Recount()
	if s.HasArticle() {
		s = refreshRow(s)
		s.Gen++
		effects = append(effects, s.suggest())
	}
	return s, append(effects, s.countAll())
}

func (s State) countAll() CountAll { return CountAll{Every: s.List.Order.By() == OrderCorrections} }

func sameLabels(a, b map[string]string) bool { return (a == nil) == (b == nil) && maps.Equal(a, b) }

// countsFound follows the counts of articles that are not open. No article moves in the list.
func countsFound(s State, counts map[string]Count) State {
	for id, c := range counts {
		if id == s.Session.Document.ID {
			continue
		}
		s.List = s.List.Change(id, func(r Row) Row {
			r.Suggestions, r.Corrections = c.Suggestions, c.Corrections
			return r
		})
	}
	return s
}

// expect says in the list how many corrections the open article is likely to need.
func (s State) expect() State {
	sum := 0.0 // as suggest.ExpectedCorrections, without a list made for it
	for g := range s.Open().Values() {
		sum += 1 - g.Score
	}
	for g := range s.Faint().Values() {
		sum += g.Score
	}
	s.List = s.List.Change(s.Session.Document.ID, func(r Row) Row { r.Corrections = sum; return r })
	return s
}

// hold keeps the suggestion in focus although the list that came has it no more, in the place of what stands across it
// there: nothing that somebody looks at goes away or changes under the keys.
func (s State) hold(list []annotate.Suggestion) ([]annotate.Suggestion, State) {
	s.held = annotate.DecisionKey{}
	g, ok := s.FocusedSuggestion()
	if !ok || slices.ContainsFunc(list, func(o annotate.Suggestion) bool { return o.Span == g.Span && o.Label == g.Label }) {
		return list, s
	}
	kept := slices.DeleteFunc(slices.Clone(list), func(o annotate.Suggestion) bool { return o.Span.Overlaps(g.Span) })
	at := slices.IndexFunc(kept, func(o annotate.Suggestion) bool { return o.Key().Compare(g.Key()) > 0 })
	if at < 0 {
		at = len(kept)
	}
	s.held = g.Key()
	return slices.Insert(kept, at, g), s
}

// released lets go of the held suggestion once something else is in focus, and asks for what stands there instead.
func released(s State, effects []Effect) (State, []Effect) {
	if s.held == (annotate.DecisionKey{}) || s.Focus == (Focus{Suggestion: s.held}) {
		return s, effects
	}
	key := s.held
	s.held = annotate.DecisionKey{}
	if _, there := s.Session.Suggestions.ByKey(key); !there {
		return s, effects
	}
	open := s.opened()
	s.Session.Suggestions = s.Session.Suggestions.Without(key)
	s = refreshRow(s.reopened(open, []annotate.Span{key.Span}))
	for _, e := range effects {
		if _, asked := e.(Suggest); asked {
			return s, effects
		}
	}
	return s, append(effects, s.suggest())
}
