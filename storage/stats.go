package storage

import (
	"fmt"
	"os"

	"rubricator/annotate"
	"rubricator/storage/internal/pages"
)

// Stats are figures about a project.
type Stats struct {
	Documents    int
	CodePoints   int
	Annotations  int // of all annotators
	Suggestions  int // stored
	Transactions int
	Statuses     map[annotate.Status]int // documents by the most advanced status of any annotator
	Languages    map[string]int          // documents by detected language; "" where nobody has looked
	Annotators   map[string]Share
	FileBytes    int64
	FreeBytes    int64 // of FileBytes, used again by what comes or given back by Compact
}

// Share is one annotator's part of a project.
type Share struct {
	Documents   int // with a status
	Finished    int
	Annotations int
}

// Stats counts what is in the project.
func (p *Project) Stats() (Stats, error) {
	s := Stats{Statuses: map[annotate.Status]int{}, Languages: map[string]int{}, Annotators: map[string]Share{}}
	err := p.view(func(tx store) error {
		var err error
		if s.Transactions, err = tx.transactions(); err != nil {
			return err
		}
		names, err := tx.annotators()
		if err != nil {
			return err
		}
		return tx.each(headers, nil, func(k, v []byte) error { return s.count(names, k, v) })
	})
	if err == nil {
		err = s.measure(p)
	}
	if err != nil {
		return Stats{}, fmt.Errorf("count %q: %w", p.path, err)
	}
	return s, nil
}

// transactions counts those of all actors.
func (s store) transactions() (n int, err error) {
	err = s.each(journal, nil, func(k, v []byte) error {
		_, payload, err := journal.open(k, v)
		if err == nil && len(payload) > 0 && payload[0] == eventTransaction {
			n++
		}
		return err
	})
	return n, err
}

func (s *Stats) count(names []string, k, v []byte) error {
	payload, err := headers.unseal(k, v)
	if err != nil {
		return err
	}
	var h header
	if err := decodeHeader(payload, &h); err != nil {
		return damaged("header %x: %w", k, err)
	}
	if h.hidden {
		return nil
	}
	all := h.public(0, 0)
	s.Documents++
	s.CodePoints += h.codePoints
	s.Suggestions += h.suggestions
	s.Annotations += all.Annotations
	s.Statuses[all.Status]++
	s.Languages[h.language.Code]++
	for _, l := range h.layers {
		if l.number == 0 || int(l.number) > len(names) {
			return damaged("header %x has layer %d of %d", k, l.number, len(names))
		}
		share := s.Annotators[names[l.number-1]]
		share.Annotations += l.annotations
		if l.status != annotate.New {
			share.Documents++
		}
		if l.status == annotate.Finished {
			share.Finished++
		}
		s.Annotators[names[l.number-1]] = share
	}
	return nil
}

func (s *Stats) measure(p *Project) error {
	info, err := os.Stat(p.path)
	if err != nil {
		return err
	}
	p.close.RLock()
	defer p.close.RUnlock()
	s.FileBytes = info.Size()
	s.FreeBytes = int64(p.freePages()) * pages.Size
	return nil
}
