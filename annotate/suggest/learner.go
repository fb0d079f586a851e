package suggest

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"rubricator/annotate"
)

// learner keeps the works that are to be learnt, in the order in which they came. What a field knows once it has learnt them is a function of that
// order and of the works alone: a change goes back to the sentence that it changes, and learns that and all behind it anew. So undo unlearns exactly.
type learner struct {
	busy chan struct{} // holds one while somebody is in Settle

	mu    sync.Mutex // guards what follows, and next and stale of courses; held for no longer than it takes to learn a step
	order []*studied
	past  []int     // places of works that came by Learn, and are learnt
	begun *course   // takes its turns beside the one in force, until it has caught up; nil while there is none
	last  time.Time // when a work changed
}

// studied is one annotator's work on one document. It keeps its place when the work is taken back, so that to undo that puts it there again.
type studied struct {
	doc  annotate.Document
	work annotate.Work
	base annotate.Work // what it was when it came: where it is that again nothing is learnt
	lang string
}

// enoughArticles is how many earlier works are learnt when a project opens, the newest: others change little, and each takes 10 to 20 ms.
const enoughArticles = 600

// littleText is how much text, in code points, is learnt before the first suggestions: the user does not see that it takes time.
const littleText = 32 << 10

// Teaches reports whether there is something to learn from a work.
func Teaches(w annotate.Work) bool {
	return w.Annotations.Len() > 0 || w.Decisions.Len() > 0 || w.Status == annotate.Finished
}

// take notes a work and returns its place in the order; -1 where there is nothing to learn.
func (n *learner) take(doc annotate.Document, lang string, before, after annotate.Work) int {
	n.last = time.Now()
	at := n.find(doc.ID, before, after)
	if at < 0 {
		if !Teaches(after) {
			return -1
		}
		at = len(n.order)
		n.order = append(n.order, &studied{doc: doc, base: before})
	}
	n.order[at].work, n.order[at].lang = after, cmp.Or(after.Language, lang, "und")
	return at
}

// find is the place of a work among those that are learnt; -1 for none. Where several are the same, as those of two annotators may be, it is the
// last, and rather one that was as it is to become.
func (n *learner) find(id string, w, next annotate.Work) int {
	at := -1
	for i, s := range slices.Backward(n.order) {
		if s.doc.ID != id || !s.work.Equal(w) {
			continue
		}
		if s.base.Equal(next) {
			return i
		}
		at = max(at, i)
	}
	return at
}

// retire drops the earliest of the works that came by Learn where there are too many of them, and returns its place; -1 for none. The place stays.
func (n *learner) retire(newest int) int {
	n.past = append(n.past, newest)
	if len(n.past) <= enoughArticles {
		return -1
	}
	at := n.past[0]
	n.past = n.past[1:]
	*n.order[at] = studied{}
	return at
}

// little reports whether all can be learnt while somebody waits.
func (n *learner) little() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	size := 0
	for _, s := range n.order {
		if size += s.doc.Text.Len(); size > littleText {
			return false
		}
	}
	return true
}
