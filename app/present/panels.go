package present

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/app/command"
	"rubricator/app/state"
)

// Row is one article in the list pane.
type Row struct {
	ID, Title string
	Language  string // code in a chip; "…" until it is known
	Detail    string // "6 open", "new", "finished · 12 labels"
	Progress  float32
	Current   bool
	RTL       bool
}

// OfRow is the i-th visible row.
func OfRow(s state.State, i int) Row {
	r := s.List.Rows.At(s.List.Visible[i])
	p := Row{ID: r.ID, Title: r.Title, Language: r.Language(), RTL: r.RTL(), Current: r.ID == s.Session.Document.ID, Detail: rowDetail(r, s.List.Order)}
	if p.Language == "" {
		p.Language = "…"
	}
	switch {
	case r.Status == annotate.Finished || r.Status == annotate.Ignored:
		p.Progress = 1
	case r.Suggestions > 0:
		p.Progress = float32(r.Annotations) / float32(r.Annotations+r.Suggestions)
	case r.Annotations > 0:
		p.Progress = 0.5
	}
	return p
}

// openWords say what is open in an article that is to be done, and how many corrections that is likely to need.
func openWords(r state.Row) string {
	n := int(math.Round(r.Corrections))
	switch {
	case r.Suggestions < 0:
		return "not counted yet"
	case r.Suggestions == 0 && n == 0:
		return "nothing open"
	case n == 0:
		return Number(r.Suggestions) + " open, likely right"
	}
	return Number(r.Suggestions) + " open, about " + Count(n, "correction")
}

// StatusWords is a status as people read it.
func StatusWords(s annotate.Status) string {
	switch s {
	case annotate.InProgress:
		return "in progress"
	case annotate.Finished:
		return "finished"
	case annotate.Ignored:
		return "set aside"
	}
	return "new"
}

// LabelRow is one label in the side panel.
type LabelRow struct {
	Key, Name, Title, Color string
	Guideline               string
	Count                   int  // annotations in the open article
	On                      bool // the label of what is in focus
}

// Labels are the schema's labels with their keys and counts in the open article.
func Labels(s state.State, keys *command.Keymap) []LabelRow {
	focused := ""
	if a, ok := s.FocusedAnnotation(); ok {
		focused = a.Label
	} else if g, ok := s.FocusedSuggestion(); ok {
		focused = g.Label
	}
	var rows []LabelRow
	for _, l := range s.Project.Schema.Labels {
		r := LabelRow{Name: l.Name, Title: l.Title, Color: l.Color, Guideline: l.Guideline, Count: s.Session.Work.Annotations.Count(l.Name), On: l.Name == focused}
		if k := keys.Keys(fmt.Sprintf("label.%d", l.Key)); l.Key > 0 && len(k) > 0 {
			r.Key = string(k[0])
		}
		rows = append(rows, r)
	}
	return rows
}

// Hint is a key and what it does next.
type Hint struct {
	Keys  []string
	Words string
}

// Hints say what the keys will do next.
func Hints(s state.State, keys *command.Keymap) []Hint {
	hint := func(words string, ids ...string) Hint {
		h := Hint{Words: words}
		for _, id := range ids {
			if k := keys.Keys(id); len(k) > 0 {
				h.Keys = append(h.Keys, Symbol(k[0]))
			}
		}
		return h
	}
	digits := Hint{Keys: []string{"1"}}
	if n := len(s.Project.Schema.Labels); n > 1 {
		digits.Keys[0] = "1–" + fmt.Sprint(min(n, 9))
	}
	if s.Find.Open && s.Find.Typing {
		digits.Keys, digits.Words = []string{"Alt " + digits.Keys[0]}, "label all hits"
		first := []Hint{{[]string{"Enter"}, "next hit"}, {[]string{"Shift Enter"}, "previous hit"}}
		if s.Find.Button {
			first = []Hint{{[]string{"Space"}, "press"}, {[]string{"↑", "↓"}, "previous, next hit"}, {[]string{"Tab"}, "go on"}}
		}
		return append(first, digits, hint("case, accents, words", "find.case", "find.marks", "find.words"), Hint{[]string{"Esc"}, "back to the article, on this hit"})
	}
	if f, ok := s.Finding(); ok {
		return append(findingHints(s, f, hint), usualHints(s, digits, hint)...)
	}
	return usualHints(s, digits, hint)
}

// usualHints say what the keys do with what is in focus or selected.
func usualHints(s state.State, digits Hint, hint func(words string, ids ...string) Hint) []Hint {
	_, suggestion := s.FocusedSuggestion()
	_, annotation := s.FocusedAnnotation()
	switch {
	case suggestion:
		digits.Words = "another label"
		return []Hint{hint("accept", "accept"), hint("reject", "delete"), digits, hint("move its end", "end.left", "end.right"),
			hint("move its start", "start.left", "start.right"), hint("every occurrence", "every"), hint("finish, next article", "finish")}
	case annotation:
		digits.Words = "another label"
		return []Hint{hint("remove", "delete"), digits, hint("move its end", "end.left", "end.right"),
			hint("move its start", "start.left", "start.right"), hint("every occurrence", "every"), hint("note", "note"), hint("finish, next article", "finish")}
	case !s.Selection().Empty():
		digits.Words = "label the selection"
		list := []Hint{digits, hint("by character", "select.char.left", "select.char.right"), hint("drop it", "escape"), hint("copy", "copy")}
		if len(s.HitsShown()) > 0 {
			return slices.Insert(list, 1, hint("next hit", "find.next"))
		}
		return list
	}
	digits.Words = "label the word at the cursor"
	return []Hint{hint("next to look at", "next"), digits, hint("move by word", "move.word.left", "move.word.right"),
		hint("select words", "select.word.left", "select.word.right"), hint("finish, next article", "finish"), hint("all keys", "keys")}
}

// Symbol writes a key short for a key cap: arrows as arrows.
func Symbol(k command.Key) string {
	_, _, _, name := k.Modifiers()
	modifiers := strings.ReplaceAll(strings.TrimSuffix(string(k), name), "+", " ")
	if short, ok := symbols[name]; ok {
		name = short
	}
	return modifiers + name
}

var symbols = map[string]string{"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Delete": "Del", "Escape": "Esc"}
