package project

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/app/state"
)

const (
	first  = "zelda quux met the envoy. Later zelda quux left."
	second = "Nobody saw zelda quux again."
)

// suggested asks for what is left to answer in a stored document, as "LABEL quote".
func suggested(t *testing.T, p *Project, id string, stored ...annotate.Suggestion) []string {
	t.Helper()
	doc, err := p.Store().Document(id)
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Store().Work(id, p.Annotator())
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Suggest(t.Context(), doc, work, "en", stored)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for i, s := range list {
		if i > 0 && list[i-1].Key().Compare(s.Key()) >= 0 {
			t.Errorf("not sorted: %v", list)
		}
		words = append(words, s.Label+" "+doc.Text.Slice(s.Span))
	}
	return words
}

func two(t *testing.T) *Project {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", first, "b.txt", second))
	return p
}

func TestLearnsFromWhatIsStored(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	if got := suggested(t, p, "b"); len(got) > 0 {
		t.Errorf("before learning: %q", got)
	}
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(suggested(t, p, "b")); got != "[PER zelda quux]" {
		t.Errorf("after learning: %s", got)
	}
}

func TestLearnsNothingFromOthers(t *testing.T) {
	p := two(t)
	say(t, p, "a", "bob", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := suggested(t, p, "b"); len(got) > 0 {
		t.Errorf("learnt from bob: %q", got)
	}
}

func TestStoredRejectionsAreLearnt(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	doc, _ := p.Store().Document("b")
	no := annotate.Decision{Span: annotate.Span{Start: 11, End: 21}, Label: "PER", Verdict: annotate.Rejected, Suggester: "memory", Quote: "zelda quux"}
	step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, annotate.Answer(annotate.Work{}, no))
	take(t, p, ImportOptions{Lang: "en"}, files(t, "c.txt", "A third text names zelda quux."))
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := suggested(t, p, "c"); slices.Contains(got, "PER zelda quux") {
		t.Errorf("suggested although rejected as often as confirmed: %q", got)
	}
}

func TestObserveFollowsAnEdit(t *testing.T) {
	p := two(t)
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	doc, _ := p.Store().Document("a")
	after := say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	p.Observe(doc, annotate.Work{}, after)
	if got := fmt.Sprint(suggested(t, p, "b")); got != "[PER zelda quux]" {
		t.Errorf("after the edit: %s", got)
	}
	p.Observe(doc, after, annotate.Work{})
	if got := suggested(t, p, "b"); len(got) > 0 {
		t.Errorf("after its undo: %q", got)
	}
}

func TestStoredSuggestionsJoinTheEngines(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	span := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	for _, c := range []struct {
		why    string
		stored annotate.Suggestion
		want   string
	}{
		{"apart", annotate.Suggestion{Span: span(0, 6), Label: "ORG", Score: 0.1}, "[ORG Nobody PER zelda quux]"},
		{"nested with another label", annotate.Suggestion{Span: span(11, 16), Label: "LOC", Score: 0.1}, "[PER zelda quux LOC zelda]"},
		{"surer on the same span", annotate.Suggestion{Span: span(11, 21), Label: "ORG", Score: 1}, "[ORG zelda quux]"},
		{"less sure on the same span", annotate.Suggestion{Span: span(11, 21), Label: "ORG", Score: 0.1}, "[PER zelda quux]"},
		{"crossing and less sure", annotate.Suggestion{Span: span(7, 16), Label: "ORG", Score: 0.1}, "[PER zelda quux]"},
		{"same label inside", annotate.Suggestion{Span: span(11, 16), Label: "PER", Score: 0.1}, "[PER zelda quux]"},
		{"a label that the schema lacks", annotate.Suggestion{Span: span(0, 6), Label: "GONE", Score: 1}, "[PER zelda quux]"},
	} {
		if got := fmt.Sprint(suggested(t, p, "b", c.stored)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

func TestStoredSuggestionsThatAreSettledStayAway(t *testing.T) {
	p := two(t)
	stored := annotate.Suggestion{Span: annotate.Span{Start: 0, End: 10}, Label: "PER", Score: 0.9}
	if got := fmt.Sprint(suggested(t, p, "a", stored)); got != "[PER zelda quux]" {
		t.Fatalf("suggested %s", got)
	}
	doc, _ := p.Store().Document("a")
	step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, annotate.Mark{Zone: annotate.Span{Start: 0, End: 25}})
	if got := suggested(t, p, "a", stored); len(got) > 0 {
		t.Errorf("suggested in a zone: %q", got)
	}
}

func TestSuggestEndsWithItsContext(t *testing.T) {
	p := two(t)
	doc, _ := p.Store().Document("a")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.Suggest(ctx, doc, annotate.Work{}, "en", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("suggest: %v", err)
	}
	if err := p.Learn(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("learn: %v", err)
	}
}

// found lists occurrences as "document [start,end) before|quote|after label".
func found(t *testing.T, p *Project, phrase, label, only string) []string {
	t.Helper()
	var list []string
	err := p.Occurrences(t.Context(), phrase, label, only, func(h state.Hit) bool {
		list = append(list, fmt.Sprintf("%s [%d,%d) %s|%s|%s %s", h.Document, h.Span.Start, h.Span.End, h.Before, h.Quote, h.After, h.Label))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestOccurrences(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	want := []string{
		"a [0,10) |zelda quux| met the envoy. Later zelda quux left. PER",
		"a [32,42) zelda quux met the envoy. Later |zelda quux| left. ",
		"b [11,21) Nobody saw |zelda quux| again. ",
	}
	if got := found(t, p, "zelda quux", "PER", ""); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found\n%s", strings.Join(got, "\n"))
	}
	if got := found(t, p, "zelda quux", "PER", "b"); len(got) != 1 || got[0] != want[2] {
		t.Errorf("in b alone: %q", got)
	}
	n := 0
	if err := p.Occurrences(t.Context(), "zelda quux", "PER", "", func(state.Hit) bool { n++; return false }); n != 1 || err != nil {
		t.Errorf("yield was called %d times after it said no, %v", n, err)
	}
}

func TestOccurrencesPassOverZonesAndShowTakenPlaces(t *testing.T) {
	p := two(t)
	if err := p.Store().SetSchema(withoutOverlap()); err != nil {
		t.Fatal(err)
	}
	say(t, p, "b", "ada", "Nobody saw [ORG zelda quux again].")
	doc, _ := p.Store().Document("a")
	step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, annotate.Mark{Zone: annotate.Span{Start: 0, End: 25}})
	got := found(t, p, "zelda quux", "PER", "")
	if len(got) != 2 || !strings.HasPrefix(got[0], "a [32,42)") || !strings.HasSuffix(got[1], " ORG") {
		t.Errorf("found %q", got)
	}
}

func withoutOverlap() annotate.Schema {
	s := annotate.News()
	s.Overlap = annotate.OverlapNone
	return s
}

// What stands inside a longer name is listed with the reason not to label it, in articles that are not open too.
func TestOccurrencesInsideLongerNamesAreDoubted(t *testing.T) {
	p := begin(t)
	text := "Secretary Antony Blinken spoke in Doha. Blinken left with the Blinken Fund and a Blinken. Later Antony Blinken was in Cairo."
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", text))
	say(t, p, "a", "ada", strings.Replace(text, "Blinken Fund", "[ORG Blinken Fund]", 1))
	var doubts []string
	err := p.Occurrences(t.Context(), "Blinken", "PER", "", func(h state.Hit) bool { doubts = append(doubts, h.Doubt); return true })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"inside “Antony Blinken” (PER)", "", "inside “Blinken Fund” (ORG)", "", "inside “Antony Blinken” (PER)"}
	if strings.Join(doubts, "; ") != strings.Join(want, "; ") {
		t.Errorf("doubts are %q, want %q", doubts, want)
	}
}

func TestOccurrencesShowFewWordsAround(t *testing.T) {
	p := begin(t)
	long := strings.Repeat("ab\ncd ", 20)
	take(t, p, ImportOptions{}, filepath.Join(files(t, "a.txt", long+"Oslo "+long), "a.txt"))
	err := p.Occurrences(t.Context(), "Oslo", "LOC", "", func(h state.Hit) bool {
		if h.Before != "… "+strings.Repeat("cd ab ", 6)+"cd " || h.After != strings.Repeat(" ab cd", 6)+" ab …" {
			t.Errorf("around the hit: %q %q", h.Before, h.After)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkOccurrences(b *testing.B) {
	p := begin(b)
	list := make([]string, 0, 2000)
	for i := range 1000 {
		list = append(list, fmt.Sprintf("%d.txt", i), strings.Repeat(english+"\n", 30)+fmt.Sprint(i))
	}
	take(b, p, ImportOptions{Lang: "en"}, files(b, list...))
	for b.Loop() {
		n := 0
		err := p.Occurrences(b.Context(), "Mira Okonkwo", "PER", "", func(state.Hit) bool { n++; return true })
		if n != 30000 || err != nil {
			b.Fatal(n, err)
		}
	}
}
