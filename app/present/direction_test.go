package present

import (
	"strings"
	"testing"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// read is the article as the window shows it, laid out, with the directions of its paragraphs as l and r.
func read(t *testing.T, text, language, own string) (Article, string) {
	t.Helper()
	body, err := annotate.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	s := state.Start()
	s.Session.Document = annotate.Document{ID: "a", Text: body}
	s.Session.Work.Direction = own
	s.List = state.NewList([]state.Row{{ID: "a", Found: state.Language{Code: language, Confidence: 1}}}, state.Filter{All: true})
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
	if err != nil {
		t.Fatal(err)
	}
	a := OfArticle(s)
	l := textlayout.New(a.Text, fonts, textlayout.Options{Width: 400, Base: a.Base, Force: a.Force})
	directions := ""
	for i := range l.Paragraphs() {
		directions += map[textlayout.Direction]string{textlayout.LTR: "l", textlayout.RTL: "r"}[l.ParagraphDirection(i)]
	}
	return a, directions
}

func TestDirectionOfParagraphs(t *testing.T) {
	const latin, arabic, hebrew, neutral = "Harbour talks", "الوزيرة تصل 2024", "ראש הממשלה 3", "12/3 (2024) — !?"
	for _, c := range []struct{ what, text, language, own, want string }{
		{"the first strong character", latin + "\n" + arabic + "\n" + hebrew, "en", "", "lrr"},
		{"behind digits and quotes", "«2024 " + arabic + "\n(3) " + latin, "ar", "", "rl"},
		{"neutral in an Arabic article", arabic + "\n" + neutral + "\n" + latin, "ar", "", "rrl"},
		{"neutral in an English article", latin + "\n" + neutral + "\n" + arabic, "en", "", "llr"},
		{"neutral first in an Arabic article", neutral + "\n" + arabic, "ar", "", "rr"},
		{"neutral only, by the language", neutral, "he", "", "r"},
		{"neutral before the language is found", neutral + "\n" + arabic + "\n" + latin, "", "", "rrl"},
		{"neutral where the language is unknown", neutral + "\n" + latin + "\n" + arabic, "und", "", "llr"},
		{"empty paragraphs", arabic + "\n\n" + latin, "ar", "", "rrl"},
		{"set left to right", arabic + "\n" + neutral + "\n" + latin, "ar", "ltr", "lll"},
		{"set right to left", latin + "\n" + neutral + "\n" + arabic, "en", "rtl", "rrr"},
	} {
		if _, got := read(t, c.text, c.language, c.own); got != c.want {
			t.Errorf("%s: paragraphs read %s, want %s", c.what, got, c.want)
		}
	}
}

func TestTheSubtitleTellsADirectionThatWasSet(t *testing.T) {
	for own, want := range map[string]string{"rtl": "set right to left", "ltr": "set left to right"} {
		if a, _ := read(t, "Harbour\ntalks", "en", own); !strings.Contains(a.Subtitle, want) {
			t.Errorf("the subtitle is %q, want %q in it", a.Subtitle, want)
		}
	}
	if a, _ := read(t, "Harbour\ntalks", "en", ""); strings.Contains(a.Subtitle, "set ") {
		t.Errorf("the subtitle is %q", a.Subtitle)
	}
}

func TestAnArabicFileNameReordersNoSubtitle(t *testing.T) {
	row := state.Row{ID: "a", Source: "أخبار 3.txt", Found: state.Language{Code: "ar", Confidence: 0.99}, CodePoints: 2140}
	line := subtitle(state.Start(), row)
	at := xs(t, fontsOf(t), line)
	last := -1
	for _, words := range []string{"أخبار", "3.txt", "Arabic", "99", "2,140", "characters"} {
		before, _, found := strings.Cut(line, words)
		x := at[utf8.RuneCountInString(before)]
		if !found || x <= last {
			t.Errorf("%q stands at %d in %q, what comes before it at %d", words, x, line, last)
		}
		last = x
	}
}
