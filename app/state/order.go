package state

import (
	"cmp"
	"slices"
	"strings"
)

// Order is how the list of articles is sorted.
type Order int

const (
	OrderNumber      Order = iota // as they were imported
	OrderTitle                    // whatever the case
	OrderCorrections              // unfinished articles first, those with the most expected corrections at the top
)

var orderWords = []string{"number", "title", "corrections"}

// String names the order in the settings.
func (o Order) String() string { return orderWords[o] }

// ReadOrder reads what String writes; what it does not know is OrderNumber.
func ReadOrder(word string) Order { return Order(max(0, slices.Index(orderWords, word))) }

// Ordered sorts the list by the counts of now. They may change afterwards: what is on screen stays where it is until the
// list is sorted again, by Ordered or With.
func (l List) Ordered(o Order) List {
	l.Order = o
	return l.With(l.Filter)
}

// sort puts the visible rows in order.
func (l List) sort() {
	if l.Order == OrderNumber {
		return
	}
	ranks := make([]rank, len(l.Visible))
	for n, i := range l.Visible {
		ranks[n] = l.rank(i)
	}
	slices.SortFunc(ranks, rank.compare)
	for n, r := range ranks {
		l.Visible[n] = r.index
	}
}

// rank is what decides the place of a row in an order.
type rank struct {
	group       int
	corrections float64
	title       string
	index       int // in Rows: where two are equal the order of import decides
}

func (r rank) compare(o rank) int {
	return cmp.Or(cmp.Compare(r.group, o.group), cmp.Compare(o.corrections, r.corrections), strings.Compare(r.title, o.title), cmp.Compare(r.index, o.index))
}

// rank is that of the i-th row in the list's order. By corrections, what is still to be done comes first, and of that what
// nobody has counted after the rest.
func (l List) rank(i int) rank {
	r, row := rank{index: i}, l.Rows.At(i)
	switch {
	case l.Order == OrderTitle:
		r.title = strings.ToLower(row.Title)
	case l.Order == OrderCorrections && row.Shelf() != ToDo:
		r.group = 1 + int(row.Shelf())
	case l.Order == OrderCorrections && row.Suggestions < 0:
		r.group = 1
	case l.Order == OrderCorrections:
		r.corrections = row.Corrections
	}
	return r
}

// Next finds the visible article after (or with back before) the given one for which want holds; "" when there is
// none. It does not wrap. From an article that the filter hides it goes on at the place where it would stand.
func (l List) Next(id string, back bool, want func(Row) bool) string {
	from, shown := l.place(id)
	step := 1
	switch {
	case back:
		from, step = from-1, -1
	case shown:
		from++
	}
	for ; from >= 0 && from < len(l.Visible); from += step {
		if r := l.Rows.At(l.Visible[from]); want(r) {
			return r.ID
		}
	}
	return ""
}

// place is where an article stands among the visible ones, or would stand; 0 for one that is not in the list.
func (l List) place(id string) (at int, shown bool) {
	i, known := l.index[id]
	if !known {
		return 0, false
	}
	if l.Order == OrderNumber {
		return slices.BinarySearch(l.Visible, i)
	}
	if at := slices.Index(l.Visible, i); at >= 0 {
		return at, true
	}
	own := l.rank(i)
	at = slices.IndexFunc(l.Visible, func(j int) bool { return own.compare(l.rank(j)) < 0 })
	if at < 0 {
		at = len(l.Visible)
	}
	return at, false
}

// following are the next n unfinished articles after one, from the top again after the last.
func (l List) following(id string, n int) []string {
	var next []string
	unfinished := func(r Row) bool { return r.Shelf() == ToDo && r.ID != id && !slices.Contains(next, r.ID) }
	for at := id; len(next) < n; {
		found := l.Next(at, false, unfinished)
		if found == "" && at != "" {
			at = ""
			continue
		}
		if found == "" {
			break
		}
		next, at = append(next, found), found
	}
	return next
}
