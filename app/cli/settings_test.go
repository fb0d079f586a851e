package cli

import (
	"strings"
	"testing"

	"rubricator/annotate/suggest"
	"rubricator/app/project"
)

// TestSuggestFollowsTheProjectsSettings: it prints what the window shows above the default threshold, whatever the project's is.
func TestSuggestFollowsTheProjectsSettings(t *testing.T) {
	inFolder(t, "a.txt", "zelda quux left Iran on 3 May 2024.", "bob.jsonl", `{"text":"zelda quux won.","spans":[{"start":0,"end":10,"label":"PER"}]}`+"\n",
		"own.jsonl", `{"text":"The Zephyr sank.","spans":[{"start":4,"end":10,"label":"EVENT"}]}`+"\n")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt", "--lang", "en")
	must(t, "import", "p.rubric", "bob.jsonl", "--annotator", "bob", "--lang", "en")
	must(t, "import", "p.rubric", "own.jsonl", "--lang", "en") // a project with one annotator's work is read as that annotator
	for _, c := range []struct {
		settings suggest.Settings
		want     string // labels of the article, in order
	}{
		{suggest.Settings{}, "LOC DATE"},
		{suggest.Settings{Threshold: 0.99}, "LOC DATE"},
		{suggest.Settings{NoStarter: true}, ""},
		{suggest.Settings{Labels: map[string]string{"LOC": "ORG"}}, "ORG"},
		{suggest.Settings{Shared: true, NoStarter: true}, "PER"},
	} {
		p, err := project.Open("p.rubric", "", false)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.StoreSettings(c.settings); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		out := must(t, "suggest", "p.rubric", "--doc", "a")
		var labels []string
		for _, piece := range strings.Split(out, `"label":"`)[1:] {
			labels = append(labels, piece[:strings.IndexByte(piece, '"')])
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("with %+v it prints %q, want %q:\n%s", c.settings, got, c.want, out)
		}
		must(t, "check", "p.rubric")
	}
}
