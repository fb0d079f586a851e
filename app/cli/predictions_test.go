package cli

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// predictions is what another tool says of one text, as canonical records.
func predictions(spans string) string {
	return `{"id":"r","lang":"en","text":"Mira 🚒 left قرية for north bay.","annotator":"tagger","spans":[` + spans + "]}\n"
}

const (
	guessMira  = `{"start":0,"end":4,"label":"PER","text":"Mira","suggester":"tagger-2","score":0.91}`
	guessPlace = `{"start":12,"end":16,"label":"PLACE","score":0.3}`
	guessBay   = `{"start":21,"end":30,"label":"LOC"}`
)

// spansOf are the suggestions of the only document, as "text label suggester score reason".
func spansOf(t *testing.T, args ...string) []string {
	t.Helper()
	var line suggestLine
	if err := json.Unmarshal([]byte(must(t, append([]string{"suggest", "p.rubric"}, args...)...)), &line); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, s := range line.Spans {
		score, _ := json.Marshal(s.Score)
		list = append(list, strings.Join([]string{s.Text, s.Label, s.Suggester, string(score), s.Reason}, " "))
	}
	return list
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Another tool's predictions are stored, shown with its name and score, answered, and do not come back once they were
// rejected. Each call of the program opens the file anew.
func TestPredictionsOfAnotherTool(t *testing.T) {
	inFolder(t)
	put(t, "guess.jsonl", predictions(guessMira+","+guessPlace+","+guessBay))
	must(t, "new", "p.rubric")
	if got := must(t, "import", "p.rubric", "guess.jsonl", "--as", "suggestions"); got != "new documents: 1, suggestions: 3\n" {
		t.Errorf("import says %q", got)
	}
	if got := must(t, "list", "p.rubric", "--json"); !strings.Contains(got, `"annotations":0,"suggestions":3`) {
		t.Errorf("list says %s", got)
	}
	mira, bay := "Mira PER tagger-2 0.91 imported from guess.jsonl", "north bay LOC tagger 0.8 imported from guess.jsonl"
	same(t, "suggested", spansOf(t), mira, bay) // the third is under the threshold

	put(t, "answers.jsonl", `{"text":"Mira 🚒 left قرية for north bay.","annotator":"ann","spans":[{"id":"x","start":21,"end":30,"label":"LOC"}],"decisions":[`+
		`{"start":0,"end":4,"label":"PER","verdict":"rejected","suggester":"tagger-2","score":0.91},`+
		`{"start":21,"end":30,"label":"LOC","verdict":"accepted","suggester":"tagger","score":0.8,"annotation":"x"}]}`+"\n")
	must(t, "import", "p.rubric", "answers.jsonl")
	same(t, "after the answers", spansOf(t))
	for range 2 {
		must(t, "import", "p.rubric", "guess.jsonl", "--as", "suggestions")
		same(t, "predicted again", spansOf(t))
	}
	must(t, "export", "p.rubric", "--format", "rubricator", "--status", "all", "--annotator", "ann", "--out", "out.jsonl")
	data, err := os.ReadFile("out.jsonl")
	if err != nil || !strings.Contains(string(data), `"verdict":"rejected","suggester":"tagger-2","score":0.91`) {
		t.Errorf("%v: exported %s", err, data)
	}
	must(t, "check", "p.rubric")
}

// What a tool predicts later takes the place of what it predicted before; another tool's stays.
func TestLaterPredictionsReplaceEarlierOnes(t *testing.T) {
	inFolder(t)
	put(t, "one.jsonl", predictions(guessMira+","+guessBay))
	put(t, "two.jsonl", predictions(`{"start":21,"end":26,"label":"LOC","score":0.7}`))
	put(t, "bare.jsonl", `{"text":"Mira 🚒 left قرية for north bay.","spans":[{"start":12,"end":16,"label":"LOC"}]}`)
	must(t, "new", "p.rubric")
	for _, name := range []string{"one.jsonl", "two.jsonl", "bare.jsonl"} {
		must(t, "import", "p.rubric", name, "--as", "suggestions")
	}
	same(t, "suggested", spansOf(t), "Mira PER tagger-2 0.91 imported from one.jsonl", "قرية LOC import 0.8 imported from bare.jsonl",
		"north LOC tagger 0.7 imported from two.jsonl")
	must(t, "import", "p.rubric", "bare.jsonl", "--as", "suggestions", "--annotator", "mine")
	if got := spansOf(t); len(got) != 3 || !strings.Contains(got[1], " mine ") {
		t.Errorf("with a name given: %q", got)
	}
}

func TestPredictionsSayWhatIsLeftOut(t *testing.T) {
	inFolder(t, "guess.jsonl", `{"id":"r","text":"Mira left.","spans":[{"start":0,"end":4,"label":"PER","score":91},{"start":5,"end":90,"label":"PER"}],`+
		`"zones":[{"start":5,"end":9}],"decisions":[{"start":0,"end":4,"label":"ORG","verdict":"rejected"}]}`)
	must(t, "new", "p.rubric")
	got := run("import", "p.rubric", "guess.jsonl", "--as", "suggestions", "--lang", "en")
	for _, words := range []string{"scores outside 0 to 1 were set to the nearer of the two: 1", "decisions and zones left out: 2", "span number 2 left out"} {
		if got.status != exitDone || strings.Count(got.stderr, words) != 1 {
			t.Errorf("%q is not said once in\n%s", words, got.stderr)
		}
	}
	same(t, "suggested", spansOf(t), "Mira PER import 1 imported from guess.jsonl")
}
