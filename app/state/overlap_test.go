package state_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// withLabels is a desk over one article that has the labels of the marked text already, as after an import.
func withLabels(t *testing.T, schema annotate.Schema, marked string) *desk {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	d := open(t, schema, strings.ReplaceAll(doc.Text.String(), "[", `\[`))
	d.works["a"] = annotate.Work{Annotations: set, Status: annotate.InProgress}
	d.send(Loaded{Document: d.docs["a"], Work: d.works["a"]})
	return d
}

// labels are the annotations in order, as "ORG Coastal Union".
func (d *desk) labels() string {
	var list []string
	for a := range d.s.Session.Work.Annotations.Values() {
		list = append(list, a.Label+" "+a.Quote)
	}
	return strings.Join(list, "; ")
}

func (d *desk) mark(words string) {
	span := d.find(words)
	d.send(Press{At: textlayout.Position{Offset: span.Start}, Clicks: 1}, Drag{At: textlayout.Position{Offset: span.End}, Exact: true})
}

func (d *desk) focus(quote string) {
	d.t.Helper()
	for a := range d.s.Session.Work.Annotations.Values() {
		if a.Quote == quote {
			d.send(FocusOn{Focus{Annotation: a.ID}})
			return
		}
	}
	d.t.Fatalf("%q is not labelled", quote)
}

// The ways to a label as LOC on given words.
var ways = map[string]func(d *desk, words string){
	"give": func(d *desk, words string) {
		d.mark(words)
		d.send(GiveLabel{Name: "LOC"})
	},
	"accept": func(d *desk, words string) {
		g := annotate.Suggestion{Span: d.find(words), Label: "LOC", Score: 0.9, Suggester: "test"}
		d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: []annotate.Suggestion{g}}, FocusOn{Focus{Suggestion: g.Key()}}, Accept{})
	},
	"accept all": func(d *desk, words string) {
		g := annotate.Suggestion{Span: d.find(words), Label: "LOC", Score: 0.9, Suggester: "test"}
		d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: []annotate.Suggestion{g}}, AcceptAll{Score: 0.5})
	},
	"every": func(d *desk, words string) {
		d.send(LabelOccurrences{Label: "LOC", Hits: []Hit{{Document: "a", Span: d.find(words), Quote: words}}})
	},
}

const (
	noOverlap = "the schema allows no overlap: it would "
	nested    = "the schema allows spans only apart or nested: it would "
	union     = " [ORG Coastal Union]"
)

// Each rule with each way to a new label beside, on, in, around and across another.
func TestOverlapRulesForNewLabels(t *testing.T) {
	const text = "Mira met the [ORG Coastal Union]ists in Port Sarel"
	before := "ORG Coastal Union"
	for _, c := range []struct {
		words    string
		refused  map[annotate.Overlap]string
		made     string
		exceptBy string // a way that does not apply
	}{
		{"the", nil, "LOC the; " + before, ""},
		{"ists", nil, before + "; LOC ists", ""}, // they touch
		{"Union", map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "stand inside" + union}, before + "; LOC Union", ""},
		{"Coastal", map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "stand inside" + union}, before + "; LOC Coastal", ""},
		{"the Coastal Unionists", map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "stand around" + union}, "LOC the Coastal Unionists; " + before, ""},
		{"the Coastal", map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "cross" + union, annotate.OverlapStacking: nested + "cross" + union}, "LOC the Coastal; " + before, "accept"},
		{"Unionists", map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "cross" + union, annotate.OverlapStacking: nested + "cross" + union}, before + "; LOC Unionists", "accept"},
		{"Coastal Union", nil, "LOC Coastal Union", "accept"}, // on the same characters a label key relabels
	} {
		for way, do := range ways {
			if c.exceptBy != "" && strings.HasPrefix(way, c.exceptBy) {
				continue // what stands across or on an annotation is not open any more
			}
			for _, rule := range []annotate.Overlap{annotate.OverlapNone, annotate.OverlapStacking, annotate.OverlapAny} {
				t.Run(fmt.Sprintf("%s/%s/%s", c.words, way, rule), func(t *testing.T) {
					schema := annotate.News()
					schema.Overlap = rule
					d := withLabels(t, schema, text)
					d.holdsOr(func() { do(d, c.words) }, c.refused[rule], before, c.made)
				})
			}
		}
	}
}

// holdsOr checks that a step is refused with those words and changes nothing, or else makes the labels.
func (d *desk) holdsOr(do func(), refused, before, made string) {
	d.t.Helper()
	steps := len(d.journal)
	do()
	if refused == "" {
		if got := d.labels(); got != made || d.s.Toast.Warn || len(d.journal) != steps+1 {
			d.t.Errorf("labels are %s, want %s; %d steps, toast %+v", got, made, len(d.journal)-steps, d.s.Toast)
		}
		return
	}
	if d.s.Toast.Text != refused || !d.s.Toast.Warn {
		d.t.Errorf("the status line says %q, want %q", d.s.Toast.Text, refused)
	}
	if got := d.labels(); got != before || len(d.journal) != steps || d.s.LastLabel != "" {
		d.t.Errorf("a refused step leaves %s, %d steps, last label %q", got, len(d.journal)-steps, d.s.LastLabel)
	}
}

// A refused label leaves the selection, and a refused suggestion the focus, as they were.
func TestRefusedStepsKeepWhatWasMarked(t *testing.T) {
	schema := annotate.News()
	schema.Overlap = annotate.OverlapNone
	d := withLabels(t, schema, "Mira met the [ORG Coastal Union] there")
	d.mark("the Coastal")
	d.send(GiveLabel{Key: 3})
	if d.s.Selection() != d.find("the Coastal") {
		t.Errorf("the selection is %v", d.s.Selection())
	}
	g := annotate.Suggestion{Span: d.find("Union"), Label: "LOC", Score: 0.9, Suggester: "test"}
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: []annotate.Suggestion{g}}, FocusOn{Focus{Suggestion: g.Key()}}, Accept{})
	if d.s.Focus.Suggestion != g.Key() || d.s.Open().Len() != 1 {
		t.Errorf("the focus is %+v, open are %v", d.s.Focus, d.s.Open().All())
	}
	// Two labels on the same characters, as an import may bring them: one cannot become the other.
	schema.Overlap = annotate.OverlapAny
	d = withLabels(t, schema, "[ORG [LOC Tamir]] rose")
	d.mark("Tamir")
	d.send(GiveLabel{Name: "LOC"})
	if want := "“Tamir” is labelled LOC already"; d.s.Toast.Text != want || d.s.Selection() != d.find("Tamir") || d.labels() != "ORG Tamir; LOC Tamir" {
		t.Errorf("toast %+v, selection %v, labels %s", d.s.Toast, d.s.Selection(), d.labels())
	}
}

// Each rule with a boundary that is moved up to, over and around another label.
func TestOverlapRulesForEdges(t *testing.T) {
	for _, c := range []struct {
		marked, focus string
		edge          SetEdge // to the start (or end) of the words
		words         string
		refused       map[annotate.Overlap]string
		made          string
	}{
		{"the [ORG Coastal Union] in [LOC Port]", "Port", SetEdge{Start: true}, "in", nil, "ORG Coastal Union; LOC in Port"},
		{"the [ORG Coastal Union] in [LOC Port]", "Port", SetEdge{Start: true}, "Union",
			map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "cross" + union, annotate.OverlapStacking: nested + "cross" + union}, "ORG Coastal Union; LOC Union in Port"},
		{"the [ORG Coastal Union] in [LOC Port]", "Port", SetEdge{Start: true}, "the",
			map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "stand around" + union}, "LOC the Coastal Union in Port; ORG Coastal Union"},
		{"the [ORG Coastal Union] in [LOC Port]", "Port", SetEdge{Start: true}, "Coastal",
			map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "stand around" + union}, "LOC Coastal Union in Port; ORG Coastal Union"},
		{"[PER the] [ORG Coastal Union]", "the", SetEdge{}, "Coastal",
			map[annotate.Overlap]string{annotate.OverlapNone: noOverlap + "cross" + union, annotate.OverlapStacking: nested + "cross" + union}, "PER the Coastal; ORG Coastal Union"},
		// What an import brought may be made better, also when that does not end it.
		{"[ORG Coastal [LOC Union] of] Port", "Union", SetEdge{Start: true}, "nion", nil, "ORG Coastal Union of; LOC nion"},
		{"[ORG Coastal [LOC Union] of] Port", "Union", SetEdge{}, "Port",
			map[annotate.Overlap]string{annotate.OverlapStacking: nested + "cross [ORG Coastal Union of]"}, "ORG Coastal Union of; LOC Union of Port"},
		// Onto the same characters: under another label where spans may nest.
		{"[ORG Coastal [LOC Union]] of Port", "Union", SetEdge{Start: true}, "Coastal", nil, "ORG Coastal Union; LOC Coastal Union"},
	} {
		for _, rule := range []annotate.Overlap{annotate.OverlapNone, annotate.OverlapStacking, annotate.OverlapAny} {
			t.Run(fmt.Sprintf("%s to %s/%s", c.marked, c.words, rule), func(t *testing.T) {
				schema := annotate.News()
				schema.Overlap = rule
				d := withLabels(t, schema, c.marked)
				d.focus(c.focus)
				before, focus, edge := d.labels(), d.s.Focus, c.edge
				edge.Offset = d.find(c.words).End
				if edge.Start {
					edge.Offset = d.find(c.words).Start
				}
				d.holdsOr(func() { d.send(edge) }, c.refused[rule], before, c.made)
				if d.s.Focus != focus {
					t.Errorf("the focus went to %+v", d.s.Focus)
				}
			})
		}
	}
}

// Relabelling moves no character, so it is refused only where it would say the same twice.
func TestOverlapRulesForRelabelling(t *testing.T) {
	for _, rule := range []annotate.Overlap{annotate.OverlapNone, annotate.OverlapStacking, annotate.OverlapAny} {
		schema := annotate.News()
		schema.Overlap = rule
		d := withLabels(t, schema, "[ORG University of [LOC Tamir]] and [PER [NORP Esk]]")
		d.focus("Tamir")
		d.send(GiveLabel{Name: "EVENT"})
		if got := d.labels(); got != "ORG University of Tamir; EVENT Tamir; PER Esk; NORP Esk" {
			t.Errorf("%s: labels are %s", rule, got)
		}
		d.focus("Esk")
		before := d.labels()
		d.send(GiveLabel{Name: "NORP"})
		if want := "“Esk” is labelled NORP already"; d.s.Toast.Text != want || d.labels() != before {
			t.Errorf("%s: toast %q, labels %s", rule, d.s.Toast.Text, d.labels())
		}
	}
}

// A step over many places takes those that may stand, and says how many it left out and why.
func TestManyPlacesSayWhatIsLeftOut(t *testing.T) {
	schema := annotate.News()
	schema.Overlap = annotate.OverlapNone
	d := withLabels(t, schema, "Esk, the [ORG Esk Union] and Esk")
	text := d.docs["a"].Text.String()
	var hits []Hit
	var offered []annotate.Suggestion
	for _, at := range []int{0, strings.Index(text, "Esk Union"), len(text) - 3} {
		span := annotate.Span{Start: at, End: at + 3}
		hits = append(hits, Hit{Document: "a", Span: span, Quote: "Esk"})
		offered = append(offered, annotate.Suggestion{Span: span, Label: "LOC", Score: 0.9, Suggester: "test"})
	}
	want := "LOC Esk; ORG Esk Union; LOC Esk"
	d.send(LabelOccurrences{Label: "LOC", Hits: hits})
	if d.labels() != want || d.s.Toast.Text != "2 places labelled, 1 left out: "+noOverlap+"stand inside [ORG Esk Union]; Ctrl+Z takes all back" {
		t.Errorf("labels %s, toast %q", d.labels(), d.s.Toast.Text)
	}
	if words := d.s.Session.History.UndoWords(); words != "label 2 places as Place" {
		t.Errorf("the step is called %q", words)
	}
	d.send(Undo{}, Suggested{Document: "a", Gen: d.s.Gen + 1, Suggestions: offered}, AcceptAll{Score: 0.5})
	if d.labels() != want || d.s.Toast.Text != "2 suggestions accepted, 1 left out: "+noOverlap+"stand inside [ORG Esk Union]; Ctrl+Z takes all back" {
		t.Errorf("labels %s, toast %q", d.labels(), d.s.Toast.Text)
	}
	if open := d.s.Open().All(); !slices.Equal(open, offered[1:2]) {
		t.Errorf("open are %v", open)
	}
}
