package state

import "rubricator/annotate/find"

// OpenSearch shows the panel in which one searches the project and gives it the keyboard, with the selection as the query
// if there is one. From the panel it closes it.
type OpenSearch struct{}

// CloseSearch takes the panel away and stops the search.
type CloseSearch struct{}

// SearchSurface looks for all places of the selection or the span in focus in the project, labelled or not: folded, as whole
// words, in the texts of all articles.
type SearchSurface struct{}

// SetSearch looks for something else, from the beginning. The search before it is given up.
type SetSearch struct{ Query SearchQuery }

// SetSearchIn looks elsewhere; ShowInSearch looks through the articles of the list alone, or through all.
type SetSearchIn struct{ In SearchIn }
type ShowInSearch struct{ Listed bool }

// NarrowSearch lists only the hits that have a label, or with "" those that have none; with All all hits.
type NarrowSearch struct {
	Label string
	All   bool
}

// GoToFound opens the hit of a row and selects it; with Stay the panel keeps the keyboard.
type GoToFound struct {
	Row  int
	Stay bool
}

// SearchFocused tells that the panel got or lost the keyboard; Typing, that the query has it.
type SearchFocused struct{ On, Typing bool }

// FoundMore brings what a Scan with the same Gen has found since the last time, in order.
type FoundMore struct {
	Gen  int
	Docs []FoundDoc
	Scanned
}

// FoundAll tells that a Scan has come to its end, or why it did not.
type FoundAll struct {
	Gen int
	Err error
}

// Scanned is how far a search is.
type Scanned struct {
	Done, Total int // articles
	Hits        int // in all, also those that are not listed
	In          int // articles with hits
	Listed      int // hits in the list
	Damaged     int // articles that could not be read
	Damage      string
}

func (OpenSearch) msg()    {}
func (CloseSearch) msg()   {}
func (SearchSurface) msg() {}
func (SetSearch) msg()     {}
func (SetSearchIn) msg()   {}
func (ShowInSearch) msg()  {}
func (NarrowSearch) msg()  {}
func (GoToFound) msg()     {}
func (SearchFocused) msg() {}
func (FoundMore) msg()     {}
func (FoundAll) msg()      {}

// Scan looks for a query in many articles, in the place of the Scan before; answered by FoundMore and FoundAll.
type Scan struct {
	Query SearchQuery
	Gen   int
	List  List // the articles; those that it shows come first
}

// StopScan gives the search up.
type StopScan struct{}

// FocusSearch gives the keyboard to the panel, with the query selected.
type FocusSearch struct{}

// PreviewFound has hits looked at for a label and shown to be ticked; answered by LabelOccurrences.
type PreviewFound struct {
	Phrase, Label string
	Docs          []FoundDoc
	Note          string
}

func (Scan) effect()         {}
func (StopScan) effect()     {}
func (FocusSearch) effect()  {}
func (PreviewFound) effect() {}

// SearchQuery is what is looked for, and where.
type SearchQuery struct {
	Words   string
	Options find.Options
	Regexp  bool // Words is a regular expression; marks always count in one
	In      SearchIn
	Listed  bool // only in the articles that the list shows
}

// SearchIn is what of an article is searched.
type SearchIn int

const (
	InBoth SearchIn = iota
	InTexts
	InTitles
)

// SearchPlaces are the words for what is searched.
var SearchPlaces = [...]string{"Titles and texts", "Texts", "Titles"}

// Prepared is the query for many texts, or why there is none. It takes some milliseconds the first time.
func (q SearchQuery) Prepared() (*find.Query, error) {
	if q.Regexp {
		return find.NewRegexp(q.Words, q.Options)
	}
	return find.New(q.Words, q.Options), nil
}
