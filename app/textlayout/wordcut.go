package textlayout

// writing is a way of writing words without spaces between them.
type writing uint8

const (
	spaced  writing = iota // words as UAX #29 finds them
	chinese                // Chinese and Japanese: Han and hiragana; katakana stays whole, as UAX #29 has it
	thai
	lao
	khmer
)

// writingOf tells the writing of letters; digits, punctuation and katakana are spaced.
func writingOf(r rune) writing {
	switch {
	case r < 0x0E01:
		return spaced
	case r <= 0x0E3A || 0x0E40 <= r && r <= 0x0E4E:
		return thai
	case 0x0E81 <= r && r <= 0x0ECE || 0x0EDC <= r && r <= 0x0EDF:
		return lao
	case 0x1780 <= r && r <= 0x17D3 || r == 0x17DC || r == 0x17DD:
		return khmer
	case r < 0x2E80:
		return spaced
	case isHan(r) || isHiragana(r):
		return chinese
	}
	return spaced
}

func isHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF || r == 0x3005 || r == 0x3007 ||
		0xF900 <= r && r <= 0xFAD9 || 0x20000 <= r && r <= 0x3FFFD
}

func isHiragana(r rune) bool { return 0x3041 <= r && r <= 0x3096 || r == 0x309D || r == 0x309E }

// joinsHan reports letters that belong to Han or hiragana only after such a letter:
// 霞ヶ関, らーめん.
func joinsHan(r rune) bool { return r == 'ヶ' || r == 'ヵ' || r == 'ー' }

// cutter divides a run of one writing into words: the division with the least sum of
// costs, and of two alike the one with the longer word first.
type cutter struct {
	words *wordList
	// What a piece costs that is no word: its first cluster, and each that follows. A
	// piece grows only where more is not 0.
	unknown, more int64
}

func (w writing) cutter() cutter {
	switch w {
	case chinese:
		return cutter{words: cjkWords(), unknown: 255}
	case thai:
		return cutter{thaiWords(), 250, 60}
	case lao:
		return cutter{laoWords(), 300, 20}
	}
	return cutter{khmerWords(), 300, 20}
}

// cut returns the ends of the words of runes, the last of which is len(runes). Words
// begin only where may says so.
func (c cutter) cut(runes []rune, may []bool) []int {
	n := len(runes)
	best := make([]step, n+1)
	next := n // the nearest place after i where a word may begin
	for i := n - 1; i >= 0; i-- {
		if i > 0 && !may[i] {
			continue
		}
		best[i] = c.from(runes, may, best, i, next)
		next = i
	}
	var ends []int
	for i := 0; i < n; {
		loose := best[i].unknown
		i = best[i].to
		for loose && c.more > 0 && i < n && best[i].unknown {
			i = best[i].to
		}
		ends = append(ends, i)
	}
	return ends
}

// step is the best way on from a place: the end of the word there, and the cost from
// the place to the end of the run.
type step struct {
	cost    int64
	to      int
	unknown bool
}

// from finds the best way on from i, when those from all later places are known.
// next is where a word may begin after i.
func (c cutter) from(runes []rune, may []bool, best []step, i, next int) step {
	out := step{cost: c.unknown + best[next].cost, to: next, unknown: true}
	if c.more > 0 && best[next].unknown {
		out.cost = c.more + best[next].cost
	}
	node := 0
	for k := i; k < len(runes); k++ {
		if node = c.words.child(node, runes[k]); node < 0 {
			break
		}
		if k+1 < len(runes) && !may[k+1] || c.words.costs[node] == 0 {
			continue
		}
		if cost := int64(c.words.costs[node]) + best[k+1].cost; cost <= out.cost {
			out = step{cost: cost, to: k + 1}
		}
	}
	return out
}

// mayBegin reports whether a word may begin before runes[i], i > 0: not between a vowel
// and its consonant, where a syllable is more than one grapheme.
func mayBegin(runes []rune, i int) bool {
	switch before := runes[i-1]; {
	case 0x0E40 <= before && before <= 0x0E44 || 0x0EC0 <= before && before <= 0x0EC4:
		return false // vowels written before their consonant
	case before == 0x17D2:
		return false // Khmer coeng puts the next consonant below
	}
	switch runes[i] {
	case 0x0E2F, 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46: // Thai signs that follow
		return false
	case 'ー', 'ゃ', 'ゅ', 'ょ': // hiragana syllables
		return false
	case 0x0EAF, 0x0EB0, 0x0EB2, 0x0EB3, 0x0EBD, 0x0EC6: // Lao
		return false
	}
	return i+1 == len(runes) || runes[i+1] != 0x0E4C // a silenced consonant
}
