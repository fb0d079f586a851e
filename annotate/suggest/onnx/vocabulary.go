package onnx

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// vocabularyJSON is the part "model" of tokenizer.json.
type vocabularyJSON struct {
	Type         string          `json:"type"`
	Vocab        json.RawMessage `json:"vocab"`
	Unknown      string          `json:"unk_token"`
	UnknownID    *int            `json:"unk_id"`
	Prefix       *string         `json:"continuing_subword_prefix"`
	Suffix       string          `json:"end_of_word_suffix"`
	Longest      int             `json:"max_input_chars_per_word"`
	Merges       []merge         `json:"merges"`
	ByteFallback bool            `json:"byte_fallback"`
	Whole        bool            `json:"ignore_merges"`
}

func (j vocabularyJSON) build() (vocabulary, error) {
	kind := j.Type
	if kind == "" { // old files of BERT do not say it
		kind = "WordPiece"
	}
	switch kind {
	case "WordPiece":
		return j.wordPiece()
	case "Unigram":
		return j.unigram()
	case "BPE":
		return j.bpe()
	}
	return nil, fmt.Errorf("its vocabulary is of the kind %q, which is not known here: use one of WordPiece, BPE or Unigram", kind)
}

// words reads a vocabulary of words with their numbers.
func (j vocabularyJSON) words() (ids map[string]int, err error) {
	if err := json.Unmarshal(j.Vocab, &ids); err != nil {
		return nil, fmt.Errorf("its vocabulary cannot be read: %w", err)
	}
	if len(ids) == 0 {
		return nil, errors.New("its vocabulary is empty")
	}
	return ids, nil
}

func (j vocabularyJSON) wordPiece() (vocabulary, error) {
	ids, err := j.words()
	if err != nil {
		return nil, err
	}
	v := wordPiece{ids: ids, prefix: "##", longest: 100}
	if j.Prefix != nil {
		v.prefix = *j.Prefix
	}
	if j.Longest > 0 {
		v.longest = j.Longest
	}
	if j.Unknown == "" {
		j.Unknown = "[UNK]"
	}
	id, ok := ids[j.Unknown]
	if !ok {
		return nil, fmt.Errorf("%q, its sub-word for what is unknown, is not in its vocabulary", j.Unknown)
	}
	v.unknown = id
	return v, nil
}

// wordPiece takes the longest sub-word that fits, from the front, as BERT does.
type wordPiece struct {
	ids     map[string]int
	prefix  string // of sub-words that go on
	longest int    // characters; a longer word is unknown
	unknown int
}

func (v wordPiece) pieces(word []char) (list []piece) {
	unknown := []piece{{v.unknown, word[0].from, word[len(word)-1].to}}
	if len(word) > v.longest {
		return unknown
	}
	for from := 0; from < len(word); {
		to := len(word)
		for ; to > from; to-- {
			s := stringOf(word[from:to])
			if from > 0 {
				s = v.prefix + s
			}
			if id, ok := v.ids[s]; ok {
				list = append(list, piece{id, word[from].from, word[to-1].to})
				break
			}
		}
		if to == from {
			return unknown
		}
		from = to
	}
	return list
}

func (j vocabularyJSON) unigram() (vocabulary, error) {
	var rows [][]json.RawMessage
	if err := json.Unmarshal(j.Vocab, &rows); err != nil {
		return nil, fmt.Errorf("its vocabulary cannot be read: %w", err)
	}
	v := unigram{ids: make(map[string]int, len(rows)), scores: make([]float64, len(rows)), unknown: -1, bytes: j.ByteFallback, least: math.Inf(1)}
	for id, row := range rows {
		var word string
		if len(row) != 2 || json.Unmarshal(row[0], &word) != nil || json.Unmarshal(row[1], &v.scores[id]) != nil {
			return nil, fmt.Errorf("entry %d of its vocabulary is no word with a score", id)
		}
		v.ids[word], v.least, v.longest = id, min(v.least, v.scores[id]), max(v.longest, len(word))
	}
	if j.UnknownID != nil {
		v.unknown = *j.UnknownID
	}
	if v.unknown < 0 || v.unknown >= len(rows) {
		return nil, fmt.Errorf("its unk_id is %d, the vocabulary has %d entries", v.unknown, len(rows))
	}
	return v, nil
}

// unigram takes the sub-words that are likeliest together: Viterbi over a unigram language model (Kudo 2018).
type unigram struct {
	ids     map[string]int
	scores  []float64 // natural logarithms
	least   float64
	longest int // bytes
	unknown int
	bytes   bool // what is unknown is written byte by byte
}

// unlikely is how much less likely than any sub-word an unknown character is.
const unlikely = 10

func (v unigram) pieces(word []char) []piece {
	s := stringOf(word)
	ends := make([]int, len(word)+1) // character -> bytes of s
	for i, c := range word {
		ends[i+1] = ends[i] + len(string(c.r))
	}
	best := make([]float64, len(word)+1)
	back := make([]piece, len(word)+1) // the sub-word that ends before a character; from and to are characters
	for to := 1; to <= len(word); to++ {
		best[to], back[to] = best[to-1]+v.least-unlikely, piece{v.unknown, to - 1, to}
		for from := to - 1; from >= 0 && ends[to]-ends[from] <= v.longest; from-- {
			id, ok := v.ids[s[ends[from]:ends[to]]]
			if ok && id != v.unknown && best[from]+v.scores[id] > best[to] {
				best[to], back[to] = best[from]+v.scores[id], piece{id, from, to}
			}
		}
	}
	var reversed []piece
	for at := len(word); at > 0; at = back[at].from {
		reversed = append(reversed, back[at])
	}
	return v.placed(word, reversed)
}

// placed turns characters into bytes of the text; unknown characters in a row are one sub-word.
func (v unigram) placed(word []char, reversed []piece) (list []piece) {
	for i := len(reversed) - 1; i >= 0; i-- {
		p := reversed[i]
		from, to := word[p.from].from, word[p.to-1].to
		last := len(list) - 1
		switch {
		case p.id == v.unknown && v.bytes:
			for _, b := range []byte(string(word[p.from].r)) {
				id, ok := v.ids[fmt.Sprintf("<0x%02X>", b)]
				if !ok {
					id = v.unknown
				}
				list = append(list, piece{id, from, to})
			}
		case p.id == v.unknown && last >= 0 && list[last].id == v.unknown:
			list[last].to = to
		default:
			list = append(list, piece{p.id, from, to})
		}
	}
	return list
}
