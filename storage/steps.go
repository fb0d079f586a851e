package storage

import (
	"errors"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// Steps is the undo and redo of an annotator as the journal has it: the last annotate.MaxSteps steps. Of large ones no
// edit is read.
func (p *Project) Steps(annotator string) (annotate.History, error) {
	var history annotate.History
	err := p.view(func(s store) error {
		layer, err := s.layer(annotator)
		if err != nil || layer == 0 {
			return err
		}
		runs, err := s.runs(annotator)
		if err != nil {
			return err
		}
		for _, r := range slices.Backward(runs) {
			if history, err = r.follow(history); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return history, fmt.Errorf("read last steps of %q in %q: %w", annotator, p.path, err)
	}
	return history, nil
}

// run is what stands of one step in a row, without that of other steps of the annotator between.
type run struct {
	annotate.Event
	edits []stepEvent // those of a step, newest first, as long as they are few
}

// follow continues a history with a run.
func (r run) follow(h annotate.History) (annotate.History, error) {
	if len(r.edits) == 0 {
		return h.Follow(r.Event), nil
	}
	for _, e := range slices.Backward(r.edits) {
		tx, err := e.transaction()
		if err != nil {
			return h, err
		}
		h = h.Record(tx)
	}
	return h, nil
}

// runs are the last steps of an annotator and what took them back, newest first. An import is none of them: Repeat takes
// one back for who names it.
func (s store) runs(annotator string) (list []run, err error) {
	groups := map[string]bool{}
	names := naming{s, map[textKey]string{}}
	err = s.backwards(func(h eventHead) error {
		if h.tx.Annotator != annotator || h.kind == eventSchema {
			return nil
		}
		e, err := readStepEvent(h)
		if err != nil {
			return err
		}
		e.names = names
		if e.Origin == annotate.OriginImport {
			return nil
		}
		if !repeats(e.Origin) && !groups[e.Group] {
			if len(groups) == annotate.MaxSteps {
				return errEnough
			}
			groups[e.Group] = true
		}
		if n := len(list); n == 0 || list[n-1].Group != e.Group {
			list = append(list, run{Event: e.Event})
			list[n].Parts = 0
		}
		list[len(list)-1].add(e)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// add puts an older event of the same group to a run.
func (r *run) add(e stepEvent) {
	r.Parts += e.Parts
	switch {
	case repeats(e.Origin):
	case r.Parts > annotate.MaxHeld:
		r.edits = nil
	default:
		r.edits = append(r.edits, e)
	}
}

// repeats reports whether a transaction takes back a step or does it again, and is none by itself.
func repeats(o annotate.Origin) bool { return o == annotate.OriginUndo || o == annotate.OriginRedo }

// stepEvent is an event of the journal of which the edits are not read.
type stepEvent struct {
	annotate.Event
	head  eventHead
	text  textKey // of the document of a transaction
	names naming
}

func (e stepEvent) transaction() (annotate.Transaction, error) { return e.names.transaction(e.head) }

// readStepEvent reads on after the head of an event.
func readStepEvent(h eventHead) (stepEvent, error) {
	e := stepEvent{head: h}
	d := &decoder{s: h.payload}
	d.eventHead()
	flags := d.byte()
	e.ID = d.id()
	e.Group = e.ID
	if flags&flagGroup != 0 {
		e.Group = d.id()
	}
	if flags&flagOf != 0 {
		e.Of = d.id()
	}
	e.Origin, e.Words, e.Parts = annotate.Origin(d.word()), d.text(), 1
	switch h.kind {
	case eventTransaction:
		copy(e.text[:], d.take(16))
	case eventImport, eventPresence:
		e.Parts = d.count(len(textKey{}))
	}
	if d.err != nil {
		return e, damaged("event %d: %w", h.seq, d.err)
	}
	return e, nil
}
