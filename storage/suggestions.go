package storage

import (
	"cmp"
	"fmt"
	"slices"
	"time"

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

// suggestions are those of a document that are shown: of several for one label and span the one that came last.
func (s store) suggestions(docNo uint64) ([]annotate.Suggestion, error) {
	groups, err := s.suggested(docNo)
	return shownOf(groups), err
}

func (s store) suggested(docNo uint64) ([]suggested, error) {
	payload, ok, err := s.get(suggestions, key64(docNo))
	if err != nil || !ok {
		return nil, err
	}
	groups, err := decodeSuggestions(payload)
	if err != nil {
		return nil, damaged("suggestions for document %d: %w", docNo, err)
	}
	return groups, nil
}

func shownOf(groups []suggested) []annotate.Suggestion {
	if len(groups) == 0 {
		return nil
	}
	groups = slices.Clone(groups)
	slices.SortStableFunc(groups, func(a, b suggested) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.suggester, b.suggester))
	})
	var all []annotate.Suggestion
	for _, g := range groups {
		all = append(all, g.list...)
	}
	return sortSuggestions(all)
}

// bySuggester parts a list, in the order of the suggesters' names.
func bySuggester(list []annotate.Suggestion) (groups []suggested) {
	for _, s := range list {
		i, found := slices.BinarySearchFunc(groups, s.Suggester, func(g suggested, name string) int { return cmp.Compare(g.suggester, name) })
		if !found {
			groups = slices.Insert(groups, i, suggested{suggester: s.Suggester})
		}
		groups[i].list = append(groups[i].list, s)
	}
	for i := range groups {
		groups[i].list = sortSuggestions(groups[i].list)
	}
	return groups
}

// addSuggestions puts suggestions beside those that a document has, in place of those for the same label and span and,
// where they are to replace, of all by the same suggesters.
func (st *stage) addSuggestions(doc *document, list []annotate.Suggestion, replace bool) error {
	if len(list) == 0 {
		return nil
	}
	have, err := st.suggested(doc.number)
	if err != nil {
		return err
	}
	come := bySuggester(list)
	for i, g := range come {
		if old, ok := groupOf(have, g.suggester); ok && !replace {
			come[i].list = sortSuggestions(append(slices.Clone(old.list), g.list...))
		}
	}
	return st.changeSuggestions(doc, have, come)
}

// setSuggestions puts suggestions in place of all that a document has.
func (st *stage) setSuggestions(doc *document, list []annotate.Suggestion) error {
	have, err := st.suggested(doc.number)
	if err != nil {
		return err
	}
	come := bySuggester(list)
	for _, old := range have {
		if _, ok := groupOf(come, old.suggester); !ok {
			come = append(come, suggested{suggester: old.suggester})
		}
	}
	return st.changeSuggestions(doc, have, come)
}

func groupOf(groups []suggested, suggester string) (suggested, bool) {
	i := slices.IndexFunc(groups, func(g suggested) bool { return g.suggester == suggester })
	if i < 0 {
		return suggested{}, false
	}
	return groups[i], true
}

// changeSuggestions stores the groups that come in place of those of the same suggesters; those that are the same keep
// their time.
func (st *stage) changeSuggestions(doc *document, have, come []suggested) error {
	now := time.Now().UnixMilli()
	for _, g := range come {
		old, ok := groupOf(have, g.suggester)
		if ok && slices.Equal(old.list, g.list) {
			continue
		}
		g.at = max(now, old.at+1)
		have = withGroup(have, g)
	}
	return st.putSuggestions(doc.number, &doc.header, have)
}

// withGroup puts a group in place of that of its suggester; they are in the order of their names.
func withGroup(groups []suggested, g suggested) []suggested {
	i, found := slices.BinarySearchFunc(groups, g.suggester, func(o suggested, name string) int { return cmp.Compare(o.suggester, name) })
	if found {
		groups = slices.Clone(groups)
		groups[i] = g
		return groups
	}
	return slices.Insert(slices.Clone(groups), i, g)
}

func (s store) putSuggestions(docNo uint64, h *header, groups []suggested) error {
	h.suggestions = len(shownOf(groups))
	if len(groups) == 0 {
		return s.delete(suggestions, key64(docNo))
	}
	return s.put(suggestions, key64(docNo), encodeSuggestions(groups))
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
