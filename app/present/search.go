package present

import (
	"fmt"
	"strings"

	"rubricator/app/state"
)

// SearchPane is the panel in which one searches the project, without its rows.
type SearchPane struct {
	Open    bool
	Query   state.SearchQuery
	Words   string  // "412 hits in 97 articles, 38 % read", or why there are none
	Bad     bool    // the words are a warning
	More    string  // what else to know
	Share   float32 // from 0 to 1, of the articles that were looked at
	Reading bool
	Hits    bool // there are some to label
}

// OfSearch is what the panel shows of the state.
func OfSearch(s state.State) SearchPane {
	f := s.Search
	p := SearchPane{Open: f.Open, Query: f.Query, Reading: f.Reading, Hits: len(f.Rows) > 0}
	if !f.Open {
		return p
	}
	if f.Total > 0 {
		p.Share = float32(f.Done) / float32(f.Total)
	}
	switch {
	case f.Why != "":
		p.Words, p.Bad = f.Why, true
	case f.Err != nil:
		p.Words, p.Bad = "the search ended early: "+f.Err.Error(), true
	case strings.TrimSpace(f.Query.Words) == "":
		p.More = "Type what to find in all articles. Return and the arrows go to a hit, F3 and Shift+F3 from hit to hit, Escape back to the article."
	default:
		p.Words = foundWords(f)
		p.Bad = f.Hits == 0 && !f.Reading
	}
	var more []string
	if f.Hits > f.Listed && f.Listed > 0 {
		more = append(more, fmt.Sprintf("The first %s are listed.", Number(f.Listed)))
	}
	if f.Damaged > 0 {
		more = append(more, fmt.Sprintf("%s could not be read: %s", Count(f.Damaged, "article"), f.Damage))
	}
	if len(more) > 0 {
		p.More = strings.Join(more, " ")
	}
	return p
}

func foundWords(f state.Search) string {
	words := "no hit"
	if f.Hits > 0 {
		words = fmt.Sprintf("%s in %s", Count(f.Hits, "hit"), Count(f.In, "article"))
	}
	switch {
	case f.Reading && f.Total > 0:
		return fmt.Sprintf("%s, %d %% read", words, f.Done*100/f.Total)
	case f.Hits == 0 && f.Query.Listed:
		return words + " in the articles of the list"
	case f.Hits == 0:
		return words + " in the project"
	}
	return words
}

// FoundChip is a button that lists the hits with one label, with how many there are.
type FoundChip struct {
	Text   string
	On     bool
	Narrow state.NarrowSearch
}

// FoundChips are the buttons over the hits: all, then each label that some have, those without one last. The label that is
// listed stays among them.
func FoundChips(s state.State) []FoundChip {
	f := s.Search
	if f.Listed == 0 {
		return nil
	}
	chips := []FoundChip{{"All " + Number(f.Listed), f.Narrow.All, state.NarrowSearch{All: true}}}
	there := f.Narrow.All
	for _, t := range f.Tally {
		on := !f.Narrow.All && f.Narrow.Label == t.Label
		there = there || on
		chips = append(chips, FoundChip{tallyTitle(t.Label) + " " + Number(t.Count), on, state.NarrowSearch{Label: t.Label}})
	}
	if !there {
		chips = append(chips, FoundChip{tallyTitle(f.Narrow.Label) + " 0", true, f.Narrow})
	}
	return chips
}

func tallyTitle(label string) string {
	if label == "" {
		return notLabelled
	}
	return label
}

const notLabelled = "Not labelled"

// FoundRow is a row of the panel: an article, or one of its hits.
type FoundRow struct {
	Heading              bool
	Title                string // of an article
	Count                string // of its hits
	Before, Quote, After string
	Label                string // "PER", "in ORG", "not labelled", "title"
	Color                string // of the label; "" where there is none
	RTL                  bool   // the article is written from right to left
}

// OfFound is the i-th row of the panel.
func OfFound(s state.State, i int) FoundRow {
	f := s.Search
	r := f.Rows[i]
	doc := f.Docs[r.Doc]
	row, _ := s.List.Row(doc.ID)
	if r.Hit < 0 {
		n := 0
		for k := i + 1; k < len(f.Rows) && f.Rows[k].Doc == r.Doc; k++ {
			n++
		}
		return FoundRow{Heading: true, Title: doc.Title, Count: Number(n), RTL: row.RTL()}
	}
	h := doc.Hits[r.Hit]
	l, _ := s.Project.Schema.Label(h.LabelThere())
	found := FoundRow{Before: h.Before, Quote: oneLine(h.Quote), After: h.After, Color: l.Color, RTL: row.RTL()}
	switch {
	case h.InTitle:
		found.Label = "title"
	case h.Label != "":
		found.Label = h.Label
	case h.In != "":
		found.Label = "in " + h.In
	default:
		found.Label = strings.ToLower(notLabelled)
	}
	return found
}
