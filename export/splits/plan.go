package splits

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Document is what decides where a document goes.
type Document struct {
	ID      string
	Group   string   // the key of its group, if it was given one before; "" makes one
	Split   string   // the split it was given before; "" leaves it to the plan
	Links   []string // documents that have one in common belong together
	Unnamed bool     // it does not name the publisher or day that Options.By asks for
	Near    []int32  // the places of earlier documents whose texts are nearly the same
	Counts  Counts   // of a document that is exported, for Options.Stratify
}

// Place is where a document goes.
type Place struct {
	Group  string // key; "" when it is excluded
	Split  string // one of Names, or Excluded
	Pinned bool
	Given  bool   // it came in with its split
	Reason string // why it is excluded
}

// Plan is where all documents go.
type Plan struct {
	Options
	places  map[string]Place
	kept    []Row // pinned ones, of this export and earlier ones
	near    [][2]string
	unnamed int
}

// Place finds a document by its ID.
func (p *Plan) Place(id string) (Place, bool) {
	at, ok := p.places[id]
	return at, ok
}

// Unnamed is how many documents do not name the publisher or day that Options.By asks for.
func (p *Plan) Unnamed() int { return p.unnamed }

// Documents is how many documents it places.
func (p *Plan) Documents() int { return len(p.places) }

// Make places documents, given in order of import. A document joins the group of the earlier ones it belongs to; the key
// of a group is the ID of its first member, or what that one was given before. One that belongs to groups of different
// splits is excluded, as in any of them it would leak. rows are those of the last export: what is pinned there stays.
func Make(docs []Document, o Options, rows []Row) *Plan {
	m := making{options: o, docs: docs, groups: make([][]string, len(docs)), born: map[string]int{}, fixed: map[string]bool{},
		pinned: map[string]Row{}, splits: map[string]string{}}
	for _, r := range rows {
		if r.Pinned && r.Split != Excluded {
			m.kept = append(m.kept, r)
			m.splits[r.Group], m.fixed[r.Group] = r.Split, true
			if r.Document != "" {
				m.pinned[r.Document] = r
			}
		}
	}
	m.group()
	if o.Stratify {
		m.stratify()
	}
	return m.plan()
}

// making is a plan in the making.
type making struct {
	options Options
	docs    []Document
	groups  [][]string        // of each document, those it belongs to; its own first, else the oldest
	pinned  map[string]Row    // by document
	splits  map[string]string // of groups that have one already
	born    map[string]int    // groups in the order in which they were made
	kept    []Row
	fixed   map[string]bool // groups of kept
}

// group finds the groups of all documents, those that are pinned before the others.
func (m *making) group() {
	first := map[string]int{} // the first document with a link
	beside := m.neighbours()
	for _, i := range m.order() {
		doc := m.docs[i]
		var others []string
		for _, l := range doc.Links {
			if o, ok := first[l]; ok {
				others = append(others, m.groups[o]...)
			} else {
				first[l] = i
			}
		}
		for _, o := range beside[i] {
			others = append(others, m.groups[o]...) // one that comes later has none yet
		}
		slices.SortFunc(others, func(a, b string) int { return cmp.Compare(m.born[a], m.born[b]) })
		m.groups[i] = once(append(m.own(doc, len(others) == 0), others...))
	}
}

// own is the group that a document was given, or where alone says so makes one.
func (m *making) own(doc Document, alone bool) []string {
	key := cmp.Or(m.pinned[doc.ID].Group, doc.Group)
	if key == "" && (alone || doc.Split != "") {
		key = doc.ID
	}
	if key == "" {
		return nil
	}
	if _, there := m.born[key]; !there {
		m.born[key] = len(m.born)
		if m.splits[key] == "" && doc.Split != "" {
			m.splits[key] = doc.Split
		}
	}
	return []string{key}
}

// order is that of import, but for pinned documents, which come first.
func (m *making) order() []int {
	order := make([]int, 0, len(m.docs))
	for _, wanted := range []bool{true, false} {
		for i, doc := range m.docs {
			if _, pinned := m.pinned[doc.ID]; pinned == wanted {
				order = append(order, i)
			}
		}
	}
	return order
}

// neighbours are the documents whose texts are nearly the same, in both directions.
func (m *making) neighbours() [][]int32 {
	list := make([][]int32, len(m.docs))
	for i, doc := range m.docs {
		for _, o := range doc.Near {
			list[i] = append(list[i], o)
			list[o] = append(list[o], int32(i))
		}
	}
	return list
}

// once keeps the first of each.
func once(list []string) []string {
	out := list[:0:0]
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// split is that of a group.
func (m *making) split(key string) string {
	if s := m.splits[key]; s != "" {
		return s
	}
	return Of(m.options.Seed, key, m.options.Shares)
}

// plan gives each document the split of its groups.
func (m *making) plan() *Plan {
	p := &Plan{Options: m.options, places: make(map[string]Place, len(m.docs)), kept: m.kept}
	for i, doc := range m.docs {
		p.places[doc.ID] = m.place(i)
		if doc.Unnamed {
			p.unnamed++
		}
		for _, o := range doc.Near {
			p.near = append(p.near, [2]string{doc.ID, m.docs[o].ID})
		}
	}
	return p
}

func (m *making) place(i int) Place {
	doc := m.docs[i]
	if row, ok := m.pinned[doc.ID]; ok {
		return Place{Group: row.Group, Split: row.Split, Pinned: true}
	}
	key := m.groups[i][0]
	at := Place{Group: key, Split: m.split(key), Pinned: m.isPinned(key), Given: doc.Split != ""}
	var between []string
	for _, g := range m.groups[i] {
		if s := m.split(g); s != at.Split {
			between = append(between, fmt.Sprintf("%q (%s)", g, s))
		}
	}
	if doc.Split != "" && doc.Split != at.Split {
		between = append(between, "its own split "+doc.Split)
	}
	if len(between) > 0 {
		return Place{Split: Excluded, Reason: fmt.Sprintf("it belongs to groups of different splits and would leak in any: %q (%s), %s", key, at.Split, strings.Join(between, ", "))}
	}
	return at
}

// isPinned reports whether the last export pinned a group, or this one does.
func (m *making) isPinned(key string) bool {
	return m.fixed[key] || m.options.Stratify || m.options.Pin && m.split(key) == Test
}

// Across counts the pairs of documents with nearly the same text that stand in different splits; in says where a document
// was written, "" for one that was not.
func (p *Plan) Across(in func(id string) string) (pairs int) {
	for _, pair := range p.near {
		if a, b := in(pair[0]), in(pair[1]); a != "" && b != "" && a != b {
			pairs++
		}
	}
	return pairs
}
