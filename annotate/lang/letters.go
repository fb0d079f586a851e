package lang

import (
	"strings"
	"unicode/utf8"
)

// byLetters is the language of a text in Arabic letters that lingua does not
// know but that has letters of its own, "" if it has hardly any.
func byLetters(text string) (code string) {
	most := utf8.RuneCountInString(text) / 20
	for _, l := range arabicLetters {
		own := 0
		for _, r := range text {
			if strings.ContainsRune(l.letters, r) {
				own++
			}
		}
		if own > most {
			code, most = l.code, own
		}
	}
	return code
}

// Letters that Arabic, Persian and Urdu do not have, by language. Some are
// shared by two of these.
var arabicLetters = []struct{ code, letters string }{
	{"ckb", "ێۆڕڵەڤ"},
	{"ps", "ټډړږښځڅڼګېۍۀ"},
	{"sd", "ٻڀٺٽٿڄڃڇڏڌڊڍڙڦڳڱڻڪ"},
	{"ug", "ېۈۇۆەڭۋ"},
}
