package suggest

// table holds rows of weights from -127 to 127, one for each tag. The weights lie in bytes, eight to a word, each with 128 added, and a row fills
// whole words: so eight are added at once, and half as many reads miss the cache. Rows that were never set are zeros.
type table struct {
	tags, words int // of a row
	packed      []uint64
}

const (
	zeroWeights = 0x8080808080808080
	evenBytes   = 0x00FF00FF00FF00FF
	laneRows    = 257 // rows whose bytes can be added before a lane of 16 bits overflows
)

func newTable(tags, rows int) table {
	t := table{tags: tags, words: (tags + 7) / 8}
	t.packed = make([]uint64, rows*t.words)
	for i := range t.packed {
		t.packed[i] = zeroWeights
	}
	return t
}

// rows is how many there are.
func (t *table) rows() int { return len(t.packed) / t.words }

func (t *table) at(row, tag int) int8 {
	return int8(t.packed[row*t.words+tag/8]>>(tag%8*8) ^ 0x80)
}

func (t *table) set(row, tag int, w int8) {
	word, shift := &t.packed[row*t.words+tag/8], tag%8*8
	*word = *word&^(0xFF<<shift) | uint64(uint8(w)^0x80)<<shift
}

// sum adds up some rows into out, one for each tag, times a scale.
func (t *table) sum(out []float32, rows []uint32, scale float32) {
	var sums [64]int32
	for len(rows) > 0 {
		n := min(len(rows), laneRows)
		for w := 0; w < t.words; w += 4 {
			if w+4 <= t.words {
				t.fourWords((*[32]int32)(sums[8*w:]), rows[:n], w)
				continue
			}
			for ; w < t.words; w++ {
				t.word((*[8]int32)(sums[8*w:]), rows[:n], w)
			}
		}
		rows = rows[n:]
	}
	for i := range out[:t.tags] {
		out[i] = float32(sums[i]) * scale
	}
}

// word adds one word of some rows, at most laneRows. The even bytes and the odd ones are added apart, each in 16 bits.
func (t *table) word(sums *[8]int32, rows []uint32, w int) {
	var even, odd uint64
	for _, r := range rows {
		x := t.packed[int(r)*t.words+w]
		even += x & evenBytes
		odd += x >> 8 & evenBytes
	}
	spread(sums, even, odd, len(rows))
}

// fourWords is word for four of them at once, as many as the six labels of News take.
func (t *table) fourWords(sums *[32]int32, rows []uint32, w int) {
	var e0, e1, e2, e3, o0, o1, o2, o3 uint64
	for _, r := range rows {
		x := (*[4]uint64)(t.packed[int(r)*t.words+w:])
		e0 += x[0] & evenBytes
		o0 += x[0] >> 8 & evenBytes
		e1 += x[1] & evenBytes
		o1 += x[1] >> 8 & evenBytes
		e2 += x[2] & evenBytes
		o2 += x[2] >> 8 & evenBytes
		e3 += x[3] & evenBytes
		o3 += x[3] >> 8 & evenBytes
	}
	spread((*[8]int32)(sums[0:]), e0, o0, len(rows))
	spread((*[8]int32)(sums[8:]), e1, o1, len(rows))
	spread((*[8]int32)(sums[16:]), e2, o2, len(rows))
	spread((*[8]int32)(sums[24:]), e3, o3, len(rows))
}

// spread adds sums in lanes of 16 bits to those of each tag, less the 128 of each row.
func spread(sums *[8]int32, even, odd uint64, rows int) {
	for i := range 4 {
		sums[2*i] += int32(even>>(16*i)&0xFFFF) - int32(128*rows)
		sums[2*i+1] += int32(odd>>(16*i)&0xFFFF) - int32(128*rows)
	}
}
