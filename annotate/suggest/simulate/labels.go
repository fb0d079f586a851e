package simulate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// Labels says which label of ours a gold label is. Those that it lacks are left out.
type Labels map[string]string

// ParseLabels reads GOLD=OURS,GOLD=OURS.
func ParseLabels(list string) (Labels, error) {
	labels := Labels{}
	for part := range strings.SplitSeq(list, ",") {
		gold, ours, ok := strings.Cut(part, "=")
		gold, ours = strings.TrimSpace(gold), strings.TrimSpace(ours)
		if !ok || gold == "" || ours == "" {
			return nil, fmt.Errorf("%q is not GOLD=OURS: write as in PERSON=PER,FACILITY=LOC", part)
		}
		if have, twice := labels[gold]; twice && have != ours {
			return nil, fmt.Errorf("%q is to be both %q and %q: name it once", gold, have, ours)
		}
		labels[gold] = ours
	}
	if err := labels.Schema().Check(); err != nil {
		return nil, err
	}
	return labels, nil
}

// LabelsByName maps those gold labels of the articles whose names say which label of the news schema they are, as a project's are found. Facilities
// are places there, and what a set files under sundries may be anything.
func LabelsByName(articles []Article) Labels {
	labels := Labels{}
	for _, a := range articles {
		for g := range a.Gold.Values() {
			labels[g.Label] = ""
		}
	}
	for gold, ours := range suggest.ProposeLabels(slices.Collect(maps.Keys(labels)), annotate.News()) {
		switch strings.ToUpper(gold) {
		case "FAC", "FACILITY":
			ours = "LOC"
		case "MISC":
			ours = ""
		}
		labels[gold] = ours
	}
	maps.DeleteFunc(labels, func(_, ours string) bool { return ours == "" })
	return labels
}

// String lists the labels as ParseLabels reads them, sorted.
func (l Labels) String() string {
	var parts []string
	for _, gold := range slices.Sorted(maps.Keys(l)) {
		parts = append(parts, gold+"="+l[gold])
	}
	return strings.Join(parts, ",")
}

// Targets are our labels that are asked for, sorted.
func (l Labels) Targets() []string {
	return slices.Compact(slices.Sorted(maps.Values(l)))
}

func (l Labels) target(label string) bool {
	for _, ours := range l {
		if ours == label {
			return true
		}
	}
	return false
}

// Unused are the gold labels that no annotation of the articles has, sorted.
func (l Labels) Unused(articles []Article) (unused []string) {
	for _, gold := range slices.Sorted(maps.Keys(l)) {
		if !slices.ContainsFunc(articles, func(a Article) bool { return a.Gold.Count(gold) > 0 }) {
			unused = append(unused, gold)
		}
	}
	return unused
}

// Schema is that of a project which has the targets and no other labels; those of the news schema are as there.
func (l Labels) Schema() annotate.Schema {
	s := annotate.News()
	s.Name = "simulated"
	s.Labels = slices.DeleteFunc(s.Labels, func(x annotate.Label) bool { return !l.target(x.Name) })
	for _, label := range l.Targets() {
		s = s.With(label)
	}
	return s
}

// apply gives an article's gold our labels. Of two annotations that then say the same one stays. The IDs are new, in the
// order of span and label, so that nothing depends on those that a reader made up.
func (l Labels) apply(a Article) Article {
	var gold []annotate.Annotation
	for g := range a.Gold.Values() {
		if g.Label = l[g.Label]; g.Label != "" {
			gold = append(gold, g)
		}
	}
	slices.SortStableFunc(gold, func(x, y annotate.Annotation) int { return key(x).Compare(key(y)) })
	gold = slices.CompactFunc(gold, func(x, y annotate.Annotation) bool { return key(x) == key(y) })
	for i := range gold {
		gold[i].ID = fmt.Sprintf("%s/%06d", a.Document.ID, i)
	}
	a.Gold = annotate.NewSet(gold...)
	return a
}

func key(a annotate.Annotation) annotate.DecisionKey {
	return annotate.DecisionKey{Span: a.Span, Label: a.Label}
}
