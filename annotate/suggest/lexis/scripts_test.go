package lexis_test

import (
	"strings"
	"testing"

	. "rubricator/annotate/suggest/lexis"
)

// entryOf is what is known of words with blanks between them.
func entryOf(words string) (e Entry) {
	p := StartPhrase()
	for _, w := range strings.Fields(words) {
		p, e = p.Next(Hash(w))
	}
	return e
}

func TestPhrase(t *testing.T) {
	for words, want := range map[string]Size{"القاهرة": Large, "تل ابيب": Medium, "ירושלים": Large, "Новосибирск": Large, "上 海": Large, "كتب": NoPlace, "": NoPlace, "qqxzzyv": NoPlace} {
		if got := entryOf(words).Size(); got != want {
			t.Errorf("%q is a city of size %d, want %d", words, got, want)
		}
	}
	for word, want := range map[string]Kind{"محمود": Forename, "افغاني": Surname, "כהן": Surname, "שלמה": Forename, "محمدی": Surname, "陈": Surname, "伟": Forename, "Николай": Forename} {
		if got := entryOf(word).Kind(); got&want != want {
			t.Errorf("%q is %b as a name, want %b among them", word, got, want)
		}
	}
	for words, want := range map[string]Class{"布 什": ForeignPerson, "克 林 顿": Person, "经 济": Noun, "广 东": PlaceName, "اقتصاد": Noun, "经": NoClass} {
		if got := entryOf(words).Class(); got != want {
			t.Errorf("%q is of class %d, want %d", words, got, want)
		}
	}
}

func TestEntryKeepsItsParts(t *testing.T) {
	e := Entry(0).WithSize(Large).WithKind(Surname).WithClass(OtherWord).WithSize(Medium).WithKind(Forename).WithClass(Body)
	if e.Size() != Medium || e.Kind() != Forename|Surname || e.Class() != Body {
		t.Errorf("size %d, kind %b, class %d", e.Size(), e.Kind(), e.Class())
	}
}
