package ingest

import (
	"strings"
	"testing"
)

func TestSpacyReads(t *testing.T) {
	readCases(t, "spacy", []toolCase{
		{"entities", `{"text":"🚒 Mira of Oslo","ents":[{"start":2,"end":6,"label":"PER"},{"start":10,"end":14,"label":"LOC"}],"sents":[{"start":0,"end":14}],"tokens":[{"id":0,"start":0,"end":1}]}`, []string{"PER:Mira LOC:Oslo"}, nil},
		{"entities among the spans", `{"text":"North Bay","ents":[{"start":0,"end":9,"label":"ORG"}],"spans":{"sc":[{"start":0,"end":9,"label":"ORG","kb_id":"Q1"},{"start":0,"end":5,"label":"LOC","kb_id":""}]},"tokens":[]}`, []string{"ORG:North Bay LOC:North"}, nil},
		{"entities beside the spans", `{"text":"North Bay","ents":[{"start":0,"end":9,"label":"ORG"}],"spans":{"sc":[{"start":0,"end":5,"label":"LOC"}]}}`, []string{"ORG:North Bay LOC:North"}, nil},
		{"another key beside sc", `{"text":"North Bay","spans":{"sc":[],"ruler":[{"start":0,"end":5,"label":"LOC"}]}}`, []string{""}, []string{`"spans.ruler" is not read`}},
		{"another key alone", `{"text":"North Bay","spans":{"ruler":[{"start":0,"end":5,"label":"LOC"}]}}`, []string{"LOC:North"}, nil},
		{"outside", `{"text":"Oslo","ents":[{"start":0,"end":9,"label":"X"},{"start":0,"end":4}]}`, []string{""}, []string{"span number 2 left out: its label", "span number 1 left out: span outside"}},
		{"classes", `{"text":"Oslo","ents":[],"cats":{"good":1.0},"_":{}}`, []string{""}, []string{`"cats" is not read`}},
	})
	recs, _ := readTool(t, "spacy", `{"text":"Oslo","id":"d1","ents":[{"start":0,"end":4,"label":"LOC"}],"spans":{"sc":[{"start":0,"end":4,"label":"LOC","kb_id":"Q585"}]},"tokens":[]}`, "")
	if a := recs[0].Work.Annotations.All(); len(a) != 1 || a[0].Entity != "Q585" || recs[0].Document.ID != "d1" || !recs[0].Replaces {
		t.Errorf("%+v", recs[0])
	}
}

func TestSpacyV2Reads(t *testing.T) {
	const sentences = `"sentences":[{"tokens":[{"id":0,"orth":"Mira","ner":"B-PER"},{"id":1,"orth":"Okonkwo","ner":"L-PER"},{"id":2,"orth":"left","ner":"O"},{"id":3,"orth":"Oslo","ner":"U-LOC"}],"brackets":[]},{"tokens":[{"id":0,"orth":"Then","ner":"-"}]}]`
	readCases(t, "spacy-v2", []toolCase{
		{"with raw", `[{"id":0,"paragraphs":[{"raw":"Mira  Okonkwo left\nOslo. Then","sentences":[{"tokens":[{"orth":"Mira","ner":"B-PER"},{"orth":"Okonkwo","ner":"L-PER"},{"orth":"left","ner":"O"},{"orth":"Oslo","ner":"U-LOC"},{"orth":".","ner":"O"}]},{"tokens":[{"orth":"Then","ner":"O"}]}],"cats":[]}]}]`,
			[]string{"PER:Mira  Okonkwo LOC:Oslo"}, nil},
		{"without raw, two paragraphs", `[{"id":5,"paragraphs":[{` + sentences + `},{` + sentences + `}]}]`, []string{"PER:Mira Okonkwo LOC:Oslo", "PER:Mira Okonkwo LOC:Oslo"}, []string{"it is rebuilt"}},
		{"no paragraphs", `[{"id":5,"paragraphs":[]}]`, nil, []string{"it has no paragraphs"}},
		{"a token without its word", `[{"id":5,"paragraphs":[{"sentences":[{"tokens":[{"ner":"O"}]}]}]}]`, nil, []string{`a token has no "orth"`}},
		{"another text", `[{"id":5,"paragraphs":[{"raw":"Rome",` + sentences + `}]}]`, nil, []string{"are not in its text"}},
		{"classes", `[{"id":5,"paragraphs":[{"cats":[{"label":"A","value":1}],` + sentences + `}]}]`, []string{"PER:Mira Okonkwo LOC:Oslo"}, []string{"it is rebuilt", `"cats" is not read`}},
	})
	recs, _ := readTool(t, "spacy-v2", `[{"id":5,"paragraphs":[{`+sentences+`},{`+sentences+`}]}]`, "")
	if recs[0].Document.ID != "5#1" || recs[1].Document.ID != "5#2" || recs[0].Document.Meta["reconstructed"] != "true" {
		t.Errorf("%+v", recs)
	}
}

func TestSpacyIsDetected(t *testing.T) {
	detects(t, "spacy", `{"text":"a","ents":[],"tokens":[]}`, `[{"text":"a","ents":[],"sents":[],"tokens":[{"id":0,"start":0,"end":1}]}]`, `{"text":"a","spans":{"sc":[]},"tokens":[{"id":0,"start":0,"end":1}]}`)
	detects(t, "spacy-v2", `[{"id":0,"paragraphs":[]}]`, `[{"id":0,"paragraphs":[{"raw":"`+strings.Repeat("x", HeadBytes)+`"}]}]`)
}

func TestSpacyRefuses(t *testing.T) {
	refusesBroken(t, "spacy", `{"text":"next","ents":[]}`)
	refusesBroken(t, "spacy-v2", `{"paragraphs":[{"raw":"next","sentences":[]}]}`)
}

func FuzzReadSpacy(f *testing.F) {
	fuzzTool(f, "spacy", `{"text":"🚒 Mira","ents":[{"start":2,"end":6,"label":"PER"},{"start":-2,"end":6,"label":"PER"},5],"spans":{"sc":[{"start":2,"end":6,"label":"PER","kb_id":"Q"}],"x":5}}`, `{"text":"a","spans":{"a":5,"b":[null]},"ents":{"a":1}}`)
}

func FuzzReadSpacyV2(f *testing.F) {
	fuzzTool(f, "spacy-v2", `[{"id":0,"paragraphs":[{"raw":"Mira  Okonkwo","sentences":[{"tokens":[{"orth":"Mira","ner":"B-PER"},{"orth":"Okonkwo","ner":"L-PER"}]}],"cats":[]},{"sentences":[{"tokens":[{"orth":"a"}]}]},5]}]`)
}
