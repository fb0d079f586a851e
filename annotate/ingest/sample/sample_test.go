package sample

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// Each article has the traits of a scraped one, which the readers, zones and
// suggesters are tried on.
func TestArticlesLookScraped(t *testing.T) {
	names, err := fs.Glob(Files, "*.txt")
	if err != nil || len(names) != 10 {
		t.Fatalf("got %d articles (%v), want 10", len(names), err)
	}
	links := regexp.MustCompile(`(?m)^[^\n-][^\n]*\n(?:[-•] [^\n]+\n){4}`)
	advert := regexp.MustCompile(`(?m)^.*\p{Nd}{2}.*\n[^\n]*\n?\z`)
	for _, name := range names {
		data, err := fs.ReadFile(Files, name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		title, body, _ := strings.Cut(text, "\n")
		switch {
		case !utf8.ValidString(text):
			t.Errorf("%s: not UTF-8", name)
		case strings.ContainsAny(text, "\r\x00\ufeff\ufffd"):
			t.Errorf("%s: holds CR, NUL, BOM or U+FFFD", name)
		case strings.TrimSpace(title) != title || title == "":
			t.Errorf("%s: first line %q is no title", name, title)
		case !strings.Contains(body, "\n"+title+"\n"):
			t.Errorf("%s: title is not repeated in the body", name)
		case !links.MatchString(body):
			t.Errorf("%s: no list of four linked headlines", name)
		case !advert.MatchString(body):
			t.Errorf("%s: no advert at the end", name)
		case !strings.Contains(text, "“"):
			t.Errorf("%s: no curly quotes", name)
		}
		if words := len(strings.Fields(text)); words < 120 || words > 300 {
			t.Errorf("%s: %d words, want 120 to 300", name, words)
		}
	}
}

// The same name stands in several spellings and in several scripts.
func TestNamesRecurAcrossScripts(t *testing.T) {
	var all strings.Builder
	names, _ := fs.Glob(Files, "*.txt")
	for _, name := range names {
		data, _ := fs.ReadFile(Files, name)
		all.Write(data)
	}
	for _, form := range []string{
		"Karadag", "Karadağ", "كاراداغ", "قره داغ", "کاراداغ", "קרדאג",
		"al-Haddad", "El-Haddad", "Al Haddad", "الحداد", "الحدّاد", "אל־חדאד",
		"Marsa Noor", "Marsa Nour", "Marsa-en-Nour", "Mersa Nur", "مرسى النور", "مرسی‌النور", "מרסא נור",
	} {
		if !strings.Contains(all.String(), form) {
			t.Errorf("no article has %q", form)
		}
	}
}
