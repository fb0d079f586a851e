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
	//go:embed data/amounts.txt.gz
	amountsData []byte
	//go:embed data/names.txt
	namesData string
)

// listed is one name of a list.
type listed struct {
	kind      kindOfName
	cased     letterCase
	opensHigh bool // its first letter is a capital
	short     bool // three letters or fewer
	weak      bool // often a person's name, or another word
	guarded   bool // counts only in a text that has another form of the same entity
	entity    int  // forms of one entity share a number; 0 for those of CLDR
	reason    string
}

// The scores of names from lists. A weak one is shown only where nothing speaks against it.
const (
	listScore   = 0.8
	sloppyScore = 0.72 // written otherwise than in the list
	weakScore   = 0.6
)

var reasons = map[kindOfName]string{organisation: "list of organisations", state: "list of places", region: "list of places", people: "list of peoples and religions",
	person: "list of well-known people", event: "list of well-known events"}

const cldrReason = "list of states and regions"

// gazetteer is all lists for one language.
type gazetteer = lexicon[listed]

var gazetteers sync.Map // language -> func() *gazetteer

// gazetteersFor are the lists of a language and the English ones, which name the world in every Latin script. They are
// made when a language is first asked for, which takes some tens of milliseconds for English.
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
	addOwnNames(g, lang, placesList)
	for _, section := range []string{lang, lang + "-Hant"} {
		for line := range strings.Lines(territories()[section]) {
			code, names, _ := strings.Cut(strings.TrimSpace(line), "\t")
			for name := range strings.SplitSeq(names, "|") {
				addListed(g, lang, name, listed{kind: territoryKind(code), reason: cldrReason})
			}
		}
	}
	addOwnNames(g, lang, organisationsList)
	addOwnNames(g, lang, peoplesList)
	addPeopleAndEvents(g, lang)
	return g
}

// territoryKind tells regions, which have numbers, from states and territories.
func territoryKind(code string) kindOfName {
	if code == "AQ" || code != "" && code[0] <= '9' {
		return region
	}
	return state
}

// addListed puts a name into a gazetteer unless it is there already. A mark ! behind it says that it is guarded.
func addListed(g *gazetteer, lang, name string, entry listed) {
	name, entry.guarded = strings.CutSuffix(name, "!")
	keys := phraseView(name, lang).key()
	if _, there := g.at(keys); there {
		return
	}
	entry.cased, entry.opensHigh, entry.short, entry.weak = caseOf(name), startsHigh(name), len([]rune(name)) <= 3, isWeak(lang, name)
	g.put(keys, entry)
}

var territories = sync.OnceValue(func() map[string]string { return sections(territoriesData) })

// sections unpacks one of the lists that gen makes: what stands under each language.
func sections(packed []byte) map[string]string {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err) // embedded: the tests have read it
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	byLanguage := map[string]string{}
	for section := range strings.SplitSeq("\n"+string(data), "\n=") {
		lang, lines, _ := strings.Cut(section, "\n")
		byLanguage[lang] = lines
	}
	return byLanguage
}
