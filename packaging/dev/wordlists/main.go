// Wordlists packs lists of words for app/textlayout, which cuts text without spaces by them.
//
//	go run ./packaging/dev/wordlists -out app/textlayout/wordlists/lao.zst laodict.txt
//	go run ./packaging/dev/wordlists -out app/textlayout/wordlists/thai.zst -counts tnc_freq.txt words_th.txt countries_th.txt …
//	go run ./packaging/dev/wordlists -out app/textlayout/wordlists/hanzi.zst -emissions prob_emit.py
//
// Each line of a list is a word, or a word, a tab and its cost (1 to 255, less is likelier). Words without a cost get
// one from -counts, and 100 without that. app/textlayout/wordlists/README.md says where the lists come from.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

func main() {
	out := flag.String("out", "", "the file to write")
	counts := flag.String("counts", "", "file of words with how often each occurs")
	emissions := flag.Bool("emissions", false, "the argument is a table of where characters stand in words")
	flag.Parse()
	if err := run(*out, *counts, *emissions, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out, counts string, emissions bool, files []string) error {
	if out == "" || len(files) == 0 {
		return errors.New("name -out and at least one list")
	}
	var packed []byte
	if emissions {
		table, err := readEmissions(files[0])
		if err != nil {
			return err
		}
		packed = packEmissions(table)
	} else {
		words, err := readWords(files, counts)
		if err != nil {
			return err
		}
		packed = packWords(words)
	}
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	return os.WriteFile(out, e.EncodeAll(packed, nil), 0o644)
}

// readWords returns the cost of each word, 1 to 255.
func readWords(files []string, counts string) (map[string]uint8, error) {
	costOf := func(string) uint8 { return 100 }
	if counts != "" {
		var err error
		if costOf, err = costsOf(counts); err != nil {
			return nil, err
		}
	}
	words := map[string]uint8{}
	for _, file := range files {
		err := eachLine(file, func(line string) error {
			word, cost, hasCost := strings.Cut(line, "\t")
			if !usable(word) {
				return nil
			}
			words[word] = costOf(word)
			if !hasCost || cost == "0" {
				return nil
			}
			n, err := strconv.ParseUint(cost, 10, 8)
			if err == nil && n > 0 {
				words[word] = uint8(n)
				return nil
			}
			return fmt.Errorf("%q: cost %q is not between 1 and 255", file, cost)
		})
		if err != nil {
			return nil, err
		}
	}
	return words, nil
}

// usable leaves out words that the layout never looks up: katakana and letters of
// other scripts stay whole there, and no word is very long.
func usable(word string) bool {
	runes := []rune(word)
	for i, r := range runes {
		inner := i > 0 && (r == 'ー' || r == 'ヶ' || r == 'ヵ')
		known := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer)
		if !inner && (!known || r > 0xFFFF || unicode.IsDigit(r)) {
			return false
		}
	}
	return len(runes) > 0 && len(runes) <= 40
}

// costsOf makes ten times the negative logarithm of a word's share of a corpus its cost.
func costsOf(file string) (func(string) uint8, error) {
	counts, total := map[string]float64{}, 0.0
	err := eachLine(file, func(line string) error {
		word, count, ok := strings.Cut(line, "\t")
		n, err := strconv.ParseFloat(count, 64)
		if !ok || err != nil {
			return nil // a heading, or a word that is itself a tab
		}
		counts[word] += n
		total += n
		return nil
	})
	return func(word string) uint8 {
		cost := -10 * math.Log((counts[word]+0.5)/total)
		return uint8(math.Round(min(255, max(1, cost))))
	}, err
}

func eachLine(file string, do func(string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if err := do(strings.TrimSpace(strings.TrimPrefix(s.Text(), "\uFEFF"))); err != nil {
			return err
		}
	}
	return s.Err()
}
