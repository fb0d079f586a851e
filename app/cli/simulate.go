package cli

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"

	"rubricator/annotate/lang"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/simulate"
)

// simulateFlags say how the simulated annotator works.
type simulateFlags struct {
	labels  simulate.Labels // nil: by name
	order   *int64          // nil: as in the files
	json    bool
	inOrder bool
	frozen  bool
	cold    bool
}

func simulateCommand() command {
	return command{
		name: "simulate", operands: "GOLD.jsonl...", least: 1, most: -1,
		summary: "measure suggestions on articles whose labels are known",
		details: `
A simulated annotator takes one article after the other: it is suggested for, scored, corrected, and only then learnt from.
GOLD.jsonl holds a JSON object a line, {"text","spans":[{"start","end","label"}]}, offsets in code points. Writes a line per
article, then a summary. F1 goes from 0 to 100 over exact spans, all labels pooled. Actions are the fewest that make the gold of the
suggestions: to add, delete, relabel or move an edge is 1 each, to accept is 0. No project is needed and none is changed.
These actions are of what is shown when an article is opened. --in-order counts also those of an annotator to whom it is suggested anew
after each sentence, as in the window; what comes up wrong behind him is 1 too. It changes no other figure and takes five times as long.
With --json a line per article is {"id","gold","suggested","correct","actions","actions_from_scratch"} and the last is
{"summary":{"articles","f1","f1_1_10","f1_11_50","f1_51_","actions","actions_from_scratch","tokens_per_second","ece","by_label","labels"}}.
tokens_per_second is the processor's time of suggesting on one core, learning left out; ece, from 0 to 1, the calibration error of what is
shown from the 21st article on; labels the map from gold to ours. A figure over articles that are not there is null. With --in-order each line and the summary
also have "actions_in_order".`,
		prepare: func(flags *flag.FlagSet) runner {
			var f simulateFlags
			flags.Func("labels", "`GOLD=OURS,...` which label of ours a gold label is; others are left out (default: by name)", func(s string) (err error) {
				f.labels, err = simulate.ParseLabels(s)
				return err
			})
			flags.Func("order", "`N` a seed that shuffles the articles (default: as in the files)", func(s string) error {
				n, err := strconv.ParseInt(s, 10, 64)
				if err != nil {
					return fmt.Errorf("a seed is a whole number")
				}
				f.order = &n
				return nil
			})
			flags.BoolVar(&f.json, "json", false, "write JSON, one object a line")
			flags.BoolVar(&f.inOrder, "in-order", false, "count actions in reading order too: it is suggested anew after each sentence")
			flags.BoolVar(&f.frozen, "frozen", false, "learn nothing")
			flags.BoolVar(&f.cold, "cold", false, "without what the program brings with it: only what the annotator says counts")
			return func(ctx context.Context, operands []string, out *output) error {
				return simulateOn(ctx, operands, f, out)
			}
		},
	}
}

func simulateOn(ctx context.Context, paths []string, f simulateFlags, out *output) error {
	articles, err := readGold(ctx, paths, out)
	if err != nil {
		return err
	}
	if f.order != nil {
		articles = simulate.Shuffled(articles, *f.order)
	}
	if f.labels == nil {
		if f.labels = simulate.LabelsByName(articles); len(f.labels) == 0 {
			return fmt.Errorf("no label in %q has a name that says what it is: name them as in --labels PERSON=PER,PLACE=LOC", paths)
		}
	}
	for _, gold := range f.labels.Unused(articles) {
		out.note("no span in %q has the label %q", paths, gold)
	}
	w := simulateWriter{output: out, labels: f.labels, json: f.json, inOrder: f.inOrder}
	w.begin()
	move, end := out.progress("simulating")
	defer end()
	n := 0
	s := simulate.Simulation{Engine: newEngine(f.cold), Labels: f.labels, Frozen: f.frozen, InOrder: f.inOrder, Each: func(a simulate.Scored) error {
		n++
		move(n, len(articles))
		return w.article(a)
	}}
	result, err := s.Run(ctx, articles)
	if err != nil {
		return err
	}
	end()
	return w.summary(result)
}

// newEngine is an engine as a new project has it, or one with the starter off.
func newEngine(cold bool) *suggest.Engine {
	e := suggest.New()
	e.Configure(suggest.Settings{NoStarter: cold})
	return e
}

func readGold(ctx context.Context, paths []string, out *output) ([]simulate.Article, error) {
	var gold simulate.Gold
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		err = gold.Read(file, path, func(remark string) { out.note("%s", remark) })
		file.Close()
		if err != nil {
			return nil, err
		}
	}
	detector := lang.New()
	for i, a := range gold.Articles {
		if a.Language == lang.Undetermined {
			gold.Articles[i].Language = detector.Detect(ctx, a.Document.Text.String()).Code
		}
	}
	return gold.Articles, ctx.Err()
}

// round leaves so many digits behind the point.
func round(v float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(v*p) / p
}
