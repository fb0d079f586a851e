package storage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// Documents are listed in the order of the imports that brought them, and within one import as they came. That is the
// order of their numbers in the file, until a merge brings some that were imported earlier elsewhere: then, and only then,
// a table says the order.
var orders = named("do") // place u64 -> docNo u64

// appendOrder puts a new document last.
func (s store) appendOrder(docNo uint64) error {
	table := s.Bucket([]byte(orders.name))
	if table == nil {
		return nil
	}
	place := uint64(1)
	if k, _ := table.Cursor().Last(); len(k) == 8 {
		place = binary.BigEndian.Uint64(k) + 1
	}
	return s.put(orders, key64(place), key64(docNo))
}

// arrived is a document with the place of its import in the order of all events.
type arrived struct {
	docNo uint64
	at    Stamp
	place int
}

func (a arrived) compare(b arrived) int {
	return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.place, b.place))
}

// reorder writes the order of the documents where it is not that of their numbers.
func (p *Project) reorder() error {
	err := p.update(func(s store) error {
		list, err := s.arrivals()
		if err != nil {
			return err
		}
		there := s.Bucket([]byte(orders.name)) != nil
		sorted := slices.IsSortedFunc(list, arrived.compare)
		switch {
		case sorted && !there:
			return errNothing
		case there:
			if err := s.DeleteBucket([]byte(orders.name)); err != nil || sorted {
				return err
			}
		}
		if _, err := s.CreateBucket([]byte(orders.name)); err != nil {
			return err
		}
		slices.SortFunc(list, arrived.compare)
		for i, a := range list {
			if err := s.put(orders, key64(uint64(i+1)), key64(a.docNo)); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// arrivals are those of all documents, in the order of their numbers.
func (s store) arrivals() (list []arrived, err error) {
	actors, err := s.actors()
	if err != nil {
		return nil, err
	}
	var h header
	err = s.each(headers, nil, func(k, v []byte) error {
		payload, err := headers.unseal(k, v)
		if err == nil {
			err = decodeHeader(payload, &h)
		}
		if err != nil || len(k) != 8 {
			return damaged("header %x: %w", k, err)
		}
		list = append(list, arrived{binary.BigEndian.Uint64(k), s.arrivalStamp(actors, h.arrival), h.arrival.place})
		return nil
	})
	return list, err
}

// inPlaces calls fn for the numbers of the documents after a place, in their order, until it returns an error.
func (s store) inPlaces(after uint64, fn func(place, docNo uint64) error) error {
	if s.Bucket([]byte(orders.name)) == nil {
		return s.each(headers, key64(after+1), func(k, _ []byte) error {
			if len(k) != 8 {
				return damaged("bucket %s has the key %x", headers.name, k)
			}
			docNo := binary.BigEndian.Uint64(k)
			return fn(docNo, docNo)
		})
	}
	return s.each(orders, key64(after+1), func(k, v []byte) error {
		docNo, err := orders.unseal(k, v)
		if err != nil || len(docNo) != 8 || len(k) != 8 {
			return damaged("bucket %s, key %x: not a place: %w", orders.name, k, err)
		}
		return fn(binary.BigEndian.Uint64(k), binary.BigEndian.Uint64([]byte(docNo)))
	})
}
