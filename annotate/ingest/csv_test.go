package ingest

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// readAs reads a file in a format under a name, and checks what holds for every record.
func readAs(t testing.TB, format, name, in string, columns map[string]string) (recs []Record, remarks []Remark) {
	t.Helper()
	f, ok := Lookup(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	opts := ReadOptions{Name: name, Columns: columns, Report: func(r Remark) { remarks = append(remarks, r) }}
	for rec, err := range f.Read(strings.NewReader(in), opts) {
		if err != nil {
			remarks = append(remarks, Remark{Reason: err.Error(), Refused: true})
			break
		}
		if rec.Document.ID == "" || strings.TrimSpace(rec.Document.Text.String()) == "" || rec.Work.Annotations.Len() > 0 {
			t.Fatalf("record %+v", rec)
		}
		recs = append(recs, rec)
	}
	return recs, remarks
}

// described is a record as "id|title|lang|text|meta".
func described(r Record) string {
	d := r.Document
	meta := fmt.Sprint(d.Meta)
	return strings.ReplaceAll(strings.Join([]string{d.ID, d.Title, r.Language, d.Text.String(), meta[len("map[") : len(meta)-1]}, "|"), "\n", "⏎")
}

func TestTablesOfTexts(t *testing.T) {
	for _, c := range []struct {
		name, in string
		columns  map[string]string
		want     []string // records
		said     []string // something of each line of the report
	}{
		{"a.csv", "id,body,Title,language,topic\n7,\"One, two\nthree \"\"four\"\"\",Head,en-GB,sport\n8,Five,,Klingon,\n", nil,
			[]string{`7|Head|en|One, two⏎three "four"|topic:sport`, `8|Five||Five|language:Klingon`}, []string{`texts with commas between its columns: text in "body", id in "id", title in "Title", lang in "language"`}},
		{"a.csv", "text;n\r\n\"a\r\nb\";1\r\nc;2\r\n", nil, []string{"a|a||a⏎b|n:1", "a-2|c||c|n:2"}, []string{"semicolons", "line ends"}},
		{"a.tsv", "id\tcontent\n1\t\"open\n2\tnext\n", nil, []string{`1|"open||"open|`, "2|next||next|"}, []string{"tabs"}},
		{"a.csv", "text|x\nA, b; c|1\n", nil, []string{"a|A, b; c||A, b; c|x:1"}, []string{"bars"}},
		{"a.csv", "text\n\"one, two\"\nthree\n", nil, []string{"a|one, two||one, two|", "a-2|three||three|"}, []string{"text in"}},
		{"a.csv", "x,y\n1,A text\n", map[string]string{"text": "2", "id": "1"}, []string{"x|y||y|", "1|A text||A text|"}, []string{"text in column 2"}},
		{"a.csv", "x,y\n1,A text\n", map[string]string{"text": "Y", "id": "1"}, []string{"1|A text||A text|"}, []string{`text in "y", id in "x"`}},
		{"a.csv", "text,body\nno,yes\n", map[string]string{"text": "body"}, []string{"a|yes||yes|text:no"}, []string{"body"}},
		{"a.csv", "العنوان;النص;رقم\nهنا;وصلت الوزيرة.;7\n", nil, []string{"7|هنا||وصلت الوزيرة.|"}, []string{`text in "النص"`}},
		{"a.csv", "ti\u00eau đề,no\u0302\u0323i dung\nĐây,Chào.\n", nil, []string{"a|Đây||Chào.|"}, []string{"text in"}},
		{"a.csv", "x,y\n1,2\n", nil, nil, []string{`its columns are "x", "y", and none is named text, body`}},
		{"a.csv", "x,y\n1,2\n", map[string]string{"text": "z"}, nil, []string{`no column "z" for text`}},
		{"a.csv", "text,n\na,1,2\nb\n,3\nc\xff,4\néééééééééééé,5\n", nil, []string{"a-2|éééééééééééé||éééééééééééé|n:5"}, []string{"commas", "line 2 left out: columns: 3", "line 3 left out: columns: 1", "is empty", "UTF-8"}},
		{"a.csv", "text,n\na,1\n\"b,2\nc,3\n", nil, []string{"a|a||a|n:1", "a-2|c||c|n:3"}, []string{"commas", "line 3 left out: the quotation mark"}},
		{"a.csv", "text,n\n\"a \"b\" c\",2\nd\"e,3\n", nil, []string{`a|a "b" c||a "b" c|n:2`, `a-2|d"e||d"e|n:3`}, []string{"commas", "line 2: a quotation mark inside one of its cells is not doubled"}},
		{"a.csv", "text,n\n\"a\n\"\"b\"\"\",\"2\nc,3\n\"e\nf,4\n", nil, []string{"a|c||c|n:3", "a-2|f||f|n:4"},
			[]string{"commas", "line 2 left out: the quotation mark", "line 5 left out: the quotation mark"}},
		{"a.csv", "text,n,n,\na,1,2,3\n", nil, []string{"a|a||a|column 4:3 n:1 n column 3:2"}, []string{"commas"}},
		{"a.csv", "", nil, nil, nil},
		{"a.csv", "\xff\xfet\x00e\x00x\x00t\x00,\x00n\x00\n\x00\x3d\xd8\x92\xde,\x001\x00\n\x00", nil, []string{"a|🚒||🚒|n:1"}, []string{"commas"}},
		{"a.csv", "text,n\n" + strings.Repeat("\xca\xd1\xe3\xc9 \xe3\xcd\xcf\xcf\xc9 \xe3\xe4 \xc7\xe1\xe3\xcf\xed\xe4\xc9,1\n", 20), nil, nil, []string{"windows-1256", "commas"}},
	} {
		recs, remarks := readAs(t, "csv", c.name, c.in, c.columns)
		var got []string
		for _, r := range recs {
			got = append(got, described(r))
		}
		if c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%.60q: got %q, want %q", c.in, got, c.want)
		}
		if len(remarks) != len(c.said) {
			t.Errorf("%.60q: report\n%s\nwant %q", c.in, linesOf(remarks), c.said)
			continue
		}
		for i, r := range remarks {
			if !strings.Contains(r.String(), c.said[i]) {
				t.Errorf("%.60q: report line %q, want %q", c.in, r, c.said[i])
			}
		}
	}
}

// What encoding/csv writes comes back, whatever is in the cells.
func TestTablesOfTextsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	pieces := []string{"word", ",", ";", "\t", "\"", "\n", "\r\n", " ", "é", "🚒", "قرية", "|", "\"\"", "''", "#"}
	cell := func() string {
		var b strings.Builder
		for range r.IntN(8) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	for round := range 300 {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = []rune{',', ';', '\t', '|'}[round%4]
		w.UseCRLF = round%3 == 0
		w.Write([]string{"id", "note", "text"})
		var want []string
		for i := range 1 + r.IntN(20) {
			note, text := strings.TrimSpace(cell()), "x"+cell()
			w.Write([]string{fmt.Sprint("d", i), note, text})
			if w.UseCRLF { // the writer makes every line end so
				note = strings.ReplaceAll(strings.ReplaceAll(note, "\r", ""), "\n", "\r\n")
			}
			want = append(want, note+"|"+strings.ReplaceAll(text, "\r\n", "\n"))
		}
		w.Flush()
		recs, remarks := readAs(t, "csv", "t.csv", b.String(), nil)
		var got []string
		for _, rec := range recs {
			got = append(got, rec.Document.Meta["note"]+"|"+rec.Document.Text.String())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q\ngot  %q\nwant %q\n%s", b.String(), got, want, linesOf(remarks))
		}
	}
}

func TestTablesOfTextsAndOfTokensAreToldApart(t *testing.T) {
	for in, want := range map[string]string{
		"id,body\n1,A text\n":                      "csv",
		"\"text\",\"label\"\n\"A\nb\",0\n":         "csv",
		"headline;article\nA;B\n":                  "csv",
		"a,b\n1,2\n":                               "",
		"token,tag\nA,B-PER\n":                     "",
		strings.Repeat("Mira\tB-PER\nran\tO\n", 9): "",
	} {
		f, err := Detect("x.csv", []byte(in))
		if f.Name != want && !(want == "" && f.Name != "csv") {
			t.Errorf("%.40q is taken for %q, want %q (%v)", in, f.Name, want, err)
		}
	}
}

func TestLongRowsAreSteppedOver(t *testing.T) {
	s := newCellScanner(strings.NewReader("a,b\n"+strings.Repeat("x", 300)+",y\n\"q\"\"q\",c\n"), ',', true)
	s.limit = 100
	var got []string
	for {
		row, err := s.next()
		if err != nil {
			if err != io.EOF {
				t.Error(err)
			}
			break
		}
		got = append(got, fmt.Sprint(row.line, row.cells, row.bad != ""))
	}
	if want := []string{"1 [a b] false", "2 [] true", `3 [q"q c] false`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A mark that is not closed within the length of a row ends the reading, as what is behind it is not kept.
func TestQuotesThatAreNeverClosed(t *testing.T) {
	for in, want := range map[string][]string{
		"a\n\"" + strings.Repeat("x", 50) + "\n" + strings.Repeat("y\n", 30): {"1 a ", "2  " + errOpenQuote.Error()},
		"a\n\"" + strings.Repeat("y\n", 60):                                  {"1 a ", "2  " + errLongQuote.Error()},
		"\"a\n\"\"b\n\"c":                                                    {"1  " + errOpenQuote.Error(), "2  " + errOpenQuote.Error(), "3  " + errOpenQuote.Error()},
	} {
		s := newCellScanner(strings.NewReader(in), ',', true)
		s.limit = 100
		var got []string
		for {
			row, err := s.next()
			if err != nil {
				break
			}
			got = append(got, fmt.Sprint(row.line, " ", strings.Join(row.cells, "|"), " ", row.bad))
		}
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("%.20q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"text,n\na,1\n", "id\tbody\n1\t\"a\nb\"\n", "\"text\n", "text;x\r\n\"a\"b\";c\r\n", "\xff\xfet\x00", "a|b", "text\n\x00\n", "text,text\n1,2,3\n"} {
		f.Add(s, "")
		f.Add(s, "2")
	}
	f.Fuzz(func(t *testing.T, in, column string) {
		var columns map[string]string
		if column != "" {
			columns = map[string]string{"text": column}
		}
		recs, remarks := readAs(t, "csv", "t.csv", in, columns)
		if len(recs)+len(remarks) == 0 && strings.TrimSpace(strings.TrimPrefix(in, bom)) != "" {
			d, err := decodeSample([]byte(in))
			if err != nil || strings.TrimSpace(d.text) != "" {
				t.Errorf("%q: nothing is said", in)
			}
		}
		for _, r := range recs {
			if !strings.Contains(fmt.Sprint(r.Document.Source.Encoding), "utf-") && r.Document.Source.Encoding == "" {
				t.Error("no encoding")
			}
		}
	})
}

func TestJSONTexts(t *testing.T) {
	for _, c := range []struct {
		in      string
		columns map[string]string
		want    []string
		said    []string
	}{
		{`{"content":"A b","id":7,"headline":"H","lang":"de","n":{"x":1}}` + "\n" + `{"content":"C"}`, nil, []string{`7|H|de|A b|n:{"x":1}`, "t|C||C|"}, nil},
		{`[{"text":"A","title":5},{"body":"B"}]`, nil, []string{"t|A||A|title:5", "t-2|B||B|"}, nil},
		{`{"story":"A","key":"k"}`, map[string]string{"text": "story", "id": "key"}, []string{"k|A||A|"}, nil},
		{`{"story":"A"}`, nil, nil, []string{`none of its keys is text, body, content, article: say which one has the text, as in --columns text=NAME; its keys are "story"`}},
		{`{"story":"A"}`, map[string]string{"text": "body"}, nil, []string{`it has no "body": its keys are "story"`}},
		{`{"story":5}`, map[string]string{"text": "story"}, nil, []string{`"story" is no string`}},
		{"5\n{\"text\":\"\\ud83d\"}\n{\"text\":\"a\",\"text\":\"b\"}\n{\"text\":\"\xff\"}\n{\"text\":\" \"}", nil, nil, []string{"no object", "surrogate", "twice", "UTF-8", "is empty"}},
	} {
		recs, remarks := readAs(t, "jsonl", "t.jsonl", c.in, c.columns)
		var got []string
		for _, r := range recs {
			got = append(got, described(r))
		}
		if !slices.Equal(got, c.want) || len(remarks) != len(c.said) {
			t.Errorf("%s: got %q, want %q\n%s", c.in, got, c.want, linesOf(remarks))
			continue
		}
		for i, r := range remarks {
			if !strings.Contains(r.String(), c.said[i]) || !r.Refused {
				t.Errorf("%s: report line %q, want %q", c.in, r, c.said[i])
			}
		}
	}
	detects(t, "jsonl", `{"content":"a"}`, `[{"text":"a","label":"sport"}]`, `{"body":"a","url":"b"}`)
	detects(t, "rubricator", `{"text":"a"}`)
}

func FuzzReadTexts(f *testing.F) {
	fuzzTool(f, "jsonl", `{"content":"a"}`, `[{"text":"a"},{"body":"b","id":1}]`)
}

func TestParseColumns(t *testing.T) {
	got, err := ParseColumns("text=body, id=2,title=Head line,lang=language,labels=4")
	if want := "map[id:2 labels:4 lang:language text:body title:Head line]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, %v", got, err)
	}
	for in, want := range map[string]string{"body": `"body" names no column`, "text=": "names no column", "words=2": `"words" is nothing`, "text=a,text=b": "twice"} {
		if _, err := ParseColumns(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestDetectColumns(t *testing.T) {
	texts, labels := map[string]string{"text": "2"}, map[string]string{"text": "1", "labels": "2"}
	for _, c := range []struct {
		name    string
		columns map[string]string
		want    string
	}{{"a.csv", texts, "csv"}, {"a.jsonl", texts, "jsonl"}, {"a.json", texts, "jsonl"}, {"a.html", texts, "html"}, {"a.csv", labels, ""}} {
		if f, _ := DetectColumns(c.name, []byte("a,b\n"), c.columns); f.Name != c.want {
			t.Errorf("%s %v: %q, want %q", c.name, c.columns, f.Name, c.want)
		}
	}
}

func TestATableOfUnknownColumnsIsToldHowToBeRead(t *testing.T) {
	_, err := Detect("a.csv", []byte("x;y\n1;Two words.\n"))
	for _, want := range []string{`its columns are "x", "y"`, "--columns text=2", "--format csv"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("says %v, want %s in it", err, want)
		}
	}
}
