package ingest

import (
	"fmt"
	"strings"
	"testing"
)

func TestDoccanoReads(t *testing.T) {
	readCases(t, "doccano", []toolCase{
		{"now", `{"id":17,"text":"North Bay","label":[[0,9,"ORG"],[0,5,"LOC"]],"ext_id":"d","Comments":["a","b"]}`, []string{"ORG:North Bay LOC:North"}, nil},
		{"up to 1.4", `{"id":1,"text":"North Bay","labels":[[0,5,"LOC"]]}`, []string{"LOC:North"}, nil},
		{"1.5", `{"id":1,"data":"North Bay","label":[[0,5,"LOC"]]}`, []string{"LOC:North"}, nil},
		{"relations", `{"id":1,"text":"North Bay","entities":[{"id":5,"start_offset":0,"end_offset":5,"label":"LOC"}],"relations":[{"id":1,"from_id":5,"to_id":5,"type":"A"}],"Comments":[{"id":3,"comment":"c"}]}`,
			[]string{"LOC:North"}, []string{`"relations" is not read`}},
		{"up to 1.0 with names", `{"id":1,"text":"North Bay","annotations":[{"label":"LOC","start_offset":0,"end_offset":5,"user":1}],"meta":{}}`, []string{"LOC:North"}, []string{`"annotations.user" is not read`}},
		{"up to 1.0 with numbers", `{"id":1,"text":"North Bay","annotations":[{"label":11,"start_offset":0,"end_offset":5,"user":1}]}`, nil, []string{"its labels are numbers"}},
		{"escaped slashes", `{"text":"a\/b","label":[[2,3,"X\/Y"]]}`, []string{"X/Y:b"}, nil},
		{"bad labels", `{"text":"North Bay","label":[[0,5,"LOC"],[0,"5","LOC"],[0,5,7],[5,5,"LOC"],[0,50,"LOC"],7]}`, []string{"LOC:North"},
			[]string{"number 2 left out: it does not begin with two whole numbers", "number 3 left out: its label is not a name", "number 6 left out: it needs", "number 4 left out: span outside", "number 5 left out: span outside"}},
		{"a class in place of spans", `{"text":"North Bay","label":["good"]}`, []string{""}, nil},
		{"UTF-16 by the edges", `{"text":"🚒 left Oslo for Rome","label":[[8,12,"LOC"],[17,21,"LOC"]]}`, []string{"LOC:Oslo LOC:Rome"}, []string{"offsets are taken to count UTF-16 units, from here on: of 4 edges"}},
		{"code points by the edges", `{"text":"🚒 left Oslo for Rome","label":[[7,11,"LOC"],[16,20,"LOC"]]}`, []string{"LOC:Oslo LOC:Rome"}, []string{"offsets are taken to count code points"}},
		{"clusters by the edges", `{"text":"👩‍🚀🇫🇷 left Oslo for Rome","label":[[8,12,"LOC"],[17,21,"LOC"]]}`, []string{"LOC:Oslo LOC:Rome"}, []string{"offsets are taken to count grapheme clusters"}},
		{"no text", `{"label":[[0,1,"A"]],"data":5}`, nil, []string{"it has no text"}},
	})
}

func TestDoccanoKeepsMetadataAndComments(t *testing.T) {
	recs, _ := readTool(t, "doccano", `{"id":17,"text":"Oslo","label":[],"lang":"nb","url":"u","n":5,"Comments":["a","b"]}`+"\n"+`{"text":"Rome","entities":[],"Comments":[{"id":1,"comment":"c"}],"lang":"Latin"}`, "")
	a, b := recs[0], recs[1]
	if a.Document.ID != "17" || a.Language != "nb" || a.Work.Note != "a\nb" || len(a.Document.Meta) != 2 || a.Document.Meta["n"] != "5" || !a.Replaces {
		t.Errorf("first %+v", a)
	}
	if b.Document.ID != "corpus" || b.Work.Note != "c" || b.Language != "" || b.Document.Meta["lang"] != "Latin" {
		t.Errorf("second %+v", b)
	}
}

// What cannot be told apart is refused, once with three spans side by side; texts in which it does not matter are taken.
func TestUnitThatIsNotClear(t *testing.T) {
	plain, odd := `{"text":"Oslo","label":[[0,4,"LOC"]]}`, `{"text":"🚒 abc def 北京上海","label":[[11,12,"A"],[12,13,"B"]]}`
	in := plain + "\n" + odd + "\n" + plain + "\n" + odd + "\n" + plain
	recs, remarks := readTool(t, "doccano", in, "")
	if len(recs) != 3 || len(remarks) != 2 {
		t.Fatalf("%d records, %s", len(recs), linesOf(remarks))
	}
	for _, want := range []string{"line 2", `[11,12) is "北" in UTF-16 units, "京" in code points, "京" in grapheme clusters; [12,13) is `, "--unit utf16 or --unit codepoints or --unit graphemes"} {
		if !strings.Contains(remarks[0].String(), want) {
			t.Errorf("%q is not in %s", want, remarks[0])
		}
	}
	if !strings.Contains(remarks[1].String(), "line 4") || !strings.Contains(remarks[1].String(), "as in line 2") {
		t.Errorf("report %s", remarks[1])
	}
	for unit, want := range map[Unit]string{UTF16: "A:北 B:京", CodePoints: "A:京 B:上", Graphemes: "A:京 B:上"} {
		recs, remarks := readTool(t, "doccano", in, unit)
		if len(recs) != 5 || len(remarks) != 0 || spansOf(recs[1]) != want {
			t.Errorf("%s: %d records, %q, %s", unit, len(recs), spansOf(recs[1]), linesOf(remarks))
		}
	}
}

// Accents and vowel signs rule out clusters at once, and leave open what is told apart by an emoji later.
func TestUnitIsDecidedStepByStep(t *testing.T) {
	var b strings.Builder
	for range 3 {
		b.WriteString(`{"text":"cafe\u0301 in Oslo","label":[[9,13,"LOC"]]}` + "\n")
	}
	b.WriteString(`{"text":"` + strings.Repeat("x", decideBytes) + `","label":[]}` + "\n")
	b.WriteString(`{"text":"🚒 to Oslo","label":[[6,10,"LOC"]]}` + "\n")
	recs, remarks := readTool(t, "doccano", b.String(), "")
	if len(recs) != 5 || len(remarks) != 2 || spansOf(recs[0]) != "LOC:Oslo" || spansOf(recs[4]) != "LOC:Oslo" {
		t.Fatalf("%d records, %s", len(recs), linesOf(remarks))
	}
	if !strings.Contains(remarks[0].String(), "6 in UTF-16 units, 6 in code points, ") || !strings.Contains(remarks[1].String(), "line 5: offsets are taken to count UTF-16 units") {
		t.Errorf("report %s", linesOf(remarks))
	}
}

// The report counts edges: none of its numbers is below zero, and those that speak against a unit are told apart.
func TestUnitIsToldByCountsOfEdges(t *testing.T) {
	_, remarks := readTool(t, "doccano", strings.Repeat(`{"text":"🚒 in Oslo now","label":[[5,9,"LOC"]]}`+"\n", 5), "")
	want := "of 10 edges of spans that depend on it, 0 in UTF-16 units (and 5 at spaces or outside the text), 10 in code points, "
	if len(remarks) != 1 || !strings.Contains(remarks[0].String(), want) {
		t.Errorf("report %s, want %s", linesOf(remarks), want)
	}
}

// Records that wait for a decision come in their order with those that do not.
func TestRecordsKeepTheirOrder(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		text := "in Oslo now"
		if i%3 == 1 {
			text = "🚒 Oslo now"
		}
		fmt.Fprintf(&b, `{"id":"d%d","text":"%s","label":[[3,7,"LOC"]]}`+"\n", i, text)
	}
	recs, _ := readTool(t, "doccano", b.String(), "")
	for i, r := range recs {
		if r.Document.ID != fmt.Sprintf("d%d", i) || len(recs) != 20 || spansOf(r) != "LOC:Oslo" {
			t.Fatalf("record %d of %d is %s with %q", i, len(recs), r.Document.ID, spansOf(r))
		}
	}
}

func TestDoccanoIsDetected(t *testing.T) {
	detects(t, "doccano", `{"id":1,"text":"a","label":[[0,1,"A"]]}`, `{"text":"a","labels":[]}`, `{"data":"a","label":[]}`, `{"text":"a","entities":[{"start_offset":0,"end_offset":1,"label":"A"}],"relations":[]}`,
		`{"text":"a","annotations":[{"label":5,"start_offset":0,"end_offset":1}]}`, `[{"text":"a","label":[[0,1,"A"]]}]`, `{"text":"`+strings.Repeat("x", HeadBytes)+`","label":[]}`)
}

func TestDoccanoRefuses(t *testing.T) { refusesBroken(t, "doccano", `{"text":"next","label":[]}`) }

func FuzzReadDoccano(f *testing.F) {
	fuzzTool(f, "doccano", `{"id":17,"text":"🚒 Bay","label":[[3,6,"ORG"],[0,5,"LOC"],[-1,2,"X"]],"Comments":["a",5]}`+"\n"+`{"text":"e\u0301 a","entities":[{"start_offset":2,"end_offset":3,"label":"A"}],"lang":5}`,
		`{"text":"🚒 abc def 北京","label":[[10,11,"A"]]}`+"\n"+`{"text":"a","annotations":[{"label":5,"start_offset":0,"end_offset":1}]}`)
}
