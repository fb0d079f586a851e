package cli

import (
	"strings"
	"testing"
)

func TestCommandLinesThatCannotBeRead(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	for _, c := range []struct{ line, words string }{
		{"frobnicate", "rubricator help"},
		{"agree p.rubric q.rubric", "rubricator help"},
		{"list", "list PROJECT"},
		{"list p.rubric q.rubric", "q.rubric"},
		{"import p.rubric", "import PROJECT PATH..."},
		{"list p.rubric --bogus", "--bogus"},
		{"list --bogus=3 p.rubric", "--bogus"},
		{"import p.rubric a.txt --lang", "--lang needs a value"},
		{"list p.rubric --json=maybe", "maybe"},
		{"import p.rubric a.txt --columns body", "text=NAME"},
		{"help frobnicate", "frobnicate"},
		{"export p.rubric --format spacy --out x --labels PER", "--labels: \"PER\" maps no label"},
		{"export p.rubric --format spacy --out x --lang english", "--lang: \"english\" is no language code"},
		{"export p.rubric --format spacy --out x --per line", "use one of auto, article, paragraph, sentence, window"},
		{"export p.rubric --format spacy --out x --window 9", "for a record per window"},
		{"export p.rubric --format rubricator --out x --per sentence", "keeps documents whole"},
		{"export p.rubric --format spacy --out x --split 80,10", "--split: \"80,10\" are not three shares"},
		{"export p.rubric --format spacy --out x --split 80,10,20", "sum up to 110"},
		{"export p.rubric --format spacy --out x --seed 3", "--seed needs --split"},
		{"export p.rubric --format spacy --out x --stratify", "--stratify needs --split"},
		{"export p.rubric --format spacy --out x --split 80,10,10 --split-by story", "use one of group, source, date"},
		{"export p.rubric --format schema --out x --split 80,10,10", "no documents to split"},
		{"--bogus", "--bogus"},
		{"p.rubric q.rubric", "q.rubric"},
		{"--latency-log", "--latency-log needs a value"},
	} {
		refuses(t, exitUsage, strings.Fields(c.line), c.words)
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	inFolder(t, "a.txt", harbour, "--odd.txt", strike)
	must(t, "new", "p.rubric")
	must(t, "import", "--lang", "en", "p.rubric", "a.txt")
	must(t, "import", "p.rubric", "--lang=ar", "--", "--odd.txt")
	want := must(t, "list", "p.rubric", "--json")
	if got := must(t, "list", "--json", "p.rubric"); got != want || strings.Count(want, `{"id":`) != 2 {
		t.Errorf("list --json before and after the project: %q, %q", got, want)
	}
	if got := must(t, "list", "-json", "--", "p.rubric"); got != want {
		t.Errorf("list -json -- %q", got)
	}
}

func TestHelpNamesEveryCommandAndFlag(t *testing.T) {
	all := must(t, "help")
	for _, c := range commands() {
		if !strings.Contains(all, "rubricator "+c.name+" ") {
			t.Errorf("help lacks %s", c.name)
		}
		page := must(t, "help", c.name)
		if page != must(t, c.name, "--help") || !strings.HasPrefix(page, "rubricator "+c.name+" "+c.operands+"\n") {
			t.Errorf("help %s\n%s", c.name, page)
		}
	}
	for _, args := range [][]string{{"--help"}, {"-h"}} {
		if got := must(t, args...); got != all {
			t.Errorf("%q is not the help", args)
		}
	}
	for _, flag := range []string{"--format FORMAT", "--out PATH", "--annotator NAME", "--status WHICH"} {
		if page := must(t, "help", "export"); !strings.Contains(page, flag) {
			t.Errorf("help export lacks %s", flag)
		}
	}
	for _, later := range []string{"agree"} {
		if strings.Contains(all, later) {
			t.Errorf("help offers %s", later)
		}
	}
}

func TestVersion(t *testing.T) {
	if got := must(t, "--version"); got != "rubricator 1.2.3\n" {
		t.Errorf("--version: %q", got)
	}
}

func TestWindow(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	var got []WindowOptions
	status := 0
	env := Environment{Stdout: t.Output(), Stderr: t.Output(), Version: "1.2.3", Window: func(o WindowOptions) int {
		got = append(got, o)
		return status
	}}
	for line, want := range map[string]WindowOptions{
		"":                                 {Version: "1.2.3"},
		"p.rubric":                         {Version: "1.2.3", Project: "p.rubric"},
		"other.rubric":                     {Version: "1.2.3", Project: "other.rubric"},
		"--latency-log keys.json p.rubric": {Version: "1.2.3", Project: "p.rubric", LatencyLog: "keys.json"},
		"p.rubric --latency-log=keys.json": {Version: "1.2.3", Project: "p.rubric", LatencyLog: "keys.json"},
		"--latency-log keys.json":          {Version: "1.2.3", LatencyLog: "keys.json"},
	} {
		got = nil
		if s := Run(strings.Fields(line), env); s != exitDone || len(got) != 1 || got[0] != want {
			t.Errorf("rubricator %s: status %d, window %+v, want %+v", line, s, got, want)
		}
	}
	status = 1
	if s := Run(nil, env); s != exitFailed {
		t.Errorf("a window that fails: status %d", s)
	}
	refuses(t, exitFailed, nil, "no window", "rubricator help")
	refuses(t, exitFailed, []string{"p.rubric"}, "no window")
}
