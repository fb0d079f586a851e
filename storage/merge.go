package storage

import (
	"slices"
	"time"

	"rubricator/annotate"
)

// steps are edits and the work to which they lead, or why they are refused.
type steps struct {
	edits []annotate.Edit
	work  annotate.Work
	err   error
}

// stepsOn bring the annotator's work on a document of the project to hold what comes in. They were tried, so that a
// document that is refused leaves nothing behind.
func (st *stage) stepsOn(doc *document, n NewDocument) steps {
	if n.Work == nil {
		return steps{}
	}
	layer, err := st.layerNumber(n.Annotator)
	if err != nil {
		return steps{err: err}
	}
	have, err := st.current(place{layer, doc.number})
	if err != nil {
		return steps{err: err}
	}
	return n.stepsFrom(have)
}

// stepsFrom bring a work to hold what comes in.
func (n NewDocument) stepsFrom(have annotate.Work) (s steps) {
	if n.Work == nil {
		return s
	}
	s.edits = merge(have, *n.Work, n.Replace)
	for _, e := range s.edits {
		if s.err = checkEdit(e, n.Document.Text.Len()); s.err != nil {
			return s
		}
	}
	s.work, s.err = n.applied(have, s.edits)
	return s
}

// applied is the work after the edits. Those that bring annotations to an empty work come first, and are made together:
// one by one they take many times as long.
func (n NewDocument) applied(have annotate.Work, edits []annotate.Edit) (annotate.Work, error) {
	if have.Annotations.Len() == 0 {
		come := n.Work.Annotations.Len()
		have.Annotations, edits = brought(n.Work.Annotations, edits[:come]), edits[come:]
	}
	work, _, err := annotate.Transaction{Edits: edits, Words: "import"}.Apply(have)
	return work, err
}

// brought are the annotations of a set as edits have added them, some of them with a new ID.
func brought(set annotate.Set, edits []annotate.Edit) annotate.Set {
	same := true
	for a := range set.Values() {
		same = same && a.ID != ""
	}
	if same {
		return set
	}
	list := make([]annotate.Annotation, 0, len(edits))
	for _, e := range edits {
		list = append(list, *e.(annotate.Put).After)
	}
	return annotate.NewSet(list...)
}

// addWork records what came with a document as one Import transaction.
func (st *stage) addWork(doc *document, n NewDocument, s steps, now time.Time) error {
	if len(s.edits) == 0 {
		return nil
	}
	layer, err := st.layerNumber(n.Annotator)
	if err != nil {
		return err
	}
	tx := annotate.Transaction{ID: annotate.NewID(), Group: n.Group, Document: doc.header.id, Annotator: n.Annotator, Time: now,
		Origin: annotate.OriginImport, Edits: s.edits, Words: n.words()}
	if tx.Group == "" {
		tx.Group = tx.ID
	}
	at := place{layer, doc.number}
	st.works[at] = s.work
	st.events = append(st.events, st.transaction(at, tx))
	return nil
}

// layerNumber is layerOrNew, asked once for each name.
func (st *stage) layerNumber(annotator string) (uint16, error) {
	if n, ok := st.layers[annotator]; ok {
		return n, nil
	}
	n, err := st.layerOrNew(annotator)
	if err == nil {
		st.layers[annotator] = n
	}
	return n, err
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
	edits = make([]annotate.Edit, 0, incoming.Len()+1) // most come with a status
	if have.Len() == 0 {
		for a := range incoming.Values() {
			edits = append(edits, adding(have, a))
		}
		return edits
	}
	left := have
	unpaired := make([]annotate.Annotation, 0, incoming.Len())
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
		edits = append(edits, adding(have, a))
	}
	return edits
}

// adding adds an annotation under its own ID where that is free.
func adding(have annotate.Set, a annotate.Annotation) annotate.Edit {
	if _, taken := have.ByID(a.ID); taken || a.ID == "" {
		a.ID = annotate.NewID()
	}
	return annotate.Add(a)
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
