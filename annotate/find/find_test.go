package find_test

import (
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/annotate/find"
)

// hits are the texts under the spans.
func hits(t *testing.T, text, query string, o Options) []string {
	t.Helper()
	doc, err := annotate.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, s := range Find(doc, query, o) {
		list = append(list, doc.Slice(s))
	}
	return list
}

func TestWhatIsFound(t *testing.T) {
	tests := []struct {
		text, query string
		o           Options
		want        string // hits, joined by |
	}{
		{"Oslo, OSLO, oslo", "oslo", Options{}, "Oslo|OSLO|oslo"},
		{"Oslo, OSLO, oslo", "oslo", Options{Case: true}, "oslo"},
		{"aaaa", "aa", Options{}, "aa|aa"},
		{"abababa", "aba", Options{}, "aba|aba"},
		{"İstanbul I\u0307stanbul ISTANBUL istanbul ıstanbul", "istanbul", Options{Marks: true}, "İstanbul|I\u0307stanbul|ISTANBUL|istanbul|ıstanbul"},
		{"İstanbul Istanbul", "İstanbul", Options{Case: true, Marks: true}, "İstanbul"},
		{"Straße STRASSE STRAẞE", "strasse", Options{Marks: true}, "Straße|STRASSE|STRAẞE"},
		{"ὈΔΥΣΣΕΎΣ Ὀδυσσεύς", "οδυσσευς", Options{}, "ὈΔΥΣΣΕΎΣ|Ὀδυσσεύς"},
		{"oﬃce", "office", Options{Case: true}, "oﬃce"},
		{"oﬃce", "f", Options{}, ""},
		{"Ｉｒａｎ", "iran", Options{}, "Ｉｒａｎ"},

		{"café cafe\u0301 cafe", "cafe", Options{}, "café|cafe\u0301|cafe"},
		{"café cafe\u0301 cafe", "café", Options{Marks: true}, "café|cafe\u0301"},
		{"café cafe\u0301 cafe", "cafe", Options{Marks: true}, "cafe"},
		{"e\u0302\u0323 ệ e\u0323\u0302 ê\u0323", "ệ", Options{Marks: true}, "e\u0302\u0323|ệ|e\u0323\u0302|ê\u0323"},
		{"e\u0302\u0323", "ẹ", Options{Marks: true}, ""},
		{"Đà Nẵng, Ða\u0300 Na\u0306\u0303ng", "da nang", Options{}, "Đà Nẵng"},
		{"Tromsø Łódź Læsø", "laeso", Options{}, "Læsø"},
		{"Tromsø Łódź Læsø", "lodz", Options{}, "Łódź"},

		{"إِيرانُ ايران إيـــران", "ايران", Options{}, "إِيرانُ|ايران|إيـــران"},
		{"أحمد إحمد آحمد ٱحمد احمد", "احمد", Options{}, "أحمد|إحمد|آحمد|ٱحمد|احمد"},
		{"أحمد احمد", "احمد", Options{Marks: true}, "احمد"},
		{"ا\u0654حمد", "أحمد", Options{Marks: true}, "ا\u0654حمد"},
		{"مصطفى غزة", "مصطفي", Options{}, "مصطفى"},
		{"مصطفى غزّة", "غزه", Options{}, "غزّة"},
		{"کتاب كتاب ایران", "كتاب", Options{}, "کتاب|كتاب"},
		{"می\u200cخواهم ميخواهم", "میخواهم", Options{}, "می\u200cخواهم|ميخواهم"},
		{"تل\u200fأبيب", "تلابيب", Options{Marks: true}, ""},
		{"ﻻجئ", "لاجي", Options{}, "ﻻجئ"},
		{"عام ٢٠٢٣ و۲۰۲۳", "2023", Options{}, "٢٠٢٣|۲۰۲۳"},
		{"שָׁלוֹם שלום", "שלום", Options{}, "שָׁלוֹם|שלום"},
		{"שָׁלוֹם שלום", "שלום", Options{Marks: true}, "שלום"},

		{"New\nYork New\u00a0\u00a0York New \u200f\n York NewYork", "new york", Options{}, "New\nYork|New\u00a0\u00a0York|New \u200f\n York"},
		{"a b", "  a\tb ", Options{}, "a b"},
		{"a b", " ", Options{}, ""},
		{"soft\u00adhyphen", "softhyphen", Options{Case: true, Marks: true}, "soft\u00adhyphen"},
		{"Israel’s – “x”", `israel's - "x"`, Options{}, "Israel’s – “x”"},
		{"Israel’s", "Israel's", Options{Marks: true}, ""},

		{"がか", "か", Options{}, "か"},
		{"か\u3099", "が", Options{}, "か\u3099"},
		{"한국", "하", Options{}, ""},
		{"한국 \u1112\u1161\u11ab국", "한국", Options{}, "한국|\u1112\u1161\u11ab국"},
		{"กินกัน", "กน", Options{}, ""},
		{"👨‍👩‍👧 👩", "👩", Options{}, "👩"},
		{"🇮🇷🇮🇶", "🇮🇶", Options{}, "🇮🇶"},
		{"🇮🇷🇮🇶", "🇷🇮", Options{}, ""},

		{"Iran Iranian (Iran)", "iran", Options{Words: true}, "Iran|Iran"},
		{"Iran’s Iran_x Iran2", "iran", Options{Words: true}, "Iran"},
		{"العراق والعراق العراقية", "العراق", Options{Words: true}, "العراق"},
		{"قاد قادة", "قاد", Options{Words: true}, "قاد"},
		{"fi\u00adnance fi", "fi", Options{Words: true}, "fi"},
		{"在北京的", "北京", Options{Words: true}, "北京"},
		{"ในกรุงเทพ", "กรุงเทพ", Options{Words: true}, "กรุงเทพ"},
		{"$5 $50", "$5", Options{Words: true}, "$5"},
	}
	for _, tt := range tests {
		if got := strings.Join(hits(t, tt.text, tt.query, tt.o), "|"); got != tt.want {
			t.Errorf("%q in %q, %+v: %q, want %q", tt.query, tt.text, tt.o, got, tt.want)
		}
	}
}

func TestOffsetsAreCodePoints(t *testing.T) {
	text, err := annotate.NewText("👍🏽 “غزّة” e\u0301 غزة")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(Find(text, "غزه", Options{}))
	if want := fmt.Sprint([]annotate.Span{{Start: 4, End: 8}, {Start: 13, End: 16}}); got != want {
		t.Errorf("hits are %v, want %v", got, want)
	}
}

// Each text is a worst case for one part: many partial matches, many refused hits, characters of a thousand marks.
func TestWorstCasesComeToAnEnd(t *testing.T) {
	n := 300_000
	for name, c := range map[string]struct {
		text, query string
		want        [3]int // hits by the options below
	}{
		"partial":   {strings.Repeat("a", n), strings.Repeat("a", n/2) + "b", [3]int{0, 0, 0}},
		"refused":   {strings.Repeat("कि", n/2), "क", [3]int{0, 0, 0}},
		"marks":     {"a" + strings.Repeat("\u0301", n), "\u0301", [3]int{0, 0, 0}},
		"invisible": {"ab" + strings.Repeat("\u00ad", n) + "ab", "ab", [3]int{2, 2, 0}},
		"long":      {strings.Repeat("é ", n/2), strings.Repeat("e ", n/2), [3]int{1, 0, 1}},
	} {
		text, err := annotate.NewText(c.text)
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range []Options{{}, {Marks: true}, {Words: true}} {
			spans := Find(text, c.query, o)
			if len(spans) != c.want[i] {
				t.Errorf("%s, %+v: %d hits, want %d", name, o, len(spans), c.want[i])
			}
			for _, s := range spans {
				if s.Start < 0 || s.End > text.Len() || s.Empty() {
					t.Fatalf("%s: hit %v", name, s)
				}
			}
		}
	}
}
