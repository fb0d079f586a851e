package splits

import (
	"cmp"
	"maps"
	"slices"
)

// Counts are what a document weighs: its spans by label and language, as Kind spells them, and itself.
type Counts map[string]int

// Kind is what Counts count spans by.
func Kind(label, language string) string { return label + "\t" + language }

// documents is the kind that counts documents.
const documents = ""

// Few is how many groups a set has at most to need Options.Stratify.
const Few = 300

// stratum is a group to be placed.
type stratum struct {
	key    string
	counts Counts
	hash   uint64
	rare   int // the largest count of a rare kind
}

// stratify gives every group that is exported the split that then lacks most of what the group has (as
// StratifiedGroupKFold of scikit-learn does, in whole numbers). Groups with most of a rare kind come first.
func (m *making) stratify() {
	groups, total := m.strata()
	have := map[string]Counts{}
	for _, s := range Names {
		have[s] = Counts{}
	}
	var open []stratum
	for _, g := range groups {
		if s := m.splits[g.key]; s != "" {
			have[s].add(g.counts)
			continue
		}
		open = append(open, g)
	}
	for _, g := range open {
		s := m.neediest(g, total, have)
		m.splits[g.key] = s
		have[s].add(g.counts)
	}
}

// strata are the groups with what their documents weigh, in the order in which they are placed, and what all weigh.
func (m *making) strata() (list []stratum, total Counts) {
	byKey, total := map[string]Counts{}, Counts{}
	for i, doc := range m.docs {
		if doc.Counts == nil {
			continue
		}
		key := m.groups[i][0]
		if byKey[key] == nil {
			byKey[key] = Counts{}
		}
		for _, c := range []Counts{byKey[key], total} {
			c.add(doc.Counts)
			c[documents]++
		}
	}
	limit := total.median()
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		g := stratum{key: key, counts: byKey[key], hash: hashOf(m.options.Seed, key)}
		for kind, n := range g.counts {
			if kind != documents && total[kind] <= limit {
				g.rare = max(g.rare, n)
			}
		}
		list = append(list, g)
	}
	slices.SortStableFunc(list, func(a, b stratum) int { return cmp.Or(cmp.Compare(b.rare, a.rare), cmp.Compare(a.hash, b.hash)) })
	return list, total
}

func (c Counts) add(o Counts) {
	for kind, n := range o {
		c[kind] += n
	}
}

// median is the count of the middle kind of span: those that are no more frequent are rare.
func (c Counts) median() int {
	var all []int
	for kind, n := range c {
		if kind != documents {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[(len(all)-1)/2]
}

// scale is how finely quotients are told apart: whole numbers give the same splits on every machine.
const scale = 1_000_000

// neediest is the split whose distance from its target falls most with the group: the sum over all kinds of the squared
// difference, as a part of all there is of the kind, divided by the share, so that a frequent label does not drown a rare
// one nor a large split the small ones. Of equals it is the one that the group's hash gives, else the first by name.
func (m *making) neediest(g stratum, total Counts, have map[string]Counts) string {
	best, most := "", 0
	hashed := Of(m.options.Seed, g.key, m.options.Shares)
	for _, s := range slices.Sorted(slices.Values(Names)) {
		share := m.options.Shares[slices.Index(Names, s)]
		if share == 0 {
			continue
		}
		falls := 0
		for kind, n := range g.counts {
			all := total[kind]
			if all == 0 || n == 0 {
				continue
			}
			lacks := all*share - 100*have[s][kind] // in hundredths
			falls += (100 * n * scale / all) * ((2*lacks - 100*n) * scale / all) / share
		}
		if best == "" || falls > most || falls == most && s == hashed {
			best, most = s, falls
		}
	}
	return best
}
