package suggest

import (
	"strings"

	"rubricator/annotate"
)

// kindOfName is what a suggester's list or rule says of a phrase; a schema has its own label for it, or none.
type kindOfName byte

const (
	person kindOfName = iota
	organisation
	state   // a state, or a place that governs itself, down to a city
	region  // any other place
	people  // a people, religion or party's adherents
	date    // a day, month, year
	event   // something that happened or recurs and has a name
	kinds   = int(event) + 1
	noLabel = ""
)

// labelNames are the names that schemas give to each kind, the closest first.
var labelNames = [kinds][]string{
	person:       {"PER", "PERSON", "PERS", "PEOPLE", "PEO"},
	organisation: {"ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION"},
	state:        {"GPE", "LOC", "LOCATION", "PLACE"},
	region:       {"LOC", "LOCATION", "PLACE", "GPE"},
	people:       {"NORP", "MISC"},
	date:         {"DATE"},
	event:        {"EVENT", "EVT", "MISC"},
}

// labels says which label of a schema each kind has; noLabel where it has none.
type labels [kinds]string

func labelsOf(s annotate.Schema) labels {
	var ls labels
	for kind, names := range labelNames {
		ls[kind] = firstLabel(s, names)
	}
	return ls
}

// chosen says which label each kind has for this document: that of the label map where there is one.
func (in Input) chosen() labels {
	ls := labelsOf(in.Schema)
	if in.labels == nil {
		return ls
	}
	for kind, base := range starterLabel {
		ls[kind] = in.labels[base]
	}
	return ls
}

// starterLabel is the label of the starter that each kind belongs to.
var starterLabel = [kinds]string{person: "PER", organisation: "ORG", state: "LOC", region: "LOC", people: "NORP", date: "DATE", event: "EVENT"}

func firstLabel(s annotate.Schema, names []string) string {
	for _, name := range names {
		for _, l := range s.Labels {
			if strings.EqualFold(l.Name, name) {
				return l.Name
			}
		}
	}
	return noLabel
}

// personal reports whether a label names people, in whichever schema.
func personal(label string) bool {
	for _, name := range labelNames[person] {
		if strings.EqualFold(label, name) {
			return true
		}
	}
	return false
}
