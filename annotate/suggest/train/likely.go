package train

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// peopleEndings are those of English adjectives and names of peoples that stand in no list of ours.
var peopleEndings = []string{"ian", "ians", "ean", "eans", "ese", "ish", "ite", "ites", "ic", "ist", "ists", "ism", "i", "is"}

// mayBe finds, in other languages, words that may be of peoples and events.
var mayBe = map[string]*regexp.Regexp{
	"fr": compile(`\pL+(?:ais|aises?|ois|oises?|iens?|iennes?|ains?|aines?|ands?|andes?|ols?|oles?|Grecs?|Turcs?|turcs?|russes?|arabes?|juifs?)`),
	"nl": compile(`\pL+(?:sche|schen|sch|isch|ers|iërs?|anen)`),
	"zh": compile(`[^\pP\s]{1,6}(?:战争|战役|之战|奥运会|运动会|世界杯|锦标赛|事变|革命|起义|世界大战)`, `[^\pP\s]{1,4}(?:族|教徒)`, `(?:佛教|道教|基督教|伊斯兰教|天主教)`),
}

// likely leaves open what may be a people or an event that the set does not mark: in English a word with a capital and
// such an ending, and names with the word for an event. With that all sets can say that they mark both. What is open in
// all texts of a set has no opposite there, and a model soon finds it everywhere.
func (d *draft) likely() {
	if re := mayBe[d.language]; re != nil {
		for _, s := range d.matches(re) {
			for d.language == "zh" && s.Len() > 2 && !d.free(s) { // no blank says where the name begins
				s.Start++
			}
			if d.free(s) {
				d.doubt(Span{Span: s})
			}
		}
	}
	if d.language != "en" {
		return
	}
	words := d.wordsOf()
	for i, w := range words {
		word := d.str(w)
		if !unicode.IsUpper(d.text[w.Start]) || !d.free(w) || len(word) < 3 {
			continue
		}
		switch {
		case slices.ContainsFunc(peopleEndings, func(e string) bool { return strings.HasSuffix(word, e) }):
			d.doubt(Span{Span: w})
		case eventWord("en", word):
			d.openRun(words, i)
		}
	}
}

// openRun leaves a run of words with capitals open, and what counts or describes it behind.
func (d *draft) openRun(words []annotate.Span, i int) {
	from, to := i, i
	for from > 0 && unicode.IsUpper(d.text[words[from-1].Start]) && words[from-1].End+1 == words[from].Start {
		from--
	}
	for to+1 < len(words) && words[to].End+1 == words[to+1].Start && slices.Contains(numbered[:8], d.str(words[to+1])) {
		to++
	}
	for _, w := range words[from : to+1] {
		if d.free(w) {
			d.doubt(Span{Span: w})
		}
	}
}
