package annotate

// apart are the places of the items of two lists between their common beginning and end: of a those in [from, endA), of
// b those in [from, endB). Of lists that were made from each other it looks only at what they do not share.
func apart[T spanned](a, b list[T], same func(x, y T) bool) (from, endA, endB int) {
	endA, endB = a.len(), b.len()
	if endA == 0 || endB == 0 {
		return 0, endA, endB
	}
	from = alike(a.root, b.root, false)
	for from < endA && from < endB && same(a.at(from), b.at(from)) {
		from++
	}
	tail := min(alike(a.root, b.root, true), endA-from, endB-from)
	endA, endB = endA-tail, endB-tail
	for from < endA && from < endB && same(a.at(endA-1), b.at(endB-1)) {
		endA, endB = endA-1, endB-1
	}
	return from, endA, endB
}

// alike is a number of items with which two trees begin alike, or with back end, as far as they share nodes.
func alike[T spanned](a, b *node[T], back bool) int {
	for a.depth() > b.depth() {
		a = a.kid(0, back)
	}
	for b.depth() > a.depth() {
		b = b.kid(0, back)
	}
	if a == b {
		return a.n
	}
	total := 0
	for i := range min(len(a.kids), len(b.kids)) {
		x, y := a.kid(i, back), b.kid(i, back)
		n := alike(x, y, back)
		total += n
		if n < x.n || n < y.n {
			break
		}
	}
	return total
}

// kid is the i-th kid, counted with back from the end.
func (n *node[T]) kid(i int, back bool) *node[T] {
	if back {
		i = len(n.kids) - 1 - i
	}
	return n.kids[i]
}

func (n *node[T]) depth() int {
	d := 0
	for ; n.kids != nil; n = n.kids[0] {
		d++
	}
	return d
}

// part are the values at places of a list; nil when there are none.
func part[T any, P interface {
	*T
	spanned
}](l list[P], from, end int) []T {
	if from == end {
		return nil
	}
	values := make([]T, 0, end-from)
	for i := from; i < end; i++ {
		values = append(values, *l.at(i))
	}
	return values
}
