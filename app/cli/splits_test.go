package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stories are records of n stories, each with a wire copy in which a word differs, from the given one on.
func stories(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		var words []string
		for j := range 60 {
			words = append(words, fmt.Sprintf("word%dx%d", i, j*j%83))
		}
		text := strings.Join(words, " ")
		fmt.Fprintf(&b, `{"id":"s%d","lang":"en","status":"finished","text":"Mira %s.","spans":[{"start":0,"end":4,"label":"PER"}]}`+"\n", i, text)
		fmt.Fprintf(&b, `{"id":"a-copy%d","lang":"en","status":"finished","text":"Mira %s, it said.","spans":[{"start":0,"end":4,"label":"PER"}]}`+"\n", i, text)
	}
	return b.String()
}

// splitsOf is the file of each record in a folder of splits.
func splitsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	at := map[string]string{}
	for _, split := range []string{"train", "validation", "test"} {
		data, err := os.ReadFile(filepath.Join(dir, split+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var r struct{ ID, Group, Split string }
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatal(err)
			}
			if at[r.ID] != "" || r.Split != split {
				t.Errorf("%s stands in %s and %q, and says %s", r.ID, split, at[r.ID], r.Split)
			}
			at[r.ID] = split
		}
	}
	return at
}

// Copies stay together, a new export of more documents moves none, and the project is only read.
func TestExportSplits(t *testing.T) {
	inFolder(t, "r.jsonl", stories(0, 60), "more.jsonl", stories(60, 30))
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	split := func(out string, more ...string) (map[string]string, string) {
		said := must(t, append([]string{"export", "p.rubric", "--format", "rubricator", "--out", out, "--split", "60,20,20", "--seed", "5"}, more...)...)
		return splitsOf(t, out), said
	}
	before := must(t, "check", "p.rubric")
	first, said := split("one")
	if len(first) != 120 || !strings.Contains(said, "nearly the same texts in different splits: 0 pairs") || !strings.Contains(said, "split test: ") {
		t.Errorf("%d records; %s", len(first), said)
	}
	for i := range 60 {
		if a, b := first[fmt.Sprint("s", i)], first[fmt.Sprint("a-copy", i)]; a != b || a == "" {
			t.Errorf("story %d: %s, its copy %s", i, a, b)
		}
	}
	if after := must(t, "check", "p.rubric"); after != before {
		t.Errorf("the export changed the project: %s, then %s", before, after)
	}
	must(t, "import", "p.rubric", "more.jsonl")
	for _, out := range []string{"one", "two"} {
		second, _ := split(out)
		if len(second) != 180 {
			t.Errorf("%s: %d records", out, len(second))
		}
		for id, at := range first {
			if second[id] != at {
				t.Errorf("%s: %s was in %s and is in %s", out, id, at, second[id])
			}
		}
	}
	one, errOne := os.ReadFile("one/splits.tsv")
	two, errTwo := os.ReadFile("two/splits.tsv")
	if errOne != nil || errTwo != nil || string(one) != string(two) {
		t.Errorf("two folders of one project and seed have different splits: %v %v", errOne, errTwo)
	}
}

// A pinned test split stays under another seed, in its own folder and where it is named.
func TestPinnedTestSplitStays(t *testing.T) {
	inFolder(t, "r.jsonl", stories(0, 40))
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	export := func(out string, more ...string) map[string]string {
		must(t, append([]string{"export", "p.rubric", "--format", "rubricator", "--out", out, "--split", "50,20,30"}, more...)...)
		return splitsOf(t, out)
	}
	first := export("one", "--seed", "1", "--pin")
	other := export("free", "--seed", "2")
	moved := 0
	for _, again := range []map[string]string{export("one", "--seed", "2"), export("two", "--seed", "2", "--pins", "one"), export("three", "--seed", "2", "--pins", "one/splits.tsv")} {
		for id, at := range first {
			if at == "test" && again[id] != "test" {
				t.Errorf("%s was pinned in test and is in %s", id, again[id])
			}
			if at == "test" && other[id] != "test" {
				moved++
			}
		}
	}
	if moved == 0 {
		t.Error("the other seed moves nothing: the test proves nothing")
	}
	refuses(t, exitFailed, strings.Fields("export p.rubric --format rubricator --out x --split 50,20,30 --pins missing"), "the splits that stay", "missing")
	if err := os.WriteFile("bad.tsv", []byte("a\tdev\t1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refuses(t, exitFailed, strings.Fields("export p.rubric --format rubricator --out x --split 50,20,30 --pins bad.tsv"), `line 1`, `"dev"`)
}

func TestStratifiedExport(t *testing.T) {
	inFolder(t, "r.jsonl", stories(0, 30))
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	must(t, "export", "p.rubric", "--format", "rubricator", "--out", "x", "--split", "60,20,20", "--stratify")
	n := map[string]int{}
	for _, split := range splitsOf(t, "x") {
		n[split]++
	}
	if n["train"] != 36 || n["validation"] != 12 || n["test"] != 12 {
		t.Errorf("documents %v, want 36, 12 and 12", n)
	}
	rows, err := os.ReadFile("x/splits.tsv")
	if err != nil || strings.Count(string(rows), "\t1\t") != 60 {
		t.Errorf("a stratified split is not pinned: %v\n%s", err, rows)
	}
}
