// Command starter trains the starter of the suggestions: from our own corpus and from the sets below a folder.
//
//	go run ./annotate/suggest/train/starter [-share-alike] SETS OUT
//	go run ./annotate/suggest/train/starter -held-out SETS
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/train"
)

func main() {
	shareAlike := flag.Bool("share-alike", false, "learn from the sets under CC BY-SA too; the file then stands under CC BY-SA 4.0 and is no part of the program")
	compare := flag.Bool("held-out", false, "write nothing; print how starters do on files of our corpus that they did not learn from")
	flag.Parse()
	var err error
	switch {
	case *compare && flag.NArg() == 1:
		err = heldOut(flag.Arg(0))
	case !*compare && flag.NArg() == 2:
		err = run(flag.Arg(0), flag.Arg(1), *shareAlike)
	default:
		fmt.Fprintln(os.Stderr, "usage: starter [-share-alike] SETS OUT, or starter -held-out SETS")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "starter:", err)
		os.Exit(1)
	}
}

const corpusFolder = "annotate/suggest/corpus"

func run(sets, out string, shareAlike bool) error {
	began := time.Now()
	records, credits, err := records(sets, shareAlike)
	if err != nil {
		return err
	}
	s, err := suggest.Train(context.Background(), examples(records), suggest.UsualTraining)
	if err != nil {
		return err
	}
	for _, c := range credits {
		s.Header.Credits = append(s.Header.Credits, c.String())
	}
	if shareAlike {
		s.Header.Licence = "CC-BY-SA-4.0"
	}
	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		return err
	}
	fmt.Printf("%d sentences in %d languages, %d bytes, %.0f s\n", s.Header.Sentences, len(s.Header.Languages), file.Len(), time.Since(began).Seconds())
	return os.WriteFile(out, file.Bytes(), 0o644)
}

// records are our own corpus, the sets, and copies with the dirt of scraped news.
func records(sets string, shareAlike bool) ([]train.Record, []train.Credit, error) {
	own, credit, err := train.ReadCorpus(os.DirFS(corpusFolder))
	if err != nil {
		return nil, nil, err
	}
	others, credits, err := train.ReadSets(sets, shareAlike)
	if err != nil {
		return nil, nil, fmt.Errorf("the sets are read from %q: %w", sets, err)
	}
	names, namesCredit, err := train.ReadNames(sets)
	if err != nil {
		return nil, nil, err
	}
	all := append(own, slices.DeleteFunc(others, leftOut)...)
	all = append(all, train.Augment(all, names, 1, 0.1)...)
	credits = slices.DeleteFunc(credits, func(c train.Credit) bool { return c.Source == europeana })
	return all, append(append([]train.Credit{credit}, credits...), namesCredit), nil
}

// europeana is left out: with its newspapers of a hundred years ago the starter does worse on those of today (docs/adr/0022).
const europeana = "europeana"

func leftOut(r train.Record) bool { return r.Source == europeana }

// rarer is how much more a sentence counts in a language of which there are fewer.
const rarer = 2

func examples(records []train.Record) []suggest.Example {
	list := make([]suggest.Example, len(records))
	for i, r := range records {
		x := suggest.Example{Text: r.Text, Language: r.Language, Annotated: r.Annotated, Weight: float32(r.Weight)}
		if r.Language != "en" {
			x.Weight *= rarer
		}
		for _, s := range r.Spans {
			x.Spans = append(x.Spans, suggest.LabelledSpan{Span: s.Span, Label: s.Label})
		}
		for _, u := range r.Unknown {
			x.Unknown = append(x.Unknown, annotate.Span{Start: u.Start, End: u.End})
		}
		list[i] = x
	}
	return list
}
