package storage

import (
	"slices"
	"time"

	"rubricator/annotate"
)

// editsFor is what brings the annotator's work on a document, nil for a new one, to hold what comes in. They were
// tried, so that a document that is refused leaves nothing behind.
func (st *stage) editsFor(n NewDocument, doc *document) ([]annotate.Edit, error) {
	if n.Work == nil {
		return nil, nil
	}
	var have annotate.Work
	if doc != nil {
		layer, err := st.layerOrNew(n.Annotator)
		if err != nil {
			return nil, err
		}
		if have, err = st.current(place{layer, doc.number}); err != nil {
			return nil, err
		}
	}
	edits := merge(have, *n.Work, n.Replace)
	for _, e := range edits {
		if err := checkEdit(e, n.Document.Text.Len()); err != nil {
			return nil, err
		}
	}
	_, _, err := annotate.Transaction{Edits: edits}.Apply(have)
	return edits, err
}

// addWork makes the edits that came with a document, as one Import transaction.
func (st *stage) addWork(id string, n NewDocument, edits []annotate.Edit, now time.Time) error {
	if len(edits) == 0 {
		return nil
	}
	tx := annotate.Transaction{ID: annotate.NewID(), Group: n.Group, Document: id, Annotator: n.Annotator, Time: now,
		Origin: annotate.OriginImport, Edits: edits, Words: "import"}
	if tx.Group == "" {
		tx.Group = tx.ID
	}
	return st.apply([]annotate.Transaction{tx})
}

// merge is what brings a work to hold what comes in: beside what it has, or, for annotations, in place of it. What is
// there already is not added again.
func merge(have, incoming annotate.Work, replace bool) []annotate.Edit {
	edits := mergeAnnotations(have.Annotations, incoming.Annotations, replace)
	for d := range incoming.Decisions.Values() {
		if old, ok := have.Decision(d.Key()); !ok || replace && old != d {
			edits = append(edits, annotate.Answer(have, d))
		}
	}
	edits = append(edits, mergeZones(have.Zones, incoming.Zones, replace)...)
	edits = append(edits, mergePasses(have.Passed, incoming.Passed, replace)...)
	for _, f := range []annotate.Field{annotate.FieldStatus, annotate.FieldNote, annotate.FieldLanguage, annotate.FieldDirection} {
		was, now := have.Field(f), incoming.Field(f)
		if now != "" && now != was && (was == "" || replace) {
			edits = append(edits, annotate.AssignTo(have, f, now))
		}
	}
	return edits
}

// mergeAnnotations pairs annotations by ID, else by span and label, and adds those that come in without a partner.
func mergeAnnotations(have, incoming annotate.Set, replace bool) (edits []annotate.Edit) {
	left := have
	var unpaired []annotate.Annotation
	for a := range incoming.Values() {
		old, ok := partner(left, a)
		if !ok {
			unpaired = append(unpaired, a)
			continue
		}
		left = left.Without(old)
		a.ID = old.ID
		if replace && a != old {
			edits = append(edits, annotate.Replace(old, a))
		}
	}
	if replace {
		for a := range left.Values() {
			edits = append(edits, annotate.Remove(a))
		}
	}
	for _, a := range unpaired {
		if _, taken := have.ByID(a.ID); taken || a.ID == "" {
			a.ID = annotate.NewID()
		}
		edits = append(edits, annotate.Add(a))
	}
	return edits
}

func partner(left annotate.Set, a annotate.Annotation) (annotate.Annotation, bool) {
	same := func(b annotate.Annotation) bool { return a.Span == b.Span && a.Label == b.Label }
	if b, ok := left.ByID(a.ID); ok && same(b) {
		return b, true
	}
	near := left.Between(nil, a.Span)
	if i := slices.IndexFunc(near, same); i >= 0 {
		return near[i], true
	}
	return annotate.Annotation{}, false
}

// mergePasses adds those that are new; replacing, it takes back what does not come in, unless nothing does.
func mergePasses(have, incoming []annotate.Pass, replace bool) (edits []annotate.Edit) {
	if replace && len(incoming) > 0 {
		for _, p := range have {
			if !slices.Contains(incoming, p) {
				edits = append(edits, annotate.Wave{Pass: p, Off: true})
			}
		}
	}
	for i, p := range incoming {
		if !slices.Contains(have, p) && !slices.Contains(incoming[:i], p) {
			edits = append(edits, annotate.Wave{Pass: p})
		}
	}
	return edits
}

// mergeZones adds the zones that share no character with one that stays.
func mergeZones(have, incoming []annotate.Span, replace bool) (edits []annotate.Edit) {
	stay := slices.Clone(have)
	if replace && len(incoming) > 0 {
		stay = nil
		for _, z := range have {
			if slices.Contains(incoming, z) {
				stay = append(stay, z)
				continue
			}
			edits = append(edits, annotate.Mark{Zone: z, Off: true})
		}
	}
	for _, z := range incoming {
		if !slices.ContainsFunc(stay, z.Overlaps) {
			stay = append(stay, z)
			edits = append(edits, annotate.Mark{Zone: z})
		}
	}
	return edits
}
