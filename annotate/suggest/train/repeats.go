package train

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
)

// leaveOpen makes unknown, in passages of a set, the places where a name stands without a label that has one elsewhere
// in the same group: such sets forget a name here and there. Words of three letters are left alone.
func leaveOpen(drafts []*draft) {
	names := map[string]map[string]bool{}
	for _, d := range drafts {
		if names[d.group] == nil {
			names[d.group] = map[string]bool{}
		}
		for _, s := range d.spans {
			if name := d.str(s.Span); s.Len() > 3 && s.Label != "NORP" {
				names[d.group][name] = true
			}
		}
	}
	sorted := map[string][]string{}
	for group, set := range names {
		sorted[group] = slices.SortedFunc(maps.Keys(set), longerFirst)
	}
	for _, d := range drafts {
		text := string(d.text)
		for _, name := range sorted[d.group] {
			if strings.Contains(text, name) {
				d.openAll([]rune(name))
			}
		}
	}
}

func longerFirst(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) }

// openAll makes each place unknown where a name stands as whole words and nothing is said yet.
func (d *draft) openAll(name []rune) {
	for i := 0; i+len(name) <= len(d.text); i++ {
		s := annotate.Span{Start: i, End: i + len(name)}
		if d.str(s) != string(name) || i > 0 && inName(d.text[i-1]) || s.End < len(d.text) && inName(d.text[s.End]) {
			continue
		}
		if d.free(s) {
			d.doubt(Span{Span: s})
		}
	}
}
