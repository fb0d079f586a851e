package ingest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// told are the elements of a file as lines.
func told(s string) (list []string) {
	for e, err := range elements(strings.NewReader(s)) {
		switch {
		case err != nil:
			list = append(list, "error: "+err.Error())
		case e.bad != "":
			list = append(list, fmt.Sprintf("%d bad: %s", e.line, e.bad))
		default:
			list = append(list, fmt.Sprintf("%d %s", e.line, e.data))
		}
	}
	return list
}

func TestElements(t *testing.T) {
	for file, want := range map[string][]string{
		"":                              nil,
		" \n\n":                         nil,
		"\ufeff{}\n\n[1]\n3":            {"1 {}", "3 [1]", "4 3"},
		" [ ]\n":                        nil,
		"[,1,\n,2,]":                    {"1 bad: nothing stands at a comma of the list", "1 1", "2 bad: nothing stands at a comma of the list", "2 2", "2 bad: nothing stands at a comma of the list"},
		"[1, \"a,]\\\"\\\\\", [2,{}] ]": {"1 1", `1 "a,]\"\\"`, "1 [2,{}]"},
		"\n[\n {\"a\":\n1},\n\n 2 \n]":  {"3 {\"a\":\n1}", "6 2"},
		"[1,2":                          {"1 1", "1 2", "error: line 1: " + errListEnd.Error()},
		"[1]x":                          {"1 1", `error: line 1: 'x' stands behind the end of the list`},
		"{\"a\":\"\xff\"}\n{}":          {"1 bad: byte 7 is not UTF-8: save the file as UTF-8", "2 {}"},
		"[\"\xff\",1]":                  {"1 bad: byte 2 is not UTF-8: save the file as UTF-8", "1 1"},
		"[\"a\nb\"]":                    {"1 \"a\nb\""},
	} {
		if got := told(file); !slices.Equal(got, want) {
			t.Errorf("%q:\n%q\nwant\n%q", file, got, want)
		}
	}
}

func TestALongElementIsSteppedOver(t *testing.T) {
	long := `"` + strings.Repeat("x", maxRecord) + `"`
	for _, file := range []string{"[1," + long + ",2]", "1\n" + long + "\n2\n"} {
		got := told(file)
		if len(got) != 3 || !strings.Contains(got[1], "bad: the line is longer than a record may be") || !strings.HasSuffix(got[2], " 2") {
			t.Errorf("%.60q", got)
		}
	}
}

// FuzzElements compares with encoding/json: whatever it takes for a list is cut into the same elements.
func FuzzElements(f *testing.F) {
	for _, s := range []string{`[]`, `[1,{"a":[2,"]"]}, "\\" ]`, "[\n[1],\n\"a\\\"b\"]", `{"a":1}` + "\n" + `[2]`, "[1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := []string{}
		failed := false
		for e, err := range elements(strings.NewReader(s)) {
			if failed = failed || err != nil || e.bad != ""; err == nil {
				got = append(got, string(e.data))
			}
		}
		var want []json.RawMessage
		if badUTF8([]byte(s)) >= 0 || json.Unmarshal([]byte(s), &want) != nil || strings.TrimLeft(s, " \t\r\n") == "null" {
			return
		}
		if strings.TrimLeft(s, " \t\r\n") == "" || want == nil {
			return
		}
		if failed || len(got) != len(want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		for i := range want {
			if got[i] != string(want[i]) {
				t.Errorf("%q: element %d is %q, want %q", s, i, got[i], want[i])
			}
		}
	})
}

// FuzzTree compares with encoding/json: what it refuses is refused, and strings and whole numbers come out the same.
func FuzzTree(f *testing.F) {
	for _, s := range []string{`{"a":[1,"x",null,{"b":-2.5e3}]}`, `"🚒\n"`, `{"a":1,"a":2}`, `NaN`, `[`, `"\ud83d"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if badUTF8(data) >= 0 {
			return
		}
		got, flaws, err := parseTree(data)
		var want any
		if jsonErr := json.Unmarshal(data, &want); jsonErr != nil {
			return // NaN is taken, and left to who wants a number
		}
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if len(flaws) == 0 {
			same(t, got, want)
		}
	})
}

func same(t *testing.T, got tree, want any) {
	t.Helper()
	switch w := want.(type) {
	case string:
		if s, ok := got.str(); !ok || s != w {
			t.Errorf("%q, want %q", s, w)
		}
	case float64:
		if f, ok := got.number(); !ok || f != w {
			t.Errorf("%s is %v, want %v", got.raw, f, w)
		}
	case []any:
		if len(got.list) != len(w) || got.kind != '[' {
			t.Fatalf("%d elements, want %d", len(got.list), len(w))
		}
		for i := range w {
			same(t, got.at(i), w[i])
		}
	case map[string]any:
		if len(got.keys) != len(w) {
			t.Fatalf("keys %q, want %d", got.keys, len(w))
		}
		for k := range w {
			same(t, got.get(k), w[k])
		}
	case nil:
		if !got.missing() {
			t.Errorf("%s, want null", got.raw)
		}
	}
}
