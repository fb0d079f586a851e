package export

import (
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const miraGliner = `[
{"tokenized_text":["Mira","Okonkwo","🚒","left","قرية","for","North","Bay","University","Hospital","on","3","May","."],"ner":[[0,1,"person"],[4,4,"place"],[6,9,"org"],[6,7,"place"],[11,12,"date"]],"ner_negatives":["event"]}
]
`

func TestGlinerExample(t *testing.T) {
	opts := options("gliner", filepath.Join(t.TempDir(), "x.json"))
	opts.Schema = opts.Schema.With("EVENT")
	rep := export(t, opts, mira(t))
	if got := read(t, opts.Out); got != miraGliner || rep.Spans != 5 || len(rep.Lost)+len(rep.Changed) != 0 {
		t.Errorf("%+v\n%s", rep, got)
	}
	manifest := read(t, opts.Out+".manifest.json")
	for _, want := range []string{`"gliner": "event"`, `"id": "gliner"`, `"offset_end": "inclusive"`} {
		if !strings.Contains(manifest, want) {
			t.Errorf("%s is not in %s", want, manifest)
		}
	}
}

func TestGlinerGolden(t *testing.T) {
	files, _ := trainingOf(t, "gliner", append(nasty(t), rough(t))...)
	golden(t, "gliner/data.json", files["data.jsonl"])
}

// The splitter is Python's \w+(?:[-_]\w+)*|\S, spelt for Go.
func TestGlinerWordsAreThoseOfItsExpression(t *testing.T) {
	same := regexp.MustCompile(`[\p{L}\p{N}_]+(?:[-_][\p{L}\p{N}_]+)*|[^\x{09}-\x{0D}\x{1C}-\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]`)
	alphabet := []rune("ab_-- \n\t.'é9½Ⅷقٌ北กิ\u200b\u00a0\u2028\x1f🚒\u200d\u0301")
	rnd := rand.New(rand.NewPCG(8, 8))
	for range 20000 {
		var b strings.Builder
		for range rnd.IntN(14) {
			b.WriteRune(alphabet[rnd.IntN(len(alphabet))])
		}
		list, _ := segmenter(glinerWords).split(b.String(), nil)
		var got []string
		for _, w := range list {
			got = append(got, w.text)
		}
		if want := same.FindAllString(b.String(), -1); !slices.Equal(got, want) {
			t.Fatalf("%q is cut into %q, want %q", b.String(), got, want)
		}
	}
}

func TestGlinerCutsAndSays(t *testing.T) {
	long := record(t, "a", strings.Repeat("كِتَاب ", 200)+". "+strings.Repeat("He came. ", 60)+strings.Repeat("very ", 13)+"wide.", [2]string{"ORG", strings.Repeat("very ", 13) + "wide"})
	files, rep := trainingOf(t, "gliner", long)
	var records []struct {
		Tokens []string `json:"tokenized_text"`
	}
	if err := json.Unmarshal([]byte(files["data.jsonl"]), &records); err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if len(r.Tokens) > DefaultWindow {
			t.Errorf("a window has %d of GLiNER's tokens", len(r.Tokens))
		}
	}
	if len(records) < 4 || len(rep.Changed) != 1 || !strings.Contains(files["alignment.tsv"], "\twide\t") || len(rep.Notes) != 0 {
		t.Errorf("%d records, %+v", len(records), rep)
	}
	opts := options("gliner", filepath.Join(t.TempDir(), "x.json"))
	opts.Per = PerArticle
	if rep := export(t, opts, long); rep.Records != 1 || len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], "1 record has more than 384 tokens") {
		t.Errorf("%+v", rep)
	}
}

// Labels that say the same are told apart, and every label of the schema stands in the manifest as it is written.
func TestNaturalLabels(t *testing.T) {
	s := schemaOf("WORK_OF_ART", "work of art", "PER", "X")
	s.Labels[2].Title, s.Labels[3].Title = "Person  or\u00a0People", "\u2003"
	n := newLabelNames(s, natural)
	var got []string
	for _, l := range s.Labels {
		got = append(got, n.of(l.Name))
	}
	if want := []string{"work of art_2", "work of art", "person or people", "label"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestGlinerCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "gliner")
	u := o.unit(mira(t))
	g := o.writer.(gliner)
	line, err := g.write(nil, u)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"Okonkwo",`, ""}, {`"🚒"`, `"🚑"`}, {`,"."]`, "]"}, {`[0,1,"person"]`, `[0,2,"person"]`}, {`[0,1,"person"],`, ""}, {`"place"`, `"date"`}, {`[11,12,`, `[12,11,`}, {`[11,12,`, `[11,14,`},
		{`"ner_negatives":[`, `"ner_negatives":["org"`}, {`"ner_negatives":[`, `"ner_negatives":["event"`}, {`"North","Bay"`, `"North Bay"`}} {
		bad := strings.Replace(string(line), change[0], change[1], 1)
		if bad == string(line) {
			t.Fatalf("%q is not in %s", change[0], line)
		}
		if g.check([]byte(bad), u.lesson) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
	if err := g.check(line, u.lesson); err != nil {
		t.Error(err)
	}
}

func TestGliner2Example(t *testing.T) {
	opts := options("gliner2", filepath.Join(t.TempDir(), "x.jsonl"))
	opts.Schema = opts.Schema.With("EVENT")
	opts.Schema.Labels[1].Guideline = "a named or generic settlement or area"
	rep := export(t, opts, mira(t))
	want := `{"input":"Mira Okonkwo 🚒 left قرية for North Bay University Hospital on 3 May.","output":{"entities":{"person":["Mira Okonkwo"],"place":["قرية","North Bay"],"org":["North Bay University Hospital"],"date":["3 May"],"event":[]},` +
		`"entity_descriptions":{"place":"a named or generic settlement or area"}}}` + "\n"
	if got := read(t, opts.Out); got != want || rep.Spans != 5 || len(rep.Changed) != 0 {
		t.Errorf("%+v\n%s", rep, got)
	}
}

func TestGliner2Golden(t *testing.T) {
	files, rep := trainingOf(t, "gliner2", append(nasty(t), rough(t))...)
	golden(t, "gliner2/data.jsonl", files["data.jsonl"])
	golden(t, "gliner2/alignment.tsv", files["alignment.tsv"])
	for _, want := range []string{"سامي\tinside\t", "enclave\tinside\t", "doc-0004\ts1\t3\t12\tPERSON\t \u200fLayla\u200b \tambiguous\t"} {
		if !strings.Contains(files["alignment.tsv"], want) {
			t.Errorf("%q is not in %s", want, files["alignment.tsv"])
		}
	}
	if !strings.Contains(strings.Join(rep.Notes, " "), "cannot be told by strings alone") {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestGliner2Words(t *testing.T) {
	got := newGliner2Text("See https://a.b/c?d, ADA@x.org and @Ada_1: e-mail 北京 ソウル 서울 can't كِ.").words
	want := []string{"see", "https://a.b/c?d,", "ada@x.org", "and", "@ada_1", ":", "e-mail", "北", "京", "ソ", "ウ", "ル", "서", "울", "can", "'", "t", "ك", "ِ", "."}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestGliner2CheckSeesEveryChange(t *testing.T) {
	o := opened(t, "gliner2")
	u := o.unit(mira(t))
	g := o.writer.(gliner2)
	line, err := g.write(nil, u)
	if err != nil || g.check(line, u.lesson) != nil {
		t.Fatal(err, g.check(line, u.lesson))
	}
	for _, change := range [][2]string{{"🚒", "🚑"}, {`"person":`, `"parson":`}, {`["3 May"]`, "[]"}, {`"North Bay"`, `"North"`}, {`["قرية","North Bay"]`, `["North Bay","قرية"]`}, {`,"date":["3 May"]`, ""}} {
		bad := strings.Replace(string(line), change[0], change[1], 1)
		if bad == string(line) {
			t.Fatalf("%q is not in %s", change[0], line)
		}
		if g.check([]byte(bad), u.lesson) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
}
