package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMerge takes in a copy that went its own way, a file of an older format and a file that is none. All exports of what
// was merged, whoever took in whom, are the same to the byte.
func TestMerge(t *testing.T) {
	old, err := os.ReadFile(filepath.Join("..", "..", "storage", "testdata", "format1.rubric"))
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t, "a.txt", harbour, "old.rubric", string(old), "more.jsonl", `{"id":"b","text":"Mira left Oslo.","annotator":"ada","spans":[{"start":0,"end":4,"label":"PER"}]}`+"\n",
		"other.jsonl", `{"id":"b","text":"Tromsø is far.","annotator":"ada","spans":[{"start":0,"end":6,"label":"TOWN"}]}`+"\n")
	must(t, "new", "one.rubric")
	must(t, "import", "one.rubric", "a.txt")
	must(t, "backup", "one.rubric", "two.rubric")
	must(t, "import", "one.rubric", "more.jsonl")
	must(t, "import", "two.rubric", "other.jsonl")
	must(t, "backup", "one.rubric", "first.rubric")
	got := run("merge", "one.rubric", "two.rubric", "old.rubric")
	for _, want := range []string{"two.rubric: 1 document added, 1 already there", "old.rubric: 2 documents added, 0 already there"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("%q does not say %q", got.stdout, want)
		}
	}
	if !strings.Contains(got.stderr, `the id "b" belongs to another text`) {
		t.Errorf("said %q", got.stderr)
	}
	if now, err := os.ReadFile("old.rubric"); err != nil || string(now) != string(old) {
		t.Errorf("the old file was changed, %v", err)
	}
	must(t, "merge", "two.rubric", "old.rubric", "first.rubric")
	if again := must(t, "merge", "two.rubric", "one.rubric"); !strings.Contains(again, "0 documents added, 5 already there, 0 events") {
		t.Errorf("again: %q", again)
	}
	for _, name := range []string{"one", "two"} {
		must(t, "check", name+".rubric")
		must(t, "export", name+".rubric", "--format", "rubricator", "--status", "all", "--annotator", "ada", "--out", name+".jsonl")
	}
	a, errA := os.ReadFile("one.jsonl")
	b, errB := os.ReadFile("two.jsonl")
	if errA != nil || errB != nil || string(a) != string(b) || strings.Count(string(a), "\n") != 5 {
		t.Errorf("exports differ: %v %v\n%s\n%s", errA, errB, a, b)
	}
	refuses(t, exitFailed, []string{"merge", "one.rubric", "a.txt"}, "not a Rubricator project")
	refuses(t, exitFailed, []string{"merge", "one.rubric", "one.rubric"}, "with itself")
	refuses(t, exitUsage, []string{"merge", "one.rubric"}, "merge PROJECT OTHER...")
}
