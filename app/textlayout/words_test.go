package textlayout

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// found joins the words of a text by bars.
func found(text string) string {
	runes := []rune(text)
	var out []string
	for _, w := range findWords(runes) {
		out = append(out, string(runes[w.start:w.end]))
	}
	return strings.Join(out, "|")
}

func TestFindWords(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"no word", " — “…” 👍 ", ""},
		// UAX #29, as annotators meet it in rough articles.
		{"apostrophes", "Haddad’s isn't O'Neill ‘so’ they'", "Haddad|isn't|O'Neill|so|they"},
		{"possessive", "Washington’s James's Jones’ O’Brien’s SISI’S G20’s 1990’s Été’s", "Washington|James|Jones|O’Brien|SISI|G20|s|1990|s|Été"},
		{"possessive before what is not seen", "⁨Iran’s⁩ Iran’s​.", "Iran|Iran"},
		{"contracted", "it’s let's don’t we’ve", "it|let|don’t|we’ve"},
		{"not possessive", "rock ’n’ roll ’s Moscow’sky s’il ’s’s", "rock|n|roll|s|Moscow’sky|s’il|s"},
		{"apostrophes in names", "D’Angelo Qur’an Ha’aretz Sana’a Ankara’da Ba’ath", "D’Angelo|Qur’an|Ha’aretz|Sana’a|Ankara’da|Ba’ath"},
		{"not of other scripts", "Москва’s Αθήνα’s ג׳ורג׳", "Москва’s|Αθήνα’s|ג׳ורג׳"},
		{"hyphens", "Reyes-Haddad, 43-year-old", "Reyes|Haddad|43|year|old"},
		{"full stops", "the U.S. and e.g. 3.14, 1,000.5 a.m.", "the|U.S|and|e.g|3.14|1,000.5|a.m"},
		{"underscores", "snake_case __init__", "snake_case|__init__"},
		{"address", "https://www.example.org/a-b?q=1", "https|www.example.org|a|b|q|1"},
		{"mail", "joe.doe@example.co.uk, @joe #now", "joe.doe|example.co.uk|joe|now"},
		{"signs", "AT&T C++ 50% $5 §7", "AT|T|C|50|5|7"},
		{"glued", "officialsBiden said.He", "officialsBiden|said.He"},
		{"glued number", "in2023the", "in2023the"},
		{"decomposed", "e\u0301te\u0301 Å\u030A", "e\u0301te\u0301|Å\u030A"},
		{"soft hyphen", "Lan\u00adguage", "Lan\u00adguage"},
		{"no-break space", "100\u00a0km 10\u202f000", "100|km|10\u202f000"},
		{"elision", "l'homme d’aujourd’hui", "l'homme|d’aujourd’hui"},
		{"harakat", "كُتُبٌ", "كُتُبٌ"},
		{"tatweel", "جميـــلة", "جميـــلة"},
		{"prefixes stay", "والعراق وبالقاهرة،", "والعراق|وبالقاهرة"},
		{"joiners", "می\u200cخواهد کتاب\u200cها", "می\u200cخواهد|کتاب\u200cها"},
		{"arabic digits", "عام ٢٠٢٣، ٣٫١٤", "عام|٢٠٢٣|٣٫١٤"},
		{"number glued to arabic", "12العراق", "12العراق"},
		{"bidi controls", "\u200fقال\u200e Ada\u200f", "قال\u200e|Ada\u200f"},
		{"gershayim", "בצה״ל צה\"ל ג׳ורג׳", "בצה״ל|צה\"ל|ג׳ורג׳"},
		{"maqaf", "בית־ספר ל-50", "בית|ספר|ל|50"},
		{"korean", "김정은은 서울에서 말했다.", "김정은은|서울에서|말했다"},
		{"devanagari", "प्रधानमंत्री ने हिन्दी में कहा।", "प्रधानमंत्री|ने|हिन्दी|में|कहा"},
		{"emoji", "hi 👨\u200d👩\u200d👧👍🏽🇫🇷 there", "hi|there"},
		{"emoji beside", "Ada👍met", "Ada|met"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		// Lists of words.
		{"chinese", "国家主席习近平在北京会见普京", "国家|主席|习|近平|在|北京|会见|普京"},
		{"chinese names", "特拉维夫、澤倫斯基、賴清德", "特拉维夫|澤倫斯基|賴清德"},
		{"traditional", "烏克蘭總統抵達華盛頓", "烏克蘭|總統|抵達|華盛頓"},
		{"chinese numbers", "2024年5月3日，5.2级", "2024|年|5|月|3|日|5.2|级"},
		{"chinese and latin", "华为Mate60手机", "华为|Mate60|手机"},
		{"variant", "葛\U000e0100城市", "葛\U000e0100|城市"},
		{"rare characters", "\U00020000\U00020001", "\U00020000\U00020001"},
		{"korean and han", "한국어中國", "한국어|中國"},
		{"japanese", "東京は日本の首都です", "東京|は|日本|の|首都|です"},
		{"katakana", "トヨタ自動車とゼレンスキー大統領", "トヨタ|自動車|と|ゼレンスキー|大統領"},
		{"middle dot", "ドナルド・トランプ", "ドナルド|トランプ"},
		{"small ke", "霞ヶ関の", "霞ヶ関|の"},
		{"long mark", "らーめん", "らー|めん"},
		{"full width", "ＮＨＫは２０２４年", "ＮＨＫ|は|２０２４|年"},
		{"thai", "ตำรวจจังหวัดภูเก็ตจับกุมผู้ต้องหา", "ตำรวจ|จังหวัด|ภูเก็ต|จับกุม|ผู้ต้องหา"},
		{"thai numbers", "ปี๒๕๖๖ครั้งที่1", "ปี|๒๕๖๖|ครั้ง|ที่|1"},
		{"thai and latin", "บริษัทAppleเปิดตัวiPhone", "บริษัท|Apple|เปิด|ตัว|iPhone"},
		{"thai signs", "ยาย ๆ กรุงเทพฯ", "ยาย|ๆ|กรุงเทพฯ"},
		{"zero-width spaces", "ภาษา\u200bไทย ភាសា\u200bខ្មែរ", "ภาษา|ไทย|ភាសា|ខ្មែរ"},
		{"lao", "ລັດຖະບານຈີນຊ່ວຍເຫຼືອປະຊາຊົນ", "ລັດຖະບານ|ຈີນ|ຊ່ວຍເຫຼືອ|ປະຊາຊົນ"},
		{"khmer", "ភ្នំពេញជារាជធានី១២", "ភ្នំពេញ|ជា|រាជធានី|១២"},
		{"marks alone", "\u0e31a\u0e31 \u3099", "a\u0e31"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := found(tt.text); got != tt.want {
				t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestWordAtOfWritingsWithoutSpaces(t *testing.T) {
	text := "เกาะภูเก็ต 东京电力公司、日本の首都"
	runes := []rune(text)
	l := setAt(t, text, 600)
	for at, want := range map[int]string{
		0: "เกาะ", 3: "เกาะ", 4: "ภูเก็ต", 10: "ภูเก็ต", 11: "东京", 12: "东京", 13: "电力", 17: "公司", 18: "日本", 20: "の", 23: "首都",
	} {
		if start, end := l.WordAt(at); string(runes[start:end]) != want {
			t.Errorf("word at %d: %q, want %q", at, string(runes[start:end]), want)
		}
	}
}

// checkWords: the words of a layout rise, stand apart, begin and end with graphemes,
// and leave no letter or digit out.
func checkWords(t *testing.T, l *Layout) {
	t.Helper()
	covered := make([]bool, l.Len())
	last := wordSpan{}
	for i := range l.blocks {
		for _, w := range l.wordsOf(i) {
			if w == last {
				continue // it crosses the edge of two blocks
			}
			if w.start < last.tail || w.start >= w.end || w.end > w.tail || int(w.tail) > l.Len() {
				t.Fatalf("%q: word %v after %v, in %d code points", string(l.text), w, last, l.Len())
			}
			if l.boundary(w.first()) != w.first() || l.boundary(w.last()) != w.last() {
				t.Fatalf("%q: word %v is not of graphemes", string(l.text), w)
			}
			for k := w.first(); k < int(w.tail); k++ {
				covered[k] = true
			}
			last = w
		}
	}
	for k, r := range l.text {
		if (unicode.IsLetter(r) || unicode.IsNumber(r)) && !covered[k] {
			t.Fatalf("%q: no word has %q at %d", string(l.text), r, k)
		}
	}
}

// pieces make texts in which writings, marks and signs meet in every way.
var pieces = []string{
	"a", "é", "Ada", "’s", "1", "3.5", " ", "\u200b", "\u200c", "\u200d", "\u0301", "\u3099", "\ufe0f", "\u0600", "\u00ad", "-", "_", "’", "、", "。", "\n", "👍", "🇫🇷",
	"קול", "عام", "ـ", "ก", "ำ", "ั", "์", "เ", "ะ", "ๆ", "ไทย", "ตำรวจ", "ບ", "ໄ", "ລາວ", "ក", "្", "ា", "ខ្មែរ",
	"中", "国", "习近平", "北京", "の", "した", "ト", "ー", "ヶ", "々", "葛\U000e0100", "한국",
}

func TestWordsOfMixedText(t *testing.T) {
	r, fonts := rand.New(rand.NewSource(11)), testFonts(t)
	for range 400 {
		var text strings.Builder
		for range 1 + r.Intn(40) {
			text.WriteString(pieces[r.Intn(len(pieces))])
		}
		checkWords(t, New(text.String(), fonts, Options{Width: 400, block: 1 + r.Intn(60)}))
	}
}

// TestWordsOfBlocks: where a block ends changes no word.
func TestWordsOfBlocks(t *testing.T) {
	for _, s := range wordSamples {
		text := string(filled(s.text, 9000))
		l := New(text, testFonts(t), Options{Width: 400, block: 333})
		var got []wordSpan
		for i := range l.blocks {
			for _, w := range l.wordsOf(i) {
				if n := len(got); n == 0 || got[n-1] != w {
					got = append(got, w)
				}
			}
		}
		if want := findWords([]rune(text)); !slices.Equal(got, want) {
			t.Errorf("%s: %d words by blocks, %d at once", s.language, len(got), len(want))
		}
	}
}

// TestWordAtAPossessive: at an ’s the word is what stands before it, and the next word
// comes right after it.
func TestWordAtAPossessive(t *testing.T) {
	text := "The Washington’s envoys"
	l := setAt(t, text, 600)
	for at := range len([]rune(text)) + 1 {
		want := [2]int{0, 3}
		switch {
		case at > 16:
			want = [2]int{17, 23}
		case at > 3:
			want = [2]int{4, 14}
		}
		if start, end := l.WordAt(at); [2]int{start, end} != want {
			t.Errorf("word at %d: [%d, %d), want %v", at, start, end, want)
		}
	}
	for _, c := range []struct {
		name      string
		step      func(int) int
		from, end int
	}{
		{"end after a space", l.NextWordEnd, 4, 14}, {"end after the word", l.NextWordEnd, 14, 23}, {"end in the ’s", l.NextWordEnd, 15, 23},
		{"end before the next word", l.PrevWordEnd, 17, 14}, {"end before the ’s", l.PrevWordEnd, 16, 14}, {"start after", l.NextWordStart, 4, 17}, {"start before", l.PrevWordStart, 16, 4},
	} {
		if got := c.step(c.from); got != c.end {
			t.Errorf("%s: from %d to %d, want %d", c.name, c.from, got, c.end)
		}
	}
	stops := 0
	for p := (Position{}); stops < 9; stops++ {
		next := l.MoveVisualWord(p, true)
		if next == p {
			break
		}
		p = next
	}
	if stops != 3 {
		t.Errorf("a walk by words makes %d steps, want 3: two words and the end", stops)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range wordSamples {
		f.Add(s.text)
	}
	f.Add(strings.Join(pieces, ""))
	fonts := testFonts(f)
	f.Fuzz(func(t *testing.T, text string) {
		checkWords(t, New(text, fonts, Options{Width: 400, block: 50}))
	})
}

// TestThaiLinesEndWithWords: no line begins within a word that fits on a line.
func TestThaiLinesEndWithWords(t *testing.T) {
	for _, language := range []string{"thai", "lao", "khmer"} {
		var text strings.Builder
		for _, m := range readMarked(t, language) {
			text.WriteString(m.text)
		}
		for _, width := range []int{320, 350, 411, 700} {
			l := setAt(t, text.String(), width)
			lines := l.Lines(0, 1<<30)
			if len(lines) < 2 {
				t.Fatalf("%s in %d px: %d lines", language, width, len(lines))
			}
			for _, ln := range lines[1:] {
				start, end := l.WordAt(ln.Start)
				if start < ln.Start && ln.Start < end {
					t.Errorf("%s in %d px: a line begins within %q at %d", language, width, string(l.text[start:end]), ln.Start-start)
				}
			}
		}
	}
}

// A word begins and ends with something that can be seen.
func TestWordsWithoutSignsAtTheirEnds(t *testing.T) {
	for text, want := range map[string]string{
		"a \u2068Ada\u2069 b":                          "a Ada b",
		"\u2067שלום\u2069\u200f, \u200fעולם":           "שלום עולם",
		"\u202bقال\u202c \ufeffAda\ufeff":              "قال Ada",
		"soft\u00ad hy\u00adphen":                      "soft hy\u00adphen",      // inside it stays
		"می\u200cخواهم क्\u200d":                       "می\u200cخواهم क्\u200d", // joiners belong to their letters
		"\u2068ไทย\u2069 \u2068中国\u2069\u2068日本\u2069": "ไทย 中国 日本",
		"\u0600٣ ٣\u06dd":                              "\u0600٣ ٣\u06dd", // signs that are seen
	} {
		l := setAt(t, text, 600)
		var got []string
		for _, w := range l.wordsOf(0) {
			got = append(got, string(l.text[w.start:w.end]))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("words of %+q are %+q, want %+q", text, s, want)
		}
	}
}
