package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
	"rubricator/storage"
)

const (
	longRest  = 400 * time.Millisecond // after the last key that taught something, before other articles are looked at
	shortRest = time.Millisecond       // between two articles, and at least
	restFor   = 2                      // times as long as the last article took: counting takes a third of one core
	mostAgain = 1000                   // articles that are counted again after one is finished
	batched   = 64                     // counts that are told at once
	toldAfter = 500 * time.Millisecond // counts wait for others, at most
)

// counter counts what is suggested in articles that are not open: after a correction in those that are likely to be opened
// next, and once an article is finished in the others as well, those that nobody has counted first and then those counted
// longest ago. The teacher's goroutine calls next, one article at a time.
type counter struct {
	project *project.Project
	counts  *tally.Keeper
	tell    func(map[string]state.Count)

	mu    sync.Mutex
	open  string // ID; its count comes with the answer to the window
	near  []string
	soon  []string        // to be counted before all others
	queue []string        // to be counted
	all   *state.CountAll // to be made a queue
	looks int
	when  map[string]int // number of the look at an article, in this session
	due   time.Time
	found map[string]state.Count // not told yet
	since time.Time              // when the first of them was found
	gen   int                    // of the settings that counts are for
}

func newCounter(p *project.Project, counts *tally.Keeper, tell func(map[string]state.Count)) *counter {
	return &counter{project: p, counts: counts, tell: tell, when: map[string]int{}, found: map[string]state.Count{}}
}

// turn is when next is worth calling; it never comes when there is nothing to count.
func (c *counter) turn() <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.soon)+len(c.queue)+len(c.found) == 0 && c.all == nil {
		return nil
	}
	return time.After(time.Until(c.due))
}

// rest lets nothing be counted for some time.
func (c *counter) rest(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.due = time.Now().Add(d)
}

// nearby says which articles are likely to be opened next.
func (c *counter) nearby(ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.near = ids
}

// again puts an article last among those to be counted before all others.
func (c *counter) again(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.soon = append(c.soon, id)
}

// corrected says that something was learnt.
func (c *counter) corrected() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.soon = slices.Clone(c.near)
}

// settings is the number of those that counts are made under from now on.
func (c *counter) settings() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gen
}

// opened takes the count of the open article, unless it was made under other settings.
func (c *counter) opened(id string, n state.Count, gen int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = id
	if gen == c.gen {
		c.keep(id, n)
	}
}

// countAll says that the others are worth counting.
func (c *counter) countAll(all state.CountAll) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = &all
}

// forget drops all counts: what is suggested is not what it was.
func (c *counter) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gen++
	c.queue, c.when = nil, map[string]int{}
	clear(c.found)
	c.counts.Clear()
}

// next counts in one article. When ctx ends meanwhile, the article keeps its turn.
func (c *counter) next(ctx context.Context) {
	c.mu.Lock()
	all, gen := c.all, c.gen
	c.all = nil
	c.mu.Unlock()
	if all != nil {
		c.enqueue(*all)
		return
	}
	id, more := c.take()
	if more {
		n, err := c.project.Count(ctx, id)
		if ctx.Err() != nil {
			c.putBack(id)
			return
		}
		if err == nil { // an article that cannot be read is said where it is opened
			c.taken(id, n, gen)
		}
	}
	c.report(!more)
}

// take is the article whose turn it is.
func (c *counter) take() (id string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, list := range []*[]string{&c.soon, &c.queue} {
		for len(*list) > 0 {
			id, *list = (*list)[0], (*list)[1:]
			if id != c.open {
				return id, true
			}
		}
	}
	return "", false
}

func (c *counter) putBack(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.soon = append([]string{id}, c.soon...)
}

// taken takes the count of one article, unless it was made under other settings.
func (c *counter) taken(id string, n state.Count, gen int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if gen != c.gen {
		return
	}
	if len(c.found) == 0 {
		c.since = time.Now()
	}
	c.looks++
	c.when[id], c.found[id] = c.looks, n
	c.keep(id, n)
}

// keep remembers a count. It is called under the lock, so that forget leaves none behind.
func (c *counter) keep(id string, n state.Count) { c.counts.Put(map[string]state.Count{id: n}) }

// report tells what was found, now and then or at the end.
func (c *counter) report(end bool) {
	c.mu.Lock()
	found := c.found
	if len(found) == 0 || !end && len(found) < batched && time.Since(c.since) < toldAfter {
		c.mu.Unlock()
		return
	}
	c.found = map[string]state.Count{}
	c.mu.Unlock()
	c.tell(found)
}

// enqueue orders the unfinished articles: those near the open one, those without a count, those counted longest ago.
func (c *counter) enqueue(all state.CountAll) {
	c.mu.Lock()
	l := line{all: all, near: c.near, when: c.when, first: make([]string, len(c.near))} // a map that forget leaves to us
	gen := c.gen
	c.mu.Unlock()
	store, annotator := c.project.Store(), c.project.Annotator()
	for after, more := uint64(0), true; more; more = after != 0 {
		var headers []storage.Header
		var err error
		if headers, after, err = store.HeadersAfter(annotator, after, enqueued); err != nil {
			return // said where the list is read
		}
		for _, h := range headers {
			if h.MyStatus != annotate.Finished && h.MyStatus != annotate.Ignored {
				_, known := c.counts.Of(h.ID)
				l.add(h.ID, known)
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case gen == c.gen:
		c.queue = l.queue()
	case c.all == nil:
		c.all = &all
	}
}

const enqueued = 4096 // articles that are put in line together

// line are the articles that are to be counted. It keeps no more of them than can get their turn.
type line struct {
	all     state.CountAll
	near    []string
	when    map[string]int
	first   []string // near ones, in their order; "" for those that are not to be counted
	new     []string // without a count
	rest    []string // not looked at in this session
	again   []string
	unknown int
}

func (l *line) add(id string, known bool) {
	if known && !l.all.Known {
		return
	}
	if !known {
		l.unknown++
	}
	list, most := &l.rest, mostAgain
	switch i := slices.Index(l.near, id); {
	case i >= 0:
		l.first[i] = l.near[i]
		return
	case !known:
		list, most = &l.new, mostAgain+choose(l.all.Every, l.unknown, 0)
	case l.when[id] > 0:
		list, most = &l.again, len(l.when)
	}
	if len(*list) < most {
		*list = append(*list, strings.Clone(id)) // it is part of a large piece of the file
	}
}

func (l *line) queue() []string {
	slices.SortStableFunc(l.again, func(a, b string) int { return cmp.Compare(l.when[a], l.when[b]) })
	first := slices.DeleteFunc(l.first, func(id string) bool { return id == "" })
	return cut(slices.Concat(first, l.new, l.rest, l.again), l.unknown, l.all)
}

func choose[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}

// cut leaves so many of the articles, of which the first have no count, that no core is kept busy for long.
func cut(queue []string, unknown int, all state.CountAll) []string {
	most := mostAgain
	if all.Every {
		most += unknown
	}
	return queue[:min(len(queue), most)]
}
