package present

import (
	"fmt"

	"rubricator/annotate/lang"
	"rubricator/app/state"
)

// Status is the line at the foot of the window.
type Status struct {
	Save     string
	SaveTone Tone
	Parts    []string // where we are, in order
	Toast    string
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
		st.Parts = append(st.Parts, fmt.Sprintf("Article %s of %s", Number(position(s)), Number(len(s.List.Visible))),
			fmt.Sprintf("%s, %s open", Count(s.Session.Work.Annotations.Len(), "label"), Count(len(s.Open()), "suggestion")))
		st.Right = LanguageWords(row)
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

// position is the place of the open article among the visible ones, from 1.
func position(s state.State) int {
	for n, i := range s.List.Visible {
		if s.List.Rows.At(i).ID == s.Session.Document.ID {
			return n + 1
		}
	}
	return 0
}

// LanguageWords names a row's language and how sure its detection is.
func LanguageWords(r state.Row) string {
	switch {
	case r.Language == "":
		return "language not found yet"
	case r.Language == "und":
		return "language unknown"
	case r.Confidence >= 1 || r.Confidence == 0:
		return lang.Name(r.Language)
	}
	return fmt.Sprintf("%s %.0f %%", lang.Name(r.Language), r.Confidence*100)
}
