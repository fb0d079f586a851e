package export

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestBratGolden(t *testing.T) {
	lined := record(t, "doc/8", "The\nNorth\u2028 \n Bay \x1c left\u0085.", [2]string{"ORG", "The\nNorth\u2028 \n Bay"}, [2]string{"W", "Bay \x1c left"})
	all := lined.Work.Annotations.All()
	all[0].Entity, all[0].Note = "Wikidata:Q1", "two\nlines"
	all[1].Entity = "no reference"
	lined.Work.Annotations = annotate.NewSet(all...)
	files, rep := trainingOf(t, "brat", append(nasty(t), lined)...)
	var shown strings.Builder
	for _, id := range []string{"doc-0001", "doc-0003", "doc-0004", "doc-0006", "doc_8"} {
		shown.WriteString("=== " + id + "\n" + files[id+".ann"])
	}
	golden(t, "brat/annotations.txt", shown.String())
	golden(t, "brat/annotation.conf", files["annotation.conf"])
	if files["ids.tsv"] != "file\tdoc\ndoc_8\tdoc/8\n" || files["doc_8.txt"] != "The\nNorth\u2028 \n Bay \x1c left\u0085." {
		t.Errorf("ids %q, text %q", files["ids.tsv"], files["doc_8.txt"])
	}
	if rep.Records != 7 || rep.Documents != 7 || rep.Spans != 20 || rep.Cut != 0 {
		t.Errorf("report %+v", rep)
	}
	notes := strings.Join(rep.Notes, "\n")
	for _, want := range []string{"1 note of several lines", "entities of 1 span are not written", "ids that cannot be file names"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes %q lack %q", notes, want)
		}
	}
	if !strings.Contains(files[alignmentFile], "doc/8\ts1\t0\t16\tORG\tThe\\nNorth\\u2028 \\n Bay\tfragments\t\tit goes over line ends") {
		t.Errorf("alignment %s", files[alignmentFile])
	}
}

func TestBratFolder(t *testing.T) {
	o := options("brat", filepath.Join(t.TempDir(), "brat"))
	o.Split = true
	list := shared(t)
	list[1].Split = "test"
	list[1].Document.ID = "doc-0002?"
	export(t, o, list...)
	only(t, o.Out, "README.md", "SHA256SUMS", "alignment.tsv", "annotation.conf", "labels.json", "manifest.json", "provenance.tsv", "schema.json", "test", "train")
	only(t, filepath.Join(o.Out, "test"), "doc-0002_.ann", "doc-0002_.txt", "ids.tsv")
	only(t, filepath.Join(o.Out, "train"), "doc-0001.ann", "doc-0001.txt", "doc-0003.ann", "doc-0003.txt")
}

func TestBratTypes(t *testing.T) {
	o := options("brat", filepath.Join(t.TempDir(), "brat"))
	o.Schema = schemaOf("a b", "a_b", "---", "Ort-2", "Δ")
	rep := export(t, o, record(t, "a", "Oslo Rome", [2]string{"a b", "Oslo"}, [2]string{"Δ", "Rome"}))
	if got := read(t, filepath.Join(o.Out, "annotation.conf")); !strings.HasPrefix(got, "[entities]\na_b_2\na_b\n---_\nOrt-2\n_\n\n[relations]") {
		t.Errorf("configuration %s", got)
	}
	if got := read(t, filepath.Join(o.Out, "a.ann")); got != "T1\ta_b_2 0 4\tOslo\nT2\t_ 5 9\tRome\n" {
		t.Errorf("annotations %s", got)
	}
	if !slices.ContainsFunc(rep.Notes, func(n string) bool { return strings.HasPrefix(n, `label "a b" is written "a_b_2"`) }) {
		t.Errorf("notes %q", rep.Notes)
	}
}

// Two ids never share a file, whatever their letters.
func TestFileNames(t *testing.T) {
	f := fileNames{}
	var got []string
	for _, id := range []string{"a", "A", "a/b", "a:b", "a b", "..", "CON", "nul.txt", "-rf", ".hidden", "é", "e\u0301", "وسامي", "x.", "\xff", strings.Repeat("北", 50)} {
		got = append(got, f.of("", id))
	}
	want := []string{"a", "A-2", "a_b", "a_b-2", "a_b-3", "document", "_CON", "_nul.txt", "rf", "hidden", "é", "e\u0301-2", "وسامي", "x", "_", strings.Repeat("北", 40)}
	if !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if again := f.of("test", "a"); again != "a" {
		t.Errorf("in another folder %q", again)
	}
}

func TestBratCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "brat")
	r := record(t, "a", "The\nNorth Bay \n Hospital 🚒", [2]string{"ORG", "North Bay \n Hospital"}, [2]string{"PLACE", "Hospital 🚒"})
	all := r.Work.Annotations.All()
	all[0].Entity, all[1].Note = "DB:1", "look"
	r.Work.Annotations = annotate.NewSet(all...)
	u, b := o.unit(r), o.writer.(brat)
	ann := b.annotations(u)
	changes(t, ann, func(line []byte) error { return b.check(line, u.lesson) }, [2]string{"🚒", "🚑"}, [2]string{"4 14;", "4 13;"}, [2]string{"15 24\tNorth", "15 25\tNorth"}, [2]string{"T1\tORG", "T1\tORT"},
		[2]string{"T2\tPLACE", "T3\tPLACE"}, [2]string{"N1\tReference T1", "N1\tReference T2"}, [2]string{"AnnotatorNotes T2", "AnnotatorNotes T9"}, [2]string{"look\n", "look"}, [2]string{"look", "lo\u2028ok"},
		[2]string{"4 14;15 24\tNorth Bay   Hospital", "4 13;14 24\tNorth Bay \n Hospital"}, [2]string{"4 14;15 24\tNorth Bay   Hospital", "4 9;15 24\tNorth Hospital"})
}
