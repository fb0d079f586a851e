package textlayout

import (
	"encoding/binary"
	"slices"
)

// joinNames puts single Han characters that stand side by side together to words that
// no list has, names above all: 布 林 肯. It finds the likeliest places of the characters
// in words by a hidden Markov model; common one-character words stay alone.
func joinNames(run []rune, ends []int) []int {
	table := hanPlaces()
	out := make([]int, 0, len(ends))
	for i := 0; i < len(ends); {
		j, from := i, startOf(ends, i)
		for j < len(ends) && ends[j]-startOf(ends, j) == 1 && !common(run[ends[j]-1]) {
			j++
		}
		if j-i < 2 {
			j = max(j, i+1)
			out = append(out, ends[i:j]...)
			i = j
			continue
		}
		last := ends[j-1]
		for _, end := range table.words(run[from:last]) {
			out = append(out, from+end)
		}
		i = j
	}
	return out
}

func startOf(ends []int, i int) int {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}

// commonCost parts the characters that are often words by themselves from the others.
const commonCost = 50

func common(r rune) bool {
	list := cjkWords()
	node := list.child(0, r)
	return node >= 0 && list.costs[node] != 0 && list.costs[node] < commonCost || !isHan(r)
}

// place is where a character stands in a word.
type place uint8

const (
	firstOf place = iota
	innerOf
	lastOf
	alone
	places
)

// placeTable holds what each place costs a character: twelve times the negative
// logarithm of its probability.
type placeTable struct {
	runes []uint16
	costs [places][]uint8
}

// parsePlaces reads a packed table: the number of characters (four bytes), the
// characters in order (two each), and their costs for each place (one each).
func parsePlaces(data []byte) (*placeTable, error) {
	n, data, err := counted(data, 2+int(places))
	if err != nil {
		return nil, err
	}
	t := &placeTable{runes: make([]uint16, n)}
	for i := range t.runes {
		t.runes[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	for p := range t.costs {
		t.costs[p] = slices.Clone(data[(2+p)*n : (3+p)*n])
	}
	return t, nil
}

// unseen is the cost of a character that the table does not have.
const unseen = 180

func (t *placeTable) cost(r rune, p place) int {
	if r <= 0xFFFF {
		if i, found := slices.BinarySearch(t.runes, uint16(r)); found {
			return int(t.costs[p][i])
		}
	}
	return unseen
}

// follows lists, for each place, the places that may stand before it with the cost of
// the step. The costs are twelve times the negative logarithms of the probabilities in
// the finalseg model of jieba 0.42.1, as are those of opens.
var follows = [places][2]struct {
	before place
	cost   int
}{
	firstOf: {{lastOf, 7}, {alone, 9}},
	innerOf: {{firstOf, 11}, {innerOf, 15}},
	lastOf:  {{firstOf, 6}, {innerOf, 4}},
	alone:   {{lastOf, 10}, {alone, 8}},
}

var opens = [places]int{firstOf: 3, alone: 18, innerOf: never, lastOf: never}

const never = 1 << 28

// words returns the ends of the likeliest words of at least two characters.
func (t *placeTable) words(run []rune) []int {
	cost := opens
	for p := range places {
		cost[p] += t.cost(run[0], p)
	}
	from := make([][places]place, len(run))
	for i, r := range run[1:] {
		var now [places]int
		for p := range places {
			a, b := follows[p][0], follows[p][1]
			if cost[b.before]+b.cost < cost[a.before]+a.cost {
				a = b
			}
			now[p] = cost[a.before] + a.cost + t.cost(r, p)
			from[i+1][p] = a.before
		}
		cost = now
	}
	at := lastOf
	if cost[alone] < cost[lastOf] {
		at = alone
	}
	var out []int
	for i := len(run) - 1; i >= 0; i-- {
		if at == lastOf || at == alone {
			out = append(out, i+1)
		}
		at = from[i][at]
	}
	slices.Reverse(out)
	return out
}
