package storage

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"rubricator/annotate"
)

// What a file of format 1 has to become one of format 2: its transactions get actors that every copy of the project
// derives alike, its documents an import, its schema an event, its texts go into packs. Format 1 numbered transactions
// through the whole file, so their clocks are in that order.

// texts1 has the texts of format 1: first 16 bytes of the text's SHA-256 -> text.
var texts1 = named("t")

// migrateStep is how many events, or documents, one commit of a migration takes: each touches up to four keys.
var migrateStep = 1000

// journalMigration is how far it has come.
type journalMigration struct {
	First     []uint64 `json:"first"`     // numbers with which the actors of format 1 began
	Event     []byte   `json:"event"`     // key of the transaction that was done last, as format 1 had it
	Journal   bool     `json:"journal"`   // all transactions are done
	Document  uint64   `json:"document"`  // number of the document that was done last
	Documents uint32   `json:"documents"` // the actor of their imports
	Imports   uint64   `json:"imports"`   // which that actor has
}

func migrateJournal(s store, project string, at *progress) (last bool, err error) {
	var m journalMigration
	if at.State == nil {
		err = m.begin(s, project, at)
	} else {
		err = json.Unmarshal(at.State, &m)
	}
	if err != nil {
		return false, err
	}
	switch {
	case !m.Journal:
		err = m.events(s, at)
	default:
		last, err = m.documents(s, at)
	}
	if err == nil && last {
		err = errors.Join(s.migrateSchema(project), s.DeleteBucket([]byte(texts1.name)))
	}
	if err != nil {
		return false, err
	}
	at.State, err = json.Marshal(m)
	return last, err
}

// begin gives the actors of format 1 their identities.
func (m *journalMigration) begin(s store, project string, at *progress) error {
	var old []struct {
		First uint64 `json:"first"`
	}
	if _, err := s.getJSON(metas, "actors", &old); err != nil {
		return err
	}
	var list []actorID
	for i, a := range old {
		m.First = append(m.First, a.First)
		list = append(list, derivedActor(fmt.Sprint(project, " actor ", i+1)))
	}
	list = append(list, derivedActor(project+" documents"))
	m.Documents = uint32(len(list))
	for _, b := range []bucket{journal, headers} {
		table, err := s.bucket(b)
		if err != nil {
			return err
		}
		at.Total += table.Stats().KeyN
	}
	_, err := s.CreateBucketIfNotExists([]byte(texts.name))
	return errors.Join(err, s.putActors(list), s.delete(metas, []byte("actors")))
}

// events moves the next transactions, and their entries in the histories, to their new keys. New keys of an actor are
// never beyond the old ones that are done, so none overwrites what is still to come.
func (m *journalMigration) events(s store, at *progress) error {
	table, err := s.bucket(journal)
	if err != nil {
		return err
	}
	type pair struct{ k, v []byte }
	var list []pair
	cursor := table.Cursor()
	k, v := cursor.Seek(append(bytes.Clone(m.Event), 0))
	for ; k != nil && len(list) < migrateStep; k, v = cursor.Next() {
		list = append(list, pair{bytes.Clone(k), bytes.Clone(v)})
	}
	for _, p := range list {
		if err := m.event(s, p.k, p.v); err != nil {
			return err
		}
		m.Event = p.k
	}
	at.Done += len(list)
	m.Journal = len(list) < migrateStep
	return nil
}

func (m *journalMigration) event(s store, k, v []byte) error {
	payload, err := journal.unseal(k, v)
	if err != nil {
		return err
	}
	if len(k) != 12 {
		return damaged("bucket %s has the key %x", journal.name, k)
	}
	actor, seq := binary.BigEndian.Uint32(k), binary.BigEndian.Uint64(k[4:])
	ev, err := decodeEvent1(payload)
	if err != nil {
		return damaged("transaction %d: %w", seq, err)
	}
	docNo, ok, err := s.number(ids, []byte(ev.tx.Document))
	if err != nil {
		return err
	}
	if !ok || actor == 0 || int(actor) > len(m.First) || seq < m.First[actor-1] {
		return damaged("transaction %d of actor %d, on document %q, has no place", seq, actor, ev.tx.Document)
	}
	if ev.text, err = s.textOf(docNo); err != nil {
		return err
	}
	layer, err := s.layerOrNew(ev.tx.Annotator)
	if err != nil {
		return err
	}
	return s.moveEvent(k, historyKey1(docNo, seq), docNo, layer, actor, seq-m.First[actor-1]+1, ev)
}

func historyKey1(docNo, seq uint64) []byte { return binary.BigEndian.AppendUint64(key64(docNo), seq) }

// moveEvent writes a transaction and its entry anew and removes the old ones.
func (s store) moveEvent(oldKey, oldEntry []byte, docNo uint64, layer uint16, actor uint32, seq uint64, ev event) error {
	actors, err := s.actors()
	if err != nil {
		return err
	}
	payload, err := encodeEvent(ev)
	if err != nil {
		return err
	}
	return errors.Join(s.delete(journal, oldKey), s.delete(histories, oldEntry), s.put(journal, eventKey(actor, seq), payload),
		s.put(histories, historyKey(docNo, stampOf(ev.clock, actors[actor-1], seq)), historyValue(layer)))
}

// textOf reads which text a document has, from a header of either format.
func (s store) textOf(docNo uint64) (text textKey, err error) {
	payload, _, err := s.get(headers, key64(docNo))
	if err != nil {
		return text, err
	}
	var h header
	if err := decodeHeader1(payload, &h); err != nil {
		return text, damaged("header of document %d: %w", docNo, err)
	}
	return h.textKey(), nil
}

// migrateBytes is how much text one commit of a migration takes, and one document more.
const migrateBytes = 8 << 20

// documents writes the next headers anew, packs their texts, and writes an import that brought them: long ago, for
// format 1 does not say when.
func (m *journalMigration) documents(s store, at *progress) (last bool, err error) {
	ev := event{kind: eventImport, clock: clock{counter: m.Imports + 1}, tx: importOfFormat1(m.Imports + 1)}
	next, err := s.numbersFrom(m.Document+1, migrateStep)
	if err != nil {
		return false, err
	}
	last = len(next) < migrateStep
	packer, bytes := &stage{store: s}, 0
	for i, docNo := range next {
		if bytes > migrateBytes {
			next, last = next[:i], false
			break
		}
		doc, text, err := s.document1(docNo)
		if err != nil {
			return false, err
		}
		packer.pack(doc, text)
		bytes += len(text)
		doc.header.arrival = arrival{ev.clock, m.Documents, m.Imports + 1, i}
		if err := s.put(headers, key64(docNo), encodeHeader(doc.header)); err != nil {
			return false, err
		}
		ev.keys = append(ev.keys, doc.header.textKey())
		m.Document = docNo
	}
	at.Done += len(next)
	if len(next) == 0 {
		return last, nil
	}
	if err := packer.writeEntries(); err != nil {
		return false, err
	}
	m.Imports++
	payload, err := encodeEvent(ev)
	if err != nil {
		return false, err
	}
	return last, s.put(journal, eventKey(m.Documents, m.Imports), payload)
}

func importOfFormat1(n uint64) annotate.Transaction {
	id := fmt.Sprint("format 1, import ", n)
	return annotate.Transaction{ID: id, Group: id, Time: time.UnixMilli(0), Origin: annotate.OriginImport, Words: "import"}
}

// numbersFrom are the numbers of up to n documents.
func (s store) numbersFrom(docNo uint64, n int) (list []uint64, err error) {
	err = s.each(headers, key64(docNo), func(k, _ []byte) error {
		if len(list) == n {
			return errEnough
		}
		list = append(list, binary.BigEndian.Uint64(k))
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// document1 reads a document of format 1, with its works summed up anew.
func (s store) document1(docNo uint64) (doc *document, text string, err error) {
	doc = &document{number: docNo}
	payload, _, err := s.get(headers, key64(docNo))
	if err != nil {
		return nil, "", err
	}
	if err := decodeHeader1(payload, &doc.header); err != nil {
		return nil, "", damaged("header of document %d: %w", docNo, err)
	}
	for _, l := range doc.header.layers {
		work, err := s.work(l.number, docNo)
		if err != nil {
			return nil, "", err
		}
		doc.header.summarize(l.number, work)
	}
	key := doc.header.textKey()
	text, ok, err := s.get(texts1, key[:])
	if err == nil && !ok {
		err = damaged("the text of document %q is gone", doc.header.id)
	}
	return doc, text, err
}

// migrateSchema has the journal begin with the schema that the file has; copies with another one derive another actor.
func (s store) migrateSchema(project string) error {
	raw, ok, err := s.get(metas, []byte(metaSchema))
	if err != nil {
		return err
	}
	if !ok {
		return damaged("it has no schema")
	}
	actor, err := s.actorOrNew(derivedActor(project + " schema " + raw))
	if err != nil {
		return err
	}
	ev := schemaEvent("", raw, time.UnixMilli(0))
	ev.tx.ID, ev.tx.Group, ev.clock = "format 1, schema", "format 1, schema", clock{counter: 1}
	payload, err := encodeEvent(ev)
	if err != nil {
		return err
	}
	return s.put(journal, eventKey(actor, 1), payload)
}
