package near

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// article is n words of a vocabulary in which few words are frequent, as in a language.
func article(rnd *rand.Rand, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("wo%d", int(math.Exp(rnd.Float64()*9)))
	}
	return list
}

// edited is the article with n words replaced, left out or added.
func edited(rnd *rand.Rand, words []string, n int) []string {
	words = slices.Clone(words)
	for range n {
		at := rnd.IntN(len(words))
		switch rnd.IntN(3) {
		case 0:
			words[at] = fmt.Sprintf("new%d", rnd.IntN(1e6))
		case 1:
			words = slices.Delete(words, at, at+1)
		default:
			words = slices.Insert(words, at, fmt.Sprintf("new%d", rnd.IntN(1e6)))
		}
	}
	return words
}

// jaccard counts the runs that two texts of ASCII words share.
func jaccard(a, b []string) float64 {
	runs := func(list []string) map[string]bool {
		set := map[string]bool{}
		for i := Run; i <= len(list); i++ {
			set[strings.Join(list[i-Run:i], " ")] = true
		}
		return set
	}
	x, y, both := runs(a), runs(b), 0
	for r := range x {
		if y[r] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// The estimate is the share of runs in both, give or take five standard errors.
func TestSimilarityIsJaccard(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		a := article(rnd, 50+rnd.IntN(500))
		b := edited(rnd, a, rnd.IntN(len(a)/5))
		x, y := Sign(strings.Join(a, " ")), Sign(strings.Join(b, " "))
		want := jaccard(a, b)
		if got := x.Similarity(&y); math.Abs(got-want) > 5*math.Sqrt(want*(1-want)/Permutations)+1e-9 {
			t.Errorf("%d words: similarity %.3f, want %.3f", len(a), got, want)
		}
	}
}

// Copies with small edits are found among strangers; nothing that shares less than three fifths is.
func TestPlantedCopiesAreFound(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var texts [][]string
	copyOf := map[int]int{}
	for range 300 {
		a := article(rnd, 200+rnd.IntN(400))
		texts = append(texts, a)
		if rnd.IntN(2) == 0 {
			copyOf[len(texts)] = len(texts) - 1
			texts = append(texts, edited(rnd, a, 1+rnd.IntN(4)))
		}
	}
	list := make([]Signature, len(texts))
	for i, x := range texts {
		list[i] = Sign(strings.Join(x, " "))
	}
	got := before(t, list)
	for at, from := range copyOf {
		if jaccard(texts[at], texts[from]) > 0.9 && !slices.Contains(got[at], int32(from)) {
			t.Errorf("text %d shares %.2f with %d, of which it is a copy; near it: %v", at, jaccard(texts[at], texts[from]), from, got[at])
		}
	}
	for at, near := range got {
		for _, o := range near {
			if j := jaccard(texts[at], texts[o]); j < 0.6 {
				t.Errorf("texts %d and %d share only %.2f", at, o, j)
			}
		}
	}
}

func before(t testing.TB, list []Signature) [][]int32 {
	t.Helper()
	got, err := Before(t.Context(), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Banding finds exactly the pairs that comparing all with all finds, also those that barely agree enough, wherever they
// differ.
func TestBeforeIsBruteForce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		var list []Signature
		for range 80 {
			var s Signature
			if len(list) > 0 && rnd.IntN(3) > 0 {
				s = list[rnd.IntN(len(list))]
			}
			if rnd.IntN(8) > 0 { // else it is a copy
				at := rnd.Perm(Permutations)
				for _, i := range at[:rnd.IntN(2*(Permutations-least))] {
					s[i] = rnd.Uint32N(50)
				}
			}
			list = append(list, s)
		}
		got := before(t, list)
		for i := range list {
			var want []int32
			for j := range i {
				switch {
				case list[i] == list[j]:
					want = []int32{int32(j)}
				case list[i].Near(&list[j]) && slices.Index(list, list[j]) == j:
					want = append(want, int32(j))
					continue
				default:
					continue
				}
				break
			}
			if !slices.Equal(got[i], want) {
				t.Fatalf("near %d: %v, want %v", i, got[i], want)
			}
		}
	}
}

// Pairs with the most slots that may differ, one in each band but the last few, are still found.
func TestNoNearPairIsMissed(t *testing.T) {
	for clean := range bands {
		a := Sign("an article of some words that stand in a row")
		b := a
		for k := range bands {
			if k != clean {
				b[bandStart(k)]++
			}
		}
		if got := before(t, []Signature{a, b}); !a.Near(&b) || len(got[1]) != 1 {
			t.Errorf("two signatures that share band %d alone: near %v, found %v", clean, a.Near(&b), got)
		}
		b[bandStart(clean)]++
		if a.Near(&b) {
			t.Error("two signatures that differ in every band are near")
		}
	}
}

func TestWhatMakesNoDifference(t *testing.T) {
	long := "The harbour of Oslo was closed on Monday, officials said; ferries waited."
	for _, pair := range [][2]string{
		{long, "THE HARBOUR of “Oslo”\n\nwas closed – on Monday (officials said) ferries waited"},
		{long, "Ｔｈｅ harbour of Oslo was closed on Monday, oﬃcials said; ferries waited."},
		{"Straße", "STRASSE"}, {"", " \n"}, {"Fire in Oslo", "fire in oslo!"}, {"café", "cafe\u0301"},
	} {
		if a, b := Sign(pair[0]), Sign(pair[1]); a != b {
			t.Errorf("%q and %q differ: similarity %.2f", pair[0], pair[1], a.Similarity(&b))
		}
	}
}

// Below five words only the same words are near, in their order.
func TestShortTexts(t *testing.T) {
	for _, pair := range [][2]string{{"Fire in Oslo", "Fire in Bergen"}, {"Fire in Oslo", "Oslo in fire"}, {"a b c d", "a b c d e"}, {"", "a"}, {"👍", "👎"}} {
		a, b := Sign(pair[0]), Sign(pair[1])
		if a.Near(&b) {
			t.Errorf("%q and %q are near", pair[0], pair[1])
		}
	}
}

// The signature is part of what a project's splits hang on: it must never change.
func TestSignatureStays(t *testing.T) {
	s := Sign("Mira Okonkwo left قرية for North Bay University Hospital on 3 May.")
	if got, want := fmt.Sprint(s[0], s[1], s[127]), "602549214 176426333 30251170"; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func TestSignaturesAreThoseOfTheTexts(t *testing.T) {
	text := func(i int) (string, error) { return fmt.Sprint("text number ", i), nil }
	last := 0
	list, err := Signatures(t.Context(), 300, text, func(done int) { last = done })
	if err != nil || last != 300 {
		t.Fatalf("%v after %d", err, last)
	}
	for i, s := range list {
		if want, _ := text(i); s != Sign(want) {
			t.Errorf("signature %d is another text's", i)
		}
	}
}

func TestBothEndEarly(t *testing.T) {
	broken := errors.New("broken")
	_, err := Signatures(t.Context(), 1000, func(i int) (string, error) {
		if i == 500 {
			return "", broken
		}
		return "a", nil
	}, nil)
	if !errors.Is(err, broken) {
		t.Errorf("a text that cannot be read: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Signatures(ctx, 10, func(int) (string, error) { return "a", nil }, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("signatures of a cancelled context: %v", err)
	}
	if _, err := Before(ctx, make([]Signature, 10), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("comparison in a cancelled context: %v", err)
	}
}

// corpus is texts of 3 KB; one in ten is a copy with a few words changed.
func corpus(n int) []string {
	rnd := rand.New(rand.NewPCG(7, 8))
	texts := make([]string, n)
	var last []string
	for i := range texts {
		if i%10 == 9 {
			texts[i] = strings.Join(edited(rnd, last, 3), " ")
			continue
		}
		last = article(rnd, 550)
		texts[i] = strings.Join(last, " ")
	}
	return texts
}

func BenchmarkSign(b *testing.B) {
	texts := corpus(100)
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	b.SetBytes(int64(size / len(texts)))
	var s signer
	for i := 0; b.Loop(); i++ {
		s.sign(texts[i%len(texts)])
	}
}

// BenchmarkHundredThousand finds the copies among 100,000 articles of 3 KB: run it once, with -benchtime 1x.
func BenchmarkHundredThousand(b *testing.B) {
	texts := corpus(100_000)
	for b.Loop() {
		list, err := Signatures(b.Context(), len(texts), func(i int) (string, error) { return texts[i], nil }, nil)
		if err != nil {
			b.Fatal(err)
		}
		pairs := 0
		for _, n := range before(b, list) {
			pairs += len(n)
		}
		b.ReportMetric(float64(pairs), "pairs")
	}
}
