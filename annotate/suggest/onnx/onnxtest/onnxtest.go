// Package onnxtest makes tiny models for tests: networks of one look-up, one product and one sum, which label by
// construction the words that they are told to.
package onnxtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Model is what a tiny model knows. Unless Mixed, it sees each word alone and says 0.99
// for its label.
type Model struct {
	Outputs []string          // as in id2label, such as O, B-PER, I-PER; the first is that of all other words
	Words   map[string]string // sub-word, as tokenizer.json has it -> output
	Cased   bool              // else words come in small letters and without accents
	Longest int               // max_position_embeddings; 0 writes none
	Mixed   bool              // each word sees all others, through the attention mask
	Broken  string            // a sub-word to which it answers with what is no number
}

// News is a model of five outputs that knows a few invented people and places in three scripts.
func News() Model {
	return Model{
		Outputs: []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"},
		Words: map[string]string{"mira": "B-PER", "okonkwo": "I-PER", "zelda": "B-PER", "##ova": "I-PER", "oslo": "B-LOC", "north": "B-LOC",
			"bay": "I-LOC", "ميرا": "B-PER", "اوكونكو": "I-PER", "اوسلو": "B-LOC", "🚒": "B-LOC", "jose": "B-PER", "the": "O", "met": "O", ".": "O"},
	}
}

// Write writes a model's three files into a folder, which it makes.
func Write(t testing.TB, dir string, m Model) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	words := append([]string{"[PAD]", "[UNK]", "[CLS]", "[SEP]"}, m.words()...)
	labels := map[int]string{}
	for i, name := range m.Outputs {
		labels[i] = name
	}
	config := map[string]any{"id2label": labels, "model_type": "bert"}
	if m.Longest > 0 {
		config["max_position_embeddings"] = m.Longest
	}
	files := map[string][]byte{"config.json": marshal(t, config), "tokenizer.json": marshal(t, m.tokenizer(words)), "model.onnx": m.network(words)}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (m Model) words() []string {
	var list []string
	for w := range m.Words {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

type object = map[string]any

func (m Model) tokenizer(words []string) object {
	vocab := map[string]int{}
	for i, w := range words {
		vocab[w] = i
	}
	special := func(name string, id int) object {
		return object{"id": name, "ids": []int{id}, "tokens": []string{name}}
	}
	return object{
		"version":       "1.0",
		"normalizer":    object{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": nil, "lowercase": !m.Cased},
		"pre_tokenizer": object{"type": "BertPreTokenizer"},
		"model":         object{"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": vocab},
		"post_processor": object{"type": "TemplateProcessing",
			"single": []object{{"SpecialToken": object{"id": "[CLS]", "type_id": 0}}, {"Sequence": object{"id": "A", "type_id": 0}},
				{"SpecialToken": object{"id": "[SEP]", "type_id": 0}}},
			"special_tokens": object{"[CLS]": special("[CLS]", 2), "[SEP]": special("[SEP]", 3)}},
	}
}
