package ingest

import (
	"slices"
	"strings"
	"testing"
)

func TestHFReads(t *testing.T) {
	readCases(t, "hf", []toolCase{
		{"tokens and tags", `{"id":"1","tokens":["Mira","Okonkwo","left","Oslo","."],"ner_tags":["B-PER","I-PER","O","B-LOC","O"]}`, []string{"PER:Mira Okonkwo LOC:Oslo"}, []string{"it is rebuilt with one space"}},
		{"with the text", `{"text":"Mira  Okonkwo left\n🚒Oslo.","tokens":["Mira","Okonkwo","left","🚒","Oslo","."],"ner_tags":["B-PER","I-PER","O","O","B-LOC","O"]}`, []string{"PER:Mira  Okonkwo LOC:Oslo"}, nil},
		{"spans count in place of tags", `{"text":"North Bay Hospital","tokens":["North","Bay","Hospital"],"ner_tags":["B-ORG","I-ORG","I-ORG"],"spans":[{"start":0,"end":18,"label":"ORG","text":"North Bay Hospital"},{"start":0,"end":9,"label":"LOC","text":"North Bay"}]}`,
			[]string{"ORG:North Bay Hospital LOC:North Bay"}, nil},
		{"spans in UTF-16 units", `{"text":"🚒 Oslo","tokens":["🚒","Oslo"],"ner_tags":["O","B-LOC"],"spans":[{"start":3,"end":7,"label":"LOC","text":"Oslo"}]}`, []string{"LOC:Oslo"}, []string{"offsets count UTF-16 units here"}},
		{"tokens of another text", `{"text":"Rome","tokens":["Oslo"],"ner_tags":["B-LOC"]}`, nil, []string{"are not in its text"}},
		{"text that goes on", `{"text":"Oslo now","tokens":["Oslo"],"ner_tags":["B-LOC"]}`, nil, []string{"are not in its text"}},
		{"a tag too few", `{"tokens":["Oslo","now"],"ner_tags":["B-LOC"]}`, nil, []string{"2 tokens have 1 tags"}},
		{"numbers without names", `{"tokens":["Oslo"],"ner_tags":[1]}`, nil, []string{"its tags are numbers, and no README.md, labels.json or dataset_info.json beside the file says what 1 is"}},
		{"tokens that are none", `{"tokens":["Oslo",5],"ner_tags":["O","O"]}`, nil, []string{`"tokens" is no list of strings`}},
		{"other lists", `{"text":"Oslo","tokens":["Oslo"],"ner_tags":["O"],"pos_tags":[1]}`, []string{""}, []string{`"pos_tags" is not read`}},
	})
}

func TestHFKeepsWhatIsSaid(t *testing.T) {
	recs, _ := readTool(t, "hf", `{"id":"d1","lang":"nb","source":"s","tokens":["Oslo","now"],"tags":["B-LOC","O"]}`, "")
	r := recs[0]
	if m := r.Document.Meta; r.Document.ID != "d1" || r.Language != "nb" || m["reconstructed"] != "true" || m["source"] != "s" || len(m) != 2 || r.Document.Text.String() != "Oslo now" {
		t.Errorf("%+v", r)
	}
}

// The names of numbered tags stand in the card or in a JSON file, beside or one folder above, in any of their usual forms.
func TestHFNumbersHaveNamesBeside(t *testing.T) {
	const line = `{"text":"Mira Okonkwo of Oslo","tokens":["Mira","Okonkwo","of","Oslo"],"ner_tags":[3,4,0,1]}` + "\n" + `{"text":"Oslo x","tokens":["Oslo","x"],"ner_tags":[1,-100]}`
	for file, body := range map[string]string{
		"labels.json":          `{"labels":[{"name":"LOC"}],"ner_tags":["O","B-LOC","I-LOC","B-PER","I-PER"]}`,
		"../labels.json":       `["O","B-LOC","I-LOC","B-PER","I-PER"]`,
		"dataset_info.json":    `{"default":{"features":{"pos_tags":{"feature":{"names":["NN","O"]}},"ner_tags":{"feature":{"names":["O","B-LOC","I-LOC","B-PER","I-PER"]}}}}}`,
		"../dataset_info.json": `{"features":{"ner_tags":{"names":["O","B-LOC","I-LOC","B-PER","I-PER"]}}}`,
		"config.json":          `{"id2label":{"0":"O","1":"B-LOC","2":"I-LOC","3":"B-PER","4":"I-PER"}}`,
		"README.md":            "---\ndataset_info:\n  features:\n  - name: chunk_tags\n    sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-NP\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-LOC\n          '2': I-LOC\n          '3': B-PER\n          '4': I-PER\n  splits:\n  - name: train\n---\n",
		"../README.md":         "---\n  - name: ner_tags\n    sequence:\n      class_label:\n        names: {'0': 'O', '1': 'B-LOC', '2': 'I-LOC', '3': 'B-PER', '4': 'I-PER'}\n---\n",
	} {
		recs, remarks := readTool(t, "hf", line, "", file, body)
		if len(recs) != 2 || len(remarks) != 0 || spansOf(recs[0]) != "PER:Mira Okonkwo LOC:Oslo" || spansOf(recs[1]) != "LOC:Oslo" {
			t.Errorf("%s: %d records, %s", file, len(recs), linesOf(remarks))
		}
	}
}

func TestCardNames(t *testing.T) {
	want := []string{"O", "B-PER", "I-PER"}
	for _, body := range []string{"names: [O, B-PER, I-PER]", "names: ['O', \"B-PER\", I-PER]\r", "names:\n- O\n- B-PER\n- I-PER\nsplits:", "names:\r\n  \"0\": \"O\"\r\n  \"1\": \"B-PER\"\r\n  \"2\": I-PER\r\n", "{name: x, names: {0: O, 1: B-PER, 2: I-PER}}"} {
		if got := namesInCard([]byte(body)); !slices.Equal(got, want) {
			t.Errorf("%q: %q", body, got)
		}
	}
	for _, body := range []string{"", "names:", "names: [NN, VB]", "names:\n  '1': O\n", "names: [O, B-PER", "names: {"} {
		if got := namesInCard([]byte(body)); len(got) > 0 && !slices.Equal(got, []string{"O", "B-PER"}) {
			t.Errorf("%q: %q", body, got)
		}
	}
}

func TestTagSchemes(t *testing.T) {
	for tags, want := range map[string]string{
		"B-A I-A O B-A B-A":       "A0-1 A3-3 A4-4",
		"I-A I-A O I-B I-A":       "A0-1 B3-3 A4-4",
		"I-A B-A I-A":             "A0-0 A1-2",
		"B-A I-A E-A S-A S-B":     "A0-2 A3-3 B4-4",
		"B-A I-A L-A U-A U-A":     "A0-2 A3-3 A4-4",
		"B-A L-A I-A":             "A0-1 A2-2",
		"B-A M-A E-A W-A O -":     "A0-2 A3-3",
		"PER PER O LOC PER":       "PER0-1 LOC3-3 PER4-4",
		"B_A I_A B-x-y I-x-y I-x": "A0-1 x-y2-3 x4-4",
		"O  - O":                  "",
		"E-A L-A I-A":             "A0-0 A1-1 A2-2",
		"B-A I-B":                 "A0-0 B1-1",
	} {
		var got []string
		for _, s := range new(tagReader).spans(strings.Split(tags, " ")) {
			got = append(got, s.label+string(rune('0'+s.first))+"-"+string(rune('0'+s.last)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", tags, s, want)
		}
	}
}

func TestHFIsDetected(t *testing.T) {
	detects(t, "hf", `{"id":"1","tokens":["a"],"ner_tags":["O"]}`, `{"tokens":["a"],"tags":[0],"text":"a","spans":[]}`, `[{"tokens":["a"],"labels":[1]}]`, `{"tokens":["`+strings.Repeat("x", HeadBytes)+`"],"ner_tags":[]}`)
}

func TestHFRefuses(t *testing.T) {
	refusesBroken(t, "hf", `{"text":"next","spans":[],"tokens":["next"],"ner_tags":["O"]}`)
}

func FuzzReadHF(f *testing.F) {
	fuzzTool(f, "hf", `{"id":"1","tokens":["Mira","Okonkwo","🚒"],"ner_tags":["B-PER","L-PER","X"],"x":[1]}`, `{"text":"a\u0301 b","tokens":["a","\u0301","b"],"tags":["B-A","I-A",""]}`, `{"tokens":[""],"ner_tags":["B-X"],"text":"a"}`,
		`{"text":"🚒 a","spans":[{"start":3,"end":4,"label":"A","text":"a"},{"start":0}],"tokens":[]}`)
}

// Cards come from anywhere.
func FuzzTagNames(f *testing.F) {
	f.Add("names:\n  '0': O\n  '1': B-LOC\n")
	f.Add(`{"a":["O","B-X"],"b":{"0":"O","7":"I-X"}}`)
	f.Fuzz(func(t *testing.T, body string) {
		for _, names := range [][]string{namesInCard([]byte(body)), namesInJSON([]byte(strings.ToValidUTF8(body, "")))} {
			if len(names) > 0 && !areTags(names) {
				t.Errorf("%q gives %q", body, names)
			}
		}
	})
}
