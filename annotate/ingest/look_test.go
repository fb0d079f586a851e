package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// lookAt looks at one file of a new folder.
func lookAt(t testing.TB, name, data string, c Choice) (Look, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	var look Look
	var failed error
	if err := (Walk{Paths: []string{path}}).Inputs(context.Background(), func(in Input) error {
		look, failed = in.Look(c)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return look, failed
}

// columnsSaid are columns as "name=role: first sample".
func columnsSaid(l Look) string {
	var list []string
	for _, c := range l.Columns {
		list = append(list, fmt.Sprintf("%s=%s: %s", c.Name, c.Is, strings.Join(c.Samples[:min(1, len(c.Samples))], "")))
	}
	return strings.Join(list, " | ")
}

func TestLookFindsFormatAndColumns(t *testing.T) {
	long := strings.Repeat("A text of some length. ", 5)
	for _, c := range []struct {
		name, data string
		choice     Choice
		format     string
		columns    string
		first      string // title and text of the first record
		taken      int
	}{
		{"ar.csv", "id;title;body\n1;عنوان;وصلت ميرا\n2;ثان;نص\n", Choice{}, "csv", "id=id: 1 | title=title: عنوان | body=text: وصلت ميرا", "عنوان/وصلت ميرا", 2},
		{"tr.csv", "no,haber\n1," + long + "\n2," + long + "\n", Choice{}, "csv", "no=: 1 | haber=text: " + strings.TrimSpace(long), long + "/" + long, 2},
		{"bare.csv", "1," + long + "\n2,short\n", Choice{}, "csv", "1=: 1 | 2=text: " + strings.TrimSpace(long), long + "/" + long, 2},
		{"a.csv", "id,title,text\n1,Two,Three\n", Choice{Columns: map[string]string{"text": "text", "id": "", "title": ""}}, "csv", "id=: 1 | title=: Two | text=text: Three", "Three/Three", 1},
		{"a.jsonl", `{"content":"Body","headline":"Head","n":3}` + "\n", Choice{}, "jsonl", "content=text: Body | headline=title: Head | n=: 3", "Head/Body", 1},
		{"a.jsonl", `{"text":"Body","headline":"Head"}` + "\n", Choice{}, "jsonl", "text=text: Body | headline=title: Head", "Head/Body", 1},
		{"a.jsonl", `{"haber":"` + long + `","no":"1"}` + "\n", Choice{}, "jsonl", "haber=text: " + strings.TrimSpace(long) + " | no=: 1", long + "/" + long, 1},
		{"a.jsonl", `{"text":"Body","spans":[{"start":0,"end":4,"label":"X"}]}` + "\n", Choice{}, "rubricator", "", "Body/Body", 1},
		{"a.conll", "Mira B-PER\nmet O\n\nSarel B-LOC\n", Choice{}, "conll", "1=text: Mira | 2=labels: B-PER", "Mira met/Mira met\nSarel", 1},
		{"a.txt", "Mira met Sarel.\n", Choice{}, "", "", "Mira met Sarel./Mira met Sarel.\n", 1},
		{"a.log", "Mira met Sarel.\n", Choice{Format: FormatText}, "", "", "Mira met Sarel./Mira met Sarel.\n", 1},
	} {
		l, err := lookAt(t, c.name, c.data, c.choice)
		if err != nil {
			t.Errorf("%s: %v", c.data, err)
			continue
		}
		d := l.Records[0].Document
		if got := d.Title + "/" + d.Text.String(); l.Format.Name != c.format || columnsSaid(l) != c.columns || got != strings.TrimSpace(c.first) && got != c.first && !strings.HasPrefix(c.first, strings.TrimSpace(long)) || l.Taken != c.taken || !l.Whole {
			t.Errorf("%s\n is %s, %s, %q, %d records, whole %v; want %s, %s, %q, %d", c.data, l.Format.Name, columnsSaid(l), got, l.Taken, l.Whole, c.format, c.columns, c.first, c.taken)
		}
	}
}

func TestLookSaysWhyNothingCanBeTaken(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.jsonl", "{\"text\":\"one\n{broken\n", "line 1 left out: not JSON"},
		{"a.jsonl", `{"n":1}` + "\n", "none of its keys has a text"},
		{"a.csv", "n,sum\n1,b9c089c0873cb546cd41119d29ece3ae332d0eca\n", "its columns are"}, // no texts
		{"a.json", `[[1,2],[3]]`, "unknown format"},
		{"a.csv", "", "no text"},
		{"a.xyz", "text", "unknown format"},
		{"a.jsonl", "", "unknown format"},
		{"a.txt", "  \n", "no text"},
		{"a.jsonl.gz", "this is not packed", "does not unpack"},
	} {
		if _, err := lookAt(t, c.name, c.data, Choice{}); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%q in %s: %v, want %q with the file's name", c.data, c.name, err, c.want)
		}
	}
}

func TestChooseGivesAColumnARole(t *testing.T) {
	l, err := lookAt(t, "a.csv", "id,title,text,topic\n1,Two,Three,Four\n", Choice{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		column int
		role   string
		want   string
	}{
		{3, "text", "id=id: 1 | title=title: Two | text=: Three | topic=text: Four"},
		{1, "", "id=id: 1 | title=: Two | text=text: Three | topic=: Four"},
		{0, "title", "id=title: 1 | title=: Two | text=text: Three | topic=: Four"},
		{2, "", "id=id: 1 | title=title: Two | text=text: Three | topic=: Four"},      // there must be a text
		{2, "title", "id=id: 1 | title=title: Two | text=text: Three | topic=: Four"}, // the same
	} {
		next, err := lookAt(t, "a.csv", "id,title,text,topic\n1,Two,Three,Four\n", l.Choose(c.column, c.role))
		if err != nil || columnsSaid(next) != c.want {
			t.Errorf("column %d as %q: %s, %v; want %s", c.column, c.role, columnsSaid(next), err, c.want)
		}
	}
	tokens, err := lookAt(t, "a.conll", "1 Mira NNP B-PER\n2 met VB O\n3 Sarel NNP B-LOC\n", Choice{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(tokens.Choose(2, "text")), "{conll  map[text:3]}"; got != want {
		t.Errorf("chosen %s, want %s", got, want)
	}
}

// doccano in UTF-16 units and in code points: the names begin behind an emoji.
const (
	emojiUTF16   = `{"id":1,"text":"😀 Mira Okonkwo met Sarel today","label":[[3,15,"PER"],[20,25,"LOC"]]}` + "\n"
	emojiPoints  = `{"id":1,"text":"😀 Mira Okonkwo met Sarel today","label":[[2,14,"PER"],[19,24,"LOC"]]}` + "\n"
	emojiUnclear = `{"id":1,"text":"😀a b","label":[[2,3,"PER"]]}` + "\n"
)

func TestLookWeighsWhatOffsetsCount(t *testing.T) {
	for _, c := range []struct {
		data string
		unit Unit
		want string
	}{
		{emojiUTF16, "", "UTF-16 units: [UTF-16 units 2/2, code points 0/2, grapheme clusters 0/2]"},
		{emojiPoints, "", "code points: [code points 2/2, grapheme clusters 2/2, UTF-16 units 0/2]"},
		{emojiUTF16, CodePoints, "code points: [UTF-16 units 2/2, code points 0/2, grapheme clusters 0/2]"},
		{`{"id":1,"text":"Mira met Sarel","label":[[0,4,"PER"]]}` + "\n", "", ": []"}, // all the same
	} {
		l, err := lookAt(t, "a.jsonl", c.data, Choice{Unit: c.unit})
		if err != nil {
			t.Errorf("%s: %v", c.data, err)
		}
		var list []string
		for _, f := range l.Units {
			list = append(list, fmt.Sprintf("%s %d/%d", f.Unit, f.Fit, f.Spans))
		}
		if got := fmt.Sprintf("%s: [%s]", l.Unit, strings.Join(list, ", ")); got != c.want {
			t.Errorf("%s%s\n got %s\nwant %s", c.data, c.unit, got, c.want)
		}
	}
	quoted := `[{"id":1,"data":{"text":"😀 Mira met"},"annotations":[{"result":[{"type":"labels","value":{"start":2,"end":6,"text":"Mira","labels":["PER"]}}]}]}]`
	if l, err := lookAt(t, "a.json", quoted, Choice{}); err != nil || l.Units != nil {
		t.Errorf("what the file says that its spans cover is certain: %v, %v", l.Units, err)
	}
	if l, _ := lookAt(t, "a.jsonl", emojiUnclear, Choice{}); len(l.Units) != 3 {
		t.Errorf("an unclear file gives %v to choose from", l.Units)
	}
}

// TestLookOfALongFileCountsAbout cuts a file in the middle of a record and of a list.
func TestLookOfALongFileCountsAbout(t *testing.T) {
	record := `{"id":"%d","text":"` + strings.Repeat("Some words. ", 80) + `","label":[[0,4,"X"]]}`
	for name, between := range map[string][3]string{"a.jsonl": {"", "\n", "\n"}, "a.json": {"[", ",", "]"}} {
		var b strings.Builder
		b.WriteString(between[0])
		const n = 3000
		for i := range n {
			if i > 0 {
				b.WriteString(between[1])
			}
			fmt.Fprintf(&b, record, i)
		}
		b.WriteString(between[2])
		l, err := lookAt(t, name, b.String(), Choice{})
		if err != nil || l.Whole || l.Refused != 0 {
			t.Errorf("%s: whole %v, %d refused, %v: %v", name, l.Whole, l.Refused, l.Remarks, err)
		}
		if got, exact := l.Estimate(int64(b.Len())); exact || got < n*98/100 || got > n*102/100 {
			t.Errorf("%s: about %d records, exactly %v; want %d", name, got, exact, n)
		}
	}
}

func TestLookAtARecordLongerThanTheFront(t *testing.T) {
	text := strings.Repeat("Some words. ", HeadBytes/8)
	l, err := lookAt(t, "a.jsonl", `{"text":"`+text+`"}`+"\n"+`{"text":"two"}`+"\n", Choice{})
	if err != nil || l.Taken != 2 || !l.Whole {
		t.Errorf("%d records, whole %v, %v", l.Taken, l.Whole, err)
	}
}

// TestSurvey puts what is read alike together.
func TestSurvey(t *testing.T) {
	root := folder(t, map[string]string{
		"a/1.txt": "One.", "a/2.txt": "Two.", "a/3.txt": "Three.", "page.html": "<p>Words of a page</p>",
		"b/4.txt": "Mira met", "b/4.ann": "T1\tPER 0 4\tMira\n", "b/5.txt": "Sarel", "b/5.ann": "",
		"set/train.jsonl": emojiUTF16, "set/test.jsonl": emojiUTF16, "set/other.jsonl": emojiPoints,
		"broken.jsonl": "{", "empty.txt": " ", "picture.jpg": "x", "second.jpg": "y",
		"ner.txt": "Mira B-PER\nmet O\nin O\nSarel B-LOC\ntoday O\n",
	})
	told := 0
	sources, err := Survey(t.Context(), []string{root}, func([]Source) { told++ })
	if err != nil || told < 8 {
		t.Fatalf("told %d times, %v", told, err)
	}
	var got []string
	for _, s := range sources {
		n, exact := s.Records()
		got = append(got, fmt.Sprintf("%s×%d %s %d %v %v", s.File, len(s.Paths), s.Look.Format.Name, n, exact, s.Err != nil))
	}
	want := []string{"1.txt×4  4 true false", "4.txt×2 brat 2 true false", "broken.jsonl×1  0 true true",
		"ner.txt×1 conll 1 true false", "page.html×1 html 1 true false", "picture.jpg×2  0 true true", "other.jsonl×1 doccano 1 true false", "test.jsonl×2 doccano 2 true false"}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Tables of tokens that are called texts stay tables, however many there are, and texts among them stay texts.
func TestSurveyOfManyTables(t *testing.T) {
	const table = "Mira B-PER\nmet O\nin O\nSarel B-LOC\ntoday O\n"
	list := map[string]string{"a/00-readme.txt": "Words about the corpus.\n", "b/99-readme.txt": "Words about it.\n"}
	for i := range mostLooks + 30 {
		list[fmt.Sprintf("a/train%03d.txt", i)] = table
		if i < 30 {
			list[fmt.Sprintf("b/test%03d.txt", i)] = table
		}
	}
	sources, err := Survey(t.Context(), []string{folder(t, list)}, nil)
	var got []string
	for _, s := range sources {
		got = append(got, fmt.Sprintf("%s×%d", s.Look.Format.Name, len(s.Paths)))
	}
	if want := fmt.Sprintf("[×2 conll×%d]", mostLooks+60); err != nil || fmt.Sprint(got) != want {
		t.Errorf("found %v, %v; want %s", got, err, want)
	}
}

func TestSurveyLooksAgainInsideAnArchive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "set.zip")
	if err := os.WriteFile(path, zipped(t, "in/a.jsonl", emojiUTF16, "in/b.csv", "text\nOne\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	sources, err := Survey(t.Context(), []string{path}, nil)
	if err != nil || len(sources) != 2 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	again := sources[0].Again(t.Context(), Choice{Unit: CodePoints})
	if again.Err != nil || again.Look.Unit != CodePoints || again.Look.Format.Name != "doccano" {
		t.Errorf("%s in %s, %v", again.Look.Format.Name, again.Look.Unit, again.Err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if gone := sources[0].Again(t.Context(), Choice{}); gone.Err == nil {
		t.Error("an archive that is gone was read")
	}
}

// A second look is at the file itself, or at the archive that it is in, and at nothing else that was given.
func TestSurveyLooksAgainAtOneFile(t *testing.T) {
	root := folder(t, map[string]string{"a.csv": "text\nOne\n", "b/b.jsonl": emojiUTF16, "c.xml": "<a/>", "d.html": "<p>Words of a page</p>", "set.zip": string(zipped(t, "in/e.jsonl", emojiPoints, "in/f.csv", "body\nTwo\n"))})
	sources, err := Survey(t.Context(), []string{root}, nil)
	if err != nil || len(sources) != 6 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for _, s := range sources {
		seen, want := 0, 1
		if strings.Contains(s.Paths[0], ".zip") {
			want = 2
		}
		if err := s.again(t.Context(), func(Input) error { seen++; return nil }); err != nil || seen != want {
			t.Errorf("%s: %d files, %v; want %d", s.Paths[0], seen, err, want)
		}
		if again := s.Again(t.Context(), s.Look.Choice); (again.Err == nil) != (s.Err == nil) || again.Look.Format.Name != s.Look.Format.Name {
			t.Errorf("%s: %s, %v; at first %s, %v", s.Paths[0], again.Look.Format.Name, again.Err, s.Look.Format.Name, s.Err)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if again := s.Again(ended, s.Look.Choice); again.Err == nil {
			t.Errorf("%s was read for nobody", s.Paths[0])
		}
	}
}

// FuzzLook looks at any bytes as any kind of file.
func FuzzLook(f *testing.F) {
	for _, data := range []string{emojiUTF16, emojiPoints, "id;text\n1;two\n", "a,b\n\"x", `[{"text":"x"}]`, "Mira B-PER\nmet O\n", "\xff\xfea\x00", `{"text":"é`, "1\tx\tO\n"} {
		f.Add([]byte(data), uint8(0))
		f.Add([]byte(data), uint8(7))
	}
	names := []string{"a.jsonl", "a.json", "a.csv", "a.tsv", "a.conll", "a.txt", "a.html", "a.conllu", "a.xmi", "a.ann"}
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		in := Input{Path: "a", File: names[int(kind)%len(names)], Size: int64(len(data)), open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
		l, err := in.Look(Choice{})
		if err == nil && (l.Taken == 0 || len(l.Records) == 0) {
			t.Fatalf("no error and %d records", l.Taken)
		}
		texts := 0
		for _, c := range l.Columns {
			if l.Roles != nil && c.Is == l.Roles[0] {
				texts++
			}
		}
		if err == nil && l.Columns != nil && texts != 1 {
			t.Fatalf("%d columns of texts: %+v", texts, l.Columns)
		}
		if err != nil {
			return
		}
		again, err := in.Look(l.Choice)
		if err != nil || again.Taken != l.Taken || again.Spans != l.Spans {
			t.Fatalf("read as was found: %d records, %d spans, %v; before %d, %d", again.Taken, again.Spans, err, l.Taken, l.Spans)
		}
		for i := range l.Columns {
			for _, role := range append([]string{""}, l.Roles...) {
				in.Look(l.Choose(i, role))
			}
		}
	})
}
