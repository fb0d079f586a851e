package find

import (
	"sync"
)

// inverse says which code points a folded one may come of.
type inverse struct {
	self func(rune) bool // whether a code point is among what it is folded to
	from map[rune][]rune // the others
}

// changed are the blocks with code points that are folded to others. Hangul is worked out.
var changed = [][2]rune{{0x0041, 0x33FF}, {0xA640, 0xABFF}, {0xF900, 0xFFFF}, {0x10400, 0x105FF}, {0x10C80, 0x10D8F}, {0x11000, 0x11FFF}, {0x16E40, 0x16EFF},
	{0x1D100, 0x1D1FF}, {0x1E900, 0x1E95F}, {0x2F800, 0x2FA1F}}

// inverses are made when they are first needed.
var inverses [4]func() inverse

func init() {
	for i := range inverses {
		inverses[i] = sync.OnceValue(func() inverse { return newInverse(Options{Case: i&1 != 0, Marks: i&2 != 0}) })
	}
}

func inverseFor(o Options) inverse {
	i := 0
	if o.Case {
		i |= 1
	}
	if o.Marks {
		i |= 2
	}
	return inverses[i]()
}

func newInverse(o Options) inverse {
	f, inv := folder{o: o}, inverse{from: map[rune][]rune{}}
	var gone [0x20000]bool
	for _, block := range changed {
		for r := block[0]; r <= block[1]; r++ {
			itself := false
			for _, to := range f.normalised(string(r)) {
				if to == r {
					itself = true
				} else if list := inv.from[to]; len(list) == 0 || list[len(list)-1] != r {
					inv.from[to] = append(list, r)
				}
			}
			if !itself && int(r) < len(gone) {
				gone[r] = true
			}
		}
	}
	inv.self = func(r rune) bool { return int(r) >= len(gone) || !gone[r] }
	return inv
}

// Hangul syllables are put together from a first sound, a vowel and, for some, a last sound.
const (
	syllables = 0xAC00
	firstJamo = 0x1100
	vowelJamo = 0x1161
	lastJamo  = 0x11A7 // the one before the first last sound: none
	vowels    = 21
	lasts     = 28
	firsts    = 19
)

// sources are the code points that a folded one may come of; none for white space, of which there may be any number.
func (inv inverse) sources(r rune) []rune {
	if r == ' ' {
		return nil
	}
	list := append([]rune(nil), inv.from[r]...)
	if inv.self(r) {
		list = append(list, r)
	}
	for s := range rune(firsts * vowels * lasts) {
		if r == firstJamo+s/(vowels*lasts) || r == vowelJamo+s/lasts%vowels || s%lasts > 0 && r == lastJamo+s%lasts {
			list = append(list, syllables+s)
		}
	}
	return list
}
