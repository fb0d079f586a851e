package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/annotate/suggest"
)

// script is an engine that says what it is told, by document, and keeps what it is shown.
type script struct {
	t     testing.TB
	says  map[string][]annotate.Suggestion
	steps []string
	last  annotate.Work
}

func (s *script) Suggest(_ context.Context, in suggest.Input) ([]annotate.Suggestion, error) {
	if in.Document.ID != "wake" {
		s.steps = append(s.steps, "suggest for "+in.Document.ID)
	}
	return s.says[in.Document.ID], nil
}

func (s *script) Settle(context.Context, annotate.Schema) error { return nil }

func (s *script) Observe(doc annotate.Document, _ string, before, after annotate.Work) {
	if err := after.Check(doc.Text); err != nil {
		s.t.Error(err)
	}
	if !before.Equal(s.last) && !before.Equal(annotate.Work{Zones: before.Zones}) {
		s.t.Errorf("the work before a step is not the one after the step before: %+v, %+v", before, s.last)
	}
	s.last = after
	var said []string
	for _, a := range slices.DeleteFunc(after.Annotations.All(), func(a annotate.Annotation) bool { _, old := before.Annotations.ByID(a.ID); return old }) {
		said = append(said, fmt.Sprintf("%s %s (%s)", a.Label, a.Quote, a.Origin))
	}
	for d := range after.Decisions.Values() {
		if _, old := before.Decision(d.Key()); !old {
			said = append(said, fmt.Sprintf("%s %s %s", d.Verdict, d.Label, d.Quote))
		}
	}
	if after.Status == annotate.Finished {
		said = append(said, "finished")
	}
	s.steps = append(s.steps, strings.Join(said, ", "))
}

func named(t testing.TB, id, marked string) Article {
	a := goldOf(t, marked)
	a.Document.ID = id
	return a
}

func TestTheAnnotatorIsScoredBeforeHeTeaches(t *testing.T) {
	e := &script{t: t, says: map[string][]annotate.Suggestion{
		"one": suggested(t, "[PER Ada Lovelace] met [ORG Bo]. [LOC Rain] fell.\nIn Oslo [ORG Bath] FC won."),
		"two": append(suggested(t, "Nobody [PER came]."), annotate.Suggestion{Span: annotate.Span{Start: 0, End: 6}, Label: "PER", Score: 0.3}),
	}}
	articles := []Article{named(t, "one", "[PERSON Ada Lovelace] met [PERSON Bo]. Rain fell.\nIn [LOC Oslo] [ORG [MISC Bath] FC] won."), named(t, "two", "Nobody came.")}
	result, err := Simulation{Engine: e, Labels: Labels{"PERSON": "PER", "ORG": "ORG", "LOC": "LOC"}}.Run(context.Background(), articles)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"suggest for one",
		"PER Ada Lovelace (suggestion), PER Bo (suggestion), accepted PER Ada Lovelace, corrected ORG Bo",
		"rejected LOC Rain",
		"LOC Oslo (user), ORG Bath FC (suggestion), corrected ORG Bath",
		"finished",
		"suggest for two",
		"rejected PER came",
		"finished",
	}
	if !slices.Equal(e.steps, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(e.steps, "\n"), strings.Join(want, "\n"))
	}
	if result[0].Steps != 4 || result[1].Steps != 2 {
		t.Errorf("%d and %d steps, want 4 and 2", result[0].Steps, result[1].Steps)
	}
	if got := result[0]; got.All() != (Counts{Gold: 4, Suggested: 4, Correct: 1}) || got.Actions != 4 || got.Tokens != 14 {
		t.Errorf("article one: %+v", got)
	}
	if got := result[1]; got.All() != (Counts{Suggested: 1}) || got.Actions != 1 {
		t.Errorf("article two: %+v; a suggestion under the threshold counts for nothing", got)
	}
}

func TestFrozenTeachesNothing(t *testing.T) {
	e := &script{t: t}
	_, err := Simulation{Engine: e, Labels: Labels{"PER": "PER"}, Frozen: true}.Run(context.Background(), []Article{named(t, "one", "[PER Ada] came.")})
	if err != nil || !slices.Equal(e.steps, []string{"suggest for one"}) {
		t.Errorf("%q, %v", e.steps, err)
	}
}

// The engine of the program learns from the simulated annotator, and the same run gives the same figures.
func TestTheEngineLearns(t *testing.T) {
	var articles []Article
	for i := range 6 {
		articles = append(articles, named(t, fmt.Sprint(i), "Then [PER Zorblax Quint] of [ORG Wibblecorp] spoke.\n[PER Zorblax Quint] left."))
	}
	run := func() Result {
		result, err := Simulation{Engine: suggest.New(), Labels: Labels{"PER": "PER", "ORG": "ORG"}}.Run(context.Background(), articles)
		if err != nil {
			t.Fatal(err)
		}
		for i := range result {
			result[i].CPU, result[i].Learning = 0, 0
		}
		return result
	}
	result := run()
	if first, last := result[0].All(), result[5].All(); first.F1() > 90 || last.F1() != 100 || result[5].Actions != 0 {
		t.Errorf("first %+v, last %+v, actions %d", first, last, result[5].Actions)
	}
	if !reflect.DeepEqual(result, run()) {
		t.Error("two runs differ")
	}
}

func TestErrorsEndTheRun(t *testing.T) {
	stop := errors.New("stop")
	articles := []Article{named(t, "one", "[PER Ada] came."), named(t, "two", "[PER Ada] came.")}
	e := &script{t: t}
	if _, err := (Simulation{Engine: e, Labels: Labels{"PER": "PER"}, Each: func(Scored) error { return stop }}).Run(context.Background(), articles); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Simulation{Engine: suggest.New(), Labels: Labels{"PER": "PER"}}).Run(ctx, articles); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestShuffled(t *testing.T) {
	var articles []Article
	for i := range 20 {
		articles = append(articles, named(t, fmt.Sprint(i), "[PER Ada] came."))
	}
	order := func(list []Article) (ids []string) {
		for _, a := range list {
			ids = append(ids, a.Document.ID)
		}
		return ids
	}
	a, b, c := order(Shuffled(articles, 1)), order(Shuffled(articles, 1)), order(Shuffled(articles, 2))
	if !slices.Equal(a, b) || slices.Equal(a, c) || slices.Equal(a, order(articles)) {
		t.Errorf("orders %v, %v, %v", a, b, c)
	}
	slices.Sort(a)
	if sorted := slices.Sorted(slices.Values(order(articles))); !slices.Equal(a, sorted) {
		t.Errorf("an order lost articles: %v", a)
	}
}

func TestScores(t *testing.T) {
	for _, c := range []struct {
		name, shown, gold string
		want              map[string]Counts
		f1                float64
	}{
		{"nothing", "Ada met Bo.", "Ada met Bo.", map[string]Counts{}, 0},
		{"exact", "[PER Ada] met [ORG Bo].", "[PER Ada] met [ORG Bo].", map[string]Counts{"PER": {1, 1, 1}, "ORG": {1, 1, 1}}, 100},
		{"an edge is off", "[PER Ada met] Bo.", "[PER Ada] met Bo.", map[string]Counts{"PER": {1, 1, 0}}, 0},
		{"the label is off", "[PER Ada] met Bo.", "[ORG Ada] met Bo.", map[string]Counts{"PER": {0, 1, 0}, "ORG": {1, 0, 0}}, 0},
		{"one of two", "[PER Ada] met Bo.", "[PER Ada] met [PER Bo].", map[string]Counts{"PER": {2, 1, 1}}, 200.0 / 3},
		{"letters of other planes", "🚒 [LOC أوسلو] و[LOC Oslo]", "🚒 [LOC أوسلو] و[LOC Oslo]", map[string]Counts{"LOC": {2, 2, 2}}, 100},
		{"nested", "the [ORG [LOC Bath] FC]", "the [ORG [LOC Bath] FC]", map[string]Counts{"ORG": {1, 1, 1}, "LOC": {1, 1, 1}}, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := score(goldOf(t, c.gold), suggested(t, c.shown), 0)
			if !reflect.DeepEqual(got.ByLabel, c.want) || math.Abs(got.All().F1()-c.f1) > 1e-9 {
				t.Errorf("got %v, F1 %.2f", got.ByLabel, got.All().F1())
			}
		})
	}
}

func TestCalibrationError(t *testing.T) {
	for _, c := range []struct {
		name  string
		shown []Shown
		want  float64
	}{
		{"nothing", nil, 0},
		{"sure and right", []Shown{{1, true}, {1, true}}, 0},
		{"sure and wrong", []Shown{{1, false}}, 1},
		{"right as often as it says", []Shown{{0.5, true}, {0.5, false}}, 0},
		{"two tenths", []Shown{{0.55, true}, {0.95, false}}, (0.45 + 0.95) / 2},
	} {
		if got := (Result{{Shown: c.shown}}).CalibrationError(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %.3f, want %.3f", c.name, got, c.want)
		}
	}
}

func TestBins(t *testing.T) {
	bins := Result{{Shown: []Shown{{0.52, true}, {0.58, false}}}, {Shown: []Shown{{1, true}}}}.Bins()
	if b := bins[5]; b.Shown != 2 || b.Right != 1 || math.Abs(b.Score-0.55) > 1e-9 {
		t.Errorf("0.5 to 0.6: %+v", b)
	}
	if bins[9] != (Bin{1, 1, 1}) || bins[0] != (Bin{}) {
		t.Errorf("bins %+v", bins)
	}
}

func TestMillisecondsToLearn(t *testing.T) {
	if ms := (Result{{Steps: 3, Learning: 4 * time.Millisecond}, {Steps: 1, Learning: 4 * time.Millisecond}}).MillisecondsToLearn(); ms != 2 {
		t.Errorf("%g ms a step, want 2", ms)
	}
	if ms := (Result{}).MillisecondsToLearn(); ms != 0 {
		t.Errorf("nothing costs %g ms", ms)
	}
}

func TestParts(t *testing.T) {
	r := make(Result, 12)
	for i := range r {
		r[i].Actions = 1 << i
	}
	for _, c := range []struct{ first, last, want int }{{1, 10, 1<<10 - 1}, {11, 50, 3 << 10}, {51, 0, 0}, {12, 0, 1 << 11}, {13, 0, 0}, {1, 0, 1<<12 - 1}} {
		if got := r.Part(c.first, c.last).Actions(); got != c.want {
			t.Errorf("articles %d to %d: %b, want %b", c.first, c.last, got, c.want)
		}
	}
}

func TestSentenceEnds(t *testing.T) {
	for text, want := range map[string]string{
		"One. Two":        "One. |Two|",
		"A 3.5 b":         "A 3.5 b|",
		"Is it?\" He\nso": "Is it?\" |He\n|so|",
		"他走了。我来":          "他走了。|我来|",
		"هل جاء؟ نعم":     "هل جاء؟ |نعم|",
	} {
		got, from, runes := "", 0, []rune(text)
		for _, end := range sentenceEnds(text) {
			got += string(runes[from:end]) + "|"
			from = end
		}
		if got != want {
			t.Errorf("%q is cut as %q, want %q", text, got, want)
		}
	}
}

// Every edit that the annotator makes can be undone, as those of the window.
func TestEditsAreReversible(t *testing.T) {
	a := goldOf(t, "[PER Ada Lovelace] met [PER Bo]. Rain fell.\nIn [LOC Oslo] [ORG Bath FC] won.")
	work := annotate.Work{}
	for _, step := range steps(a, suggested(t, "[PER Ada] Lovelace met [ORG Bo]. [LOC Rain] fell.\nIn Oslo [LOC Bath] FC won.")) {
		for _, e := range step {
			work = annotatetest.CheckEdit(t, a.Document.Text, work, e)
		}
	}
	if work.Status != annotate.Finished || work.Annotations.Len() != 4 || work.Decisions.Len() != 4 {
		t.Errorf("at the end: %+v", work)
	}
}
