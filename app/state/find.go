package state

import (
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/textlayout"
)

// Find is the search in the open article.
type Find struct {
	Open    bool // the bar is on screen
	Query   string
	Options find.Options
	Hits    []annotate.Span // in the article that was searched last; sorted, without overlap
	At      int             // the hit that the search has come to; -1 when none
	Wrapped string          // "wrapped to the top" when the last step did
	Typing  bool            // the bar has the keyboard
	Button  bool            // one of its buttons has it
	Pending bool            // the text is so long that it is being searched beside the window

	document string // ID of the article that was searched
	gen      int    // counts searches
	from     int    // where typing looks from, in code points
	land     bool   // go to a hit once there are some
}

// atOnce is the longest text, in bytes, that is searched while the key is served: it takes a few milliseconds.
const atOnce = 1 << 20

// maxQuery is the longest selection, in code points, that becomes a query.
const maxQuery = 200

// updateFindBeside handles what comes at any time.
func updateFindBeside(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case FindFocused:
		s.Find.Typing, s.Find.Button = m.On, m.Button
		s.Search.front = s.Search.front && !m.On
	case Searched:
		if m.Gen == s.Find.gen {
			s.Find.Hits, s.Find.Pending = m.Hits, false
			return landed(s)
		}
	}
	return s, nil
}

func updateFind(s State, m Msg) (State, []Effect) {
	s.Find.Wrapped = ""
	switch m := m.(type) {
	case OpenFind:
		s.Search.front = false
		return openFind(s)
	case SetFind:
		return setFind(s, m)
	case TurnFind:
		if s.searching() {
			return setSearch(s, s.Search.Query.turned(m.Switch))
		}
		if m.Switch == AsRegexp {
			return say(s, "regular expressions are for the search over all articles", true)
		}
		return setFind(s, SetFind{Query: s.Find.Query, Options: m.Switch.turn(s.Find.Options)})
	case FindNext:
		if s.searching() {
			return nextFound(s, m.Back)
		}
		return findNext(s, m.Back)
	case CloseFind:
		s.Find.Open, s.Find.land = false, false
		return s, []Effect{FocusArticle{}}
	case LabelHits:
		if s.searching() {
			return previewFound(s, m)
		}
		return previewHits(s, m)
	}
	return s, nil
}

func (w FindSwitch) turn(o find.Options) find.Options {
	on := [...]*bool{&o.Case, &o.Marks, &o.Words}[w]
	*on = !*on
	return o
}

// HitsShown are the hits that are painted in the open article: those of the bar, or else of the search over all articles.
func (s State) HitsShown() []annotate.Span {
	if s.searching() {
		if d := s.foundHere(); d >= 0 {
			return s.Search.Docs[d].Spans
		}
		return nil
	}
	if s.Find.Open {
		return s.hits()
	}
	return nil
}

// CanLabelHits reports whether LabelHits has something to show.
func (s State) CanLabelHits() bool {
	return len(s.HitsShown()) > 0 || s.searching() && len(s.Search.Rows) > 0
}

// HitAt is which of the HitsShown the search has come to; -1 when to none.
func (s State) HitAt() int {
	if !s.searching() {
		return s.Find.At
	}
	span, ok := s.currentFound()
	if !ok {
		return -1
	}
	i, there := slices.BinarySearchFunc(s.HitsShown(), span, func(h, want annotate.Span) int { return h.Start - want.Start })
	if !there {
		return -1
	}
	return i
}

// hits are those in the open article.
func (s State) hits() []annotate.Span {
	if s.Find.document != s.Session.Document.ID {
		return nil
	}
	return s.Find.Hits
}

// current is the hit that the search has come to.
func (s State) current() (annotate.Span, bool) {
	hits := s.hits()
	if s.Find.At < 0 || s.Find.At >= len(hits) {
		return annotate.Span{}, false
	}
	return hits[s.Find.At], true
}

func openFind(s State) (State, []Effect) {
	selected := s.trim(s.Selection())
	hit, _ := s.current()
	taken := !selected.Empty() && selected.Len() <= maxQuery && selected != hit
	if taken {
		s.Find.Query = strings.Join(strings.Fields(s.Session.Document.Text.Slice(selected)), " ")
	}
	s.Find.from = s.Selection().Start
	if s.Find.Open && !taken {
		return s, []Effect{FocusFind{}}
	}
	s.Find.Open = true
	var effects []Effect
	if taken || s.Find.document != s.Session.Document.ID {
		s, effects = search(s, false)
	} else {
		s.Find.At = s.hitSelected()
	}
	return s, append(effects, FocusFind{})
}

func setFind(s State, m SetFind) (State, []Effect) {
	if m.Query == s.Find.Query && m.Options == s.Find.Options {
		return s, nil
	}
	if s.movedOn() {
		s.Find.from = s.Selection().Start
	}
	s.Find.Query, s.Find.Options = m.Query, m.Options
	return search(s, true)
}

// movedOn reports whether the caret was moved since the search came to a hit, or to none.
func (s State) movedOn() bool {
	hit, _ := s.current()
	return s.Find.document != s.Session.Document.ID || !s.Find.Pending && s.Selection() != hit
}

// search looks for the query in the open article and, with land, goes to a hit.
func search(s State, land bool) (State, []Effect) {
	f := &s.Find
	f.gen++
	f.document, f.Hits, f.At, f.Pending, f.land = s.Session.Document.ID, nil, -1, false, land
	text := s.Session.Document.Text
	if len(text.String()) > atOnce && strings.TrimSpace(f.Query) != "" {
		f.Pending = true
		return s, []Effect{FindBeside{text, f.Query, f.Options, f.gen}}
	}
	f.Hits = find.Find(text, f.Query, f.Options)
	return landed(s)
}

// hitSelected is the hit that is selected; -1 when none is.
func (s State) hitSelected() int { return slices.Index(s.hits(), s.trim(s.Selection())) }

// landed goes to the first hit from where the search began, if that was wanted, else nowhere: the search has then come
// to a hit only if one is selected. Where one is wanted and none is found, the caret waits where the search began.
func landed(s State) (State, []Effect) {
	hits := s.hits()
	if !s.Find.land || s.Find.document != s.Session.Document.ID {
		s.Find.At = s.hitSelected()
		return s, nil
	}
	if len(hits) == 0 {
		s = caretAt(s, s.Find.from)
		s.Focus = Focus{}
		return s, []Effect{Reveal{annotate.Span{Start: s.Find.from, End: s.Find.from}}}
	}
	i := after(hits, s.Find.from)
	if i == len(hits) {
		i = 0
		s.Find.Wrapped = toTop
	}
	return showHit(s, i)
}

const (
	toTop = "wrapped to the top"
	toEnd = "wrapped to the end"
)

// after is the first hit that starts at an offset or behind it.
func after(hits []annotate.Span, offset int) int {
	i, _ := slices.BinarySearchFunc(hits, offset, func(h annotate.Span, at int) int { return h.Start - at })
	return i
}

// showHit selects a hit, so that a label key labels it.
func showHit(s State, i int) (State, []Effect) {
	hit := s.hits()[i]
	s.Find.At, s.Focus, s.Goal = i, Focus{}, -1
	s.Caret, s.Anchor = textlayout.Position{Offset: hit.End, Affinity: textlayout.Upstream}, hit.Start
	return s, []Effect{Reveal{hit}}
}

func findNext(s State, back bool) (State, []Effect) {
	if strings.TrimSpace(s.Find.Query) == "" {
		return openFind(s)
	}
	if s.Find.document != s.Session.Document.ID {
		s.Find.from = s.Selection().Start
		return search(s, true)
	}
	hits := s.hits()
	if s.Find.Pending {
		return say(s, "still searching", false)
	}
	if len(hits) == 0 {
		return say(s, NoHits(s.Find), true)
	}
	i := s.neighbourHit(hits, back)
	switch {
	case i < 0:
		i, s.Find.Wrapped = len(hits)-1, toEnd
	case i == len(hits):
		i, s.Find.Wrapped = 0, toTop
	}
	s.Toast = Toast{Text: s.Find.Wrapped}
	s, effects := showHit(s, i)
	s.Find.from = hits[i].Start
	return s, effects
}

// neighbourHit is the hit beside the one the search has come to, while the caret is still there, or else beside the
// caret; -1 or one too many when there is none.
func (s State) neighbourHit(hits []annotate.Span, back bool) int {
	at := s.Selection()
	if hit, ok := s.current(); ok && hit.Contains(at) {
		if back {
			return s.Find.At - 1
		}
		return s.Find.At + 1
	}
	if !back {
		return after(hits, at.End)
	}
	i := after(hits, at.Start)
	if i > 0 && hits[i-1].End > at.Start {
		i--
	}
	return i - 1
}

// NoHits says that nothing was found and what to try.
func NoHits(f Find) string {
	var on []string
	for _, o := range []struct {
		on   bool
		name string
	}{{f.Options.Case, FindSwitches[MatchCase]}, {f.Options.Marks, FindSwitches[MatchMarks]}, {f.Options.Words, FindSwitches[WholeWords]}} {
		if o.on {
			on = append(on, "“"+o.name+"”")
		}
	}
	switch len(on) {
	case 0:
		return "no hit in this article"
	case 1:
		return fmt.Sprintf("no hit: %s is on", on[0])
	}
	return fmt.Sprintf("no hit: %s and %s are on", strings.Join(on[:len(on)-1], ", "), on[len(on)-1])
}

// searchOpened looks for the query in an article that was just opened, while the bar is on screen.
func searchOpened(s State, effects []Effect) (State, []Effect) {
	if !s.Find.Open || s.Find.document == s.Session.Document.ID {
		return s, effects
	}
	s.Find.from = s.Caret.Offset
	s.Find.Wrapped = ""
	s, more := search(s, false)
	return s, append(effects, more...)
}
