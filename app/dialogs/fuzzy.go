package dialogs

import (
	"slices"
	"strings"
	"unicode"
)

// fuzzy sorts what has the letters of a query, in their order, by how well they sit: at the starts of words and next
// to each other. It returns indices. An empty query keeps all in their order.
func fuzzy(query string, texts []string) []int {
	want := []rune(strings.ToLower(strings.ReplaceAll(query, " ", "")))
	score := make([]int, len(texts))
	found := []int{}
	for i, t := range texts {
		if s, ok := fit(want, []rune(t)); ok {
			score[i] = s
			found = append(found, i)
		}
	}
	if slices.ContainsFunc(found, func(i int) bool { return score[i] > -scattered/2 }) {
		found = slices.DeleteFunc(found, func(i int) bool { return score[i] <= -scattered/2 })
	}
	slices.SortStableFunc(found, func(a, b int) int { return score[b] - score[a] })
	return found
}

// scattered is what a text loses that has letters here and there inside words: it counts only where no other fits.
const scattered = 1000

// fit is the best that it finds by starting at each place where the first letter stands.
func fit(want, text []rune) (best int, ok bool) {
	if len(want) == 0 {
		return 0, true
	}
	for i, r := range text {
		if unicode.ToLower(r) != want[0] {
			continue
		}
		if s, fits := follow(want, text, i); fits && (!ok || s > best) {
			best, ok = s, true
		}
	}
	return best, ok
}

// follow takes letters from a place on, preferring those that begin a word or follow the last one taken.
func follow(want, text []rune, from int) (score int, ok bool) {
	last, loose := from-1, 0
	for _, r := range want {
		next := nearest(r, text, last+1)
		if next < 0 {
			return 0, false
		}
		switch {
		case next == last+1 && last >= from:
			score += 6
		case begins(text, next):
			score += 8
		default:
			score -= min(3, next-last)
			if last >= from {
				loose = scattered
			}
		}
		last = next
	}
	return score - from/8 - loose, true
}

// nearest finds a letter from a place on: at once, or at the start of a word, or anywhere.
func nearest(r rune, text []rune, from int) int {
	anywhere := -1
	for i := from; i < len(text); i++ {
		if unicode.ToLower(text[i]) != r {
			continue
		}
		if i == from || begins(text, i) {
			return i
		}
		if anywhere < 0 {
			anywhere = i
		}
	}
	return anywhere
}

func begins(text []rune, i int) bool {
	return i == 0 || !unicode.IsLetter(text[i-1]) && !unicode.IsDigit(text[i-1])
}
