package app

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
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
	headers, err := c.project.Store().Headers(c.project.Annotator())
	if err != nil {
		return // said where the list is read
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queue = c.queue[:0:0]
	rank := map[string]int{}
	unknown := 0
	for _, h := range headers {
		if h.MyStatus == annotate.Finished || h.MyStatus == annotate.Ignored {
			continue
		}
		_, known := c.counts.Of(h.ID)
		if known && !all.Known {
			continue
		}
		rank[h.ID] = c.when[h.ID] + 1
		if !known {
			rank[h.ID] = 0
			unknown++
		}
		c.queue = append(c.queue, h.ID)
	}
	for i, id := range c.near {
		if _, there := rank[id]; there {
			rank[id] = i - len(c.near)
		}
	}
	slices.SortStableFunc(c.queue, func(a, b string) int { return cmp.Compare(rank[a], rank[b]) })
	c.queue = cut(c.queue, unknown, all)
}

// cut leaves so many of the articles, of which the first have no count, that no core is kept busy for long.
func cut(queue []string, unknown int, all state.CountAll) []string {
	most := mostAgain
	if all.Every {
		most += unknown
	}
	return queue[:min(len(queue), most)]
}
