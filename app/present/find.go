package present

import (
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/state"
)

// FindBar is the bar above the article in which one types what to find.
type FindBar struct {
	Open    bool
	Query   string
	Options find.Options
	Words   string // "3 of 17", or that there is no hit and what to try
	None    bool   // there is no hit
	Hits    bool   // there are some to label
}

// OfFind is what the bar shows of the state.
func OfFind(s state.State) FindBar {
	f := s.Find
	b := FindBar{Open: f.Open, Query: f.Query, Options: f.Options}
	hits := s.HitsShown()
	switch n := len(hits); {
	case !f.Open || strings.TrimSpace(f.Query) == "":
	case f.Pending:
		b.Words = "searching…"
	case n == 0:
		b.Words, b.None = state.NoHits(f), true
	case f.At < 0 || f.At >= n:
		b.Words, b.Hits = Count(n, "hit"), true
	default:
		b.Words, b.Hits = fmt.Sprintf("%s of %s", Number(f.At+1), Number(n)), true
		if f.Wrapped != "" {
			b.Words += " · " + f.Wrapped
		}
	}
	return b
}

// hits marks what was found on a line.
func (m marker) hits(dst []Mark, line annotate.Span) []Mark {
	all, at := m.s.HitsShown(), m.s.HitAt()
	first, _ := slices.BinarySearchFunc(all, line.Start, func(h annotate.Span, at int) int { return h.End - at - 1 })
	for i := first; i < len(all) && all[i].Start < line.End; i++ {
		dst = append(dst, Mark{Start: all[i].Start, End: all[i].End, Kind: MarkHit, Focus: i == at})
	}
	return dst
}
