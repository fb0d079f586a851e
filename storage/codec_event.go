package storage

import (
	"fmt"

	"rubricator/annotate"
)

// A record of the journal begins with its kind. Kind 1 is a transaction as format 1 wrote it, which only a migration reads.
const (
	eventFormat1     byte = 1
	eventTransaction byte = 2
	eventImport      byte = 3
	eventPresence    byte = 4
	eventSchema      byte = 5
)

// event is one entry of the journal. Of all but a transaction, tx holds Time, ID, Group, Of, Annotator, Origin and Words.
type event struct {
	clock clock
	kind  byte
	tx    annotate.Transaction // its Document is the ID that the document has now; the record has the text in its place

	text textKey   // transaction: the document's
	keys []textKey // import: the texts that it brought, in order; presence: those that went or came back
	gone bool      // presence: they went
	seen []int     // of each that went: how many transactions on it the removal knew

	before, after string // schema: as JSON; before is empty where it is the first
}

const (
	flagGroup byte = 1 << iota // the group is not the transaction's own ID
	flagOf                     // it takes back or repeats another
	flagGone                   // a presence that is a removal
)

const (
	kindPut byte = iota + 1
	kindDecide
	kindMark
	kindAssign
	kindWave
)

const (
	sideBefore byte = 1 << iota
	sideAfter
	takenBack // a Mark or a Wave with Off
)

// encodeEvent writes kind, clock and annotator first, so that eventHead need not read the rest.
func encodeEvent(ev event) ([]byte, error) {
	tx := ev.tx
	e := &encoder{b: make([]byte, 0, 160+48*len(tx.Edits)+16*len(ev.keys)+len(ev.before)+len(ev.after))}
	e.byte(ev.kind)
	e.time(tx.Time)
	e.int(int(ev.clock.millis - tx.Time.UnixMilli()))
	e.uint(ev.clock.counter)
	e.word(tx.Annotator)
	flags := ev.flags()
	e.byte(flags)
	e.id(tx.ID)
	if flags&flagGroup != 0 {
		e.id(tx.Group)
	}
	if flags&flagOf != 0 {
		e.id(tx.Of)
	}
	e.word(string(tx.Origin))
	e.text(tx.Words)
	if err := e.body(ev); err != nil {
		return nil, err
	}
	return e.b, nil
}

func (ev event) flags() (flags byte) {
	if ev.tx.Group != ev.tx.ID {
		flags |= flagGroup
	}
	if ev.tx.Of != "" {
		flags |= flagOf
	}
	if ev.gone {
		flags |= flagGone
	}
	return flags
}

// body writes what only an event of that kind has.
func (e *encoder) body(ev event) error {
	switch ev.kind {
	case eventTransaction:
		return e.transaction(ev)
	case eventImport:
		e.keys(ev.keys)
	case eventPresence:
		e.keys(ev.keys)
		for _, n := range ev.seen {
			e.uint(uint64(n))
		}
	case eventSchema:
		e.text(ev.before)
		e.text(ev.after)
	default:
		return fmt.Errorf("%w: an event of kind %d has no place in the file format", ErrRecord, ev.kind)
	}
	return nil
}

func (e *encoder) transaction(ev event) error {
	e.b = append(e.b, ev.text[:]...)
	last := 0
	e.span(ev.tx.Select, &last)
	e.uint(uint64(len(ev.tx.Edits)))
	for _, edit := range ev.tx.Edits {
		if err := e.edit(edit, &last); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) keys(list []textKey) {
	e.uint(uint64(len(list)))
	for _, k := range list {
		e.b = append(e.b, k[:]...)
	}
}

// eventHead reads as much as tells an event's place in the order and whose it is.
func (d *decoder) eventHead() event {
	ev := event{kind: d.version(eventTransaction, eventImport, eventPresence, eventSchema)}
	d.when(&ev)
	return ev
}

func (d *decoder) when(ev *event) {
	ev.tx.Time = d.time()
	ev.clock = clock{ev.tx.Time.UnixMilli() + d.int64(), d.uint()}
	ev.tx.Annotator = d.word()
}

func decodeEvent(s string) (event, error) {
	d := &decoder{s: s}
	ev := d.eventHead()
	tx := &ev.tx
	flags := d.byte()
	tx.ID = d.id()
	tx.Group = tx.ID
	if flags&flagGroup != 0 {
		tx.Group = d.id()
	}
	if flags&flagOf != 0 {
		tx.Of = d.id()
	}
	ev.gone = flags&flagGone != 0
	tx.Origin, tx.Words = annotate.Origin(d.word()), d.text()
	switch ev.kind {
	case eventTransaction:
		copy(ev.text[:], d.take(16))
		d.edits(tx)
	case eventImport:
		ev.keys = d.keys()
	case eventPresence:
		ev.keys = d.keys()
		if ev.gone {
			ev.seen = d.naturals(len(ev.keys))
		}
	case eventSchema:
		ev.before, ev.after = d.text(), d.text()
	}
	return ev, d.done()
}

// edits reads what a transaction shows and changes.
func (d *decoder) edits(tx *annotate.Transaction) {
	last := 0
	tx.Select = d.span(&last)
	if n := d.count(2); n > 0 {
		tx.Edits = make([]annotate.Edit, n)
		for i := range tx.Edits {
			tx.Edits[i] = d.edit(&last)
		}
	}
}

func (d *decoder) keys() []textKey {
	list := make([]textKey, d.count(len(textKey{})))
	for i := range list {
		copy(list[i][:], d.take(uint64(len(list[i]))))
	}
	return list
}

func (d *decoder) naturals(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = d.natural()
	}
	return list
}

// decodeEvent1 reads a transaction as format 1 wrote it; its Document is the ID of then.
func decodeEvent1(s string) (event, error) {
	d := &decoder{s: s}
	ev := event{kind: eventTransaction}
	d.version(eventFormat1)
	d.when(&ev)
	tx := &ev.tx
	flags := d.byte()
	tx.ID, tx.Document = d.id(), d.id()
	tx.Group = tx.ID
	if flags&flagGroup != 0 {
		tx.Group = d.id()
	}
	if flags&flagOf != 0 {
		tx.Of = d.id()
	}
	tx.Origin, tx.Words = annotate.Origin(d.word()), d.text()
	d.edits(tx)
	return ev, d.done()
}

func (e *encoder) edit(edit annotate.Edit, last *int) error {
	switch x := edit.(type) {
	case annotate.Put:
		e.sides(kindPut, x.Before != nil, x.After != nil)
		if x.Before != nil {
			e.annotation(*x.Before, last)
		}
		if x.After != nil {
			e.annotation(*x.After, last)
		}
	case annotate.Decide:
		e.sides(kindDecide, x.Before != nil, x.After != nil)
		if x.Before != nil {
			e.decision(*x.Before, last)
		}
		if x.After != nil {
			e.decision(*x.After, last)
		}
	case annotate.Mark:
		e.byte(kindMark)
		e.off(x.Off)
		e.span(x.Zone, last)
	case annotate.Wave:
		e.byte(kindWave)
		e.off(x.Off)
		e.pass(x.Pass, last)
	case annotate.Assign:
		e.byte(kindAssign)
		e.word(string(x.Field))
		e.word(x.Before)
		e.word(x.After)
	default:
		return fmt.Errorf("%w: an edit of type %T has no place in the file format", ErrRecord, edit)
	}
	return nil
}

func (e *encoder) off(off bool) {
	if off {
		e.byte(takenBack)
	} else {
		e.byte(0)
	}
}

func (d *decoder) off() bool { return d.byte()&takenBack != 0 }

func (e *encoder) sides(kind byte, before, after bool) {
	flags := byte(0)
	if before {
		flags |= sideBefore
	}
	if after {
		flags |= sideAfter
	}
	e.byte(kind)
	e.byte(flags)
}

func (d *decoder) edit(last *int) annotate.Edit {
	switch kind := d.byte(); kind {
	case kindPut:
		var put annotate.Put
		put.Before, put.After = sides(d, last, (*decoder).annotation)
		return put
	case kindDecide:
		var decide annotate.Decide
		decide.Before, decide.After = sides(d, last, (*decoder).decision)
		return decide
	case kindMark:
		off := d.off()
		return annotate.Mark{Zone: d.span(last), Off: off}
	case kindWave:
		off := d.off()
		return annotate.Wave{Pass: d.pass(last), Off: off}
	case kindAssign:
		return annotate.Assign{Field: annotate.Field(d.word()), Before: d.word(), After: d.word()}
	default:
		if d.err == nil {
			d.err = fmt.Errorf("record holds an edit of unknown kind %d", kind)
			d.s = ""
		}
		return annotate.Assign{}
	}
}

func sides[T any](d *decoder, last *int, read func(*decoder, *int) T) (before, after *T) {
	flags := d.byte()
	if flags&sideBefore != 0 {
		v := read(d, last)
		before = &v
	}
	if flags&sideAfter != 0 {
		v := read(d, last)
		after = &v
	}
	return before, after
}
