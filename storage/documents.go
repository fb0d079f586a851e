package storage

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"rubricator/annotate"
)

// Headers lists all documents in order of import, as that annotator sees them; "" sees what is detected.
func (p *Project) Headers(annotator string) ([]Header, error) {
	list, _, err := p.HeadersAfter(annotator, 0, math.MaxInt)
	return list, err
}

// Undetected lists the IDs of the documents whose language nobody has looked for, in order of import. Nothing is kept of
// the others, however many there are.
func (p *Project) Undetected() (list []string, err error) {
	var h header
	err = p.view(func(s store) error {
		return s.each(headers, nil, func(k, v []byte) error {
			payload, err := headers.unseal(k, v)
			if err != nil {
				return err
			}
			if err := decodeHeader(payload, &h); err != nil {
				return damaged("header %x: %w", k, err)
			}
			if !h.language.Known && !h.hidden {
				list = append(list, strings.Clone(h.id))
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list documents without a language of %q: %w", p.path, err)
	}
	return list, nil
}

// Header is one row of Headers.
func (p *Project) Header(id, annotator string) (Header, error) {
	var public Header
	err := p.view(func(s store) error {
		mine, err := s.layer(annotator)
		if err != nil {
			return err
		}
		docNo, h, err := s.find(id)
		if err == nil {
			public = h.public(docNo, mine)
		}
		return err
	})
	return public, about("header of", id, err)
}

// Document reads a document with its text, which is compared with its hash.
func (p *Project) Document(id string) (annotate.Document, error) {
	var h header
	var text, extra string
	err := p.view(func(s store) (err error) {
		docNo, found, err := s.find(id)
		if err != nil {
			return err
		}
		h = found
		if extra, _, err = s.get(extras, key64(docNo)); err != nil {
			return err
		}
		text, err = s.text(h)
		return err
	})
	if err != nil {
		return annotate.Document{}, about("read", id, err)
	}
	doc, err := assemble(h, text, extra)
	return doc, about("read", id, err)
}

func assemble(h header, text, extra string) (annotate.Document, error) {
	frozen, err := annotate.NewText(text)
	if err != nil {
		return annotate.Document{}, damaged("%w", err)
	}
	if frozen.SHA256() != h.text {
		return annotate.Document{}, damaged("its text has another hash than when it was stored")
	}
	doc := annotate.Document{ID: h.id, Title: h.title, Text: frozen, Source: h.source}
	if extra == "" {
		return doc, nil
	}
	if err := json.Unmarshal([]byte(extra), &doc.Meta); err != nil {
		return annotate.Document{}, damaged("its metadata: %w", err)
	}
	return doc, nil
}

// Work reads what an annotator has said about a document; nothing is a zero Work.
func (p *Project) Work(id, annotator string) (annotate.Work, error) {
	var work annotate.Work
	err := p.view(func(s store) error {
		docNo, _, err := s.find(id)
		if err != nil {
			return err
		}
		layer, err := s.layer(annotator)
		if err == nil && layer != 0 {
			work, err = s.work(layer, docNo)
		}
		return err
	})
	return work, about("read work on", id, err)
}

// Works reads all layers of a document, by annotator. Who has said nothing about it is left out.
func (p *Project) Works(id string) (map[string]annotate.Work, error) {
	layers := map[string]annotate.Work{}
	err := p.view(func(s store) error {
		_, h, err := s.find(id)
		if err != nil {
			return err
		}
		names, err := s.annotators()
		if err != nil {
			return err
		}
		docNo, _, err := s.number(ids, []byte(id))
		for _, l := range h.layers {
			if err != nil {
				return err
			}
			if int(l.number) > len(names) || l.number == 0 {
				return damaged("layer %d has no annotator", l.number)
			}
			layers[names[l.number-1]], err = s.work(l.number, docNo)
		}
		return err
	})
	return layers, about("read works on", id, err)
}

func (s store) work(layer uint16, docNo uint64) (annotate.Work, error) {
	payload, ok, err := s.get(works, workKey(layer, docNo))
	if err != nil || !ok {
		return annotate.Work{}, err
	}
	work, err := decodeWork(payload)
	if err != nil {
		return work, damaged("work of layer %d on document %d: %w", layer, docNo, err)
	}
	return work, nil
}

// find looks a document up by its id.
func (s store) find(id string) (docNo uint64, h header, err error) {
	docNo, ok, err := s.number(ids, []byte(id))
	if err != nil {
		return 0, h, err
	}
	if !ok {
		return 0, h, ErrNoDocument
	}
	h, err = s.header(docNo)
	return docNo, h, err
}

func (s store) header(docNo uint64) (h header, err error) {
	payload, ok, err := s.get(headers, key64(docNo))
	if err != nil {
		return h, err
	}
	if !ok {
		return h, damaged("document %d has no header", docNo)
	}
	if err := decodeHeader(payload, &h); err != nil {
		return h, damaged("header of document %d: %w", docNo, err)
	}
	return h, nil
}

// Annotators are all who have said something, sorted by name.
func (p *Project) Annotators() ([]string, error) {
	var names []string
	err := p.view(func(s store) (err error) {
		names, err = s.annotators()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list annotators of %q: %w", p.path, err)
	}
	slices.Sort(names)
	return names, nil
}

// about says which document an error concerns.
func about(doing, id string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s document %q: %w", doing, id, err)
}

// each calls fn for every pair of a bucket from the first key on that is not less.
func (s store) each(b bucket, from []byte, fn func(k, v []byte) error) error {
	table, err := s.bucket(b)
	if err != nil {
		return err
	}
	cursor := table.Cursor()
	for k, v := seek(cursor, from); k != nil; k, v = cursor.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

func seek(c *bolt.Cursor, from []byte) (k, v []byte) {
	if len(from) == 0 {
		return c.First()
	}
	return c.Seek(from)
}
