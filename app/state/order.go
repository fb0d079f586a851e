package state

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Order is how the list of articles is sorted: By one of the orders below, or that one Turned.
type Order int

const (
	OrderNumber      Order = iota // as they were imported
	OrderTitle                    // whatever the case
	OrderCorrections              // unfinished articles first, those with the most expected corrections at the top
	OrderLength                   // the shortest first
	OrderStatus                   // new, in progress, finished, set aside
	OrderImported                 // those that were imported first at the top

	turned Order = 1 << 8
)

var orderWords = []string{"number", "title", "corrections", "length", "status", "imported"}

const turnedWord = " turned"

// By is the order without its direction.
func (o Order) By() Order { return o &^ turned }

// Down reports whether the order is turned: the last first. By corrections what is to be done stays first.
func (o Order) Down() bool { return o&turned != 0 }

// Turned is the order in the other direction.
func (o Order) Turned() Order { return o ^ turned }

// String names the order in the settings.
func (o Order) String() string {
	if o.Down() {
		return orderWords[o.By()] + turnedWord
	}
	return orderWords[o]
}

// ReadOrder reads what String writes; what it does not know is OrderNumber.
func ReadOrder(word string) Order {
	name, down := strings.CutSuffix(word, turnedWord)
	by := Order(slices.Index(orderWords, name))
	switch {
	case by < 0:
		return OrderNumber
	case down:
		return by.Turned()
	}
	return by
}

// arrange puts rows, which are in the order of import, in another order. all are all rows by title, where that is known.
func arrange(rows Rows, list []int, o Order, all []int32) []int {
	switch o.By() {
	case OrderNumber:
	case OrderTitle:
		if all == nil {
			all = byTitle(rows, list)
		}
		list = inTitleOrder(list, all, rows.Len())
	default:
		list = byKeys(rows, list, o)
	}
	if o.Down() && (o.By() == OrderNumber || o.By() == OrderTitle) {
		slices.Reverse(list)
	}
	return list
}

// inTitleOrder are the rows of a list in the order in which all have them.
func inTitleOrder(list []int, all []int32, rows int) []int {
	if len(list) == len(all) {
		for n, i := range all {
			list[n] = int(i)
		}
		return list
	}
	in := make([]bool, rows)
	for _, i := range list {
		in[i] = true
	}
	list = list[:0]
	for _, i := range all {
		if in[i] {
			list = append(list, int(i))
		}
	}
	return list
}

// titled is a row with the beginning of its title.
type titled struct {
	begins uint64
	row    int32
}

// byTitle sorts rows by their titles in lower case; where two are equal the order of import decides.
func byTitle(rows Rows, list []int) []int32 {
	ts := make([]titled, len(list))
	for n, i := range list {
		c, k := rows.chunk(i)
		ts[n] = titled{titleKey(c.fixed.title(k)), int32(i)}
	}
	slices.SortFunc(ts, func(a, b titled) int { return cmp.Or(cmp.Compare(a.begins, b.begins), cmp.Compare(a.row, b.row)) })
	for from := 0; from < len(ts); {
		to := from + 1
		for to < len(ts) && ts[to].begins == ts[from].begins {
			to++
		}
		sortAlike(rows, ts[from:to])
		from = to
	}
	order := make([]int32, len(ts))
	for n, t := range ts {
		order[n] = t.row
	}
	return order
}

// sortAlike sorts rows with titles that begin alike.
func sortAlike(rows Rows, ts []titled) {
	if len(ts) < 2 {
		return
	}
	type whole struct {
		title string
		row   int32
	}
	list := make([]whole, len(ts))
	for n, t := range ts {
		c, k := rows.chunk(int(t.row))
		list[n] = whole{strings.ToLower(c.fixed.title(k)), t.row}
	}
	slices.SortFunc(list, func(a, b whole) int { return cmp.Or(strings.Compare(a.title, b.title), cmp.Compare(a.row, b.row)) })
	for n, w := range list {
		ts[n].row = w.row
	}
}

// titleKey are the first eight bytes of a title in lower case.
func titleKey(title string) uint64 {
	var b [8 + utf8.UTFMax]byte
	if len(title) >= 8 {
		key := binary.BigEndian.Uint64([]byte(title[:8]))
		if key&0x8080808080808080 == 0 {
			const ones = 0x0101010101010101
			capital := (key + (128-'A')*ones) &^ (key + (127-'Z')*ones) & (128 * ones) // the top bit of each byte from A to Z
			return key | capital>>2
		}
	}
	n := 0
	for _, r := range title {
		if n >= 8 {
			break
		}
		n += utf8.EncodeRune(b[n:], unicode.ToLower(r))
	}
	return binary.BigEndian.Uint64(b[:])
}

// keyed is a row with what decides its place in an order.
type keyed struct {
	key uint64
	row int32
}

// byKeys sorts rows by their keys; where two are equal the order of import decides.
func byKeys(rows Rows, list []int, o Order) []int {
	ks := make([]keyed, len(list))
	for n, i := range list {
		ks[n] = keyed{rows.key(i, o), int32(i)}
	}
	ks = radix(ks)
	for n, k := range ks {
		list[n] = int(k.row)
	}
	return list
}

// key is what decides the place of a row in an order by numbers.
func (r Rows) key(i int, o Order) uint64 {
	c, k := r.chunk(i)
	cell, fixed := &c.cells[k], &c.fixed.rows[k]
	group, value := uint64(0), uint64(0)
	const most = 1<<62 - 1
	switch o.By() {
	case OrderCorrections:
		shelf := shelfOf(annotate.Status(c.names[cell.status]))
		switch {
		case shelf != ToDo:
			return uint64(1+shelf) << 62
		case cell.suggestions < 0:
			return 1 << 62
		}
		value = most - math.Float64bits(max(0, cell.corrections))>>2 // of numbers that are not negative the bits have their order
	case OrderLength:
		value = uint64(max(0, fixed.codePoints))
	case OrderStatus:
		value = uint64(slices.Index(statuses, annotate.Status(c.names[cell.status])) + 1)
	case OrderImported:
		value = uint64(fixed.imported)
	}
	if o.Down() {
		value = most - value
	}
	return group<<62 | value
}

// statuses are in the order in which an article has them.
var statuses = []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored}

// radix sorts by key and keeps what has the same key in order. It goes over the digits of 11 bits in which keys differ.
func radix(list []keyed) []keyed {
	if len(list) < 512 {
		slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
		return list
	}
	differ := uint64(0)
	for _, k := range list {
		differ |= k.key ^ list[0].key
	}
	const digits, mask = 11, 1<<11 - 1
	other := make([]keyed, len(list))
	for shift := 0; shift < 64; shift += digits {
		if differ>>shift&mask == 0 {
			continue
		}
		var ends [mask + 2]int
		for i := range list {
			ends[list[i].key>>shift&mask+1]++
		}
		for d := 1; d < len(ends); d++ {
			ends[d] += ends[d-1]
		}
		for i := range list {
			d := list[i].key >> shift & mask
			other[ends[d]] = list[i]
			ends[d]++
		}
		list, other = other, list
	}
	return list
}

// keyIn is the key of a row in any order: where two differ they decide, where they are equal less does.
func (r Rows) keyIn(i int, o Order) uint64 {
	switch {
	case o.By() == OrderNumber:
		return 0
	case o == OrderTitle:
		return titleKey(r.titleOf(i))
	case o.By() == OrderTitle:
		return ^titleKey(r.titleOf(i))
	}
	return r.key(i, o)
}

// less reports whether one row stands before another in an order.
func (r Rows) less(i, j int, o Order) bool {
	switch o.By() {
	case OrderNumber:
		return (i < j) != o.Down()
	case OrderTitle:
		return (cmp.Or(compareTitles(r.titleOf(i), r.titleOf(j)), cmp.Compare(i, j)) < 0) != o.Down()
	}
	return cmp.Or(cmp.Compare(r.key(i, o), r.key(j, o)), cmp.Compare(i, j)) < 0
}

// compareTitles compares two titles in lower case.
func compareTitles(a, b string) int {
	if n := cmp.Compare(titleKey(a), titleKey(b)); n != 0 {
		return n
	}
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if c := cmp.Compare(unicode.ToLower(x), unicode.ToLower(y)); c != 0 {
			return c // in UTF-8 the order of characters is that of their bytes
		}
		a, b = a[n:], b[m:]
	}
	return cmp.Compare(len(a), len(b))
}

func (r Rows) titleOf(i int) string {
	c, k := r.chunk(i)
	return c.fixed.title(k)
}

// Next finds the visible article after (or with back before) the given one for which want holds; "" when there is
// none. It does not wrap. From an article that the filter hides it goes on at the place where it would stand.
func (l List) Next(id string, back bool, want func(Row) bool) string {
	return l.next(id, back, func(i int) bool { return want(l.Rows.At(i)) })
}

// nextToDo is the next visible article that is not finished or set aside.
func (l List) nextToDo(id string) string {
	return l.next(id, false, func(i int) bool { return l.Rows.Shelf(i) == ToDo })
}

func (l List) next(id string, back bool, want func(i int) bool) string {
	from, shown := l.place(id)
	step := 1
	switch {
	case back:
		from, step = from-1, -1
	case shown:
		from++
	}
	for ; from >= 0 && from < len(l.Visible); from += step {
		if i := l.Visible[from]; want(i) {
			return l.Rows.ID(i)
		}
	}
	return ""
}

// Place is where an article stands among the visible ones, from 0; false when it does not.
func (l List) Place(id string) (int, bool) { return l.place(id) }

// place is where an article stands among the visible ones, or would stand; 0 for one that is not in the list.
func (l List) place(id string) (at int, shown bool) {
	i, known := l.Index(id)
	if !known {
		return 0, false
	}
	if l.Order == OrderNumber {
		return slices.BinarySearch(l.Visible, i)
	}
	if at := slices.Index(l.Visible, i); at >= 0 {
		return at, true
	}
	return sort.Search(len(l.Visible), func(n int) bool { return l.Rows.less(i, l.Visible[n], l.Order) }), false
}

// following are the next n unfinished articles after one, from the top again after the last.
func (l List) following(id string, n int) []string {
	var next []string
	at, _ := l.place(id)
	for k := range len(l.Visible) {
		i := l.Visible[(at+k)%len(l.Visible)]
		if l.Rows.Shelf(i) != ToDo {
			continue
		}
		if near := l.Rows.ID(i); near != id {
			if next = append(next, near); len(next) == n {
				break
			}
		}
	}
	return next
}
