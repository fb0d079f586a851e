package storage

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"rubricator/annotate"
)

// mend makes a project of salvaged values: what hangs on something that is lost goes, what can be computed is computed
// anew, and what is stored without the steps that led there joins the journal as a step of its own. It returns what was
// lost, a line each.
func mend(ctx context.Context, path string, progress Stage) ([]string, error) {
	db, err := openDatabase(path, Options{})
	if err != nil {
		return nil, err
	}
	p := &Project{path: path, db: db}
	m := &mender{ctx: ctx, progress: progress, project: p, docs: map[textKey]*mended{}, placed: map[packed]bool{}, byNumber: map[uint64]*mended{}}
	if err = p.stand(); err == nil {
		err = m.run()
	}
	return m.losses, errors.Join(err, p.Close())
}

type mender struct {
	ctx      context.Context
	progress Stage
	project  *Project
	losses   []string

	docs     map[textKey]*mended
	byNumber map[uint64]*mended
	last     uint64 // number of a document
	steps    map[uint32][]uint64

	pack   uint64 // that was unpacked last; no pack has number 0
	texts  []string
	placed map[packed]bool // texts that a header speaks of

	remade int    // imports that spoke of documents that are gone
	actor  uint32 // that says what was recovered; 0 before it says anything
	id     actorID
	seq    uint64
	now    clock
}

// mended is a document that was found.
type mended struct {
	number uint64
	header header
	came   bool // its import is in the journal
}

func (m *mender) run() error {
	todo := []struct {
		words string
		do    func(store) error
	}{
		{"the project's own data", m.metas}, {"headers", m.headers}, {"texts", m.strays}, {"indexes", m.indexes}, {"what belongs to documents", m.beside},
		{"annotators", m.layers}, {"journal", m.journal}, {"imports", m.imports}, {"histories", m.clear},
	}
	for i, t := range todo {
		if m.progress != nil {
			m.progress("mending: "+t.words, i, len(todo))
		}
		if err := errors.Join(m.ctx.Err(), m.project.update(t.do)); err != nil {
			return fmt.Errorf("mend %s: %w", t.words, err)
		}
	}
	if err := m.project.rebuildHistories(); err != nil {
		return err
	}
	if err := m.works(); err != nil {
		return err
	}
	return m.project.rebuild()
}

func (m *mender) lose(format string, args ...any) {
	m.losses = append(m.losses, fmt.Sprintf(format, args...))
}

// metas gives the project what it cannot be without.
func (m *mender) metas(s store) error {
	var f format
	if ok, err := s.getJSON(metas, metaFormat, &f); err != nil || !ok {
		m.lose("which project it was: it counts as a new one")
		if err := s.putJSON(metas, metaFormat, newFormat()); err != nil {
			return err
		}
	} else if f.Format != formatNow {
		return damaged("salvage knows format %d, the file has %d", formatNow, f.Format)
	}
	var schema annotate.Schema
	if ok, err := s.getJSON(metas, metaSchema, &schema); err == nil && ok && schema.Check() == nil {
		return nil
	}
	m.lose("the list of labels: it has the usual ones for news now, and labels that are not among them stay where they are")
	return s.putJSON(metas, metaSchema, annotate.News())
}

// headers takes in the documents whose header and text are there.
func (m *mender) headers(s store) error {
	var lost [][]byte
	var names []string
	err := s.each(headers, nil, func(k, v []byte) error {
		d, name := m.header(s, k, v)
		if d == nil {
			lost = append(lost, slices.Clone(k))
			if name != "" {
				names = append(names, name)
			}
			return nil
		}
		m.docs[d.header.textKey()], m.byNumber[d.number] = d, d
		m.last = max(m.last, d.number)
		return nil
	})
	if err != nil {
		return err
	}
	for i, name := range names {
		if i == maxNamed {
			m.lose("the texts of %s more", manyOf(len(names)-i, "document"))
			break
		}
		m.lose("document %q: its text cannot be read", name)
	}
	return s.deleteAll(headers, lost)
}

// maxNamed is how many documents are named of those that are lost.
const maxNamed = 100

// header reads a header and looks whether the text is where it says; name is that of a document whose text is gone.
func (m *mender) header(s store, k, v []byte) (d *mended, name string) {
	payload, err := headers.unseal(k, v)
	if err != nil || len(k) != 8 {
		return nil, ""
	}
	d = &mended{number: binary.BigEndian.Uint64(k)}
	if decodeHeader(payload, &d.header) != nil || m.docs[d.header.textKey()] != nil {
		return nil, ""
	}
	d.header.layers = slices.Clone(d.header.layers)
	at := d.header.packed
	if list := m.unpacked(s, at.pack); at.index >= len(list) || sha256.Sum256([]byte(list[at.index])) != d.header.text {
		return nil, d.header.id
	}
	m.placed[at] = true
	return d, ""
}

// unpacked are the texts of a pack, none where it is lost. The last is kept: most headers speak of the same as those before.
func (m *mender) unpacked(s store, pack uint64) []string {
	if m.pack != pack {
		m.pack = pack
		m.texts, _ = s.unpacked(pack) // what cannot be read is not there
	}
	return m.texts
}

func (s store) deleteAll(b bucket, keys [][]byte) error {
	for _, k := range keys {
		if err := s.delete(b, k); err != nil {
			return err
		}
	}
	return nil
}

// strays gives texts whose headers are lost new ones: the indexes may still know their numbers and IDs.
func (m *mender) strays(s store) error {
	names, err := s.namesByNumber()
	if err != nil {
		return err
	}
	var packs []uint64
	err = s.each(texts, nil, func(k, _ []byte) error {
		if len(k) == 8 {
			packs = append(packs, binary.BigEndian.Uint64(k))
		}
		return nil
	})
	found := 0
	for _, pack := range packs {
		for i, text := range m.unpacked(s, pack) {
			if at := (packed{pack, i}); err == nil && !m.placed[at] {
				before := len(m.docs)
				err = m.stray(s, text, at, names)
				found += len(m.docs) - before
			}
		}
	}
	if found > 0 {
		m.lose("title and source of %s, whose texts are there: the first line is the title now", manyOf(found, "document"))
	}
	return errors.Join(err, m.ctx.Err())
}

func (s store) namesByNumber() (map[uint64]string, error) {
	names := map[uint64]string{}
	return names, s.each(ids, nil, func(k, v []byte) error {
		if payload, err := ids.unseal(k, v); err == nil && len(payload) == 8 {
			names[binary.BigEndian.Uint64([]byte(payload))] = string(k)
		}
		return nil
	})
}

// stray makes a header for a text, unless a document has it under another number.
func (m *mender) stray(s store, text string, at packed, names map[uint64]string) error {
	h := header{text: sha256.Sum256([]byte(text)), codePoints: utf8.RuneCountInString(text), title: firstLine(text), packed: at}
	key := h.textKey()
	if m.docs[key] != nil || text == "" {
		return nil
	}
	docNo, _, err := s.number(hashes, key[:])
	if err != nil {
		docNo = 0
	}
	for docNo == 0 || m.byNumber[docNo] != nil {
		m.last++
		if docNo = m.last; names[docNo] != "" {
			docNo = 0 // another one had that number
		}
	}
	h.id = cmp.Or(names[docNo], fmt.Sprintf("recovered-%x", key[:4]))
	h.wanted = h.id
	d := &mended{number: docNo, header: h}
	m.docs[key], m.byNumber[docNo] = d, d
	m.last = max(m.last, docNo)
	return s.put(headers, key64(docNo), encodeHeader(h))
}

// firstLine is what a document is called that has no other title.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > 100 {
		line = string(runes[:100]) + "…"
	}
	return line
}

// numbers are those of the documents, in order.
func (m *mender) numbers() []uint64 { return slices.Sorted(maps.Keys(m.byNumber)) }

// indexes writes the ways to the documents anew, in the order of the keys: any other takes many times as long.
func (m *mender) indexes(s store) error {
	byText, byID := map[string]uint64{}, map[string]uint64{}
	for _, docNo := range m.numbers() {
		d := m.byNumber[docNo]
		key := d.header.textKey()
		byText[string(key[:])] = docNo
		if d.header.hidden {
			continue
		}
		id, n := d.header.id, 1
		for ; byID[id] != 0; id = suffixed(d.header.id, n) {
			n++
		}
		if n > 1 {
			m.lose("the ID of document %q: another has it, it is %q now", d.header.id, id)
		}
		d.header.id, byID[id] = id, docNo
	}
	table, err := s.bucket(headers)
	if err != nil {
		return err
	}
	return errors.Join(s.index(hashes, byText), s.index(ids, byID), table.SetSequence(max(m.last, table.Sequence())))
}

// index fills a table with numbers, in place of what it has.
func (s store) index(b bucket, numbers map[string]uint64) error {
	if err := s.empty(b); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(numbers)) {
		if err := s.put(b, []byte(key), key64(numbers[key])); err != nil {
			return err
		}
	}
	return nil
}

// empty takes everything out of a table.
func (s store) empty(b bucket) error {
	if err := s.DeleteBucket([]byte(b.name)); err != nil {
		return err
	}
	_, err := s.CreateBucket([]byte(b.name))
	return err
}

// beside takes away what belongs to documents that are gone, or cannot be read.
func (m *mender) beside(s store) error {
	for _, t := range []struct {
		of   bucket
		good func(k []byte, payload string) bool
	}{
		{extras, func(k []byte, payload string) bool {
			var meta map[string]any
			return m.of(k) != nil && json.Unmarshal([]byte(payload), &meta) == nil
		}},
		{suggestions, func(k []byte, payload string) bool {
			list, err := decodeSuggestions(payload)
			return m.of(k) != nil && err == nil && checkSuggestions(shownOf(list), m.of(k).header.codePoints) == nil
		}},
		{works, func(k []byte, payload string) bool {
			_, err := decodeWork(payload)
			return len(k) == 10 && m.of(k[2:]) != nil && err == nil
		}},
	} {
		var lost [][]byte
		err := s.each(t.of, nil, func(k, v []byte) error {
			if payload, err := t.of.unseal(k, v); err != nil || !t.good(k, payload) {
				lost = append(lost, slices.Clone(k))
			}
			return nil
		})
		if err := errors.Join(err, s.deleteAll(t.of, lost)); err != nil {
			return err
		}
	}
	return nil
}

// of is the document of a key that is its number; nil when it is gone.
func (m *mender) of(k []byte) *mended {
	if len(k) != 8 {
		return nil
	}
	return m.byNumber[binary.BigEndian.Uint64(k)]
}

// layers names the annotators: where their list is gone, the histories still lead from layers to steps.
func (m *mender) layers(s store) error {
	names, err := s.annotators()
	if err != nil {
		names = nil
	}
	most := 0
	err = s.each(works, nil, func(k, _ []byte) error {
		most = max(most, int(binary.BigEndian.Uint16(k)))
		return nil
	})
	if err != nil || most <= len(names) {
		return err
	}
	found, err := s.namesOfLayers()
	if err != nil {
		return err
	}
	for n := len(names) + 1; n <= most; n++ {
		name := found[uint16(n)]
		if name == "" {
			name = fmt.Sprintf("annotator %d", n)
			m.lose("the name of an annotator, who is called %q now", name)
		}
		if slices.Contains(names, name) {
			name += fmt.Sprintf(" %d", n)
		}
		names = append(names, name)
	}
	return s.putJSON(metas, metaAnnotators, names)
}

// namesOfLayers follows histories to the steps, which name their annotator.
func (s store) namesOfLayers() (map[uint16]string, error) {
	names := map[uint16]string{}
	actors, err := s.actors()
	if err != nil {
		return names, nil
	}
	return names, s.each(histories, nil, func(k, v []byte) error {
		if ev, err := s.entry(actors, k, v); err == nil && ev.layer != 0 && names[ev.layer] == "" {
			names[ev.layer] = ev.tx.Annotator
		}
		return nil
	})
}

// journal takes away the steps on what is gone, and notes which numbers are missing.
func (m *mender) journal(s store) error {
	m.steps = map[uint32][]uint64{}
	var lost [][]byte
	most, by := map[uint32]uint64{}, map[string]int{}
	err := s.each(journal, nil, func(k, v []byte) error {
		if len(k) != 12 {
			lost = append(lost, slices.Clone(k))
			return nil
		}
		actor, seq := binary.BigEndian.Uint32(k), binary.BigEndian.Uint64(k[4:])
		most[actor] = max(most[actor], seq)
		ev, ok := m.step(k, v)
		if !ok {
			lost = append(lost, slices.Clone(k))
			if ev.kind == eventImport {
				m.remade++
			} else {
				by[ev.tx.Annotator]++
			}
			return nil
		}
		m.steps[actor] = append(m.steps[actor], seq)
		for place, key := range ev.keys {
			if d := m.docs[key]; ev.kind == eventImport && !d.came {
				d.came = true
				d.header.arrival = arrival{ev.clock, actor, seq, place}
			}
		}
		return nil
	})
	if err := errors.Join(err, s.deleteAll(journal, lost)); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		if by[name] > 0 && name != "" {
			m.lose("%s by %q on documents that are lost", manyOf(by[name], "step"), name)
		}
	}
	return m.gaps(s, most)
}

// step reads an event; ok is false where it speaks of a document that is gone.
func (m *mender) step(k, v []byte) (ev event, ok bool) {
	payload, err := journal.unseal(k, v)
	if err != nil {
		return ev, false
	}
	if ev, err = decodeEvent(payload); err != nil || binary.BigEndian.Uint32(k) == 0 {
		return ev, false
	}
	if ev.kind == eventTransaction && m.docs[ev.text] == nil {
		return ev, false
	}
	for _, key := range ev.keys {
		if m.docs[key] == nil {
			return ev, false
		}
	}
	return ev, true
}

// gaps fills the numbers of lost steps with steps about nothing: no actor's row may have a gap. Should the project be
// merged with a copy that has the real ones, the rows part there, and the real ones come in.
func (m *mender) gaps(s store, most map[uint32]uint64) error {
	actors, err := s.actors()
	if err != nil {
		actors = nil
	}
	missing := 0
	for _, actor := range slices.Sorted(maps.Keys(most)) {
		for int(actor) > len(actors) && actor != 0 {
			actors = append(actors, actorID(uuid.New()))
		}
		n, err := m.fill(s, actor)
		if err != nil {
			return err
		}
		missing += n
		if kept := m.steps[actor]; len(kept) == 0 {
			missing += int(most[actor])
		} else {
			missing += int(most[actor] - kept[len(kept)-1])
		}
	}
	if missing > m.remade {
		m.lose("%s of the journal", manyOf(missing-m.remade, "step"))
	}
	return s.putActors(actors)
}

// fill fills the gaps between the steps of an actor. The lost steps had clocks between those of their neighbours, so as
// many next ones of the neighbour before fit there too.
func (m *mender) fill(s store, actor uint32) (missing int, err error) {
	next, at := uint64(1), clock{}
	for _, seq := range m.steps[actor] {
		for ; next < seq && err == nil; next++ {
			at.counter++
			missing++
			ev := event{clock: at, kind: eventPresence, tx: recoveredStep("", at)}
			ev.tx.Words = "lost"
			err = m.putAs(s, actor, next, ev)
		}
		payload, _, errRead := s.get(journal, eventKey(actor, seq))
		ev, errDecode := decodeEvent(payload)
		if err = errors.Join(err, errRead, errDecode); err != nil {
			return missing, err
		}
		next, at = seq+1, ev.clock
	}
	return missing, err
}

// speak makes the mender an actor, whose events say what was recovered.
func (m *mender) speak(s store) (err error) {
	if m.actor != 0 {
		return nil
	}
	m.id = actorID(uuid.New())
	m.actor, err = s.actorOrNew(m.id)
	return err
}

// imports says how documents came whose import is lost. Each keeps its place among the others.
func (m *mender) imports(s store) error {
	groups := map[clock][]*mended{}
	for _, docNo := range m.numbers() {
		d := m.byNumber[docNo]
		if !d.came {
			groups[d.header.arrival.clock] = append(groups[d.header.arrival.clock], d)
		}
	}
	unknown := groups[clock{}]
	delete(groups, clock{})
	for _, at := range slices.SortedFunc(maps.Keys(groups), clock.compare) {
		slices.SortStableFunc(groups[at], func(a, b *mended) int { return cmp.Compare(a.header.arrival.place, b.header.arrival.place) })
		if err := m.arrive(s, at, groups[at]); err != nil {
			return err
		}
	}
	now, err := s.newest()
	if err != nil {
		return err
	}
	if m.now = now; len(unknown) > 0 {
		m.now = now.next(time.Now().UnixMilli())
		if err := m.arrive(s, m.now, unknown); err != nil {
			return err
		}
	}
	for _, docNo := range m.numbers() {
		if err := s.put(headers, key64(docNo), encodeHeader(m.byNumber[docNo].header)); err != nil {
			return err
		}
	}
	return nil
}

// arrive stores an import of some documents.
func (m *mender) arrive(s store, at clock, docs []*mended) error {
	if err := m.speak(s); err != nil {
		return err
	}
	ev := event{clock: at, kind: eventImport, tx: recoveredStep("", at)}
	m.seq++
	for place, d := range docs {
		ev.keys = append(ev.keys, d.header.textKey())
		d.header.arrival = arrival{at, m.actor, m.seq, place}
	}
	return m.put(s, ev)
}

func (m *mender) put(s store, ev event) error { return m.putAs(s, m.actor, m.seq, ev) }

func (m *mender) putAs(s store, actor uint32, seq uint64, ev event) error {
	payload, err := encodeEvent(ev)
	if err != nil {
		return err
	}
	return s.put(journal, eventKey(actor, seq), payload)
}

func recoveredStep(annotator string, at clock) annotate.Transaction {
	id := annotate.NewID()
	return annotate.Transaction{ID: id, Group: id, Annotator: annotator, Time: time.UnixMilli(at.millis).UTC(), Origin: annotate.OriginImport, Words: "recovered from a damaged file"}
}

// clear empties the histories, which come from the journal again.
func (m *mender) clear(s store) error { return s.empty(histories) }

// works keeps what is stored where the steps that led there are lost.
func (m *mender) works() error {
	numbers, kept := m.numbers(), 0
	for done := 0; done < len(numbers); done += rebuildStep {
		if m.progress != nil {
			m.progress("mending: works", done, len(numbers))
		}
		err := m.project.update(func(s store) error {
			for _, docNo := range numbers[done:min(done+rebuildStep, len(numbers))] {
				n, err := m.worksOn(s, m.byNumber[docNo])
				if err != nil {
					return err
				}
				kept += n
			}
			return m.ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	if kept > 0 {
		m.lose("the steps that led to the labels of %s, which are kept as they were last stored", manyOf(kept, "document"))
	}
	return nil
}

// worksOn compares the works on a document with its journal.
func (m *mender) worksOn(s store, d *mended) (kept int, err error) {
	replayed, err := s.replay(d.number, d.header.textKey())
	if err != nil {
		return 0, err
	}
	names, err := s.annotators()
	if err != nil {
		return 0, err
	}
	for i, name := range names {
		layer := uint16(i + 1)
		payload, ok, err := s.get(works, workKey(layer, d.number))
		if err != nil {
			return kept, err
		}
		if !ok {
			continue
		}
		stored, err := decodeWork(payload)
		if err != nil || stored.Equal(replayed.layers[layer]) {
			continue
		}
		if err := m.keep(s, d, layer, name, difference(replayed.layers[layer], stored)); err != nil {
			return kept, err
		}
		kept = 1
	}
	return kept, nil
}

// keep stores edits as a step.
func (m *mender) keep(s store, d *mended, layer uint16, annotator string, edits []annotate.Edit) error {
	if err := m.speak(s); err != nil {
		return err
	}
	m.now = m.now.next(time.Now().UnixMilli())
	m.seq++
	ev := event{clock: m.now, kind: eventTransaction, tx: recoveredStep(annotator, m.now), text: d.header.textKey()}
	ev.tx.Edits = edits
	return errors.Join(m.put(s, ev), s.put(histories, historyKey(d.number, stampOf(m.now, m.id, m.seq)), historyValue(layer)))
}

// difference is the edits that lead from one work to another. What goes, goes first.
func difference(from, to annotate.Work) (edits []annotate.Edit) {
	for a := range from.Annotations.Values() {
		if b, ok := to.Annotations.ByID(a.ID); !ok || a != b {
			edits = append(edits, annotate.Remove(a))
		}
	}
	for d := range from.Decisions.Values() {
		if b, ok := to.Decision(d.Key()); !ok || d != b {
			edits = append(edits, annotate.Decide{Before: &d})
		}
	}
	for _, z := range from.Zones {
		if !slices.Contains(to.Zones, z) {
			edits = append(edits, annotate.Mark{Zone: z, Off: true})
		}
	}
	for _, p := range from.Passed {
		if !slices.Contains(to.Passed, p) {
			edits = append(edits, annotate.Wave{Pass: p, Off: true})
		}
	}
	return append(edits, additions(from, to)...)
}

func additions(from, to annotate.Work) (edits []annotate.Edit) {
	for a := range to.Annotations.Values() {
		if b, ok := from.Annotations.ByID(a.ID); !ok || a != b {
			edits = append(edits, annotate.Add(a))
		}
	}
	for d := range to.Decisions.Values() {
		if b, ok := from.Decision(d.Key()); !ok || d != b {
			edits = append(edits, annotate.Decide{After: &d})
		}
	}
	for _, z := range to.Zones {
		if !slices.Contains(from.Zones, z) {
			edits = append(edits, annotate.Mark{Zone: z})
		}
	}
	for _, p := range to.Passed {
		if !slices.Contains(from.Passed, p) {
			edits = append(edits, annotate.Wave{Pass: p})
		}
	}
	for _, f := range []annotate.Field{annotate.FieldStatus, annotate.FieldNote, annotate.FieldLanguage, annotate.FieldDirection} {
		if from.Field(f) != to.Field(f) {
			edits = append(edits, annotate.Assign{Field: f, Before: from.Field(f), After: to.Field(f)})
		}
	}
	return edits
}
