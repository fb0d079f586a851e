package textlayout

import "unicode"

// possessive is how many code points at the end of a word are an English ’s, with
// what cannot be seen behind it; 0 when there is none. It stands behind Latin letters,
// as in Washington’s or O’Brien’s; it’s and let’s are not told from it. Turkish
// suffixes (Ankara’da) stay in the word: nothing tells them from Sana’a and Qur’an.
func possessive(word []rune) int {
	end := len(word)
	for end > 0 && invisible(word[end-1]) {
		end--
	}
	if end < 3 || word[end-1] != 's' && word[end-1] != 'S' || !apostrophe(word[end-2]) || apostrophe(word[end-3]) {
		return 0
	}
	latin := false
	for _, r := range word[:end-2] {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.IsLetter(r):
			return 0
		}
	}
	if !latin {
		return 0
	}
	return len(word) - end + 2
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }
