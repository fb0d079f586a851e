package state

import (
	"math"
	"slices"
)

// A list of a hundred thousand articles is filtered and sorted within a few milliseconds. What takes longer than a frame is
// worked out beside the window: its beginning is shown at once, and Arranged brings the rest.

// RowsRead brings rows that were read, in the order of import. While an opened project's list is read, filters, counts and
// the way to the next article work over what is there.
type RowsRead struct {
	Rows Rows
	Done bool // these were the last
}

// Arrange works out what is visible of a list; answered by Arranged.
type Arrange struct{ List List }

// Arranged is what is visible of a list that was too long to be arranged at once.
type Arranged struct {
	visible []int
	byTitle []int32
	asked   int
}

// SortTitles puts all titles of a list in order, before somebody asks for it; answered by TitlesSorted.
type SortTitles struct{ Rows Rows }

// TitlesSorted is the order of so many titles.
type TitlesSorted struct {
	byTitle []int32
	rows    int
}

// Do sorts. It may run on any goroutine.
func (e SortTitles) Do() TitlesSorted {
	return TitlesSorted{byTitle(e.Rows, upTo(e.Rows.Len())), e.Rows.Len()}
}

// ReadAgain reads the list again: a row was to change before it was there.
type ReadAgain struct{}

func (RowsRead) msg()      {}
func (Arranged) msg()      {}
func (Arrange) effect()    {}
func (ReadAgain) effect()  {}
func (TitlesSorted) msg()  {}
func (SortTitles) effect() {}

// Do works the answer out. It may run on any goroutine.
func (a Arrange) Do() Arranged {
	l := a.List.arranged()
	return Arranged{l.Visible, l.byTitle, l.asked}
}

// More articles than these are filtered or sorted beside the window: each takes a frame or longer.
const (
	mostFiltered = 400_000
	mostFound    = 150_000 // by words of the title
	mostSorted   = 250_000
	mostTitles   = 20_000 // whose order is not known yet
)

func (l List) slow() bool {
	n := l.Rows.Len()
	switch {
	case l.Filter.Words != "" && n > mostFound:
		return true
	case l.Order.By() == OrderTitle && l.byTitle == nil:
		return n > mostTitles
	case l.Order.By() != OrderNumber && l.Order.By() != OrderTitle:
		return n > mostSorted
	}
	return n > mostFiltered
}

// unsure reports whether it is not known yet that one article follows another, or that with "" none does.
func (l List) unsure(id, next string) bool {
	if l.Reading == 0 && !l.Arriving {
		return false
	}
	_, known := l.Index(id)
	_, shown := l.place(id)
	return next == "" || !known || l.Reading > 0 && l.Order != OrderNumber || l.Arriving && !shown
}

// show applies a filter and an order. Until all rows are read they stand in the order of import.
func (s State) show(f Filter, o Order) (State, []Effect) {
	l := s.List
	l.Filter, l.Order = f, o
	l.asked++
	switch {
	case l.Reading > 0:
		l.Visible, l.Arriving = newSieve(f).pass(nil, l.Rows, 0, l.Rows.Len()), false
	case l.slow():
		l.Visible, l.Arriving = l.beginning(), true
		s.List = l
		return s, []Effect{Arrange{l}}
	default:
		l = l.arranged()
	}
	s.List = l
	return s, nil
}

// again applies filter and order again after an article changed shelves. A long list lets only that article go, until the
// rest is worked out.
func (s State) again(id string) (State, []Effect) {
	if s.List.Reading > 0 || !s.List.slow() {
		return s.show(s.List.Filter, s.List.Order)
	}
	l := s.List
	l.asked++
	if i, known := l.Index(id); known && len(newSieve(l.Filter).pass(nil, l.Rows, i, i+1)) == 0 {
		if n := slices.Index(l.Visible, i); n >= 0 {
			l.Visible = slices.Delete(slices.Clone(l.Visible), n, n+1)
		}
	}
	s.List = l
	return s, []Effect{Arrange{l}}
}

const (
	beginsWith = 256     // rows that are shown at once
	looksAt    = 200_000 // rows that are looked at for them
	looksInto  = 20_000  // titles
)

// beginning is what stands first of what will be visible. By title, as long as the order of all titles is not known and they
// are too many to look at, it is what came first into the project.
func (l List) beginning() []int {
	if l.Order.By() == OrderTitle && l.byTitle != nil {
		return l.beginningByTitle()
	}
	if l.Order.By() == OrderTitle && l.Rows.Len() > looksAt {
		l.Order = OrderNumber
	}
	sieve, n := newSieve(l.Filter), min(l.Rows.Len(), looksAt)
	if l.Filter.Words != "" {
		n = min(n, looksInto)
	}
	if l.Order.By() != OrderNumber {
		n = choose(l.Filter.Words != "", n, l.Rows.Len())
	}
	var first, piece []int
	edge, last := -1, uint64(math.MaxUint64) // the last of the first ones, and its key
	amongFirst := func(i int) bool {
		key := l.Rows.keyIn(i, l.Order)
		return key < last || edge < 0 || key == last && l.Order.By() == OrderTitle && l.Rows.less(i, edge, l.Order)
	}
	for from := 0; from < n; from += chunkRows {
		at := choose(l.Order == OrderNumber.Turned(), l.Rows.Len()-min(from+chunkRows, n), from)
		piece = sieve.pass(piece[:0], l.Rows, at, min(at+chunkRows, l.Rows.Len()))
		for _, i := range piece {
			if amongFirst(i) {
				first = append(first, i)
			}
		}
		if len(first) < 4*beginsWith && from+chunkRows < n {
			continue
		}
		slices.SortFunc(first, func(i, j int) int { return choose(l.Rows.less(i, j, l.Order), -1, 1) })
		if len(first) >= beginsWith {
			first = first[:beginsWith]
			edge = first[beginsWith-1]
			last = l.Rows.keyIn(edge, l.Order)
			if l.Order.By() == OrderNumber {
				break
			}
		}
	}
	return first
}

// beginningByTitle follows the order of all titles.
func (l List) beginningByTitle() (first []int) {
	sieve, n := newSieve(l.Filter), len(l.byTitle)
	if l.Filter.Words != "" {
		n = min(n, looksInto)
	}
	for k := 0; k < n && len(first) < beginsWith; k++ {
		i := int(l.byTitle[choose(l.Order.Down(), len(l.byTitle)-1-k, k)])
		first = sieve.pass(first, l.Rows, i, i+1)
	}
	return first
}

// arrive handles what brings the list.
func arrive(s State, m Msg) (State, []Effect) {
	var effects []Effect
	switch m := m.(type) {
	case RowsRead:
		if s, effects = rowsRead(s, m); m.Done {
			s, effects = s.searchAgain(effects)
		}
	case Arranged:
		if m.asked != s.List.asked {
			return s, nil
		}
		s.List.Visible, s.List.byTitle, s.List.Arriving = m.visible, m.byTitle, false
		if s.Search.Query.Listed {
			s, effects = s.searchAgain(nil)
		}
	case TitlesSorted:
		if m.rows == s.List.Rows.Len() {
			s.List.byTitle = m.byTitle
		}
	}
	s, more := waitedFor(s)
	return s, append(effects, more...)
}

func rowsRead(s State, m RowsRead) (State, []Effect) {
	l, from := s.List, s.List.Rows.Len()
	l = l.appended(m.Rows)
	l.Reading = choose(m.Done, 0, max(l.Reading, l.Rows.Len()))
	l.Visible = newSieve(l.Filter).pass(slices.Clip(l.Visible), l.Rows, from, l.Rows.Len())
	s.List = l
	var effects []Effect
	if m.Done {
		if l.Order != OrderNumber {
			s, effects = s.show(l.Filter, l.Order)
		}
		if l.Rows.Len() > mostTitles {
			effects = append(effects, SortTitles{l.Rows})
		}
		if s.List.missed {
			s.List.missed = false
			effects = append(effects, ReadAgain{})
		}
		s.List.ahead = nil
	}
	if !s.asked {
		var first []Effect
		s, first = openFirst(s, "")
		effects = append(effects, first...)
	}
	return s, effects
}

// way is a step to another article that waits for the list.
type way struct {
	from string // the article from which it goes
	msg  Msg
}

// waitedFor goes the way that waited, as far as the list says by now where it leads.
func waitedFor(s State) (State, []Effect) {
	w := s.way
	s.way = way{}
	if w.msg == nil || w.from != s.Session.Document.ID {
		return s, nil
	}
	return update(s, w.msg)
}
