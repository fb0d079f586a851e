package train

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"rubricator/annotate/suggest/data"
)

// lists are the names that labels of other sets are checked against.
type lists struct {
	states  map[string]map[string]bool // by language: names of states, territories and regions
	cities  map[string]bool            // English: well-known cities and parts of the world
	peoples map[string]bool            // English: nationalities, peoples, religions, with their plurals
	arabic  map[string]bool            // Arabic: the same, with feminine, plurals and article
}

// abbreviated are the names of states that CLDR has in no list.
var abbreviated = strings.Fields("U.S. U.S US USA U.S.A. UK U.K. U.K UAE U.A.E. DRC USSR")

// more are peoples, and other names of states, that our list of world news has no need of.
var (
	morePeoples = strings.Fields(`Englishman Englishmen Scottish Scot Scots Irishman Irishmen Frenchman Frenchmen Dutchman Dutchmen Briton Britons
		Flemish Prussian Bavarian Byzantine Ottoman Celtic Gaelic Hispanic Latino Asian European Scandinavian Nordic Slavic Slav
		Caucasian Anglo-Saxon Judaism Christianity Islam Buddhism Hinduism Catholicism Protestantism Lutheran Methodist Baptist Presbyterian Mormon
		Calvinist Jesuit Franciscan Quaker Puritan Anglican Gypsy Inuit Maori Aboriginal Cherokee Navajo Sioux Zulu Tamil
		Punjabi Bengali Manchu Javanese Castilian Catalan Basque Galician Andalusian Sicilian Corsican Breton Walloon Sami Tatar
		Czechoslovak Czechoslovakian Yugoslav Bosniak Macedonian Moldovan Estonian Latvian Lithuanian Finnish Finn Icelandic Luxembourgish Maltese
		Cypriot Swiss Austrian Belgian Portuguese Brazilian Argentine Argentinian Chilean Peruvian Bolivian Colombian Venezuelan Ecuadorian
		Paraguayan Uruguayan Cuban Haitian Jamaican Mexican Panamanian Guatemalan Honduran Nicaraguan Salvadoran Canadian Australian Filipino
		Singaporean Malaysian Indonesian Thai Vietnamese Cambodian Laotian Burmese Mongolian Mongol Tibetan Taiwanese Korean Japanese Chinese`)
	moreStates = []string{"Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "United States of America", "America",
		"Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "West Germany", "Holland", "The Netherlands", "Republic of Ireland",
		"Prussia", "Ottoman Empire", "Rhodesia", "Zaire", "Ceylon", "Persia", "Siam", "Tibet", "South Vietnam", "North Vietnam", "North Yemen",
		"South Yemen", "Syrian Arab Republic", "Islamic Republic of Iran", "People's Republic of China"}
	// vague are words of our list that others use of parties, of persons, or of more than peoples.
	vague = strings.Fields("Republican Republicans Democrat Democrats Western Westerner Westerners Philippine Nazi Nazis Zionist Zionists " +
		"Evangelical Evangelicals Orthodox Scot Finn Dane Pole")
)

func readLists() (*lists, error) {
	l := &lists{states: map[string]map[string]bool{}, cities: map[string]bool{}, peoples: map[string]bool{}, arabic: map[string]bool{}}
	if err := l.readTerritories(); err != nil {
		return nil, err
	}
	for _, name := range append(abbreviated, moreStates...) {
		l.states["en"][name] = true
	}
	places, err := data.Files.ReadFile("places.txt")
	if err != nil {
		return nil, err
	}
	eachForm(string(places), "en", func(form string) { l.cities[form] = true })
	peoples, err := data.Files.ReadFile("peoples.txt")
	if err != nil {
		return nil, err
	}
	eachForm(string(peoples), "en", l.people)
	eachForm(string(peoples), "ar", l.arabicPeople)
	for _, form := range morePeoples {
		l.people(form)
	}
	for _, form := range []string{"Islamist", "Islamists", "Philippines"} { // neither a people nor a faith of its own; a state
		delete(l.peoples, form)
	}
	return l, nil
}

// people keeps a form with its plural.
func (l *lists) people(form string) {
	l.peoples[form] = true
	switch {
	case strings.HasSuffix(form, "ese"), strings.HasSuffix(form, "sh"), strings.HasSuffix(form, "ch"), strings.HasSuffix(form, "s"),
		strings.HasSuffix(form, "men"):
	default:
		l.peoples[form+"s"] = true
	}
}

// arabicPeople keeps a form; one with a star also with feminine, plurals and article.
func (l *lists) arabicPeople(form string) {
	stem, inflected := strings.CutPrefix(form, "*")
	if !inflected {
		l.arabic[simple(form)] = true
		return
	}
	for _, article := range []string{"", "ال"} {
		for _, ending := range []string{"", "ة", "ون", "ين", "ات"} {
			l.arabic[simple(article+stem+ending)] = true
		}
	}
}

// eachForm visits the forms of a list in a language, but for those with a mark !, which may be other words.
func eachForm(list, language string, visit func(string)) {
	for line := range strings.Lines(list) {
		for field := range strings.SplitSeq(strings.TrimSpace(line), " | ") {
			if forms, ok := strings.CutPrefix(field, language+" "); ok && !strings.HasPrefix(line, "#") {
				for form := range strings.SplitSeq(forms, ", ") {
					if !strings.HasSuffix(form, "!") {
						visit(form)
					}
				}
			}
		}
	}
}

func (l *lists) readTerritories() error {
	packed, err := data.Files.ReadFile("territories.txt.gz")
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("territories.txt.gz: %w: make it again as data/README.md says", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("territories.txt.gz: %w: make it again as data/README.md says", err)
	}
	language := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "="); ok {
			language = name
			l.states[language] = map[string]bool{}
			continue
		}
		if _, names, ok := strings.Cut(line, "\t"); ok {
			for name := range strings.SplitSeq(names, "|") {
				l.states[language][name] = true
			}
		}
	}
	return nil
}

// isoState reports whether an English name is that of a state, no part of the world.
func (l *lists) isoState(name string) bool {
	switch name {
	case "Africa", "Asia", "Europe", "America", "Oceania", "Americas":
		return false
	}
	return l.states["en"][name]
}

// state reports whether a name is that of a state, a territory or a part of the world.
func (l *lists) state(language, name string) bool {
	return l.states[language][name] || l.states[language][strings.TrimSuffix(name, ".")]
}
