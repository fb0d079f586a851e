package lang

import (
	"slices"
	"strings"
)

// byWords tells the languages written in Devanagari apart by their commonest
// words and endings. lingua reads letters without their vowel signs, which
// leaves too little of these words, and does not have Nepali.
func byWords(text string) guesses {
	counts := make(guesses, len(devanagariWords))
	all := 0.0
	for i, l := range devanagariWords {
		counts[i].code = l.code
		for word := range strings.FieldsSeq(text) {
			if slices.Contains(l.words, word) || slices.ContainsFunc(l.endings, func(e string) bool {
				return len(word) > len(e) && strings.HasSuffix(word, e)
			}) {
				counts[i].confidence++
				all++
			}
		}
	}
	if all == 0 {
		return nil
	}
	for i := range counts {
		counts[i].confidence /= all
	}
	slices.SortStableFunc(counts, func(a, b guess) int {
		switch {
		case a.confidence > b.confidence:
			return -1
		case a.confidence < b.confidence:
			return 1
		}
		return 0
	})
	return counts
}

var devanagariWords = []struct {
	code           string
	words, endings []string
}{
	{
		code: "hi",
		words: []string{
			"है", "हैं", "था", "थी", "थे", "का", "की", "के", "में", "और", "से", "को", "ने", "पर", "यह", "वह", "कि", "नहीं", "भी",
			"रहा", "रही", "रहे", "गया", "गई", "इस", "उस", "लिए", "करने", "हुए",
		},
	},
	{
		code: "mr",
		words: []string{
			"आहे", "आहेत", "आणि", "होता", "होती", "होते", "नाही", "नव्हते", "या", "हे", "ते", "ही", "व", "असे", "केली", "केले", "केला",
			"झाला", "झाली", "झाले", "त्यांनी", "म्हणाले", "येथे",
		},
		endings: []string{"च्या", "ांनी", "मध्ये", "साठी", "ातून", "ांना", "ण्यात"},
	},
	{
		code:    "ne",
		words:   []string{"छ", "छन्", "छैन", "र", "हो", "थियो", "थिए", "थिएन", "पनि", "भने", "भन्ने", "गर्न", "गर्ने", "गरेको", "भएको", "लागि", "उनले", "यो"},
		endings: []string{"हरू", "लाई", "बाट", "को", "मा"},
	},
}
