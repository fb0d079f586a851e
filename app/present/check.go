package present

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"rubricator/annotate/check"
	"rubricator/app/state"
)

// CheckPane is the pane with what the check of the data has found, without its rows.
type CheckPane struct {
	Open    bool
	Words   string  // how far the check is, or what it means that there are no rows
	More    string  // and what to do, or what was looked for
	Share   float32 // from 0 to 1, of the articles that were looked at
	Reading bool    // articles are being looked at: it can be stopped
	Stopped bool    // it was: it can begin again
}

// OfCheck is what the pane shows of the state.
func OfCheck(s state.State) CheckPane {
	c := s.Check
	p := CheckPane{Open: c.Open, Reading: c.Total > 0, Stopped: c.Stopped && c.Total == 0}
	switch {
	case !c.Open:
	case p.Reading:
		p.Share = float32(c.Done) / float32(c.Total)
		p.Words = fmt.Sprintf("Looking at %s of %s", Number(c.Done), Count(c.Total, "article"))
		p.More = "You can go on working meanwhile."
	case p.Stopped:
		p.Words, p.More = "The check was stopped.", "Nothing is known of the data until it has looked at all articles."
	case !c.Known || len(c.Rows) > 0:
	case len(c.Found.Docs) > 0:
		p.Words, p.More = "Nothing is left of this kind.", "Choose All to see the rest."
	case c.Had:
		p.Words = fmt.Sprintf("All is answered. Nothing is left to look at in %s.", Count(c.Found.Looked, "article"))
		p.More = waved(c.Found.Waved) + labelWords(c.Found.Labels) + "Ctrl+E exports the articles."
	default:
		p.Words = fmt.Sprintf("Nothing found in %s.", Count(c.Found.Looked, "article"))
		p.More = labelWords(c.Found.Labels) + lookedFor
	}
	return p
}

func waved(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "One finding was waved through. "
	}
	return Count(n, "finding") + " were waved through. "
}

// labelWords say how many labels have too few examples, which nobody can answer here.
func labelWords(list []check.Finding) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return "One label has few examples or none. "
	}
	return Number(len(list)) + " labels have few examples or none. "
}

const lookedFor = "Looked for: words with different labels or boundaries, names without a label, edges on white space or punctuation, " +
	"very long names, names over the end of a sentence or in what is not the article, labels that the schema lacks or that have few examples."

// KindTitle names a kind of finding for people.
func KindTitle(k check.Kind) string { return cmp.Or(kindTitles[k], string(k)) }

var kindTitles = map[check.Kind]string{
	check.Conflict: "Conflict", check.Boundary: "Boundary", check.Missed: "Missed", check.Edge: "Edge", check.Crossing: "Sentence end",
	check.Long: "Long", check.Zoned: "In a zone", check.Unlisted: "Not in schema", check.Empty: "No label", check.Few: "Few examples", check.Unused: "Unused",
}

// KindChip is a button that shows the findings of one kind, with how many there are.
type KindChip struct {
	Text string
	On   bool
	Kind check.Kind // "" for all
}

// KindChips are the buttons over the findings: all, then each kind that was found. The kind that is shown stays among them.
func KindChips(s state.State) []KindChip {
	c := s.Check
	there := c.Kind == ""
	var chips []KindChip
	for _, k := range c.Counts {
		there = there || k.Kind == c.Kind
		chips = append(chips, KindChip{KindTitle(k.Kind) + " " + Number(k.Count), k.Kind == c.Kind, k.Kind})
	}
	if !there {
		chips = append(chips, KindChip{KindTitle(c.Kind) + " 0", true, c.Kind})
	}
	if !c.Known {
		return nil
	}
	return append([]KindChip{{"All " + Number(c.Found.Total()), c.Kind == "", ""}}, chips...)
}

// FindingRow is one finding in the pane.
type FindingRow struct {
	Title   string // the words that it is about
	Ours    bool   // the title is no text of an article
	Color   string // of the label there; "" where it has none
	Why     string
	Kind    string
	Article string // its title, or "here" in the open one
	Here    bool
}

// OfFinding is the i-th row of the pane.
func OfFinding(s state.State, i int) FindingRow {
	f := s.Check.Found.At(s.Check.Rows[i])
	row, known := s.List.Row(f.Doc)
	r := FindingRow{Title: oneLine(f.Surface), Why: f.Why, Kind: KindTitle(f.Kind), Here: f.Doc != "" && f.Doc == s.Session.Document.ID}
	switch {
	case r.Here:
		r.Article = "in this article"
	case known:
		r.Article = row.Title
	default:
		r.Article = "all articles"
	}
	l, _ := s.Project.Schema.Label(f.Label)
	r.Color = l.Color
	if r.Title == "" {
		r.Title, r.Ours = cmp.Or(l.Title, f.Label, wholeArticle), true
	}
	return r
}

// wholeArticle is what a finding is about that has no words.
const wholeArticle = "The whole article"

// oneLine shows line breaks and tabs as spaces, and nothing as what it is called.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

// CurrentFinding is the row of the finding that the keys act on; -1 when there is none.
func CurrentFinding(s state.State) int {
	f, ok := s.Finding()
	if !ok {
		return -1
	}
	return s.FindingRow(f)
}

// OfSide is the card of the side panel: the thing in focus, and what the check has to say of it.
func OfSide(s state.State) (Card, bool) {
	c, focused := OfFocus(s)
	f, found := s.Finding()
	if !found {
		return c, focused
	}
	if !focused {
		c = cardOf(s, f.Span, f.Label)
		c.Title = cmp.Or(c.Title, c.Label, wholeArticle)
	}
	facts := []Fact{{"Check", KindTitle(f.Kind) + ": " + f.Why, false}}
	if words := mendWords(s, f); words != "" {
		facts = append(facts, Fact{"Proposed", words, false})
	}
	c.Facts, c.Lead = append(facts, c.Facts...), len(facts)
	return c, true
}

// mendWords say what mending as proposed does; "" when only a person can say.
func mendWords(s state.State, f check.Finding) string {
	if f.Mend == nil {
		return ""
	}
	l, _ := s.Project.Schema.Label(f.Mend.Label)
	label := cmp.Or(l.Title, f.Mend.Label)
	switch {
	case f.Kind == check.Missed:
		return "label it " + label
	case f.Mend.Span == f.Span:
		return "make it " + label
	}
	words := "“" + Beginning(oneLine(s.Session.Document.Text.Slice(f.Mend.Span)), shortQuote) + "”"
	if f.Mend.Label != f.Label {
		return "make it " + words + ", " + label
	}
	return "make it " + words
}

// longestHint is how many code points of what a key does there is room for.
const longestHint = 28

// findingHints say what the keys do with a finding, before what they do anyhow.
func findingHints(s state.State, f check.Finding, hint func(words string, ids ...string) Hint) []Hint {
	var list []Hint
	if words := mendWords(s, f); words != "" {
		if utf8.RuneCountInString(words) > longestHint {
			words = "mend as proposed"
		}
		list = append(list, hint(words, "check.mend"))
	}
	if state.MayStand(f) {
		list = append(list, hint("wave through", "check.wave"))
		if n, _ := s.AlikeFindings(f); n > 1 {
			list = append(list, hint(fmt.Sprintf("wave all %s alike", Number(n)), "check.wave.alike"))
		}
	}
	return append(list, hint("next finding", "check.next"))
}
