package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"rubricator/annotate"
)

func readAll(t testing.TB, in string) (recs []Record, remarks []string) {
	t.Helper()
	opts := ReadOptions{Name: "corpus", Annotator: "ada", Report: func(r Remark) { remarks = append(remarks, r.String()) }}
	for rec, err := range ReadCanonical(strings.NewReader(in), opts) {
		if err != nil {
			t.Fatal(err)
		}
		if err := rec.Work.Check(rec.Document.Text); err != nil {
			t.Fatalf("line %d: %v", rec.Line, err)
		}
		recs = append(recs, rec)
	}
	return recs, remarks
}

func TestCanonicalNeedsOnlyText(t *testing.T) {
	recs, remarks := readAll(t, "{\"text\":\"Oslo\\nis cold\"}\n\n{\"text\":\"Rome\",\"id\":7}\n{\"text\":\"Bern\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"LOC\"}]}")
	if len(recs) != 3 || len(remarks) != 0 {
		t.Fatalf("%d records, remarks %q", len(recs), remarks)
	}
	a, b, c := recs[0], recs[1], recs[2]
	if a.Document.ID != "corpus" || a.Document.Title != "Oslo" || a.Annotator != "ada" || a.Replaces || a.Work.Status != annotate.New {
		t.Errorf("first %+v", a)
	}
	if b.Document.ID != "7" || b.Line != 3 || c.Document.ID != "corpus-2" || !c.Replaces {
		t.Errorf("second %+v, third %+v", b, c)
	}
	got := c.Work.Annotations.All()[0]
	if got.ID == "" || got.Quote != "Bern" || got.Annotator != "ada" || got.Origin != annotate.OriginImport {
		t.Errorf("span %+v", got)
	}
}

func TestRecordThatIsRefused(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"no text", `{"id":"x"}`, `line 1 (document "x") left out: not a text: document "x" is empty`},
		{"empty text", `{"text":" \n"}`, "is empty"},
		{"number", `{"text":5}`, "text: 5 is not a string"},
		{"NUL", `{"text":"a\u0000b"}`, "text: the character NUL"},
		{"high half", `{"text":"a\ud83db"}`, `text: half of a surrogate pair, \ud83d, stands alone`},
		{"low half", `{"text":"\uDE92"}`, `\uDE92, stands alone`},
		{"two highs", `{"text":"\ud83d\ud83d"}`, "stands alone"},
		{"text twice", `{"text":"a","text":"b"}`, `key "text" is there twice`},
		{"any key twice", `{"text":"a","colour":1,"colour":2}`, `key "colour" is there twice`},
		{"bad UTF-8", "{\"text\":\"a\xff\"}", "byte 11 is not UTF-8"},
		{"raw control", "{\"text\":\"a\tb\"}", "control characters must be escaped"},
		{"half a line", `{"text":"a"`, "the line ends where"},
		{"two objects", `{"text":"a"} {}`, "where the end of the line should be"},
		{"a list", `[{"text":"a"}]`, "a JSON list: write one object a line"},
		{"bare word", `{"text":wahr}`, "where a value should be"},
		{"leading zero", `{"text":"a","x":01}`, "where a value should be"},
		{"other schema", `{"schema":"rubricator/2","text":"a"}`, `schema "rubricator/2" is not "rubricator/1"`},
		{"deep", `{"text":"a","x":` + strings.Repeat("[", 10000) + `}`, "not nested so deep"},
	} {
		recs, remarks := readAll(t, c.line+"\n{\"text\":\"next\"}\n")
		if len(remarks) == 0 {
			t.Errorf("%s: no remark", c.name)
			continue
		}
		if len(recs) != 1 || recs[0].Document.Text.String() != "next" || recs[0].Line != 2 {
			t.Errorf("%s: %d records; the next line must be read", c.name, len(recs))
		}
		last := remarks[len(remarks)-1]
		if !strings.HasPrefix(last, "line 1") || !strings.Contains(last, "left out") || !strings.Contains(last, c.want) {
			t.Errorf("%s: remarks %q, want %q", c.name, remarks, c.want)
		}
	}
}

func TestCanonicalSpanThatIsLeftOut(t *testing.T) {
	for _, c := range []struct{ name, span, want string }{
		{"past the end", `{"id":"x","start":0,"end":99,"label":"A","text":"Oslo"}`, `span "x" left out: span outside the text`},
		{"negative", `{"start":-1,"end":2,"label":"A"}`, "span number 2 left out: span outside"},
		{"empty", `{"start":2,"end":2,"label":"A"}`, "span outside"},
		{"quote", `{"start":0,"end":4,"label":"A","text":"Rome"}`, `covers "Oslo", its quote is "Rome"`},
		{"no end", `{"start":0,"label":"A"}`, "needs start and end"},
		{"null end", `{"start":0,"end":null,"label":"A"}`, "needs start and end"},
		{"no label", `{"start":0,"end":4}`, "no label"},
		{"fraction", `{"start":0.5,"end":4,"label":"A"}`, "start: 0.5 is not a whole number"},
		{"string", `{"start":"0","end":4,"label":"A"}`, "start: \"0\" is not a whole number"},
		{"NaN", `{"start":0,"end":4,"label":"A","score":NaN}`, "score: NaN is not a number"},
		{"infinite", `{"start":0,"end":4,"label":"A","score":-Infinity}`, "score: -Infinity is not"},
		{"too great", `{"start":0,"end":4,"label":"A","score":1e999}`, "score: 1e999 is not"},
		{"half pair", `{"start":0,"end":4,"label":"A\udc00"}`, "label: half of a surrogate pair"},
		{"key twice", `{"start":0,"start":0,"end":4,"label":"A"}`, `key "start" is there twice`},
		{"no object", `[0,4,"A"]`, `is not an object`},
	} {
		line := `{"text":"Oslo and Rome","spans":[{"id":"a","start":0,"end":4,"label":"LOC","text":"Oslo"},` + c.span + `,{"id":"b","start":9,"end":13,"label":"LOC","text":"Rome"}]}`
		recs, remarks := readAll(t, line)
		if len(recs) != 1 || recs[0].Work.Annotations.Len() != 2 {
			t.Errorf("%s: %+v; the other spans must stay", c.name, recs)
		}
		if len(remarks) != 1 || !strings.HasPrefix(remarks[0], "line 1 (document \"corpus\"): span ") || !strings.Contains(remarks[0], c.want) {
			t.Errorf("%s: remarks %q, want %q", c.name, remarks, c.want)
		}
	}
}

func TestRemarksThatKeepTheRecord(t *testing.T) {
	for _, c := range []struct{ name, fields, want string }{
		{"unknown key", `"colour":{"a":[1,{}]}`, `"colour" is not read`},
		{"unknown span key", `"spans":[{"start":0,"end":4,"label":"A","fragments":[[0,1]]}]`, `"spans.fragments" is not read`},
		{"other case", `"Spans":[]`, `"Spans" is not read`},
		{"relations", `"relations":[{"head":"a"}]`, `"relations" is not read`},
		{"sum", `"text_sha256":"00"`, "text_sha256"},
		{"status", `"status":"ready"`, `status "ready" is none of`},
		{"direction", `"dir":"up"`, `dir "up"`},
		{"note", `"note":"a\ud800"`, "note: half of a surrogate pair"},
		{"origin", `"spans":[{"start":0,"end":4,"label":"A","origin":"moon"}]`, `origin "moon"`},
		{"span id twice", `"spans":[{"id":"s","start":0,"end":4,"label":"A"},{"id":"s","start":0,"end":4,"label":"B"}]`, `span id "s" is there twice`},
		{"verdict", `"decisions":[{"start":0,"end":4,"label":"A","verdict":"perhaps"}]`, `verdict "perhaps"`},
		{"decided twice", `"decisions":[{"start":0,"end":4,"label":"A","verdict":"rejected"},{"start":0,"end":4,"label":"A","verdict":"accepted"}]`, "decided on twice"},
		{"zone", `"zones":[{"start":3,"end":40}]`, "zone number 1 left out"},
		{"passed", `"passed":[{"start":0,"end":4,"kind":"edge","label":"A"},{"start":3,"end":40,"kind":"edge"}]`, "passed number 2 left out"},
		{"passed without a kind", `"passed":[{"start":3,"end":4}]`, "passed number 1 left out"},
		{"passed without a place", `"passed":[{"kind":"edge"}]`, "passed number 1 left out: it needs start and end"},
		{"passed with more", `"passed":[{"start":3,"end":4,"kind":"edge","text":"o"}]`, `"passed.text" is not read`},
		{"split", `"split":"dev"`, `split: "dev" is none of train`},
		{"zones that overlap", `"zones":[{"start":2,"end":4},{"start":0,"end":3}]`, "the zones [0,3) and [2,4) overlap; they are one"},
		{"a zone twice", `"zones":[{"start":0,"end":3},{"start":0,"end":3}]`, "the zones [0,3) and [0,3) overlap; they are one"},
		{"split", `"split":"dev"`, `split: "dev" is none of train`},
		{"pinned", `"pinned":["title"]`, `pinned names "title"`},
		{"source", `"source":{"sha256":"zz"}`, "no SHA-256"},
	} {
		recs, remarks := readAll(t, `{"text":"Oslo",`+c.fields+"}")
		if len(recs) != 1 || len(remarks) != 1 || !strings.Contains(remarks[0], c.want) {
			t.Errorf("%s: %d records, remarks %q, want %q", c.name, len(recs), remarks, c.want)
		}
		if c.name == "span id twice" && recs[0].Work.Annotations.Len() != 2 {
			t.Errorf("a span was lost: %+v", recs[0].Work)
		}
	}
}

func TestCanonicalUnknownKeyIsReportedOnce(t *testing.T) {
	_, remarks := readAll(t, strings.Repeat(`{"text":"Oslo","colour":1}`+"\n", 5))
	if len(remarks) != 1 {
		t.Errorf("remarks %q", remarks)
	}
}

func TestCanonicalFreezesText(t *testing.T) {
	recs, remarks := readAll(t, "\ufeff"+`{"text":"\ufeffMet\r\nOslo\rand\r\nRome","spans":[{"start":6,"end":10,"label":"LOC","text":"Oslo"},{"start":16,"end":20,"label":"LOC","text":"Rome"},{"start":11,"end":20,"label":"X","text":"and\r\nRome"}]}`+"\r\n")
	if len(recs) != 1 || len(remarks) != 1 {
		t.Fatalf("%d records, remarks %q", len(recs), remarks)
	}
	if got := recs[0].Document.Text.String(); got != "Met\nOslo\nand\nRome" || recs[0].Work.Annotations.Len() != 3 {
		t.Errorf("text %q, %d spans", got, recs[0].Work.Annotations.Len())
	}
}

func TestCanonicalKeepsWhatIsSaid(t *testing.T) {
	recs, remarks := readAll(t, `{"spans":[{"start":0,"end":4,"label":"LOC","text":"Oslo","annotator":"","origin":"","entity":"Q585","note":"n","suggester":"m","score":0.5}],`+
		`"text":"Oslo","id":"d","title":"T","lang":"nb","dir":"ltr","pinned":["lang"],"annotator":"eva","group":"g","split":"test","status":"ignored","note":"w",`+
		`"meta":{"url":"u","n":12,"x":null,"deep":{"a":[1]}},"zones":[{"start":2,"end":3},{"start":0,"end":2}]}`)
	if len(recs) != 1 || len(remarks) != 0 {
		t.Fatalf("%d records, remarks %q", len(recs), remarks)
	}
	r := recs[0]
	want := annotate.Annotation{Span: annotate.Span{Start: 0, End: 4}, Label: "LOC", Quote: "Oslo", Suggester: "m", Score: 0.5, Entity: "Q585", Note: "n"}
	got := r.Work.Annotations.All()[0]
	if want.ID = got.ID; got != want {
		t.Errorf("span %+v, want %+v", got, want)
	}
	if r.Language != "nb" || r.Work.Language != "nb" || r.Direction != "ltr" || r.Work.Direction != "" || r.Annotator != "eva" ||
		r.Group != "g" || r.Split != "test" || r.Work.Status != annotate.Ignored || r.Work.Note != "w" || r.Document.Title != "T" {
		t.Errorf("record %+v", r)
	}
	if m := r.Document.Meta; len(m) != 3 || m["n"] != "12" || m["deep"] != `{"a":[1]}` {
		t.Errorf("meta %v", m)
	}
	if z := r.Work.Zones; len(z) != 2 || z[0].Start != 0 {
		t.Errorf("zones %v", z)
	}
}

func TestLongLineIsSteppedOver(t *testing.T) {
	lines := &lineReader{r: bufio.NewReaderSize(strings.NewReader("short\n"+strings.Repeat("x", 100)+"\nnext\n"+strings.Repeat("y", 60)), 16), limit: 50}
	var got []string
	for {
		line, err := lines.next()
		if errors.Is(err, errLongLine) {
			got = append(got, "LONG")
			continue
		}
		got = append(got, string(line))
		if err != nil {
			break
		}
	}
	if s := strings.Join(got, " "); s != "short LONG next LONG " || lines.n != 5 {
		t.Errorf("lines %q, %d", s, lines.n)
	}
}

func TestFailingFileIsAnError(t *testing.T) {
	broken := errors.New("disk gone")
	in := io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n{\"te"), iotest.ErrReader(broken))
	n, last := 0, error(nil)
	for _, err := range ReadCanonical(in, ReadOptions{}) {
		if last = err; err == nil {
			n++
		}
	}
	if n != 1 || !errors.Is(last, broken) {
		t.Errorf("%d records, error %v", n, last)
	}
}

// Keys are compared with those of their object alone, however many it has, and strings are what stands in the line
// whatever was read before.
func TestManyKeysAndStrings(t *testing.T) {
	words := &shortStrings{}
	c := &jsonCursor{words: words}
	for round := range 3 {
		var line strings.Builder
		line.WriteString(`{"k0":"v"`)
		for i := 1; i < 3000; i++ {
			fmt.Fprintf(&line, `,"k%d":"%d \n %d"`, i, round, i)
		}
		c.next([]byte(line.String() + `,"k7":"again"}`))
		n := 0
		c.object(func(key string) {
			got := c.str()
			if want := fmt.Sprintf("%d \n %d", round, n); key != fmt.Sprint("k", n) && n < 3000 || got != want && 0 < n && n < 3000 {
				t.Fatalf("key %d is %q: %q", n, key, got)
			}
			n++
		})
		if n != 3001 || c.err != nil || len(c.flaws) != 1 || !strings.Contains(c.flaws[0], `"k7" is there twice`) {
			t.Errorf("%d keys, %v, %q", n, c.err, c.flaws)
		}
	}
}
