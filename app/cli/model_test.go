package cli

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"rubricator/annotate/suggest/onnx/onnxtest"
	"rubricator/app/project"
)

// scores are what the engine makes of a model's word: they change with the starter.
var scores = regexp.MustCompile(`,"score":[0-9.]+`)

func TestModel(t *testing.T) {
	inFolder(t, "a.txt", "Zelda met 👩\u200D🚒 José near North Bay.\nميرا أوكونكو في أوسلو.\n")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt", "--lang", "en")
	onnxtest.Write(t, "tiny", onnxtest.News())
	if got := must(t, "model", "p.rubric"); !strings.Contains(got, "no model of your own") || !strings.Contains(got, "--onnx DIR") {
		t.Errorf("without a model: %q", got)
	}
	before := must(t, "suggest", "p.rubric")
	chosen := must(t, "model", "p.rubric", "--onnx", "tiny")
	for _, words := range []string{"model     tiny in /", "\nsha256    ", "\nlabels    LOC=LOC,PER=PER\n", "\ntime      200 words in 0.", " s an article\n"} {
		if !strings.Contains(chosen, words) {
			t.Errorf("after choosing: %q lacks %q", chosen, words)
		}
	}
	after := scores.ReplaceAllString(must(t, "suggest", "p.rubric"), "")
	for _, span := range []string{
		`"start":0,"end":5,"label":"PER","text":"Zelda","suggester":"onnx","reason":"the model tiny says PER 0.99"}`,
		`"label":"PER","text":"ميرا أوكونكو","suggester":"onnx"`, `"text":"José","suggester":"onnx"`,
	} {
		if !strings.Contains(after, span) || strings.Contains(before, span) {
			t.Errorf("suggested %s\nbefore %s\nlacks %s", after, before, span)
		}
	}
	must(t, "model", "p.rubric", "--labels", "PER=ORG,LOC=")
	if got := scores.ReplaceAllString(must(t, "suggest", "p.rubric"), ""); !strings.Contains(got, `"label":"ORG","text":"Zelda"`) || strings.Contains(got, "says LOC") {
		t.Errorf("under other labels %s", got)
	}
	if got := must(t, "model", "p.rubric"); !strings.Contains(got, "\nlabels    LOC=,PER=ORG\n") {
		t.Errorf("labels are shown as %q", got)
	}
	p, err := project.Open("p.rubric", "", false)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.LeaveModelOut(true), p.Close()); err != nil {
		t.Fatal(err)
	}
	if got := must(t, "suggest", "p.rubric"); got != before {
		t.Errorf("left out in the window: %s", got)
	}
	if got := must(t, "model", "p.rubric"); !strings.Contains(got, ", left out: the settings in the window take it in again\n") {
		t.Errorf("left out it is shown as %q", got)
	}
	must(t, "model", "p.rubric", "--none")
	if got := must(t, "suggest", "p.rubric"); got != before {
		t.Errorf("without it again: %s", got)
	}
	must(t, "check", "p.rubric")
}

// A model that is gone or has changed is said, and everything else goes on.
func TestModelThatIsGone(t *testing.T) {
	inFolder(t, "a.txt", harbour, "b.txt", "Zelda again.")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt", "b.txt", "--lang", "en")
	before := must(t, "suggest", "p.rubric")
	onnxtest.Write(t, "tiny", onnxtest.News())
	must(t, "model", "p.rubric", "--onnx", "tiny")
	changed := onnxtest.News()
	changed.Words["union"] = "B-PER"
	onnxtest.Write(t, "tiny", changed)
	for _, words := range []string{"the model tiny is not used", "not those that were chosen"} {
		got := run("suggest", "p.rubric")
		if got.status != exitDone || got.stdout != before || strings.Count(got.stderr, words) != 1 {
			t.Errorf("changed: status %d, %q", got.status, got.stderr)
		}
	}
	if err := os.RemoveAll("tiny"); err != nil {
		t.Fatal(err)
	}
	if got := run("suggest", "p.rubric"); got.status != exitDone || got.stdout != before || !strings.Contains(got.stderr, "is no folder") {
		t.Errorf("gone: status %d, %q", got.status, got.stderr)
	}
	if got := run("model", "p.rubric"); got.status != exitFailed || !strings.Contains(got.stderr, "is no folder") || !strings.Contains(got.stdout, "labels    LOC=LOC,PER=PER") {
		t.Errorf("shown: %+v", got)
	}
}

func TestModelRefuses(t *testing.T) {
	inFolder(t, "empty/a.txt", "x")
	must(t, "new", "p.rubric")
	onnxtest.Write(t, "tiny", onnxtest.News())
	refuses(t, exitFailed, []string{"model", "p.rubric", "--onnx", "empty"}, "config.json", "is missing", "put it there")
	refuses(t, exitFailed, []string{"model", "p.rubric", "--onnx", "tiny", "--labels", "PRE=PER"}, `no label "PRE"`, "LOC, PER")
	refuses(t, exitFailed, []string{"model", "p.rubric", "--onnx", "tiny", "--labels", "PER=HUMAN"}, `no label "HUMAN"`)
	refuses(t, exitFailed, []string{"model", "p.rubric", "--labels", "PER=ORG"}, "no model", "bring one")
	refuses(t, exitUsage, []string{"model", "p.rubric", "--labels", "PER"}, `"PER" is no pair`)
	refuses(t, exitUsage, []string{"model", "p.rubric", "--none", "--onnx", "tiny"}, "--none stands alone")
	if got := must(t, "model", "p.rubric"); !strings.Contains(got, "no model") {
		t.Errorf("a refused model was kept: %s", got)
	}
}
