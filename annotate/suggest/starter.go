package suggest

import (
	"context"
	"rubricator/annotate/suggest/lexis"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// Starter is a model that was trained before and learns no more: rows of small whole numbers that a scale makes weights.
type Starter struct {
	Header StarterHeader
	table  table
	trans  []float32 // [tags][tags]
}

// add sums the weights of some features into emissions, one for each of its tags.
func (s *Starter) add(emit []float32, rows []uint32) {
	s.table.sum(emit, rows, s.Header.Scale)
}

// hinters are the suggesters whose word about a text is a feature of the starter, by their order.
var hinters = []Suggester{Places{}, Dates{}, Names{}}

// starterSchema has the labels of the starter.
var starterSchema = annotate.News()

// hintsFor asks them and says what they say of each cell, hashed. The proposals are under the starter's labels.
func hintsFor(ctx context.Context, in Input, c *cells) ([][]uint64, []annotate.Suggestion, error) {
	in.Schema, in.view = starterSchema, c.view
	hints := make([][]uint64, len(c.list))
	var all []annotate.Suggestion
	for k, h := range hinters {
		list, err := h.Suggest(ctx, in)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range list {
			addHint(hints, c, s, uint64(k))
		}
		all = append(all, list...)
	}
	addTowns(hints, c)
	return hints, all, nil
}

// addTowns says where cells stand in the name of a town, the longest at each place.
func addTowns(hints [][]uint64, c *cells) {
	var words [lexis.MaxPlaceWords]uint64
	for i := 0; i < len(c.list); i++ {
		if t := &c.traits[c.list[i].traits]; t.kind != word || t.cased != titled && t.cased != capital {
			continue
		}
		longest, size := 0, lexis.NoPlace
		for n := 0; n < len(words) && i+n < len(c.list) && (n == 0 || !c.list[i+n].first); n++ {
			words[n] = c.traits[c.list[i+n].traits].word
			if found := lexis.Place(words[:n+1]); found != lexis.NoPlace {
				longest, size = n+1, found
			}
		}
		for n := range longest {
			hints[i+n] = append(hints[i+n], mix(99+uint64(size), uint64(crf.PlaceIn(n, 0, longest))))
		}
		i += max(0, longest-1)
	}
}

func addHint(hints [][]uint64, c *cells, s annotate.Suggestion, who uint64) {
	first, last := c.covering(s.Span.Start, s.Span.End)
	what := mix(mix(who, lexis.Hash(s.Label)), uint64(s.Score*8))
	for i := first; i < last; i++ {
		hints[i] = append(hints[i], mix(what, uint64(crf.PlaceIn(i, first, last))))
	}
}

// mapping leads from a project's labels to the starter's.
type mapping struct {
	of   [][]int // for each label of the project the starter's
	none []int   // the starter's labels that have none in the project
}

func newMapping(s *Starter, labels []string, chosen map[string]string) mapping {
	m := mapping{of: make([][]int, len(labels))}
	for b, name := range s.Header.Labels {
		if i := slices.Index(labels, chosen[name]); i >= 0 {
			m.of[i] = append(m.of[i], b)
		} else {
			m.none = append(m.none, b)
		}
	}
	return m
}
