package textlayout

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// findWords lists the words of runes that have letters or digits, in order; spans count
// from 0. Chinese, Japanese, Thai, Lao and Khmer are cut by lists of words, the rest is
// by UAX #29. It looks at nothing else, so any goroutine may call it for any piece of a
// text. A word of a list hangs on the run of its writing that it stands in, and in
// Chinese on the text up to the next white space. A word of UAX #29 ends before an
// English possessive; see possessive.
func findWords(runes []rune) []wordSpan {
	out := []wordSpan{}
	add := func(start, end int) {
		for _, r := range runes[start:end] {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				out = append(out, wordSpan{int32(start), int32(end - possessive(runes[start:end])), int32(end)})
				return
			}
		}
	}
	eachWriting(runes, func(w writing, from, to int) {
		at := from
		if w == spaced {
			for it := words.FromString(string(runes[from:to])); it.Next(); {
				start := at
				for range it.Value() {
					at++
				}
				add(start, at)
			}
			return
		}
		for _, end := range cutRun(w, runes, from, to) {
			add(at, end)
			at = end
		}
	})
	return out
}

// eachWriting cuts runes where the writing changes; marks stay with their letters.
func eachWriting(runes []rune, do func(w writing, from, to int)) {
	from, now := 0, spaced
	for i, r := range runes {
		w := writingOf(r)
		if w == now || i > 0 && extends(r) || now == chinese && joinsHan(r) {
			continue
		}
		if i > from {
			do(now, from, i)
		}
		from, now = i, w
	}
	if from < len(runes) {
		do(now, from, len(runes))
	}
}

// extends reports what belongs to the letter before it.
func extends(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || r == 0x200C || r == 0x200D)
}

// cutRun returns the ends of the words of a run in a writing that is not spaced.
func cutRun(w writing, runes []rune, from, to int) []int {
	run := runes[from:to]
	may := make([]bool, len(run))
	for i := 1; i < len(run); i++ {
		may[i] = !extends(run[i]) && mayBegin(run, i)
	}
	ends := w.cutter().cut(run, may)
	if w == chinese && !kanaAround(runes, from, to) {
		ends = joinNames(run, ends)
	}
	for i := range ends {
		ends[i] += from
	}
	return ends
}

// kanaNear is how far around a run kana tell that it is Japanese, in code points.
const kanaNear = 200

// kanaAround tells Japanese from Chinese by the text up to the white space around a run.
func kanaAround(runes []rune, from, to int) bool {
	isKana := func(r rune) bool { return isHiragana(r) || 0x30A1 <= r && r <= 0x30FA }
	for i := from; i < len(runes) && i < to+kanaNear && !unicode.IsSpace(runes[i]); i++ {
		if isKana(runes[i]) {
			return true
		}
	}
	for i := from - 1; i >= max(0, from-kanaNear) && !unicode.IsSpace(runes[i]); i-- {
		if isKana(runes[i]) {
			return true
		}
	}
	return false
}

// breakWords lets lines break between the words of writings whose words UAX #14
// leaves to lists (class SA).
func breakWords(runes []rune, attrs []attr) {
	eachWriting(runes, func(w writing, from, to int) {
		if w == spaced || w == chinese {
			return
		}
		ends := cutRun(w, runes, from, to)
		for _, end := range ends[:len(ends)-1] {
			if attrs[end]&graphemeStart != 0 {
				attrs[end] |= mayBreak
			}
		}
	})
}
