package storage

import (
	"fmt"

	"rubricator/annotate"
)

const transactionVersion byte = 1

// clock is a hybrid logical clock: Unix milliseconds that never run backwards, and a counter within one of them. It
// orders the transactions of one file, and later those of several that are merged.
type clock struct {
	millis  int64
	counter uint64
}

// next is the clock of a transaction that comes after c and was made at that time.
func (c clock) next(millis int64) clock {
	if millis > c.millis {
		return clock{millis: millis}
	}
	return clock{c.millis, c.counter + 1}
}

// event is one transaction as it stands in the journal.
type event struct {
	clock clock
	tx    annotate.Transaction
}

const (
	flagGroup byte = 1 << iota // the group is not the transaction's own ID
	flagOf                     // it takes back or repeats another
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

// encodeEvent writes the clock and the annotator first, so that eventHead need not read the rest.
func encodeEvent(ev event) ([]byte, error) {
	tx := ev.tx
	e := &encoder{b: make([]byte, 0, 160+48*len(tx.Edits))}
	e.byte(transactionVersion)
	e.time(tx.Time)
	e.int(int(ev.clock.millis - tx.Time.UnixMilli()))
	e.uint(ev.clock.counter)
	e.word(tx.Annotator)
	flags := byte(0)
	if tx.Group != tx.ID {
		flags |= flagGroup
	}
	if tx.Of != "" {
		flags |= flagOf
	}
	e.byte(flags)
	e.id(tx.ID)
	e.id(tx.Document)
	if flags&flagGroup != 0 {
		e.id(tx.Group)
	}
	if flags&flagOf != 0 {
		e.id(tx.Of)
	}
	e.word(string(tx.Origin))
	e.text(tx.Words)
	last := 0
	e.span(tx.Select, &last)
	e.uint(uint64(len(tx.Edits)))
	for _, edit := range tx.Edits {
		if err := e.edit(edit, &last); err != nil {
			return nil, err
		}
	}
	return e.b, nil
}

func (d *decoder) eventHead() event {
	var ev event
	d.version(transactionVersion)
	ev.tx.Time = d.time()
	ev.clock = clock{ev.tx.Time.UnixMilli() + d.int64(), d.uint()}
	ev.tx.Annotator = d.word()
	return ev
}

func decodeEvent(s string) (event, error) {
	d := &decoder{s: s}
	ev := d.eventHead()
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
	last := 0
	tx.Select = d.span(&last)
	if n := d.count(2); n > 0 {
		tx.Edits = make([]annotate.Edit, n)
		for i := range tx.Edits {
			tx.Edits[i] = d.edit(&last)
		}
	}
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
