package ingest

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"

	"rubricator/annotate"
	"rubricator/annotate/ingest/sample"
)

// Texts of our own in scripts that the sample articles do not have.
var foreign = map[string]string{
	"ru":      "Паром «Наврас» вышел из гавани рано утром.\nНикто на борту не знал, куда он идёт. Переговоры в Валлетте продолжались пять дней, и докеры вернулись к работе.\n",
	"uk":      "Пором вийшов із гавані рано-вранці.\nНіхто на борту не знав, куди він прямує. Її ґанок був порожній, є лише вітер.\n",
	"zh-Hans": "渡轮清晨离开港口。\n船上没有人知道它要去哪里。码头工人的罢工已经持续了十六天，谈判代表说协议很快就会签署。\n",
	"zh-Hant": "渡輪清晨離開港口。\n船上沒有人知道它要去哪裡。碼頭工人的罷工已經持續了十六天，談判代表說協議很快就會簽署。\n",
	"ja":      "フェリーは早朝に港を出た。\n行き先を知る者はいなかった。港湾労働者のストライキは十六日間続き、交渉は金曜日に終わった。\n",
	"ko":      "여객선은 이른 아침 항구를 떠났다.\n아무도 행선지를 몰랐다. 부두 노동자들의 파업은 십육 일 동안 계속되었다.\n",
	"el":      "Το πλοίο έφυγε νωρίς το πρωί από το λιμάνι.\nΚανείς δεν ήξερε πού πηγαίνει. Οι συνομιλίες κράτησαν πέντε ημέρες.\n",
	"pl":      "Port będzie zamknięty do piątku.\nRobotnicy nie przyjęli nowej umowy. „To źle”, powiedział kapitan, a łódź została w porcie.\n",
	"cs":      "Loď vyplula z přístavu brzy ráno.\nNikdo nevěděl, kam míří. Jednání trvala pět dní a žádná dohoda není.\n",
	"hu":      "A hajó kora reggel hagyta el a kikötőt.\nSenki sem tudta, hová tart. A tárgyalások öt napig tartottak.\n",
	"de":      "Der Kapitän wartete drei Tage.\nDie Kräne im Hafen bewegten sich nicht. Über die Löhne wird später verhandelt, hieß es.\n",
	"th":      "เรือออกจากท่าแต่เช้าตรู่และไม่มีใครรู้ว่าจะไปที่ใด\nการเจรจาใช้เวลาห้าวัน\n",
	"en":      "The captain’s café was shut.\nNobody knew why.\n",
}

// A text that is written in an encoding comes back exactly, and the encoding is named.
func TestTextOfEveryEncoding(t *testing.T) {
	for _, c := range []struct{ text, encoding, want string }{
		{"01-harbour-talks.txt", "windows-1252", ""},
		{"07-marseille-offer.txt", "windows-1252", ""},
		{"06-captain-karadag.txt", "windows-1252", ""},
		{"08-mersin-pier.txt", "windows-1254", ""},
		{"03-bach-long-yard.txt", "windows-1258", ""},
		{"02-marsa-noor-strike.txt", "windows-1256", ""},
		{"09-valletta-accord.txt", "windows-1256", ""},
		{"04-haifa-waits.txt", "windows-1255", ""},
		{"ru", "windows-1251", ""},
		{"ru", "koi8-r", "koi8-u"},
		{"ru", "iso-8859-5", ""},
		{"uk", "windows-1251", ""},
		{"uk", "koi8-u", ""},
		{"zh-Hans", "gb18030", ""},
		{"zh-Hans", "gbk", "gb18030"},
		{"zh-Hant", "gb18030", ""},
		{"zh-Hant", "big5", ""},
		{"ja", "shift_jis", ""},
		{"ja", "euc-jp", ""},
		{"ja", "iso-2022-jp", ""},
		{"ko", "euc-kr", ""},
		{"el", "iso-8859-7", ""},
		{"el", "windows-1253", "iso-8859-7"}, // these letters are the same
		{"pl", "windows-1250", ""},
		{"pl", "iso-8859-2", ""},
		{"cs", "windows-1250", ""},
		{"cs", "iso-8859-2", ""},
		{"hu", "iso-8859-2", ""},
		{"de", "iso-8859-1", "windows-1252"},
		{"de", "iso-8859-15", "windows-1252"}, // these letters are the same
		{"th", "windows-874", ""},
		{"en", "windows-1252", ""},
	} {
		text := textOf(t, c.text)
		switch c.encoding {
		case "windows-1258":
			text = looseTones(text)
		case "iso-8859-2", "koi8-r", "iso-8859-5": // which lack these quotes
			text = strings.NewReplacer("„", `"`, "”", `"`, "«", `"`, "»", `"`).Replace(text)
		}
		if c.want == "" {
			c.want = c.encoding
		}
		got, encoding, err := Text(encode(t, c.encoding, text))
		if err != nil || encoding != c.want {
			t.Errorf("%s in %s: read as %q, %v", c.text, c.encoding, encoding, err)
		} else if got != text {
			t.Errorf("%s in %s: other text\n%q\n%q", c.text, c.encoding, got, text)
		}
	}
}

// Little text is enough where other readings would mix scripts in words or be
// full of symbols, however common their letters are.
func TestTextOfALine(t *testing.T) {
	for _, c := range []struct{ text, encoding, want string }{
		{"船上沒有人知道它要去", "big5", "big5"},
		{`Паром "Наврас" вышел из гавани`, "koi8-r", "koi8-u"},
		{"قال Nawrasالقبطان إن العبارة ستبحر", "windows-1256", "windows-1256"}, // glued
		{"Ciò può, ciò può: è già là, è qua, è più in là, perché è età di libertà, è verità e carità.", "windows-1252", "windows-1252"},
	} {
		text, encoding, err := Text(encode(t, c.encoding, c.text))
		if err != nil || text != c.text || encoding != c.want {
			t.Errorf("%s: read as %s: %q, %v", c.text, encoding, text, err)
		}
	}
}

func TestTextOfUnicode(t *testing.T) {
	for _, c := range []struct {
		name, data, text, encoding string
	}{
		{"plain", "Ferry\nمرسى", "Ferry\nمرسى", "utf-8"},
		{"byte order mark", "\ufeffFerry", "Ferry", "utf-8"},
		{"only the first mark", "\ufeff\ufeffFerry", "\ufeffFerry", "utf-8"},
		{"line ends", "a\r\nb\rc\n\r\r\nd", "a\nb\nc\n\n\nd", "utf-8"},
		{"not composed, not trimmed", " e\u0301  \n", " e\u0301  \n", "utf-8"},
		{"other breaks stay", "a\u2028b\u0085c\fd", "a\u2028b\u0085c\fd", "utf-8"},
		{"a lost character stays", "a \ufffd lost", "a \ufffd lost", "utf-8"},
		{"one control character stays", "a bell \x07 rings", "a bell \x07 rings", "utf-8"},
		{"utf-16 little", utf16Bytes(binary.LittleEndian, "\ufeffمرسى 😀\r\n"), "مرسى 😀\n", "utf-16le"},
		{"utf-16 big", utf16Bytes(binary.BigEndian, "\ufeffمرسى 😀\r\n"), "مرسى 😀\n", "utf-16be"},
		{"utf-16 little, no mark", utf16Bytes(binary.LittleEndian, "The ferry 😀 sails"), "The ferry 😀 sails", "utf-16le"},
		{"utf-16 big, no mark", utf16Bytes(binary.BigEndian, "The ferry sails"), "The ferry sails", "utf-16be"},
		{"utf-16 Arabic, no mark", utf16Bytes(binary.LittleEndian, "وصلت العبارة إلى الميناء"), "وصلت العبارة إلى الميناء", "utf-16le"},
	} {
		text, encoding, err := Text([]byte(c.data))
		if err != nil || text != c.text || encoding != c.encoding {
			t.Errorf("%s: %q %q %v, want %q %q", c.name, text, encoding, err, c.text, c.encoding)
		}
	}
}

func TestTextRefuses(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       error
	}{
		{"nothing", "", ErrEmpty},
		{"white space", " \r\n\t\u00a0", ErrEmpty},
		{"a mark alone", "\ufeff", ErrEmpty},
		{"a UTF-16 mark alone", "\xff\xfe", ErrEmpty},
		{"a NUL", "Ferry\x00talks", ErrNUL},
		{"a NUL in UTF-16", utf16Bytes(binary.LittleEndian, "\ufeffFerry\x00talks"), ErrNUL},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", ErrNUL},
		{"UTF-32", "\xff\xfe\x00\x00F\x00\x00\x00e\x00\x00\x00", ErrNUL},
		{"UTF-16 cut off", utf16Bytes(binary.LittleEndian, "\ufeffFerry") + "x", ErrNotText},
		{"half a character in UTF-16", utf16Bytes(binary.BigEndian, "\ufeffFerry") + "\xd8\x3d", ErrNotText},
		{"UTF-8 with a stray byte", strings.Repeat("“é” ", 9) + "\xff" + " “é”", ErrNotText},
		{"UTF-8 cut off", strings.Repeat("مرسى ", 9) + "\xd9", ErrNotText},
		{"control characters", strings.Repeat("a\x01\x02b", 20), ErrNotText},
		{"lost characters", strings.Repeat("\ufffd a ", 20), ErrNotText},
		{"compressed", compressed(4096), ErrNotText},
		{"too large", strings.Repeat("a", annotate.MaxTextBytes+1), ErrTooLarge},
		{"too large as UTF-8", utf16Bytes(binary.LittleEndian, "\ufeff"+strings.Repeat("ت漢", annotate.MaxTextBytes/4)), ErrTooLarge},
		{"too large to look at", strings.Repeat("\x00", 2*annotate.MaxTextBytes+3), ErrTooLarge},
	} {
		text, _, err := Text([]byte(c.data))
		if !errors.Is(err, c.want) || text != "" {
			t.Errorf("%s: %q, %v, want %v", c.name, text[:min(40, len(text))], err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q has several lines", c.name, err)
		}
	}
}

func TestTextOfTheLargestSize(t *testing.T) {
	text, _, err := Text([]byte(strings.Repeat("a", annotate.MaxTextBytes)))
	if err != nil || len(text) != annotate.MaxTextBytes {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}

func TestDamagedUTF8SaysWhere(t *testing.T) {
	_, _, err := Text([]byte(strings.Repeat("é ", 20) + "\xe9 end"))
	if err == nil || !strings.Contains(err.Error(), "byte 60 (0xe9)") {
		t.Errorf("got %v", err)
	}
}

func FuzzText(f *testing.F) {
	for _, text := range foreign {
		f.Add([]byte(text))
		f.Add([]byte(utf16Bytes(binary.BigEndian, text)))
	}
	for _, c := range [][2]string{{"ja", "iso-2022-jp"}, {"ja", "shift_jis"}, {"zh-Hans", "gb18030"}, {"ko", "euc-kr"}, {"ru", "windows-1251"}, {"th", "windows-874"}} {
		f.Add(encode(f, c[1], foreign[c[0]]))
	}
	f.Add([]byte("\ufeff\ufeff\r\r\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, encoding, err := Text(data)
		if err != nil {
			if text != "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q with %q", text, err)
			}
			return
		}
		if encoding == "" || !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r") || strings.TrimSpace(text) == "" {
			t.Fatalf("%s: %q", encoding, text)
		}
		if _, err := annotate.NewDocument("a", "", text); err != nil {
			t.Fatal(err)
		}
		// A second mark that the first left would be taken now.
		again, encoding, err := Text([]byte(text))
		if want := strings.TrimPrefix(text, bom); again != want && !(err != nil && strings.TrimSpace(want) == "") {
			t.Fatalf("again: %q %s %v, want %q", again, encoding, err, want)
		}
	})
}

func BenchmarkText(b *testing.B) {
	utf8Text := []byte(textOf(b, "02-marsa-noor-strike.txt"))
	for name, data := range map[string][]byte{"utf-8": utf8Text, "windows-1256": encode(b, "windows-1256", string(utf8Text))} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := Text(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// textOf is a sample article or one of the foreign texts.
func textOf(t testing.TB, name string) string {
	t.Helper()
	if text, ok := foreign[name]; ok {
		return text
	}
	data, err := fs.ReadFile(sample.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func encode(t testing.TB, encoding, text string) []byte {
	t.Helper()
	e, err := htmlindex.Get(encoding)
	if err != nil {
		t.Fatal(err)
	}
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s cannot hold the text: %v", encoding, err)
	}
	return data
}

// looseTones writes Vietnamese as windows-1258 has it: the tone is a character
// of its own, the vowel's other sign is not; ğ has no place there.
func looseTones(text string) string {
	var out strings.Builder
	for _, r := range norm.NFC.String(text) {
		letters := []rune(norm.NFD.String(string(r)))
		tone := slices.IndexFunc(letters, func(r rune) bool { return strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r) })
		if tone < 0 {
			out.WriteRune(r)
			continue
		}
		out.WriteString(norm.NFC.String(string(slices.Delete(slices.Clone(letters), tone, tone+1))))
		out.WriteRune(letters[tone])
	}
	return strings.ReplaceAll(out.String(), "ğ", "g")
}

func utf16Bytes(order binary.AppendByteOrder, text string) string {
	var data []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, unit)
	}
	return string(data)
}

// compressed is noise without NUL, as packed files have it.
func compressed(n int) string {
	data := make([]byte, n)
	state := uint32(1)
	for i := range data {
		state = state*1664525 + 1013904223
		data[i] = max(1, byte(state>>24))
	}
	return string(data)
}
