package lang

import (
	"slices"
	"sync"
	"unicode"
)

// leastLetters is the smallest number of letters that any script needs.
const leastLetters = 10

// script is a writing system and the languages that are told apart in it.
type script struct {
	letters     []*unicode.RangeTable
	languages   []string // ISO 639-1; a script with one language needs no model
	enough      int      // letters that an answer needs
	bareLetters bool     // marks are optional signs that the models do not know

	load  sync.Once
	model model
}

// Few candidates matter more than anything else for short texts, so these are
// not all the languages that the models know.
var (
	latin = &script{
		letters: []*unicode.RangeTable{unicode.Latin}, enough: 20,
		languages: []string{
			"en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hr", "ro", "hu", "tr", "vi", "id", "sw",
		},
	}
	arabic = &script{
		letters: []*unicode.RangeTable{unicode.Arabic}, enough: 20, bareLetters: true,
		languages: []string{"ar", "fa", "ur"},
	}
	cyrillic = &script{
		letters: []*unicode.RangeTable{unicode.Cyrillic}, enough: 20,
		languages: []string{"ru", "uk", "be", "bg", "sr", "mk"},
	}
	devanagari = &script{
		letters: []*unicode.RangeTable{unicode.Devanagari}, enough: 20,
		languages: []string{"hi", "mr", "ne"},
	}
)

// A letter of these holds a syllable or a word, so fewer are enough.
var (
	han    = &script{letters: []*unicode.RangeTable{unicode.Han}, enough: 10, languages: []string{"zh"}}
	kana   = &script{letters: []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}, enough: 10, languages: []string{"ja"}}
	hangul = &script{letters: []*unicode.RangeTable{unicode.Hangul}, enough: 10, languages: []string{"ko"}}
)

var scripts = []*script{
	latin, arabic, cyrillic, han, kana, hangul, devanagari,
	alone("he", unicode.Hebrew), alone("el", unicode.Greek), alone("th", unicode.Thai),
	alone("hy", unicode.Armenian), alone("ka", unicode.Georgian), alone("am", unicode.Ethiopic),
	alone("bn", unicode.Bengali), alone("ta", unicode.Tamil), alone("te", unicode.Telugu),
	alone("gu", unicode.Gujarati), alone("pa", unicode.Gurmukhi), alone("kn", unicode.Kannada),
	alone("ml", unicode.Malayalam), alone("or", unicode.Oriya), alone("si", unicode.Sinhala),
	alone("km", unicode.Khmer), alone("lo", unicode.Lao), alone("my", unicode.Myanmar),
	alone("bo", unicode.Tibetan), alone("dv", unicode.Thaana),
}

func alone(code string, letters *unicode.RangeTable) *script {
	return &script{letters: []*unicode.RangeTable{letters}, enough: 20, languages: []string{code}}
}

// Languages are the codes that a detector can answer, sorted.
func Languages() []string {
	var codes []string
	for _, s := range scripts {
		codes = append(codes, s.languages...)
	}
	for _, l := range arabicLetters {
		codes = append(codes, l.code)
	}
	slices.Sort(codes)
	return codes
}

// scriptOf is the script of a letter, nil for what is no letter.
func scriptOf(r rune) *script {
	if r < 0x80 {
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return latin
		}
		return nil
	}
	if !unicode.IsLetter(r) {
		return nil
	}
	for _, s := range scripts {
		if unicode.In(r, s.letters...) {
			return s
		}
	}
	return nil
}

// mainScript is the script with most letters. Japanese is written in kana and
// Han: one kana among twenty letters tells it from Chinese.
func mainScript(counts map[*script]int) *script {
	if counts[kana]*20 > counts[han] {
		counts[kana] += counts[han]
		delete(counts, han)
	}
	var main *script
	for _, s := range scripts { // in order, so that a tie has one answer
		if counts[s] > 0 && (main == nil || counts[s] > counts[main]) {
			main = s
		}
	}
	return main
}
