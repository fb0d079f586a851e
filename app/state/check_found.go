package state

import (
	"slices"

	"rubricator/annotate/check"
)

// Found is what the check has found. It is replaced, never changed.
type Found struct {
	Docs   []FoundIn       // articles with findings, in the order of import
	Labels []check.Finding // of labels as a whole: they are listed alone, as no answer takes them away
	Looked int             // articles that were looked at
	Waved  int             // findings that were waved through in them
}

// FoundIn is what was found in one article, in the order of the text.
type FoundIn struct {
	Document string // ID
	List     []check.Finding
}

// Total is how many findings there are to answer.
func (f Found) Total() int {
	n := 0
	for _, d := range f.Docs {
		n += len(d.List)
	}
	return n
}

// foundIn lists what was found in one article.
func (l List) foundIn(f Found, id string) []check.Finding {
	if i, there := l.foundAt(f, id); there {
		return f.Docs[i].List
	}
	return nil
}

// foundAt is the place of an article in Docs, or where it would stand.
func (l List) foundAt(f Found, id string) (place int, there bool) {
	want := l.number(id)
	return slices.BinarySearchFunc(f.Docs, want, func(d FoundIn, want int) int { return l.number(d.Document) - want })
}

// number is the place of an article in the list; 0 when it is not in it.
func (l List) number(id string) int {
	i, _ := l.Index(id)
	return i
}

// withFound has other findings for one article.
func (l List) withFound(f Found, id string, list []check.Finding) Found {
	i, there := l.foundAt(f, id)
	switch {
	case there && len(list) == 0:
		f.Docs = slices.Delete(slices.Clone(f.Docs), i, i+1)
	case there:
		f.Docs = slices.Clone(f.Docs)
		f.Docs[i].List = list
	case len(list) > 0:
		f.Docs = slices.Insert(slices.Clone(f.Docs), i, FoundIn{id, list})
	}
	return f
}

// without leaves out findings.
func (f Found) without(gone func(check.Finding) bool) Found {
	docs := make([]FoundIn, 0, len(f.Docs))
	for _, d := range f.Docs {
		if slices.ContainsFunc(d.List, gone) {
			d.List = slices.DeleteFunc(slices.Clone(d.List), gone)
		}
		if len(d.List) > 0 {
			docs = append(docs, d)
		}
	}
	f.Docs = docs
	return f
}

// FindingAt is where a finding stands in a Found: the article, or -1 for Labels, and its place in the list there.
type FindingAt struct{ doc, i int32 }

// At is a finding.
func (f Found) At(at FindingAt) check.Finding {
	if at.doc < 0 {
		return f.Labels[at.i]
	}
	return f.Docs[at.doc].List[at.i]
}

// KindCount is how many findings there are of a kind.
type KindCount struct {
	Kind  check.Kind
	Count int
}

// counts are the kinds that were found, in the order in which they are shown.
func (f Found) counts() []KindCount {
	n := map[check.Kind]int{}
	for _, d := range f.Docs {
		for i := range d.List {
			n[d.List[i].Kind]++
		}
	}
	for i := range f.Labels {
		n[f.Labels[i].Kind]++
	}
	return inOrder(n)
}

// changed are the counts once one article has other findings.
func changed(counts []KindCount, before, after []check.Finding) []KindCount {
	n := map[check.Kind]int{}
	for _, c := range counts {
		n[c.Kind] = c.Count
	}
	for i := range before {
		n[before[i].Kind]--
	}
	for i := range after {
		n[after[i].Kind]++
	}
	return inOrder(n)
}

func inOrder(n map[check.Kind]int) (list []KindCount) {
	for _, k := range check.Kinds() {
		if n[k] > 0 {
			list = append(list, KindCount{k, n[k]})
		}
	}
	return list
}

// sameFinding reports whether two say the same in the same words.
func sameFinding(a, b check.Finding) bool {
	if a.Mend != nil && b.Mend != nil && *a.Mend == *b.Mend {
		a.Mend = b.Mend
	}
	return a == b
}

// findingRows are the findings of a kind, or with "" all but those of labels, in the order in which one goes through them:
// from the open article on and around.
func (l List) findingRows(f Found, kind check.Kind, open string) []FindingAt {
	first, _ := l.foundAt(f, open)
	rows := make([]FindingAt, 0, len(f.Docs))
	for n := range f.Docs {
		d := (first + n) % len(f.Docs)
		for i := range f.Docs[d].List {
			if kind == "" || f.Docs[d].List[i].Kind == kind {
				rows = append(rows, FindingAt{int32(d), int32(i)})
			}
		}
	}
	for i := range f.Labels {
		if f.Labels[i].Kind == kind {
			rows = append(rows, FindingAt{-1, int32(i)})
		}
	}
	return rows
}
