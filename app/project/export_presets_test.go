package project

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/export"
)

// worked is the sample project with labels on capitalised words and on pairs of them, nested; each other article is
// finished.
func worked(t testing.TB) *Project {
	t.Helper()
	path, err := OpenSample(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, "ada", false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	headers, err := p.Store().Headers("ada")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|[\x{0621}-\x{064A}]{6,}`)
	for i, h := range headers {
		doc, err := p.Store().Document(h.ID)
		if err != nil {
			t.Fatal(err)
		}
		var edits []annotate.Edit
		add := func(from, to int, label string) {
			sp := annotate.Span{Start: doc.Text.CodePoint(from), End: doc.Text.CodePoint(to)}
			edits = append(edits, annotate.Add(annotate.Annotation{ID: annotate.NewID(), Span: sp, Label: label, Quote: doc.Text.Slice(sp), Annotator: "ada", Origin: annotate.OriginUser}))
		}
		text := doc.Text.String()
		for n, at := range name.FindAllStringIndex(text, -1) {
			add(at[0], at[1], []string{"PER", "ORG", "LOC"}[n%3])
			if space := strings.IndexByte(text[at[0]:at[1]], ' '); space > 0 && n%2 == 0 {
				add(at[0], at[0]+space, "NORP")
			}
		}
		if i%2 == 0 {
			edits = append(edits, annotate.AssignTo(annotate.Work{}, annotate.FieldStatus, string(annotate.Finished)))
		}
		step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, edits...)
	}
	return p
}

// TestPresetsCountWhatTheyWrite: what is told before is what the export reports, for each preset, each format as it is,
// and with whatever else can be chosen.
func TestPresetsCountWhatTheyWrite(t *testing.T) {
	p := worked(t)
	r := rand.New(rand.NewPCG(5, 6))
	choices := Presets()
	for _, f := range export.Formats() {
		offer := OfferOf(f)
		o := ExportOptions{Format: f.Name, All: r.IntN(2) == 0}
		pick := func(list []string) string {
			if len(list) == 0 {
				return ""
			}
			return list[r.IntN(len(list))]
		}
		o.Per, o.Unit, o.Scheme, o.Chat = export.Per(pick(offer.Pers)), pick(offer.Units), export.Scheme(pick(offer.Schemes)), export.ChatShape(pick(offer.Chats))
		if offer.Documents && r.IntN(2) == 0 {
			o.Split, o.Labels, o.Languages = Presets()[0].Options.Split, export.LabelMap{"NORP": "PER", "LOC": ""}, []string{"en"}
		}
		choices = append(choices, Preset{f.Name, "", ExportOptions{Format: f.Name}}, Preset{f.Name + " by chance", "", o})
	}
	for _, c := range choices {
		o := c.Options
		o.Own, o.Out = true, filepath.Join(t.TempDir(), "harbour")
		if err := o.Check(); err != nil {
			t.Errorf("%s is refused: %v", c.Name, err)
			continue
		}
		survey, err := p.Survey(t.Context(), o, nil)
		if err != nil {
			t.Fatal(c.Name, err)
		}
		if list, err := os.ReadDir(filepath.Dir(o.Out)); err != nil || len(list) > 0 {
			t.Fatalf("%s: the survey wrote %v", c.Name, list)
		}
		report, err := p.Export(t.Context(), o, nil)
		if err != nil {
			t.Fatal(c.Name, err)
		}
		after(t, c.Name, o, report)
		report.Files = nil
		if !reflect.DeepEqual(survey.Report, report) {
			t.Errorf("%s %+v: told\n%+v\nwrote\n%+v", c.Name, o, survey.Report, report)
		}
	}
}

// after fails unless what to do next names files that were written.
func after(t *testing.T, name string, o ExportOptions, r export.Report) {
	t.Helper()
	next := After(o, "en", r)
	if next.Say == "" {
		t.Errorf("%s: nothing is said about what to do next", name)
	}
	named := false
	for _, word := range regexp.MustCompile(`(^|[ '(])((harbour|make_docbin)[A-Za-z_./]*)`).FindAllStringSubmatch(next.Say+" "+next.Command, -1) {
		named = true
		if _, err := os.Stat(filepath.Join(filepath.Dir(o.Out), strings.TrimRight(word[2], "."))); err != nil {
			t.Errorf("%s: %q is named and was not written: %v\n%+v", name, word[2], err, next)
		}
	}
	named = named || strings.Contains(next.Command, o.Out)
	if !named {
		t.Errorf("%s: what to do next names nothing that was written: %+v", name, next)
	}
}

func TestWhatStandsAtTheDestinationIsTold(t *testing.T) {
	p := worked(t)
	dir := files(t, "old.jsonl", "x", "other/notes.txt", "mine")
	for _, c := range []struct {
		out    string
		split  bool
		stands bool
		err    string
	}{{"new.jsonl", false, false, ""}, {"old.jsonl", false, true, ""}, {"other", false, true, "is a folder: name a file"}, {"other", true, true, "would be lost"},
		{"old.jsonl", true, false, "is a file"}, {"no/such/x", false, false, "there is no folder "}} {
		o := ExportOptions{Format: "spacy", Out: filepath.Join(dir, c.out)}
		if c.split {
			o.Split = Presets()[0].Options.Split
		}
		stands, err := o.Standing()
		if stands.There != c.stands || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%+v: %v, %v", c, stands, err)
		}
		if _, failed := p.Export(t.Context(), o, nil); (failed == nil) != (err == nil) {
			t.Errorf("%+v: the export says %v", c, failed)
		}
	}
}

func TestFoundCountsLabelsAsTheyAreInTheProject(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	s, err := p.Survey(t.Context(), ExportOptions{Format: "spacy", Own: true, Labels: export.LabelMap{"PER": "PERSON"}}, nil)
	if err != nil || s.Found["PER"] != 1 || s.Labels["PERSON"] != 1 || len(s.Labels) != 1 {
		t.Errorf("found %v, labels %v, %v", s.Found, s.Labels, err)
	}
}

func TestWordsForAShell(t *testing.T) {
	for word, want := range map[string]string{"train.jsonl": "train.jsonl", "my news": "'my news'", "it's": `'it'\''s'`, "": "''", "a$b": "'a$b'"} {
		if got := shellWord(word); got != want {
			t.Errorf("%q is %s, want %s", word, got, want)
		}
	}
	if got := pythonWord(`it's "م".json`); got != `it\u0027s\u0020\u0022\u0645\u0022.json` {
		t.Errorf("in Python %s", got)
	}
}
