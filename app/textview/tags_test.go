package textview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sevenWide stands in for a font: each letter is seven wide.
func sevenWide(s string) int { return 7 * len(s) }

func newTag(text string, from, until int) tag {
	return tag{text: text, from: from, until: until}
}

// placed places tags four apart on a strip.
func placed(width int, tags ...tag) []caption {
	captions, _ := (&placing{gap: 4, width: width, measure: sevenWide}).place(tags)
	return captions
}

func words(captions []caption) string {
	var list []string
	for _, s := range captions {
		list = append(list, fmt.Sprintf("%s@%d", s.text, s.at))
	}
	return strings.Join(list, " ")
}

func TestTagsOfOneLine(t *testing.T) {
	far := newTag("EVENT", 40, 140)
	far.ends = true
	focused := newTag("DATE", 40, 80)
	focused.focus = true
	word := slices.Repeat([]tag{newTag("PER", 40, 80)}, 4)
	for _, c := range []struct {
		name string
		tags []tag
		want string
	}{
		{"a count names the one in focus", append(slices.Clone(word), focused), "PER@40 DAT +3@65"},
		{"a count names it only where there is room", append(append(slices.Clone(word), focused), newTag("LOC", 95, 130)), "PER@40 +4@65 LOC@95"},
		{"at the beginning of their spans", []tag{newTag("PER", 40, 120), newTag("LOC", 200, 260)}, "PER@40 LOC@200"},
		{"nested: in a row", []tag{newTag("ORG", 40, 220), newTag("LOC", 40, 120)}, "ORG@40 LOC@65"},
		{"a long one is cut before it pushes the next away", []tag{newTag("WORK_OF_ART", 40, 60), newTag("LOC", 70, 95)}, "WORK@40 LOC@72"},
		{"against the line: at the far end", []tag{far}, "EVENT@105"},
		{"against the line, two of them", []tag{far, far}, "EVENT@84 EVENT@123"},
		{"three on one word", []tag{newTag("PER", 40, 80), newTag("ORG", 40, 80), newTag("LOC", 40, 80)}, "PER@40 +2@65"},
		{"six on one word", slices.Repeat([]tag{newTag("PER", 40, 80)}, 6), "PER@40 +5@65"},
		{"forty on one letter", slices.Repeat([]tag{newTag("PER", 40, 47)}, 40), "+40@40"},
		{"long ones give way to one that ends soon", []tag{newTag("ORG", 0, 300), newTag("PER", 0, 300), newTag("LOC", 0, 20)}, "LOC@0 ORG@25 PER@50"},
		{"at the end of the line", []tag{newTag("EVENT", 585, 598)}, "EVENT@565"},
	} {
		if got := words(placed(600, c.tags...)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// crowded is a line of random spans: words, some of them labelled several times, and some longer ones over them.
func crowded(r *rand.Rand) []tag {
	names := strings.Fields("PER ORG LOC DATE EVENT NORP WORK_OF_ART CARDINAL X")
	var tags []tag
	word, deep := 3+r.IntN(60), 1+r.IntN(5)
	for x := r.IntN(30); x < 600; x += word + r.IntN(20) {
		for range r.IntN(deep + 1) {
			g := newTag(names[r.IntN(len(names))], x, min(x+word, 620))
			if r.IntN(5) == 0 {
				g.until = min(x+word*(1+r.IntN(6)), 620)
			}
			g.ends = r.IntN(6) == 0
			tags = append(tags, g)
		}
	}
	return tags
}

func TestNoTagStandsOnAnotherOrAwayFromItsSpan(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	w := &placing{gap: 4, width: 640, measure: sevenWide}
	counts, cuts := 0, 0
	for round := range 5000 {
		tags := crowded(r)
		asked := len(tags)
		captions, tags := w.place(tags)
		shown := 0
		for i, s := range captions {
			if s.at < 0 || s.at+s.width > 640 || s.width != sevenWide(s.text) {
				t.Fatalf("round %d: %+v leaves the strip", round, s)
			}
			if i > 0 && s.at < captions[i-1].at+captions[i-1].width+4 {
				t.Fatalf("round %d: %+v stands on %+v", round, s, captions[i-1])
			}
			if s.first != shown {
				t.Fatalf("round %d: caption %d stands for tags from %d on, want %d", round, i, s.first, shown)
			}
			shown += s.n
			checkCaption(t, s, tags[s.first:s.first+s.n])
			counts, cuts = counts+min(s.n-1, 1), cuts+min(len(tags[s.first].text)-len(s.text), 1)
		}
		if shown != asked {
			t.Fatalf("round %d: captions stand for %d of %d tags", round, shown, asked)
		}
	}
	if counts < 1000 || cuts < 1000 {
		t.Errorf("%d counts and %d cut tags: this tests too little", counts, cuts)
	}
}

// checkCaption holds a tag to its span, and a count near all of its spans and at one of them.
func checkCaption(t *testing.T, s caption, tags []tag) {
	t.Helper()
	touches := false
	for _, g := range tags {
		away := max(g.from-s.at-s.width, s.at-g.until, 0)
		touches = touches || g.until > s.at && g.from < s.at+s.width
		if away > sevenWide("+99")+4 {
			t.Fatalf("%+v stands %d from a span of %+v", s, away, g)
		}
	}
	if !touches {
		t.Fatalf("%+v touches none of %+v", s, tags)
	}
	if s.n == 1 && !strings.HasPrefix(tags[0].text, s.text) || s.n > 1 && s.text != countText(s.n) || s.text == "" {
		t.Fatalf("%+v has the wrong words for %+v", s, tags)
	}
}

func BenchmarkPlaceTags(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := &placing{gap: 4, width: 640, measure: sevenWide}
			var all, tags []tag
			for i := range n {
				all = append(all, newTag("WORK_OF_ART", i*600/n, i*600/n+40))
			}
			b.ReportAllocs()
			for b.Loop() {
				tags = append(tags[:0], all...)
				w.place(tags)
			}
		})
	}
}
