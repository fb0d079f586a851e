package storage

import (
	"fmt"
	"slices"

	"rubricator/annotate"
)

// Suggestions reads the suggestions stored with a document, sorted.
func (p *Project) Suggestions(id string) ([]annotate.Suggestion, error) {
	var list []annotate.Suggestion
	err := p.view(func(s store) error {
		docNo, _, err := s.find(id)
		if err == nil {
			list, err = s.suggestions(docNo)
		}
		return err
	})
	return list, about("read suggestions for", id, err)
}

// SetSuggestions stores suggestions with a document, in place of those it had.
func (p *Project) SetSuggestions(id string, list []annotate.Suggestion) error {
	return about("store suggestions for", id, p.change(func(st *stage) error {
		doc, err := st.document(id)
		if err != nil {
			return err
		}
		if err := checkSuggestions(list, doc.header.codePoints); err != nil {
			return err
		}
		return st.setSuggestions(doc, list)
	}))
}

func (s store) suggestions(docNo uint64) ([]annotate.Suggestion, error) {
	payload, ok, err := s.get(suggestions, key64(docNo))
	if err != nil || !ok {
		return nil, err
	}
	list, err := decodeSuggestions(payload)
	if err != nil {
		return nil, damaged("suggestions for document %d: %w", docNo, err)
	}
	return list, nil
}

// addSuggestions puts suggestions beside those that a document has, in place of those for the same label and span and,
// where they are to replace, of all by the same suggesters.
func (st *stage) addSuggestions(doc *document, list []annotate.Suggestion, replace bool) error {
	if len(list) == 0 {
		return nil
	}
	have, err := st.suggestions(doc.number)
	if err != nil {
		return err
	}
	if replace {
		have = slices.DeleteFunc(have, func(old annotate.Suggestion) bool {
			return slices.ContainsFunc(list, func(s annotate.Suggestion) bool { return s.Suggester == old.Suggester })
		})
	}
	return st.setSuggestions(doc, append(have, list...))
}

func (st *stage) setSuggestions(doc *document, list []annotate.Suggestion) error {
	list = sortSuggestions(list)
	doc.header.suggestions = len(list)
	if len(list) == 0 {
		return st.delete(suggestions, key64(doc.number))
	}
	return st.put(suggestions, key64(doc.number), encodeSuggestions(list))
}

// sortSuggestions sorts a copy and keeps the last of those for one label and span.
func sortSuggestions(list []annotate.Suggestion) []annotate.Suggestion {
	list = slices.Clone(list)
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	return slices.CompactFunc(list, func(a, b annotate.Suggestion) bool { return a.Key() == b.Key() })
}

func checkSuggestions(list []annotate.Suggestion, codePoints int) error {
	for _, s := range list {
		if err := checkSpan(s.Span, codePoints); err != nil {
			return fmt.Errorf("suggestion %s: %w", s.Label, err)
		}
	}
	return nil
}
