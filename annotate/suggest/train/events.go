package train

import (
	"slices"
	"strings"
)

// eventWords are those of which one makes a name that of an event, by language. A word with a star may end in more
// letters, or begin with more where the language writes compounds.
var eventWords = map[string][]string{
	"en": strings.Fields(`War Wars Battle Battles Revolution Uprising Revolt Rebellion Massacre Genocide Holocaust Crisis Siege Invasion Campaign
		Olympics Olympic Paralympics Championship Championships Cup Open Marathon Festival Tournament Games Prix Bowl Series Derby Playoffs
		Wimbledon Summit Earthquake Hurricane Cyclone Typhoon Tsunami Christmas Easter Ramadan Hanukkah Passover Diwali Halloween Thanksgiving
		Eurovision Biennale Brexit Intifada Conference Renaissance Oktoberfest`),
	"de": strings.Fields(`Krieg* Weltkrieg* Schlacht* Revolution* Aufstand* Krise* Olympi* Weltmeisterschaft* Europameisterschaft* WM EM Cup Pokal
		Open Grand Festspiele* Festival* Weihnachten Ostern Ramadan League Biennale Berlinale Messe* Gipfel* Turnier* Marathon*`),
}

// notEvents are words that make works, prizes and bodies of names with a word from above.
var notEvents = strings.Fields("Award Awards Prize Medal Award-winning Game Album Committee Year Legends Dance Museum Memorial Association Federation Council Act Treaty")

// eventOpens are words that begin the names of events, where a language puts the kind first.
var eventOpens = map[string][]string{
	"en": {"Battle", "Battles", "Siege", "Operation", "Hurricane", "Cyclone", "Typhoon"},
	"ar": strings.Fields("حرب الحرب معركة بطولة كأس مونديال المونديال ثورة الثورة انتفاضة الانتفاضة مهرجان دورة قمة غزوة"),
}

// numbered stand behind the kind in names of events: World War II.
var numbered = strings.Fields("I II III IV One Two 1 2 of in against on for")

// isEvent reports whether a name says that it is that of an event: its last word does, or one that is counted or
// described, or in some languages the first.
func isEvent(language, name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(notEvents, w) }) {
		return false
	}
	if slices.Contains(eventOpens[language], words[0]) && (len(words) > 1 || language == "ar") {
		return true
	}
	for i, w := range words {
		last := i+1 == len(words)
		if eventWord(language, w) && (last && name != "Olympic" || !last && slices.Contains(numbered, words[i+1]) || !last && digits(words[i+1])) {
			return true
		}
	}
	return false
}

func eventWord(language, w string) bool {
	return slices.ContainsFunc(eventWords[language], func(e string) bool {
		stem, open := strings.CutSuffix(e, "*")
		if !open {
			return w == e
		}
		return strings.HasPrefix(w, stem) || stemInside(w, strings.ToLower(stem))
	})
}

// stemInside reports whether a compound has a stem behind its first letters.
func stemInside(w, stem string) bool { return strings.LastIndex(w, stem) > 1 }

// contests leaves open what sets call an organisation and its name calls an event: leagues, games.
func (d *draft) contests() {
	d.each("ORG", func(s Span) []Span {
		if isEvent(d.language, d.str(s.Span)) {
			return d.doubt(s)
		}
		return []Span{s}
	})
}
