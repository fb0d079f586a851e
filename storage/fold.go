package storage

import (
	"errors"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// folded is what the journal says of one document: a function of its events in the order of all events, and so the same
// in every copy of a project that has the same events.
type folded struct {
	layers    map[uint16]annotate.Work
	hidden    bool
	conflicts []conflict
}

// conflict is a change that did not find what it expected, because it was made in another copy of the project.
type conflict struct {
	layer uint16
	at    Stamp
	words string // what was chosen
}

// replay makes everything that the journal says of a document again, from nothing.
func (s store) replay(docNo uint64, text textKey) (folded, error) {
	list, err := s.history(docNo, 0)
	if err != nil {
		return folded{}, err
	}
	f := folded{layers: map[uint16]annotate.Work{}}
	var sight sight
	for _, ev := range list {
		place, err := ev.of(text)
		if err != nil {
			return f, err
		}
		sight.follow(ev, place)
		if ev.kind == eventTransaction {
			f.step(ev)
		}
	}
	f.hidden = sight.hidden
	return f, nil
}

// sight is whether a document is in view. A removal counts only where it knew all that was said of the document before;
// what is said after one brings the document back.
type sight struct {
	hidden bool
	heard  int
}

func (s *sight) follow(ev layered, place int) {
	if ev.kind == eventPresence && ev.gone {
		s.hidden = s.hidden || ev.seen[place] == s.heard
		return
	}
	s.hidden = false
	if ev.kind != eventPresence {
		s.heard++
	}
}

// of finds a document among those that an event is about.
func (ev layered) of(text textKey) (place int, err error) {
	place = slices.Index(ev.keys, text)
	if ev.kind == eventTransaction && ev.text == text {
		place = 0
	}
	if place < 0 || ev.kind == eventSchema {
		return 0, damaged("its history leads to event %s, which is on another text", ev.tx.ID)
	}
	return place, nil
}

// step makes one transaction. As a rule it fits; where two copies were merged, it may not.
func (f *folded) step(ev layered) {
	work, err := fits(ev.tx, f.layers[ev.layer])
	if err != nil {
		work = f.layers[ev.layer]
		for _, e := range ev.tx.Edits {
			var words string
			if work, words = settle(work, e); words != "" {
				f.conflicts = append(f.conflicts, conflict{ev.layer, ev.at, words})
			}
		}
	}
	f.layers[ev.layer] = work
}

// fits makes a transaction whose edits all find what they expect, and leave zones apart.
func fits(tx annotate.Transaction, w annotate.Work) (annotate.Work, error) {
	next, _, err := tx.Apply(w)
	if err == nil && slices.ContainsFunc(tx.Edits, isMark) && !apart(next.Zones) {
		return w, fmt.Errorf("%w: two zones share characters", annotate.ErrStale)
	}
	return next, err
}

func isMark(e annotate.Edit) bool {
	_, is := e.(annotate.Mark)
	return is
}

// apart reports whether no two of the zones, which are sorted, share a character.
func apart(zones []annotate.Span) bool {
	for i := 1; i < len(zones); i++ {
		if zones[i-1].Overlaps(zones[i]) {
			return false
		}
	}
	return true
}

// settle makes an edit on a work that may not be what it expects, by these rules: of two changes to one thing the later
// wins; a removal counts only where what it removes stands as it saw it; a zone that would share characters with another
// is left out. Words say what was chosen where the edit found something else than it expects; they are empty where both
// sides come to the same.
func settle(w annotate.Work, e annotate.Edit) (annotate.Work, string) {
	next, err := fits(annotate.Transaction{Edits: []annotate.Edit{e}}, w)
	if err == nil {
		return next, ""
	}
	if !errors.Is(err, annotate.ErrStale) {
		return w, fmt.Sprintf("left out: %v", err)
	}
	switch e := e.(type) {
	case annotate.Put:
		return settlePut(w, e)
	case annotate.Decide:
		return settleDecide(w, e)
	case annotate.Assign:
		have := w.Field(e.Field)
		if have == e.After {
			return w, ""
		}
		next, _, err := annotate.AssignTo(w, e.Field, e.After).Apply(w)
		if err != nil {
			return w, fmt.Sprintf("left out: %v", err)
		}
		return next, fmt.Sprintf("%s: %q, set later, stands in place of %q", e.Field, e.After, have)
	case annotate.Mark:
		if e.Off || slices.Contains(w.Zones, e.Zone) {
			return w, ""
		}
		return w, fmt.Sprintf("zone [%d,%d) is left out: it shares characters with another", e.Zone.Start, e.Zone.End)
	}
	return w, "" // a Wave that was made, or taken back, on both sides
}

func settlePut(w annotate.Work, e annotate.Put) (annotate.Work, string) {
	if e.After == nil {
		have, there := w.Annotations.ByID(e.Before.ID)
		if !there {
			return w, ""
		}
		return w, fmt.Sprintf("%s stays: it was changed while it was removed elsewhere as %s", inWords(have), inWords(*e.Before))
	}
	words := ""
	if e.Before != nil {
		if _, there := w.Annotations.ByID(e.Before.ID); !there {
			words = fmt.Sprintf("%s is back: it was changed while it was removed elsewhere", inWords(*e.After))
		}
		w, words = without(w, *e.After, e.Before.ID, words)
	}
	w, words = without(w, *e.After, e.After.ID, words)
	w.Annotations = w.Annotations.With(*e.After)
	return w, words
}

// without takes an annotation away to make room for a later one.
func without(w annotate.Work, later annotate.Annotation, id, words string) (annotate.Work, string) {
	have, there := w.Annotations.ByID(id)
	if !there {
		return w, words
	}
	if have != later {
		words = fmt.Sprintf("%s, given later, stands in place of %s", inWords(later), inWords(have))
	}
	w.Annotations = w.Annotations.Without(have)
	return w, words
}

func settleDecide(w annotate.Work, e annotate.Decide) (annotate.Work, string) {
	if e.After == nil {
		have, there := w.Decision(e.Before.Key())
		if !there {
			return w, ""
		}
		return w, fmt.Sprintf("the answer to %s %q stays %s: it was changed while it was taken back elsewhere", have.Label, have.Quote, have.Verdict)
	}
	var words string
	keys := []annotate.DecisionKey{e.After.Key()}
	if e.Before != nil {
		keys = append(keys, e.Before.Key())
	}
	for _, k := range keys {
		have, there := w.Decision(k)
		if !there {
			continue
		}
		if have != *e.After {
			words = fmt.Sprintf("the answer to %s %q is %s, given later, in place of %s", e.After.Label, e.After.Quote, e.After.Verdict, have.Verdict)
		}
		w.Decisions = w.Decisions.Without(k)
	}
	w.Decisions = w.Decisions.With(*e.After)
	return w, words
}

// inWords is an annotation for people.
func inWords(a annotate.Annotation) string {
	return fmt.Sprintf("%s %q [%d,%d)", a.Label, a.Quote, a.Span.Start, a.Span.End)
}
