package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/dialogs"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/export"
)

// shown is what the dialog on top shows.
func (d *desk) shown() string {
	var b strings.Builder
	if top := d.window.Canvas().Overlays().Top(); top != nil {
		parttest.Walk(top, func(o fyne.CanvasObject) {
			switch o := o.(type) {
			case *part.Text:
				b.WriteString(o.Content() + "\n")
			case *part.Prose:
				b.WriteString(o.Content() + "\n")
			}
		})
	}
	return b.String()
}

func (d *desk) shows(words string) {
	d.t.Helper()
	d.until(words, func() bool { return strings.Contains(d.shown(), words) })
}

// finished labels two words of the English article and finishes it.
func (d *desk) finished() {
	d.t.Helper()
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Shift+Right", "Shift+Right", "1", "Ctrl+Return")
}

func TestTheExportDialogCountsWritesAndRemembers(t *testing.T) {
	d := sit(t)
	d.finished()
	d.ask(state.DialogExport)
	d.shows("1 article, 1 span: ")
	d.shows("PER 1")
	parttest.Press(t, d.window, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd)
	d.shows("The labels and their rules")
	parttest.Press(t, d.window, fyne.KeyHome)
	for range len(project.Presets()) + 2 { // spaCy, in one piece
		parttest.Press(t, d.window, fyne.KeyDown)
	}
	d.shows("the .spacy file to train on")
	d.shows("Every span is written as it stands.")
	s := project.Survey{Report: export.Report{Documents: 2, Empty: []string{"test"}, Splits: []export.SplitPart{{Name: "train", Documents: 2}}, Dropped: map[string]int{"LOC": 18}}}
	if c := countsOf(s, project.ExportOptions{Format: "spacy", Split: &project.SplitOptions{}}, ""); fmt.Sprint(c.Splits) != "[{train 2} {test 0}]" || len(c.Groups) != 2 || c.Groups[1].N != 18 {
		t.Errorf("counts %+v", c)
	}
	parttest.Press(t, d.window, fyne.KeyReturn)
	d.shows("1 document, 1 span, 0 spans left out, 0 changed")
	out := filepath.Join(filepath.Dir(d.state.Project.Path), "work-spacy.jsonl")
	if data, err := os.ReadFile(out); err != nil || !strings.Contains(string(data), `"label":"PER"`) || !strings.Contains(d.shown(), out) {
		t.Errorf("%s holds %q, %v; the dialog shows\n%s", out, data, err, d.shown())
	}
	parttest.Press(t, d.window, fyne.KeyEscape)
	d.ask(state.DialogExport)
	d.shows("work-spacy.jsonl is there already and will be replaced")
	if !strings.HasPrefix(d.shown(), "Export\nAs last time\n") {
		t.Errorf("the last export does not stand first:\n%s", d.shown())
	}
	parttest.Press(t, d.window, fyne.KeyEscape)
}

// TestTheResultSaysWhatTheDialogSaid: what is lost or changed is told in the same words before and after.
func TestTheResultSaysWhatTheDialogSaid(t *testing.T) {
	r := export.Report{Changed: []export.Loss{{Document: "a", Label: "LOC", End: 9, Text: "North Bay", Action: "nested", Reason: `it overlaps ORG "x", which is kept; it stands in spans, not in ner_tags`}}}
	o := project.ExportOptions{Format: "hf"}
	before := countsOf(project.Survey{Report: r}, o, "").Groups[0].Words
	if after := resultLines(r, o); len(after) != 2 || after[0] != "in short: "+before || before != "1 nested span stands in spans, not in ner_tags" {
		t.Errorf("before %q, after %q", before, after)
	}
}

// TestEveryPresetCanBeChosen: what the dialog offers is what the exporter takes, also once a person has chosen more.
func TestEveryPresetCanBeChosen(t *testing.T) {
	d := sit(t)
	formats := map[string]dialogs.Format{}
	for _, p := range project.Presets() {
		if _, err := d.exportOptions(choiceOf(p.Options)); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	for _, r := range exportRows(formats) {
		if _, err := d.exportOptions(r.Choice); err != nil && !r.Heading {
			t.Errorf("%s: %v", r.Title, err)
		}
	}
	for words, c := range map[string]dialogs.ExportChoice{
		"not three shares": {Format: "spacy", Shares: "80,10"}, "whole number": {Format: "spacy", Per: "window", Window: "many"},
		`seed "x"`: {Format: "spacy", Shares: "80,10,10", Seed: "x"}, "no scheme": {Format: "conll", Scheme: "odd"},
	} {
		if _, err := d.exportOptions(c); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%+v: %v does not say %s", c, err, words)
		}
	}
}

func TestASurveyThatIsStoppedIsSilent(t *testing.T) {
	d := sit(t)
	c := dialogs.ExportChoice{Format: "spacy", All: true}
	var told []string
	answer := func(name string) dialogs.ExportAnswer {
		return dialogs.ExportAnswer{Preview: func(string, error) {}, Progress: func(int, int) {}, Counts: func(dialogs.ExportCounts, error) { told = append(told, name) }}
	}
	d.survey(d.project, c, answer("first"))()
	d.survey(d.project, c, answer("second"))
	d.until("the second", func() bool { return len(told) > 0 })
	if fmt.Sprint(told) != "[second]" {
		t.Errorf("told %v", told)
	}
}

func TestExportsAreRememberedByProject(t *testing.T) {
	d := sit(t)
	for i := range exportsKept + 5 {
		d.state.Project.Path = fmt.Sprintf("/p%d.rubric", i)
		d.keepExport(dialogs.ExportChoice{Format: "spacy", Seed: fmt.Sprint(i)})
		d.keepExport(dialogs.ExportChoice{Format: "hf", Seed: fmt.Sprint(i)})
	}
	if n := len(d.keptExports()); n != exportsKept {
		t.Errorf("%d are remembered", n)
	}
	if c, ok := d.lastExport(); !ok || c.Format != "hf" || c.Seed != "24" {
		t.Errorf("the last one is %+v, %v", c, ok)
	}
	d.kept.Set("exports", "no JSON")
	if _, ok := d.lastExport(); ok {
		t.Error("a damaged memory gives an export")
	}
	d.state.Project.Path = ""
}
