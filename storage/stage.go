package storage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"rubricator/annotate"
)

// stage is a commit in the making: works as they will be, and the transactions that make them so. Nothing of it is
// in the database before write.
type stage struct {
	store
	project   *Project
	tip       tip
	documents map[string]*document // that are not hidden
	numbered  map[uint64]*document // all, by number
	works     map[place]annotate.Work
	events    []staged
	layers    map[string]uint16 // those of the annotators that were asked for
	entries   []entry           // that wait for write
	packing   packing
}

// document is one that a commit concerns.
type document struct {
	number uint64
	header header
}

// place is where one annotator's work on one document is stored.
type place struct {
	layer uint16
	docNo uint64
}

// staged is an event in the making.
type staged struct {
	event
	at   place       // of a transaction
	docs []*document // of an import or a presence, one for each key
}

// change runs fn on a stage and stores what it comes to in one durable commit.
func (p *Project) change(fn func(*stage) error) error {
	return p.update(func(s store) error {
		st := p.newStage(s)
		p.tip.known = false // until the commit has ended well
		if err := fn(st); err != nil {
			return err
		}
		if err := st.write(); err != nil {
			return err
		}
		s.OnCommit(func() { p.moveTip(st.tip) })
		return nil
	})
}

func (p *Project) newStage(s store) *stage {
	return &stage{store: s, project: p, tip: p.tip, documents: map[string]*document{}, numbered: map[uint64]*document{}, works: map[place]annotate.Work{}, layers: map[string]uint16{}}
}

// moveTip follows a commit, and has the installation remember how far its actor has come.
func (p *Project) moveTip(now tip) {
	began := now.actor != p.tip.actor
	p.tip = now
	if began || now.seq >= p.noted+noteEach {
		p.noted = now.seq
		p.left.note(now)
	}
}

// apply takes a batch in, or nothing of it.
func (st *stage) apply(batch []annotate.Transaction) error {
	next := map[place]annotate.Work{}
	var events []staged
	for _, tx := range batch {
		at, work, err := st.step(next, tx)
		if errors.Is(err, errRecorded) {
			continue
		}
		if err != nil {
			return fmt.Errorf("append %q to document %q: %w", tx.Words, tx.Document, err)
		}
		next[at] = work
		events = append(events, st.transaction(at, tx))
	}
	for at, work := range next {
		st.works[at] = work
	}
	st.events = append(st.events, events...)
	return nil
}

// step makes one transaction on top of those of its batch.
func (st *stage) step(next map[place]annotate.Work, tx annotate.Transaction) (at place, work annotate.Work, err error) {
	doc, err := st.document(tx.Document)
	if err != nil {
		return at, work, err
	}
	layer, err := st.layerOrNew(tx.Annotator)
	if err != nil {
		return at, work, err
	}
	at = place{layer, doc.number}
	before, ok := next[at]
	if !ok {
		if before, err = st.current(at); err != nil {
			return at, work, err
		}
	}
	for _, e := range tx.Edits {
		if err := checkEdit(e, doc.header.codePoints); err != nil {
			return at, work, err
		}
	}
	work, err = fits(tx, before)
	if errors.Is(err, annotate.ErrStale) && st.recorded(at, tx) {
		err = errRecorded
	}
	return at, work, err
}

func (st *stage) document(id string) (*document, error) {
	if doc, ok := st.documents[id]; ok {
		return doc, nil
	}
	docNo, h, err := st.find(id)
	if err != nil {
		return nil, err
	}
	return st.keep(docNo, h), nil
}

// numberedDocument is a document by its number, hidden or not.
func (st *stage) numberedDocument(docNo uint64) (*document, error) {
	if doc, ok := st.numbered[docNo]; ok {
		return doc, nil
	}
	h, err := st.header(docNo)
	if err != nil {
		return nil, err
	}
	return st.keep(docNo, h), nil
}

// keep remembers a document that the commit concerns.
func (st *stage) keep(docNo uint64, h header) *document {
	doc := &document{docNo, h}
	st.numbered[docNo] = doc
	if !h.hidden {
		st.documents[h.id] = doc
	}
	return doc
}

// transaction is what is staged of one on a document that is kept.
func (st *stage) transaction(at place, tx annotate.Transaction) staged {
	return staged{event: event{kind: eventTransaction, tx: tx, text: st.numbered[at.docNo].header.textKey()}, at: at}
}

func (st *stage) current(at place) (annotate.Work, error) {
	if work, ok := st.works[at]; ok {
		return work, nil
	}
	return st.work(at.layer, at.docNo)
}

// errRecorded marks a transaction that the journal has already: a commit whose end was not seen is tried again.
var errRecorded = errors.New("recorded already")

// recordedWithin is how many of a document's last transactions are looked through for one that is tried again.
const recordedWithin = 64

// recorded reports whether the journal has the transaction. It is asked only when an edit does not fit, which is how
// one that was stored already shows.
func (st *stage) recorded(at place, tx annotate.Transaction) bool {
	list, err := st.history(at.docNo, recordedWithin)
	if err != nil {
		return false
	}
	for _, ev := range list {
		if ev.tx.ID == tx.ID && ev.tx.Annotator == tx.Annotator {
			return true
		}
	}
	return false
}

// entry is a pair to be written.
type entry struct {
	to    bucket
	key   []byte
	value []byte                 // sealed
	make  func() ([]byte, error) // gives the payload, where there is no value yet; on any goroutine
	pack  []string               // texts, where they are the payload
}

// write puts everything into the database transaction: made ready on all cores, then in the order of the keys, which
// touches each page once.
func (st *stage) write() error {
	if len(st.events) > 0 {
		if err := st.stageEvents(); err != nil {
			return err
		}
	}
	for at, work := range st.works {
		st.entries = append(st.entries, entry{to: works, key: workKey(at.layer, at.docNo), make: func() ([]byte, error) { return encodeWork(work), nil }})
		st.numbered[at.docNo].header.summarize(at.layer, work)
	}
	for docNo, doc := range st.numbered {
		st.entries = append(st.entries, entry{to: headers, key: key64(docNo), make: func() ([]byte, error) { return encodeHeader(doc.header), nil }})
	}
	return st.writeEntries()
}

// writeEntries puts what waits into the tables.
func (st *stage) writeEntries() error {
	st.endPack()
	if err := sealAll(st.entries); err != nil {
		return err
	}
	slices.SortFunc(st.entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.to.name, b.to.name), bytes.Compare(a.key, b.key)) })
	for _, e := range st.entries {
		if err := st.putSealed(e.to, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

func sealAll(entries []entry) error {
	errs := make([]error, len(entries))
	eachOf(len(entries), func(i int) {
		switch e := &entries[i]; {
		case e.pack != nil:
			e.value = e.to.sealText(e.key, encodePack(e.pack))
		case e.make != nil:
			var payload []byte
			payload, errs[i] = e.make()
			e.value = e.to.seal(e.key, payload)
		}
	})
	return errors.Join(errs...)
}

// stageEvents numbers the events and gives them their clocks.
func (st *stage) stageEvents() error {
	if err := st.become(); err != nil {
		return err
	}
	for _, ev := range st.events {
		st.tip.seq++
		st.tip.now = st.tip.now.next(ev.tx.Time.UnixMilli())
		ev.clock = st.tip.now
		at := stampOf(ev.clock, st.tip.id, st.tip.seq)
		whole := ev.event
		st.entries = append(st.entries, entry{to: journal, key: eventKey(st.tip.actor, at.Seq), make: func() ([]byte, error) { return encodeEvent(whole) }})
		switch ev.kind {
		case eventTransaction:
			st.stageEntry(ev.at.docNo, at, ev.at.layer)
		case eventPresence:
			for _, doc := range ev.docs {
				st.stageEntry(doc.number, at, 0)
			}
		case eventImport:
			for i, doc := range ev.docs {
				doc.header.arrival = arrival{ev.clock, st.tip.actor, at.Seq, i}
			}
		}
	}
	return nil
}

// stageEntry puts an event into the history of a document.
func (st *stage) stageEntry(docNo uint64, at Stamp, layer uint16) {
	st.entries = append(st.entries, entry{to: histories, key: historyKey(docNo, at), make: func() ([]byte, error) { return historyValue(layer), nil }})
}

// checkEdit refuses what cannot stand in a text of that many code points, without reading the text.
func checkEdit(e annotate.Edit, codePoints int) error {
	switch e := e.(type) {
	case annotate.Put:
		if e.After != nil {
			return checkQuote(e.After.Span, e.After.Quote, codePoints)
		}
	case annotate.Decide:
		if e.After != nil {
			return checkQuote(e.After.Span, e.After.Quote, codePoints)
		}
	case annotate.Mark:
		return checkSpan(e.Zone, codePoints)
	case annotate.Wave:
		return checkPass(e.Pass, codePoints)
	case annotate.Assign:
		return checkAssign(e)
	default:
		return fmt.Errorf("%w: an edit of type %T has no place in the file format", ErrRecord, e)
	}
	return nil
}

func checkSpan(s annotate.Span, codePoints int) error {
	if s.Empty() || s.Start < 0 || s.End > codePoints {
		return fmt.Errorf("%w: [%d,%d) in %d code points", annotate.ErrSpan, s.Start, s.End, codePoints)
	}
	return nil
}

// checkPass lets an empty span stand: it is for what is said of the whole document.
func checkPass(p annotate.Pass, codePoints int) error {
	if p.Kind == "" {
		return fmt.Errorf("%w: a pass names no kind of finding", ErrRecord)
	}
	if s := p.Span; s.Start < 0 || s.End < s.Start || s.End > codePoints {
		return fmt.Errorf("%w: %s [%d,%d) in %d code points", annotate.ErrSpan, p.Kind, s.Start, s.End, codePoints)
	}
	return nil
}

func checkQuote(s annotate.Span, quote string, codePoints int) error {
	if err := checkSpan(s, codePoints); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(quote); n != s.Len() {
		return fmt.Errorf("%w: [%d,%d) covers %d code points, its quote %q has %d", annotate.ErrQuote, s.Start, s.End, s.Len(), quote, n)
	}
	return nil
}

func checkAssign(e annotate.Assign) error {
	if e.Field == annotate.FieldStatus && rank(annotate.Status(e.After)) < 0 {
		return fmt.Errorf("%w: status %q is none of in_progress, finished, ignored and empty", ErrRecord, e.After)
	}
	if e.Field == annotate.FieldDirection && e.After != "" && e.After != "ltr" && e.After != "rtl" {
		return fmt.Errorf("%w: direction %q is none of ltr, rtl and empty", ErrRecord, e.After)
	}
	return nil
}
