package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"

	"rubricator/annotate"
	"rubricator/storage/internal/pages"
)

// Fault is one thing that Check found wrong.
type Fault struct {
	Where string // e.g. `document "harbour-talks"`
	What  string
}

func (f Fault) String() string { return f.Where + ": " + f.What }

// Check reads everything: every page, every value with its checksum, every text with its hash, every quote. It
// replays the journal and compares the outcome with the stored works, and follows the indexes both ways. Work may go
// on meanwhile. Progress, which may be nil, is told documents done and their number. The error is about the checking,
// such as a cancelled ctx; what is wrong with the file is in the faults.
func (p *Project) Check(ctx context.Context, progress func(done, total int)) ([]Fault, error) {
	c := &checker{project: p}
	err := c.pages()
	if err == nil && !c.broken { // a broken tree is nothing for the database to walk
		err = c.all(ctx, progress)
	}
	if err != nil {
		return c.faults, fmt.Errorf("check %q: %w", p.path, err)
	}
	return c.faults, nil
}

type checker struct {
	project *Project
	faults  []Fault
	broken  bool // the pages are in no order that can be walked

	importKey string // in the journal, of the import that was read last
	imported  event
}

const maxFaults = 1000 // more are no help

func (c *checker) fault(where, what string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{where, fmt.Sprintf(what, args...)})
	}
}

// note makes damage a fault and lets any other error pass.
func (c *checker) note(where string, err error) error {
	if errors.Is(err, ErrDamaged) {
		c.fault(where, "%v", err)
		return nil
	}
	return err
}

// pages looks at the headers and at all pages. A header that was broken when the project was opened is in order again
// after the first change, and what its last change had stored is gone: that stays a fault until the next opening.
func (c *checker) pages() error {
	now, err := c.project.brokenHeaders()
	if err != nil {
		return err
	}
	broken := append(now, c.project.broken...)
	slices.Sort(broken)
	for _, what := range slices.Compact(broken) {
		c.fault("file", "%s; the other header is used, which may be of one change before", what)
	}
	err = c.project.verifyPages()
	c.broken = err != nil
	return c.note("file", err)
}

// brokenHeaders looks at the headers while nobody writes.
func (p *Project) brokenHeaders() (list []string, err error) {
	p.writing.Lock()
	defer p.writing.Unlock()
	f, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, broken := range pages.Faults(f) {
		list = append(list, broken.Error())
	}
	return list, nil
}

func (c *checker) all(ctx context.Context, progress func(done, total int)) error {
	if err := c.note("file", c.values(ctx)); err != nil {
		return err
	}
	numbers, err := c.numbers()
	if err := c.note("list of documents", err); err != nil {
		return err
	}
	for i, docNo := range numbers {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := c.document(docNo); err != nil {
			return err
		}
		if progress != nil {
			progress(i+1, len(numbers))
		}
	}
	return c.note("indexes", c.project.view(func(s store) error { return c.counts(s, len(numbers)) }))
}

// values opens the frame of every value, table by table.
func (c *checker) values(ctx context.Context) error {
	for _, b := range buckets {
		err := c.project.view(func(s store) error {
			return s.each(b, nil, func(k, v []byte) error {
				if _, _, err := b.open(k, v); err != nil {
					c.fault("bucket "+b.name, "%v", err)
				}
				return ctx.Err()
			})
		})
		if err := c.note("bucket "+b.name, err); err != nil {
			return err
		}
	}
	return nil
}

// numbers are those of all documents.
func (c *checker) numbers() (list []uint64, err error) {
	err = c.project.view(func(s store) error {
		return s.each(headers, nil, func(k, _ []byte) error {
			if len(k) != 8 {
				return damaged("bucket %s has the key %x", headers.name, k)
			}
			list = append(list, binary.BigEndian.Uint64(k))
			return nil
		})
	})
	return list, err
}

// document checks one document in a reading transaction of its own, so that what it compares is of one moment.
func (c *checker) document(docNo uint64) error {
	where := fmt.Sprintf("document %d", docNo)
	err := c.project.view(func(s store) error {
		h, err := s.header(docNo)
		if err != nil {
			return err
		}
		where = fmt.Sprintf("document %q", h.id)
		if err := c.note(where, c.indexed(s, where, docNo, h)); err != nil {
			return err
		}
		text, err := c.content(s, docNo, h)
		if err != nil {
			return err
		}
		return c.layers(s, where, docNo, h, text)
	})
	return c.note(where, err)
}

// indexed follows the ways that lead to a document. A hidden one has no way by its ID.
func (c *checker) indexed(s store, where string, docNo uint64, h header) error {
	key := h.textKey()
	ways := map[*bucket][]byte{&hashes: key[:]}
	if !h.hidden {
		ways[&ids] = []byte(h.id)
	}
	for b, k := range ways {
		found, ok, err := s.number(*b, k)
		if err != nil {
			return err
		}
		if !ok || found != docNo {
			c.fault(where, "index %s leads to document %d in place of %d", b.name, found, docNo)
		}
	}
	return c.arrived(s, where, h)
}

// arrived checks that the import that a document came with says so. Most come with the one before, so it is kept.
func (c *checker) arrived(s store, where string, h header) error {
	key := eventKey(h.arrival.actor, h.arrival.seq)
	if string(key) != c.importKey {
		payload, ok, err := s.get(journal, key)
		if err != nil {
			return err
		}
		if !ok {
			c.fault(where, "its import is gone from the journal")
			return nil
		}
		if c.imported, err = decodeEvent(payload); err != nil {
			return damaged("its import: %w", err)
		}
		c.importKey = string(key)
	}
	at := h.arrival
	if c.imported.kind != eventImport || at.place >= len(c.imported.keys) || c.imported.keys[at.place] != h.textKey() || c.imported.clock != at.clock {
		c.fault(where, "its import does not speak of it")
	}
	return nil
}

// content reads the text and what else belongs to the document.
func (c *checker) content(s store, docNo uint64, h header) (annotate.Text, error) {
	text, err := s.text(h)
	if err != nil {
		return annotate.Text{}, err
	}
	extra, _, err := s.get(extras, key64(docNo))
	if err != nil {
		return annotate.Text{}, err
	}
	doc, err := assemble(h, text, extra)
	if err != nil {
		return annotate.Text{}, err
	}
	list, err := s.suggestions(docNo)
	if err != nil {
		return annotate.Text{}, err
	}
	where := fmt.Sprintf("document %q", h.id)
	if doc.Text.Len() != h.codePoints {
		c.fault(where, "the text has %d code points, the header says %d", doc.Text.Len(), h.codePoints)
	}
	if len(list) != h.suggestions {
		c.fault(where, "there are %d suggestions, the header says %d", len(list), h.suggestions)
	}
	if err := checkSuggestions(list, doc.Text.Len()); err != nil {
		c.fault(where, "%v", err)
	}
	return doc.Text, nil
}

// layers replays the journal of a document and compares each annotator's outcome with what is stored.
func (c *checker) layers(s store, where string, docNo uint64, h header, text annotate.Text) error {
	replayed, err := s.replay(docNo, h.textKey())
	if err != nil {
		return err
	}
	if replayed.hidden != h.hidden {
		c.fault(where, "that it is hidden is %v, by its journal %v; rebuild mends it", h.hidden, replayed.hidden)
	}
	summed := header{}
	for number, work := range replayed.layers {
		stored, err := s.work(number, docNo)
		if err != nil {
			return err
		}
		if !stored.Equal(work) {
			c.fault(where, "the work of layer %d is not what its journal comes to; rebuild writes it anew", number)
		}
		if err := stored.Check(text); err != nil {
			c.fault(where, "layer %d: %v", number, err)
		}
		summed.summarize(number, stored)
	}
	for _, l := range h.layers {
		if _, ok := replayed.layers[l.number]; !ok {
			c.fault(where, "layer %d has no journal", l.number)
		}
	}
	for i, l := range summed.layers {
		if i >= len(h.layers) || l != h.layers[i] {
			c.fault(where, "the header has wrong sums for layer %d; rebuild writes them anew", l.number)
		}
	}
	return nil
}

// counts compares how much the tables hold: with what document has checked, nothing can then be there too much.
func (c *checker) counts(s store, documents int) error {
	n := map[string]int{}
	for _, b := range buckets {
		if err := s.each(b, nil, func(_, _ []byte) error { n[b.name]++; return nil }); err != nil {
			return err
		}
	}
	if grown := n[headers.name]; grown < documents {
		c.fault("indexes", "there are %d documents, there were %d", grown, documents)
	}
	if n[hashes.name] != n[headers.name] {
		c.fault("bucket "+hashes.name, "it has %d entries for %d documents", n[hashes.name], n[headers.name])
	}
	hidden, err := s.hidden()
	if err != nil {
		return err
	}
	if n[ids.name] != n[headers.name]-hidden {
		c.fault("bucket "+ids.name, "it has %d entries for %d documents", n[ids.name], n[headers.name]-hidden)
	}
	said, err := c.sequence(s)
	if err != nil {
		return err
	}
	if n[histories.name] != said-n[headers.name] {
		c.fault("bucket "+histories.name, "it has %d entries, the journal asks for %d", n[histories.name], said-n[headers.name])
	}
	return errors.Join(c.owners(s), c.schema(s), c.places(s, n[headers.name]))
}

// schema compares the stored schema with what the journal comes to, if that says anything of it: a salvaged one may not.
func (c *checker) schema(s store) error {
	var stored annotate.Schema
	if _, err := s.getJSON(metas, metaSchema, &stored); err != nil {
		return err
	}
	folded, err := s.foldSchema()
	if errors.Is(err, errNoSchema) {
		return nil
	}
	if err == nil && !reflect.DeepEqual(stored, folded) {
		c.fault("schema", "it is not what its journal comes to")
	}
	return err
}

// places checks that the order of the documents, where there is one, has each of them once.
func (c *checker) places(s store, documents int) error {
	if s.Bucket([]byte(orders.name)) == nil {
		return nil
	}
	seen := map[uint64]bool{}
	err := s.inPlaces(0, func(place, docNo uint64) error {
		if seen[docNo] {
			c.fault("order of documents", "document %d has two places", docNo)
		}
		seen[docNo] = true
		_, err := s.header(docNo)
		return err
	})
	if err == nil && len(seen) != documents {
		c.fault("order of documents", "it has %d of %d documents", len(seen), documents)
	}
	return err
}

// hidden counts the documents that are in no list.
func (s store) hidden() (n int, err error) {
	var h header
	err = s.each(headers, nil, func(k, v []byte) error {
		payload, err := headers.unseal(k, v)
		if err == nil {
			err = decodeHeader(payload, &h)
		}
		if err != nil {
			return damaged("header %x: %w", k, err)
		}
		if h.hidden {
			n++
		}
		return nil
	})
	return n, err
}
