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
	switch l.Order {
	case OrderTitle:
		titles := make(map[int]string, len(l.Visible))
		for _, i := range l.Visible {
			titles[i] = strings.ToLower(l.Rows.At(i).Title)
		}
		slices.SortFunc(l.Visible, func(a, b int) int { return cmp.Or(strings.Compare(titles[a], titles[b]), cmp.Compare(a, b)) })
	case OrderCorrections:
		slices.SortFunc(l.Visible, l.byCorrections)
	}
}

// compare is the order of two rows.
func (l List) compare(a, b int) int {
	switch l.Order {
	case OrderTitle:
		return cmp.Or(strings.Compare(strings.ToLower(l.Rows.At(a).Title), strings.ToLower(l.Rows.At(b).Title)), cmp.Compare(a, b))
	case OrderCorrections:
		return l.byCorrections(a, b)
	}
	return cmp.Compare(a, b)
}

// byCorrections puts what is still to be done first, the most expected corrections at the top and what nobody has counted
// after them. Where two are equal the order of import decides.
func (l List) byCorrections(a, b int) int {
	x, y := l.Rows.At(a), l.Rows.At(b)
	order := cmp.Compare(x.Shelf(), y.Shelf())
	if order == 0 && x.Shelf() == ToDo {
		order = cmp.Or(-cmp.Compare(min(x.Suggestions, 0), min(y.Suggestions, 0)), cmp.Compare(y.Corrections, x.Corrections))
	}
	return cmp.Or(order, cmp.Compare(a, b))
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
	at = slices.IndexFunc(l.Visible, func(j int) bool { return l.compare(i, j) < 0 })
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
