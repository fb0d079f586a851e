package state_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

const fourParagraphs = "[PER Mira] came.\nBy [PER Esk Reyes]\n\nRead also: [LOC Oslo].\nThe [LOC Esk] rose."

// zoned is the text of the zones, between bars; what is stored must be the same.
func (d *desk) zoned() string {
	d.t.Helper()
	work, text := d.s.Session.Work, d.s.Session.Document.Text
	if stored := d.works[d.s.Session.Document.ID].Zones; !slices.Equal(stored, work.Zones) {
		d.t.Errorf("stored are %v, the window has %v", stored, work.Zones)
	}
	var parts []string
	end := -1
	for _, z := range work.Zones {
		if z.Start <= end {
			d.t.Errorf("zones %v are not sorted and apart", work.Zones)
		}
		parts, end = append(parts, strings.ReplaceAll(text.Slice(z), "\n", "/")), z.End
	}
	return strings.Join(parts, "|")
}

func TestZonesAreOfWholeParagraphs(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps string // each: the words to select, or with ^ to put the caret in
		want  string
		toast string // its beginning
	}{
		{"the paragraph of the caret", "^Esk Reyes", "By Esk Reyes", "1 paragraph is not part of the article any more; Ctrl+G"},
		{"what a selection touches", "Reyes//Read", "By Esk Reyes//Read also: Oslo.", "2 paragraphs are not part of the article any more"},
		{"one beside another becomes one", "^Reyes, ^Oslo", "By Esk Reyes//Read also: Oslo.", "1 paragraph is not"},
		{"one between two joins them", "^Mira, ^Oslo, ^Reyes", "Mira came./By Esk Reyes//Read also: Oslo.", "1 paragraph is not"},
		{"apart", "^rose, ^Mira", "Mira came.|The Esk rose.", "1 paragraph is not"},
		{"and back", "^Mira, ^came", "", "1 paragraph is part of the article again; Ctrl+Z"},
		{"the first of two back", "Reyes//Read, ^By", "Read also: Oslo.", "1 paragraph is part"},
		{"from the middle", "came./By Esk Reyes//Read also: Oslo./The, ^Reyes", "Mira came.|Read also: Oslo./The Esk rose.", "1 paragraph is part"},
		{"some in a zone, some not", "^Reyes, came./By", "Mira came./By Esk Reyes", "2 paragraphs are not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, annotate.News(), fourParagraphs)
			var before []string
			for _, words := range strings.Split(c.steps, ", ") {
				before = append(before, d.zoned())
				if at, caret := strings.CutPrefix(words, "^"); caret {
					d.caretAt(at)
				} else {
					span := d.find(strings.ReplaceAll(words, "/", "\n"))
					d.selectRange(span.Start, span.End)
				}
				d.send(ToggleZone{})
			}
			if got := d.zoned(); got != c.want || !strings.HasPrefix(d.s.Toast.Text, c.toast) {
				t.Errorf("zones are %q, want %q; the status line says %q", got, c.want, d.s.Toast.Text)
			}
			for _, want := range slices.Backward(before) {
				if d.send(Undo{}); d.zoned() != want {
					t.Errorf("undone they are %q, want %q", d.zoned(), want)
				}
			}
			for range before {
				d.send(Redo{})
			}
			if got := d.zoned(); got != c.want {
				t.Errorf("done again they are %q, want %q", got, c.want)
			}
		})
	}
}

func TestNothingIsOpenInAZone(t *testing.T) {
	d := open(t, annotate.News(), fourParagraphs)
	row := func() int { r, _ := d.s.List.Row("a"); return r.Suggestions }
	d.caretAt("Esk Reyes")
	d.send(ToggleZone{})
	if n := d.s.Open().Len(); n != 3 || row() != 3 || !d.s.Focus.None() {
		t.Errorf("%d are open, the list says %d, in focus is %+v", n, row(), d.s.Focus)
	}
	d.send(Walk{}, Walk{}, Walk{}, Walk{Back: true}, Walk{Back: true})
	if got := d.s.FocusSpan(); got != d.find("Oslo") && got != d.find("Mira") {
		t.Errorf("walking stops at %v in a zone", got)
	}
	d.send(AcceptAll{})
	d.want("[PER Mira] came.\nBy Esk Reyes\n\nRead also: [LOC Oslo].\nThe [LOC Esk] rose.")
	d.caretAt("By")
	d.send(ToggleZone{})
	if g, ok := d.s.Open().ByKey(annotate.DecisionKey{Span: d.find("Esk Reyes"), Label: "PER"}); !ok || d.s.Open().Len() != 1 {
		t.Errorf("taken back, %d are open, and %+v", d.s.Open().Len(), g)
	}
}

func TestAZoneTellsOfTheLabelsInIt(t *testing.T) {
	d := withLabels(t, annotate.News(), "[PER Mira] came.\nBy Esk")
	d.caretAt("came")
	d.send(ToggleZone{})
	if want := "; 1 label in it stays and will not be exported for training"; !strings.HasSuffix(d.s.Toast.Text, want) {
		t.Errorf("the status line says %q", d.s.Toast.Text)
	}
	d.want("[PER Mira] came.\nBy Esk")
}

func TestAnEmptyParagraphIsNoZone(t *testing.T) {
	d := open(t, annotate.News(), fourParagraphs)
	at := d.find("\n\n").Start + 1
	d.selectRange(at, at)
	steps := len(d.journal)
	d.send(ToggleZone{})
	if d.zoned() != "" || len(d.journal) != steps || !d.s.Toast.Warn {
		t.Errorf("zones %q, %d steps, %+v", d.zoned(), len(d.journal)-steps, d.s.Toast)
	}
}

// Zones that an import brought in need not be of paragraphs, nor apart.
func TestZonesFromElsewhere(t *testing.T) {
	d := open(t, annotate.News(), fourParagraphs)
	came, by := d.find("came"), d.find("By Esk")
	d.s.Session.Work.Zones = []annotate.Span{came, {Start: came.Start + 1, End: came.End}, by}
	d.works["a"] = d.s.Session.Work
	d.caretAt("Mira")
	d.send(ToggleZone{})
	if got := d.zoned(); got != "Mira came./By Esk" {
		t.Errorf("zones are %q", got)
	}
	d.send(ToggleZone{})
	if got := d.zoned(); got != "By Esk" {
		t.Errorf("taken back they are %q", got)
	}
	d.send(Undo{}, Undo{})
	if got := fmt.Sprint(d.s.Session.Work.Zones); got != fmt.Sprint([]annotate.Span{came, {Start: came.Start + 1, End: came.End}, by}) {
		t.Errorf("undone they are %s", got)
	}
}
