package state

import "hash/maphash"

// index finds rows by their IDs. Lists that grew out of each other share it: it may know rows that a shorter list does not
// have, or that another list has in their place, so what it finds counts only when the ID of the row is the one looked for.
// It is used on one goroutine.
type index struct {
	seed  maphash.Seed
	slots []uint32 // row + 1 of each slot; 0 where it is free; their number is a power of two
	used  int
}

// newIndex has room for so many rows before it grows.
func newIndex(rows int) *index {
	slots := 16
	for slots*2 < rows*3 {
		slots *= 2
	}
	return &index{seed: maphash.MakeSeed(), slots: make([]uint32, slots)}
}

// find is the row of an ID in a list.
func (x *index) find(rows Rows, id string) (row int, ok bool) {
	if x == nil {
		return 0, false
	}
	for at := x.first(id); x.slots[at] != 0; at = (at + 1) & (len(x.slots) - 1) {
		if row := int(x.slots[at]) - 1; row < rows.Len() && rows.ID(row) == id {
			return row, true
		}
	}
	return 0, false
}

// add makes the rows of a list known from one on. It returns another index where this one has no room for them.
func (x *index) add(rows Rows, from int) *index {
	if x == nil || 4*(x.used+rows.Len()-from) > 3*len(x.slots) {
		x, from = newIndex(2*rows.Len()), 0
	}
	for i := from; i < rows.Len(); i++ {
		at := x.first(rows.ID(i))
		for x.slots[at] != 0 {
			at = (at + 1) & (len(x.slots) - 1)
		}
		x.slots[at] = uint32(i + 1)
		x.used++
	}
	return x
}

func (x *index) first(id string) int { return int(maphash.String(x.seed, id)) & (len(x.slots) - 1) }
