package state

import (
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/lang"
)

// List is the articles of the project and which of them are shown.
type List struct {
	Rows    Rows // all, in the order of import
	Filter  Filter
	Order   Order
	Visible []int          // indices into Rows, in the order shown
	Counts  [3]int         // rows by Shelf, whatever the filter
	index   map[string]int // ID to index
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
	Suggestions int     // open ones, once they were counted; -1 before
	Corrections float64 // expected, where Suggestions were counted
}

// Language is the row's language: ISO 639-1 or "und", and "" until it is known.
func (r Row) Language() string {
	if r.Own != "" {
		return r.Own
	}
	return r.Found.Code
}

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
func (r Row) Shelf() Shelf {
	switch r.Status {
	case annotate.Finished:
		return Done
	case annotate.Ignored:
		return SetAside
	}
	return ToDo
}

// Filter chooses rows.
type Filter struct {
	Shelf    Shelf
	All      bool   // every shelf
	Language string // "" is any
	Words    string // in the title, whatever their case
}

func (f Filter) shows(r Row) bool {
	if !f.All && f.Shelf != r.Shelf() || f.Language != "" && f.Language != r.Language() {
		return false
	}
	return f.Words == "" || strings.Contains(strings.ToLower(r.Title), strings.ToLower(f.Words))
}

// NewList takes the rows of a project and shows those of the filter, in the order of import.
func NewList(rows []Row, f Filter) List {
	return newList(rows).With(f)
}

func newList(rows []Row) List {
	l := List{Rows: NewRows(rows), index: make(map[string]int, len(rows))}
	for i, r := range rows {
		l.index[r.ID] = i
		l.Counts[r.Shelf()]++
	}
	return l
}

// With applies another filter, and sorts by the counts of now.
func (l List) With(f Filter) List {
	l.Filter = f
	l.Visible = make([]int, 0, l.Rows.Len())
	for i, r := range l.Rows.All() {
		if f.shows(r) {
			l.Visible = append(l.Visible, i)
		}
	}
	l.sort()
	return l
}

// Row finds an article.
func (l List) Row(id string) (Row, bool) {
	i, ok := l.index[id]
	if !ok {
		return Row{}, false
	}
	return l.Rows.At(i), true
}

// Index is the place of an article in Rows.
func (l List) Index(id string) (int, bool) {
	i, ok := l.index[id]
	return i, ok
}

// Change replaces one row. The article stays visible until the filter is applied again, so that nothing leaves the
// list under somebody's eyes.
func (l List) Change(id string, change func(Row) Row) List {
	i, ok := l.index[id]
	if !ok {
		return l
	}
	before := l.Rows.At(i)
	after := change(before)
	if before == after {
		return l
	}
	l.Rows = l.Rows.With(i, after)
	l.Counts[before.Shelf()]--
	l.Counts[after.Shelf()]++
	return l
}

// Recount forgets how many suggestions are open in any article.
func (l List) Recount() List {
	rows := make([]Row, 0, l.Rows.Len())
	for _, r := range l.Rows.All() {
		r.Suggestions, r.Corrections = -1, 0
		rows = append(rows, r)
	}
	l.Rows = NewRows(rows)
	return l
}

// Languages lists the languages that the rows have, most articles first.
func (l List) Languages() []string {
	count := map[string]int{}
	for _, r := range l.Rows.All() {
		if code := r.Language(); code != "" {
			count[code]++
		}
	}
	codes := make([]string, 0, len(count))
	for c := range count {
		codes = append(codes, c)
	}
	slices.SortFunc(codes, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return codes
}
