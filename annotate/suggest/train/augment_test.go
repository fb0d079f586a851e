package train

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"rubricator/annotate/marked"
)

func record(t *testing.T, language, in string) Record {
	t.Helper()
	text, spans, err := marked.Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	r := Record{Source: "corpus", Language: language, Text: text, Annotated: labels, Weight: 1, Group: "g"}
	for _, s := range spans {
		r.Spans = append(r.Spans, Span{s.Span, s.Label})
	}
	return r
}

var someNames = fstest.MapFS{
	"names/common-forenames-by-country.csv": {Data: []byte("\ufeffCountry,Localized Name,Romanized Name\nRU,Ирина,Irina\nUS,Mary Jo,Mary Jo\n")},
	"names/common-surnames-by-country.csv":  {Data: []byte("\ufeffCountry,Localized Name,Romanized Name\nRU,Волков,Volkov\n")},
}

func TestChanges(t *testing.T) {
	names, err := readNames(someNames)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name         string
		change       func(*sheet, *rand.Rand) bool
		language     string
		before, want string // "" when nothing can be changed
	}{
		{"glue", glue, "en", "[PER Blinken] said", "[PER Blinken]said"},
		{"glue", glue, "en", "met [PER Ana] .", "met[PER Ana] ."},
		{"glue", glue, "zh", "在 [LOC 法国] 。", ""},
		{"lost blanks", loseBlanks, "en", "He ran. [PER Ann] fell.\nIn [LOC U.S. Samoa] it rained. No. 5", "He ran.[PER Ann] fell.In [LOC U.S. Samoa] it rained.No. 5"},
		{"quotes", otherQuotes, "en", `"Go," said [PER Ann]'s son`, `“Go,” said [PER Ann]’s son`},
		{"quotes", otherQuotes, "fr", `“Go”, l’[LOC Ain]`, `"Go", l'[LOC Ain]`},
		{"quotes", otherQuotes, "de", `kein Zeichen`, ""},
		{"capitals", shout, "en", "[PER Ann]’s straße in [LOC Rome]", "[PER ANN]’S STRAßE IN [LOC ROME]"},
		{"capitals", shout, "tr", "[LOC Bitlis]’te", "[LOC BİTLİS]’TE"},
		{"capitals", shout, "ar", "في [LOC مصر]", ""},
		{"headline", headline, "en", "talks in [LOC Rome] end with the army's vow to fight on", "Talks in [LOC Rome] End with the Army's Vow to Fight on"},
		{"names", names.exchange, "en", "[PER Ann Lee] met [PER Bo]. [PER Lee], or [PER Ann], sang to [PER God] in [LOC Lee].",
			"[PER Irina Volkov] met [PER Bo]. [PER Volkov], or [PER Irina], sang to [PER God] in [LOC Lee]."},
		{"names", names.exchange, "ru", "Пришла [PER Анна Белова].", "Пришла [PER Ирина Волков]."},
		{"names", names.exchange, "ar", "[PER سليم حداد]", ""},
	} {
		before := record(t, c.language, c.before)
		s := sheetOf(before)
		if s.text = []rune(before.Text); !c.change(s, rand.New(rand.NewPCG(1, 1))) {
			if c.want != "" {
				t.Errorf("%s: nothing changed in %q", c.name, c.before)
			}
			continue
		}
		if got := marks(s.record()); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if marks(before) != c.before {
			t.Errorf("%s changed the record that it copied: %s", c.name, marks(before))
		}
	}
}

// TestAugmentRepeats wants the same copies for a seed, others for another, about as many as asked for, and whole spans.
func TestAugmentRepeats(t *testing.T) {
	var list []Record
	for range 400 {
		list = append(list, record(t, "en", `"We go," said [PER Ann Lee] of [ORG Acme] in [LOC Rome]. Then it rained.`))
	}
	names, err := readNames(someNames)
	if err != nil {
		t.Fatal(err)
	}
	one, same, other := Augment(list, names, 7, 0.5), Augment(list, names, 7, 0.5), Augment(list, names, 8, 0.5)
	if !reflect.DeepEqual(one, same) || reflect.DeepEqual(one, other) || len(one) < 150 || len(one) > 250 {
		t.Error(len(one), len(other))
	}
	checkRecords(t, one)
	var texts []string
	for _, r := range one {
		texts = append(texts, r.Text)
	}
	slices.Sort(texts)
	if n := len(slices.Compact(texts)); n < 6 {
		t.Errorf("%d different copies", n)
	}
	if got := Augment(list, Names{}, 7, 0); len(got) != 0 {
		t.Errorf("%d copies for a share of 0", len(got))
	}
}
