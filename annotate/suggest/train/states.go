package train

import (
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// statesAct gives states that a set calls organisations the label LOC: by our guideline they stay places when they act.
// Cities are changed with cities alone: in a set with sports they are teams. Peoples are NORP, and seats of government
// that are houses ORG.
func (d *draft) statesAct(known *lists, cities bool) {
	for _, label := range []string{"ORG", "LOC"} {
		d.each(label, func(s Span) []Span {
			name := d.str(s.Span)
			switch {
			case d.language == "zh" && label == "LOC" && known.state("zh", name) && s.End < len(d.text) && d.text[s.End] == '人':
				s.End++
				return s.as("NORP")
			case d.people(known, name):
				return s.as("NORP")
			case seats[name]:
				return s.as("ORG")
			case label == "LOC":
				return []Span{s}
			case known.state(d.language, name), cities && d.language == "en" && known.cities[name], d.language == "en" && isPlace(name):
				return s.as("LOC")
			}
			return []Span{s}
		})
	}
}

// seats stand for those who work there.
var seats = map[string]bool{"White House": true, "Kremlin": true, "Pentagon": true, "Downing Street": true, "Kreml": true, "Weißen Haus": true,
	"البيت الأبيض": true, "الكرملين": true, "البنتاغون": true, "No 10": true}

// people reports whether a name is that of a people, also in capitals.
func (d *draft) people(known *lists, name string) bool {
	switch d.language {
	case "ar":
		return known.arabic[simple(name)] || name == "الشيعة" || name == "شيعة" || name == "السنة"
	case "en":
		if name == strings.ToUpper(name) && len(name) > 3 {
			name = name[:1] + strings.ToLower(name[1:])
		}
		return known.peoples[name] && !slices.Contains(vague, name)
	}
	return false
}

// placeWords end the names of places that sets call organisations.
var placeWords = strings.Fields("Airport Street Road Avenue Bridge River Stadium Square Beach Island Islands Mountains Lake Tower Prison")

func isPlace(name string) bool {
	return slices.Contains(placeWords, name[strings.LastIndex(name, " ")+1:]) && strings.Contains(name, " ")
}

// towards are parts of the sky and generic words that stand outside a span before the name of a place.
var towards = strings.Fields(`northern southern eastern western north south east west northeast northwest southeast southwest north-east north-west
	south-east south-west central upper lower downtown greater near province city town village district state port county region`)

// places cuts what stands before the names of places and is no part of them, and parts a place from what it lies in:
// northern Syria; Paris, France.
func (d *draft) places(known *lists) {
	d.each("LOC", func(s Span) []Span {
		s = d.withoutDirection(s, known)
		name := d.str(s.Span)
		if owner, rest, owned := strings.Cut(name, "'s "); owned && small(rest) { // Malaysia's west coast
			return []Span{s.part(0, len([]rune(owner)), "LOC")}
		}
		first, second, two := strings.Cut(name, ", ")
		if !two || small(second) || small(first) || strings.Contains(second, ",") || strings.HasPrefix(second, "D.") {
			return []Span{s}
		}
		n := len([]rune(first))
		return []Span{s.part(0, n, "LOC"), s.part(n+2, s.Len(), "LOC")}
	})
}

func (d *draft) withoutDirection(s Span, known *lists) Span {
	for {
		name := d.str(s.Span)
		first, rest, more := strings.Cut(name, " ")
		low := strings.ToLower(first)
		switch {
		case !more:
			return s
		case first == "of" || slices.Contains(towards, first):
		case slices.Contains(towards, low) && strings.HasSuffix(low, "ern") && known.isoState(rest) && !known.states["en"][name] && !known.cities[name]:
		default:
			return s
		}
		s.Start += len([]rune(first)) + 1
	}
}

// languageBefore and languageAfter are words beside which an adjective names a language: that has no label.
var (
	languageBefore = strings.Fields("in speak speaks spoke spoken speaking learn learning teach teaches taught translated from into fluent old middle modern")
	languageAfter  = strings.Fields("language languages grammar alphabet translation translations dialect word words version subtitles")
	afterLanguage  = strings.Fields("and or as is was for to in on at by")
)

// fillPeoples labels the nationalities, peoples and religions of our list that no span of the set holds, in English.
// Where the adjective may name a language, or open a name that the set does not mark, it is left open.
func (d *draft) fillPeoples(known *lists) {
	if d.language == "ar" {
		d.fillArabic(known)
	}
	if d.language != "en" {
		return
	}
	words := d.wordsOf()
	for i, w := range words {
		end := i
		switch {
		case !unicode.IsUpper(d.text[w.Start]):
			continue
		case i+1 < len(words) && known.peoples[d.str(annotate.Span{Start: w.Start, End: words[i+1].End})]:
			end = i + 1
		case !known.peoples[d.str(w)]:
			continue
		}
		span := Span{annotate.Span{Start: w.Start, End: words[end].End}, "NORP"}
		switch {
		case !d.free(span.Span):
		case d.besideLanguage(span), slices.Contains(vague, d.str(span.Span)), end+1 < len(words) && d.opensName(words[end], words[end+1]):
			d.doubt(span)
		default:
			d.spans = append(d.spans, span)
		}
	}
}

// fillArabic labels adjectives and names of peoples, behind prefixes too.
func (d *draft) fillArabic(known *lists) {
	for _, w := range d.wordsOf() {
		for skip := range 3 {
			word := d.str(annotate.Span{Start: min(w.Start+skip, w.End), End: w.End})
			prefix := string(d.text[w.Start : w.End-len([]rune(word))])
			fits := known.arabic[simple(word)] || prefix == "لل" && known.arabic[simple("ال"+word)]
			if fits && slices.Contains([]string{"", "و", "ف", "ب", "ل", "ك", "لل", "وب", "ول"}, prefix) && d.free(w) {
				d.spans = append(d.spans, Span{annotate.Span{Start: w.Start + skip, End: w.End}, "NORP"})
				break
			}
		}
	}
}

// besideLanguage reports whether the words beside an adjective make it that of a language.
func (d *draft) besideLanguage(s Span) bool {
	before, after := strings.Fields(string(d.text[:s.Start])), strings.Fields(string(d.text[s.End:]))
	if len(after) > 0 && slices.Contains(languageAfter, strings.ToLower(strings.Trim(after[0], ".,;:"))) {
		return true
	}
	return len(before) > 0 && slices.Contains(languageBefore, strings.ToLower(before[len(before)-1])) &&
		(len(after) == 0 || !wordly(after[0], true) || slices.Contains(afterLanguage, after[0]))
}

// opensName reports whether the next word has a capital, no label, and is no title: then the adjective may be part of
// a name that the set does not mark, as of a prize or a work.
func (d *draft) opensName(word, next annotate.Span) bool {
	return next.Start == word.End+1 && d.text[word.End] == ' ' && unicode.IsUpper(d.text[next.Start]) && d.free(next) &&
		!isTitle(d.str(next))
}

// wordsOf are the runs of letters, digits and what stands between letters.
func (d *draft) wordsOf() (words []annotate.Span) {
	for i := 0; i < len(d.text); i++ {
		if !inName(d.text[i]) {
			continue
		}
		start := i
		for i < len(d.text) && inName(d.text[i]) {
			i++
		}
		words = append(words, annotate.Span{Start: start, End: i})
	}
	return words
}
