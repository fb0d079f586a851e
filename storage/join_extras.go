package storage

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
)

// extras brings together what is not in the journal of documents that both files have: languages found, and suggestions.
// Of each suggester those that were stored later stay.
func (j *joining) extras(ctx context.Context) error {
	known := 0
	for after := uint64(0); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		list, err := j.theirDocuments(&after)
		if err != nil || len(list) == 0 {
			j.merged.Known = known - j.merged.Added
			return err
		}
		known += len(list)
		if err := j.takeExtras(list); err != nil {
			return err
		}
	}
}

// theirDocuments reads the next documents of the other file, without their texts.
func (j *joining) theirDocuments(after *uint64) (list []incomingDocument, err error) {
	err = j.other.view(func(s store) error {
		numbers, _, err := s.numbered(*after, joinStep)
		for _, docNo := range numbers {
			doc := incomingDocument{}
			if doc.header, err = s.header(docNo); err != nil {
				return err
			}
			if doc.suggestions, err = s.suggested(docNo); err != nil {
				return err
			}
			list, *after = append(list, doc), docNo
		}
		return err
	})
	return list, err
}

// numbered lists up to n numbers of documents after one, in the order of the numbers.
func (s store) numbered(after uint64, n int) (list []uint64, more bool, err error) {
	table, err := s.bucket(headers)
	if err != nil {
		return nil, false, err
	}
	cursor := table.Cursor()
	for k, _ := cursor.Seek(key64(after + 1)); k != nil; k, _ = cursor.Next() {
		if len(k) != 8 {
			return nil, false, damaged("bucket %s has the key %x", headers.name, k)
		}
		if len(list) == n {
			return list, true, nil
		}
		list = append(list, binary.BigEndian.Uint64(k))
	}
	return list, false, nil
}

func (j *joining) takeExtras(list []incomingDocument) error {
	err := j.project.update(func(s store) error {
		changed := false
		for _, doc := range list {
			docNo, h, err := s.withText(doc.header.textKey())
			if err != nil {
				return err
			}
			better, err := s.takeExtra(docNo, h, doc)
			if err != nil {
				return err
			}
			changed = changed || better
		}
		if !changed {
			return errNothing
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

func (s store) takeExtra(docNo uint64, h header, doc incomingDocument) (changed bool, err error) {
	have, err := s.suggested(docNo)
	if err != nil {
		return false, err
	}
	for _, g := range doc.suggestions {
		if old, ok := groupOf(have, g.suggester); !ok || old.before(g) {
			have, changed = withGroup(have, g), true
		}
	}
	if changed {
		if err := s.putSuggestions(docNo, &h, have); err != nil {
			return false, err
		}
	}
	if h.language.less(doc.header.language) {
		h.language, changed = doc.header.language, true
	}
	if !changed {
		return false, nil
	}
	return true, s.put(headers, key64(docNo), encodeHeader(h))
}

// before reports whether other suggestions of the same suggester win over these.
func (g suggested) before(o suggested) bool {
	var a, b encoder
	a.suggested(g)
	b.suggested(o)
	return cmp.Or(cmp.Compare(g.at, o.at), bytes.Compare(a.b, b.b)) < 0
}

// less orders what is known of a language: what a person said counts most, then what was found with more confidence.
func (l Language) less(o Language) bool {
	if l.Set != o.Set {
		return o.Set
	}
	if l.Known != o.Known {
		return o.Known
	}
	return cmp.Or(cmp.Compare(l.Confidence, o.Confidence), cmp.Compare(l.Code, o.Code), cmp.Compare(l.Others, o.Others)) < 0
}
