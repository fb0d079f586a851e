package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The parts that the tests of all readers of other tools' files share.

// readTool reads a file in a format, and checks what holds for all: each record stands in its text.
func readTool(t testing.TB, format, in string, unit Unit, beside ...string) (recs []Record, remarks []Remark) {
	t.Helper()
	f, ok := Lookup(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	opts := ReadOptions{Name: "corpus.json", Annotator: "ada", Unit: unit, Report: func(r Remark) { remarks = append(remarks, r) },
		Beside: func(name string) ([]byte, error) {
			if i := slices.Index(beside, name); i >= 0 {
				return []byte(beside[i+1]), nil
			}
			return nil, fmt.Errorf("no file %q", name)
		}}
	for rec, err := range f.Read(strings.NewReader(in), opts) {
		if err != nil {
			remarks = append(remarks, Remark{Reason: err.Error(), Refused: true})
			break
		}
		if err := rec.Work.Check(rec.Document.Text); err != nil {
			t.Fatalf("line %d: %v", rec.Line, err)
		}
		n := rec.Document.Text.Len()
		for _, s := range rec.Suggestions {
			if s.Span.Empty() || s.Span.Start < 0 || s.Span.End > n {
				t.Fatalf("line %d: suggestion %+v", rec.Line, s)
			}
		}
		recs = append(recs, rec)
	}
	return recs, remarks
}

// spansOf are a record's spans as "LABEL:quote".
func spansOf(r Record) string {
	var list []string
	for _, a := range r.Work.Annotations.All() {
		list = append(list, a.Label+":"+a.Quote)
	}
	return strings.Join(list, " ")
}

func linesOf(remarks []Remark) string {
	var list []string
	for _, r := range remarks {
		list = append(list, r.String())
	}
	return strings.Join(list, "\n")
}

// toolCase is a file and what a reader makes of it.
type toolCase struct {
	name, in string
	spans    []string // of each record
	remarks  []string // something of each line of the report, in order
}

func readCases(t *testing.T, format string, list []toolCase) {
	t.Helper()
	for _, c := range list {
		recs, remarks := readTool(t, format, c.in, "")
		var spans []string
		for _, r := range recs {
			spans = append(spans, spansOf(r))
		}
		if !slices.Equal(spans, c.spans) {
			t.Errorf("%s: spans %q, want %q\n%s", c.name, spans, c.spans, linesOf(remarks))
		}
		if len(remarks) != len(c.remarks) {
			t.Errorf("%s: report\n%s\nwant %q", c.name, linesOf(remarks), c.remarks)
			continue
		}
		for i, r := range remarks {
			if !strings.Contains(r.String(), c.remarks[i]) {
				t.Errorf("%s: report line %q, want %q", c.name, r, c.remarks[i])
			}
		}
	}
}

// detects fails unless each file is found to be in the format.
func detects(t *testing.T, format string, list ...string) {
	t.Helper()
	for _, in := range list {
		f, err := Detect("x.json", []byte(in))
		if err != nil || f.Name != format {
			t.Errorf("%.80s is taken for %q, want %q (%v)", in, f.Name, format, err)
		}
	}
}

// fuzzTool reads anything: no panic, every span covers its quote, and each element of the file gives records or a line
// in the report; of tuples, lists themselves, that cannot be counted so.
func fuzzTool(f *testing.F, format string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	for _, s := range brokenJSON {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		inputs := 0
		for e, err := range elements(strings.NewReader(in)) {
			if err == nil && (e.data != nil || e.bad != "") {
				inputs++
			}
		}
		recs, remarks := readTool(t, format, in, "")
		refused := 0
		for _, r := range remarks {
			if r.Refused {
				refused++
			}
		}
		if len(recs)+refused < inputs && format != "tuples" {
			t.Fatalf("%d values, %d records, %d refused", inputs, len(recs), refused)
		}
	})
}

var brokenJSON = []string{"", "[]", "[", "{", "null", "[null,1,\"a\",[],{}]", "{\"text\":\"a\",\"text\":\"b\"}", "{\"text\":\"\\ud83d\"}", "{\"text\":\"\\u0000\"}", "{\"text\":\"\xff\"}", "{\"text\":\"\"}", "{\"text\":5}", "{\"data\":{\"text\":\"a\"}}"}

// broken are files of one bad record, which every reader of JSON refuses with a line; the record behind it is taken.
// good is a record of the format with the text "next".
func refusesBroken(t *testing.T, format, good string) {
	t.Helper()
	for bad, want := range map[string]string{
		`{"text":"a"`:                             "not JSON",
		`{"text":"a","x":1,"x":2}`:                `key "x" is there twice`,
		`{"text":"a\ud83d"}`:                      "half of a surrogate pair",
		`{"text":"a\u0000b"}`:                     "the character NUL",
		"{\"text\":\"a\xff\"}":                    "is not UTF-8",
		"{\"text\":\"a\tb\"}":                     "control characters must be escaped",
		`5`:                                       "",
		strings.Replace(good, "next", "", 1):      "is empty",
		strings.Replace(good, "next", `\n\t `, 1): "is empty",
		strings.Replace(good, `"next"`, `5`, 1):   "",
	} {
		recs, remarks := readTool(t, format, bad+"\n"+good+"\n", "")
		if len(recs) != 1 || recs[0].Document.Text.String() != "next" || len(remarks) == 0 || !remarks[0].Refused || remarks[0].Line != 1 || !strings.Contains(remarks[0].String(), want) {
			t.Errorf("%s: %d records, report %q, want %q", bad, len(recs), linesOf(remarks), want)
		}
	}
}
