package onnx

import (
	"encoding/json"
	"fmt"
	"strings"
)

// merge is two sub-words that become one: "a b", or in newer files ["a", "b"].
type merge [2]string

func (m *merge) UnmarshalJSON(data []byte) error {
	var pair []string
	if json.Unmarshal(data, &pair) == nil && len(pair) == 2 {
		*m = merge{pair[0], pair[1]}
		return nil
	}
	var line string
	if err := json.Unmarshal(data, &line); err != nil {
		return fmt.Errorf("%.80q is no merge: %w", data, err)
	}
	first, second, ok := strings.Cut(line, " ")
	if !ok {
		return fmt.Errorf("%q is no merge: it needs two sub-words", line)
	}
	*m = merge{first, second}
	return nil
}

func (j vocabularyJSON) bpe() (vocabulary, error) {
	ids, err := j.words()
	if err != nil {
		return nil, err
	}
	if j.Suffix != "" || j.Prefix != nil && *j.Prefix != "" || j.ByteFallback {
		return nil, fmt.Errorf("its BPE vocabulary marks the ends of words, or single bytes, in a way that is not known here: use a model of the RoBERTa family")
	}
	v := bpe{ids: ids, ranks: make(map[merge]int, len(j.Merges)), unknown: -1, whole: j.Whole}
	if id, ok := ids[j.Unknown]; ok {
		v.unknown = id
	}
	for i, m := range j.Merges {
		v.ranks[m] = i
	}
	return v, nil
}

// bpe merges neighbours, those first that were merged first in training (byte pair encoding, Sennrich et al. 2016).
type bpe struct {
	ids     map[string]int
	ranks   map[merge]int
	unknown int  // -1: what is unknown is left out
	whole   bool // a word that is in the vocabulary is not taken apart
}

// longestMerged is how many characters of a word are merged together; longer words, which no vocabulary has, are cut so
// that the time does not grow with the square of their length.
const longestMerged = 200

func (v bpe) pieces(word []char) (list []piece) {
	for len(word) > longestMerged {
		list = append(list, v.merged(word[:longestMerged])...)
		word = word[longestMerged:]
	}
	return append(list, v.merged(word)...)
}

func (v bpe) merged(word []char) (list []piece) {
	if id, ok := v.ids[stringOf(word)]; ok && v.whole {
		return []piece{{id, word[0].from, word[len(word)-1].to}}
	}
	parts := make([]string, len(word))
	ends := make([]int, len(word)) // characters
	for i, c := range word {
		parts[i], ends[i] = string(c.r), i+1
	}
	for {
		at, best := -1, len(v.ranks)
		for i := range len(parts) - 1 {
			if rank, ok := v.ranks[merge{parts[i], parts[i+1]}]; ok && rank < best {
				at, best = i, rank
			}
		}
		if at < 0 {
			break
		}
		parts[at] += parts[at+1]
		parts = append(parts[:at+1], parts[at+2:]...)
		ends = append(ends[:at], ends[at+1:]...)
	}
	from := 0
	for i, part := range parts {
		id, ok := v.ids[part]
		if !ok {
			id = v.unknown
		}
		if id >= 0 {
			list = append(list, piece{id, word[from].from, word[ends[i]-1].to})
		}
		from = ends[i]
	}
	return list
}
