package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"rubricator/annotate"
)

// unpacked are the files of an archive, in its order.
func unpacked(t *testing.T, data string) (names, bodies []string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		names, bodies = append(names, f.Name), append(bodies, string(body))
	}
	return names, bodies
}

func TestCasGolden(t *testing.T) {
	list := nasty(t)
	linked := list[1].Work.Annotations.All()[0]
	linked.Entity = "http://www.wikidata.org/entity/Q1"
	list[1].Work.Annotations = list[1].Work.Annotations.With(linked)
	list[4].Document.ID, list[4].Language = "doc-0005/x", ""
	files, rep := trainingOf(t, "cas", list...)
	names, bodies := unpacked(t, files["data.jsonl"])
	golden(t, "cas/documents.jsonl", strings.Join(bodies, ""))
	if got := strings.Join(names, " "); got != "doc-0001.json doc-0002.json doc-0003.json doc-0004.json doc-0005_x.json doc-0006.json" {
		t.Errorf("files %s", got)
	}
	if rep.Records != 6 || rep.Documents != 6 || rep.Spans != 18 || !strings.Contains(strings.Join(rep.Notes, "\n"), "data.jsonl is a ZIP archive with a .json for each of 6 documents") {
		t.Errorf("report %+v", rep)
	}
}

// One document is the file itself, none is a CAS without any; with splits each has its own file.
func TestCasFiles(t *testing.T) {
	files, rep := trainingOf(t, "cas", mira(t))
	if !strings.HasPrefix(files["data.jsonl"], casTypes) || len(rep.Notes) != 0 {
		t.Errorf("%s %q", files["data.jsonl"], rep.Notes)
	}
	if files, _ := trainingOf(t, "cas"); files["data.jsonl"] != casNothing {
		t.Errorf("nothing is %q", files["data.jsonl"])
	}
	o := options("cas", filepath.Join(t.TempDir(), "cas"))
	o.Split = true
	list := shared(t)
	list[1].Split = "test"
	export(t, o, list...)
	only(t, o.Out, "README.md", "SHA256SUMS", "alignment.tsv", "labels.json", "manifest.json", "provenance.tsv", "schema.json", "test", "train")
	only(t, filepath.Join(o.Out, "train"), "doc-0001.json", "doc-0003.json")
	only(t, filepath.Join(o.Out, "test"), "doc-0002.json")
}

// As any program reads it: every annotation is in the view and covers its characters in UTF-16 units.
func TestCasHoldsWhatAViewNeeds(t *testing.T) {
	list := nasty(t)
	files, _ := trainingOf(t, "cas", list...)
	_, bodies := unpacked(t, files["data.jsonl"])
	quotes := map[string]bool{}
	for _, r := range list {
		for _, a := range r.Work.Annotations.All() {
			quotes[trim(a.Quote)] = true
		}
	}
	n := 0
	for _, body := range bodies {
		var c struct {
			Types      map[string]map[string]any `json:"%TYPES"`
			Structures []struct {
				ID         int    `json:"%ID"`
				Type       string `json:"%TYPE"`
				SofaString string
				Sofa       int `json:"@sofa"`
				Begin, End int
				Value      string
			} `json:"%FEATURE_STRUCTURES"`
			Views map[string]struct {
				Sofa    int   `json:"%SOFA"`
				Members []int `json:"%MEMBERS"`
			} `json:"%VIEWS"`
		}
		if err := json.NewDecoder(bytes.NewReader([]byte(body))).Decode(&c); err != nil {
			t.Fatal(err)
		}
		view := c.Views["_InitialView"]
		units := utf16.Encode([]rune(c.Structures[0].SofaString))
		if len(view.Members) != len(c.Structures)-1 || view.Sofa != c.Structures[0].ID {
			t.Errorf("view %+v of %d structures", view, len(c.Structures))
		}
		for i, s := range c.Structures[1:] {
			if c.Types[s.Type] == nil || s.Sofa != view.Sofa || s.ID != view.Members[i] {
				t.Errorf("%+v", s)
			}
			if s.Type == casEntity {
				n++
				if got := string(utf16.Decode(units[s.Begin:s.End])); !quotes[got] || s.Value == "" {
					t.Errorf("%+v covers %q", s, got)
				}
			}
		}
	}
	if n != 18 {
		t.Errorf("%d entities", n)
	}
}

func TestCasCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "cas")
	r := mira(t)
	first := r.Work.Annotations.All()[0]
	first.Entity = "Q1"
	r.Work.Annotations = annotate.NewSet(append([]annotate.Annotation{first}, r.Work.Annotations.All()[1:]...)...)
	u := o.unit(r)
	changes(t, o.writer.(*cas).encode(u), func(line []byte) error { return checkCas(line, u) }, [2]string{"Mira Okonkwo 🚒", "Mira Okonkwo 🚑"}, [2]string{`"begin":21`, `"begin":20`}, [2]string{`"end":59`, `"end":58`},
		[2]string{`"value":"DATE"`, `"value":"DATA"`}, [2]string{`"%MEMBERS":[2,3`, `"%MEMBERS":[2`}, [2]string{`"end":69,"language"`, `"end":68,"language"`}, [2]string{`"@sofa":1,"begin":63`, `"@sofa":2,"begin":63`}, [2]string{"]}}}\n", "]}}\n"})
}
