package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
)

// LabelMap says what becomes of labels in an export: the name they get, or "" for those that are dropped with their
// spans. Two that get one name are merged. Labels that it does not name stay as they are. All are mapped at once, so
// that two can change places.
type LabelMap map[string]string

// ParseLabelMap reads "PER=PERSON,GPE=LOC,DATE=": renamed, merged with LOC if there is one, dropped. "" maps nothing.
func ParseLabelMap(s string) (LabelMap, error) {
	m := LabelMap{}
	if s == "" {
		return m, nil
	}
	for pair := range strings.SplitSeq(s, ",") {
		from, to, ok := strings.Cut(pair, "=")
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		if !ok || from == "" {
			return nil, fmt.Errorf("%q maps no label: write OLD=NEW, or OLD= to drop it, with commas between", pair)
		}
		if _, twice := m[from]; twice {
			return nil, fmt.Errorf("label %q is mapped twice", from)
		}
		m[from] = to
	}
	return m, nil
}

// check refuses a map that names labels which the schema lacks, or that leaves none.
func (m LabelMap) check(s annotate.Schema) error {
	if len(m) == 0 || len(s.Labels) == 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if _, ok := s.Label(name); !ok {
			return fmt.Errorf("the label %q to be mapped is not in the schema: it has %s", name, namesOf(s))
		}
	}
	if err := m.schema(s).Check(); err != nil {
		return fmt.Errorf("the schema with its labels mapped: %w", err)
	}
	return nil
}

func namesOf(s annotate.Schema) string {
	var names []string
	for _, l := range s.Labels {
		names = append(names, l.Name)
	}
	return strings.Join(names, ", ")
}

// name is what a label is called; false when it is dropped.
func (m LabelMap) name(label string) (string, bool) {
	to, ok := m[label]
	if !ok {
		to = label
	}
	return to, to != ""
}

// schema has the labels under their new names, each once, where the first that gets the name stands. A label that had
// the name already and keeps it gives its title, colour and guideline.
func (m LabelMap) schema(s annotate.Schema) annotate.Schema {
	if len(m) == 0 {
		return s
	}
	var list []annotate.Label
	for _, l := range s.Labels {
		name, ok := m.name(l.Name)
		if !ok || slices.ContainsFunc(list, func(o annotate.Label) bool { return o.Name == name }) {
			continue
		}
		if own, kept := s.Label(name); kept && m.keeps(name) {
			l = own
		} else if l.Title == l.Name {
			l.Title = name
		}
		l.Name = name
		list = append(list, l)
	}
	s.Labels = list
	return s
}

func (m LabelMap) keeps(label string) bool {
	to, ok := m.name(label)
	return ok && to == label
}

// work has the annotations, the answers and what was let stand under their new labels. What is dropped and
// renamed is counted in r.
func (m LabelMap) work(w annotate.Work, r *Report) annotate.Work {
	if len(m) == 0 {
		return w
	}
	gone := map[string]bool{}
	var spans []annotate.Annotation
	for a := range w.Annotations.Values() {
		name, ok := m.name(a.Label)
		if !ok {
			gone[a.ID] = true
			r.Dropped[a.Label]++
			continue
		}
		if name != a.Label {
			r.Renamed++
		}
		a.Label = name
		spans = append(spans, a)
	}
	var answers []annotate.Decision
	for d := range w.Decisions.Values() {
		name, ok := m.name(d.Label)
		if ok && !gone[d.Annotation] {
			d.Label = name
			answers = append(answers, d)
		}
	}
	var passed []annotate.Pass
	for _, p := range w.Passed {
		if name, ok := m.name(p.Label); ok || p.Label == "" {
			p.Label = name
			passed = append(passed, p)
		}
	}
	slices.SortFunc(passed, annotate.Pass.Compare)
	w.Annotations, w.Decisions, w.Passed = annotate.NewSet(spans...), annotate.NewDecisions(answers...), slices.Compact(passed)
	return w
}
