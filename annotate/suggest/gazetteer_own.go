package suggest

import (
	"slices"
	"strings"
	"unicode"
)

// addOwnNames adds our own lists. What is there already stays: of two meanings the list that comes first has the
// likelier one.
func addOwnNames(g *gazetteer, lang string, list ownList) {
	for entity, fields := range list.entries() {
		for _, field := range fields[1:] {
			forms, ok := strings.CutPrefix(field, lang+" ")
			if !ok {
				continue
			}
			for form := range strings.SplitSeq(forms, ", ") {
				kind := ownKinds[fields[0]]
				for _, f := range inflected(lang, form, kind) {
					addListed(g, lang, f, listed{kind: kind, entity: entity, reason: reasons[kind]})
				}
			}
		}
	}
}

// addPeopleAndEvents adds the names of people and events, of which the script says in which languages they count.
func addPeopleAndEvents(g *gazetteer, lang string) {
	script, ok := scripts[lang]
	if !ok {
		return
	}
	for entity, fields := range namesList.entries() {
		kind := ownKinds[fields[0]]
		for _, form := range fields[1:] {
			if slices.ContainsFunc([]rune(form), func(r rune) bool { return unicode.Is(script, r) }) {
				addListed(g, lang, form, listed{kind: kind, entity: entity, reason: reasons[kind]})
			}
		}
	}
}

// scripts are those of the languages that have names of people and events of their own. English has all in Latin
// letters, and is looked at with every language.
var scripts = map[string]*unicode.RangeTable{"en": unicode.Latin, "ar": unicode.Arabic, "fa": unicode.Arabic, "ur": unicode.Arabic, "he": unicode.Hebrew,
	"ru": unicode.Cyrillic, "uk": unicode.Cyrillic, "bg": unicode.Cyrillic, "kk": unicode.Cyrillic, "zh": unicode.Han, "ja": unicode.Han, "ko": unicode.Hangul}

// ownList is one of our own lists; its number makes its entities differ from those of the others.
type ownList struct {
	number int
	data   *string
}

var (
	placesList        = ownList{1, &placesData}
	organisationsList = ownList{2, &organisationsData}
	peoplesList       = ownList{3, &peoplesData}
	namesList         = ownList{4, &namesData}
)

// entries yields each entity of a list by its number: its kind, then its fields.
func (l ownList) entries() func(yield func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		entity := l.number << 20
		for line := range strings.Lines(*l.data) {
			entity++
			fields := strings.Split(strings.Replace(strings.TrimSpace(line), "\t", " | ", 1), " | ")
			if _, ok := ownKinds[fields[0]]; ok && !yield(entity, fields) {
				return
			}
		}
	}
}

var ownKinds = map[string]kindOfName{"S": state, "R": region, "O": organisation, "P": people, "PER": person, "EVENT": event}

// inflected are the forms that one entry stands for: English plurals, and after a star the Arabic or Hebrew feminine
// and plurals, with and without the article. What is guarded has one form.
func inflected(lang, form string, kind kindOfName) []string {
	stem, starred := strings.CutPrefix(form, "*")
	switch {
	case starred && lang == "ar":
		return withEndings(stem, "ال", "", "ة", "ون", "ين", "ات", "ا")
	case starred && lang == "he":
		return withEndings(stem, "", "", "ם", "ת", "ות", "ה")
	case kind == people && lang == "en" && !hasAnySuffix(form, "s", "sh", "ch", "ese", "x", "im", "!"):
		return []string{form, form + "s"}
	}
	return []string{form}
}

func withEndings(stem, article string, endings ...string) (forms []string) {
	for _, e := range endings {
		forms = append(forms, stem+e)
		if article != "" {
			forms = append(forms, article+stem+e)
		}
	}
	return forms
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
