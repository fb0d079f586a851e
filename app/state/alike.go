package state

import (
	"fmt"

	"rubricator/annotate"
)

// seekOf is what is to be looked for after a step: the words that one correction in the document was about. Accepting is
// none, nor is a step over many places, nor one that is taken back.
func seekOf(txs []annotate.Transaction, id string) Seek {
	if len(txs) != 1 || txs[0].Document != id || txs[0].Origin != annotate.OriginUser && txs[0].Origin != annotate.OriginSuggestion {
		return Seek{}
	}
	var found Seek
	puts, accepted := 0, false
	for _, e := range txs[0].Edits {
		switch e := e.(type) {
		case annotate.Put:
			puts++
			found = seekOfPut(e)
		case annotate.Decide:
			accepted = accepted || e.After != nil && e.After.Verdict == annotate.Accepted
			if puts == 0 && e.After != nil && e.After.Verdict == annotate.Rejected {
				found = Seek{Phrase: e.After.Quote, Label: e.After.Label, Remove: true}
			}
		}
	}
	if puts > 1 || accepted && found.Before == "" {
		return Seek{}
	}
	return found
}

// seekOfPut is what one annotation that came, went or changed says about its words; a note says nothing.
func seekOfPut(e annotate.Put) Seek {
	switch {
	case e.After == nil:
		return Seek{Phrase: e.Before.Quote, Label: e.Before.Label, Remove: true}
	case e.Before == nil:
		return Seek{Phrase: e.After.Quote, Label: e.After.Label}
	case e.Before.Span == e.After.Span && e.Before.Label == e.After.Label:
		return Seek{}
	case e.Before.Label == e.After.Label:
		return Seek{Phrase: e.After.Quote, Label: e.After.Label}
	}
	return Seek{Phrase: e.After.Quote, Label: e.After.Label, Before: e.Before.Label}
}

// sought takes what was found of the words that the last correction was about.
func (s State) sought(spans []annotate.Span) State {
	if s.seek.Phrase != "" && len(spans) > 0 {
		s.Alike = Alike{Phrase: s.seek.Phrase, Label: s.seek.Label, Remove: s.seek.Remove, Here: len(spans), Spans: spans}
	}
	s.seek = Seek{}
	return s
}

// moreLikeThis opens the preview of the places that Alike offers, or rejects what is suggested there.
func moreLikeThis(s State) (State, []Effect) {
	offer := s.Alike
	s.Alike = Alike{}
	switch {
	case offer.Here == 0:
		return say(s, "there is nothing more like this: label or reject something first", true)
	case offer.Remove:
		return rejectAlike(s, offer)
	}
	return s, []Effect{FindOccurrences{Phrase: offer.Phrase, Label: offer.Label}}
}

// rejectAlike rejects a label wherever it is still suggested for the words, as one step.
func rejectAlike(s State, offer Alike) (State, []Effect) {
	var edits []annotate.Edit
	for _, span := range offer.Spans {
		for _, g := range s.offeredAt(nil, span) {
			if g.Label == offer.Label {
				edits = append(edits, annotate.Answer(s.Session.Work, s.decision(g, annotate.Rejected, "")))
			}
		}
	}
	if len(edits) == 0 {
		return say(s, fmt.Sprintf("“%s” is no longer suggested as %s here", short(offer.Phrase), offer.Label), false)
	}
	words := fmt.Sprintf("reject %s for “%s” at %s", offer.Label, short(offer.Phrase), places(len(edits)))
	s, effects := step(s, annotate.OriginUser, words, annotate.Span{}, edits...)
	if !s.Toast.Warn {
		s.Toast = Toast{Text: suggestions(len(edits)) + " rejected; Ctrl+Z takes all back"}
	}
	return s, effects
}
