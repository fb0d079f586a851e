package suggest

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"
)

// The lists; data/README.md says what they are and under which licences.
var (
	//go:embed data/territories.txt.gz
	territoriesData []byte
	//go:embed data/places.txt
	placesData string
	//go:embed data/organisations.txt
	organisationsData string
	//go:embed data/peoples.txt
	peoplesData string
)

// listed is one name of a list.
type listed struct {
	kind      kindOfName
	cased     letterCase
	opensHigh bool // its first letter is a capital
	short     bool // three letters or fewer
	weak      bool // often a person's name, or another word
	reason    string
}

// The scores of names from lists. A weak one is shown only where nothing speaks against it.
const (
	listScore   = 0.8
	sloppyScore = 0.72 // written otherwise than in the list
	weakScore   = 0.6
)

var reasons = map[kindOfName]string{organisation: "known organisation", state: "place name", region: "place name", people: "people or religion"}

const cldrReason = "place name (CLDR)"

// gazetteer is all lists for one language.
type gazetteer = lexicon[listed]

var gazetteers sync.Map // language -> func() *gazetteer

// gazetteersFor are the lists of a language and the English ones, which name the world in every Latin script. They are
// made when a language is first asked for; each takes a few milliseconds.
func gazetteersFor(lang string) []*gazetteer {
	switch lang {
	case "en":
		return []*gazetteer{gazetteerOf("en")}
	case "", "und":
		var all []*gazetteer
		for _, l := range []string{"en", "ar", "he", "fa", "ru", "zh", "ja", "ko", "el", "th", "hi"} {
			all = append(all, gazetteerOf(l))
		}
		return all
	case "no", "nn":
		lang = "nb"
	}
	return []*gazetteer{gazetteerOf(lang), gazetteerOf("en")}
}

func gazetteerOf(lang string) *gazetteer {
	load, _ := gazetteers.LoadOrStore(lang, sync.OnceValue(func() *gazetteer { return loadGazetteer(lang) }))
	return load.(func() *gazetteer)()
}

func loadGazetteer(lang string) *gazetteer {
	g := newLexicon[listed]()
	addOwnNames(g, lang, placesData)
	for _, section := range []string{lang, lang + "-Hant"} {
		for line := range strings.Lines(territories()[section]) {
			code, names, _ := strings.Cut(strings.TrimSpace(line), "\t")
			for name := range strings.SplitSeq(names, "|") {
				addListed(g, lang, name, territoryKind(code), cldrReason)
			}
		}
	}
	addOwnNames(g, lang, organisationsData)
	addOwnNames(g, lang, peoplesData)
	return g
}

// territoryKind tells regions, which have numbers, from states and territories.
func territoryKind(code string) kindOfName {
	if code == "AQ" || code != "" && code[0] <= '9' {
		return region
	}
	return state
}

// addListed puts a name into a gazetteer unless it is there already.
func addListed(g *gazetteer, lang, name string, kind kindOfName, reason string) {
	v := phraseView(name, lang)
	keys := v.key()
	if _, there := g.at(keys); there {
		return
	}
	g.put(keys, listed{kind: kind, cased: caseOf(name), opensHigh: startsHigh(name), short: len([]rune(name)) <= 3, weak: isWeak(lang, name), reason: reason})
}

var territories = sync.OnceValue(func() map[string]string {
	z, err := gzip.NewReader(bytes.NewReader(territoriesData))
	if err != nil {
		panic(err) // embedded: the tests have read it
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	sections := map[string]string{}
	for section := range strings.SplitSeq(string(data), "=") {
		lang, lines, _ := strings.Cut(section, "\n")
		sections[lang] = lines
	}
	return sections
})

// addOwnNames adds one of our own lists. What is there already stays: of two meanings the list that comes first has
// the likelier one.
func addOwnNames(g *gazetteer, lang, data string) {
	for line := range strings.Lines(data) {
		fields := strings.Split(strings.TrimSpace(line), " | ")
		kind, ok := ownKinds[fields[0]]
		if !ok {
			continue
		}
		for _, field := range fields[1:] {
			if forms, ok := strings.CutPrefix(field, lang+" "); ok {
				for form := range strings.SplitSeq(forms, ", ") {
					for _, f := range inflected(lang, form, kind) {
						addListed(g, lang, f, kind, reasons[kind])
					}
				}
			}
		}
	}
}

var ownKinds = map[string]kindOfName{"S": state, "R": region, "O": organisation, "P": people}

// inflected are the forms that one entry stands for: English plurals, and after a star the Arabic or Hebrew feminine
// and plurals, with and without the article.
func inflected(lang, form string, kind kindOfName) []string {
	stem, starred := strings.CutPrefix(form, "*")
	switch {
	case starred && lang == "ar":
		return withEndings(stem, "ال", "", "ة", "ون", "ين", "ات", "ا")
	case starred && lang == "he":
		return withEndings(stem, "", "", "ם", "ת", "ות", "ה")
	case kind == people && lang == "en" && !hasAnySuffix(form, "s", "sh", "ch", "ese", "x"):
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
