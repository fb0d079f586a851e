package ingest

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// recordsOf reads a file in a format and gives its documents as text | label "quote" ….
func recordsOf(t testing.TB, format, in string, beside map[string]string) (docs, remarks []string) {
	t.Helper()
	f, ok := Lookup(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	opts := ReadOptions{Name: "a.json", Report: func(r Remark) { remarks = append(remarks, r.String()) }, Beside: func(name string) ([]byte, error) {
		if s, ok := beside[name]; ok {
			return []byte(s), nil
		}
		return nil, fs.ErrNotExist
	}}
	for rec, err := range f.Read(strings.NewReader(in), opts) {
		if err != nil {
			remarks = append(remarks, "error: "+err.Error())
			break
		}
		docs = append(docs, written(rec))
	}
	return docs, remarks
}

func TestGliner(t *testing.T) {
	in := `[{"tokenized_text":["Mira","Okonkwo","🚒","left","قرية","."],"ner":[[0,1,"person"],[0,0,"name"],[4,4,"place"]],"ner_negatives":["event"]},
{"tokenized_text":["Oslo"],"ner":[],"relations":[]}]`
	docs, remarks := recordsOf(t, "gliner", in, map[string]string{"a.json.manifest.json": `{"labels":[{"name":"PER","gliner":"person"},{"name":"X"}]}`})
	if want := []string{`Mira Okonkwo 🚒 left قرية . | PER "Mira Okonkwo" name "Mira" place "قرية"`, "Oslo |"}; !slices.Equal(docs, want) {
		t.Errorf("%q, want %q", docs, want)
	}
	if len(remarks) != 1 || !strings.Contains(remarks[0], `"relations" is not read`) {
		t.Errorf("%q", remarks)
	}
	for _, head := range []string{in, strings.TrimPrefix(strings.Split(in, "\n")[0], "[")} {
		if f, err := Detect("train.json", []byte(head)); err != nil || f.Name != "gliner" {
			t.Errorf("%.20s is %q, %v", head, f.Name, err)
		}
	}
}

func TestStanza(t *testing.T) {
	in := `[[{"text":"Mira","ner":"B-PERSON"},{"text":"Okonkwo","ner":"I-PERSON"},{"text":"🚒","ner":"O"}],
[{"text":"New York","ner":"S-LOC"},{"text":"x","ner":"I-LOC"}]]`
	docs, remarks := recordsOf(t, "stanza", in, nil)
	if want := []string{"Mira Okonkwo 🚒\nNew York x | PERSON \"Mira Okonkwo\" LOC \"New York\" LOC \"x\""}; !slices.Equal(docs, want) || len(remarks) != 1 || !strings.Contains(remarks[0], "1 place") {
		t.Errorf("%q, want %q; %q", docs, want, remarks)
	}
	if f, err := Detect("train.json", []byte(in)); err != nil || f.Name != "stanza" {
		t.Errorf("%q, %v", f.Name, err)
	}
	many := "[" + strings.TrimSuffix(strings.Repeat(`[{"text":"a","ner":"O"}],`, 250), ",") + "]"
	if docs, _ := recordsOf(t, "stanza", many, nil); len(docs) != 3 {
		t.Errorf("%d documents", len(docs))
	}
}

func TestGliner2(t *testing.T) {
	for in, want := range map[string]string{
		`{"input":"Oslo and Oslo-Rome, OSLO","output":{"entities":{"place":["Oslo"],"event":[]},"entity_descriptions":{"place":"x"}}}`: `Oslo and Oslo-Rome, OSLO | PLACE "Oslo" PLACE "Oslo"`,
		`{"text":"جاءت ليلى وسامي أمس","schema":{"entities":{"person":["ليلى","سامي"]}}}`:                                              `جاءت ليلى وسامي أمس | person "ليلى" person "سامي"`,
		`{"text":"the İzmir OSLO enclave","entities":{"place":["oslo","izmir"]}}`:                                                      `the İzmir OSLO enclave | PLACE "İzmir" PLACE "OSLO"`,
		`{"input":"aXa a","output":{"entities":{"x":["a"]}}}`:                                                                          `aXa a | x "a"`,
	} {
		docs, remarks := recordsOf(t, "gliner2", in, map[string]string{"a.json.manifest.json": `{"labels":[{"name":"PLACE","gliner":"place"}]}`})
		if !slices.Equal(docs, []string{want}) || strings.Contains(in, "Oslo-Rome") != (len(remarks) == 1 && strings.Contains(remarks[0], "stands at 2 places")) {
			t.Errorf("%q, want %q; %q", docs, want, remarks)
		}
		if f, err := Detect("train.jsonl", []byte(in)); err != nil || f.Name != "gliner2" {
			t.Errorf("%s is %q, %v", in, f.Name, err)
		}
	}
}

// What is broken is said, and the rest is read.
func TestBrokenRecordsOfTokens(t *testing.T) {
	for _, c := range []struct{ format, in, want string }{
		{"gliner", `{"tokenized_text":["a","b"],"ner":[[0,2,"X"]]}`, "[0,2] is no span of 2 tokens"},
		{"gliner", `{"tokenized_text":["a","b"],"ner":[[1,0,"X"]]}`, "[1,0] is no span"},
		{"gliner", `{"tokenized_text":["a","b"],"ner":[[-1,0,"X"]]}`, "[-1,0] is no span"},
		{"gliner", `{"tokenized_text":["a"],"ner":[[0,0]]}`, "is not [first token, last token, label]"},
		{"gliner", `{"tokenized_text":["a"],"ner":[[0,"0","X"]]}`, "is not [first"},
		{"gliner", `{"tokenized_text":["a"],"ner":{"a":1}}`, "is no list"},
		{"gliner", `{"tokenized_text":["a"],"ner":[[0,0,""]]}`, "it has no label"},
		{"gliner", `{"tokenized_text":[],"ner":[]}`, "it has no tokens"},
		{"gliner", `{"tokenized_text":["a",""],"ner":[]}`, "token 2 is no string, or an empty one"},
		{"gliner", `{"tokenized_text":["a",7],"ner":[]}`, "token 2 is no string"},
		{"gliner", `{"tokenized_text":["\ud83d"],"ner":[]}`, "surrogate"},
		{"gliner", `{"tokenized_text":["a"],"ner":[],"ner":[]}`, "twice"},
		{"gliner", "{\"tokenized_text\":[\"\xff\"],\"ner\":[]}", "not UTF-8"},
		{"gliner", `[{"tokenized_text":["a"],"ner":[]}`, "error: line 1: the list is not closed"},
		{"gliner", `7`, "it has no tokens"},
		{"gliner2", `{"input":"Oslo","output":{"entities":{"place":["Rome"]}}}`, "place \"Rome\" left out: the text does not have it"},
		{"gliner2", `{"input":"Oslo","output":{"entities":{"place":"Oslo"}}}`, "is no list of strings"},
		{"gliner2", `{"input":"Oslo","output":{"entities":{"place":[7," "]}}}`, "7 left out: it is no string"},
		{"gliner2", `{"input":7,"output":{"entities":{}}}`, "it has no text"},
		{"gliner2", `{"input":"Oslo","output":{"entities":[]}}`, "no object with a list"},
		{"gliner2", `{"input":"","output":{"entities":{}}}`, "is empty"},
		{"gliner2", `{"input":"a","output":{"entities":{"x":[],"x":[]}}}`, "twice"},
		{"gliner2", `{"input":"a","output":{"entities":{}}`, "where a comma or } after a value should be"},
		{"stanza", `[[{"text":"a","ner":"O"},{"text":"b"}]]`, "token 2, \"b\", has no tag"},
		{"stanza", `[[{"text":"a","ner":"PER"}]]`, "has no tag"},
		{"stanza", `[[{"ner":"O"}]]`, "token 1 has no text"},
		{"stanza", `[7]`, "it is no list of tokens"},
		{"stanza", `[[{"text":"a","text":"b","ner":"O"}]]`, "twice"},
		{"stanza", `[[{"text":"a","ner":"O"}]`, "error: line 1: the list is not closed"},
	} {
		_, remarks := recordsOf(t, c.format, c.in, nil)
		if len(remarks) == 0 || !strings.Contains(remarks[0], c.want) {
			t.Errorf("%s: %q, want %q", c.in, remarks, c.want)
		}
	}
}

// Nothing makes the readers panic, each annotation covers its quote, and each record of GLiNER is taken or refused.
func FuzzReadGliner(f *testing.F) {
	f.Add([]byte(`[{"tokenized_text":["Mira","🚒"],"ner":[[0,1,"p"],[0,5,"x"]]},{"tokenized_text":[]}]`))
	f.Add([]byte(`{"tokenized_text":["a"],"ner":null}` + "\n7\n"))
	f.Add([]byte(`[[{"text":"a\r\n","ner":"B-X"},{"text":"b","ner":"E-X"}],[{"text":"c","ner":"I-Y"}]]`))
	f.Add([]byte(`{"input":"Oslo OSLO","output":{"entities":{"p":["oslo","\u0130",1]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"gliner", "gliner2", "stanza"} {
			refused, taken, broken := 0, 0, false
			f, _ := Lookup(format)
			opts := ReadOptions{Name: "a", Report: func(r Remark) {
				if r.Refused {
					refused++
				}
			}}
			for rec, err := range f.Read(strings.NewReader(string(data)), opts) {
				if broken = err != nil; broken {
					break
				}
				taken++
				for _, a := range rec.Work.Annotations.All() {
					if got := rec.Document.Text.Slice(a.Span); got != a.Quote || a.Quote == "" {
						t.Fatalf("%q covers %q", a.Quote, got)
					}
				}
			}
			all := 0
			for _, err := range elements(strings.NewReader(string(data))) {
				if err == nil {
					all++
				}
			}
			if format != "stanza" && taken+refused != all {
				t.Fatalf("%d taken and %d refused of %d", taken, refused, all)
			}
		}
	})
}
