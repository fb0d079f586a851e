package storage

import (
	"encoding/binary"
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
	layers, err := s.replay(docNo, h.id)
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
	h.layers = nil
	for number, work := range layers {
		if err := s.put(works, workKey(number, docNo), encodeWork(work)); err != nil {
			return err
		}
		h.summarize(number, work)
	}
	list, err := s.suggestions(docNo)
	if err != nil {
		return err
	}
	h.suggestions = len(list)
	return s.put(headers, key64(docNo), encodeHeader(h))
}

// rebuildHistories puts the entry of every transaction into its document's history.
func (p *Project) rebuildHistories() error {
	if err := p.clearHistories(); err != nil {
		return err
	}
	for from := uint64(0); ; {
		list, err := p.journalPiece(from)
		if err != nil || len(list) == 0 {
			return err
		}
		err = p.update(func(s store) error {
			for _, n := range list {
				if err := s.rebuildEntry(n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		from = list[len(list)-1].seq + 1
	}
}

func (s store) rebuildEntry(n numbered) error {
	docNo, ok, err := s.number(ids, []byte(n.tx.Document))
	if err != nil {
		return err
	}
	if !ok {
		return damaged("transaction %d is on document %q, which is gone", n.seq, n.tx.Document)
	}
	layer, err := s.layerOrNew(n.tx.Annotator)
	if err != nil {
		return err
	}
	actors, err := s.actors()
	if err != nil {
		return err
	}
	return s.put(histories, historyKey(docNo, n.seq), historyValue(actorOf(actors, n.seq), layer))
}

// clearHistories removes entries that lead nowhere, such as those a damaged page left.
func (p *Project) clearHistories() error {
	return p.update(func(s store) error {
		var lost [][]byte
		err := s.each(histories, nil, func(k, v []byte) error {
			if s.leads(k, v) {
				return nil
			}
			lost = append(lost, append([]byte(nil), k...))
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

// leads reports whether an entry of a history leads to a transaction on its document.
func (s store) leads(k, v []byte) bool {
	ev, err := s.entry(k, v)
	if err != nil {
		return false
	}
	docNo, ok, err := s.number(ids, []byte(ev.tx.Document))
	return err == nil && ok && docNo == binary.BigEndian.Uint64(k)
}
