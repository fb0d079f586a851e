package suggest

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/annotate/ingest/sample"
)

func TestMemoryOutweighsLists(t *testing.T) {
	e := New()
	doc, w := worked(t, "[ORG Washington] said no. [ORG Washington] said it.")
	e.Observe(doc, "en", annotate.Work{}, w)
	checkExamples(t, e, annotate.News(), []example{{"en", "[ORG Washington] and [LOC Iran]"}})
	reject(t, e, unmarked(t, "en", "Iran"))
	checkExamples(t, e, annotate.News(), []example{{"en", "[ORG Washington] and Iran, [NORP Iranian]"}})
}

func worked(t testing.TB, marked string) (annotate.Document, annotate.Work) {
	doc, set := annotatetest.Parse(t, marked)
	return doc, annotate.Work{Annotations: set}
}

func TestEngineRespectsTheWork(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "Iran and Iraq.\nSyria and Yemen")
	in.Work.Zones = []annotate.Span{{Start: 0, End: 14}}
	iraq := annotate.Annotation{ID: "a", Span: annotate.Span{Start: 15, End: 24}, Label: "EVENT", Quote: "Syria and"}
	in.Work.Annotations = annotate.NewSet(iraq)
	if got, want := proposed(t, e, in), "Iran and Iraq.\nSyria and [LOC Yemen]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRejectedEverywhereStaysAway(t *testing.T) {
	e := New()
	for range 2 {
		for _, text := range articles(t) {
			in := input(t, text)
			in.Work = reject(t, e, in)
			if again, err := e.Suggest(context.Background(), in); err != nil || len(again) > 0 && !disjoint(again, in.Work) {
				t.Fatalf("suggested again: %+v, %v", again, err)
			}
		}
	}
	for _, text := range articles(t) {
		in := input(t, text)
		for range 6 { // what stood behind a rejected one may come forward, but not for ever
			in.Work = reject(t, e, in)
		}
		if got, _ := e.Suggest(context.Background(), in); len(got) > 0 {
			t.Fatalf("after rejecting all: %+v", got)
		}
	}
}

// disjoint reports whether none of the list was rejected, under its label or as its phrase.
func disjoint(list []annotate.Suggestion, w annotate.Work) bool {
	return !slices.ContainsFunc(list, func(s annotate.Suggestion) bool { _, ok := w.Decision(s.Key()); return ok })
}

func input(t testing.TB, text string) Input {
	doc, err := annotate.NewDocument("d", "", text)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Document: doc, Language: "und", Schema: annotate.News()}
}

// articles are the sample project's.
func articles(t testing.TB) (texts []string) {
	names, _ := filepath.Glob("../ingest/sample/*.txt")
	for _, name := range names {
		data, err := sample.Files.ReadFile(filepath.Base(name))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}

func TestOccurrences(t *testing.T) {
	tests := []struct {
		lang, phrase, want string
		opts               OccurrenceOptions
	}{
		{"en", "Iran", "[X Iran], [X Iran]’s, pro-[X Iran], Iranian, IRAN, iran", OccurrenceOptions{}},
		{"en", "Iran", "[X Iran], [X IRAN], formed [X iran]", OccurrenceOptions{IgnoreCase: true}},
		{"en", "People's Party", "the [X People’s Party], the People’s party", OccurrenceOptions{}},
		{"ar", "إيران", "[X إيران] و[X إيران] ب[X ايران] إيراني", OccurrenceOptions{Prefixed: true}},
		{"ar", "إيران", "[X إيران] وإيران", OccurrenceOptions{}},
		{"he", "חיפה", "מ[X חיפה] ל[X חיפה]", OccurrenceOptions{Prefixed: true}},
		{"vi", "Hà Nội", "[X Hà Nội] hà nội", OccurrenceOptions{}},
		{"en", "of", "none", OccurrenceOptions{}},
		{"en", "  ", "none", OccurrenceOptions{}},
	}
	for _, tt := range tests {
		in := unmarked(t, tt.lang, tt.want)
		var list []annotate.Suggestion
		for _, s := range New(NewMemory()).Occurrences(in.Document.Text, tt.lang, tt.phrase, tt.opts) {
			list = append(list, annotate.Suggestion{Span: s, Label: "X"})
		}
		if got := format(in.Document.Text, list); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.phrase, got, tt.want)
		}
	}
}

type failing struct{}

func (failing) Name() string { return "failing" }
func (failing) Suggest(context.Context, Input) ([]annotate.Suggestion, error) {
	return []annotate.Suggestion{{Span: annotate.Span{Start: 3, End: 5}, Label: "LOC", Score: 1}, {Span: annotate.Span{Start: 0, End: 99}, Label: "LOC", Score: 1},
		{Span: annotate.Span{Start: 0, End: 1}, Label: "NONE", Score: 1}}, errors.ErrUnsupported
}

func TestOneFailureKeepsTheRest(t *testing.T) {
	in := unmarked(t, "en", "In Iran ")
	list, err := New(failing{}, Places{}).Suggest(context.Background(), in)
	if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), `"failing"`) || len(list) != 1 || list[0].Suggester != "places" {
		t.Errorf("got %+v, %v", list, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New().Suggest(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// says is a suggester that says of the text's first word that it is an organisation, with any score.
type says float64

func (says) Name() string { return "says" }
func (s says) Suggest(_ context.Context, in Input) ([]annotate.Suggestion, error) {
	first, _, _ := strings.Cut(in.Document.Text.String(), " ")
	return []annotate.Suggestion{{Span: annotate.Span{End: len(first)}, Label: "ORG", Score: float64(s), Suggester: "says"}}, nil
}

// A suggester's score that is none changes nothing: it neither silences a sentence nor shows in one.
func TestScoresThatAreNone(t *testing.T) {
	in := unmarked(t, "en", "Quorrin met Joe Biden in Iran.")
	want, err := New().Suggest(context.Background(), in)
	if err != nil || len(want) == 0 {
		t.Fatal(want, err)
	}
	for _, score := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -0.1, 1.1} {
		e := New()
		e.Add(says(score))
		if got, err := e.Suggest(context.Background(), in); err != nil || !slices.Equal(got, want) {
			t.Errorf("score %v: %+v, %v; want %+v", score, got, err, want)
		}
	}
}

// ending is a context that ends when it has been asked so many times whether it has.
type ending struct {
	context.Context
	left int
}

func (c *ending) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A reading that nobody waits for any more ends between two sentences, wherever it is, and leaves nothing behind.
func TestSuggestEndsWithItsContext(t *testing.T) {
	e, in := New(), input(t, strings.Repeat("Joe Biden left Iran for Paris. Nobody came. ", 50))
	want, err := e.Suggest(context.Background(), in) // makes the article ready
	if err != nil || len(want) < 100 {
		t.Fatal(len(want), err)
	}
	const much = 1 << 30
	all := &ending{context.Background(), much}
	if _, err := e.Suggest(all, in); err != nil || much-all.left < 100 {
		t.Fatalf("asked %d times in 100 sentences, %v", much-all.left, err)
	}
	for left := range much - all.left {
		if list, err := e.Suggest(&ending{context.Background(), left}, in); !errors.Is(err, context.Canceled) || list != nil {
			t.Fatalf("ended at question %d: %d suggestions, %v", left+1, len(list), err)
		}
	}
	if again, err := e.Suggest(context.Background(), in); err != nil || !slices.Equal(again, want) {
		t.Errorf("afterwards %d suggestions, %v; before %d", len(again), err, len(want))
	}
}

// Of long articles only the last is kept ready; of short ones several are.
func TestLongArticlesAreNotKept(t *testing.T) {
	for _, x := range []struct {
		sentences int
		want      string
	}{{10, "5432"}, {keptCells / 8 / 3, "543"}, {keptCells / 8, "5"}} { // of eight cells each
		e := New(NewMemory())
		for i := range 6 {
			in := input(t, strings.Repeat("Nobody came by on that day then. ", x.sentences))
			in.Document.ID = string(rune('0' + i))
			if _, err := e.Suggest(context.Background(), in); err != nil {
				t.Fatal(err)
			}
		}
		var kept strings.Builder
		for _, a := range e.recent.list {
			kept.WriteString(a.doc.ID)
		}
		if kept.String() != x.want {
			t.Errorf("%d sentences: %s are kept, want %s", x.sentences, kept.String(), x.want)
		}
	}
}

// The real articles are not part of the project; where they are, each must give at least so much.
func TestRealArticles(t *testing.T) {
	tests := []struct {
		file, lang string
		least      int
		must       []string
	}{
		{"000", "en", 50, []string{"LOC Iraq", "LOC Syria", "DATE Tuesday", "PER Antony Blinken", "DATE January 28", "LOC Gaza Strip"}},
		{"001", "en", 60, []string{"PER Abdel Fattah el-Sisi", "LOC West Bank", "DATE Oct. 7", "PER Matthew Miller", "LOC U.S."}},
		{"002", "ar", 35, []string{"LOC واشنطن", "LOC إيران", "DATE الاثنين", "DATE 7 أكتوبر", "ORG حزب الله"}},
		{"003", "en", 50, []string{"LOC UAE", "PER Joe Biden", "DATE October 7, 2023", "ORG Hezbollah"}},
		{"004", "en", 70, []string{"LOC Khan Younes", "ORG AFP", "DATE Monday", "PER Ismail Haniyeh"}},
	}
	for _, tt := range tests {
		names, _ := filepath.Glob("../../../shared/articles/" + tt.file + "_*.txt")
		if len(names) != 1 {
			t.Log("runs where the real articles are: they are not part of the project")
			return
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		in := input(t, strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r", ""))
		in.Language = tt.lang
		list, err := New().Suggest(context.Background(), in)
		if err != nil || len(list) < tt.least {
			t.Errorf("%s: %d suggestions, %v", tt.file, len(list), err)
		}
		for _, m := range tt.must {
			if !slices.ContainsFunc(list, func(s annotate.Suggestion) bool { return s.Label+" "+in.Document.Text.Slice(s.Span) == m }) {
				t.Errorf("%s: no %s", tt.file, m)
			}
		}
	}
}

func TestObserveBesideSuggest(t *testing.T) {
	e := New()
	doc, w := worked(t, "[PER Mira Okonkwo] met [ORG Hamas] in [LOC Gaza]")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			e.Observe(doc, "en", annotate.Work{}, w)
			e.Observe(doc, "en", w, annotate.Work{})
		}
	}()
	in := unmarked(t, "en", "Okonkwo left Gaza")
	for range 50 {
		if _, err := e.Suggest(context.Background(), in); err != nil {
			t.Fatal(err)
		}
	}
	<-done
}
