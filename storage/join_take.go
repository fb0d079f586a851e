package storage

import (
	"errors"
	"slices"
	"time"
)

// take stores a piece of the other file's journal with the documents that came in it, and follows with all that is
// computed from it, in one commit.
func (j *joining) take(list []arriving) error {
	var t *taking
	err := j.project.update(func(s store) error {
		j.project.tip.known = false
		t = &taking{joining: j, store: s, texts: j.project.newStage(s), layers: map[string]uint16{}, actors: map[actorID]uint32{}}
		for _, ev := range list {
			if err := t.event(ev); err != nil {
				return err
			}
		}
		return t.settle()
	})
	if err != nil {
		return err
	}
	t.count(list)
	return nil
}

// taking is one commit of a merge.
type taking struct {
	*joining
	store
	texts   *stage // only packs texts
	layers  map[string]uint16
	actors  map[actorID]uint32
	touched []uint64 // documents
	added   int
	schemas bool
	clashes []found
	more    int
}

func (t *taking) event(ev arriving) error {
	number, err := t.actor(ev.as)
	if err != nil {
		return err
	}
	if err := t.put(journal, eventKey(number, ev.seq), []byte(ev.payload)); err != nil {
		return err
	}
	switch ev.kind {
	case eventTransaction:
		layer, err := t.layerOf(ev.tx.Annotator)
		if err != nil {
			return err
		}
		return t.enter(ev.text, ev.at, layer)
	case eventPresence:
		for _, text := range ev.keys {
			if err := t.enter(text, ev.at, 0); err != nil {
				return err
			}
		}
	case eventImport:
		for i, text := range ev.keys {
			if err := t.imported(ev, text, i, number); err != nil {
				return err
			}
		}
	case eventSchema:
		t.schemas = true
	}
	return nil
}

// actor is actorOrNew, asked once for each.
func (t *taking) actor(id actorID) (number uint32, err error) {
	if number = t.actors[id]; number == 0 {
		number, err = t.actorOrNew(id)
		t.actors[id] = number
	}
	return number, err
}

// layerOf is layerOrNew, asked once for each.
func (t *taking) layerOf(name string) (layer uint16, err error) {
	if layer = t.layers[name]; layer == 0 {
		layer, err = t.layerOrNew(name)
		t.layers[name] = layer
	}
	return layer, err
}

// enter puts an event into the history of a document that we have.
func (t *taking) enter(text textKey, at Stamp, layer uint16) error {
	docNo, _, err := t.withText(text)
	if err != nil {
		return err
	}
	if err := t.touch(docNo, text); err != nil {
		return err
	}
	return t.put(histories, historyKey(docNo, at), historyValue(layer))
}

// touch notes that a document is to be computed anew. What did not fit before the merge is none of its conflicts.
func (t *taking) touch(docNo uint64, text textKey) error {
	t.touched = append(t.touched, docNo)
	if t.seen[text] {
		return nil
	}
	t.seen[text] = true
	before, err := t.replay(docNo, text)
	for _, c := range before.conflicts {
		t.old[conflictKey{text, c.at, c.words}] = true
	}
	return err
}

// imported takes in a document, or notes that one which we have was imported there too. Of several imports the earliest
// says what the document's ID, title, source and metadata are.
func (t *taking) imported(ev arriving, text textKey, place int, number uint32) error {
	docNo, known, err := t.number(hashes, text[:])
	if err != nil {
		return err
	}
	now := arrival{ev.clock, number, ev.seq, place}
	if !known {
		return t.create(ev.docs[place], text, now)
	}
	h, err := t.header(docNo)
	if err != nil {
		return err
	}
	list, err := t.store.actors()
	if err != nil {
		return err
	}
	before := t.arrivalStamp(list, h.arrival)
	if before.Compare(ev.at) < 0 {
		return t.enter(text, ev.at, 0)
	}
	if err := t.enter(text, before, 0); err != nil {
		return err
	}
	return t.describe(docNo, h, ev.docs[place], now)
}

// describe gives a document what an earlier import says of it. Its ID is settled in the end.
func (t *taking) describe(docNo uint64, h header, by incomingDocument, now arrival) error {
	if by.text == "" {
		return damaged("document %q was imported before the import that brought it", h.id)
	}
	h.arrival, h.wanted, h.title, h.source = now, by.header.wanted, by.header.title, by.header.source
	err := t.put(headers, key64(docNo), encodeHeader(h))
	if by.extra == "" {
		return errors.Join(err, t.delete(extras, key64(docNo)))
	}
	return errors.Join(err, t.put(extras, key64(docNo), []byte(by.extra)))
}

func (t *taking) create(doc incomingDocument, text textKey, now arrival) error {
	if doc.text == "" {
		return damaged("text %x came with no import", text)
	}
	table, err := t.bucket(headers)
	if err != nil {
		return err
	}
	docNo, err := table.NextSequence()
	if err != nil {
		return err
	}
	h := doc.header
	h.layers, h.hidden, h.arrival = nil, false, now
	if h.id, err = t.freeID(h.wanted); err != nil {
		return err
	}
	t.touched, t.added, t.seen[text] = append(t.touched, docNo), t.added+1, true
	if h.id != doc.header.id {
		t.was[text] = doc.header.id
	}
	made := &document{docNo, h}
	t.texts.pack(made, doc.text)
	h = made.header
	err = errors.Join(t.put(hashes, text[:], key64(docNo)), t.put(ids, []byte(h.id), key64(docNo)),
		t.putSuggestions(docNo, &h, doc.suggestions), t.appendOrder(docNo))
	if err == nil && doc.extra != "" {
		err = t.put(extras, key64(docNo), []byte(doc.extra))
	}
	return errors.Join(err, t.put(headers, key64(docNo), encodeHeader(h)))
}

// settle computes what hangs on the journal.
func (t *taking) settle() error {
	if err := t.texts.writeEntries(); err != nil {
		return err
	}
	slices.Sort(t.touched)
	names, err := t.annotators()
	if err != nil {
		return err
	}
	for _, docNo := range slices.Compact(t.touched) {
		h, err := t.header(docNo)
		if err != nil {
			return err
		}
		replayed, err := t.replay(docNo, h.textKey())
		if err != nil {
			return err
		}
		if err := t.rewrite(docNo, &h, replayed); err != nil {
			return err
		}
		if err := t.put(headers, key64(docNo), encodeHeader(h)); err != nil {
			return err
		}
		t.clash(h.textKey(), names, replayed.conflicts)
	}
	if !t.schemas {
		return nil
	}
	schema, err := t.foldSchema()
	if err != nil {
		return err
	}
	t.schema = &schema
	return t.putJSON(metas, metaSchema, schema)
}

// clash notes conflicts that are new.
func (t *taking) clash(text textKey, names []string, list []conflict) {
	for _, c := range list {
		key := conflictKey{text, c.at, c.words}
		if t.old[key] {
			continue
		}
		t.old[key] = true
		if len(t.conflicts)+len(t.clashes) >= MaxConflicts {
			t.more++
			continue
		}
		t.clashes = append(t.clashes, found{text, names[c.layer-1], c.words})
	}
}

// farAhead is how far another machine's clock may be ahead of ours without being told.
const farAhead = 24 * time.Hour

// count says what a commit has brought, once it is stored.
func (t *taking) count(list []arriving) {
	m := &t.merged
	m.Added, m.Events, m.More = m.Added+t.added, m.Events+len(list), m.More+t.more
	t.conflicts = append(t.conflicts, t.clashes...)
	for _, ev := range list {
		if ev.kind == eventTransaction {
			t.from[ev.tx.Annotator] = true
		}
		if at := ev.at.Time(); at.After(time.Now().Add(farAhead)) && at.After(m.Future) {
			m.Future = at
		}
	}
}
