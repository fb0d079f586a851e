package present_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/command"
	. "rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// article is a state with one open article in marked text.
func article(t *testing.T, marked string) state.State {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	s := state.Start()
	s.Project = state.Project{Path: "p.rubric", Name: "p", Schema: annotate.News(), Annotator: "ann"}
	s.List = state.NewList([]state.Row{{ID: doc.ID, Title: doc.Title, Source: "p.txt", Found: state.Language{Code: "en", Confidence: 0.99}, CodePoints: doc.Text.Len()}}, state.Filter{All: true})
	s.Session = annotate.Session{Document: doc, Work: annotate.Work{Annotations: set}, Annotator: "ann"}
	return s
}

func picture(s state.State, marks []Mark) string {
	var b strings.Builder
	for _, m := range marks {
		kind := map[MarkKind]string{MarkAnnotation: "solid", MarkSuggestion: "dashed", MarkZone: "zone"}[m.Kind]
		fmt.Fprintf(&b, "%s %s %q lane %d", kind, m.Label, s.Session.Document.Text.Slice(annotate.Span{Start: m.Start, End: m.End}), m.Lane)
		if m.Focus {
			b.WriteString(" focus")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestMarksOfALine(t *testing.T) {
	s := article(t, "The [ORG University of [LOC Tamir]] met [PER Mira Okonkwo] and Esk.")
	esk := annotate.Span{Start: s.Session.Document.Text.Len() - 4, End: s.Session.Document.Text.Len() - 1}
	s.Session.Suggestions = annotate.NewSuggestions(annotate.Suggestion{Span: esk, Label: "LOC", Score: 0.55})
	s.Session.Work.Zones = []annotate.Span{{Start: 0, End: 3}}
	s.Focus = state.Focus{Annotation: "s2"}
	got := picture(s, OfArticle(s).Marks(nil, 0, s.Session.Document.Text.Len()))
	want := `zone  "The" lane 0
solid ORG "University of Tamir" lane 1
solid LOC "Tamir" lane 0 focus
solid PER "Mira Okonkwo" lane 0
dashed LOC "Esk" lane 0
`
	if got != want {
		t.Errorf("marks are\n%swant\n%s", got, want)
	}
	if some := picture(s, OfArticle(s).Marks(nil, 4, 8)); strings.Contains(some, "Okonkwo") || !strings.Contains(some, "University") {
		t.Errorf("marks of another line are\n%s", some)
	}
}

func TestDraggedEdgeMovesTheMark(t *testing.T) {
	s := article(t, "at [LOC North] Bay")
	s.Focus, s.Pull = state.Focus{Annotation: "s1"}, annotate.Span{Start: 3, End: 12}
	if got := picture(s, OfArticle(s).Marks(nil, 0, 12)); got != "solid LOC \"North Bay\" lane 0 focus\n" {
		t.Errorf("while dragging the marks are\n%s", got)
	}
}

func TestHeadlineAndDirection(t *testing.T) {
	s := article(t, "A headline\nThe text.")
	if a := OfArticle(s); !a.Heading || a.Base != textlayout.LTR || a.Force {
		t.Errorf("heading %v base %v force %v", a.Heading, a.Base, a.Force)
	}
	if a := OfArticle(article(t, strings.Repeat("long ", 50)+"\nnext")); a.Heading {
		t.Error("a first line of 250 characters is shown as a headline")
	}
	s.Session.Work.Direction = "rtl"
	if a := OfArticle(s); a.Base != textlayout.RTL || !a.Force {
		t.Error("the annotator's direction is not followed")
	}
}

func TestStatusLineTellsTheTruth(t *testing.T) {
	s := article(t, "[PER Mira] spoke")
	for _, c := range []struct {
		saving state.Saving
		want   string
		tone   Tone
	}{
		{state.Saving{}, "Saved", Good},
		{state.Saving{Pending: 3}, "Saving 3", Quiet},
		{state.Saving{Pending: 3, Err: errors.New("disk full")}, "Not saved: disk full. Retry (Ctrl+S)", Bad},
		{state.Saving{Last: time.Unix(1, 0)}, "Saved", Good},
	} {
		s.Saving = c.saving
		if st := OfStatus(s); st.Save != c.want || st.SaveTone != c.tone {
			t.Errorf("%+v says %q in tone %d", c.saving, st.Save, st.SaveTone)
		}
	}
	st := OfStatus(s)
	if got := strings.Join(st.Parts, "; "); got != "Article 1 of 1; 1 label, 0 suggestions open" {
		t.Errorf("parts are %q", got)
	}
	if st.Right != "English 99 %" {
		t.Errorf("right is %q", st.Right)
	}
}

func TestTheListWritesLargeNumbersWithCommas(t *testing.T) {
	s := state.Start()
	s.List = state.NewList([]state.Row{{ID: "a", Suggestions: 46927, Annotations: 1200}}, state.Filter{All: true})
	if got := OfRow(s, 0).Detail; got != "46,927 open · 1,200 labels" {
		t.Errorf("the row says %q", got)
	}
}

func TestHintsFollowTheFocus(t *testing.T) {
	keys, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := article(t, "[PER Mira] met Esk")
	s.Session.Suggestions = annotate.NewSuggestions(annotate.Suggestion{Span: annotate.Span{Start: 9, End: 12}, Label: "LOC", Score: 0.9})
	words := func() string {
		var list []string
		for _, h := range Hints(s, keys) {
			list = append(list, strings.Join(h.Keys, "/")+" "+h.Words)
		}
		return strings.Join(list, "; ")
	}
	if got := words(); !strings.HasPrefix(got, "Tab next to look at; 1–6 label the word at the cursor") {
		t.Errorf("nothing in focus: %s", got)
	}
	s.Focus = state.Focus{Annotation: "s1"}
	if got := words(); !strings.HasPrefix(got, "Del remove; 1–6 another label; Alt ←/Alt → move its end") {
		t.Errorf("annotation: %s", got)
	}
	s.Focus = state.Focus{Suggestion: s.Session.Suggestions.At(0).Key()}
	if got := words(); !strings.HasPrefix(got, "Enter accept; Del reject") {
		t.Errorf("suggestion: %s", got)
	}
	s.Focus, s.Anchor = state.Focus{}, 5
	if got := words(); !strings.HasPrefix(got, "1–6 label the selection") {
		t.Errorf("selection: %s", got)
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 2140: "2,140", 1234567: "1,234,567", -1500: "-1,500"} {
		if got := Number(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}

func TestSymbols(t *testing.T) {
	for k, want := range map[command.Key]string{"Ctrl++": "Ctrl +", "Alt+Shift+Left": "Alt Shift ←", "Return": "Enter", "PgUp": "PgUp", "1": "1", "Ctrl+-": "Ctrl -"} {
		if got := Symbol(k); got != want {
			t.Errorf("%s is written %q, want %q", k, got, want)
		}
	}
}
