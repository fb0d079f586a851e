package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/train"
)

// heldOut prints how three starters do in each language on files of our corpus that they have not seen: from the corpus alone, with the sets
// that the bundled one learns from, and with those under CC BY-SA too. Nothing is learnt while they are scored.
func heldOut(sets string) error {
	own, _, err := train.ReadCorpus(os.DirFS(corpusFolder))
	if err != nil {
		return err
	}
	usual, _, err := records(sets, false)
	if err != nil {
		return err
	}
	shareAlike, _, err := records(sets, true)
	if err != nil {
		return err
	}
	var counts []map[string]*count
	for _, all := range [][]train.Record{slices.Clone(own), usual, shareAlike} {
		c, err := scoreHeldOut(all, own)
		if err != nil {
			return err
		}
		counts = append(counts, c)
	}
	fmt.Println("| language | gold | our corpus alone | with the sets, as bundled | with those under CC BY-SA |\n|---|---|---|---|---|")
	for _, lang := range slices.Sorted(maps.Keys(counts[0])) {
		fmt.Printf("| %s | %d |", lang, counts[0][lang].gold)
		for _, c := range counts {
			fmt.Printf(" %s |", c[lang])
		}
		fmt.Println()
	}
	return nil
}

// scoreHeldOut trains on all but the files held out, and scores those; by language and under "all".
func scoreHeldOut(all, own []train.Record) (map[string]*count, error) {
	aside := setAside(own)
	all = slices.DeleteFunc(all, func(r train.Record) bool { return aside[path.Base(r.Group)] && strings.HasPrefix(r.Group, "corpus/") })
	s, err := suggest.Train(context.Background(), examples(all), suggest.UsualTraining)
	if err != nil {
		return nil, err
	}
	engine := suggest.NewFrom(s)
	counts := map[string]*count{"all": {}}
	for _, r := range own {
		if !aside[path.Base(r.Group)] {
			continue
		}
		if counts[r.Language] == nil {
			counts[r.Language] = &count{}
		}
		for _, c := range []*count{counts[r.Language], counts["all"]} {
			if err := c.add(engine, r); err != nil {
				return nil, err
			}
		}
	}
	return counts, nil
}

// setAside are the names of every fifth file of the corpus. Files of one name stand on one side in all languages: some tell the same in several.
func setAside(own []train.Record) map[string]bool {
	var names []string
	for _, r := range own {
		if name := path.Base(r.Group); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	aside := map[string]bool{}
	for i := 0; i < len(names); i += 5 {
		aside[names[i]] = true
	}
	return aside
}

// count pools exact spans with their labels.
type count struct{ gold, shown, right int }

func (c *count) add(e *suggest.Engine, r train.Record) error {
	doc, err := annotate.NewDocument(r.Group, "", r.Text)
	if err != nil {
		return err
	}
	list, err := e.Suggest(context.Background(), suggest.Input{Document: doc, Language: r.Language, Schema: annotate.News()})
	if err != nil {
		return err
	}
	c.gold += len(r.Spans)
	for _, s := range list {
		if s.Score < suggest.DefaultThreshold {
			continue
		}
		c.shown++
		if slices.Contains(r.Spans, train.Span{Span: s.Span, Label: s.Label}) {
			c.right++
		}
	}
	return nil
}

// String is F1, with precision and recall.
func (c *count) String() string {
	percent := func(of int) float64 { return 100 * float64(c.right) / float64(max(1, of)) }
	return fmt.Sprintf("%.1f (%.0f/%.0f)", 200*float64(c.right)/float64(max(1, c.gold+c.shown)), percent(c.shown), percent(c.gold))
}
