package suggest

import (
	"slices"

	"rubricator/annotate"
)

// voices are what others than the model say of one text: the memory, other suggesters, lists and rules.
type voices struct {
	of         map[annotate.DecisionKey]voice
	remembered annotate.Suggestions
}

// voice is what they say of one span under one label.
type voice struct {
	first  annotate.Suggestion // the memory's, else another suggester's, else that of a list or rule
	given  bool                // another suggester proposes it, whose score the model follows
	listed bool                // a list, a rule or another suggester proposes it
}

// newVoices takes all under the project's labels.
func newVoices(remembered, others, listed []annotate.Suggestion) voices {
	v := voices{make(map[annotate.DecisionKey]voice, len(remembered)+len(others)+len(listed)), annotate.NewSuggestions(remembered...)}
	v.add(remembered, false, false)
	v.add(others, true, true)
	v.add(listed, false, true)
	return v
}

func (v voices) add(list []annotate.Suggestion, given, listed bool) {
	for _, s := range list {
		x, known := v.of[s.Key()]
		if !known {
			x.first = s
		}
		x.given, x.listed = x.given || given, x.listed || listed
		v.of[s.Key()] = x
	}
}

// merged are zones sorted and apart: those that overlap become one.
func merged(zones []annotate.Span) (list []annotate.Span) {
	for _, z := range zones {
		if n := len(list) - 1; n >= 0 && list[n].Overlaps(z) {
			list[n].End = max(list[n].End, z.End)
			continue
		}
		list = append(list, z)
	}
	return list
}

// zonesIn are those of zones that are apart that share a character with a span.
func zonesIn(zones []annotate.Span, s annotate.Span) []annotate.Span {
	from, _ := slices.BinarySearchFunc(zones, s.Start, func(z annotate.Span, at int) int { return z.End - at - 1 })
	to := from
	for to < len(zones) && zones[to].Start < s.End {
		to++
	}
	return zones[from:to]
}
