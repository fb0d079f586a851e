package present

import (
	"cmp"
	"fmt"
	"time"

	"rubricator/annotate/lang"
	"rubricator/app/command"
	"rubricator/app/state"
)

// Status is the line at the foot of the window.
type Status struct {
	Save     string
	SaveTone Tone
	Parts    []string // where we are, in order
	Toast    string
	Offer    string // what a key would do more of, until the next step
	Notice   string // what holds while there is nothing else to say
	Warn     bool
	Learnt   Learnt
	Right    string // language of the article and size of the text
}

// Learnt is the sign that the suggestions have learnt. It is for the moment after.
type Learnt struct {
	Text string    // "Learnt 12"
	Said string    // the same for those who hear it
	When time.Time // of the last lesson; zero when there was none
}

// Tone says how a part of the status line is coloured.
type Tone int

const (
	Quiet Tone = iota
	Good
	Bad
)

// OfStatus says the truth about saving, where the annotator is, and what the last key did.
func OfStatus(s state.State, keys *command.Keymap) Status {
	st := Status{Toast: s.Toast.Text, Warn: s.Toast.Warn, Offer: offer(s, keys), Learnt: learnt(s)}
	st.Save, st.SaveTone = saveWords(s, keys)
	if s.Project.ReadOnly {
		st.Save, st.SaveTone = "Read-only", Bad
	}
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
	switch {
	case s.Job != nil:
		st.Parts = append(st.Parts, jobWords(*s.Job, keys))
	case s.Busy != nil:
		st.Parts = append(st.Parts, busyWords(*s.Busy))
	}
	return st
}

// saveWords says what is on disk. Of what is not it says why, which keys help, and last, as the line may be too short for
// it, where that should be.
func saveWords(s state.State, keys *command.Keymap) (string, Tone) {
	v := s.Saving
	switch {
	case v.Err != nil:
		words := fmt.Sprintf("Not saved: %v.", v.Err)
		if k := keys.Keys("save"); len(k) > 0 {
			words += " Retry (" + string(k[0]) + ")"
		}
		if k := keys.Keys("backup"); len(k) > 0 {
			words += " or save a copy elsewhere (" + string(k[0]) + ")"
		}
		return words + "; " + Count(v.Pending, "step") + " kept in memory for “" + s.Project.Path + "”", Bad
	case v.Pending > 0:
		return fmt.Sprintf("Saving %d", v.Pending), Quiet
	}
	return "Saved", Good
}

// offer says how many more places there are like the one that was corrected, and the key for them.
// While the corrected span is in focus that is the key of "every occurrence", which people know, as it does the same.
func offer(s state.State, keys *command.Keymap) string {
	a := s.Alike
	if a.Here == 0 {
		return ""
	}
	words := Number(a.Here) + " more like this"
	if a.Remove {
		words += " to reject"
	}
	k := keys.Keys("alike")
	if f, ok := s.FocusedAnnotation(); ok && !a.Remove && f.Quote == a.Phrase && f.Label == a.Label && len(keys.Keys("every")) > 0 {
		k = keys.Keys("every")
	}
	if len(k) > 0 {
		words += ": " + string(k[0])
	}
	return words
}

func learnt(s state.State) Learnt {
	if s.Learnt.When.IsZero() {
		return Learnt{}
	}
	l := Learnt{Text: "Learnt " + Number(s.Learnt.Count), Said: "the suggestions have learnt from " + Count(s.Learnt.Count, "answer"), When: s.Learnt.When}
	if label, ok := s.Project.Schema.Label(s.Learnt.Label); ok {
		l.Said += ", the last of them " + cmp.Or(label.Title, label.Name)
	}
	return l
}

// jobWords say how far a step over many articles is, and the key that stops it.
func jobWords(j state.Job, keys *command.Keymap) string {
	words := busyWords(state.Busy{Words: j.Words, Done: j.Done, Total: j.Total})
	if j.Stopping {
		return words + ", stopping"
	}
	if k := keys.Keys("job.stop"); len(k) > 0 {
		words += "; " + string(k[0]) + " stops"
	}
	return words
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
	n, shown := s.List.Place(s.Session.Document.ID)
	return choose(shown, n+1, 0)
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
