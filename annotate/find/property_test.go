package find_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate"
	. "rubricator/annotate/find"
)

// naive tries every stretch of whole characters, from left to right, the shortest first.
func naive(text annotate.Text, query string, o Options) []annotate.Span {
	want, cuts := Fold(query, o), []int{0}
	if want == "" {
		return nil
	}
	at := 0
	for it := graphemes.FromString(text.String()); it.Next(); {
		at += utf8.RuneCountInString(it.Value())
		cuts = append(cuts, at)
	}
	var spans []annotate.Span
	for i := 0; i < len(cuts); i++ {
		for j := i + 1; j < len(cuts); j++ {
			s := annotate.Span{Start: cuts[i], End: cuts[j]}
			if Fold(text.Slice(s), o) == want && visible(text, cuts[i:i+2], o) && visible(text, cuts[j-1:j+1], o) &&
				(!o.Words || whole(text, s)) {
				spans = append(spans, s)
				i = j - 1
				break
			}
		}
	}
	return spans
}

// visible reports whether a character counts: a hit neither begins nor ends with one that does not.
func visible(text annotate.Text, character []int, o Options) bool {
	return Fold(text.Slice(annotate.Span{Start: character[0], End: character[1]}), o) != ""
}

// whole looks at the neighbours, without marks and what has no width.
func whole(text annotate.Text, s annotate.Span) bool {
	strip := func(s string) []rune {
		return slices.DeleteFunc([]rune(s), func(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Mn) })
	}
	before, in, after := strip(text.Slice(annotate.Span{End: s.Start})), strip(text.Slice(s)), strip(text.Slice(annotate.Span{Start: s.End, End: text.Len()}))
	word := func(r rune) bool {
		return (unicode.In(r, unicode.L, unicode.M, unicode.N) || r == '_') && !unicode.In(r, unicode.Thai, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	if len(in) == 0 {
		return true
	}
	return (len(before) == 0 || !word(before[len(before)-1]) || !word(in[0])) && (len(after) == 0 || !word(after[0]) || !word(in[len(in)-1]))
}

// check compares what is found with the naive way, and says what must be true of every hit.
func check(t *testing.T, s, query string, o Options) int {
	t.Helper()
	text, err := annotate.NewText(s)
	if err != nil {
		return 0
	}
	got := Find(text, query, o)
	if want := naive(text, query, o); !slices.Equal(got, want) {
		t.Fatalf("%+q in %+q, %+v: %v, the naive way gives %v", query, s, o, got, want)
	}
	end := 0
	for _, h := range got {
		if h.Start < end || h.End > text.Len() || h.Empty() {
			t.Fatalf("%+q in %+q: hit %v after %d", query, s, h, end)
		}
		end = h.End
	}
	return len(got)
}

var options = []Options{{}, {Case: true}, {Marks: true}, {Case: true, Marks: true}, {Words: true}, {Case: true, Marks: true, Words: true}}

// pieces are what texts and queries are put together from, so that they meet often.
var pieces = strings.Split("a|A|b|B|e|é|e\u0301|É|ệ|e\u0302\u0323|\u0301|\u0323|I|i|İ|ı|I\u0307|ß|ss|ﬁ|fi|æ|ae|đ|d|ſ|s|K|k|"+
	"ا|أ|إ|ا\u0654|ل|ﻻ|لا|ه|ة|ى|ي|ی|ـ|َ|ّ|ك|ک|٣|3|ש|שׁ|ָ|か|が|か\u3099|ก|ิ|ำ|한|하|\u11ab|क|ि|्|👨|👩|\u200d|👨‍👩‍👧|🏽|🇮|🇷|"+
	" |\n|\u00a0|\u2003|\t|\u00ad|\u200c|\u200f|\u2067|\u034f|\ufe0f|'|’|-|–|_|.|ﷺ|中|Ａ", "|")

func TestNothingIsMissed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	found := 0
	for range 1000 {
		text := some(1 + r.IntN(25))
		for _, o := range options {
			found += check(t, text, some(1+r.IntN(2)), o)
			runes := []rune(text) // something that stands there
			from := r.IntN(len(runes))
			found += check(t, text, string(runes[from:min(len(runes), from+1+r.IntN(6))]), o)
		}
	}
	if found < 4000 {
		t.Errorf("only %d hits in all: the texts prove little", found)
	}
}

// What folds equal to itself folded is found by its own folded form.
func TestFoldingTwiceChangesNothing(t *testing.T) {
	for _, o := range options[:4] {
		for r := rune(1); r < 0x20000; r++ {
			if !utf8.ValidRune(r) || r == '\r' {
				continue
			}
			once := Fold(string(r), o)
			if twice := Fold(once, o); twice != once {
				t.Fatalf("%+v: %+q folds to %+q, and that to %+q", o, r, once, twice)
			}
			if !o.Case && !o.Marks && r > 0x20 && unicode.IsLetter(r) {
				for _, k := range []rune{unicode.ToUpper(r), unicode.ToLower(r)} {
					if Fold(string(k), o) != once {
						t.Errorf("%q and %q differ", r, k)
					}
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, p := range pieces {
		f.Add("x"+p+"y"+p, p, uint8(0))
	}
	f.Add("New\nYork new  york", "new york", uint8(4))
	f.Add("والعراق", "العراق", uint8(5))
	f.Fuzz(func(t *testing.T, text, query string, o uint8) {
		if len(text) > 200 {
			return
		}
		check(t, text, query, options[int(o)%4])
		if annotated, err := annotate.NewText(text); err == nil {
			Find(annotated, query, options[4+int(o)%2])
		}
	})
}
