package onnx

import (
	"fmt"
	"regexp"
	"unicode"
	"unicode/utf8"
)

// splitter is the step of tokenizer.json that cuts a normalised word before it is looked up. A text comes to it word by
// word, each as if a space stood before it.
type splitter func([][]char) [][]char

// splitterJSON is an element of tokenizer.json.
type splitterJSON struct {
	Type          string         `json:"type"`
	PreTokenizers []splitterJSON `json:"pretokenizers"`
	Replacement   string         `json:"replacement"`
	UseRegex      *bool          `json:"use_regex"`
	Digits        bool           `json:"individual_digits"`
}

func (j splitterJSON) build() (splitter, error) {
	switch j.Type {
	case "Sequence":
		var steps []splitter
		for _, part := range j.PreTokenizers {
			step, err := part.build()
			if err != nil {
				return nil, err
			}
			steps = append(steps, step)
		}
		return func(words [][]char) [][]char {
			for _, step := range steps {
				words = step(words)
			}
			return words
		}, nil
	case "", "WhitespaceSplit":
		return func(words [][]char) [][]char { return words }, nil
	case "BertPreTokenizer", "Punctuation":
		return apart(punctuation), nil
	case "Whitespace":
		return cutBy(`[\pL\pM\p{Nd}\p{Pc}]+|[^\pL\pM\p{Nd}\p{Pc}]+`), nil
	case "Digits":
		if j.Digits {
			return apart(unicode.IsDigit), nil
		}
		return cutBy(`\p{Nd}+|\P{Nd}+`), nil
	case "Metaspace":
		mark, _ := utf8.DecodeRuneInString(j.Replacement)
		if j.Replacement == "" {
			mark = '▁'
		}
		return func(words [][]char) [][]char { return marked(words, mark) }, nil
	case "ByteLevel":
		cut := cutBy(`'s|'t|'re|'ve|'m|'ll|'d|\pL+|\pN+|[^\pL\pN]+`)
		if j.UseRegex != nil && !*j.UseRegex {
			cut = func(words [][]char) [][]char { return words }
		}
		return func(words [][]char) [][]char { return byteLevel(cut(words)) }, nil
	}
	return nil, fmt.Errorf("it cuts words by %q, which is not known here: use a model of the BERT, RoBERTa or XLM-R family", j.Type)
}

// fields cuts at white space, also where normalising made it.
func fields(list []char) (words [][]char) {
	from := 0
	for i := 0; i <= len(list); i++ {
		if i < len(list) && !unicode.IsSpace(list[i].r) {
			continue
		}
		if from < i {
			words = append(words, list[from:i])
		}
		from = i + 1
	}
	return words
}

// apart makes a word of its own of each character that is of a kind.
func apart(kind func(rune) bool) splitter {
	return func(words [][]char) (cut [][]char) {
		for _, w := range words {
			from := 0
			for i, c := range w {
				if !kind(c.r) {
					continue
				}
				if from < i {
					cut = append(cut, w[from:i])
				}
				cut, from = append(cut, w[i:i+1]), i+1
			}
			if from < len(w) {
				cut = append(cut, w[from:])
			}
		}
		return cut
	}
}

// punctuation is what BERT takes for it: all of ASCII that is neither letter nor digit, and Unicode's.
func punctuation(r rune) bool {
	return r >= 33 && r <= 47 || r >= 58 && r <= 64 || r >= 91 && r <= 96 || r >= 123 && r <= 126 || unicode.IsPunct(r)
}

// cutBy makes a word of each match; together they match everything.
func cutBy(pattern string) splitter {
	re := regexp.MustCompile(pattern)
	return func(words [][]char) (cut [][]char) {
		for _, w := range words {
			for _, part := range re.FindAllString(stringOf(w), -1) {
				n := utf8.RuneCountInString(part)
				cut, w = append(cut, w[:n]), w[n:]
			}
		}
		return cut
	}
}

// marked puts a mark that stands for the space before the first of the words.
func marked(words [][]char, mark rune) [][]char {
	if len(words) == 0 {
		return nil
	}
	at := words[0][0].from
	first := append([]char{{mark, at, at}}, words[0]...)
	return append([][]char{first}, words[1:]...)
}

// byteLevel writes each byte as the letter that GPT-2 writes for it, with the space before the word as its first.
func byteLevel(words [][]char) [][]char {
	out := make([][]char, len(words))
	for i, w := range words {
		for _, c := range w {
			for _, b := range []byte(string(c.r)) {
				out[i] = append(out[i], char{byteLetters[b], c.from, c.to})
			}
		}
	}
	return marked(out, byteLetters[' '])
}

// byteLetters are the visible characters of Latin-1 for themselves, and those from 256 on for the rest.
var byteLetters = func() (letters [256]rune) {
	next := rune(256)
	for b := range letters {
		if r := rune(b); r >= '!' && r <= '~' || r >= '¡' && r <= '¬' || r >= '®' {
			letters[b] = r
			continue
		}
		letters[b] = next
		next++
	}
	return letters
}()
