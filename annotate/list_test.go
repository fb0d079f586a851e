package annotate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// mark is what the tests put into lists: a name on a span.
type mark struct {
	at   Span
	name int
}

func (m mark) span() Span { return m.at }

// trial is a list beside a slice with the same items.
type trial struct {
	l     list[mark]
	model []mark
}

// change inserts or removes at random, more often one or the other so that lists grow and shrink.
func (v trial) change(r *rand.Rand, grows bool) trial {
	if n := len(v.model); n > 0 && (r.IntN(4) == 0) == grows {
		i := r.IntN(n)
		return trial{v.l.remove(i), slices.Delete(slices.Clone(v.model), i, i+1)}
	}
	i, start := r.IntN(len(v.model)+1), r.IntN(1000)
	x := mark{Span{start, start + 1 + r.IntN(9)}, int(r.Uint32())}
	if r.IntN(50) == 0 {
		x.at.End += 500
	}
	return trial{v.l.insert(i, x), slices.Insert(slices.Clone(v.model), i, x)}
}

func (v trial) check(t *testing.T) {
	t.Helper()
	var all []mark
	v.l.each(func(m mark) bool { all = append(all, m); return true })
	if !slices.Equal(all, v.model) || v.l.len() != len(v.model) {
		t.Fatalf("list of %d is\n%v, want\n%v", v.l.len(), all, v.model)
	}
	for i, want := range v.model {
		if got := v.l.at(i); got != want {
			t.Fatalf("item %d is %v, want %v", i, got, want)
		}
	}
	if v.l.root != nil {
		checkNode(t, v.l.root)
		if len(v.l.root.kids) == 1 {
			t.Fatal("the root has a single kid")
		}
	}
}

// checkNode holds what a node says of itself against what is below it.
func checkNode(t *testing.T, n *node[mark]) {
	t.Helper()
	if size := n.size(); size == 0 || size > width || len(n.kids) > 0 && len(n.items) > 0 {
		t.Fatalf("a node has %d kids and %d items", len(n.kids), len(n.items))
	}
	count, reach, last := len(n.items), 0, mark{}
	for _, x := range n.items {
		reach, last = max(reach, x.at.End), x
	}
	for _, k := range n.kids {
		if k.depth() != n.kids[0].depth() {
			t.Fatal("leaves of different depth")
		}
		checkNode(t, k)
		count, reach, last = count+k.n, max(reach, k.reach), k.last
	}
	if n.n != count || n.reach != reach || n.last != last {
		t.Fatalf("a node says %d, %d, %v of %d, %d, %v", n.n, n.reach, n.last, count, reach, last)
	}
}

func TestListLikeASlice(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		v := trial{}
		var versions []trial
		for i := range 1500 {
			v = v.change(r, i%600 < 400)
			if i%100 == 0 {
				v.check(t)
				versions = append(versions, v)
			}
		}
		for _, old := range versions {
			old.check(t)
		}
		for len(v.model) > 0 {
			v = v.change(r, false)
		}
		v.check(t)
	}
}

func TestNewListOfEverySize(t *testing.T) {
	for n := range 1200 {
		v := trial{}
		for i := range n {
			v.model = append(v.model, mark{Span{i, i + 2}, i})
		}
		v.l = newList(v.model)
		if n%97 == 0 || n < 60 {
			v.check(t)
		}
		for _, want := range []int{0, n / 3, n - 1, n} {
			i, found := v.l.search(func(m mark) int { return m.at.Start - want })
			if i != min(max(want, 0), n) || found != (want >= 0 && want < n) {
				t.Fatalf("of %d: %d stands at %d, %t", n, want, i, found)
			}
		}
	}
}

// A change makes new nodes on one way from the root to a leaf, and shares all others.
func TestListsShareTheirNodes(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	l := list[mark]{}
	for i := range 10_000 {
		l = l.insert(r.IntN(i+1), mark{name: i})
	}
	old := map[*node[mark]]bool{}
	walkNodes(l.root, func(n *node[mark]) { old[n] = true })
	most := 2 * (l.root.depth() + 2)
	for range 500 {
		for _, next := range []list[mark]{l.insert(r.IntN(10_001), mark{}), l.remove(r.IntN(10_000))} {
			made := 0
			walkNodes(next.root, func(n *node[mark]) {
				if !old[n] {
					made++
				}
			})
			if made > most {
				t.Fatalf("a change makes %d of %d nodes anew", made, len(old))
			}
		}
	}
}

func walkNodes(n *node[mark], do func(*node[mark])) {
	do(n)
	for _, k := range n.kids {
		walkNodes(k, do)
	}
}

// What stands apart is what differs, whether the lists share memory or not, and no more than that.
func TestListsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	same := func(x, y mark) bool { return x == y }
	for range 300 {
		a := trial{}
		for range r.IntN(400) {
			a = a.change(r, true)
		}
		b := a
		for range r.IntN(4) {
			b = b.change(r, r.IntN(2) == 0)
		}
		begin := 0
		for begin < min(len(a.model), len(b.model)) && a.model[begin] == b.model[begin] {
			begin++
		}
		end := 0
		for end < min(len(a.model), len(b.model))-begin && a.model[len(a.model)-1-end] == b.model[len(b.model)-1-end] {
			end++
		}
		want := fmt.Sprint(begin, len(a.model)-end, len(b.model)-end)
		for kind, other := range map[string]list[mark]{"shared": b.l, "apart": newList(b.model)} {
			if from, endA, endB := apart(a.l, other, same); fmt.Sprint(from, endA, endB) != want {
				t.Fatalf("%s: apart are %d, %d, %d, want %s", kind, from, endA, endB, want)
			}
		}
	}
}

// FuzzList takes each byte as a change at a place.
func FuzzList(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\xff\x80"))
	f.Fuzz(func(t *testing.T, changes []byte) {
		v, before := trial{}, trial{}
		for i, c := range changes {
			if n := len(v.model); n > 0 && c >= 200 {
				at := int(c) % n
				v = trial{v.l.remove(at), slices.Delete(slices.Clone(v.model), at, at+1)}
				continue
			}
			if i == len(changes)/2 {
				before = v
			}
			at, x := int(c)%(len(v.model)+1), mark{Span{i, i + int(c)}, i}
			v = trial{v.l.insert(at, x), slices.Insert(slices.Clone(v.model), at, x)}
		}
		v.check(t)
		before.check(t)
	})
}
