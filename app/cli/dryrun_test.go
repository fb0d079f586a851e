package cli

import (
	"os"
	"slices"
	"strings"
	"testing"
)

const nestedRecord = `{"id":"a","lang":"en","text":"North Bay Hospital opened.","spans":[{"start":0,"end":18,"label":"ORG"},{"start":0,"end":9,"label":"LOC"}]}
`

// A dry run tells what the export tells, line by line, and leaves the folder and the project as they are.
func TestDryRunSaysWhatAnExportWouldSay(t *testing.T) {
	inFolder(t, "r.jsonl", nestedRecord)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	for _, flags := range []string{"conll", "hf", "rubricator", "chat --chat-shape prompt", "spacy --split 80,10,10 --seed 3", "gliner --labels LOC="} {
		args := append([]string{"export", "p.rubric", "--status", "all", "--format"}, strings.Fields(flags)...)
		before := folderNow(t)
		told := must(t, append(args, "--dry-run", "--out", "x")...)
		if without := must(t, append(args, "--dry-run")...); without != told {
			t.Errorf("%s: without a destination\n%s\nwith one\n%s", flags, without, told)
		}
		if now := folderNow(t); !slices.Equal(now, before) {
			t.Errorf("%s: the dry run left %v, there was %v", flags, now, before)
		}
		did := strings.Split(strings.TrimSuffix(must(t, append(args, "--out", "x")...), "\n"), "\n")
		for _, line := range did {
			if line, closing := strings.CutPrefix(line, "x: "); !strings.Contains(told, line) {
				t.Errorf("%s: the export says %q (closing: %v), the dry run\n%s", flags, line, closing, told)
			}
		}
		if told := must(t, append(args, "--dry-run", "--out", "x")...); !strings.Contains(told, "x is there and would be replaced") {
			t.Errorf("%s: nothing is said of what stands there:\n%s", flags, told)
		}
		if err := os.RemoveAll("x"); err != nil {
			t.Fatal(err)
		}
	}
	told := must(t, "export", "p.rubric", "--status", "all", "--format", "conll", "--dry-run")
	for _, w := range []string{"in short: 1 nested span cannot be written as CoNLL columns", "label ORG: 1 span\n", "nothing is written; it would be 1 document, 1 span, 1 span left out, 0 changed\n"} {
		if !strings.Contains(told, w) {
			t.Errorf("%q is not in\n%s", w, told)
		}
	}
}

func TestDryRunOfWhatWouldBeRefused(t *testing.T) {
	inFolder(t, "r.jsonl", nestedRecord, "mine/notes.txt", "x")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	refuses(t, exitFailed, strings.Fields("export p.rubric --format hf --out mine --dry-run"), "would be lost")
	refuses(t, exitFailed, strings.Fields("export p.rubric --format spacy --out no/such/x --dry-run"), "there is no folder no/such; make it")
	refuses(t, exitUsage, strings.Fields("export p.rubric --dry-run"), "--format")
	refuses(t, exitUsage, strings.Fields("export p.rubric --format foo"), `"foo"`)
	refuses(t, exitUsage, strings.Fields("export p.rubric --format spacy"), "--out")
	if got := run(strings.Fields("export p.rubric --format spacy --dry-run")...); got.status != exitDone || !strings.Contains(got.stdout, "0 documents") || !strings.Contains(got.stderr, "--status all") {
		t.Errorf("of nothing: %+v", got)
	}
}

// folderNow is each file of the folder with its size and time, but for those of the project's lock.
func folderNow(t *testing.T) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e.Name()+" "+info.ModTime().String())
	}
	return list
}

func TestDryRunNamesFilesThatAreNoExports(t *testing.T) {
	inFolder(t, "r.jsonl", nestedRecord, "make_docbin.py", "print('mine')")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	told := must(t, "export", "p.rubric", "--status", "all", "--format", "spacy", "--out", "x.jsonl", "--dry-run")
	if !strings.Contains(told, "make_docbin.py is there, is not of an export, and would be replaced\n") || strings.Contains(told, "x.jsonl is there") {
		t.Errorf("the dry run says\n%s", told)
	}
}
