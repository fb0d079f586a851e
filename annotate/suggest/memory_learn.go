package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Learn adds what the works differ in. Annotations confirm their phrase; rejected suggestions, and corrected ones whose
// label was wrong or whose span reached too far, speak against it. Accepted ones count by the annotation that they became.
func (m *Memory) Learn(doc annotate.Document, before, after annotate.Work) {
	gone, come := annotate.Changed(before.Annotations, after.Annotations)
	unsaid, said := changedDecisions(before, after, slices.Concat(gone, come))
	gone, come = between(gone, come, func(x, y annotate.Annotation) bool { return x.Span == y.Span && x.Label == y.Label })
	lessons := make([]lesson, 0, len(gone)+len(come)+len(unsaid)+len(said))
	lessons = annotationLessons(lessons, doc, gone, -1)
	lessons = annotationLessons(lessons, doc, come, +1)
	lessons = decisionLessons(lessons, unsaid, before, -1)
	lessons = decisionLessons(lessons, said, after, +1)
	nests := nestings(before, after, hull(gone, come))
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range lessons {
		m.take(l)
	}
	for pair, n := range nests {
		addTo(m.nested, pair, n)
	}
}

// lesson is a change of counts for one phrase.
type lesson struct {
	view    *view
	label   string
	yes, no int
	habit   prefixHabit
}

// changedDecisions are those that changed, and those of annotations that changed: one that stays may come to mean
// something else with its annotation.
func changedDecisions(before, after annotate.Work, changed []annotate.Annotation) (gone, come []annotate.Decision) {
	gone, come = annotate.ChangedDecisions(before.Decisions, after.Decisions)
	for _, a := range changed {
		gone, come = append(gone, before.Decisions.Of(a.ID)...), append(come, after.Decisions.Of(a.ID)...)
	}
	return once(gone), once(come)
}

// once sorts decisions and leaves one of each.
func once(list []annotate.Decision) []annotate.Decision {
	slices.SortFunc(list, func(a, b annotate.Decision) int { return a.Key().Compare(b.Key()) })
	return slices.Compact(list)
}

// between are the parts of two sorted lists between their common beginning and end.
func between[T any](a, b []T, same func(x, y T) bool) (gone, come []T) {
	for len(a) > 0 && len(b) > 0 && same(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

func annotationLessons(list []lesson, doc annotate.Document, annotations []annotate.Annotation, sign int) []lesson {
	for _, a := range annotations {
		l := lesson{view: phraseView(a.Quote, ""), label: a.Label, yes: sign}
		switch {
		case surelyPrefixed(a.Quote):
			l.habit.whole = sign
		case behindPrefix(doc.Text, a):
			l.habit.behind = sign
		}
		list = append(list, l)
	}
	return list
}

func decisionLessons(list []lesson, decisions []annotate.Decision, w annotate.Work, sign int) []lesson {
	for _, d := range decisions {
		if against(d, w) {
			list = append(list, lesson{view: phraseView(d.Quote, ""), label: d.Label, no: sign})
		}
	}
	return list
}

// behindPrefix reports whether an annotation starts inside a word in Arabic letters.
func behindPrefix(t annotate.Text, a annotate.Annotation) bool {
	r, _ := utf8.DecodeRuneInString(a.Quote)
	if !unicode.Is(unicode.Arabic, r) || a.Span.Start == 0 {
		return false
	}
	before, _ := utf8.DecodeRuneInString(t.Slice(annotate.Span{Start: a.Span.Start - 1, End: a.Span.Start}))
	return unicode.IsLetter(before) && strings.ContainsRune("وفبلك", before)
}

func hull(lists ...[]annotate.Annotation) (all annotate.Span) {
	for _, list := range lists {
		for _, a := range list {
			if all.Empty() {
				all = a.Span
			}
			all = annotate.Span{Start: min(all.Start, a.Span.Start), End: max(all.End, a.Span.End)}
		}
	}
	return all
}

// nestings counts how many more annotations of one label stand inside another label after the change. Only those near
// the change can differ.
func nestings(before, after annotate.Work, near annotate.Span) map[[2]string]int {
	pairs := map[[2]string]int{}
	if near.Empty() {
		return pairs
	}
	countNested(pairs, before.Annotations.Between(nil, near), -1)
	countNested(pairs, after.Annotations.Between(nil, near), +1)
	return pairs
}

func countNested(pairs map[[2]string]int, list []annotate.Annotation, sign int) {
	for i, outer := range list {
		for _, inner := range list[i+1:] {
			if inner.Span.Start >= outer.Span.End {
				break
			}
			if outer.Span.Contains(inner.Span) && inner.Span != outer.Span {
				pairs[[2]string{inner.Label, outer.Label}] += sign
			}
		}
	}
}

// take adds one lesson. Whatever sums to nothing is forgotten, so that a memory is equal to one that never saw it.
func (m *Memory) take(l lesson) {
	keys := l.view.key()
	if len(keys) == 0 {
		return
	}
	e, ok := m.known.at(keys)
	if !ok {
		e = &entry{}
		m.known.put(keys, e)
	}
	e.add(newForm(l.view), l.label, l.yes, l.no)
	if len(e.forms) == 0 {
		m.known.drop(keys)
	}
	m.starts.behind += l.habit.behind
	m.starts.whole += l.habit.whole
	if l.yes != 0 && personal(l.label) {
		m.takeLastName(l.view, l.yes)
	}
}

func newForm(v *view) form {
	f := form{words: len(v.tokens)}
	if f.words > 0 {
		f.text = evened(v.slice(0, f.words))
	}
	f.cased = caseOf(f.text)
	return f
}

func (e *entry) add(f form, label string, yes, no int) {
	i, ok := slices.BinarySearchFunc(e.forms, f, func(a, b form) int { return cmp.Compare(a.text, b.text) })
	if !ok {
		e.forms = slices.Insert(e.forms, i, f)
	}
	e.forms[i].tally = count(e.forms[i].tally, label, yes, no)
	if len(e.forms[i].tally) == 0 {
		e.forms = slices.Delete(e.forms, i, i+1)
	}
}

// count adds to a label's tally and leaves out one that has come to nothing.
func count(list []tally, label string, yes, no int) []tally {
	i, ok := slices.BinarySearchFunc(list, label, func(t tally, label string) int { return cmp.Compare(t.label, label) })
	if !ok {
		list = slices.Insert(list, i, tally{label: label})
	}
	list[i].yes += yes
	list[i].no += no
	if list[i].yes == 0 && list[i].no == 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

func addTo[K comparable](m map[K]int, k K, n int) {
	if m[k] += n; m[k] == 0 {
		delete(m, k)
	}
}
