package ingest

import (
	"strings"
	"testing"
)

func TestTuplesRead(t *testing.T) {
	const tuple = `["🚒 left Oslo for Rome",{"entities":[[7,11,"LOC"],[16,20,"LOC"]]}]`
	const inUnits = `["🚒 left Oslo for Rome",{"entities":[[8,12,"LOC"],[17,21,"LOC"]]}]`
	readCases(t, "tuples", []toolCase{
		{"a list", "[" + tuple + "," + `["Bern",{"entities":[]}]]`, []string{"LOC:Oslo LOC:Rome", ""}, []string{"taken to count code points"}},
		{"lines", tuple + "\n" + `["Bern",{"entities":[[0,4,"LOC"]]}]` + "\n", []string{"LOC:Oslo LOC:Rome", "LOC:Bern"}, []string{"taken to count code points"}},
		{"the wrapper", `{"classes":["LOC"],"annotations":[` + inUnits + `,null,["Bern",{"entities":[[0,4,"LOC"]]}]]}`, []string{"LOC:Oslo LOC:Rome", "LOC:Bern"}, []string{"null: it was never looked at", "taken to count UTF-16 units"}},
		{"a list in UTF-16 units", "[" + inUnits + "]", []string{"LOC:Oslo LOC:Rome"}, []string{"taken to count UTF-16 units"}},
		{"a text without its entities", `[["Bern",null],["Oslo"]]`, []string{"", ""}, nil},
		{"classes", `[["Bern",{"entities":[],"cats":{"A":1}}]]`, []string{""}, []string{`"cats" is not read`}},
		{"no tuple", `[["Bern",{"entities":[[0,4,"LOC"]]}],{"text":"Oslo"},[5,{}]]`, []string{"LOC:Bern"}, []string{"it is no list of a text and its entities", "it is no list"}},
		{"no wrapper", `{"classes":[]}`, nil, []string{`no JSON object with a list of "annotations"`}},
		{"not clear", `[["🚒 abc def 北京上海",{"entities":[[11,12,"LOC"]]}]]`, nil, []string{`[11,12) is "京" in code points, "北" in UTF-16 units; import the file again with --unit codepoints or --unit utf16`}},
	})
}

// The lines of the report are those of the file, also where it is read whole.
func TestWrappedTuplesHaveTheirLines(t *testing.T) {
	recs, remarks := readTool(t, "tuples", "{\"classes\":[],\n\"annotations\":[\n[\"Oslo\",{\"entities\":[]}],\nnull,\n[\"Oslo\",{\"entities\":[]}]]}", "")
	if len(recs) != 2 || recs[0].Line != 3 || recs[1].Line != 5 || len(remarks) != 1 || remarks[0].Line != 4 {
		t.Errorf("%+v %s", recs, linesOf(remarks))
	}
}

func TestTuplesAreDetected(t *testing.T) {
	long := strings.Repeat("x", HeadBytes)
	detects(t, "tuples", `[["Oslo",{"entities":[]}]]`, `["Oslo",{"entities":[]}]`+"\n", `{"classes":["A"],"annotations":[null]}`, `[["`+long+`",{"entities":[]}]]`, `{"classes":["A"],"annotations":[["`+long+`",{}]]}`, `[ null, ["Oslo",{"entities":[]}]]`)
}

func TestTuplesRefuse(t *testing.T) {
	for bad, want := range map[string]string{`[["a\ud83d",{}],["next",{}]]`: "half of a surrogate pair", `[["a",{"entities":[],"entities":[]}],["next",{}]]`: "is there twice", `[["",{}],["next",{}]]`: "is empty", "[[\"\xff\",{}],[\"next\",{}]]": "is not UTF-8"} {
		recs, remarks := readTool(t, "tuples", bad, "")
		if len(recs) != 1 || recs[0].Document.Text.String() != "next" || len(remarks) != 1 || !remarks[0].Refused || !strings.Contains(remarks[0].String(), want) {
			t.Errorf("%s: %d records, %s", bad, len(recs), linesOf(remarks))
		}
	}
}

func FuzzReadTuples(f *testing.F) {
	fuzzTool(f, "tuples", `[["🚒 Oslo",{"entities":[[2,6,"LOC"],[0,99,"X"],5]}],null]`, `["a",{"entities":[]}]`+"\n"+`["🚒 b",{"entities":[[3,4,"A"]]}]`, `{"classes":["A"],"annotations":[["a",{"entities":[[0,1,"A"]]}],null]}`)
}
