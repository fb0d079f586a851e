package train

import (
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// statesAct gives states that a set calls organisations the label LOC: by our guideline they stay places when they act.
// Cities are changed with cities alone: in a set with sports they are teams. Peoples are NORP under any label.
func (d *draft) statesAct(known *lists, cities bool) {
	for _, label := range perOrgLoc {
		d.each(label, func(s Span) []Span {
			name := d.str(s.Span)
			switch {
			case d.language == "en" && known.peoples[name]:
				return s.as("NORP")
			case label == "ORG" && (known.state(d.language, name) || cities && d.language == "en" && known.cities[name]):
				return s.as("LOC")
			}
			return []Span{s}
		})
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
		case d.besideLanguage(span), end+1 < len(words) && d.opensName(words[end], words[end+1]):
			d.doubt(span)
		default:
			d.spans = append(d.spans, span)
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
