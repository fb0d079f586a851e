package suggest

import (
	"context"
	"testing"
	"unicode"
	"unicode/utf8"

	uax "github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate"
)

// FuzzSuggest: whatever the text, suggestions lie inside it on whole characters, do not overlap, and each occurrence
// of a phrase is where it says.
func FuzzSuggest(f *testing.F) {
	for _, text := range articles(f) {
		f.Add(text)
	}
	for _, s := range []string{"Iran\u0301", "👨‍👩‍👧Iran👍🏽", "\u200fإيران\u200f", "وَإيران ولِإيران", "Mr. 🇮🇷 Ira\u00adn", "U.S.S.R (UAE) 7/10/2023", "ประเทศไทย", "a\u2028b Iran",
		"7 tháng 10", "צה״ל'", "ك\u064eإيران", "Ｉｒａｎ", "한\u1100이란은"} {
		f.Add(s)
	}
	languages := []string{"und", "ar", "vi"}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := annotate.NewDocument("f", "", text)
		if err != nil || len(text) > 1<<15 {
			return
		}
		e := learnt(t, "[LOC Iran] [PER Antony Blinken] [LOC إيران] [LOC חיפה]")
		e.lists = true
		e.SetThreshold(0.1)
		whole := characterStarts(text)
		for _, lang := range languages {
			list, err := e.Suggest(context.Background(), Input{Document: doc, Language: lang, Schema: annotate.News()})
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, doc.Text, whole, list)
		}
		for _, s := range e.Occurrences(doc.Text, "ar", "إيران", OccurrenceOptions{Prefixed: true}) {
			if s.Empty() || s.Start < 0 || s.End > doc.Text.Len() {
				t.Fatalf("occurrence %v in %q", s, text)
			}
		}
	})
}

func checkSpans(t *testing.T, text annotate.Text, whole map[int]bool, list []annotate.Suggestion) {
	t.Helper()
	for i, s := range list {
		quote := text.Slice(s.Span)
		first, _ := utf8.DecodeRuneInString(quote)
		last, _ := utf8.DecodeLastRuneInString(quote)
		switch {
		case s.Span.Empty() || s.Span.Start < 0 || s.Span.End > text.Len():
			t.Fatalf("%+v lies outside the text", s)
		case !whole[text.Byte(s.Span.Start)] || !whole[text.Byte(s.Span.End)]:
			t.Fatalf("%+v splits a character: %q", s, quote)
		case unicode.IsSpace(first) || unicode.IsSpace(last):
			t.Fatalf("%+v has white space at an edge: %q", s, quote)
		case i > 0 && list[i-1].Span.Overlaps(s.Span):
			t.Fatalf("%+v and %+v overlap", list[i-1], s)
		case s.Score <= 0 || s.Score > 1 || s.Reason == "":
			t.Fatalf("%+v", s)
		}
	}
}

// characterStarts are the byte offsets at which a grapheme starts, and the end.
func characterStarts(text string) map[int]bool {
	starts, at := map[int]bool{}, 0
	for it := uax.FromString(text); it.Next(); at += len(it.Value()) {
		starts[at] = true
	}
	starts[at] = true
	return starts
}
