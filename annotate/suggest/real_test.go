package suggest_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/annotate/marked"
	"rubricator/annotate/suggest"
)

// The articles of this file measure the engine; nobody tunes on them. So it prints sums only, and no failure shows a
// text, a span or an error of the engine: docs/suggestions-unseen.md says why.

// TestReal scores a new engine on real articles, which are not part of the project. Their gold has no text.
func TestReal(t *testing.T) {
	const folder = "../../../shared/articles"
	if _, err := os.Stat(folder); err != nil {
		t.Log("runs where the real articles are: they are not part of the project")
		return
	}
	all := scores{}
	for _, a := range realArticles(t) {
		data, err := os.ReadFile(filepath.Join(folder, a.File))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != a.SHA256 {
			t.Fatalf("%q is not the file that was labelled: its SHA-256 is %x", a.File, sum)
		}
		text, _, err := ingest.Text(data)
		if err != nil {
			t.Fatal(err)
		}
		all.count(t, a.Language, text, a.gold())
	}
	all.log(t, append(six, named, every)...)
	all.demand(t, map[string]float64{"en": 95, "ar": 88.4})
}

// TestUnseen does the same on our articles of the same kind, and prints what all names together have.
func TestUnseen(t *testing.T) {
	all := scores{}
	for _, name := range unseenFiles(t) {
		text, spans := unseen(t, name)
		gold := map[found]bool{}
		for _, s := range spans {
			gold[found{s.Span, s.Label}] = true
		}
		language, _, _ := strings.Cut(filepath.Base(name), "-")
		all.count(t, language, text, gold)
	}
	all.log(t, named, every)
	all.demand(t, map[string]float64{"en": 87.8, "ar": 72.5})
}

// realArticle is the gold of one article: where the labels are, never what stands there.
type realArticle struct {
	File, Language, SHA256 string
	Spans                  [][3]any // start and end in code points of the frozen text, label
}

func realArticles(t *testing.T) []realArticle {
	data, err := os.ReadFile("testdata/real-gold.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Articles []realArticle }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Articles
}

func (a realArticle) gold() map[found]bool {
	gold := map[found]bool{}
	for _, s := range a.Spans {
		gold[found{annotate.Span{Start: int(s[0].(float64)), End: int(s[1].(float64))}, s[2].(string)}] = true
	}
	return gold
}

func unseenFiles(t *testing.T) []string {
	names, err := filepath.Glob("testdata/unseen/*.txt")
	if err != nil || len(names) != 12 {
		t.Fatalf("%d articles, %v, want 12", len(names), err)
	}
	return names
}

func unseen(t *testing.T, name string) (string, []marked.Span) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, spans, err := marked.Parse(string(data))
	if err != nil {
		t.Fatalf("%q is no marked text", name) // the error quotes it
	}
	return text, spans
}

// found is a labelled span.
type found struct {
	annotate.Span
	Label string
}

var six = suggest.StarterLabels()

const (
	named = "PER ORG LOC"
	every = "all six"
)

// scores are sums by language, then by label or group of labels.
type scores map[string]map[string]tally

type tally struct{ gold, said, right int }

// count asks a new engine, as a project without any annotation has it, and compares exact spans.
func (s scores) count(t *testing.T, language, text string, gold map[found]bool) {
	doc, err := annotate.NewDocument("a", "", text)
	if err != nil {
		t.Fatal("an article of the evaluation is no document")
	}
	list, err := suggest.New().Suggest(context.Background(), suggest.Input{Document: doc, Language: language, Schema: annotate.News()})
	if err != nil {
		t.Fatal("the engine failed on an article of the evaluation")
	}
	for g := range gold {
		s.add(language, g.Label, tally{gold: 1})
	}
	for _, x := range list {
		if x.Score < suggest.DefaultThreshold {
			continue
		}
		one := tally{said: 1}
		if gold[found{x.Span, x.Label}] {
			one.right = 1
		}
		s.add(language, x.Label, one)
	}
}

func (s scores) add(language, label string, more tally) {
	groups := []string{label, every}
	if slices.Contains(strings.Fields(named), label) {
		groups = append(groups, named)
	}
	if s[language] == nil {
		s[language] = map[string]tally{}
	}
	for _, g := range groups {
		n := s[language][g]
		s[language][g] = tally{n.gold + more.gold, n.said + more.said, n.right + more.right}
	}
}

func (s scores) log(t *testing.T, groups ...string) {
	for _, language := range []string{"en", "ar"} {
		for _, g := range groups {
			t.Logf("%s  %-11s  %s", language, g, s[language][g])
		}
	}
}

// demand fails where F1 over people, organisations and places falls under a floor, by language.
func (s scores) demand(t *testing.T, floors map[string]float64) {
	for language, least := range floors {
		if _, _, f1 := s[language][named].figures(); f1 < least {
			t.Errorf("%s: F1 over %s is %.1f, want %.1f or more", language, named, f1, least)
		}
	}
}

func (n tally) figures() (p, r, f1 float64) {
	p, r = 100*float64(n.right)/float64(max(1, n.said)), 100*float64(n.right)/float64(max(1, n.gold))
	return p, r, 200 * float64(n.right) / float64(max(1, n.said+n.gold))
}

func (n tally) String() string {
	p, r, f1 := n.figures()
	return fmt.Sprintf("P %5.1f  R %5.1f  F1 %5.1f  (gold %d)", p, r, f1, n.gold)
}
