package suggest

import (
	"context"
	"slices"
	"unicode"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// learner learns a project's works into a field. What the field knows is a function of the documents in the order in which they came and of
// their works alone: a change goes back to the sentence that it changes, and learns that and all behind it anew. So undo unlearns exactly.
type learner struct {
	order []*studied
	units []unit // what was learnt, in order
}

// studied is one annotator's work on one document. It keeps its place when the work is taken back, so that to undo that puts it there again.
type studied struct {
	doc  annotate.Document
	work annotate.Work
	base annotate.Work // what it was when it came: nothing of that is learnt
	lang string        // in which it was first learnt; "" before that
}

// unit is one sentence that was learnt.
type unit struct {
	from   *studied
	digest uint64   // of what it taught
	log    *crf.Log // nil for one that lies far back
}

// keptLogs is how many sentences can be taken back one by one; what lies behind them is learnt anew from the beginning.
const keptLogs = 300

// enoughArticles is how many whole articles are learnt when a project opens: later ones change little, and each takes 10 to 20 ms.
const enoughArticles = 600

// take notes a work and returns the place in the order from which on it matters; -1 where there is nothing to learn.
func (n *learner) take(doc annotate.Document, before, after annotate.Work) int {
	at := n.find(doc.ID, before, after)
	nothing := blank(after) && after.Status != annotate.Finished
	switch {
	case at >= 0:
		n.order[at].work = after
		return at
	case nothing, blank(before) && len(n.order) >= enoughArticles:
		return -1
	}
	n.order = append(n.order, &studied{doc: doc, work: after, base: before})
	return len(n.order) - 1
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

func blank(w annotate.Work) bool { return w.Annotations.Len() == 0 && w.Decisions.Len() == 0 }

// again brings the field up to date with the works from a place in the order on.
func (n *learner) again(e *Engine, f *field, from int) {
	if from < 0 {
		return
	}
	at := len(n.units)
	for at > 0 && !slices.Contains(n.order[:from], n.units[at-1].from) {
		at--
	}
	l, g := f.lattice(), &crf.Gradient{}
	for _, d := range n.order[from:] {
		at = n.document(e, f, l, g, d, at)
	}
	n.backTo(e, f, at)
	if over := len(n.units) - keptLogs; over > 0 && n.units[over-1].log != nil {
		for i := range over {
			n.units[i].log = nil
		}
	}
}

// document learns one document whose sentences begin at a place among the units, and returns the place behind them. Sentences that teach
// what they taught before, all before them unchanged, are left as they are.
func (n *learner) document(e *Engine, f *field, l *crf.Lattice, g *crf.Gradient, d *studied, at int) int {
	if d.work.Equal(d.base) {
		return at
	}
	a, err := e.ready(context.Background(), Input{Document: d.doc, Language: d.language(e)})
	if err != nil {
		return at
	}
	for _, p := range lessonsOf(a, d.work, f) {
		if at < len(n.units) && n.units[at].from == d && n.units[at].digest == p.digest {
			at++
			continue
		}
		n.backTo(e, f, at)
		log := &crf.Log{}
		f.learn(l, g, &p, log)
		n.units = append(n.units, unit{d, p.digest, log})
		at = len(n.units)
	}
	return at
}

// backTo takes back all that was learnt from a place among the units on.
func (n *learner) backTo(e *Engine, f *field, at int) {
	if at >= len(n.units) {
		return
	}
	if n.units[at].log == nil {
		n.relearn(e, f, at)
		return
	}
	for i := len(n.units) - 1; i >= at; i-- {
		f.forget(n.units[i].log)
	}
	n.units = n.units[:at]
}

// relearn learns the first units from the beginning and forgets the rest.
func (n *learner) relearn(e *Engine, f *field, count int) {
	f.reset()
	old := slices.Clone(n.units[:count])
	n.units = nil
	l, g := f.lattice(), &crf.Gradient{}
	for i := 0; i < len(old); {
		j := i
		for j < len(old) && old[j].from == old[i].from {
			j++
		}
		n.replay(e, f, l, g, old[i].from, j-i)
		i = j
	}
}

// replay learns the first sentences of a document.
func (n *learner) replay(e *Engine, f *field, l *crf.Lattice, g *crf.Gradient, d *studied, count int) {
	a, err := e.ready(context.Background(), Input{Document: d.doc, Language: d.language(e)})
	if err != nil {
		return
	}
	for i, p := range lessonsOf(a, d.work, f) {
		if i == count {
			break
		}
		log := &crf.Log{}
		f.learn(l, g, &p, log)
		n.units = append(n.units, unit{d, p.digest, log})
	}
}

// all learns everything into a new field.
func (n *learner) all(e *Engine, f *field) {
	n.units = nil
	for _, d := range n.order {
		d.lang = ""
	}
	n.again(e, f, 0)
}

// language is the one in which a document is learnt: it stays the same, or learning anew would give something else.
func (d *studied) language(e *Engine) string {
	if d.lang == "" {
		d.lang = e.languageOf(d.doc)
	}
	return d.lang
}

// languageOf is the language in which a document was last asked about, else a guess by its letters.
func (e *Engine) languageOf(doc annotate.Document) string {
	if lang, ok := e.languages[doc.ID]; ok {
		return lang
	}
	for _, r := range doc.Text.String() {
		switch {
		case unicode.Is(unicode.Arabic, r):
			return "ar"
		case unicode.Is(unicode.Hebrew, r):
			return "he"
		case unicode.Is(unicode.Han, r):
			return "zh"
		case unicode.Is(unicode.Cyrillic, r):
			return "ru"
		case unicode.IsLetter(r):
			return "en"
		}
	}
	return "und"
}
