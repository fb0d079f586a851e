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
	s, keys := article(t, "[PER Mira] spoke"), keymap(t)
	s.Project.Path = "/a/harbour.rubric"
	for _, c := range []struct {
		saving state.Saving
		want   string
		tone   Tone
	}{
		{state.Saving{}, "Saved", Good},
		{state.Saving{Pending: 3}, "Saving 3", Quiet},
		{state.Saving{Pending: 3, Err: errors.New("disk full")}, "Not saved: disk full. Retry (Ctrl+S) or save a copy elsewhere (Ctrl+Shift+S); 3 steps kept in memory for “/a/harbour.rubric”", Bad},
		{state.Saving{Last: time.Unix(1, 0)}, "Saved", Good},
	} {
		s.Saving = c.saving
		if st := OfStatus(s, keys); st.Save != c.want || st.SaveTone != c.tone {
			t.Errorf("%+v says %q in tone %d", c.saving, st.Save, st.SaveTone)
		}
	}
	st := OfStatus(s, keys)
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

func TestRowsSayHowManyCorrectionsAreExpected(t *testing.T) {
	for want, r := range map[string]state.Row{
		"not counted yet":                  {Suggestions: -1, Annotations: 3},
		"nothing open":                     {},
		"12 open, likely right":            {Suggestions: 12, Corrections: 0.4},
		"12 open, about 1 correction":      {Suggestions: 12, Corrections: 0.6},
		"1,012 open, about 74 corrections": {Suggestions: 1012, Corrections: 74.2, Annotations: 1},
		"0 open, about 2 corrections":      {Corrections: 1.7},
		"finished · 4 open · 2 labels":     {Status: annotate.Finished, Suggestions: 4, Corrections: 3, Annotations: 2},
	} {
		s := state.Start()
		r.ID = "a"
		s.List = state.NewList([]state.Row{r}, state.Filter{All: true}).Ordered(state.OrderCorrections)
		if got := OfRow(s, 0).Detail; got != want {
			t.Errorf("%+v says %q, want %q", r, got, want)
		}
	}
}

func TestStatusFindsTheArticleInASortedList(t *testing.T) {
	s := state.Start()
	s.Project.Path = "p.rubric"
	s.List = state.NewList([]state.Row{{ID: "a", Suggestions: 1}, {ID: "b", Suggestions: 1, Corrections: 3}, {ID: "c", Suggestions: 1, Corrections: 1}}, state.Filter{All: true}).Ordered(state.OrderCorrections)
	for id, want := range map[string]string{"a": "Article 3 of 3", "b": "Article 1 of 3", "c": "Article 2 of 3"} {
		s.Session.Document.ID = id
		if got := OfStatus(s, keymap(t)).Parts[0]; got != want {
			t.Errorf("%s: the line says %q, want %q", id, got, want)
		}
	}
}

func TestHintsFollowTheFocus(t *testing.T) {
	keys := keymap(t)
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

func keymap(t *testing.T) *command.Keymap {
	t.Helper()
	keys, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestStatusLineOffersMoreLikeThis(t *testing.T) {
	s, keys := article(t, "[PER Mira] spoke"), keymap(t)
	own := func(keys map[string][]command.Key) *command.Keymap {
		m, err := command.NewKeymap(command.All(), keys)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	here, away := state.Focus{Annotation: s.Session.Work.Annotations.At(0).ID}, state.Focus{}
	give := state.Alike{Phrase: "Mira", Label: "PER", Here: 5}
	other, reject, one := give, give, give
	other.Label, reject.Remove, reject.Here, one.Here = "ORG", true, 1200, 1
	for _, c := range []struct {
		alike state.Alike
		focus state.Focus
		keys  *command.Keymap
		want  string
	}{
		{state.Alike{}, here, keys, ""},
		{give, here, keys, "5 more like this: Ctrl+D"},
		{give, here, own(map[string][]command.Key{"every": {"F12"}}), "5 more like this: F12"},
		{give, here, own(map[string][]command.Key{"every": {}}), "5 more like this: Ctrl+Shift+D"},
		{give, away, keys, "5 more like this: Ctrl+Shift+D"},
		{other, here, keys, "5 more like this: Ctrl+Shift+D"},
		{reject, here, own(map[string][]command.Key{"alike": {"F12"}}), "1,200 more like this to reject: F12"},
		{one, away, own(map[string][]command.Key{"alike": {}}), "1 more like this"},
	} {
		s.Alike, s.Focus = c.alike, c.focus
		if got := OfStatus(s, c.keys).Offer; got != c.want {
			t.Errorf("%+v, %+v in focus: the line offers %q, want %q", c.alike, c.focus, got, c.want)
		}
	}
}

func TestStatusLineTellsThatItHasLearnt(t *testing.T) {
	s, keys := article(t, "[PER Mira] spoke"), keymap(t)
	if got := OfStatus(s, keys).Learnt; got != (Learnt{}) {
		t.Errorf("nothing was learnt, and the line says %+v", got)
	}
	at := time.Unix(1000, 0)
	for label, want := range map[string]string{
		"PER":  "the suggestions have learnt from 1,012 answers, the last of them Person",
		"":     "the suggestions have learnt from 1,012 answers",
		"GONE": "the suggestions have learnt from 1,012 answers",
	} {
		s.Learnt = state.Lessons{Count: 1012, Label: label, When: at}
		if got := OfStatus(s, keys).Learnt; got != (Learnt{"Learnt 1,012", want, at}) {
			t.Errorf("%q: the line says %+v", label, got)
		}
	}
}
