package present

import (
	"fmt"
	"slices"

	"rubricator/annotate/lang"
	"rubricator/app/state"
)

// Status is the line at the foot of the window.
type Status struct {
	Save     string
	SaveTone Tone
	Parts    []string // where we are, in order
	Toast    string
	Notice   string // what holds while there is nothing else to say
	Warn     bool
	Right    string // language of the article and size of the text
}

// Tone says how a part of the status line is coloured.
type Tone int

const (
	Quiet Tone = iota
	Good
	Bad
)

// OfStatus says the truth about saving, where the annotator is, and what the last key did.
func OfStatus(s state.State) Status {
	st := Status{Toast: s.Toast.Text, Warn: s.Toast.Warn}
	st.Save, st.SaveTone = saveWords(s.Saving)
	if s.Project.Path == "" {
		st.Save, st.SaveTone = "No project open", Quiet
		return st
	}
	if row, ok := s.List.Row(s.Session.Document.ID); ok {
		st.Parts = append(st.Parts, place(s),
			fmt.Sprintf("%s, %s open", Count(s.Session.Work.Annotations.Len(), "label"), Count(s.Open().Len(), "suggestion")))
		st.Right = LanguageWords(row)
		st.Notice = FontWords(s.Fontless)
	}
	if s.Busy != nil {
		st.Parts = append(st.Parts, busyWords(*s.Busy))
	}
	return st
}

func saveWords(v state.Saving) (string, Tone) {
	switch {
	case v.Err != nil:
		return fmt.Sprintf("Not saved: %v. Retry (Ctrl+S)", v.Err), Bad
	case v.Pending > 0:
		return fmt.Sprintf("Saving %d", v.Pending), Quiet
	}
	return "Saved", Good
}

func busyWords(b state.Busy) string {
	if b.Total == 0 {
		return b.Words
	}
	return fmt.Sprintf("%s %s of %s", b.Words, Number(b.Done), Number(b.Total))
}

// place says where the open article stands in the list as filtered.
func place(s state.State) string {
	total := Number(len(s.List.Visible))
	if n := position(s); n > 0 {
		return fmt.Sprintf("Article %s of %s", Number(n), total)
	}
	return "Not among the " + total + " in the list"
}

// position is the place of the open article among the visible ones, from 1.
func position(s state.State) int {
	i, ok := s.List.Index(s.Session.Document.ID)
	if !ok {
		return 0
	}
	n, shown := slices.BinarySearch(s.List.Visible, i)
	if !shown {
		return 0
	}
	return n + 1
}

// LanguageWords names a row's language and how sure its detection is.
func LanguageWords(r state.Row) string {
	switch {
	case r.Language() == "":
		return "language not found yet"
	case r.Language() == "und":
		return "language unknown"
	case r.Own != "" || r.Found.Confidence >= 1 || r.Found.Confidence == 0:
		return lang.Name(r.Language())
	}
	return fmt.Sprintf("%s %.0f %%", lang.Name(r.Language()), r.Found.Confidence*100)
}
