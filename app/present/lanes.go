package present

import (
	"cmp"
	"slices"

	"rubricator/annotate"
)

// Stacker sorts marks and gives them their lanes. It keeps its memory from one line to the next and serves one
// goroutine; the zero value is ready.
type Stacker struct {
	order []int32
	lanes [MostLanes][]annotate.Span // the spans in each lane, in order; none overlap
}

// MostLanes is how many lanes are told apart; whatever lies deeper has lane MostLanes, and may share it.
const MostLanes = 8

// Stack sorts marks by start, the longer first, and gives each a lane: 0 to the innermost. Of two that overlap no two
// share a lane below MostLanes, and a span that holds another lies in a higher one.
func (k *Stacker) Stack(marks []Mark) {
	slices.SortStableFunc(marks, func(a, b Mark) int { return span(a).Compare(span(b)) })
	k.order = k.order[:0]
	for i := range k.lanes {
		k.lanes[i] = k.lanes[i][:0]
	}
	for i := range marks {
		if marks[i].Kind.Spans() {
			k.order = append(k.order, int32(i))
		}
	}
	// The shorter first, so that what lies inside a span has its lane before it.
	slices.SortFunc(k.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(span(marks[a]).Len(), span(marks[b]).Len()), cmp.Compare(a, b))
	})
	for _, i := range k.order {
		marks[i].Lane = k.take(span(marks[i]))
	}
	deepen(marks)
}

// deepen tells all spans that hang together how high they stack.
func deepen(marks []Mark) {
	for first := 0; first < len(marks); {
		end, depth, next := 0, 0, first
		for ; next < len(marks) && (next == first || !marks[next].Kind.Spans() || marks[next].Start < end); next++ {
			if marks[next].Kind.Spans() {
				end, depth = max(end, marks[next].End), max(depth, marks[next].Lane)
			}
		}
		for i := range marks[first:next] {
			marks[first+i].Depth = depth
		}
		first = next
	}
}

// take finds the lowest lane above all that the span holds in which there is room, and fills it.
func (k *Stacker) take(sp annotate.Span) int {
	lane, at := MostLanes, 0
	for l := MostLanes - 1; l >= 0; l-- {
		i, room, holds := look(k.lanes[l], sp)
		if holds {
			break
		}
		if room {
			lane, at = l, i
		}
	}
	if lane < MostLanes {
		k.lanes[lane] = slices.Insert(k.lanes[lane], at, sp)
	}
	return lane
}

// look finds where a span would stand in a lane, whether there is room for it, and whether it holds one that is there.
func look(lane []annotate.Span, sp annotate.Span) (at int, room, holds bool) {
	at, _ = slices.BinarySearchFunc(lane, sp.Start+1, func(o annotate.Span, start int) int { return cmp.Compare(o.End, start) })
	room = at == len(lane) || !lane[at].Overlaps(sp)
	for _, o := range lane[at:min(at+2, len(lane))] {
		holds = holds || sp.Contains(o)
	}
	return at, room, holds
}

func span(m Mark) annotate.Span { return annotate.Span{Start: m.Start, End: m.End} }
