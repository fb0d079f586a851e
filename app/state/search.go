package state

import (
	"cmp"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/textlayout"
)

// Search is the search over all articles.
type Search struct {
	Open    bool
	Query   SearchQuery
	Why     string // why the query cannot be used, or not yet
	Docs    []FoundDoc
	Rows    []FoundRow // of Docs: those listed, in order
	Tally   []FoundTally
	Narrow  NarrowSearch // which hits are listed
	Reading bool         // articles are being looked at
	Err     error        // why that ended early
	Typing  bool         // the query has the keyboard
	Held    bool         // something in the panel has it
	Scanned

	at    FoundRow // the hit that the search has come to
	stood bool     // there is one
	to    FoundRow // the hit to go to once its article is open
	going bool
	stay  bool // the panel keeps the keyboard then
	front bool // the keys of find act on this search, and not on the bar
	here  placed
	gen   int // counts searches
}

// placed is an article among those with hits; -1 for one that has none.
type placed struct {
	id string
	at int
}

// MaxFound is how many hits are listed. Those behind them are only counted.
const MaxFound = 10_000

// FoundDoc is an article with hits: those in its title first, then those in its text, in order. It is replaced, never changed.
type FoundDoc struct {
	ID, Title string
	Hits      []Hit
	Spans     []annotate.Span // of those in the text
}

// FoundRow is where a hit stands: the article in Docs, and which of its hits; -1 is the row of the article itself.
type FoundRow struct{ Doc, Hit int32 }

// FoundTally is how many of the listed hits have a label, or with "" have none.
type FoundTally struct {
	Label string
	Count int
}

// LabelThere is the label of a hit, or of a longer annotation in which it stands; "" when it has none.
func (h Hit) LabelThere() string { return cmp.Or(h.Label, h.In) }

// updateSearch handles the search over all articles. It is not ok for other messages.
func updateSearch(s State, m Msg) (next State, effects []Effect, ok bool) {
	switch m := m.(type) {
	case OpenSearch:
		s, effects = openSearch(s)
	case CloseSearch:
		s, effects = closeSearch(s), []Effect{StopScan{}, FocusArticle{}}
	case SearchSurface:
		s, effects = searchSurface(s)
	case SetSearch:
		s, effects = setSearch(s, m.Query)
	case SetSearchIn:
		q := s.Search.Query
		q.In = m.In
		s, effects = setSearch(s, q)
	case ShowInSearch:
		q := s.Search.Query
		q.Listed = m.Listed
		s, effects = setSearch(s, q)
	case NarrowSearch:
		s.Search.Narrow = m
		s.Search = s.Search.narrowed()
	case GoToFound:
		if m.Row >= 0 && m.Row < len(s.Search.Rows) {
			s, effects = goToFound(s, s.Search.Rows[m.Row], m.Stay)
		}
	case SearchFocused:
		s.Search.Held, s.Search.Typing = m.On, m.On && m.Typing
		s.Search.front = s.Search.front || m.On
	case FoundMore:
		s = foundMore(s, m)
	case FoundAll:
		if m.Gen == s.Search.gen {
			s.Search.Reading, s.Search.Err = false, m.Err
		}
	default:
		return s, nil, false
	}
	return s, effects, true
}

// searching reports whether the keys of find act on the search over all articles.
func (s State) searching() bool {
	return s.Search.Open && (s.Search.front || !s.Find.Open)
}

func openSearch(s State) (State, []Effect) {
	if s.Search.Open && s.Search.Held {
		return closeSearch(s), []Effect{StopScan{}, FocusArticle{}}
	}
	s.Toast = Toast{}
	hit, _ := s.currentFound()
	selected := s.trim(s.Selection())
	opened := !s.Search.Open
	s = s.inSearch()
	q := s.Search.Query
	if selected.Empty() || selected.Len() > maxQuery || selected == hit {
		if !opened {
			return s, []Effect{FocusSearch{}}
		}
	} else {
		q.Words, q.Regexp = strings.Join(strings.Fields(s.Session.Document.Text.Slice(selected)), " "), false
	}
	s, effects := newSearch(s, q)
	return s, append(effects, FocusSearch{})
}

// inSearch has the panel open in the place of the list, and the keys of find act on it.
func (s State) inSearch() State {
	s.Search.Open, s.Search.front, s.Past = true, true, s.Past.closed()
	if s.Check.Open {
		s.Check.Open, s.Check.Rows = false, nil
	}
	return s
}

func closeSearch(s State) State {
	s.Search = Search{Query: s.Search.Query, gen: s.Search.gen + 1}
	return s
}

// searchSurface looks for the words under the focus or the selection in all texts.
func searchSurface(s State) (State, []Effect) {
	if !s.HasArticle() {
		return say(s, "no article is open", true)
	}
	span := s.target()
	if span.Empty() {
		return say(s, "select the words first, or go to a label with Tab", true)
	}
	if span.Len() > maxQuery {
		return say(s, "too much is selected to look for", true)
	}
	s.Toast = Toast{}
	words := strings.Join(strings.Fields(s.Session.Document.Text.Slice(span)), " ")
	s, effects := newSearch(s.inSearch(), SearchQuery{Words: words, Options: find.Options{Words: true}, In: InTexts})
	return s, append(effects, FocusSearch{})
}

func setSearch(s State, q SearchQuery) (State, []Effect) {
	s.Search.front = true
	if q == s.Search.Query && s.Search.Open {
		return s, nil
	}
	return newSearch(s, q)
}

// turned is the query with a switch turned.
func (q SearchQuery) turned(w FindSwitch) SearchQuery {
	if w == AsRegexp {
		q.Regexp = !q.Regexp
		return q
	}
	q.Options = w.turn(q.Options)
	return q
}

// newSearch begins from the beginning, in the place of the search before.
func newSearch(s State, q SearchQuery) (State, []Effect) {
	before := s.Search
	s.Search = Search{Open: true, Query: q, Typing: before.Typing, Held: before.Held, front: before.front, gen: before.gen + 1}
	s.Search.Narrow.All = true
	if strings.TrimSpace(q.Words) == "" {
		return s, []Effect{StopScan{}}
	}
	if q.Regexp {
		if _, err := q.Prepared(); err != nil {
			s.Search.Why = err.Error()
			return s, []Effect{StopScan{}}
		}
	}
	s.Search.Reading, s.Search.Total = true, s.List.Rows.Len()
	if q.Listed {
		s.Search.Total = len(s.List.Visible)
	}
	return s, []Effect{Scan{q, s.Search.gen, s.List}}
}

// searchAgain looks anew after articles came or went.
func (s State) searchAgain(effects []Effect) (State, []Effect) {
	if !s.Search.Open {
		return s, effects
	}
	s, more := newSearch(s, s.Search.Query)
	return s, append(effects, more...)
}

// foundMore takes what was found, unless it was looked for something else.
func foundMore(s State, m FoundMore) State {
	f := &s.Search
	if m.Gen != f.gen || !f.Open {
		return s
	}
	f.Scanned = m.Scanned
	if len(m.Docs) == 0 {
		return s
	}
	first := len(f.Docs)
	f.Docs = slices.Concat(f.Docs, m.Docs)
	for d := first; d < len(f.Docs); d++ {
		if f.Docs[d].ID == s.Session.Document.ID {
			f.Docs[d] = relabelled(f.Docs[d], s.Session.Work)
		}
	}
	f.Rows = f.appendRows(slices.Clone(f.Rows), first)
	f.Tally = tallyOf(f.Docs)
	return s.hereFound()
}

// narrowed lists the hits that are to be listed.
func (f Search) narrowed() Search {
	f.Rows = f.appendRows(nil, 0)
	f.Tally = tallyOf(f.Docs)
	return f
}

func (f Search) appendRows(rows []FoundRow, first int) []FoundRow {
	for d := first; d < len(f.Docs); d++ {
		heading := false
		for i := range f.Docs[d].Hits {
			if !f.shows(f.Docs[d].Hits[i]) {
				continue
			}
			if !heading {
				rows, heading = append(rows, FoundRow{int32(d), -1}), true
			}
			rows = append(rows, FoundRow{int32(d), int32(i)})
		}
	}
	return rows
}

func (f Search) shows(h Hit) bool {
	return f.Narrow.All || !h.InTitle && h.LabelThere() == f.Narrow.Label
}

// tallyOf counts the hits in texts by label, those without one last.
func tallyOf(docs []FoundDoc) []FoundTally {
	n := map[string]int{}
	for _, d := range docs {
		for i := range d.Hits {
			if !d.Hits[i].InTitle {
				n[d.Hits[i].LabelThere()]++
			}
		}
	}
	tally := make([]FoundTally, 0, len(n))
	for label, count := range n {
		tally = append(tally, FoundTally{label, count})
	}
	slices.SortFunc(tally, func(a, b FoundTally) int {
		if (a.Label == "") != (b.Label == "") {
			return cmp.Compare(b.Label, a.Label)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label))
	})
	return tally
}

// At is the hit of a row, or with Hit -1 the first of its article.
func (f Search) At(r FoundRow) Hit { return f.Docs[r.Doc].Hits[max(0, r.Hit)] }

// CurrentRow is the row of the hit that the search has come to; -1 when there is none.
func (f Search) CurrentRow() int {
	if !f.stood {
		return -1
	}
	i, there := slices.BinarySearchFunc(f.Rows, f.at, FoundRow.compare)
	if !there {
		return -1
	}
	return i
}

func (r FoundRow) compare(o FoundRow) int {
	return cmp.Or(cmp.Compare(r.Doc, o.Doc), cmp.Compare(r.Hit, o.Hit))
}

// foundHere is the place of the open article among those with hits; -1 when it has none.
func (s State) foundHere() int {
	if id := s.Session.Document.ID; s.Search.here.id != id {
		return s.Search.placeOf(id)
	}
	return s.Search.here.at
}

func (f Search) placeOf(id string) int {
	return slices.IndexFunc(f.Docs, func(d FoundDoc) bool { return d.ID == id })
}

// hereFound remembers the place of the open article, which every painted line asks for.
func (s State) hereFound() State {
	id := s.Session.Document.ID
	s.Search.here = placed{id, s.Search.placeOf(id)}
	return s
}

// currentFound is where the hit stands in the open article that the search has come to.
func (s State) currentFound() (annotate.Span, bool) {
	if !s.Search.stood || s.Search.Docs[s.Search.at.Doc].ID != s.Session.Document.ID {
		return annotate.Span{}, false
	}
	h := s.Search.At(s.Search.at)
	return h.Span, !h.InTitle
}

// goToFound selects a hit, or opens its article for that.
func goToFound(s State, r FoundRow, stay bool) (State, []Effect) {
	if r.Hit < 0 { // of an article: its first hit that is listed
		i, _ := slices.BinarySearchFunc(s.Search.Rows, r, FoundRow.compare)
		r = s.Search.Rows[min(i+1, len(s.Search.Rows)-1)]
	}
	doc := s.Search.Docs[r.Doc]
	s.Search.at, s.Search.stood, s.Search.front = r, true, true
	if doc.ID != s.Session.Document.ID {
		s.Search.to, s.Search.going, s.Search.stay = r, true, stay
		return s, []Effect{Load{ID: doc.ID, Select: s.Search.Docs[r.Doc].Hits[r.Hit].inText()}}
	}
	s, effects := s.onFound(r)
	if !stay {
		effects = append(effects, FocusArticle{})
	}
	return s, effects
}

// inText is the span of a hit in the text; the beginning of the text for one in the title.
func (h Hit) inText() annotate.Span {
	if h.InTitle {
		return annotate.Span{}
	}
	return h.Span
}

// onFound selects a hit in the open article.
func (s State) onFound(r FoundRow) (State, []Effect) {
	span := s.Search.At(r).inText()
	s.Focus, s.Goal = Focus{}, -1
	s.Caret, s.Anchor = textlayout.Position{Offset: span.End, Affinity: textlayout.Upstream}, span.Start
	return s, []Effect{Reveal{span}}
}

// foundArrived goes to the hit for which an article was opened, and brings the labels of its hits up to date.
func (s State) foundArrived(effects []Effect) (State, []Effect) {
	if !s.Search.Open {
		return s, effects
	}
	s = s.hereFound().relabelHere()
	f := &s.Search
	if !f.going || f.Docs[f.to.Doc].ID != s.Session.Document.ID {
		f.going = false
		return s, effects
	}
	f.going = false
	if f.stay {
		effects = slices.DeleteFunc(slices.Clone(effects), func(e Effect) bool { return e == Effect(FocusArticle{}) })
	}
	s, more := s.onFound(f.to)
	return s, append(effects, more...)
}

// nextFound goes to the next or previous hit over all articles; around at the ends.
func nextFound(s State, back bool) (State, []Effect) {
	f := s.Search
	switch n := len(f.Rows); {
	case f.Why != "":
		return say(s, f.Why, true)
	case strings.TrimSpace(f.Query.Words) == "":
		return s, []Effect{FocusSearch{}}
	case n == 0 && f.Reading:
		return say(s, "still searching", false)
	case n == 0:
		return say(s, "no hit in the project", true)
	}
	i, wrapped := s.neighbourFound(back)
	s.Toast = Toast{Text: wrapped}
	return goToFound(s, f.Rows[i], s.Search.Typing)
}

// neighbourFound is the row of the hit beside the one that the search has come to, or else beside the caret.
func (s State) neighbourFound(back bool) (row int, wrapped string) {
	rows, step, n := s.Search.Rows, 1, len(s.Search.Rows)
	if back {
		step = -1
	}
	i := s.rowBeside(back)
	for ; ; i += step {
		switch {
		case i < 0:
			i, wrapped = n-1, toEnd
		case i >= n:
			i, wrapped = 0, toTop
		}
		if rows[i].Hit >= 0 {
			return i, wrapped
		}
	}
}

func (s State) rowBeside(back bool) int {
	f := s.Search
	here := s.foundHere()
	if span, ok := s.currentFound(); here >= 0 && (!ok || span != s.Selection()) && !(f.stood && f.at.Doc == int32(here) && f.At(f.at).InTitle) {
		i, _ := slices.BinarySearchFunc(f.Rows, FoundRow{int32(here), -1}, FoundRow.compare) // from the caret on
		for ; i < len(f.Rows) && f.Rows[i].Doc == int32(here) && (f.Rows[i].Hit < 0 || f.At(f.Rows[i]).InTitle || f.At(f.Rows[i]).Span.Start < s.Selection().End); i++ {
			if back && f.Rows[i].Hit >= 0 && f.At(f.Rows[i]).Span.End > s.Selection().Start {
				break
			}
		}
		if back {
			return i - 1
		}
		return i
	}
	if !f.stood {
		if back {
			return -1
		}
		return 0
	}
	i, there := slices.BinarySearchFunc(f.Rows, f.at, FoundRow.compare)
	switch {
	case back:
		return i - 1
	case there:
		return i + 1
	}
	return i
}
