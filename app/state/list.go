package state

import (
	"cmp"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/lang"
)

// List is the articles of the project and which of them are shown.
type List struct {
	Rows     Rows // all, in the order of import
	Filter   Filter
	Order    Order
	Visible  []int  // indices into Rows, in the order shown
	Counts   [3]int // rows by Shelf, whatever the filter
	Reading  int    // about how many articles the project has, while they are read; 0 once all are
	Arriving bool   // Visible is the beginning of what will be shown; the rest is worked out beside the window

	index   *index
	ahead   []Row   // of articles that are opened before their row is read
	missed  bool    // a row was to change before it was read
	asked   int     // counts what is worked out beside the window: an answer to an older question is dropped
	byTitle []int32 // all rows by title, once that is worked out
}

// Row is one article in the list.
type Row struct {
	ID, Title   string
	Source      string // file name
	Encoding    string
	Found       Language // by detection; Code is "" until it has run
	Own         string   // language that the annotator set; "" follows what was found
	Status      annotate.Status
	CodePoints  int
	Annotations int
	Labels      Names   // that the annotator gave
	Suggestions int     // open ones, once they were counted; -1 before
	Corrections float64 // expected, where Suggestions were counted
	Number      uint64  // in the project's file
	Imported    int64   // when it came into the project, Unix seconds; 0 when that is not known
}

// Language is the row's language: ISO 639-1 or "und", and "" until it is known.
func (r Row) Language() string { return cmp.Or(r.Own, r.Found.Code) }

// RTL reports whether the row's language is written from right to left.
func (r Row) RTL() bool { return lang.Direction(r.Language()) == "rtl" }

// Shelf is one of the three places where an article stands.
type Shelf int

const (
	ToDo Shelf = iota
	Done
	SetAside
)

// Shelf is where the row's status puts it.
func (r Row) Shelf() Shelf { return shelfOf(r.Status) }

func shelfOf(s annotate.Status) Shelf {
	switch s {
	case annotate.Finished:
		return Done
	case annotate.Ignored:
		return SetAside
	}
	return ToDo
}

// NewList takes the rows of a project and shows those of the filter, in the order of import.
func NewList(rows []Row, f Filter) List { return listOf(NewRows(rows)).With(f) }

func listOf(rows Rows) List {
	l := List{}
	return l.appended(rows)
}

// appended has more rows behind its own. What is visible does not change.
func (l List) appended(more Rows) List {
	from := l.Rows.Len()
	l.Rows = l.Rows.Append(more)
	if l.index == nil {
		l.index = newIndex(max(l.Reading, l.Rows.Len()))
	}
	l.index = l.index.add(l.Rows, from)
	l.byTitle = nil
	for i := from; i < l.Rows.Len(); i++ {
		l.Counts[l.Rows.Shelf(i)]++
	}
	return l.caughtUp()
}

// caughtUp takes the rows of articles that were opened before them.
func (l List) caughtUp() List {
	left := l.ahead
	l.ahead = nil
	for _, r := range left {
		if _, ok := l.Index(r.ID); !ok {
			l.ahead = append(l.ahead, r)
			continue
		}
		l = l.Change(r.ID, func(Row) Row { return r })
	}
	return l
}

// With applies another filter, and sorts by the counts of now.
func (l List) With(f Filter) List {
	l.Filter = f
	return l.arranged()
}

// Ordered sorts the list by the counts of now. They may change afterwards: what is on screen stays where it is until the
// list is sorted again, by Ordered or With.
func (l List) Ordered(o Order) List {
	l.Order = o
	return l.arranged()
}

// arranged works out what is visible.
func (l List) arranged() List {
	if l.Order.By() == OrderTitle && l.byTitle == nil && !l.few() {
		l.byTitle = byTitle(l.Rows, upTo(l.Rows.Len()))
	}
	list := newSieve(l.Filter).pass(make([]int, 0, l.Rows.Len()), l.Rows, 0, l.Rows.Len())
	l.Visible, l.Arriving = arrange(l.Rows, list, l.Order, l.byTitle), false
	return l
}

func (l List) few() bool { return l.Rows.Len() < 2000 }

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Row finds an article.
func (l List) Row(id string) (Row, bool) {
	if i, ok := l.index.find(l.Rows, id); ok {
		return l.Rows.At(i), true
	}
	if i := l.isAhead(id); i >= 0 {
		return l.ahead[i], true
	}
	return Row{}, false
}

func (l List) isAhead(id string) int {
	return slices.IndexFunc(l.ahead, func(r Row) bool { return r.ID == id })
}

// Index is the place of an article in Rows.
func (l List) Index(id string) (int, bool) { return l.index.find(l.Rows, id) }

// Change replaces one row. The article stays visible until the filter is applied again, so that nothing leaves the
// list under somebody's eyes.
func (l List) Change(id string, change func(Row) Row) List {
	i, ok := l.Index(id)
	if !ok {
		if i := l.isAhead(id); i >= 0 {
			l.ahead = slices.Clone(l.ahead)
			l.ahead[i] = change(l.ahead[i])
		} else {
			l.missed = true
		}
		return l
	}
	before := l.Rows.At(i)
	after := change(before)
	l.Rows = l.Rows.With(i, after)
	l.Counts[before.Shelf()]--
	l.Counts[after.Shelf()]++
	return l
}

// Recount forgets how many suggestions are open in any article.
func (l List) Recount() List {
	l.Rows = l.Rows.recounted()
	return l
}

// LanguageCount is how many articles have a language.
type LanguageCount struct {
	Code     string
	Articles int
}

// Languages lists the languages that the rows have, most articles first.
func (l List) Languages() []LanguageCount {
	count := map[string]int{}
	for first, c := range l.Rows.chunks() {
		n := make([]int, len(c.names))
		for k := range min(chunkRows, l.Rows.Len()-first) {
			n[cmp.Or(c.cells[k].own, c.cells[k].found)]++
		}
		for i, name := range c.names {
			if n[i] > 0 && name != "" {
				count[name] += n[i]
			}
		}
	}
	codes := make([]LanguageCount, 0, len(count))
	for c, n := range count {
		codes = append(codes, LanguageCount{c, n})
	}
	slices.SortFunc(codes, func(a, b LanguageCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Code, b.Code))
	})
	return codes
}
