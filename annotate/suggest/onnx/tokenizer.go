package onnx

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenizer cuts a text into the sub-words of a model, as its tokenizer.json says.
type tokenizer struct {
	normalise     normaliser
	split         splitter
	lookup        vocabulary
	before, after []int // what stands around each row of sub-words, such as [CLS] and [SEP]
}

// piece is a sub-word: its number in the vocabulary and the bytes of the text that it begins and ends at. A mark that
// stands for a space has none of its own and is empty.
type piece struct{ id, from, to int }

// vocabulary finds the sub-words of a word.
type vocabulary interface {
	pieces(word []char) []piece
}

// cut gives the sub-words of a text in order. It goes from white space to white space, which no sub-word crosses, so it
// needs little memory and what happens in one word moves no offset in the next.
func (t *tokenizer) cut(text string) (list []piece) {
	at := 0
	for at < len(text) {
		n := strings.IndexFunc(text[at:], unicode.IsSpace)
		if n < 0 {
			n = len(text) - at
		}
		for _, word := range fields(t.normalise(charsOf(text[at:at+n], at))) {
			for _, part := range t.split([][]char{word}) {
				list = append(list, t.lookup.pieces(part)...)
			}
		}
		_, space := utf8.DecodeRuneInString(text[at+n:])
		at += n + space
	}
	return list
}

// tokenizerJSON is what is read of the file.
type tokenizerJSON struct {
	Normalizer    *normaliserJSON `json:"normalizer"`
	PreTokenizer  *splitterJSON   `json:"pre_tokenizer"`
	Model         vocabularyJSON  `json:"model"`
	PostProcessor *aroundJSON     `json:"post_processor"`
}

func readTokenizer(path string) (*tokenizer, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, err := parseTokenizer(data)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, err)
	}
	return t, nil
}

func parseTokenizer(data []byte) (*tokenizer, error) {
	var j tokenizerJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return nil, fmt.Errorf("it is no tokenizer.json that can be read: %w", err)
	}
	t := &tokenizer{normalise: inTurn(nil)}
	var errs [4]error
	if j.Normalizer != nil {
		t.normalise, errs[0] = j.Normalizer.build()
	}
	if j.PreTokenizer == nil {
		j.PreTokenizer = &splitterJSON{}
	}
	t.split, errs[1] = j.PreTokenizer.build()
	t.lookup, errs[2] = j.Model.build()
	if j.PostProcessor != nil {
		t.before, t.after, errs[3] = j.PostProcessor.build()
	}
	return t, errors.Join(errs[:]...)
}

// aroundJSON says what stands around a row of sub-words.
type aroundJSON struct {
	Type       string            `json:"type"`
	Processors []aroundJSON      `json:"processors"`
	Cls, Sep   []json.RawMessage // a word and its number
	Single     []struct {
		SpecialToken *struct {
			ID string `json:"id"`
		}
		Sequence *struct{}
	} `json:"single"`
	SpecialTokens map[string]struct {
		IDs []int `json:"ids"`
	} `json:"special_tokens"`
}

func (j aroundJSON) build() (before, after []int, err error) {
	switch j.Type {
	case "Sequence":
		for _, part := range j.Processors {
			if before, after, err = part.build(); err != nil || len(before)+len(after) > 0 {
				return before, after, err
			}
		}
		return nil, nil, nil
	case "ByteLevel":
		return nil, nil, nil
	case "BertProcessing", "RobertaProcessing":
		cls, errCls := number(j.Cls)
		sep, errSep := number(j.Sep)
		return []int{cls}, []int{sep}, errors.Join(errCls, errSep)
	case "TemplateProcessing":
		return j.template()
	}
	return nil, nil, fmt.Errorf("it puts sub-words around a text by %q, which is not known here: use a model of the BERT, RoBERTa or XLM-R family", j.Type)
}

func number(pair []json.RawMessage) (id int, err error) {
	if len(pair) != 2 {
		return 0, errors.New("post_processor: cls and sep must be a word and its number each")
	}
	return id, json.Unmarshal(pair[1], &id)
}

func (j aroundJSON) template() (before, after []int, err error) {
	text := false
	for _, part := range j.Single {
		if part.SpecialToken == nil {
			text = true
			continue
		}
		special, ok := j.SpecialTokens[part.SpecialToken.ID]
		switch {
		case !ok:
			return nil, nil, fmt.Errorf("post_processor: %q is not among its special_tokens", part.SpecialToken.ID)
		case text:
			after = append(after, special.IDs...)
		default:
			before = append(before, special.IDs...)
		}
	}
	return before, after, nil
}
