package annotate

import (
	"slices"
	"sort"
)

// list is a sequence that never changes: insert and remove return another one, which shares all but one path of nodes
// with the one it was made from. So a change costs the logarithm of the length, and two lists that are equal with ==
// are the same one in memory. The zero value is empty. What stands in it must not be changed.
//
// It is a B-tree that finds its elements by their place. Each node knows how far the spans below it reach, as the
// interval trees of Cormen et al., Introduction to Algorithms, section 14.3, do; so between finds long spans that begin
// far away without looking at what stands in between.
type list[T spanned] struct{ root *node[T] }

// spanned is what stands on a span; what stands nowhere has an empty one.
type spanned interface{ span() Span }

// node is a leaf with items or an inner node with kids, from 1 to width of them. All leaves have the same depth.
type node[T spanned] struct {
	kids  []*node[T]
	items []T
	n     int // items below
	reach int // the largest end of their spans
	last  T   // of the items below
}

const (
	width  = 32        // the most that a node holds
	sparse = width / 4 // fewer than that are joined with a neighbour where there is room
)

// pointers are what stands in a list of values.
func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// sortedOnce sorts what is not sorted yet, and leaves the last of those that are the same.
func sortedOnce[T any](list []T, order func(a, b T) int) []T {
	if !slices.IsSortedFunc(list, order) {
		slices.SortStableFunc(list, order)
	}
	return lastOfEach(list, func(a, b T) bool { return order(a, b) == 0 })
}

// lastOfEach leaves the last of the elements beside each other that are the same.
func lastOfEach[T any](list []T, same func(a, b T) bool) []T {
	kept := list[:0]
	for i, x := range list {
		if i+1 == len(list) || !same(x, list[i+1]) {
			kept = append(kept, x)
		}
	}
	return kept
}

// newList keeps the items in the order given; the slice must not be changed any more.
func newList[T spanned](items []T) list[T] {
	var level []*node[T]
	for part := range slices.Chunk(items, width*3/4) {
		level = append(level, leaf(part))
	}
	for len(level) > 1 {
		var above []*node[T]
		for part := range slices.Chunk(level, width*3/4) {
			above = append(above, inner(part))
		}
		level = above
	}
	if len(level) == 0 {
		return list[T]{}
	}
	return list[T]{level[0]}
}

func leaf[T spanned](items []T) *node[T] {
	n := &node[T]{items: items, n: len(items)}
	for _, x := range items {
		n.reach = max(n.reach, x.span().End)
	}
	if n.n > 0 {
		n.last = items[n.n-1]
	}
	return n
}

func inner[T spanned](kids []*node[T]) *node[T] {
	n := &node[T]{kids: kids}
	for _, k := range kids {
		n.n, n.reach, n.last = n.n+k.n, max(n.reach, k.reach), k.last
	}
	return n
}

func (l list[T]) len() int {
	if l.root == nil {
		return 0
	}
	return l.root.n
}

// at is the i-th item.
func (l list[T]) at(i int) T {
	n := l.root
	for n.kids != nil {
		var k int
		k, i = n.kidOf(i)
		n = n.kids[k]
	}
	return n.items[i]
}

// kidOf is the kid in which the i-th item below n stands, and its place there. One past the last item belongs to the
// last kid.
func (n *node[T]) kidOf(i int) (kid, place int) {
	for kid < len(n.kids)-1 && i >= n.kids[kid].n {
		i -= n.kids[kid].n
		kid++
	}
	return kid, i
}

// search is the place of the first item for which order is not negative, and whether it is 0 there. The items must be
// sorted so that order grows.
func (l list[T]) search(order func(T) int) (place int, found bool) {
	n := l.root
	if n == nil || order(n.last) < 0 {
		return l.len(), false
	}
	for n.kids != nil {
		k := sort.Search(len(n.kids), func(k int) bool { return order(n.kids[k].last) >= 0 })
		for _, before := range n.kids[:k] {
			place += before.n
		}
		n = n.kids[k]
	}
	i := sort.Search(len(n.items), func(i int) bool { return order(n.items[i]) >= 0 })
	return place + i, order(n.items[i]) == 0
}

// insert is the list with x at place i, from 0 to len.
func (l list[T]) insert(i int, x T) list[T] {
	if l.root == nil {
		return list[T]{leaf([]T{x})}
	}
	parts := l.root.insert(i, x)
	if len(parts) == 1 {
		return list[T]{parts[0]}
	}
	return list[T]{inner(parts)}
}

// insert returns one node, or the two that it takes.
func (n *node[T]) insert(i int, x T) []*node[T] {
	if n.kids == nil {
		return halved(inserted(n.items, i, 0, x), leaf)
	}
	k, place := n.kidOf(i)
	return halved(inserted(n.kids, k, 1, n.kids[k].insert(place, x)...), inner)
}

// inserted is a copy of s with more at place i, instead of the next so many elements.
func inserted[E any](s []E, i, instead int, more ...E) []E {
	next := make([]E, 0, len(s)-instead+len(more))
	return append(append(append(next, s[:i]...), more...), s[i+instead:]...)
}

func halved[E any, T spanned](s []E, made func([]E) *node[T]) []*node[T] {
	if len(s) <= width {
		return []*node[T]{made(s)}
	}
	half := len(s) / 2
	return []*node[T]{made(s[:half:half]), made(s[half:])}
}

// remove is the list without its i-th item.
func (l list[T]) remove(i int) list[T] {
	n := l.root.remove(i)
	for len(n.kids) == 1 {
		n = n.kids[0]
	}
	if n.n == 0 {
		return list[T]{}
	}
	return list[T]{n}
}

func (n *node[T]) remove(i int) *node[T] {
	if n.kids == nil {
		return leaf(inserted(n.items, i, 1))
	}
	k, place := n.kidOf(i)
	kid := n.kids[k].remove(place)
	if kid.n == 0 {
		return inner(inserted(n.kids, k, 1))
	}
	if kid.size() < sparse && len(n.kids) > 1 {
		first, pair := k, []*node[T]{kid, nil}
		if k == len(n.kids)-1 {
			first, pair[0], pair[1] = k-1, n.kids[k-1], kid
		} else {
			pair[1] = n.kids[k+1]
		}
		if pair[0].size()+pair[1].size() <= width {
			return inner(inserted(n.kids, first, 2, joined(pair[0], pair[1])))
		}
	}
	return inner(inserted(n.kids, k, 1, kid))
}

func (n *node[T]) size() int { return len(n.kids) + len(n.items) }

func joined[T spanned](a, b *node[T]) *node[T] {
	if a.kids == nil {
		return leaf(slices.Concat(a.items, b.items))
	}
	return inner(slices.Concat(a.kids, b.kids))
}

// each yields the items in order.
func (l list[T]) each(yield func(T) bool) {
	if l.root != nil {
		l.root.each(yield)
	}
}

func (n *node[T]) each(yield func(T) bool) bool {
	for _, k := range n.kids {
		if !k.each(yield) {
			return false
		}
	}
	for _, x := range n.items {
		if !yield(x) {
			return false
		}
	}
	return true
}

// between yields, in order, the items of a list sorted by span that share a character with a span.
func (l list[T]) between(s Span, yield func(T)) {
	if l.root != nil {
		l.root.between(s, yield)
	}
}

// between is false once an item begins behind the span.
func (n *node[T]) between(s Span, yield func(T)) bool {
	for _, k := range n.kids {
		if k.reach > s.Start && !k.between(s, yield) {
			return false
		}
	}
	for _, x := range n.items {
		at := x.span()
		if at.Start >= s.End {
			return false
		}
		if at.End > s.Start {
			yield(x)
		}
	}
	return true
}
