package state_test

import (
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// Of two suggestions that cannot stand beside each other the surer one is taken, and one whose label the schema lacks is
// left out: both are said.
func TestAcceptAllTakesTheSurer(t *testing.T) {
	schema := annotate.News()
	schema.Overlap = annotate.OverlapNone
	d := open(t, schema, "Mira Okonkwo met the Coastal Union in Port Sarel.")
	offered := []annotate.Suggestion{
		{Span: d.find("Okonkwo met"), Label: "ORG", Score: 0.95, Suggester: "test"},
		{Span: d.find("Mira Okonkwo"), Label: "PER", Score: 0.9, Suggester: "test"},
		{Span: d.find("Coastal Union"), Label: "SHIP", Score: 0.99, Suggester: "test"},
		{Span: d.find("Port Sarel"), Label: "LOC", Score: 0.7, Suggester: "test"},
	}
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: offered})
	var order []string
	for _, c := range d.s.Candidates() {
		order = append(order, c.Label)
		if refused := c.Label == "SHIP" || c.Label == "PER"; (c.Refused != nil) != refused {
			t.Errorf("%s is refused: %v", c.Label, c.Refused)
		}
	}
	if got := strings.Join(order, " "); got != "SHIP ORG PER LOC" {
		t.Errorf("candidates are %s, want the surest first", got)
	}
	d.send(AcceptAll{Score: 0.8})
	d.want("Mira [ORG Okonkwo met] the Coastal Union in Port Sarel.")
	if !strings.HasPrefix(d.s.Toast.Text, `1 suggestion accepted, 2 left out: the schema has no label "SHIP"`) || !d.s.Toast.Warn {
		t.Errorf("toast %+v", d.s.Toast)
	}
	d.send(Undo{}, AcceptAll{Score: 0.5})
	d.want("Mira [ORG Okonkwo met] the Coastal Union in [LOC Port Sarel].")
}

// Labels that are given to many places at once answer suggestions and rejections as those given one by one do.
func TestLabellingAllAnswersAsLabellingOne(t *testing.T) {
	const text = "[LOC Esk] and [LOC Arden] and [LOC Tamir]"
	answers := map[string][]annotate.Decision{}
	for _, way := range []string{"one by one", "all at once"} {
		d := open(t, annotate.News(), text)
		d.send(Walk{}, Delete{})                                                    // Esk is rejected
		d.send(FocusOn{Focus: Focus{Suggestion: d.s.Open().At(0).Key()}}, Accept{}) // Arden is accepted
		words := map[string]string{"Esk": "LOC", "Arden": "PER", "Tamir": "PER"}
		for _, w := range []string{"Esk", "Arden", "Tamir"} {
			span := d.find(w)
			if way == "all at once" {
				d.send(LabelOccurrences{Label: words[w], Hits: []Hit{{Document: "a", Span: span, Quote: w}}})
			} else {
				d.mark(w)
				d.send(GiveLabel{Name: words[w]})
			}
		}
		d.want("[LOC Esk] and [PER Arden] and [PER Tamir]")
		for _, dec := range d.s.Session.Work.Decisions.All() {
			dec.Annotation = ""
			answers[way] = append(answers[way], dec)
		}
	}
	one, all := answers["one by one"], answers["all at once"]
	if len(one) != 2 || one[0].Verdict != annotate.Corrected || one[1].Verdict != annotate.Corrected || !slices.Equal(one, all) {
		t.Errorf("one by one: %+v\nall at once: %+v\nwant Arden and Tamir corrected, Esk no longer rejected", one, all)
	}
}

func TestAcceptAllIsOneStep(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	d.send(AcceptAll{Score: 0.7})
	d.want(harbour)
	d.send(Undo{})
	d.want("Mira Okonkwo met the Coastal Union in Port Sarel.")
	if d.s.Open().Len() != 3 {
		t.Errorf("%d suggestions open after undo, want 3", d.s.Open().Len())
	}
	d.send(AcceptAll{Score: 0.9})
	if !d.s.Toast.Warn {
		t.Error("accepting over a score that nothing has says nothing")
	}
}
