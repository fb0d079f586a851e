package export

import "fmt"

// stringReader is how a program to which strings alone are given finds them in one text.
type stringReader interface {
	// same gives what it takes for one string the same key.
	same(quote string) string
	// places are where it finds a string, in bytes.
	places(quote string) []int
}

// elsewhere reports, once for a label, each string that says something else than the spans do: of a place that has not the
// label, or nothing of one that has it.
func (r *run) elsewhere(u unit, to stringReader) {
	type key struct{ label, quote string }
	spans := map[key][]placed{}
	var order []key
	for _, p := range u.spans {
		k := key{p.from.Label, to.same(p.quote)}
		if spans[k] == nil {
			order = append(order, k)
		}
		spans[k] = append(spans[k], p)
	}
	for _, k := range order {
		found := map[int]bool{}
		for _, at := range to.places(spans[k][0].quote) {
			found[at] = true
		}
		var missed []placed
		here := 0
		for _, p := range spans[k] {
			if found[u.text.Byte(p.Start)] {
				here++
			} else {
				missed = append(missed, p)
			}
		}
		if len(missed) > 0 {
			r.changed(u.Record, missed[0].from, "inside", fmt.Sprintf("%q is only a part of a word there: it is not found by its string", missed[0].quote))
		}
		if bare := len(found) - here; bare > 0 {
			p := spans[k][0]
			r.changed(u.Record, p.from, "ambiguous", fmt.Sprintf("the files say %s of every %q: it is so at %s and not at %s", p.from.Label, p.quote, count(here, "place"), count(bare, "other")))
		}
	}
}
