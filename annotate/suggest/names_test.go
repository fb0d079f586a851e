package suggest

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate"
)

// ownForm is one form of one of our own lists.
type ownForm struct {
	entity     int
	kind       kindOfName
	lang, text string // the language, or of people and events the script
	guarded    bool
}

func ownForms() (all []ownForm) {
	for _, list := range []ownList{placesList, organisationsList, peoplesList, namesList} {
		for entity, fields := range list.entries() {
			for _, field := range fields[1:] {
				lang, forms := scriptOf(field), field
				if list != namesList {
					lang, forms, _ = strings.Cut(field, " ")
				}
				for form := range strings.SplitSeq(forms, ", ") {
					plain, guarded := strings.CutSuffix(strings.TrimPrefix(form, "*"), "!")
					all = append(all, ownForm{entity, ownKinds[fields[0]], lang, plain, guarded})
				}
			}
		}
	}
	return all
}

func scriptOf(form string) string {
	for _, r := range form {
		for name, table := range unicode.Scripts {
			if unicode.IsLetter(r) && unicode.Is(table, r) {
				return name
			}
		}
	}
	return ""
}

// A form is written as the guideline wants it: no title, no article, no white space or mark too many.
func TestOwnFormsAreWellWritten(t *testing.T) {
	given := []string{"Sheikh Hasina", "Sultan al-Jaber", "Sultan Al Jaber", "Sultan bin Saad al-Muraikhi"} // names that begin like a title
	hague := []string{"The Hague", "La Paz", "La Valetta", "La Repubblica", "La Vanguardia", "La Nación", "La France Insoumise", "Le Monde", "Le Figaro", "Der Spiegel",
		"Die Zeit", "El Al", "El Mundo", "El País", "El Paso"} // the article is part of the name, and has a capital
	for _, f := range ownForms() {
		first, rest, _ := strings.Cut(f.text, " ")
		switch {
		case f.text == "" || f.text != strings.Join(strings.Fields(f.text), " "):
			t.Errorf("%q: white space", f.text)
		case !norm.NFC.IsNormalString(f.text):
			t.Errorf("%q is not NFC", f.text)
		case strings.ContainsAny(f.text, "!*|()[]\"“”") && f.lang != "he" && f.lang != "Hebrew":
			t.Errorf("%q: a mark that no name has", f.text)
		case strings.HasSuffix(f.text, "’s") && f.kind != organisation && f.kind != event || strings.HasPrefix(f.text, "-"):
			t.Errorf("%q: an edge that stays outside", f.text)
		case f.kind == person && rest != "" && titles().starts(phraseView(first, ""), 0) && !slices.Contains(given, f.text):
			t.Errorf("%q begins with a title", f.text)
		case (f.lang == "en" || f.lang == "Latin") && rest != "" && slices.Contains([]string{"The", "the", "A", "Le", "La", "Der", "Die", "El"}, first) &&
			f.kind != state && f.kind != person && !slices.Contains(hague, f.text):
			t.Errorf("%q begins with an article", f.text)
		}
	}
}

// A form names one entity of one kind, and an entity has a form that can be nothing else.
func TestOwnFormsAreUnambiguous(t *testing.T) {
	kinds, plain := map[string]ownForm{}, map[int]bool{}
	forms := ownForms()
	for _, f := range forms {
		plain[f.entity] = plain[f.entity] || !f.guarded
		key := f.lang + " " + fold(f.text)
		if f.lang == "Latin" {
			key = "en " + fold(f.text)
		}
		if other, ok := kinds[key]; ok && other.kind != f.kind && !f.guarded && !other.guarded {
			t.Errorf("%q and %q are of two kinds", other.text, f.text)
		} else if ok && other.kind == f.kind && other.entity != f.entity && f.entity>>20 == namesList.number {
			t.Errorf("%q is there twice", f.text)
		}
		kinds[key] = f
	}
	for _, f := range forms {
		if !plain[f.entity] {
			t.Errorf("%q is marked as another word, and so are all other forms of its line", f.text)
		}
	}
}

func TestOwnListsAreLarge(t *testing.T) {
	entities, perKind, forms := map[int]bool{}, map[kindOfName]int{}, map[string]int{}
	for _, f := range ownForms() {
		if !entities[f.entity] {
			perKind[f.kind]++
		}
		entities[f.entity] = true
		forms[scriptOf(f.text)]++
	}
	t.Logf("%d entities; by kind %v; forms by script %v", len(entities), perKind, forms)
	if len(entities) < 3800 {
		t.Errorf("%d entities, want 3800 or more", len(entities))
	}
	for kind, least := range map[kindOfName]int{person: 1280, organisation: 820, state: 750, region: 350, people: 370, event: 250} {
		if perKind[kind] < least {
			t.Errorf("kind %d: %d entities, want %d or more", kind, perKind[kind], least)
		}
	}
	for script, least := range map[string]int{"Latin": 7000, "Arabic": 4000, "Hebrew": 1200, "Cyrillic": 600, "Han": 300} {
		if forms[script] < least {
			t.Errorf("%s: %d forms, want %d or more", script, forms[script], least)
		}
	}
}

func TestWellKnownNames(t *testing.T) {
	checkExamples(t, New(Names{}, Places{}), annotate.News(), []example{
		{"en", "[PER Steve Witkoff] and [PER Abbas Araghchi] met in [LOC Doha]; [PER Netanyahu] and [PER Zelenskyy] did not."},
		{"en", "Ashley Biden and Ivana Trump, [ORG Trump University] and Ann Biden; the [PER Biden] administration"},
		{"en", "The [EVENT Yom Kippur War] and the [EVENT Twelve-Day War], the [EVENT World Cup] and [EVENT Ramadan]"},
		{"en", "[PER Mahmoud Abbas] spoke, and [PER Abbas] left; [LOC Zaatari], the [LOC Rafah crossing] and [LOC Bureij]"},
		{"en", "Abbas came, and Olive Branch is no name"},
		{"ar", "التقى [PER ستيف ويتكوف] و[PER عباس عراقجي] في [LOC الدوحة]، وقال [PER نتنياهو]"},
		{"ar", "رأى الأسد في الغابة"},
		{"ar", "غادر [PER بشار الأسد]، وكان [PER الأسد] في [LOC دمشق]"},
		{"he", "[PER יצחק הרצוג] ו[PER נתניהו] ב[LOC קריית שמונה], [EVENT מלחמת יום הכיפורים]"},
		{"fa", "[PER مسعود پزشکیان] و [PER عراقچی] در [LOC بوشهر]"},
		{"ru", "[PER Владимир Путин] и [PER Лавров] говорили с [ORG МИД России]"},
		{"zh", "[PER 习近平]和[PER 王毅]在[LOC 广州]"},
		{"vi", "[PER Tô Lâm] thăm [LOC Quảng Ninh]"},
		{"tr", "[PER Hakan Fidan], [LOC Refah Sınır Kapısı]’nda"},
	})
	checkExamples(t, New(Names{}), annotate.OntoNotes(), []example{{"en", "[PERSON Antonio Guterres] on the [EVENT Six-Day War]"}})
}
