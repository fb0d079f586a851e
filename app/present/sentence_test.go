package present

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"rubricator/app/command"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// messages are what the status line says with words of people in it: %s is those words.
func messages(t *testing.T) map[string]string {
	keys, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	busy := busyWords(state.Busy{Words: "Importing", Done: 1200, Total: 40000})
	failed, _ := saveWords(state.State{Saving: state.Saving{Err: errors.New(`write "%s": no space left on device, 3 steps wait`)}}, keys)
	return map[string]string{
		"rejected":    "“%s” was rejected, so it is no longer suggested at 3 more places here",
		"labelled":    "“%s” is labelled 3 times already",
		"label":       "“%s”, 2 of 5, is PER already",
		"undone":      "undone: label “%s” as PER, in this other article",
		"no label":    `the schema has no label "%s"; 18 labels have keys`,
		"dropped":     "open or make a project first, then drop “%s” again",
		"backup":      "backup written and checked: “%s”",
		"covers":      `quote does not match: PER [3,17) covers "%s", 14 characters`,
		"not saved":   failed,
		"busy":        "“%s”: " + busy,
		"at the ends": "“%s”",
		"two":         "“%s” and “الميناء 7”, 12 places",
	}
}

// xs sets a line and says where each of its code points stands, in pixels from the left; zero-width ones are left out.
func xs(t testing.TB, fonts *textlayout.FontSet, line string) map[int]int {
	t.Helper()
	l := textlayout.New(line, fonts, textlayout.Options{Width: 100_000, Base: textlayout.LTR})
	at := map[int]int{}
	for i := range utf8.RuneCountInString(line) {
		for _, r := range l.Rects(i, i+1) {
			if r.W > 0 {
				at[i] = r.X
			}
		}
	}
	return at
}

// together checks that what stands before the words in the text is at their left, and what stands behind at their right.
func together(t testing.TB, fonts *textlayout.FontSet, before, words, after string) {
	t.Helper()
	line := Sentence(before + words + after)
	plain := withoutControls.Replace(strings.TrimPrefix(line, leftToRight))
	if plain != withoutControls.Replace(before+words+after) {
		t.Fatalf("%q became %q", before+words+after, plain)
	}
	first, last := utf8.RuneCountInString(before), utf8.RuneCountInString(before+withoutControls.Replace(words))
	at := xs(t, fonts, line)
	left, right := 1<<30, -1
	n := -1
	place := make(map[int]int, len(plain)) // by index into plain
	for i, r := range []rune(line) {
		if strings.ContainsRune(leftToRight+isolate+isolateEnd, r) {
			continue
		}
		n++
		if x, seen := at[i]; seen {
			place[n] = x
			if first <= n && n < last {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	for i, r := range []rune(plain) {
		x, seen := place[i]
		if seen && right >= 0 && (i < first && x >= left || i >= last && x <= right) {
			t.Fatalf("%q: %q at %d stands at %d, the words from %d to %d", plain, r, i, x, left, right)
		}
	}
}

func fontsOf(t testing.TB) *textlayout.FontSet {
	t.Helper()
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

func TestWordsOfPeopleReorderNoMessage(t *testing.T) {
	fonts := fontsOf(t)
	for name, message := range messages(t) {
		before, after, found := strings.Cut(message, "%s")
		if !found {
			t.Fatalf("%s has no place for words", name)
		}
		for _, words := range []string{
			"اتحاد الساحل", "الشركة 2024", "2024 الشركة", "ראש הממשלה 3", "Coastal Union", "شركة Google (2)", "(ميناء)", "٣ كتب",
			"/home/mira/أخبار/ميناء 2024.rubric", `C:\أخبار\3\ميناء.txt`, "أخبار", "م", "قال: «3»!", "x\u202eقال\u2069 3\u2067",
		} {
			together(t, fonts, before, words, after)
		}
	}
}

func TestUnquotedWordsKeepToTheirPlace(t *testing.T) {
	fonts := fontsOf(t)
	for _, c := range [][3]string{
		{"“Port” is ", "شخص", " already, 3 times"}, {"reject ", "منظمة", " for “2 ميناء”"}, {"12 ", "أخبار", " 3 (4), 5"}, {"/home/", "أخبار", "/2024/3.rubric"},
		{"/home/أخبار/", "ميناء", " 2024.rubric"}, {"/", "أخبار", "/2024"},
	} {
		together(t, fonts, c[0], c[1], c[2])
	}
}

func TestWordsInQuotesKeepTheirOwnOrder(t *testing.T) {
	line := Sentence("“الشركة 2024” is labelled 3 times")
	at := xs(t, fontsOf(t), line)
	digit, letter := strings.Index(line, "2024"), strings.Index(line, "الشركة")
	runeOf := func(bytes int) int { return utf8.RuneCountInString(line[:bytes]) }
	if at[runeOf(digit)] > at[runeOf(letter)] {
		t.Error("a number behind Arabic words of a quotation stands at their right")
	}
}

func TestASentenceWithoutSuchWordsIsOnlyMarked(t *testing.T) {
	for _, text := range []string{"", "Saved", "“Ngoại trưởng” – 3 labels", `"x": unexpected`} {
		if got := Sentence(text); withoutControls.Replace(got) != leftToRight+text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func FuzzSentence(f *testing.F) {
	for _, words := range []string{"اتحاد 3", "a \u2069 ب", "“", "/ש/3", `\"`, "«»"} {
		f.Add(words)
	}
	fonts := fontsOf(f)
	f.Fuzz(func(t *testing.T, words string) {
		if !utf8.ValidString(words) || utf8.RuneCountInString(words) > 40 || strings.ContainsAny(words, "“”\"\\\n\r\v\f\x1c\x1d\x1e\x1f\u0085\u2028\u2029") {
			return
		}
		for _, r := range words { // marks and joiners are set on the letter before, be it a quotation mark
			if unicode.In(r, unicode.M, unicode.Cf, unicode.Co) || !unicode.IsPrint(r) {
				return
			}
		}
		together(t, fonts, "3 times “", words, "”, 12 of 40 places")
	})
}

func ExampleSentence() {
	fmt.Printf("%+q\n", Sentence("drop “أخبار 3” again"))
	// Output: "\u200edrop \u201c\u2068\u0623\u062e\u0628\u0627\u0631 3\u2069\u201d again"
}
