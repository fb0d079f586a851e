package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
)

// checker checks the data beside the window: first all articles, then each again whose work has changed. What is found in
// such a one is told at once, and what that changes elsewhere a little later.
type checker struct {
	project *project.Project
	tell    func(state.Msg)
	life    context.Context // ended by end
	end     context.CancelFunc
	wake    chan struct{}

	// The goroutine's own.
	index *check.Index
	order []string
	know  map[string]int // articles that were put, and how many findings were waved through in each
	whole time.Duration  // what it took to ask for all findings
	asked int            // number of the last Recheck that was looked at
	open  map[string]int // Rechecks that wait for the rest of their step, by its Elsewhere
	told  bool           // that an article could not be read

	mu    sync.Mutex
	queue []checking // in order
}

// checking is an article to look at again: one whose work is known, or one to be read. Without an article it only says
// that a step is stored.
type checking struct {
	id     string
	text   annotate.Text
	work   *annotate.Work
	number int    // of the Recheck that it comes of; 0 for none
	step   string // that the Recheck waits for, or that is stored; "" for none
}

// newChecker begins to look at all articles.
func newChecker(ctx context.Context, p *project.Project, tell func(state.Msg)) *checker {
	life, end := context.WithCancel(ctx)
	c := &checker{project: p, life: life, end: end, wake: make(chan struct{}, 1), index: check.New(p.Store().Schema()), know: map[string]int{}, open: map[string]int{}}
	c.tell = func(m state.Msg) {
		if life.Err() == nil {
			tell(m)
		}
	}
	go c.run()
	return c
}

// put has the open article say this from now on.
func (c *checker) put(e state.Recheck) {
	c.enqueue(checking{e.Document.ID, e.Document.Text, &e.Work, e.Number, e.Elsewhere})
}

// again reads articles anew after a step in them was stored, or was refused for ever.
func (c *checker) again(step string, ids []string) {
	for _, id := range ids {
		c.enqueue(checking{id: id})
	}
	c.enqueue(checking{step: step})
}

func (c *checker) enqueue(t checking) {
	c.mu.Lock()
	c.queue = append(c.queue, t)
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *checker) take() []checking {
	c.mu.Lock()
	defer c.mu.Unlock()
	queue := c.queue
	c.queue = nil
	return queue
}

// run serves until its life ends.
func (c *checker) run() {
	if err := c.readAll(); err != nil {
		if !errors.Is(err, context.Canceled) {
			c.tell(state.CheckFailed{Err: err})
		}
		return
	}
	c.tellAll()
	var later <-chan time.Time
	for {
		select {
		case <-c.life.Done():
			return
		case <-c.wake:
			if c.serve() {
				later = time.After(max(leastRest, restFor*c.whole))
			}
		case <-later:
			later = nil
			c.tellAll()
		}
	}
}

// leastRest is how long what was found elsewhere waits for the next step.
const leastRest = 30 * time.Millisecond

// readAll looks at all articles. One that changes meanwhile is looked at as it is by then.
func (c *checker) readAll() error {
	headers, err := c.project.Store().Headers(c.project.Annotator())
	if err != nil {
		return err
	}
	progress := everyTick(func(done, total int) { c.tell(state.CheckRead{Done: done, Total: total}) })
	for i, h := range headers {
		if err := c.life.Err(); err != nil {
			return err
		}
		c.order = append(c.order, h.ID)
		if queue := c.take(); len(queue) > 0 {
			c.follow(queue)
			c.giveWay()
		}
		if _, known := c.know[h.ID]; !known {
			if err := c.look(checking{id: h.ID}); err != nil {
				return err
			}
		}
		progress(i+1, len(headers))
	}
	return nil
}

// giveWay leaves the machine to somebody who labels meanwhile.
func (c *checker) giveWay() {
	select {
	case <-c.life.Done():
	case <-time.After(wayGiven):
	}
}

const wayGiven = 200 * time.Millisecond

// serve looks again at what has changed, and reports whether anything has. What it finds in one article it tells.
func (c *checker) serve() bool {
	queue := c.take()
	for _, t := range c.follow(queue) {
		if t.work != nil && t.step == "" {
			c.tell(state.CheckedOne{Document: t.id, List: c.index.Of(t.id), Followed: c.followed()})
		}
	}
	return len(queue) > 0
}

// follow looks at the articles of a queue, each as it is last, and returns those.
func (c *checker) follow(queue []checking) (looked []checking) {
	last := map[string]int{}
	for i, t := range queue {
		last[t.id] = i
	}
	for i, t := range queue {
		if last[t.id] == i && t.id != "" && c.life.Err() == nil {
			c.lookAgain(t)
			looked = append(looked, t)
		}
		c.asked = max(c.asked, t.number)
		switch {
		case t.step == "":
		case t.id == "":
			delete(c.open, t.step)
		default:
			c.open[t.step] = t.number
		}
	}
	return looked
}

// followed is up to which number all Rechecks were followed.
func (c *checker) followed() int {
	n := c.asked
	for _, number := range c.open {
		n = min(n, number-1)
	}
	return n
}

// lookAgain has nothing found in an article that cannot be read, rather than what was found before, and says so once.
func (c *checker) lookAgain(t checking) {
	err := c.look(t)
	if err == nil {
		return
	}
	c.index.Remove(t.id)
	delete(c.know, t.id)
	if !c.told {
		c.told = true
		c.tell(state.CheckUnread{Document: t.id, Err: err})
	}
}

// look puts one article into the index.
func (c *checker) look(t checking) error {
	if t.work == nil {
		doc, err := c.project.Store().Document(t.id)
		if err != nil {
			return err
		}
		work, err := c.project.Store().Work(t.id, c.project.Annotator())
		if err != nil {
			return err
		}
		t.text, t.work = doc.Text, &work
	}
	c.know[t.id] = len(t.work.Passed)
	c.index.Put(t.id, t.text, *t.work, t.work.Status)
	return nil
}

// tellAll tells all that is found.
func (c *checker) tellAll() {
	began := time.Now()
	found := state.Found{Looked: len(c.know), Labels: c.index.Labels()}
	for _, id := range c.order {
		found.Waved += c.know[id]
		if list := c.index.Of(id); len(list) > 0 {
			found.Docs = append(found.Docs, state.FoundIn{Document: id, List: list})
		}
	}
	c.whole = time.Since(began)
	c.tell(state.Checked{Found: found, Followed: c.followed()})
}

// readAll has the data of the open project checked from the beginning.
func (w *Workbench) readAll() {
	w.stopChecking()
	p := w.project
	var c *checker
	c = newChecker(w.jobs, p, func(m state.Msg) {
		w.do(func() {
			if w.checker == c && w.project == p {
				w.Dispatch(m)
			}
		})
	})
	w.checker = c
}

// stopChecking ends the check, if there is one.
func (w *Workbench) stopChecking() {
	if w.checker != nil {
		w.checker.end()
	}
	w.checker = nil
}

// recheck looks at the open article again.
func (w *Workbench) recheck(e state.Recheck) {
	if w.checker != nil {
		w.checker.put(e)
	}
}

// recheckStored looks again at the articles of a step that was stored, or was refused for ever. One that is open was
// looked at as it is, and one with more steps on their way comes with the last of those.
func (w *Workbench) recheckStored(txs []annotate.Transaction) {
	if w.checker == nil || len(txs) == 0 {
		return
	}
	var others []string
	for _, tx := range txs {
		if tx.Document != w.state.Session.Document.ID && !w.isUnsaved(tx.Document) {
			others = append(others, tx.Document)
		}
	}
	w.checker.again(txs[0].ID, others)
}

// isUnsaved reports whether the writer has steps in an article that it has not told of yet.
func (w *Workbench) isUnsaved(id string) bool {
	return slices.ContainsFunc(w.unsaved, func(u unsaved) bool {
		return slices.ContainsFunc(u.transactions, func(tx annotate.Transaction) bool { return tx.Document == id })
	})
}

// askWave asks before many findings are let stand.
func (w *Workbench) askWave(e state.AskWave) {
	dialogs.WaveAll(w.host(), e)
}

// showCheck brings the pane of the check up to date, and lets it stand where the list does.
func (w *Workbench) showCheck() {
	focused := w.window.Canvas().Focused()
	here := w.findings.Holds(focused)
	if w.findings.Show(w.state) {
		w.frame.checking = w.state.Check.Open
		w.panes.Refresh()
	}
	if o, is := focused.(fyne.CanvasObject); is && here && !o.Visible() && w.state.Check.Open {
		w.findings.Focus(w.window.Canvas()) // what had the keyboard has gone
	}
}

// focusCheck gives the keyboard to the pane of the check.
func (w *Workbench) focusCheck() {
	w.call(listPane)
	w.findings.Focus(w.window.Canvas())
}

// keyOfCheck serves a key that means nothing in the pane. One that answers a finding goes to the one at the cursor first,
// if that is another: nothing is answered that was not seen.
func (w *Workbench) keyOfCheck(e *fyne.KeyEvent) {
	f, other := w.findings.Pointed(w.window.Canvas().Focused())
	c, _ := w.keys.Lookup(chord(e.Name, w.modifiers()))
	if other && (c.ID == "check.mend" || c.ID == "check.wave" || c.ID == "check.wave.alike") {
		w.Dispatch(state.GoToFinding{Finding: f})
		return
	}
	w.keyOfPane(e)
}
