package suggest

// lexicon finds phrases in a text by the folded hashes of their tokens: a trie in one map, which costs a look-up per
// token and no more per entry than the entry.
type lexicon[T any] struct {
	nodes    map[uint64]node[T]
	openings [1 << 15 / 64]uint64 // a bit for each hash that a phrase starts with: most words start none, and are passed over
}

// startAt is the place of a first hash among openings.
func startAt(h uint64) (word, bit uint64) { return h >> 55, h >> 49 & 63 }

type node[T any] struct {
	through int // phrases that pass through or end here
	here    bool
	value   T
}

func newLexicon[T any]() *lexicon[T] { return &lexicon[T]{nodes: map[uint64]node[T]{}} }

// match is one phrase of a lexicon at one place.
type match[T any] struct {
	first, last int // tokens [first, last)
	start, end  int // code points
	from, to    int // bytes of the form that the lexicon knows
	prefix      string
	value       T
}

func (m match[T]) tokens() int { return m.last - m.first }

// key walks a phrase: the hash of each of its beginnings, the whole last. A hyphen between two words does not count.
func (v *view) key() []uint64 {
	keys := make([]uint64, 0, len(v.tokens))
	var h uint64
	for i, t := range v.tokens {
		if !v.hyphen(i) {
			h = chain(h, t.hash)
			keys = append(keys, h)
		}
	}
	return keys
}

func (v *view) hyphen(i int) bool {
	t := v.tokens[i]
	if t.kind != symbol || !t.glued || i+1 >= len(v.tokens) || !v.tokens[i+1].glued {
		return false
	}
	switch v.str(t) {
	case "-", "‐", "‑", "־":
		return true
	}
	return false
}

// at returns the value at a phrase's key.
func (lx *lexicon[T]) at(keys []uint64) (value T, ok bool) {
	if len(keys) == 0 {
		return value, false
	}
	n := lx.nodes[keys[len(keys)-1]]
	return n.value, n.here
}

// put stores a value at a phrase's key.
func (lx *lexicon[T]) put(keys []uint64, value T) {
	if len(keys) == 0 {
		return
	}
	word, bit := startAt(keys[0])
	lx.openings[word] |= 1 << bit
	last := len(keys) - 1
	n := lx.nodes[keys[last]]
	if !n.here {
		for _, k := range keys[:last] {
			p := lx.nodes[k]
			p.through++
			lx.nodes[k] = p
		}
		n.through++
	}
	n.here, n.value = true, value
	lx.nodes[keys[last]] = n
}

// drop takes a phrase out, and every beginning that no other phrase has.
func (lx *lexicon[T]) drop(keys []uint64) {
	if _, ok := lx.at(keys); !ok {
		return
	}
	for i, k := range keys {
		n := lx.nodes[k]
		n.through--
		if i == len(keys)-1 {
			var none T
			n.here, n.value = false, none
		}
		if n.through == 0 {
			delete(lx.nodes, k)
		} else {
			lx.nodes[k] = n
		}
	}
}

// find calls visit with each phrase that starts at token i, behind a prefix too, the shorter first.
func (lx *lexicon[T]) find(v *view, i int, visit func(match[T])) {
	t := v.tokens[i]
	lx.walk(v, i, edge{at: t.start, hash: t.hash}, visit)
	for _, head := range t.heads {
		lx.walk(v, i, head, visit)
	}
}

func (lx *lexicon[T]) walk(v *view, i int, head edge, visit func(match[T])) {
	m := match[T]{first: i, start: head.at, from: v.tokens[i].from, prefix: head.affix}
	if !head.whole {
		m.from += len(head.affix)
	}
	var h uint64
	for j := i; j < len(v.tokens) && (j == i || !v.tokens[j].line); j++ {
		t := v.tokens[j]
		if j > i && v.hyphen(j) {
			continue
		}
		for _, tail := range t.tails {
			if n := lx.nodes[chain(h, tail.hash)]; n.here {
				visit(m.ending(j+1, tail.at, t.to-len(tail.affix), n.value))
			}
		}
		if j == i {
			t.hash = head.hash
		}
		h = chain(h, t.hash)
		if word, bit := startAt(h); j == i && lx.openings[word]>>bit&1 == 0 {
			return
		}
		n, ok := lx.nodes[h]
		if !ok {
			return
		}
		if n.here {
			visit(m.ending(j+1, t.end, t.to, n.value))
		}
	}
}

func (m match[T]) ending(last, end, to int, value T) match[T] {
	m.last, m.end, m.to, m.value = last, end, to, value
	return m
}
