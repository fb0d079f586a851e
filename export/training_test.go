package export

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

// nasty is a corpus for the formats that train: clitics, glue, nesting, crossing, zones, edges, duplicates.
func nasty(t testing.TB) []Record {
	trimmed := record(t, "doc-0004", "Met \u200fLayla\u200b , twice:\tLayla\n\n  in  10\u202f000 \u2060 lakes\u00a0.", [2]string{"PERSON", " \u200fLayla\u200b "},
		[2]string{"PERSON", "Layla"}, [2]string{"PLACE", " "}, [2]string{"PLACE", "000"})
	crossing := record(t, "doc-0005", "North Bay University Hospital", [2]string{"PLACE", "North Bay"}, [2]string{"ORG", "Bay University"},
		[2]string{"ORG", "University Hospital"}, [2]string{"PERSON", "Hospital"})
	zoned := record(t, "doc-0006", "Menu\n\nOslo is cold[ad]Rome is not.\nShare this", [2]string{"PLACE", "Menu"}, [2]string{"PLACE", "Oslo"},
		[2]string{"PLACE", "cold[ad]Rome"}, [2]string{"PLACE", "Rome"}, [2]string{"DATE", "Share"})
	zoned.Work.Zones = []annotate.Span{{Start: 0, End: 5}, {Start: 3, End: 6}, {Start: 18, End: 22}, {Start: 34, End: 45}}
	empty := record(t, "doc-0007", "Menu only")
	empty.Work.Zones = []annotate.Span{{Start: 0, End: 9}}
	return append(shared(t), trimmed, crossing, zoned, empty)
}

func trainingOf(t testing.TB, format string, list ...Record) (map[string]string, Report) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "data.jsonl")
	rep := export(t, options(format, out), list...)
	root := filepath.Dir(out)
	if f, err := Lookup(format); err == nil && f.Folder {
		root = out
	}
	files := map[string]string{}
	for _, f := range rep.Files {
		name, err := filepath.Rel(root, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(name)] = read(t, f.Path)
	}
	return files, rep
}

func TestSpacyGolden(t *testing.T) {
	files, rep := trainingOf(t, "spacy", nasty(t)...)
	golden(t, "spacy/data.jsonl", files["data.jsonl"])
	golden(t, "spacy/alignment.tsv", files["alignment.tsv"])
	if script, err := os.ReadFile("make_docbin.py"); err != nil || files["make_docbin.py"] != string(script) {
		t.Errorf("the script beside the file is not ours: %v", err)
	}
	if rep.Records != 6 || rep.Cut == 0 {
		t.Errorf("report %+v", rep)
	}
}

func TestExampleTokens(t *testing.T) {
	var got []string
	list, cut := split(example, nil)
	for _, tok := range list {
		got = append(got, tok.text)
	}
	if s := strings.Join(got, "|"); s != "Mira|Okonkwo|🚒|left|قرية|for|North|Bay|University|Hospital|on|3|May|." || len(cut) != 0 {
		t.Errorf("tokens %s", s)
	}
	files, _ := trainingOf(t, "spacy", mira(t))
	for _, want := range []string{
		`"ents":[{"start":0,"end":12,"label":"PERSON"},{"start":20,"end":24,"label":"PLACE"},{"start":29,"end":58,"label":"ORG"},{"start":62,"end":67,"label":"DATE"}]`,
		`{"start":29,"end":38,"label":"PLACE","kb_id":""}`, `{"id":4,"start":20,"end":24}`, `{"id":13,"start":67,"end":68}]`,
	} {
		if !strings.Contains(files["data.jsonl"], want) {
			t.Errorf("%s is not in %s", want, files["data.jsonl"])
		}
	}
}

// Every white space character of Python, and every invisible mark of the contract, is trimmed from both ends.
func TestSpansAreTrimmed(t *testing.T) {
	marks := []rune{0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2069, 0xFEFF, 0x1C, 0x1F, 0x85, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, '\t', '\n', ' '}
	for _, m := range marks {
		quote := string(m) + "Oslo" + string(m)
		files, rep := trainingOf(t, "spacy", record(t, "a", "in"+quote+"now", [2]string{"PLACE", quote}))
		if !strings.Contains(files["data.jsonl"], `"ents":[{"start":3,"end":7,"label":"PLACE"}]`) {
			t.Errorf("%U: %s", m, files["data.jsonl"])
		}
		if len(rep.Changed) != 1 || rep.Changed[0].Text != quote || !strings.Contains(rep.Changed[0].Reason, `it covers "Oslo"`) {
			t.Errorf("%U: %+v", m, rep.Changed)
		}
	}
	spaces := 0
	for r := range rune(0x110000) {
		if isSpace(r) {
			spaces++
		}
	}
	if spaces != 29 {
		t.Errorf("%d characters count as white space, Python has 29", spaces)
	}
}

func TestOutermostLongestIsKept(t *testing.T) {
	r := newRun(options("spacy", "x"), Format{}, &memoryStage{})
	for _, c := range []struct {
		spans []annotate.Span
		want  string
	}{
		{[]annotate.Span{{Start: 0, End: 9}, {Start: 0, End: 4}, {Start: 5, End: 9}}, "0-9"},
		{[]annotate.Span{{Start: 0, End: 4}, {Start: 2, End: 8}, {Start: 7, End: 9}}, "2-8"},
		{[]annotate.Span{{Start: 4, End: 8}, {Start: 0, End: 4}, {Start: 2, End: 6}}, "0-4 4-8"},
		{[]annotate.Span{{Start: 2, End: 6}, {Start: 4, End: 8}}, "2-6"},
	} {
		var list []placed
		for _, sp := range c.spans {
			list = append(list, placed{Span: sp})
		}
		kept, left := r.flat(list)
		var got []string
		for _, k := range kept {
			got = append(got, string(rune('0'+k.Start))+"-"+string(rune('0'+k.End)))
		}
		if s := strings.Join(got, " "); s != c.want || len(kept)+len(left) != len(c.spans) {
			t.Errorf("%v: kept %s, want %s", c.spans, s, c.want)
		}
	}
	same := []placed{{Span: annotate.Span{Start: 0, End: 2}, from: annotate.Annotation{Label: "DATE"}}, {Span: annotate.Span{Start: 0, End: 2}, from: annotate.Annotation{Label: "PERSON"}}}
	if kept, _ := r.flat(same); kept[0].from.Label != "PERSON" {
		t.Errorf("kept %s; the schema names PERSON first", kept[0].from.Label)
	}
}

func TestZonesAreCutOut(t *testing.T) {
	zoned := nasty(t)[5]
	text, _ := withoutZones(zoned.Document.Text, zoned.Work.Zones)
	if want := "Oslo is cold\nRome is not."; text != want {
		t.Fatalf("text %q, want %q", text, want)
	}
	_, rep := trainingOf(t, "spacy", zoned, nasty(t)[6])
	var lost []string
	for _, l := range rep.Lost {
		lost = append(lost, l.Document+" "+l.Text+": "+l.Reason)
	}
	want := []string{"doc-0006 Menu: it touches a zone, which is not exported", "doc-0006 cold[ad]Rome: it touches a zone, which is not exported",
		"doc-0006 Share: it touches a zone, which is not exported", "doc-0007 : nothing of the text is left outside its zones"}
	if !slices.Equal(lost, want) || rep.Spans != 2 || rep.Records != 1 {
		t.Errorf("lost %q, want %q; %d spans in %d records", lost, want, rep.Spans, rep.Records)
	}
}

func TestTheSameLabelTwiceIsWrittenOnce(t *testing.T) {
	r := record(t, "a", "Oslo", [2]string{"PLACE", "Oslo"}, [2]string{"PLACE", "Oslo"}, [2]string{"ORG", "Oslo"})
	files, rep := trainingOf(t, "spacy", r)
	if strings.Count(files["data.jsonl"], `"kb_id"`) != 2 || rep.Spans != 2 || len(rep.Changed) != 1 {
		t.Errorf("%+v\n%s", rep, files["data.jsonl"])
	}
}

func TestSpanInsideATokenCutsIt(t *testing.T) {
	files, rep := trainingOf(t, "spacy", shared(t)[1:]...)
	if rep.Cut != 2 {
		t.Errorf("%d tokens cut", rep.Cut)
	}
	for _, want := range []string{"doc-0002\ts2\t11\t15\tPERSON\tسامي\tcut\tوسامي\t", "doc-0003\ts1\t17\t24\tPLACE\tenclave\tcut\tenclaveEnsure\t"} {
		if strings.Count(files["alignment.tsv"], want) != 1 {
			t.Errorf("%q is not one row of\n%s", want, files["alignment.tsv"])
		}
	}
}

func TestSpacyCheckSeesEveryChange(t *testing.T) {
	r := opened(t, "spacy")
	l := r.unit(mira(t)).lesson
	line, err := r.write(nil, r.unit(mira(t)))
	if err != nil {
		t.Fatal(err)
	}
	flat, _ := r.flat(l.spans)
	if err := checkSpacy(line, l, flat); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{"🚒", "🚑"}, {`"end":12,"label"`, `"end":13,"label"`}, {`{"id":0,"start":0,"end":4}`, `{"id":0,"start":0,"end":3}`}, {`"PERSON"`, `"PERSIN"`},
		{`{"id":3,"start":15,"end":19},`, ``}, {`,{"start":29,"end":38,"label":"PLACE","kb_id":""}`, ``}, {`,{"id":13,"start":67,"end":68}`, ``}, {`"start":62,"end":67,"label":"DATE"}`, `"start":29,"end":58,"label":"ORG"}`}} {
		bad := strings.Replace(string(line), change[0], change[1], 1)
		if bad == string(line) {
			t.Fatalf("%q is not in %s", change[0], line)
		}
		if checkSpacy([]byte(bad), l, flat) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
}
