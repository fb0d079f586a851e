package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
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
	Suggestions []annotate.Suggestion
}

// Added says what became of a NewDocument.
type Added struct {
	ID        string // which it has in the project; "" with Err
	Duplicate bool   // the project had this text; its document of that ID was given what is new
	Renamed   bool   // the ID it came with was taken by another text
	Edits     int    // how many changes it made to the annotator's work
	Err       error  // why it could not be taken; the others were
}

// AddDocuments stores documents, up to some thousands, in one durable commit. The same text, by its SHA-256, is one
// document: what comes with the second is added to the first. With an error nothing is stored.
func (p *Project) AddDocuments(ctx context.Context, list []NewDocument) ([]Added, error) {
	packed, err := pack(ctx, list)
	var added []Added
	if err == nil {
		err = p.update(func(s store) (err error) {
			added, err = addAll(ctx, newStage(s, p.options.Installation), list, packed)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("add %d documents to %q: %w", len(list), p.path, err)
	}
	return added, nil
}

// packedText is a text ready to be stored.
type packedText struct {
	hash  [32]byte
	value []byte
}

// pack hashes and packs the texts on all cores.
func pack(ctx context.Context, list []NewDocument) ([]packedText, error) {
	packed := make([]packedText, len(list))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		group.Go(func() {
			for i := range next {
				text := list[i].Document.Text
				hash := text.SHA256()
				packed[i] = packedText{hash, texts.sealText(hash[:16], []byte(text.String()))}
			}
		})
	}
	for i := range list {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return packed, ctx.Err()
}

func addAll(ctx context.Context, st *stage, list []NewDocument, packed []packedText) ([]Added, error) {
	added, now := make([]Added, len(list)), time.Now()
	for i := range list {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a, err := st.add(list[i], packed[i], now)
		if err != nil && !isRefusal(err) {
			return nil, fmt.Errorf("document %q: %w", list[i].Document.ID, err)
		}
		if a.Err = err; err != nil {
			a.Err = fmt.Errorf("document %q: %w", list[i].Document.ID, err)
		}
		added[i] = a
	}
	return added, st.write()
}

// add takes one document in, or refuses it before anything is changed.
func (st *stage) add(n NewDocument, text packedText, now time.Time) (Added, error) {
	if err := n.check(); err != nil {
		return Added{}, err
	}
	have, err := st.holder(text.hash)
	if err != nil {
		return Added{}, err
	}
	edits, err := st.editsFor(n, have)
	if err != nil {
		return Added{}, err
	}
	id := ""
	if have != nil {
		id = have.header.id
	} else if id, err = st.create(n, text); err != nil {
		return Added{}, err
	}
	if err := st.addSuggestions(id, n.Suggestions, n.Replace); err != nil {
		return Added{}, err
	}
	added := Added{ID: id, Duplicate: have != nil, Renamed: have == nil && id != n.Document.ID, Edits: len(edits)}
	return added, st.addWork(id, n, edits, now)
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
	return st.document(h.id)
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
func (st *stage) create(n NewDocument, text packedText) (string, error) {
	id, err := st.freeID(n.Document.ID)
	if err != nil {
		return "", err
	}
	table, err := st.bucket(headers)
	if err != nil {
		return "", err
	}
	docNo, err := table.NextSequence()
	if err != nil {
		return "", err
	}
	doc := n.Document
	h := header{id: id, title: doc.Title, codePoints: doc.Text.Len(), text: text.hash, source: doc.Source}
	if n.Language != nil {
		h.language = *n.Language
	}
	st.keep(docNo, h)
	key := h.textKey()
	err = errors.Join(st.putSealed(texts, key[:], text.value), st.put(hashes, key[:], key64(docNo)), st.put(ids, []byte(id), key64(docNo)))
	if err != nil || len(doc.Meta) == 0 {
		return id, err
	}
	data, err := json.Marshal(doc.Meta)
	if err != nil {
		return id, err
	}
	return id, st.put(extras, key64(docNo), data)
}

// freeID is the id, or the id with a suffix: "report-2", "report-3". Of a long row of suffixes the end is found by
// doubling, so that a thousand files of one name cost no million look-ups.
func (st *stage) freeID(id string) (string, error) {
	table, err := st.bucket(ids)
	if err != nil {
		return "", err
	}
	taken := func(n int) bool { return table.Get([]byte(suffixed(id, n))) != nil }
	low, high := 0, 1
	for taken(high) {
		low, high = high, 2*high
	}
	for low+1 < high {
		if middle := (low + high) / 2; taken(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return suffixed(id, high), nil
}

func suffixed(id string, n int) string {
	if n == 1 {
		return id
	}
	return id + "-" + strconv.Itoa(n)
}
