package project

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

var chosen = suggest.Settings{NoStarter: true, Threshold: 0.7, Labels: map[string]string{"PER": "PER", "LOC": ""}, Shared: true}

// again opens a project file for an annotator.
func again(t *testing.T, path, annotator string) *Project {
	t.Helper()
	p, err := Open(path, annotator, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestSettingsAreKeptInTheFile(t *testing.T) {
	p := begin(t)
	if got := p.Settings(); !reflect.DeepEqual(got, suggest.Settings{}) {
		t.Fatalf("a new project has %+v", got)
	}
	if err := p.StoreSettings(chosen); err != nil {
		t.Fatal(err)
	}
	if got := p.Settings(); !reflect.DeepEqual(got, suggest.Settings{}) {
		t.Errorf("to store takes %+v into use", got)
	}
	backup, compacted := filepath.Join(t.TempDir(), "backup.rubric"), filepath.Join(t.TempDir(), "compacted.rubric")
	if err := p.Store().Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := p.Store().Compact(t.Context(), compacted); err != nil {
		t.Fatal(err)
	}
	if err := p.Store().Rebuild(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{backup, compacted} {
		if got := again(t, path, "bob").Settings(); !reflect.DeepEqual(got, chosen) {
			t.Errorf("%s has %+v, want %+v", filepath.Base(path), got, chosen)
		}
	}
	if value, err := p.Store().Setting(suggestSetting); err != nil || !strings.Contains(value, `"threshold":0.7`) {
		t.Errorf("after a rebuild the file has %q, %v", value, err)
	}
}

func TestSettingsThatCannotBeReadAreSaid(t *testing.T) {
	p := begin(t)
	copied := filepath.Join(t.TempDir(), "copy.rubric")
	for value, fine := range map[string]bool{`{"threshold":"high"}`: false, `{"later":1,"noStarter":true}`: true} {
		if err := p.Store().SetSetting(suggestSetting, value); err != nil {
			t.Fatal(err)
		}
		if err := p.Store().Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
		q, err := Open(copied, "ada", true)
		if fine != (err == nil) || err != nil && !strings.Contains(err.Error(), "high") {
			t.Errorf("%s: %v", value, err)
		}
		if err == nil {
			if !q.Settings().NoStarter {
				t.Errorf("%s is read as %+v", value, q.Settings())
			}
			q.Close()
		}
	}
}

func TestSettingsInUseChangeWhatIsSuggested(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", "He left Iran on 3 May 2024."))
	for _, c := range []struct {
		settings suggest.Settings
		want     string
	}{
		{suggest.Settings{}, "[LOC Iran DATE 3 May 2024]"},
		{suggest.Settings{NoStarter: true}, "[]"},
		{suggest.Settings{Labels: map[string]string{"LOC": "ORG"}}, "[ORG Iran]"},
		{suggest.Settings{Threshold: 0.99}, "[LOC Iran DATE 3 May 2024]"}, // fainter, but there
	} {
		p.Use(c.settings)
		if got := fmt.Sprint(suggested(t, p, "a")); got != c.want {
			t.Errorf("with %+v: %s, want %s", c.settings, got, c.want)
		}
	}
}

// all is what is suggested in every document, with scores and reasons.
func all(t *testing.T, p *Project) (list [][]annotate.Suggestion) {
	t.Helper()
	headers, err := p.Store().Headers(p.Annotator())
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		doc, err := p.Store().Document(h.ID)
		if err != nil {
			t.Fatal(err)
		}
		work, err := p.Store().Work(h.ID, p.Annotator())
		if err != nil {
			t.Fatal(err)
		}
		found, err := p.Suggest(t.Context(), doc, work, h.Language.Code, nil)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, found)
	}
	return list
}

// blind is a project in which bob has labelled and rejected things and ada has not.
func blind(t *testing.T) (path string, untouched [][]annotate.Suggestion) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "blind.rubric")
	if err := Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, "ada", false)
	if err != nil {
		t.Fatal(err)
	}
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", first, "b.txt", second, "c.txt", "zelda quux saw Iran on 3 May 2024. zelda quux left Iran."))
	untouched = all(t, p)
	say(t, p, "a", "bob", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	doc, err := p.Store().Document("c")
	if err != nil {
		t.Fatal(err)
	}
	var work annotate.Work
	for _, span := range []annotate.Span{{Start: 15, End: 19}, {Start: 51, End: 55}} {
		no := annotate.Decision{Span: span, Label: "LOC", Verdict: annotate.Rejected, Suggester: "places", Quote: "Iran"}
		work = step(t, p, annotate.Session{Document: doc, Work: work, Annotator: "bob"}, annotate.Answer(work, no))
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path, untouched
}

// TestNothingReachesAnAnnotatorWhoWorksBlind: what bob labelled and rejected changes nothing that ada is shown.
func TestNothingReachesAnAnnotatorWhoWorksBlind(t *testing.T) {
	path, untouched := blind(t)
	p := again(t, path, "ada")
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := all(t, p); !reflect.DeepEqual(got, untouched) || p.Answers() != 0 {
		t.Errorf("ada is shown\n%+v\nwant\n%+v\nof %d answers", got, untouched, p.Answers())
	}
	for _, id := range []string{"a", "b", "c"} {
		if _, err := p.Count(t.Context(), id); err != nil {
			t.Error(err)
		}
	}
	err := p.Occurrences(t.Context(), "zelda quux", "PER", "", hitsOf(func(label string) {
		if label != "" {
			t.Errorf("ada sees a place that has %s", label)
		}
	}))
	if err != nil {
		t.Error(err)
	}
}

func TestASharedProjectLearnsFromAll(t *testing.T) {
	path, _ := blind(t)
	p := again(t, path, "ada")
	p.Use(suggest.Settings{Shared: true})
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(suggested(t, p, "b"), suggested(t, p, "c")); got != "[PER zelda quux] [PER zelda quux DATE 3 May 2024 PER zelda quux]" {
		t.Errorf("ada is shown %s", got)
	}
	if p.Answers() != 3 {
		t.Errorf("learnt from %d answers, want a label and two rejections", p.Answers())
	}
	p.Use(suggest.Settings{})
	p.BeginAnew()
	if err := p.Learn(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(suggested(t, p, "b")); got != "[]" || p.Answers() != 0 {
		t.Errorf("on her own again ada is shown %s, of %d answers", got, p.Answers())
	}
}

// Who was asked for somebody’s work before Learn came to it has it not learnt twice. Of b nobody has said anything.
func TestLearnAsksForEachAnnotator(t *testing.T) {
	path, _ := blind(t)
	p := again(t, path, "ada")
	p.Use(suggest.Settings{Shared: true})
	var asked []string
	if err := p.Learn(t.Context(), func(id, annotator string) bool {
		asked = append(asked, id+" "+annotator)
		return id != "c"
	}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(asked, ", "); got != "a ada, a bob, c ada, c bob" || p.Answers() != 1 {
		t.Errorf("asked for %s; learnt from %d answers", got, p.Answers())
	}
}
