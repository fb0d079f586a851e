package project

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/annotate/letter"
	"rubricator/annotate/suggest"
	"rubricator/app/state"
	"rubricator/storage"
)

// Occurrences gives to yield every place where a phrase stands, in one document or, with only "", in all of them in
// order, until it returns false. A hit whose place is taken, by an annotation on the same characters, by a longer one with
// the wanted label or by one beside which the schema allows no other, carries that annotation's label. Zones are passed over.
func (p *Project) Occurrences(ctx context.Context, phrase, label, only string, yield func(state.Hit) bool) error {
	headers, err := p.lookedThrough(only)
	if err != nil {
		return err
	}
	spans := func(h storage.Header) func(annotate.Document) []annotate.Span {
		return func(doc annotate.Document) []annotate.Span {
			return p.engine.Load().Occurrences(doc.Text, h.Language.Code, phrase, suggest.OccurrenceOptions{Prefixed: true})
		}
	}
	if only != "" {
		hits, err := p.hitsAt(ctx, headers[0], label, false, spans(headers[0]))
		for _, hit := range hits {
			if !yield(hit) {
				break
			}
		}
		return err
	}
	first := find.New(partOf(phrase), find.Options{})
	searchers := sync.Pool{New: func() any { return first.Searcher() }}
	look := func(i int, text []byte) ([]state.Hit, error) {
		if !first.Empty() {
			s := searchers.Get().(*find.Searcher)
			_, n := s.Search(text, 0)
			searchers.Put(s)
			if n == 0 {
				return nil, nil
			}
		}
		return p.hitsAt(ctx, headers[i], label, false, spans(headers[i]))
	}
	return p.each(ctx, len(headers), func(i int) string { return headers[i].ID }, look, func(hits []state.Hit) bool {
		for _, hit := range hits {
			if !yield(hit) {
				return false
			}
		}
		return true
	})
}

// partOf is a part of a phrase that stands wherever the phrase does, whatever is between its words: its longest row of
// letters, without an Arabic article, which a prefix swallows; of a writing without spaces, which may be broken anywhere, a
// character. "" when it has none.
func partOf(phrase string) string {
	longest := ""
	for _, row := range strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		if stem := strings.TrimPrefix(row, "ال"); letter.IsStem(stem) {
			row = stem
		}
		end := 0
		for it := graphemes.FromString(row); it.Next(); {
			if end > 0 && strings.ContainsFunc(it.Value(), unspaced) {
				break
			}
			if end += len(it.Value()); strings.ContainsFunc(it.Value(), unspaced) {
				break
			}
		}
		if row = row[:end]; utf8.RuneCountInString(row) > utf8.RuneCountInString(longest) {
			longest = row
		}
	}
	return longest
}

// unspaced are all letters from the scripts of South-East Asia on.
func unspaced(r rune) bool { return r >= 0x0E00 }

func (p *Project) lookedThrough(only string) ([]storage.Header, error) {
	if only == "" {
		return p.store.Headers(p.annotator)
	}
	h, err := p.store.Header(only, p.annotator)
	return []storage.Header{h}, err
}

// hitsAt are the places in a document that a label may get, with what takes them and what speaks against it; with parts
// also that they are parts of words.
func (p *Project) hitsAt(ctx context.Context, h storage.Header, label string, parts bool, places func(annotate.Document) []annotate.Span) ([]state.Hit, error) {
	doc, err := p.store.Document(h.ID)
	if err != nil {
		return nil, err
	}
	spans := places(doc)
	if len(spans) == 0 {
		return nil, nil
	}
	work, err := p.store.Work(h.ID, p.annotator)
	if err != nil {
		return nil, err
	}
	open, err := p.likely(ctx, h, doc, work)
	if err != nil {
		return nil, err
	}
	rule := p.store.Schema().Overlap
	var hits []state.Hit
	for _, span := range spans {
		if slices.ContainsFunc(work.Zones, span.Overlaps) {
			continue
		}
		hit := state.NewHit(doc, h.Title, work, span, state.LabelAt(work, rule, span, label))
		hit.Doubt = state.Inside(doc.Text, work, open.Between(nil, span), span)
		if parts && hit.Doubt == "" && !find.Whole(doc.Text, span) {
			hit.Doubt = "part of a word"
		}
		hits = append(hits, hit)
	}
	return hits, nil
}

// likely are the suggestions for a document that people see unless they ask for fewer or more.
func (p *Project) likely(ctx context.Context, h storage.Header, doc annotate.Document, work annotate.Work) (annotate.Suggestions, error) {
	stored, err := p.store.Suggestions(h.ID)
	if err != nil {
		return annotate.Suggestions{}, err
	}
	list, _ := p.Suggest(ctx, doc, work, h.Language.Code, stored) // what one suggester fails at, others still know
	if err := ctx.Err(); err != nil {
		return annotate.Suggestions{}, err
	}
	return annotate.NewSuggestions(slices.DeleteFunc(list, func(g annotate.Suggestion) bool { return g.Score < suggest.DefaultThreshold })...), nil
}
