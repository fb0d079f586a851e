package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Rebuild computes from the journal what stands beside it: the history of each document, the current works, and the
// sums in the headers. A transaction that cannot be read stops it before anything is changed for its document.
func (p *Project) Rebuild() error {
	if err := p.rebuild(); err != nil {
		return fmt.Errorf("rebuild %q: %w", p.path, err)
	}
	return nil
}

func (p *Project) rebuild() error {
	if err := p.rebuildHistories(); err != nil {
		return err
	}
	c := &checker{project: p}
	numbers, err := c.numbers()
	if err != nil {
		return err
	}
	for len(numbers) > 0 {
		n := min(len(numbers), rebuildStep)
		err := p.update(func(s store) error {
			for _, docNo := range numbers[:n] {
				if err := s.rebuild(docNo); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		numbers = numbers[n:]
	}
	return nil
}

// rebuildStep is how many documents are written anew in one commit.
const rebuildStep = 500

// rebuild writes one document's works and sums anew.
func (s store) rebuild(docNo uint64) error {
	h, err := s.header(docNo)
	if err != nil {
		return err
	}
	replayed, err := s.replay(docNo, h.textKey())
	if err != nil {
		return about("replay", h.id, err)
	}
	names, err := s.annotators()
	if err != nil {
		return err
	}
	for i := range names {
		if err := s.delete(works, workKey(uint16(i+1), docNo)); err != nil {
			return err
		}
	}
	if err := s.rewrite(docNo, &h, replayed); err != nil {
		return err
	}
	list, err := s.suggestions(docNo)
	if err != nil {
		return err
	}
	h.suggestions = len(list)
	return s.put(headers, key64(docNo), encodeHeader(h))
}

// rewrite stores what a replay has given, in place of what was there, and sums it up in the header.
func (s store) rewrite(docNo uint64, h *header, replayed folded) error {
	for _, l := range h.layers {
		if _, ok := replayed.layers[l.number]; !ok {
			if err := s.delete(works, workKey(l.number, docNo)); err != nil {
				return err
			}
		}
	}
	h.layers = nil
	for number, work := range replayed.layers {
		if err := s.put(works, workKey(number, docNo), encodeWork(work)); err != nil {
			return err
		}
		h.summarize(number, work)
	}
	return s.setHidden(docNo, h, replayed.hidden)
}

// setHidden takes a document out of what is found by ID, or into it.
func (s store) setHidden(docNo uint64, h *header, hidden bool) (err error) {
	if h.hidden == hidden {
		return nil
	}
	if h.hidden = hidden; hidden {
		return s.delete(ids, []byte(h.id))
	}
	if h.id, err = s.freeID(h.wanted); err != nil {
		return err
	}
	return s.put(ids, []byte(h.id), key64(docNo))
}

// rebuildHistories puts the entry of every event into the histories of its documents.
func (p *Project) rebuildHistories() error {
	if err := p.clearHistories(); err != nil {
		return err
	}
	for after := (Stamp{}); ; {
		var list []layered
		err := p.view(func(s store) error {
			return s.inOrder(after, func(h eventHead) error {
				ev, err := h.whole()
				if err != nil {
					return err
				}
				after = h.stamp
				if list = append(list, layered{at: h.stamp, event: ev}); len(list) == journalPiece {
					return errEnough
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errEnough) || len(list) == 0 {
			return err
		}
		err = p.update(func(s store) error {
			for _, ev := range list {
				if err := s.rebuildEntries(ev); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

// rebuildEntries writes what the histories say of one event. The import that a document came with stands in its header.
func (s store) rebuildEntries(ev layered) (err error) {
	keys, layer := ev.keys, uint16(0)
	if ev.kind == eventTransaction {
		keys = []textKey{ev.text}
		if layer, err = s.layerOrNew(ev.tx.Annotator); err != nil {
			return err
		}
	}
	for _, text := range keys {
		docNo, h, err := s.withText(text)
		if err != nil {
			return err
		}
		if ev.kind == eventImport && h.arrival.clock == ev.clock && h.arrival.seq == ev.at.Seq {
			continue
		}
		if err := s.put(histories, historyKey(docNo, ev.at), historyValue(layer)); err != nil {
			return err
		}
	}
	return nil
}

// clearHistories removes entries that lead nowhere, such as those a damaged page left.
func (p *Project) clearHistories() error {
	return p.update(func(s store) error {
		actors, err := s.actors()
		if err != nil {
			return err
		}
		var lost [][]byte
		err = s.each(histories, nil, func(k, v []byte) error {
			if !s.leads(actors, k, v) {
				lost = append(lost, append([]byte(nil), k...))
			}
			return nil
		})
		for _, k := range lost {
			if err == nil {
				err = s.delete(histories, k)
			}
		}
		return err
	})
}

// leads reports whether an entry of a history leads to an event on its document.
func (s store) leads(actors []actorID, k, v []byte) bool {
	ev, err := s.entry(actors, k, v)
	if err != nil {
		return false
	}
	h, err := s.header(binary.BigEndian.Uint64(k))
	if err != nil {
		return false
	}
	_, err = ev.of(h.textKey())
	return err == nil
}
