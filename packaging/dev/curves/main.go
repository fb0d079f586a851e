// Curves measures how suggestions grow while a simulated annotator corrects, and writes the tables and pictures of
// docs/suggestions.md:
//
//	go run ./packaging/dev/curves -gold GOLD.jsonl [-peer PREDICTIONS.jsonl -speed SPEED.json] [-only stream,peer] docs/suggestions.md
//
// Each section of the page that stands between <!-- figures: NAME --> and <!-- end --> is written anew; a picture goes to
// the folder pictures beside the page. Two simulations run side by side.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"

	"rubricator/annotate/suggest/simulate"
)

func main() {
	var o options
	flag.StringVar(&o.gold, "gold", "", "`FILE` of articles with their labels")
	flag.StringVar(&o.peer, "peer", "", "`FILE` of another program's predictions for the same articles, as spacy_peer.py writes it")
	flag.StringVar(&o.speed, "speed", "", "`FILE` with the peer's seconds")
	flag.StringVar(&o.only, "only", "", "sections, parted by commas (default: all)")
	flag.Int64Var(&o.orders, "orders", 5, "how many orders of the articles are tried")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if flag.NArg() != 1 || o.gold == "" || o.orders < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(ctx, o, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "curves:", err)
		os.Exit(1)
	}
}

type options struct {
	gold, peer, speed, only string
	orders                  int64
}

// study is what all sections work on.
type study struct {
	articles []simulate.Article
	labels   simulate.Labels
	orders   int64
	inOrder  bool // actions in order are counted
	pictures pictures
	peer     *peer                        // nil without one
	known    map[string][]simulate.Result // of each condition, by order
}

// section writes one part of the page, as Markdown.
type section func(context.Context, *study) (string, error)

var sections = map[string]section{"stream": stream, "labels": perLabel, "calibration": calibration, "heldout": heldOut, "newlabel": newLabel, "noise": noise, "peer": beside}

func run(ctx context.Context, o options, page string) error {
	names := slices.Sorted(maps.Keys(sections))
	if o.only != "" {
		names = strings.Split(o.only, ",")
	}
	s, err := read(o)
	if err != nil {
		return err
	}
	s.pictures = picturesBeside(page)
	for _, name := range names {
		write, ok := sections[name]
		if !ok {
			return fmt.Errorf("no section %q: there are %v", name, slices.Sorted(maps.Keys(sections)))
		}
		fmt.Fprintf(os.Stderr, "curves: %s\n", name)
		text, err := write(ctx, s)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := replaceSection(page, name, text); err != nil {
			return err
		}
	}
	return nil
}

func read(o options) (*study, error) {
	articles, err := readArticles(o.gold)
	if err != nil {
		return nil, err
	}
	s := &study{articles: articles, labels: simulate.LabelsByName(articles), orders: o.orders, inOrder: true, known: map[string][]simulate.Result{}}
	if o.peer != "" {
		s.peer, err = readPeer(o.peer, o.speed)
	}
	return s, err
}

func readArticles(path string) ([]simulate.Article, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var gold simulate.Gold
	err = gold.Read(file, path, func(remark string) { fmt.Fprintln(os.Stderr, remark) })
	return gold.Articles, err
}
