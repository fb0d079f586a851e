package state

import (
	"fmt"
	"slices"

	"rubricator/annotate"
)

// followFound keeps the labels of the hits what they are now, after a step.
func followFound(before, s State, effects []Effect) State {
	if !s.Search.Open || len(s.Search.Docs) == 0 || before.Gen == s.Gen {
		return s
	}
	s = s.relabelHere()
	for _, e := range effects {
		if a, ok := e.(Append); ok {
			s.Search = s.Search.followed(elsewhere(a.Transactions, s.Session.Document.ID))
		}
	}
	return s
}

// relabelHere looks at the hits of the open article again.
func (s State) relabelHere() State {
	d := s.foundHere()
	if d < 0 {
		return s
	}
	after := relabelled(s.Search.Docs[d], s.Session.Work)
	if slices.Equal(after.Hits, s.Search.Docs[d].Hits) {
		return s
	}
	s.Search.Docs = slices.Clone(s.Search.Docs)
	s.Search.Docs[d] = after
	s.Search.Tally = tallyOf(s.Search.Docs) // what is listed stays: nothing leaves the list under somebody's eyes
	return s
}

// relabelled has the labels that a work gives to the hits of an article.
func relabelled(d FoundDoc, work annotate.Work) FoundDoc {
	d.Hits = slices.Clone(d.Hits)
	for i := range d.Hits {
		if !d.Hits[i].InTitle {
			d.Hits[i].Label, d.Hits[i].In = LabelsThere(work, d.Hits[i].Span)
			d.Hits[i].Status = work.Status
		}
	}
	return d
}

// LabelsThere is the label of an annotation on just these characters, and that of a longer one around them or one that
// reaches into them; each "" when there is none.
func LabelsThere(work annotate.Work, span annotate.Span) (on, in string) {
	for _, a := range work.Annotations.Between(nil, span) {
		switch {
		case a.Span == span && on == "":
			on = a.Label
		case a.Span != span && in == "" && a.Span.Overlaps(span):
			in = a.Label
		}
	}
	if on != "" {
		in = ""
	}
	return on, in
}

// followed has the labels that steps in other articles have left.
func (f Search) followed(txs []annotate.Transaction) Search {
	if len(txs) == 0 {
		return f
	}
	at := make(map[string]int, len(f.Docs))
	for d := range f.Docs {
		at[f.Docs[d].ID] = d
	}
	f.Docs = slices.Clone(f.Docs)
	for _, tx := range txs {
		if d, there := at[tx.Document]; there {
			f.Docs[d] = stepped(f.Docs[d], tx)
		}
	}
	f.Tally = tallyOf(f.Docs)
	return f
}

// stepped follows one step in an article whose work is not at hand.
func stepped(d FoundDoc, tx annotate.Transaction) FoundDoc {
	d.Hits = slices.Clone(d.Hits)
	for _, e := range tx.Edits {
		put, ok := e.(annotate.Put)
		if !ok {
			continue
		}
		for i := range d.Hits {
			h := &d.Hits[i]
			if b := put.Before; b != nil && !h.InTitle && b.Span == h.Span && b.Label == h.Label {
				h.Label = ""
			}
			if a := put.After; a != nil && !h.InTitle && a.Span == h.Span {
				h.Label, h.In = a.Label, ""
			}
		}
	}
	return d
}

// previewFound shows the hits that are listed, to label those that are left ticked.
func previewFound(s State, m LabelHits) (State, []Effect) {
	label, why := s.labelFor(m.Key)
	f := s.Search
	switch {
	case why != "":
		return say(s, why, true)
	case len(f.Rows) == 0 && f.Reading:
		return say(s, "still searching", false)
	}
	docs, n := f.listed()
	if n == 0 {
		return say(s, "no hit in a text is listed", true)
	}
	note := ""
	switch {
	case f.Reading:
		note = fmt.Sprintf("The search is not at its end: %s of %s are read.", Number(f.Done), Counted(f.Total, "article"))
	case f.Hits > f.Listed:
		note = fmt.Sprintf("Left out: %s behind the first %s.", Counted(f.Hits-f.Listed, "hit"), Number(f.Listed))
	}
	return s, []Effect{PreviewFound{Phrase: f.Query.Words, Label: label, Docs: docs, Note: note}}
}

// listed are the hits in texts that are listed, by article.
func (f Search) listed() (docs []FoundDoc, n int) {
	last := int32(-1)
	for _, r := range f.Rows {
		if r.Hit < 0 || f.At(r).InTitle {
			continue
		}
		if r.Doc != last {
			docs, last = append(docs, FoundDoc{ID: f.Docs[r.Doc].ID, Title: f.Docs[r.Doc].Title}), r.Doc
		}
		d := &docs[len(docs)-1]
		d.Spans = append(d.Spans, f.At(r).Span)
		n++
	}
	return docs, n
}
