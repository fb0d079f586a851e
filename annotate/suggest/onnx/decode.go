package onnx

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// scheme is what the labels of a model's outputs mean: which part of a name each is, and which may follow which.
type scheme struct {
	kinds   []string // names without the part, such as PER; sorted
	parts   []part   // of each output
	kindOf  []int    // of each output; -1 is outside of any name
	outside int      // the output for O
	ends    bool     // it marks the ends of names too: BIOES or BILOU
}

// part is where in a name a word stands.
type part byte

const (
	none   part = iota // outside
	begin              // B-
	inside             // I-
	last               // E- or L-
	single             // S- or U-
	whole              // a label without a part: neighbours with it are one name
)

var partLetters = map[byte]part{'B': begin, 'I': inside, 'E': last, 'L': last, 'S': single, 'U': single}

// newScheme reads the names of the outputs: O, and B-PER, I-PER and their like, or PER alone.
func newScheme(outputs []string) (scheme, error) {
	s := scheme{outside: -1, parts: make([]part, len(outputs)), kindOf: make([]int, len(outputs))}
	names := make([]string, len(outputs))
	for i, output := range outputs {
		s.parts[i], names[i] = partOf(output)
		switch {
		case s.parts[i] == none:
			s.outside = i
		case !slices.Contains(s.kinds, names[i]):
			s.kinds = append(s.kinds, names[i])
		}
		s.ends = s.ends || s.parts[i] == last || s.parts[i] == single
	}
	if s.outside < 0 || len(s.kinds) == 0 {
		return s, fmt.Errorf("id2label names %s: a model that labels names has O and labels such as B-PER among them; write the labels "+
			"that it was trained with into config.json", strings.Join(outputs[:min(len(outputs), 8)], ", "))
	}
	slices.Sort(s.kinds)
	for i, name := range names {
		s.kindOf[i] = slices.Index(s.kinds, name)
	}
	return s, nil
}

func partOf(output string) (part, string) {
	if strings.EqualFold(output, "O") {
		return none, ""
	}
	if len(output) > 2 && (output[1] == '-' || output[1] == '_') {
		if p, ok := partLetters[output[0]]; ok {
			return p, output[2:]
		}
	}
	return whole, output
}

// Costs, as natural logarithms of probabilities, of what a scheme does not foresee.
const (
	never     = -1e9
	doubtful  = -2.3 // a name that begins with I-, as models trained on CoNLL-2003's own notation write it
	smallProb = 1e-12
)

// follows is the cost of output b after output a; a is -1 before the first word and b is -1 after the last.
func (s scheme) follows(a, b int) float64 {
	open := a >= 0 && s.ends && (s.parts[a] == begin || s.parts[a] == inside) // a name that is not at its end
	if b < 0 || s.parts[b] == none || s.parts[b] == begin || s.parts[b] == single {
		if open {
			return never
		}
		return 0
	}
	goesOn := a >= 0 && s.kindOf[a] == s.kindOf[b] && s.parts[a] != last && s.parts[a] != single
	switch {
	case s.parts[b] == whole:
		return 0
	case goesOn:
		return 0
	case s.ends:
		return never
	}
	return doubtful
}

// name is a run of words that make one, from the first to the one before to.
type name struct {
	from, to int
	kind     int
	score    float64 // from 0 to 1: how likely each of its words is to be of that kind, on average
}

// names finds the likeliest row of outputs that the scheme allows (Viterbi 1967) and reads the names off it. rows holds
// the probability of each output for each word.
func (s scheme) names(rows [][]float32) []name {
	var list []name
	path := s.path(rows)
	for i, output := range path {
		kind := s.kindOf[output]
		if s.parts[output] == none {
			continue
		}
		n := len(list) - 1
		begins := s.parts[output] == begin || s.parts[output] == single || i == 0 || s.kindOf[path[i-1]] != kind ||
			s.parts[path[i-1]] == last || s.parts[path[i-1]] == single
		if begins {
			list, n = append(list, name{from: i, kind: kind}), n+1
		}
		list[n].to = i + 1
		list[n].score += s.likely(rows[i], kind)
	}
	for i := range list {
		list[i].score = min(list[i].score/float64(list[i].to-list[i].from), 1)
	}
	return list
}

// likely is how likely a word is to be part of a name of that kind.
func (s scheme) likely(row []float32, kind int) (sum float64) {
	for i, p := range row {
		if s.kindOf[i] == kind && s.parts[i] != none {
			sum += float64(p)
		}
	}
	return sum
}

func (s scheme) path(rows [][]float32) []int {
	if len(rows) == 0 {
		return nil
	}
	n := len(s.parts)
	best, next := make([]float64, n), make([]float64, n)
	back := make([][]int, len(rows))
	for i, row := range rows {
		back[i] = make([]int, n)
		for b := range n {
			from, most := -1, math.Inf(-1)
			if i == 0 {
				most = s.follows(-1, b)
			} else {
				for a := range n {
					if v := best[a] + s.follows(a, b); v > most {
						from, most = a, v
					}
				}
			}
			back[i][b], next[b] = from, most+math.Log(max(float64(row[b]), smallProb))
		}
		best, next = next, best
	}
	at := 0
	for b := range n {
		if best[b]+s.follows(b, -1) > best[at]+s.follows(at, -1) {
			at = b
		}
	}
	path := make([]int, len(rows))
	for i := len(rows) - 1; i >= 0; i-- {
		path[i], at = at, back[i][at]
	}
	return path
}

// softmax makes probabilities of numbers.
func softmax(row []float32) []float32 {
	most := slices.Max(row)
	out := make([]float32, len(row))
	sum := 0.0
	for i, v := range row {
		e := math.Exp(float64(v - most))
		out[i], sum = float32(e), sum+e
	}
	for i := range out {
		out[i] = float32(float64(out[i]) / sum)
	}
	return out
}
