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
var notEvents = strings.Fields("Award Awards Prize Medal Award-winning Game Album Committee Museum Memorial Association Federation Council Act Treaty")

// isEvent reports whether a name says that it is that of an event.
func isEvent(language, name string) bool {
	found := false
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if slices.Contains(notEvents, w) {
			return false
		}
		for _, e := range eventWords[language] {
			stem, open := strings.CutSuffix(e, "*")
			if w == e || open && (strings.HasPrefix(w, stem) || strings.HasSuffix(w, strings.ToLower(stem))) {
				found = true
			}
		}
	}
	return found
}

// leagues are the contests that sets call organisations.
func (d *draft) contests() {
	d.each("ORG", func(s Span) []Span {
		if isEvent(d.language, d.str(s.Span)) {
			return d.doubt(s)
		}
		return []Span{s}
	})
}
