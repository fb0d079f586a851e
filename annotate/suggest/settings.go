package suggest

import (
	"slices"
	"strings"

	"rubricator/annotate"
)

// Settings are what a project's people chose about its suggestions. The zero value is the usual: the starter is on, its
// labels go to the schema's by name, and each annotator's suggestions learn from that annotator's own work.
type Settings struct {
	NoStarter bool              `json:"noStarter,omitempty"` // what the program brings with it stays silent: only this project's work speaks, and a model of its own
	Threshold float64           `json:"threshold,omitempty"` // score from 0 to 1 from which on suggestions are shown in full; 0 is DefaultThreshold
	Labels    map[string]string `json:"labels,omitzero"`     // the starter's label -> the project's; "" has none; nil is proposed by name
	Shared    bool              `json:"shared,omitempty"`    // learn from the work of all annotators
}

// Floor is the score from 0 to 1 below which nothing is suggested. What scores between it and the threshold is shown
// fainter.
const Floor = 0.2

// Needed is the score from 0 to 1 from which on suggestions are shown in full.
func (s Settings) Needed() float64 {
	if s.Threshold == 0 {
		return DefaultThreshold
	}
	return s.Threshold
}

// LabelsFor is the project's label for each label of the starter; "" where it has none. What the project chose for a
// label that its schema has no more counts as none.
func (s Settings) LabelsFor(schema annotate.Schema) map[string]string {
	if s.Labels == nil {
		return ProposeLabels(StarterLabels(), schema)
	}
	known := make(map[string]string, len(s.Labels))
	for _, base := range StarterLabels() {
		if _, ok := schema.Label(s.Labels[base]); ok {
			known[base] = s.Labels[base]
		} else {
			known[base] = ""
		}
	}
	return known
}

// StarterLabels are the labels of what the program brings with it, in the order in which people read them.
func StarterLabels() []string { return []string{"PER", "ORG", "LOC", "DATE", "EVENT", "NORP"} }

// alikeLabels are names that schemas give to one label, the closest to the starter's first. Most of what it calls LOC are
// states and cities, so a schema that tells those from other places has them in GPE.
var alikeLabels = map[string][]string{
	"PER":   {"PER", "PERSON", "PERS", "PEOPLE", "PEO"},
	"ORG":   {"ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION"},
	"LOC":   {"GPE", "LOC", "LOCATION", "PLACE"},
	"DATE":  {"DATE"},
	"EVENT": {"EVENT", "EVT", "MISC"},
	"NORP":  {"NORP", "MISC"},
}

// ProposeLabels finds by name, whatever its case, the schema's label for each of a model's labels; "" where it finds none.
func ProposeLabels(base []string, schema annotate.Schema) map[string]string {
	found := make(map[string]string, len(base))
	for _, b := range base {
		found[b] = firstLabel(schema, append(namesAlike(b), b))
	}
	return found
}

// namesAlike are all names of the label that has one of them; nil when nobody knows it.
func namesAlike(name string) []string {
	for _, label := range StarterLabels() {
		if names := alikeLabels[label]; slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			return slices.Clone(names)
		}
	}
	return nil
}

// ExpectedCorrections is how many corrections a list of suggestions is likely to need: those shown in full that are wrong,
// and those shown fainter that are right.
func ExpectedCorrections(list []annotate.Suggestion, threshold float64) float64 {
	var sum float64
	for _, s := range list {
		if s.Score >= threshold {
			sum += 1 - s.Score
		} else {
			sum += s.Score
		}
	}
	return sum
}
