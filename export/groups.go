package export

import (
	"fmt"
	"strings"
)

// Group is what an export loses or changes in one way, or a split that it leaves empty.
type Group struct {
	Words string // in a sentence without its full stop: "12 nested spans cannot be written as CoNLL columns; ..."
	Left  bool   // it is in no file; else it is in another form
	N     int    // spans or documents; 0 of a split
	Items []Loss // in the order of the report; none where a label map drops or renames spans
}

// Groups says in short which splits are empty, what is left out and what is changed; title is the Format's.
func (r Report) Groups(title string) (groups []Group) {
	for _, split := range r.Empty {
		groups = append(groups, Group{Words: emptySplit(split), Left: true})
	}
	groups = append(groups, grouped(r.Lost, true, title)...)
	if r.dropped() > 0 {
		groups = append(groups, r.mappedGroup())
	}
	groups = append(groups, grouped(r.Changed, false, title)...)
	if r.dropped() == 0 && r.Renamed > 0 {
		groups = append(groups, r.mappedGroup())
	}
	return groups
}

// mappedGroup tells what the label map does to spans.
func (r Report) mappedGroup() Group {
	if r.dropped() == 0 {
		return Group{Words: count(r.Renamed, "span") + " renamed", N: r.Renamed}
	}
	words := count(r.dropped(), "span") + " left out (" + r.droppedLabels() + ")"
	if r.Renamed > 0 {
		words += fmt.Sprintf(", %d renamed", r.Renamed)
	}
	return Group{Words: words, Left: true, N: r.dropped() + r.Renamed}
}

// emptySplit says that a split got nothing. Each group goes where its key falls, so that it stays there when documents
// are added; of a few groups none may fall into a small share.
func emptySplit(name string) string {
	return name + ": 0 articles: too few articles (or groups) for this split"
}

func grouped(list []Loss, left bool, title string) []Group {
	at := map[string]int{}
	var groups []Group
	for _, l := range list {
		key := l.kind()
		i, ok := at[key]
		if !ok {
			i, at[key] = len(groups), len(groups)
			groups = append(groups, Group{Left: left})
		}
		groups[i].Items = append(groups[i].Items, l)
	}
	for i, g := range groups {
		groups[i].N, groups[i].Words = len(g.Items), g.Items[0].words(len(g.Items), left, title)
	}
	return groups
}

// ofDocument reports whether a whole document is meant.
func (l Loss) ofDocument() bool { return l.Label == "" && l.Start == l.End }

// kind is the same for losses that are told together.
func (l Loss) kind() string {
	switch {
	case l.ofDocument():
		return "document: " + l.Reason
	case l.Action == leftOut:
		return leftOut + ": " + l.Reason
	}
	return l.Action
}

// actionWords say what becomes of so many spans, one and several.
var actionWords = map[string][2]string{
	"trimmed":   {"%s is written without the white space or invisible marks at its ends", "%s are written without the white space or invisible marks at their ends"},
	"duplicate": {"%s has the label of another on the same characters; one is written", "%s have the label of another on the same characters; one is written"},
	"fragments": {"%s goes over line ends and is written in fragments", "%s go over line ends and are written in fragments"},
	"wide":      {"%s is wider than the 12 tokens that GLiNER usually takes; it steps over it", "%s are wider than the 12 tokens that GLiNER usually takes; it steps over them"},
	"inside":    {"%s is only a part of a word, which is not found again", "%s are only parts of words, which are not found again"},
	"ambiguous": {"%s is a string that stands elsewhere without its label, where programs take it to be labelled too", "%s are strings that stand elsewhere without their label, where programs take them to be labelled too"},
}

// words tell of n losses like this one.
func (l Loss) words(n int, left bool, title string) string {
	one := 1
	if n == 1 {
		one = 0
	}
	be := [2]string{"is", "are"}[one]
	switch {
	case l.ofDocument():
		return fmt.Sprintf("%s %s left out: %s", count(n, "document"), be, l.Reason)
	case l.Action == "nested" && left:
		return fmt.Sprintf("%s cannot be written as %s; the longest is kept", count(n, "nested span"), title)
	case l.Action == "nested":
		_, where, _ := strings.Cut(l.Reason, "; it stands")
		return fmt.Sprintf("%s %s%s", count(n, "nested span"), [2]string{"stands", "stand"}[one], where)
	case l.Action == leftOut:
		return fmt.Sprintf("%s %s left out: %s", count(n, "span"), be, l.Reason)
	}
	if words, ok := actionWords[l.Action]; ok {
		return fmt.Sprintf(words[one], count(n, "span"))
	}
	return fmt.Sprintf("%s: %s", count(n, "span"), l.Reason)
}
