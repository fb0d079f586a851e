package suggest

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"rubricator/annotate"
)

const devSet = "../../../shared/data/ner/dev/worldwide-en.jsonl"

// TestZeroShotScore scores the engine as a new project has it, exact spans on articles from many countries. It needs
// the evaluation set, which is not part of the project. Run it with -v for the figures.
func TestZeroShotScore(t *testing.T) {
	f, err := os.Open(devSet)
	if err != nil {
		t.Skip("no evaluation set")
	}
	defer f.Close()
	mapped := map[string]string{"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "FACILITY": "LOC", "NORP": "NORP", "DATE": "DATE"}
	scores := map[string]*score{}
	for _, l := range []string{"PER", "ORG", "LOC", "NORP", "DATE", "all"} {
		scores[l] = &score{}
	}
	e := New()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	misses := map[string]int{}
	for n := 0; lines.Scan(); n++ {
		var rec struct {
			Text  string
			Spans []struct {
				Start, End int
				Label      string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			t.Fatal(err)
		}
		doc, err := annotate.NewDocument(fmt.Sprint(n), "", rec.Text)
		if err != nil {
			t.Fatal(err)
		}
		list, err := e.Suggest(context.Background(), Input{Document: doc, Language: "en", Schema: annotate.News()})
		if err != nil {
			t.Fatal(err)
		}
		gold := map[annotate.DecisionKey]bool{}
		for _, s := range rec.Spans {
			if l := mapped[s.Label]; l != "" {
				gold[annotate.DecisionKey{Span: annotate.Span{Start: s.Start, End: s.End}, Label: l}] = true
				scores[l].gold++
				scores["all"].gold++
			}
		}
		for _, s := range list {
			for _, l := range []string{s.Label, "all"} {
				scores[l].said++
				if gold[s.Key()] {
					scores[l].right++
				}
			}
			if !gold[s.Key()] {
				misses[s.Suggester+" "+s.Label+" "+doc.Text.Slice(s.Span)+" | "+s.Reason]++
			}
		}
	}
	for l, s := range scores {
		t.Logf("%-4s %s", l, s)
	}
	if os.Getenv("DUMP") != "" {
		for m, n := range misses {
			fmt.Println(n, strings.ReplaceAll(m, "\n", " "))
		}
	}
}

type score struct{ gold, said, right int }

func (s score) String() string {
	p, r := 100*float64(s.right)/float64(max(1, s.said)), 100*float64(s.right)/float64(max(1, s.gold))
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f (%d of %d, gold %d)", p, r, 2*p*r/max(1, p+r), s.right, s.said, s.gold)
}
