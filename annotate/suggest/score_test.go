package suggest

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"rubricator/annotate"
)

const devSet = "../../../shared/data/ner/dev/worldwide-en.jsonl"

// TestScore scores exact spans on articles from many countries: as a new project has the engine, and with all articles
// before learnt. It needs the evaluation set, which is not part of the project; -v prints the figures.
func TestScore(t *testing.T) {
	if _, err := os.Stat(devSet); err != nil {
		t.Log("runs where the evaluation set is: it is not part of the project")
		return
	}
	for _, x := range []struct {
		name   string
		learns bool
		least  float64
	}{{"zero-shot", false, 58}, {"learning", true, 62}} {
		t.Run(x.name, func(t *testing.T) {
			scores := scoreAll(t, x.learns)
			for _, l := range []string{"PER", "ORG", "LOC", "NORP", "DATE", "all"} {
				t.Logf("%-4s %s", l, scores[l])
			}
			if _, _, f1 := scores["all"].figures(); f1 < x.least {
				t.Errorf("F1 %.1f, want %.0f or more", f1, x.least)
			}
		})
	}
}

func scoreAll(t *testing.T, learns bool) map[string]score {
	f, err := os.Open(devSet)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scores, e := map[string]score{}, New()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 0; lines.Scan(); n++ {
		doc, gold := goldOf(t, fmt.Sprint(n), lines.Bytes())
		list, err := e.Suggest(context.Background(), Input{Document: doc, Language: "en", Schema: annotate.News()})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range gold.Annotations.All() {
			add(scores, a.Label, score{gold: 1})
		}
		for _, s := range list {
			if right(gold, s) {
				add(scores, s.Label, score{said: 1, right: 1})
				continue
			}
			add(scores, s.Label, score{said: 1})
			d := annotate.Decision{Span: s.Span, Label: s.Label, Verdict: annotate.Rejected, Quote: doc.Text.Slice(s.Span)}
			gold, _, _ = annotate.Answer(gold, d).Apply(gold)
		}
		if learns {
			e.Observe(doc, "en", annotate.Work{}, gold)
		}
	}
	return scores
}

func goldOf(t *testing.T, id string, line []byte) (annotate.Document, annotate.Work) {
	mapped := map[string]string{"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "FACILITY": "LOC", "NORP": "NORP", "DATE": "DATE"}
	var rec struct {
		Text  string
		Spans []struct {
			Start, End  int
			Label, Text string
		}
	}
	if err := json.Unmarshal(line, &rec); err != nil {
		t.Fatal(err)
	}
	doc, err := annotate.NewDocument(id, "", rec.Text)
	if err != nil {
		t.Fatal(err)
	}
	var list []annotate.Annotation
	for i, s := range rec.Spans {
		if l := mapped[s.Label]; l != "" {
			list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: s.Start, End: s.End}, Label: l, Quote: s.Text})
		}
	}
	return doc, annotate.Work{Annotations: annotate.NewSet(list...)}
}

func right(gold annotate.Work, s annotate.Suggestion) bool {
	for _, a := range gold.Annotations.Between(nil, s.Span) {
		if a.Span == s.Span && a.Label == s.Label {
			return true
		}
	}
	return false
}

type score struct{ gold, said, right int }

func add(scores map[string]score, label string, more score) {
	for _, l := range []string{label, "all"} {
		s := scores[l]
		scores[l] = score{s.gold + more.gold, s.said + more.said, s.right + more.right}
	}
}

func (s score) figures() (p, r, f1 float64) {
	p, r = 100*float64(s.right)/float64(max(1, s.said)), 100*float64(s.right)/float64(max(1, s.gold))
	return p, r, 2 * p * r / max(1, p+r)
}

func (s score) String() string {
	p, r, f1 := s.figures()
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f (%d of %d, gold %d)", p, r, f1, s.right, s.said, s.gold)
}
