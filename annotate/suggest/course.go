package suggest

import (
	"maps"
	"slices"
	"sort"

	"rubricator/annotate/suggest/crf"
)

// course is a field and what it was taught. The one in force is taught by Observe; one that has just begun by Settle, a work at a time.
type course struct {
	field *field
	units []unit // by their works' places in the order
	ahead []unit // what the one in force was taught before its turn, behind all units

	next  int          // works before this place are learnt
	stale map[int]bool // but for these, which changed

	lattice  *crf.Lattice
	gradient crf.Gradient
}

// unit is one sentence that was learnt.
type unit struct {
	place  int      // of its work
	digest uint64   // of what it taught
	log    *crf.Log // nil for one that lies far back
}

// keptLogs is how many sentences can be taken back one by one; what lies behind them is learnt anew from the beginning.
const keptLogs = 300

func newCourse(f *field) *course {
	return &course{field: f, stale: map[int]bool{}, lattice: f.lattice()}
}

// copy is a course that goes on from here, without what was taught ahead.
func (c *course) copy() *course {
	if len(c.units) == 0 {
		return newCourse(newField(c.field.frozen))
	}
	d := newCourse(c.field.clone())
	for _, u := range slices.Backward(c.ahead) {
		d.field.forget(u.log)
	}
	d.units, d.next, d.stale = slices.Clone(c.units), c.next, maps.Clone(c.stale)
	return d
}

// pending is the first place of an order of n works that is still to be learnt.
func (c *course) pending(n int) (place int, ok bool) {
	place = c.next
	for p := range c.stale {
		place = min(place, p)
	}
	return place, place < n
}

// behind reports whether something of an order of n works is still to be learnt.
func (c *course) behind(n int) bool {
	_, ok := c.pending(n)
	return ok
}

// from is the first unit of the works from a place on.
func (c *course) from(place int) int {
	return sort.Search(len(c.units), func(i int) bool { return c.units[i].place >= place })
}

// agree compares the lessons of the work at a place with what was learnt from it: how many of the first are the same, and whether all are.
func (c *course) agree(place int, list []prepared) (n int, same bool) {
	learnt := c.units[c.from(place):c.from(place+1)]
	for n < len(learnt) && n < len(list) && learnt[n].digest == list[n].digest {
		n++
	}
	return n, n == len(learnt) && n == len(list)
}

// far reports whether a unit cannot be taken back.
func (c *course) far(at int) bool { return at < len(c.units) && c.units[at].log == nil }

// backTo takes back all units from one on, which is not far.
func (c *course) backTo(at int) {
	for _, u := range slices.Backward(c.units[at:]) {
		c.field.forget(u.log)
	}
	c.units = c.units[:at]
}

// learn learns lessons of a work, behind all that was learnt.
func (c *course) learn(place int, list []prepared) {
	for i := range list {
		c.units = append(c.units, c.lesson(place, &list[i]))
		if over := len(c.units) - keptLogs; over > 0 {
			c.units[over-1].log = nil
		}
	}
}

func (c *course) lesson(place int, p *prepared) unit {
	u := unit{place, p.digest, &crf.Log{}}
	c.field.learn(c.lattice, &c.gradient, p, u.log)
	return u
}

// learnAhead learns, of the lessons of a work, those that are new. What the work taught ahead last is taken back where nothing else followed.
func (c *course) learnAhead(place int, list []prepared) {
	for n := len(c.ahead) - 1; n >= 0 && c.ahead[n].place == place; n-- {
		c.field.forget(c.ahead[n].log)
		c.ahead = c.ahead[:n]
	}
	known := map[uint64]bool{}
	for _, u := range slices.Concat(c.units[c.from(place):c.from(place+1)], c.ahead) {
		known[u.digest] = known[u.digest] || u.place == place
	}
	for i := range list {
		if !known[list[i].digest] {
			c.ahead = append(c.ahead, c.lesson(place, &list[i]))
		}
	}
}

// reset forgets everything.
func (c *course) reset() {
	c.field.reset()
	c.units, c.next = nil, 0
	clear(c.stale)
}
