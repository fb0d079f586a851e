package simulate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// parrot is an engine that suggests each word, between spaces and stops, with each label that the word has in the Work, beside what it says
// of its own. A deaf one says nothing else.
type parrot struct {
	own   []annotate.Suggestion
	deaf  bool
	shown []annotate.Work // the works that it was asked about
}

func (p *parrot) Suggest(_ context.Context, in suggest.Input) (list []annotate.Suggestion, _ error) {
	p.shown = append(p.shown, in.Work)
	list = slices.Clone(p.own)
	if p.deaf {
		return list, nil
	}
	for _, k := range parroted(in.Document.Text.String(), in.Work.Annotations.All()) {
		if !slices.ContainsFunc(list, func(g annotate.Suggestion) bool { return g.Key() == k }) {
			list = append(list, annotate.Suggestion{Span: k.Span, Label: k.Label, Score: 0.9, Suggester: "parrot"})
		}
	}
	return list, nil
}

func (p *parrot) Observe(annotate.Document, string, annotate.Work, annotate.Work) {}

func (p *parrot) Settle(context.Context, annotate.Schema) error { return nil }

// parroted are the words of a text that stand in it with a label, with that label.
func parroted(text string, known []annotate.Annotation) (list []annotate.DecisionKey) {
	at := 0
	for _, word := range strings.SplitAfter(text, " ") {
		span := annotate.Span{Start: at, End: at + len(strings.TrimRight(word, ". "))}
		at += len(word)
		for _, a := range known {
			k := annotate.DecisionKey{Span: span, Label: a.Label}
			if a.Quote == text[span.Start:span.End] && !slices.Contains(list, k) {
				list = append(list, k)
			}
		}
	}
	return list
}

func inOrder(t testing.TB, e Engine, a Article) int {
	t.Helper()
	result, err := Simulation{Engine: e, Labels: Labels{"PER": "PER", "ORG": "ORG"}, InOrder: true}.Run(context.Background(), []Article{a})
	if err != nil {
		t.Fatal(err)
	}
	return result[0].ActionsInOrder
}

func TestActionsInOrder(t *testing.T) {
	for _, c := range []struct {
		name, own, gold string
		want            int
	}{
		{"nothing", "Ada met Bo.", "Ada met Bo.", 0},
		{"once for all", "Ada met. Ada ran. Ada.", "[PER Ada] met. [PER Ada] ran. [PER Ada].", 1},
		{"not for the sentence itself", "Ada met Ada. Ada.", "[PER Ada] met [PER Ada]. [PER Ada].", 2},
		{"a correction carries", "[ORG Ada] met. Ada.", "[PER Ada] met. [PER Ada].", 1},
		{"a right one does too", "[PER Ada] met. Ada.", "[PER Ada] met. [PER Ada].", 0},
		{"what is taught amiss is rejected", "May met. May be.", "[PER May] met. May be.", 2},
		{"and what comes up behind the reader", "May be. May met.", "May be. [PER May] met.", 2},
		{"two labels of a word", "May met. May. May.", "[PER May] met. [ORG May]. [PER May].", 3},
		{"a rejected one stays away", "[PER Ada] met. Bo.", "Ada met. [PER Bo].", 2},
		{"across the end of a sentence", "Mr. [PER Ada] met.", "[PER Mr. Ada] met.", 1},
		{"and the other way", "[PER Mr. Ada] met. Ada.", "Mr. [PER Ada] met. [PER Ada].", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := inOrder(t, &parrot{own: suggested(t, c.own)}, goldOf(t, c.gold)); got != c.want {
				t.Errorf("%d actions from %s to %s, want %d", got, c.own, c.gold, c.want)
			}
		})
	}
}

// randomArticle has sentences of three words each, and some that have labels.
func randomArticle(r *rand.Rand) Article {
	var text string
	var gold []annotate.Annotation
	for i := range 3 * (1 + r.IntN(4)) {
		word := []string{"Ada", "Bo", "May"}[r.IntN(3)]
		span := annotate.Span{Start: len(text), End: len(text) + len(word)}
		if label := []string{"PER", "ORG", ""}[r.IntN(3)]; label != "" {
			gold = append(gold, annotate.Annotation{ID: fmt.Sprint(i), Span: span, Label: label, Quote: word})
		}
		if text += word; i%3 == 2 {
			text += "."
		}
		text += " "
	}
	doc, err := annotate.NewDocument("random", "", text)
	if err != nil {
		panic(err)
	}
	return Article{Document: doc, Language: "en", Gold: annotate.NewSet(gold...)}
}

// TestActionsInOrderBruteForce counts with lists alone, and with every pairing there is.
func TestActionsInOrderBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		a := randomArticle(r)
		if got, want := inOrder(t, &parrot{}, a), slowly(a); got != want {
			t.Fatalf("%d actions, want %d\n%s\n%v", got, want, a.Document.Text, a.Gold.All())
		}
	}
}

func slowly(a Article) (actions int) {
	text := a.Document.Text.String()
	var known []annotate.Annotation
	rejected := map[annotate.DecisionKey]bool{}
	open := func(from, to int) (list []annotate.Suggestion) {
		for _, k := range parroted(text, known) {
			labelled := slices.ContainsFunc(known, func(x annotate.Annotation) bool { return x.Span == k.Span })
			if !labelled && !rejected[k] && from <= k.Span.Start && k.Span.Start < to {
				list = append(list, annotate.Suggestion{Span: k.Span, Label: k.Label})
			}
		}
		return list
	}
	from := 0
	for _, sentence := range strings.SplitAfter(text, ". ") {
		to := from + len(sentence)
		here := open(from, to)
		var gold []annotate.Annotation
		for g := range a.Gold.Values() {
			if from <= g.Span.Start && g.Span.Start < to {
				gold = append(gold, g)
			}
		}
		actions += fewest(here, gold)
		for _, g := range here { // those of a word that has another label are answered by that
			rejected[g.Key()] = true
		}
		known = append(known, gold...)
		from = to
	}
	return actions + len(open(0, len(text)))
}

// An engine that never changes its mind leaves as much to do in order as at once, wherever the sentences end.
func TestActionsInOrderOfAStubbornEngine(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		shown, gold := random(r, 8)
		text := "x"
		for range 11 {
			text += []string{"x", ".", " ", "\n"}[r.IntN(4)]
		}
		doc, err := annotate.NewDocument("stubborn", "", text)
		if err != nil {
			t.Fatal(err)
		}
		var list []annotate.Annotation
		for g := range gold.Values() {
			g.Quote = doc.Text.Slice(g.Span)
			list = append(list, g)
		}
		a := Article{Document: doc, Language: "en", Gold: annotate.NewSet(list...)}
		if got, want := inOrder(t, &parrot{own: shown, deaf: true}, a), Actions(shown, a.Gold); got != want {
			t.Fatalf("%d actions in order and %d at once\n%q\nshown %v\ngold %v", got, want, text, shown, list)
		}
	}
}

// The engine is asked with what was answered so far, the sentence whole; a frozen one too.
func TestTheReaderAsksAfterEachSentence(t *testing.T) {
	e := &parrot{own: suggested(t, "[ORG Ada] met [PER Bo]. No. [PER May] be.")}
	_, err := Simulation{Engine: e, Labels: Labels{"PER": "PER"}, InOrder: true, Frozen: true}.Run(context.Background(),
		[]Article{goldOf(t, "[PER Ada] met [PER Bo]. No. May be.")})
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, w := range e.shown[1:] { // the first wakes it
		asked = append(asked, fmt.Sprintln(w.Annotations.Len(), w.Decisions.Len(), w.Status))
	}
	if want := []string{"0 0 \n", "2 1 in_progress\n", "2 2 in_progress\n"}; !slices.Equal(asked, want) {
		t.Errorf("asked with %q, want %q", asked, want)
	}
}

// Counting in order changes no other figure of the engine of the program: what it learns on the way is unlearnt.
func TestInOrderChangesNothingElse(t *testing.T) {
	var articles []Article
	for i := range 8 {
		articles = append(articles, named(t, fmt.Sprint(i), "Then [PER Zorblax Quint] of [ORG Wibblecorp] spoke.\n[PER Quint] left [ORG Wibblecorp].\nMay he? "+
			strings.Repeat("[PER Ada Bo] said so in [LOC Oslo]. ", i)))
	}
	run := func(inOrder bool) Result {
		result, err := Simulation{Engine: suggest.New(), Labels: Labels{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, InOrder: inOrder}.Run(context.Background(), articles)
		if err != nil {
			t.Fatal(err)
		}
		for i := range result {
			result[i].CPU, result[i].Learning = 0, 0
		}
		return result
	}
	plain, both := run(false), run(true)
	if at, in := both.Actions(), both.ActionsInOrder(); in >= at || in == 0 {
		t.Errorf("%d actions in order, %d at once", in, at)
	}
	if plain.ActionsInOrder() != 0 {
		t.Error("counted without being asked for")
	}
	for i := range both {
		both[i].ActionsInOrder = 0
	}
	if !reflect.DeepEqual(plain, both) {
		t.Errorf("plain %+v\nboth %+v", plain, both)
	}
}
