package present

import (
	"fmt"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/app/state"
)

// OrderWords name an order of the list.
func OrderWords(o state.Order) string {
	if o == state.OrderNumber.Turned() {
		return "Newest first"
	}
	words := map[state.Order]string{state.OrderNumber: "As imported", state.OrderTitle: "Title", state.OrderCorrections: "Corrections",
		state.OrderLength: "Length", state.OrderStatus: "Status",
		state.OrderImported: "Date of import"}[o.By()]
	if o.Down() {
		words += ", turned"
	}
	return words
}

// Chip is a filter button with its count.
type Chip struct {
	Text   string
	On     bool
	Filter state.Filter
}

// Chips are the filter buttons over the list, one for each shelf.
func Chips(s state.State) []Chip {
	f := s.List.Filter
	chip := func(text string, n int, shelf state.Shelf, all bool) Chip {
		g := f
		g.Shelf, g.All = shelf, all
		return Chip{fmt.Sprintf("%s %s", text, Number(n)), g == f, g}
	}
	return []Chip{
		chip("All", s.List.Rows.Len(), state.ToDo, true),
		chip("To do", s.List.Counts[state.ToDo], state.ToDo, false),
		chip("Finished", s.List.Counts[state.Done], state.Done, false),
		chip("Set aside", s.List.Counts[state.SetAside], state.SetAside, false),
	}
}

// Parts are the other parts of the filter, each with the filter that is left without it. The words of the title have the
// search over the list.
func Parts(s state.State) (parts []Chip) {
	f := s.List.Filter
	part := func(text string, change func(*state.Filter)) {
		g := f
		change(&g)
		parts = append(parts, Chip{text, true, g})
	}
	for _, code := range f.Languages.List() {
		part(LanguageName(code), func(g *state.Filter) { g.Languages = g.Languages.Without(code) })
	}
	for _, name := range f.Labels.List() {
		part("With "+LabelTitle(s, name), func(g *state.Filter) { g.Labels = g.Labels.Without(name) })
	}
	for _, name := range f.Without.List() {
		part("Without "+LabelTitle(s, name), func(g *state.Filter) { g.Without = g.Without.Without(name) })
	}
	if f.Open != state.Whatever {
		part(OpenWords[f.Open], func(g *state.Filter) { g.Open = state.Whatever })
	}
	if f.Shortest > 0 || f.Longest > 0 {
		part(LengthWords(f.Shortest, f.Longest), func(g *state.Filter) { g.Shortest, g.Longest = 0, 0 })
	}
	if f.Only != nil {
		part("Only: "+f.Only.Title, func(g *state.Filter) { g.Only = nil })
	}
	return parts
}

// OpenWords say what a filter wants of the suggestions.
var OpenWords = map[state.Asked]string{state.Yes: "Suggestions open", state.No: "No suggestions open"}

// LanguageName is a language as people read it.
func LanguageName(code string) string {
	if code == lang.Undetermined {
		return "Unknown language"
	}
	return lang.Name(code)
}

// LabelTitle is a label as people read it.
func LabelTitle(s state.State, name string) string {
	if l, ok := s.Project.Schema.Label(name); ok && l.Title != "" {
		return l.Title
	}
	return name
}

// LengthWords say between which lengths, in characters, an article has to be; 0 is no limit.
func LengthWords(shortest, longest int) string {
	switch {
	case shortest == 0:
		return "Up to " + Number(longest) + " characters"
	case longest == 0:
		return "From " + Number(shortest) + " characters"
	}
	return Number(shortest) + " to " + Number(longest) + " characters"
}

// ListLine says how many articles the filter shows, and what is still to come; "" where the buttons over the list say it.
func ListLine(s state.State) string {
	l := s.List
	narrow := l.Filter.Narrow()
	switch {
	case l.Reading > 0 && narrow:
		return matching(l) + "; reading " + Number(l.Reading) + "…"
	case l.Reading > 0:
		return "Reading " + Count(l.Reading, "article") + "…"
	case l.Arriving:
		return "Looking through " + Count(l.Rows.Len(), "article") + "…"
	case narrow:
		return matching(l)
	}
	return ""
}

func matching(l state.List) string {
	return choose(len(l.Visible) == 1, "1 article matches", Number(len(l.Visible))+" articles match")
}

// EmptyList stands where the rows would be.
func EmptyList(s state.State) string {
	switch {
	case s.Project.Path == "":
		return "Open a project (Ctrl+O), make one (Ctrl+N) or drop articles here."
	case len(s.List.Visible) > 0 || s.List.Reading > 0 || s.List.Arriving:
		return ""
	case s.List.Rows.Len() == 0:
		return "No articles yet. Drop articles, tables, data sets or folders here, or press Ctrl+I."
	case !s.List.Filter.All && !s.List.Filter.Narrow():
		return emptyShelf[s.List.Filter.Shelf]
	}
	return "No article matches. Choose All, take a part of the filter off, or empty the search."
}

var emptyShelf = map[state.Shelf]string{
	state.ToDo:     "Nothing is left to do: all articles are finished or set aside. Ctrl+E exports them.",
	state.Done:     "No article is finished yet. Ctrl+Return finishes the open one.",
	state.SetAside: "No article is set aside. Ctrl+Shift+Return sets the open one aside.",
}

// rowDetail says how far an article is.
func rowDetail(r state.Row, order state.Order) string {
	var parts []string
	ended := r.Shelf() != state.ToDo
	if ended {
		parts = append(parts, StatusWords(r.Status))
	}
	corrections := order.By() == state.OrderCorrections && !ended
	switch {
	case corrections:
		parts = append(parts, openWords(r))
	case r.Suggestions > 0:
		parts = append(parts, Number(r.Suggestions)+" open")
	}
	if order.By() == state.OrderLength {
		parts = append(parts, Count(r.CodePoints, "character"))
	}
	if order.By() == state.OrderImported && r.Imported > 0 {
		parts = append(parts, time.Unix(r.Imported, 0).Format("2 Jan 2006"))
	}
	if len(parts) == 0 && r.Annotations == 0 {
		return choose(order.By() == state.OrderStatus && r.Status == annotate.InProgress, "in progress", "new")
	}
	if !corrections && r.Annotations > 0 {
		parts = append(parts, Count(r.Annotations, "label"))
	}
	return strings.Join(parts, " · ")
}

func choose[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}
