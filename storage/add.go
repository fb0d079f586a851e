package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"rubricator/annotate"
)

// NewDocument is a document to be added, with what is known about it.
type NewDocument struct {
	Document    annotate.Document
	Language    *Language      // nil leaves it to be detected
	Work        *annotate.Work // what Annotator has said about it; nil is nothing
	Annotator   string
	Replace     bool   // annotations take the place of those that Annotator has there, suggestions of those by their suggesters
	Group       string // makes one step for undo of many documents; "" makes one of each
	Words       string // for the Undo menu; "" is "import"
	Suggestions []annotate.Suggestion

	added time.Time // when it was imported; zero is now
}

// Added says what became of a NewDocument.
type Added struct {
	ID        string // which it has in the project; "" with Err
	Duplicate bool   // the project had this text; its document of that ID was given what is new
	Returned  bool   // it had been removed again, and is back
	Renamed   bool   // the ID it came with was taken by another text
	Edits     int    // how many changes it made to the annotator's work
	Err       error  // why it could not be taken; the others were
}

// AddDocuments stores documents, up to some thousands, in one durable commit. The same text, by its SHA-256, is one
// document: what comes with the second is added to the first. With an error nothing is stored.
func (p *Project) AddDocuments(ctx context.Context, list []NewDocument) ([]Added, error) {
	ready, err := prepare(ctx, list)
	var added []Added
	if err == nil {
		err = p.change(func(st *stage) (err error) {
			added, err = addAll(ctx, st, list, ready)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("add %d documents to %q: %w", len(list), p.path, err)
	}
	return added, nil
}

// prepared is what can be made of a NewDocument without the project, and so on all cores: most documents are new to it.
type prepared struct {
	err   error // why it is refused, whatever the project has
	hash  [32]byte
	steps steps // that bring nobody's work to hold what comes in
}

func prepare(ctx context.Context, list []NewDocument) ([]prepared, error) {
	ready := make([]prepared, len(list))
	eachOf(len(list), func(i int) {
		if ctx.Err() != nil {
			return
		}
		n, text := list[i], list[i].Document.Text
		if ready[i].err = n.check(); ready[i].err != nil {
			return
		}
		ready[i].hash = text.SHA256()
		ready[i].steps = n.stepsFrom(annotate.Work{})
	})
	return ready, ctx.Err()
}

func addAll(ctx context.Context, st *stage, list []NewDocument, ready []prepared) ([]Added, error) {
	if err := st.growing(); err != nil {
		return nil, err
	}
	added, now := make([]Added, len(list)), time.Now()
	come := newComing(now)
	for i := range list {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a, err := st.add(come, list[i], ready[i])
		if err != nil && !isRefusal(err) {
			return nil, fmt.Errorf("document %q: %w", list[i].Document.ID, err)
		}
		if a.Err = err; err != nil {
			a.Err = fmt.Errorf("document %q: %w", list[i].Document.ID, err)
		}
		added[i] = a
	}
	st.events = append(come.events, st.events...)
	return added, nil
}

// growing has the tables filled densely to whose end an import adds.
func (st *stage) growing() error {
	for _, b := range []bucket{works, histories} {
		table, err := st.bucket(b)
		if err != nil {
			return err
		}
		table.FillPercent = 0.9
	}
	return nil
}

// add takes one document in, or refuses it before anything is changed.
func (st *stage) add(come *coming, n NewDocument, ready prepared) (Added, error) {
	if ready.err != nil {
		return Added{}, ready.err
	}
	have, err := st.holder(ready.hash)
	if err != nil {
		return Added{}, err
	}
	todo, known := ready.steps, have != nil
	if known {
		todo = st.stepsOn(have, n)
	}
	if todo.err != nil {
		return Added{}, todo.err
	}
	returned := known && have.header.hidden
	switch {
	case returned:
		err = st.unhide(have)
		come.presence(n, have)
	case !known:
		if have, err = st.create(n, ready); err == nil {
			come.imported(n, have)
		}
	}
	if err != nil {
		return Added{}, err
	}
	if err := st.addSuggestions(have, n.Suggestions, n.Replace); err != nil {
		return Added{}, err
	}
	id := have.header.id
	added := Added{ID: id, Duplicate: known && !returned, Returned: returned, Renamed: !(known && !returned) && id != n.Document.ID, Edits: len(todo.edits)}
	return added, st.addWork(have, n, todo, come.now)
}

// holder finds the document that has a text; nil when none has.
func (st *stage) holder(hash [32]byte) (*document, error) {
	docNo, known, err := st.number(hashes, hash[:16])
	if err != nil || !known {
		return nil, err
	}
	if doc, ok := st.numbered[docNo]; ok {
		return doc, nil
	}
	h, err := st.header(docNo)
	if err != nil {
		return nil, err
	}
	if h.text != hash {
		return nil, fmt.Errorf("%w: its text shares half a hash with that of %q", ErrRecord, h.id)
	}
	return st.keep(docNo, h), nil
}

// check compares everything that comes with the document with its text.
func (n NewDocument) check() error {
	text := n.Document.Text
	switch {
	case n.Document.ID == "" || len(n.Document.ID) > maxID:
		return fmt.Errorf("%w: an id has 1 to %d bytes, not %d", ErrRecord, maxID, len(n.Document.ID))
	case text.Len() == 0:
		return fmt.Errorf("%w: it has no text", ErrRecord)
	case n.Work != nil && n.Annotator == "":
		return fmt.Errorf("%w: its annotator has no name; give one", ErrRecord)
	}
	if n.Work != nil {
		if err := n.Work.Check(text); err != nil {
			return err
		}
	}
	return checkSuggestions(n.Suggestions, text.Len())
}

const maxID = 1024 // bytes

// create stores a document that the project does not have, under an id that is free.
func (st *stage) create(n NewDocument, ready prepared) (*document, error) {
	id, err := st.freeID(n.Document.ID)
	if err != nil {
		return nil, err
	}
	table, err := st.bucket(headers)
	if err != nil {
		return nil, err
	}
	docNo, err := table.NextSequence()
	if err != nil {
		return nil, err
	}
	doc := n.Document
	h := header{id: id, wanted: doc.ID, title: doc.Title, codePoints: doc.Text.Len(), text: ready.hash, source: doc.Source}
	if n.Language != nil {
		h.language = *n.Language
	}
	made := st.keep(docNo, h)
	key := h.textKey()
	st.pack(made, doc.Text.String())
	if err := errors.Join(st.put(hashes, key[:], key64(docNo)), st.put(ids, []byte(id), key64(docNo)), st.appendOrder(docNo)); err != nil || len(doc.Meta) == 0 {
		return made, err
	}
	data, err := json.Marshal(doc.Meta)
	if err != nil {
		return nil, err
	}
	return made, st.put(extras, key64(docNo), data)
}

// freeID is the id, or the id with a suffix: "report-2", "report-3".
func (s store) freeID(id string) (string, error) {
	table, err := s.bucket(ids)
	if err != nil {
		return "", err
	}
	return freeOf(id, func(id string) bool { return table.Get([]byte(id)) != nil }), nil
}

// freeOf finds a free id. Of a long row of suffixes the end is found by doubling, so that a thousand files of one name
// cost no million look-ups.
func freeOf(id string, taken func(string) bool) string {
	low, high := 0, 1
	for taken(suffixed(id, high)) {
		low, high = high, 2*high
	}
	for low+1 < high {
		if middle := (low + high) / 2; taken(suffixed(id, middle)) {
			low = middle
		} else {
			high = middle
		}
	}
	return suffixed(id, high)
}

func suffixed(id string, n int) string {
	if n == 1 {
		return id
	}
	return id + "-" + strconv.Itoa(n)
}
