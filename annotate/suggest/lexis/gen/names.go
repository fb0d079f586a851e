package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rubricator/annotate/suggest/lexis"
)

// frequent words of English, this many, are left out of the names, but for those of namesFirst.
const frequent = 3000

// namesFirst are frequent words that in capitals are names of people first.
const namesFirst = `carlos antonio lewis wilson lee smith kennedy brown jones williams johnson taylor jackson davis miller scott
bell howard paul david alexander william henry daniel louis thomas martin peter george john james edward richard robert
michael charles joseph mary chen li wang kim ali mohammed khan jean kevin tim dan jack ben joe tom abbas francisco diego
hussein morgan powell cox`

// writeNames takes the forenames and surnames of two tables, as written at home and in Latin letters.
func writeNames(vectors, forenames, surnames, folder string) error {
	common, err := frequentWords(vectors)
	if err != nil {
		return fmt.Errorf("%s: %w", vectors, err)
	}
	for _, name := range strings.Fields(namesFirst) {
		delete(common, lexis.Hash(name))
	}
	values := map[uint64]uint16{}
	for path, kind := range map[string]lexis.Kind{forenames: lexis.Forename, surnames: lexis.Surname} {
		list, err := readNames(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, name := range list {
			for _, word := range nameWords(name, kind) {
				if h := lexis.Hash(word); !common[h] && len(word) > 1 { // a lone Latin letter is an initial
					values[h] |= uint16(kind)
				}
			}
		}
	}
	var out numbers
	out.table(values)
	return out.save(filepath.Join(folder, "names.gz"))
}

// nameWords are the words of a name that are names alone: not the particles before a surname.
func nameWords(name string, kind lexis.Kind) (list []string) {
	for _, variant := range strings.Split(name, "/") {
		words := strings.Fields(variant)
		if len(words) == 0 {
			continue
		}
		list = append(list, words[len(words)-1])
		if kind == lexis.Forename {
			list = append(list, words[0])
		}
	}
	return list
}

func readNames(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := csv.NewReader(f)
	head, err := in.Read()
	if err != nil {
		return nil, err
	}
	var columns []int
	for i, name := range head {
		if name == "Localized Name" || name == "Romanized Name" {
			columns = append(columns, i)
		}
	}
	if len(columns) != 2 {
		return nil, fmt.Errorf("there are no columns of names among %q", head)
	}
	var list []string
	for {
		row, err := in.Read()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		for _, c := range columns {
			list = append(list, row[c])
		}
	}
}

// frequentWords are the hashes of the first words of the vectors, which stand in the order of their frequency.
func frequentWords(path string) (map[uint64]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := json.NewDecoder(f)
	if err := enter(in, "words"); err != nil {
		return nil, err
	}
	common := map[uint64]bool{}
	for range frequent {
		var word string
		if err := in.Decode(&word); err != nil {
			return nil, err
		}
		common[lexis.Hash(word)] = true
	}
	return common, nil
}
