package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// readBratPair reads a text and its annotations, by the name of either.
func readBratPair(t testing.TB, name, text, ann string) (recs []Record, remarks []Remark) {
	t.Helper()
	f, _ := Lookup("brat")
	in := text
	if strings.HasSuffix(name, BratAnnotations) {
		in = ann
	}
	opts := ReadOptions{Name: name, Annotator: "ada", Report: func(r Remark) { remarks = append(remarks, r) }, Beside: func(name string) ([]byte, error) {
		switch name {
		case "d.txt":
			return []byte(text), nil
		case "d.ann":
			return []byte(ann), nil
		case "ids.tsv":
			return []byte("file\tdoc\nother\tx\nd\tdoc/\\t\"1\"\n"), nil
		}
		return nil, fmt.Errorf("no file %q", name)
	}}
	for rec, err := range f.Read(strings.NewReader(in), opts) {
		if err != nil {
			t.Fatal(err)
		}
		if err := rec.Work.Check(rec.Document.Text); err != nil {
			t.Fatal(err)
		}
		recs = append(recs, rec)
	}
	return recs, remarks
}

func TestBratReads(t *testing.T) {
	const text = "Mira 🚒 left\nNorth Bay \n\n Hospital."
	for _, c := range []struct {
		name, text, ann, spans string
		remarks                []string
	}{
		{"spans", text, "T1\tPER 0 4\tMira\nT2\tX 5 6\t🚒\n", "PER:Mira X:🚒", nil},
		{"fragments over line ends", text, "T1\tORG 12 22;24 33\tNorth Bay   Hospital\n", "ORG:North Bay \n\n Hospital", nil},
		{"fragments as old versions wrote them", text, "T1\tORG 12 21;25 33\tNorth BayHospital\n", "ORG:North Bay \n\n Hospital", nil},
		{"touching fragments", text, "T1\tPER 0 2;2 4\tMi ra\n", "PER:Mira", nil},
		{"a line end as a space", text, "T1\tORG 7 17\tleft North\n", "ORG:left\nNorth", nil},
		{"white space behind the text", text, "T1\tPER 0 4\tMira  \r\n", "PER:Mira", nil},
		{"no text in the line", text, "T1\tPER 0 4\nT2\tPER 0 4\t\n", "PER:Mira PER:Mira", nil},
		{"in pieces", text, "T1\tPER 0 4;7 11\tMira left\n", "", []string{`span "T1" left out: it is in pieces`}},
		{"out of order", text, "T1\tPER 7 11;0 4\tleft Mira\n", "", []string{"in pieces"}},
		{"UTF-16 units", text, "T1\tPER 0 4\tMira\nT2\tX 8 12\tleft\n", "PER:Mira X:left", []string{"offsets count UTF-16 units here: so 2 of 2 spans"}},
		{"line ends of two characters, counted", "a\r\nOslo\r\n", "T1\tX 3 7\tOslo\n", "X:Oslo", []string{"line ends of the text were made"}},
		{"not counted", "a\r\nOslo\r\n", "T1\tX 2 6\tOslo\n", "X:Oslo", nil},
		{"byte order marks", "\ufeffOslo", "\ufeffT1\tX 1 5\tOslo\n", "X:Oslo", []string{"a byte order mark was removed"}},
		{"references and notes", text, "T1\tPER 0 4\tMira\nN1\tReference T1 Wikidata:Q1\tMira\nN2\tReference T1 DB:2\tMira\n#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\ttwo\n", "PER:Mira", []string{`reference of T1 to "DB:2" is not read`}},
		{"relations and others", text, "T1\tPER 0 4\tMira\nR1\tIn Arg1:T1 Arg2:T1\t\nE1\tGo:T1 Who:T1\nA1\tNegation T1\nM1\tSure T1\n*\tAlias T1 T1\n#1\tAnnotatorNotes R1\tx\nX9\tfoo\n", "PER:Mira",
			[]string{`lines that are not read: 1 of the kind "relation", 1 of the kind "event", 2 of the kind "attribute", 1 of the kind "equivalence", 1 of the kind "note on other things than a span", 1 of the kind "line of another kind"`}},
		{"against its text", text, "T1\tPER 0 4\tMara\nT2\tPER 0 4\tMira\n", "PER:Mira", []string{`span "T1" left out: it covers "Mira", its line says "Mara"`}},
		{"past the end", text, "T1\tPER 0 99\tMira\n", "", []string{`span "T1" left out: [0,99) does not begin and end between characters`}},
		{"turned round", text, "T1\tPER 4 0\tMira\n", "", []string{`span "T1" left out`}},
		{"no numbers", text, "T1\tPER a b\tMira\nT2\tPER\tMira\nT3\n", "", []string{`span "T1" left out: "PER a b"`, `span "T2" left out`, `"T3" is no line of brat`}},
		{"nothing", text, "", "", nil},
		{"another encoding", "caf\xe9 au lait, d\xe9j\xe0 vu, tr\xe8s bien fran\xe7ais et tout \xe0 fait vrai\n", "T1\tX 0 4\tcafé\n", "X:café", []string{"its text is in windows-125"}},
	} {
		for _, name := range []string{"d.txt", "d.ann"} {
			recs, remarks := readBratPair(t, name, c.text, c.ann)
			if len(recs) != 1 || spansOf(recs[0]) != c.spans || recs[0].Document.ID != "doc/\t\"1\"" || !recs[0].Replaces {
				t.Errorf("%s: %+v, want %q\n%s", c.name, recs, c.spans, linesOf(remarks))
				continue
			}
			if !slices.EqualFunc(remarks, c.remarks, func(r Remark, want string) bool { return strings.Contains(r.String(), want) }) {
				t.Errorf("%s: report %q, want %q", c.name, linesOf(remarks), c.remarks)
			}
			if c.name == "references and notes" {
				if a := recs[0].Work.Annotations.All()[0]; a.ID != "T1" || a.Entity != "Wikidata:Q1" || a.Note != "one\ntwo" {
					t.Errorf("annotation %+v", a)
				}
			}
		}
	}
}

func TestBratRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, ann, want string }{
		{"e.txt", "Oslo", "", `"e.ann" is not beside it`},
		{"e.ann", "Oslo", "T1\tX 0 4\tOslo", `"e.txt" is not beside it`},
		{"d.txt", "Oslo", "T1\tX 0 4\tO\xffslo", "byte 11 of the annotations is not UTF-8"},
		{"d.ann", " \n", "", "is empty"},
		{"d.txt", "a\x00b", "", "not a text"},
		{"d.txt", strings.Repeat("🚒", 30) + "\xf0\x9f", "", "UTF-8 but for byte"},
	} {
		recs, remarks := readBratPair(t, c.name, c.text, c.ann)
		if len(recs) != 0 || len(remarks) != 1 || !remarks[0].Refused || !strings.Contains(remarks[0].String(), c.want) {
			t.Errorf("%s: %d records, %q, want %q", c.name, len(recs), linesOf(remarks), c.want)
		}
	}
}

func TestBratIsDetected(t *testing.T) {
	for _, head := range []string{"", "T1\tX 0 1\ta\n", "#1\tAnnotatorNotes T1\tx", "*\tAlias T1 T2\n"} {
		if f, err := Detect("a.ann", []byte(head)); err != nil || f.Name != "brat" {
			t.Errorf("%q: %s %v", head, f.Name, err)
		}
	}
	if f, err := Detect("a.ann", []byte("{\"text\":1}")); err == nil {
		t.Errorf("JSON is taken for %s", f.Name)
	}
}

func FuzzReadBrat(f *testing.F) {
	for _, s := range [][2]string{{"Mira 🚒 left\r\nBay", "T1\tPER 0 4\tMira\nT2\tX 5 6;8 12\t🚒 left\nN1\tReference T1 a:b\tx\n#1\tAnnotatorNotes T1\tx\n*\tE T1 T2"}, {"a", "T1\tX -1 9999999999999999999\ta\nT\t\n\t\t\nT2\tX ;;\t"}, {"\ufeffa\r\rb", "T1\tX 0 1;1 2\ta b"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, text, ann string) {
		for _, name := range []string{"d.txt", "d.ann"} {
			recs, remarks := readBratPair(t, name, text, ann)
			if len(recs) == 1 || len(recs) == 0 && slices.ContainsFunc(remarks, func(r Remark) bool { return r.Refused }) {
				continue
			}
			t.Fatalf("%d records, %q", len(recs), linesOf(remarks))
		}
	})
}
