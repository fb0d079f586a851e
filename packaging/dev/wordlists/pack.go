package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
)

// packWords writes a trie level by level: how many nodes (four bytes), then of every
// node its letter (two), its cost (one, 0: no word ends here) and how many children
// it has (two). Children of one node stand together, in the order of their letters;
// the first node is the root. Numbers are little endian.
func packWords(words map[string]uint8) []byte {
	type node struct {
		letter uint16
		cost   uint8
		kids   map[rune]*node
	}
	root := &node{}
	for word, cost := range words {
		at := root
		for _, r := range word {
			if at.kids == nil {
				at.kids = map[rune]*node{}
			}
			next := at.kids[r]
			if next == nil {
				next = &node{letter: uint16(r)}
				at.kids[r] = next
			}
			at = next
		}
		at.cost = cost
	}
	var letters, costs, kids []byte
	queue := []*node{root}
	for i := 0; i < len(queue); i++ {
		n := queue[i]
		letters = binary.LittleEndian.AppendUint16(letters, n.letter)
		costs = append(costs, n.cost)
		kids = binary.LittleEndian.AppendUint16(kids, uint16(len(n.kids)))
		first := len(queue)
		for _, kid := range n.kids {
			queue = append(queue, kid)
		}
		slices.SortFunc(queue[first:], func(a, b *node) int { return int(a.letter) - int(b.letter) })
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(queue)))
	return slices.Concat(out, letters, costs, kids)
}

// The four places of a character in a word, in the order of the packed table: it
// begins one, stands within, ends one, is one by itself.
const places = "BMES"

// readEmissions reads the probabilities of a character at each place, as natural
// logarithms, from the source of the Python module that holds them.
func readEmissions(file string) (map[rune][len(places)]float64, error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	table := map[rune][len(places)]float64{}
	place := -1
	for _, m := range entry.FindAllStringSubmatch(string(source), -1) {
		if m[1] != "" {
			place = slices.Index([]byte(places), m[1][0])
			continue
		}
		code, err := strconv.ParseUint(m[2], 16, 16)
		value, err2 := strconv.ParseFloat(m[3], 64)
		if err != nil || err2 != nil || place < 0 {
			return nil, fmt.Errorf("%q: cannot read %q", file, m[0])
		}
		row, ok := table[rune(code)]
		if !ok {
			row = [len(places)]float64{math.Inf(-1), math.Inf(-1), math.Inf(-1), math.Inf(-1)}
		}
		row[place] = value
		table[rune(code)] = row
	}
	return table, nil
}

var entry = regexp.MustCompile(`'([BMES])': \{|'\\u([0-9a-f]{4})': (-?[0-9.e+]+)`)

// packEmissions writes how many characters there are (four bytes), the characters in
// order (two each), and for each place the cost of every one: a byte, twelve times the
// negative logarithm, 255 for what is not in the table.
func packEmissions(table map[rune][len(places)]float64) []byte {
	var order []rune
	for r := range table {
		order = append(order, r)
	}
	slices.Sort(order)
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(order)))
	for _, r := range order {
		out = binary.LittleEndian.AppendUint16(out, uint16(r))
	}
	for place := range places {
		for _, r := range order {
			out = append(out, uint8(math.Round(min(255, -12*table[r][place]))))
		}
	}
	return out
}
