package find_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rubricator/annotate"
	. "rubricator/annotate/find"
)

// found are the spans that a query gives, after a check of what is true of each.
func found(t *testing.T, s *Searcher, text string) []annotate.Span {
	t.Helper()
	hits, n := s.Search([]byte(text), 1<<30)
	if n != len(hits) {
		t.Fatalf("%d hits of %d in %+q", len(hits), n, text)
	}
	var spans []annotate.Span
	for _, h := range hits {
		if utf8.RuneCountInString(text[:h.From]) != h.Start || utf8.RuneCountInString(text[h.From:h.To]) != h.Len() {
			t.Fatalf("in %+q bytes %d to %d are called %v", text, h.From, h.To, h.Span)
		}
		spans = append(spans, h.Span)
	}
	return spans
}

// sameAsFind compares a query with the search in an article.
func sameAsFind(t *testing.T, text, query string, o Options) int {
	t.Helper()
	doc, err := annotate.NewText(text)
	if err != nil {
		return 0
	}
	want := Find(doc, query, o)
	if got := found(t, New(query, o).Searcher(), text); !slices.Equal(got, want) {
		t.Fatalf("%+q in %+q, %+v: %v, in the article %v", query, text, o, got, want)
	}
	return len(want)
}

// Texts in many scripts, long enough for words between the hits.
func TestAQueryFindsWhatFindDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pool := append(slices.Clone(pieces), strings.Split("the|harbour| said |okonkwo|Ōkonkwo|. |الوزيرة| وال|מִצְרַיִם|שלום |北京|東京|ガ|ｶﾞ|한국| 서울|\u0600|é |e\u0301 | \u0301|\n\n|fi\u00adn|ΑΣ|ς|"+
		"ǅ|Ⅷ|ﬃ|ṩ|ỗ|ক্ষ|กำ|👍🏽|𐐀|𐐨|𝅗𝅥|ｦ| ", "|")...)
	some := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pool[r.IntN(len(pool))])
		}
		return b.String()
	}
	hits := 0
	for range 600 {
		text := some(1 + r.IntN(60))
		for _, o := range options {
			hits += sameAsFind(t, text, some(1+r.IntN(3)), o)
			runes := []rune(text)
			from := r.IntN(len(runes))
			hits += sameAsFind(t, text, string(runes[from:min(len(runes), from+1+r.IntN(12))]), o)
		}
	}
	if hits < 2500 {
		t.Errorf("only %d hits: the texts prove little", hits)
	}
}

func FuzzQuery(f *testing.F) {
	for _, p := range pieces {
		f.Add("x "+p+" y"+p+"\n"+p+p, p, uint8(0))
	}
	f.Add("New\nYork new  york", "new york", uint8(4))
	f.Add("والعراق", "العراق", uint8(5))
	f.Fuzz(func(t *testing.T, text, query string, o uint8) {
		if len(text) > 5000 || !utf8.ValidString(query) {
			return
		}
		sameAsFind(t, text, query, options[int(o)%len(options)])
	})
}

// What stands at the ends of pieces that a hit never crosses must not be lost: a text of many hits and near hits.
func TestEveryHitOfMany(t *testing.T) {
	text := strings.Repeat("The thé  THE other\nthe ba\u0301the\u00a0the theme. ", 200)
	for _, query := range []string{"the", "the the", "e t", "e", "the\nthe ba", "zebra"} {
		for _, o := range options {
			sameAsFind(t, text, query, o)
		}
	}
	s := New("the", Options{}).Searcher()
	if hits, n := s.Search([]byte(text), 10); len(hits) != 10 || n <= 1000 {
		t.Errorf("%d hits of %d, 10 were wanted", len(hits), n)
	}
}

func TestALetterComesOfWhatIsFoldedToIt(t *testing.T) {
	for _, o := range options[:4] {
		for r := rune('!'); r <= utf8.MaxRune; r++ {
			if !utf8.ValidRune(r) || r == '\r' || r >= 0x20000 && r%61 != 0 && r>>12 != 0x2F {
				continue
			}
			for _, to := range Fold(string(r), o) {
				if to != ' ' && !ComesOf(to, r, o) {
					t.Fatalf("%+v: %U is folded to %U, which is not known to come of it", o, r, to)
				}
			}
		}
	}
}

func TestATextWithoutHitsCostsNoMemory(t *testing.T) {
	s := New("okonkwo", Options{}).Searcher()
	text := []byte(strings.Repeat("The harbour stays closed, said the minister; كل الموانئ مغلقة. ", 50))
	if n := testing.AllocsPerRun(20, func() { s.Search(text, 10) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestRegularExpressions(t *testing.T) {
	tests := []struct {
		text, expr string
		o          Options
		want       string
	}{
		{"Port Sarel, port sarel", `port \w+`, Options{}, "Port Sarel|port sarel"},
		{"Port Sarel, port sarel", `port \w+`, Options{Case: true}, "port sarel"},
		{"in 2023 and 1999", `\b\d{4}\b`, Options{}, "2023|1999"},
		{"one\ntwo\nthree", `^t\w+$`, Options{}, "two|three"},
		{"one\ntwo", `one\stwo`, Options{}, "one\ntwo"},
		{"aab", `a*`, Options{}, "aa"},
		{"abc", `x*`, Options{}, ""},
		{"cafe\u0301s", `cafe`, Options{}, "cafe\u0301"},
		{"e\u0301a", "\u0301a", Options{}, "e\u0301a"},
		{"Iran Iranian", `ira.`, Options{Words: true}, "Iran"},
		{"the ferry, the Ferries", `ferr(y|ies)`, Options{}, "ferry|Ferries"},
		{"port, harbour, quay", `harbour|quay`, Options{}, "harbour|quay"},
		{"وصلت الوزيرة إلى الوزارة", `الوز\p{Arabic}+`, Options{}, "الوزيرة|الوزارة"},
		{"kK\u212a", `k+`, Options{}, "kK\u212a"},
		{"a b  c", ` +`, Options{}, " |  "},
		{"(a)", `\(a\)`, Options{}, "(a)"},
		{"xay xby", `\Axa`, Options{}, "xa"},
	}
	for _, tt := range tests {
		q, err := NewRegexp(tt.expr, tt.o)
		if err != nil {
			t.Errorf("%s: %v", tt.expr, err)
			continue
		}
		text, _ := annotate.NewText(tt.text)
		var got []string
		for _, s := range found(t, q.Searcher(), tt.text) {
			got = append(got, text.Slice(s))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%q in %q, %+v: %q, want %q", tt.expr, tt.text, tt.o, got, tt.want)
		}
	}
	for _, bad := range []string{`(`, `[a`, `a{2,1}`, `*`, `\`, `a)`, `)(`} {
		if _, err := NewRegexp(bad, Options{}); err == nil || strings.Contains(err.Error(), "(?:") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if q, err := NewRegexp("", Options{}); err != nil || !q.Empty() {
		t.Errorf("an expression of nothing: %v", err)
	}
}

// FuzzRegexp compares what is found by lines and letters with what the expression alone finds.
func FuzzRegexp(f *testing.F) {
	for _, e := range []string{`port \w+`, `a|b`, `(x+y)+`, `^t`, `\bthe\b`, `[^a]b`, `(?i)K`, `a{2,3}`, `.`, `\s+x`, `é|e`} {
		f.Add("The port\nof Sarel, aab K k\u212a\nxxy t", e, false)
	}
	f.Fuzz(func(t *testing.T, text, expr string, exact bool) {
		if len(text) > 2000 || len(expr) > 100 || strings.ContainsAny(text, "\r\x00") || !utf8.ValidString(text) {
			return
		}
		q, err := NewRegexp(expr, Options{Case: exact})
		flags := map[bool]string{true: "(?m)", false: "(?mi)"}[exact]
		plain, wrong := regexp.Compile(flags + "(?:" + expr + ")")
		if (err == nil) != (wrong == nil) {
			if err == nil {
				t.Fatalf("%q is taken, and is none: %v", expr, wrong)
			}
			return // one that is right only inside of ours
		}
		if err != nil || q.Empty() {
			return
		}
		for _, r := range text {
			if r >= 0x80 {
				return // characters widen the matches
			}
		}
		var want [][]int
		for _, loc := range plain.FindAllStringIndex(text, -1) {
			if loc[0] < loc[1] {
				want = append(want, loc)
			}
		}
		hits, _ := q.Searcher().Search([]byte(text), 1<<30)
		if len(hits) != len(want) {
			t.Fatalf("%q in %q: %v, want %v", expr, text, hits, want)
		}
		for i, h := range hits {
			if h.From != want[i][0] || h.To != want[i][1] {
				t.Fatalf("%q in %q: %v, want %v", expr, text, hits, want)
			}
		}
	})
}
