package suggest

import (
	"math/rand/v2"
	"testing"
)

// Sums of eight weights at once are those of one after the other, for any number of tags and more rows than a lane of 16 bits holds.
func TestTableSumsAsPlainly(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for tags := 1; tags <= 61; tags++ {
		table := newTable(tags, 64)
		plain := make([]int8, 64*tags)
		for row := range 63 { // the last is left as it is
			for tag := range tags {
				w := int8(r.IntN(255) - 127)
				if row < 8 {
					w = int8(127 - 254*(row%2)) // rows of the greatest and of the least
				}
				table.set(row, tag, 77)
				table.set(row, tag, w)
				plain[row*tags+tag] = w
			}
		}
		for at, w := range plain {
			if got := table.at(at/tags, at%tags); got != w {
				t.Fatalf("weight %d of %d tags is %d, want %d", at, tags, got, w)
			}
		}
		for _, n := range []int{0, 1, 50, 257, 258, 1000} {
			rows := make([]uint32, n)
			for i := range rows {
				rows[i] = r.Uint32N(64)
				if n == 258 {
					rows[i] = uint32(tags % 2) // all alike
				}
			}
			checkSum(t, &table, plain, rows)
		}
	}
}

func checkSum(t *testing.T, table *table, plain []int8, rows []uint32) {
	t.Helper()
	got := make([]float32, table.tags)
	table.sum(got, rows, 0.25)
	for tag := range got {
		want := int32(0)
		for _, row := range rows {
			want += int32(plain[int(row)*table.tags+tag])
		}
		if got[tag] != float32(want)*0.25 {
			t.Fatalf("%d rows: the sum of tag %d of %d is %v, want %v", len(rows), tag, table.tags, got[tag], float32(want)*0.25)
		}
	}
}
