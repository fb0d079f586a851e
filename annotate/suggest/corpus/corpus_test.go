package corpus

import (
	"os"
	"strings"
	"testing"
)

// senses are names that mean more than one thing in the corpus, with their language, in lower case.
var senses = map[string]bool{
	"en amazon":       true, // river, company
	"en barcelona":    true, // city, club
	"en bath":         true, // town, club
	"en cambridge":    true, // town, crew
	"en fenerbahçe":   true, // quarter, club
	"en jordan":       true, // state, surname
	"en lincoln":      true, // town, surname
	"en liverpool":    true, // city, club
	"en may":          true, // month, surname
	"en milan":        true, // city, club
	"en orange":       true, // town, company
	"en osaka":        true, // city, surname
	"en oxford":       true, // town, crew
	"en tisza":        true, // river, party
	"en washington":   true, // capital and state, surname
	"en tottenham":    true, // district, club
	"en zamalek":      true, // district, club
	"en afar":         true, // region, people
	"en amhara":       true, // region, people
	"en rakhine":      true, // state, people
	"en carrefour":    true, // quarter of a city, company
	"en verdi":        true, // composer, union
	"ar برشلونة":      true, // city, club
	"ar الشرق الأوسط": true, // region, newspaper
	"ar الجزيرة":      true, // state of Sudan, channel
	"ar واشنطن":       true, // capital, actor
	"ar السعودية":     true, // state, adjective
	"ar الشارقة":      true, // emirate, club
	"ar الخبر":        true, // city, newspaper
	"he שרון":         true, // plain, surname
	"he ברצלונה":      true, // city, club
	"he מצרים":        true, // state, people
	"he ויקטוריה":     true, // island, princess
	"fa دوشنبه":       true, // Monday, Dushanbe
	"fa مهر":          true, // agency, surname
	"fa هند":          true, // state, given name
	"es santander":    true, // city, bank
	"es valencia":     true, // city, club
	"es argentina":    true, // state, adjective
	"es china":        true, // state, adjective
	"fr orange":       true, // town, company
	"fr toulouse":     true, // city, club
	"tr amazon":       true, // river, company
	"vi nga":          true, // Russia, given name
	"id gayo":         true, // highland, people
	"id amazon":       true, // forest, company
}

func TestCorpus(t *testing.T) {
	list, err := Read(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	texts := map[string]string{}
	for _, s := range list {
		counts[s.Language]++
		if other, twice := texts[s.Language+s.Text]; twice && strings.Contains(s.Text, " ") && len(s.Text) > 40 {
			t.Errorf("%s: the same sentence stands at %s", s.Place, other)
		}
		texts[s.Language+s.Text] = s.Place
	}
	t.Logf("sentences: %v", counts)
	for _, f := range Mixed(list, senses) {
		t.Errorf("%s: %s", f.Place, f.Words)
	}
	for _, f := range Unlabelled(list) {
		t.Errorf("%s: %s", f.Place, f.Words)
	}
	share, patterns := Repeated(list, 4)
	t.Logf("%.1f %% of the sentences share five words in a row with more than four others", 100*share)
	if share > 0.05 {
		t.Errorf("too many sentences are alike: %s", strings.Join(patterns[:min(len(patterns), 20)], "\n"))
	}
}

func TestParse(t *testing.T) {
	s, err := parse(`The [ORG EU] \[sic\] met in [LOC Rome].`)
	if err != nil || s.Text != "The EU [sic] met in Rome." || len(s.Spans) != 2 || s.Spans[1].Quote != "Rome" || s.Spans[1].Start != 20 {
		t.Errorf("%+v, %v", s, err)
	}
	for _, bad := range []string{"[PER a", "a]", "[XYZ a]", "[PER a [LOC b]]", "[PER  a]", "[PER ]"} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestFindings(t *testing.T) {
	list, err := readFile("en/a.txt", "[PER Ann Lee] of [LOC Rome] said no.\n[ORG Rome] won against Ann Lee.\n")
	if err != nil {
		t.Fatal(err)
	}
	if f := Mixed(list, nil); len(f) != 1 || !strings.Contains(f[0].Words, "rome") {
		t.Errorf("mixed: %v", f)
	}
	if f := Unlabelled(list); len(f) != 1 || f[0].Place != "en/a.txt:2" {
		t.Errorf("unlabelled: %v", f)
	}
	same, _ := readFile("en/a.txt", strings.Repeat("a b c d e f\n", 3))
	if share, p := Repeated(same, 2); share != 1 || len(p) != 2 {
		t.Errorf("repeated: %v %v", share, p)
	}
}
