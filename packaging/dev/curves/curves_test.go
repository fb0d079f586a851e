package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/annotate/suggest/simulate"
)

func article(t testing.TB, marked string) simulate.Article {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	return simulate.Article{Document: doc, Language: "en", Gold: set}
}

func TestRewriteMovesTheGold(t *testing.T) {
	at := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	linked := change{at: at(8, 8), text: "In Bo\n", spans: []annotate.Annotation{{Label: "LOC", Span: at(3, 5)}}}
	for _, c := range []struct {
		name, in string
		changes  []change
		want     string
	}{
		{"nothing", "[PER Ada B] met.", nil, "[PER Ada B] met."},
		{"glued inside", "[PER Ada B] met.", []change{{at: at(3, 4)}}, "[PER AdaB] met."},
		{"glued behind", "[PER Ada B] met.", []change{{at: at(5, 6)}}, "[PER Ada B]met."},
		{"glued before", "then [PER Ada] met.", []change{{at: at(4, 5)}}, "then[PER Ada] met."},
		{"put in between two that touch", "[PER Ada][ORG X] Y", []change{{at: at(3, 3), text: "é🚒"}}, "[PER Ada]é🚒[ORG X] Y"},
		{"put in before", "[PER Ada] met.", []change{{at: at(0, 0), text: "ab\n"}}, "ab\n[PER Ada] met."},
		{"with spans of its own", "Ada met [PER Cid].", []change{linked}, "Ada met In [LOC Bo]\n[PER Cid]."},
		{"never inside a span", "Ada [PER met Cid].", []change{linked}, "Ada [PER met Cid]."},
		{"never across an edge", "Ada [PER met Cid].", []change{{at: at(2, 5), text: "x"}}, "Ada [PER met Cid]."},
		{"capitals", "Ada [PER met] [LOC ایران]", []change{{at: at(0, 13), text: "ADA MET ایران"}}, "ADA [PER MET] [LOC ایران]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := rewrite(article(t, c.in), c.changes)
			if err != nil {
				t.Fatal(err)
			}
			if s := annotatetest.Format(got.Document.Text, got.Gold); s != c.want {
				t.Errorf("got  %q\nwant %q", s, c.want)
			}
		})
	}
}

const sample = "[ORG Wire] report: Talks open in [LOC Oslo]\n\nThe envoy [PER Mira Okonkwo] met the union. On [DATE Tuesday] it rained.\n" +
	"[PER Okonkwo] said: “[NORP Norwegian] law stays.” 🚒 [LOC أوسلو] too.\n\n"

// Whatever the noise, the gold stands on the characters that it stood on, apart from white space and capitals.
func TestNoiseKeepsTheGold(t *testing.T) {
	a := article(t, strings.Repeat(sample, 20))
	other := article(t, "Elsewhere [PER Bo Li] won the cup of [LOC Bath] in a match that many had hoped to see and that no one forgets\n[LOC Rome] fell.\n")
	for _, n := range noises {
		got, err := rewrite(a, n.spoil(a, linksOf([]simulate.Article{other, other, other}), rand.New(rand.NewPCG(1, 1))))
		if err != nil {
			t.Fatal(err)
		}
		if err := (annotate.Work{Annotations: got.Gold}).Check(got.Document.Text); err != nil {
			t.Errorf("%s: %v", n.name, err)
		}
		var before, after []string
		for g := range a.Gold.Values() {
			before = append(before, plain(g))
		}
		for g := range got.Gold.Values() {
			if !strings.Contains("PER boli LOC bath LOC rome", plain(g)) {
				after = append(after, plain(g))
			}
		}
		if fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("%s: %v became %v", n.name, before, after)
		}
		if same := got.Document.Text.String() == a.Document.Text.String(); same != (n.name == "as they are") {
			t.Errorf("%s: the text is the same: %v", n.name, same)
		}
	}
}

func plain(g annotate.Annotation) string {
	return g.Label + " " + strings.ToLower(strings.Join(strings.Fields(g.Quote), ""))
}

func TestDatesThatTheGoldCounts(t *testing.T) {
	for text, want := range map[string]bool{"3 May": true, "May": true, "Tuesday": true, "last Tuesdays": true, "2016": true, "the 1990s": true, "24/2": true, "Feb. 24": true, "Sept 3": true,
		"last week": false, "two years": false, "37-year-old": false, "today": false, "may": false, "5 days": false} {
		if plainDates(text) != want {
			t.Errorf("%q counts as a date: %v", text, !want)
		}
	}
}

func TestThePeerIsScoredWithOurLabels(t *testing.T) {
	said := article(t, "[ORG the Union]'s [PERSON Mira Okonkwo's] house in [GPE Oslo] [DATE last week], [CARDINAL two] days after [DATE 3 May].")
	gold := article(t, "the [ORG Union]'s [PER Mira Okonkwo]'s house in [LOC Oslo] last week, two days after [DATE 3 May].")
	p := &peer{says: map[string][]annotate.Annotation{"doc": said.Gold.All()}}
	labels := simulate.Labels{"ORG": "ORG", "PER": "PER", "LOC": "LOC", "DATE": "DATE"}
	for i, want := range []simulate.Counts{{Gold: 4, Suggested: 5, Correct: 2}, {Gold: 4, Suggested: 4, Correct: 2}, {Gold: 4, Suggested: 4, Correct: 4}} {
		r, err := p.score(context.Background(), []simulate.Article{gold}, labels, peerVariants[i].dates, peerVariants[i].trim)
		if err != nil || r.Counts() != want {
			t.Errorf("%s: %+v, %v, want %+v", peerVariants[i].name, r.Counts(), err, want)
		}
	}
	gold.Document.ID = "another"
	if _, err := p.score(context.Background(), []simulate.Article{gold}, labels, anyDate, false); err == nil || !strings.Contains(err.Error(), `"another"`) {
		t.Errorf("an article without predictions: %v", err)
	}
}

func TestMentionsNeeded(t *testing.T) {
	one := func(right int) simulate.Scored {
		return simulate.Scored{ByLabel: map[string]simulate.Counts{"NEW": {Gold: 2, Suggested: right, Correct: right}}}
	}
	none := simulate.Scored{ByLabel: map[string]simulate.Counts{}}
	var r simulate.Result
	for _, right := range []int{0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2} {
		r = append(r, one(right), none)
	}
	if got := mentionsNeeded(r, "NEW"); got != 0 {
		t.Errorf("most of the first ten are right, and still %d mentions are needed", got)
	}
	r = nil
	for i := range 40 {
		r = append(r, one(2*min(1, i/20)))
	}
	if got := mentionsNeeded(r, "NEW"); got != 2*14 {
		t.Errorf("%d mentions are needed, want 28: four of ten articles ahead make an F1 of 57", got)
	}
	if got := mentionsNeeded(r[:19], "NEW"); got != -1 {
		t.Errorf("too few articles: %d", got)
	}
	if got := median([]int{-1, 7, -1, 3, 5}); got != 7 {
		t.Errorf("the median is %d", got)
	}
}

func TestSpread(t *testing.T) {
	if s := spreadOver([]float64{1, 3}); s.mean != 2 || math.Abs(s.deviation-math.Sqrt2) > 1e-9 || s.String() != "2.0 ± 1.4" {
		t.Errorf("%v", s)
	}
	if s := spreadOver([]float64{4}); s.String() != "4.0 ± 0.0" {
		t.Errorf("one order: %v", s)
	}
}

func TestSections(t *testing.T) {
	page := "# A\n<!-- figures: b -->\nold\n<!-- end -->\n<!-- figures: c -->\n\n<!-- end -->\nz\n"
	got, err := withSection(page, "c", "| x |\n")
	if want := strings.Replace(page, "c -->\n\n<!--", "c -->\n\n| x |\n\n<!--", 1); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
	if again, err := withSection(got, "c", "| x |"); err != nil || again != got {
		t.Errorf("written twice: %v\n%s", err, again)
	}
	if _, err := withSection(page, "d", ""); err == nil {
		t.Error("a section that is not there was written")
	}
}

// A page of a small gold has all sections and pictures.
func TestAPageIsWritten(t *testing.T) {
	folder := t.TempDir()
	var gold strings.Builder
	for i := range 70 {
		fmt.Fprintf(&gold, `{"id":"%d","lang":"en","text":"Then Zorblax Quint spoke for the %dth time.\nMore.","spans":[{"start":5,"end":18,"label":"PERSON"},{"start":0,"end":4,"label":"ODD"}]}`+"\n", i, i)
	}
	page := ""
	for name := range sections {
		page += "<!-- figures: " + name + " -->\n<!-- end -->\n"
	}
	put := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if err := os.Mkdir(filepath.Join(folder, "pictures"), 0o755); err != nil {
		t.Fatal(err)
	}
	o := options{gold: put("gold.jsonl", gold.String()), peer: put("peer.jsonl", gold.String()), speed: put("speed.json", `{"seconds":1.5}`), orders: 2}
	path := put("page.md", page)
	if err := run(context.Background(), o, path); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"starter, learning", "PERSON=PER", "| 160 |", "| ODD |", "glued words", "spaCy small", "tokens a second", "| PER |"} {
		if !strings.Contains(string(got), words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	if n := strings.Count(string(got), "<!-- end -->"); n != len(sections) {
		t.Errorf("%d sections end", n)
	}
	for _, name := range []string{"stream", "actions", "heldout"} {
		if b, err := os.ReadFile(filepath.Join(folder, "pictures", "suggest-"+name+".svg")); err != nil || !strings.Contains(string(b), "</svg>") || strings.Contains(string(b), "NaN") {
			t.Errorf("picture %s: %v", name, err)
		}
	}
	o.only = "stream,nothing"
	if err := run(context.Background(), o, path); err == nil || !strings.Contains(err.Error(), `"nothing"`) {
		t.Errorf("a section that is not there: %v", err)
	}
}
