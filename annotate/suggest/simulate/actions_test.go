package simulate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// suggested reads marked text as what was shown for an article.
func suggested(t testing.TB, marked string) (shown []annotate.Suggestion) {
	t.Helper()
	_, set := annotatetest.Parse(t, marked)
	for a := range set.Values() {
		shown = append(shown, annotate.Suggestion{Span: a.Span, Label: a.Label, Score: 0.8, Suggester: "test"})
	}
	return shown
}

// goldOf reads marked text as an article with its gold.
func goldOf(t testing.TB, marked string) Article {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	return Article{Document: doc, Language: "en", Gold: set}
}

func TestActions(t *testing.T) {
	for _, c := range []struct {
		name, shown, gold string
		want              int
	}{
		{"nothing", "Ada met Bo.", "Ada met Bo.", 0},
		{"accept", "[PER Ada] met [PER Bo].", "[PER Ada] met [PER Bo].", 0},
		{"add", "Ada met [PER Bo].", "[PER Ada] met [PER Bo].", 1},
		{"delete", "[PER Ada] met [PER Bo].", "Ada met [PER Bo].", 1},
		{"relabel", "[ORG Ada] met Bo.", "[PER Ada] met Bo.", 1},
		{"move the start", "Dr [PER Ada Lovelace] met", "Dr Ada [PER Lovelace] met", 1},
		{"move the end", "Dr [PER Ada] Lovelace met", "Dr [PER Ada Lovelace] met", 1},
		{"move both edges", "[PER Dr Ada] Lovelace met", "Dr [PER Ada Lovelace] met", 2},
		{"move and relabel", "[ORG Dr Ada] met", "Dr [PER Ada] met", 2},
		{"all three are no better than anew", "[ORG Dr Ada] Lovelace met", "Dr [PER Ada Lovelace] met", 2},
		{"beside each other", "[PER Ada] Bo", "Ada [PER Bo]", 2},
		{"one of two", "[PER Ada Lovelace] met", "[PER Ada] [PER Lovelace] met", 2},
		{"two of one", "[PER Ada] [PER Lovelace] met", "[PER Ada Lovelace] met", 2},
		{"nested, the outer missing", "the [LOC Bath] FC won", "the [ORG [LOC Bath] FC] won", 1},
		{"nested, both there", "the [ORG [LOC Bath] FC] won", "the [ORG [LOC Bath] FC] won", 0},
		{"the exact one keeps its partner", "[PER [PER Ada] Lovelace] met", "[PER Ada] Lovelace met", 1},
		{"a chain: each moves to the next", "[LOC [LOC a] b] c", "[LOC [LOC a b] c]", 1},
		{"Arabic, behind a prefix", "قالت [LOC وأوسلو] أمس", "قالت و[LOC أوسلو] أمس", 1},
		{"emoji before it", "🚒👩‍🚒 [LOC Oslo]", "🚒👩‍🚒 [LOC Oslo]", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Actions(suggested(t, c.shown), goldOf(t, c.gold).Gold); got != c.want {
				t.Errorf("%d actions from %s to %s, want %d", got, c.shown, c.gold, c.want)
			}
		})
	}
}

// random spans of a short text crowd, so that every pairing that matters comes up.
func randomSpans(r *rand.Rand, n int) (list []annotate.DecisionKey) {
	have := map[annotate.DecisionKey]bool{}
	for range n {
		start := r.IntN(6)
		k := annotate.DecisionKey{Span: annotate.Span{Start: start, End: start + 1 + r.IntN(4)}, Label: []string{"PER", "ORG"}[r.IntN(2)]}
		if !have[k] {
			have[k], list = true, append(list, k)
		}
	}
	return list
}

func random(r *rand.Rand, most int) (shown []annotate.Suggestion, gold annotate.Set) {
	for _, k := range randomSpans(r, r.IntN(most+1)) {
		shown = append(shown, annotate.Suggestion{Span: k.Span, Label: k.Label, Score: 0.9})
	}
	for i, k := range randomSpans(r, r.IntN(most+1)) {
		gold = gold.With(annotate.Annotation{ID: fmt.Sprint(i), Span: k.Span, Label: k.Label, Quote: strings.Repeat("x", k.Span.Len())})
	}
	return shown, gold
}

// TestActionsAreTheFewest compares with every pairing there is.
func TestActionsAreTheFewest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		shown, gold := random(r, 5)
		if got, want := Actions(shown, gold), fewest(shown, gold.All()); got != want {
			t.Fatalf("%d actions, %d are enough\nshown %v\ngold %v", got, want, shown, gold.All())
		}
	}
}

// fewest tries for the first suggestion each annotation, and none.
func fewest(shown []annotate.Suggestion, gold []annotate.Annotation) int {
	if len(shown) == 0 {
		return len(gold)
	}
	best := 1 + fewest(shown[1:], gold)
	for i, a := range gold {
		rest := append(append([]annotate.Annotation{}, gold[:i]...), gold[i+1:]...)
		if shown[0].Span.Overlaps(a.Span) {
			best = min(best, changes(shown[0], a)+fewest(shown[1:], rest))
		}
	}
	return best
}

func TestActionsAreBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		shown, gold := random(r, 40)
		if n := Actions(shown, gold); n < 0 || n > len(shown)+gold.Len() {
			t.Fatalf("%d actions for %d suggestions and %d annotations", n, len(shown), gold.Len())
		}
		same := annotate.Set{}
		for i, s := range shown {
			same = same.With(annotate.Annotation{ID: fmt.Sprint(i), Span: s.Span, Label: s.Label})
		}
		if n := Actions(shown, same); n != 0 {
			t.Fatalf("%d actions to what is there", n)
		}
		if n := Actions(nil, gold); n != gold.Len() {
			t.Fatalf("%d actions from scratch, want %d", n, gold.Len())
		}
		if n := Actions(shown, annotate.Set{}); n != len(shown) {
			t.Fatalf("%d actions to nothing, want %d", n, len(shown))
		}
	}
}

// A crowd of spans, each of which may become each of as many others, takes no time worth speaking of.
func TestActionsInACrowd(t *testing.T) {
	var shown []annotate.Suggestion
	var list []annotate.Annotation
	for i := range 1000 {
		shown = append(shown, annotate.Suggestion{Span: annotate.Span{Start: 0, End: 2*i + 1}, Label: "PER"})
		list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: 0, End: 2*i + 2}, Label: "PER"})
	}
	gold, start := annotate.NewSet(list...), time.Now()
	if n := Actions(shown, gold); n != len(shown) {
		t.Errorf("%d actions, want one for each", n)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}
