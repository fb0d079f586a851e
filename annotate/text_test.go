package annotate_test

import (
	"crypto/sha256"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"rubricator/annotate"
)

var scripts = []string{"abc ,.\n", "ابت ثج ١٢", "漢字かな。", "👩‍🔬🇳🇴 é̀ß", "\U0010FFFF\u0001\ufeff\t"}

// mixed is a text of up to n code points, each from any script.
func mixed(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n) {
		letters := []rune(scripts[r.IntN(len(scripts))])
		b.WriteRune(letters[r.IntN(len(letters))])
	}
	return b.String()
}

func frozen(t testing.TB, s string) annotate.Text {
	t.Helper()
	text, err := annotate.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// checkText compares every conversion with the slow and plain way.
func checkText(t *testing.T, s string, r *rand.Rand) {
	t.Helper()
	text, runes := frozen(t, s), []rune(s)
	if text.Len() != len(runes) || text.String() != s || text.SHA256() != sha256.Sum256([]byte(s)) {
		t.Fatalf("%q: %d code points, text %q", s, text.Len(), text)
	}
	for i := range len(runes) + 1 {
		head := string(runes[:i])
		if got := text.Byte(i); got != len(head) {
			t.Fatalf("%q: code point %d is at byte %d, want %d", s, i, got, len(head))
		}
		if got := text.CodePoint(len(head)); got != i {
			t.Fatalf("%q: byte %d is code point %d, want %d", s, len(head), got, i)
		}
		if got, want := text.UTF16(i), len(utf16.Encode(runes[:i])); got != want {
			t.Fatalf("%q: code point %d is at unit %d, want %d", s, i, got, want)
		}
	}
	for range 20 {
		start, end := r.IntN(len(runes)+1), r.IntN(len(runes)+1)
		want := ""
		if start < end {
			want = string(runes[start:end])
		}
		if got := text.Slice(annotate.Span{Start: start, End: end}); got != want {
			t.Fatalf("%q[%d:%d] is %q, want %q", s, start, end, got, want)
		}
	}
}

func TestTextConvertsLikeThePlainWay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, s := range []string{"", "a", strings.Repeat("plain ", 100), strings.Repeat("é", 64), strings.Repeat("é", 65), strings.Repeat("👩", 129)} {
		checkText(t, s, r)
	}
	for range 300 {
		checkText(t, mixed(r, 300), r)
	}
}

func TestSliceIsCutToTheText(t *testing.T) {
	for _, s := range []string{"abc", "äöü"} {
		text := frozen(t, s)
		for span, want := range map[annotate.Span]string{{Start: -5, End: 99}: s, {Start: 2, End: 1}: "", {Start: 7, End: 9}: "", {Start: -3, End: 0}: ""} {
			if got := text.Slice(span); got != want {
				t.Errorf("%q%v is %q", s, span, got)
			}
		}
	}
}

func TestNotAText(t *testing.T) {
	for s, says := range map[string]string{
		"ab\xffc": "not valid UTF-8 at byte 2", "é\xc3": "not valid UTF-8 at byte 2", "a\x00b": `'\x00' at byte 1`, "a\r\n": `'\r' at byte 1`,
	} {
		if _, err := annotate.NewText(s); !errors.Is(err, annotate.ErrText) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzText(f *testing.F) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 20 {
		f.Add(mixed(r, 200))
	}
	f.Add("\xff")
	f.Fuzz(func(t *testing.T, s string) {
		_, err := annotate.NewText(s)
		if bad := !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r"); (err != nil) != bad {
			t.Fatalf("%q: %v", s, err)
		}
		if err == nil {
			checkText(t, s, r)
		}
	})
}

func TestNewDocument(t *testing.T) {
	for _, c := range []struct{ id, text, says string }{
		{"", "text", "no id"}, {"a", "", `"a" is empty`}, {"a", " \n\t", "is empty"}, {"a", "x\xff", "not valid UTF-8"},
		{"a", strings.Repeat("x", annotate.MaxTextBytes+1), "the limit is 64"},
	} {
		if _, err := annotate.NewDocument(c.id, "", c.text); !errors.Is(err, annotate.ErrText) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("want %q: %v", c.says, err)
		}
	}
	for text, title := range map[string]string{
		"One\nTwo":                       "One",
		"\n \t\n  Late  \n":              "Late",
		strings.Repeat("a", 201):         strings.Repeat("a", 200) + "…",
		strings.Repeat("long word ", 40): strings.TrimSuffix(strings.Repeat("long word ", 20), " ") + "…",
	} {
		doc, err := annotate.NewDocument("id", "", text)
		if err != nil || doc.Title != title || doc.Text.String() != text {
			t.Errorf("title %q, want %q, %v", doc.Title, title, err)
		}
	}
	if doc, err := annotate.NewDocument("id", "Given", "One"); err != nil || doc.Title != "Given" {
		t.Errorf("title %q, %v", doc.Title, err)
	}
}
