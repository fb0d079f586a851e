package suggest

import (
	"slices"
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

// labelOfKind is the label of the starter that each kind belongs to.
var labelOfKind = [kinds]string{person: "PER", organisation: "ORG", state: "LOC", region: "LOC", people: "NORP", date: "DATE", event: "EVENT"}

// names are those that schemas give to a kind, the closest first.
func (k kindOfName) names() []string {
	names := alikeLabels[labelOfKind[k]]
	if k == region { // where states have a label of their own, other places have the next
		return slices.Concat(names[1:], names[:1])
	}
	return names
}

// labels says which label of a schema each kind has; noLabel where it has none.
type labels [kinds]string

func labelsOf(s annotate.Schema) labels {
	var ls labels
	for kind := range ls {
		ls[kind] = firstLabel(s, kindOfName(kind).names())
	}
	return ls
}

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
	return slices.ContainsFunc(person.names(), func(name string) bool { return strings.EqualFold(label, name) })
}
