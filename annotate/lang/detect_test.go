package lang

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/ingest/sample"
)

func TestSampleArticles(t *testing.T) {
	want := map[string]string{
		"01-harbour-talks.txt": "en", "02-marsa-noor-strike.txt": "ar", "03-bach-long-yard.txt": "vi", "04-haifa-waits.txt": "he",
		"05-insurance-knot.txt": "fa", "06-captain-karadag.txt": "en", "07-marseille-offer.txt": "fr", "08-mersin-pier.txt": "tr",
		"09-valletta-accord.txt": "ar", "10-first-sailing.txt": "en",
	}
	for name, text := range sampleTexts(t) {
		for form, text := range map[string]string{"as it stands": text, "decomposed": norm.NFD.String(text)} {
			got := New().Detect(t.Context(), text)
			if got.Code != want[name] || got.Confidence < Sure {
				t.Errorf("%s %s: %s %.2f, want %s", name, form, got.Code, got.Confidence, want[name])
			}
			missed := 0
			for _, p := range got.Paragraphs {
				if p.Code != want[name] {
					missed++
					t.Logf("%s %s: %s %.2f: %q", name, form, p.Code, p.Confidence, cut(text, p.Start, p.End))
					if p.Confidence >= Sure {
						t.Errorf("%s %s: a wrong answer is called sure", name, form)
					}
				}
			}
			if missed > 1 {
				t.Errorf("%s %s: %d of %d paragraphs in another language", name, form, missed, len(got.Paragraphs))
			}
		}
	}
}

// The articles of the folder shared with the developers, where there is one.
func TestSharedArticles(t *testing.T) {
	want := map[string]string{"000": "en", "001": "en", "002": "ar", "003": "en", "004": "en"}
	paths, _ := filepath.Glob("../../../shared/articles/*.txt")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		number, _, _ := strings.Cut(filepath.Base(path), "_")
		got := New().Detect(t.Context(), string(data))
		if got.Code != want[number] || got.Confidence < Sure {
			t.Errorf("%s: %s %.2f, want %s", filepath.Base(path), got.Code, got.Confidence, want[number])
		}
	}
}

// One sentence each of our own in languages of every script.
var sentences = map[string]string{
	"de":  "Der Kapitän wartete drei Tage, bis sich die Kräne im Hafen wieder bewegten.",
	"es":  "La ministra dijo que el puerto abrirá mañana si los trabajadores aceptan la oferta.",
	"it":  "La nave è partita ieri sera dal porto, ma nessuno dei passeggeri conosceva la rotta.",
	"pt":  "Os estivadores não voltaram ao trabalho porque a proposta ainda não foi assinada.",
	"nl":  "De onderhandelaars willen vrijdag een akkoord, maar de haven blijft voorlopig dicht.",
	"sv":  "Färjan lämnade hamnen tidigt på morgonen och alla ombord visste vart den skulle.",
	"pl":  "Port będzie zamknięty do piątku, ponieważ robotnicy nie przyjęli nowej umowy.",
	"id":  "Kapal itu berangkat dari pelabuhan pada pagi hari dengan ratusan penumpang di dalamnya.",
	"tr":  "Liman işçileri yeni anlaşmayı kabul etmediği için vinçler hâlâ çalışmıyor.",
	"ru":  "Паром вышел из гавани рано утром, и никто на борту не знал, куда он идёт.",
	"uk":  "Пором вийшов із гавані рано-вранці, і ніхто на борту не знав, куди він прямує.",
	"bg":  "Фериботът напусна пристанището рано сутринта и никой на борда не знаеше накъде отива.",
	"sr":  "Трајект је рано ујутру изашао из луке и нико на броду није знао куда иде.",
	"ur":  "جہاز صبح سویرے بندرگاہ سے روانہ ہوا اور مسافروں کو معلوم نہیں تھا کہ وہ کہاں جا رہا ہے۔",
	"ps":  "کښتۍ سهار وختي له بندره روانه شوه او هېڅوک نه پوهېدل چې چېرته ځي.",
	"ckb": "کەشتییەکە بەیانی زوو لە بەندەرەکە دەرچوو و کەس نەیدەزانی بۆ کوێ دەچێت.",
	"ug":  "كېمە تاڭ سەھەردە پورتتىن ئايرىلدى ۋە ھېچكىم ئۇنىڭ نەگە بارىدىغانلىقىنى بىلمىدى.",
	"sd":  "جهاز صبح جو سوير بندرگاهه مان روانو ٿيو ۽ ڪنهن کي به خبر نه هئي ته اهو ڪيڏانهن وڃي ٿو.",
	"hi":  "जहाज़ सुबह बंदरगाह से निकला और यात्रियों को नहीं पता था कि वह कहाँ जा रहा है।",
	"mr":  "जहाज सकाळी बंदरातून निघाले आणि ते कुठे जात आहे हे प्रवाशांना माहीत नव्हते.",
	"ne":  "जहाज बिहान बन्दरगाहबाट निस्क्यो र यात्रुहरूलाई त्यो कहाँ जाँदै छ भन्ने थाहा थिएन।",
	"el":  "Το πλοίο έφυγε νωρίς το πρωί από το λιμάνι.",
	"th":  "เรือออกจากท่าแต่เช้าตรู่และไม่มีใครรู้ว่าจะไปที่ใด",
	"ja":  "フェリーは早朝に港を出たが、行き先を知る者はいなかった。",
	"zh":  "渡轮清晨离开港口，船上没有人知道它要去哪里。",
	"ko":  "여객선은 이른 아침 항구를 떠났고 아무도 행선지를 몰랐다.",
	"bn":  "জাহাজটি ভোরে বন্দর ছেড়ে গেল এবং কেউ জানত না কোথায় যাচ্ছে।",
	"ta":  "கப்பல் அதிகாலையில் துறைமுகத்தை விட்டுப் புறப்பட்டது.",
	"am":  "መርከቡ ከወደቡ በማለዳ ተነስቶ ወዴት እንደሚሄድ ማንም አያውቅም ነበር።",
}

func TestSentences(t *testing.T) {
	for want, sentence := range sentences {
		got := New().Detect(t.Context(), sentence)
		if got.Code != want || got.Confidence < Sure {
			t.Errorf("%s %.2f, want %s: %q", got.Code, got.Confidence, want, sentence)
		}
		if all := (Paragraph{0, utf8.RuneCountInString(sentence), got.Code, got.Confidence}); !slices.Equal(got.Paragraphs, []Paragraph{all}) {
			t.Errorf("paragraphs %v, want %v", got.Paragraphs, all)
		}
	}
}

func TestParagraphsOfSeveralLanguages(t *testing.T) {
	text := sentences["de"] + "\n\n12.5 %\n" + sentences["ur"] + "\n" + sentences["ja"] + "\n" + sentences["de"]
	got := New().Detect(t.Context(), text)
	var codes []string
	for _, p := range got.Paragraphs {
		codes = append(codes, p.Code)
		if quote := cut(text, p.Start, p.End); quote != sentences[p.Code] {
			t.Errorf("[%d,%d) is %q", p.Start, p.End, quote)
		}
	}
	if want := []string{"de", "ur", "ja", "de"}; !slices.Equal(codes, want) {
		t.Errorf("paragraphs in %v, want %v", codes, want)
	}
	if got.Code != "de" || got.Confidence > Sure {
		t.Errorf("document in %s %.2f, want de, unsure", got.Code, got.Confidence)
	}
}

func TestLatinNamesDoNotTurnAnArabicParagraph(t *testing.T) {
	text := "وصلت العبارة (Nawras) إلى الميناء (Marsa Noor) عند الفجر، بحسب القبطان (Yusuf Karadag)."
	if got := New().Detect(t.Context(), text); got.Code != "ar" {
		t.Errorf("got %s %.2f", got.Code, got.Confidence)
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct{ text, words string }{
		{"وَصَلَتِ العَبّارَةُ (Nawras) 14 مايو", "وصلت العبارة مايو"}, // without vowel signs
		{"Karada\u0306g\u0306’s ship: www.example.org 1,300", "Karadăğ s ship"},
		{"हिंदी में", "हिंदी में"},
		{strings.Repeat("ab", 400), strings.Repeat("ab", maxLetters/2)},
	} {
		if got := excerptOf(c.text).words; got != c.words {
			t.Errorf("%q: %q, want %q", c.text, got, c.words)
		}
	}
}

func TestJapaneseInFewKana(t *testing.T) {
	if got := New().Detect(t.Context(), "港湾労働者組合、十六日間続行中止表明の会見"); got.Code != "ja" {
		t.Errorf("got %s", got.Code)
	}
}

func TestTooLittleIsUndetermined(t *testing.T) {
	for _, text := range []string{
		"", " \n\t\n", "Ferry", "12 345 678 901 234 567 890", "Captain Karadag 2025", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
		"https://example.org/ferry/harbour/talks/open/in/valletta captain@example.org",
		"harbour.correspondent.of.valletta@example.org", "www.example.org/ferry-talks-open-in-valletta", "港", "\xff\xfe\xfd",
	} {
		if got := New().Detect(t.Context(), text); got.Code != Undetermined || got.Confidence != 0 || got.Paragraphs != nil {
			t.Errorf("%q: %+v, want undetermined", text, got)
		}
	}
}

func TestShortLinesAreTakenTogether(t *testing.T) {
	text := "Der Hafen\nschläft noch\nund der Wind\nauch, sagt\nder Kapitän"
	if got := New().Detect(t.Context(), text); got.Code != "de" || got.Paragraphs != nil {
		t.Errorf("got %+v, want de without paragraphs", got)
	}
}

func TestLongTextIsSampledEvenly(t *testing.T) {
	const lines = 1000
	text := strings.Repeat(sentences["ru"]+"\n", lines)
	got := New().Detect(t.Context(), text)
	if got.Code != "ru" || len(got.Paragraphs) != maxParagraphs {
		t.Fatalf("%s with %d paragraphs, want ru with %d", got.Code, len(got.Paragraphs), maxParagraphs)
	}
	length := utf8.RuneCountInString(sentences["ru"]) + 1
	for i, p := range got.Paragraphs {
		if want := i * lines / maxParagraphs * length; p.Start != want {
			t.Errorf("paragraph %d starts at %d, want %d", i, p.Start, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := New().Detect(ctx, sentences["de"]); got.Code != Undetermined || got.Paragraphs != nil {
		t.Errorf("got %+v after cancelling", got)
	}
}

func TestManyGoroutinesGetTheSameAnswer(t *testing.T) {
	d := New()
	var group sync.WaitGroup
	for range 8 {
		for want, sentence := range sentences {
			group.Go(func() {
				if got := d.Detect(t.Context(), sentence); got.Code != want {
					t.Errorf("got %s, want %s", got.Code, want)
				}
			})
		}
	}
	group.Wait()
}

func FuzzDetect(f *testing.F) {
	for _, s := range sentences {
		f.Add(s)
	}
	f.Add("a\nb\r\n\xff\xfe" + strings.Repeat("á", 30) + "\n\n" + strings.Repeat("ب", 40))
	f.Add(strings.Repeat("漢", 9000) + "\nか")
	d := New()
	f.Fuzz(func(t *testing.T, text string) {
		got := d.Detect(t.Context(), text)
		if got.Code == "" || got.Confidence < 0 || got.Confidence > 1.000001 {
			t.Errorf("answer %+v", got)
		}
		end, size := 0, len([]rune(text))
		for _, p := range got.Paragraphs {
			if p.Start < end || p.End <= p.Start || p.End > size {
				t.Fatalf("paragraph [%d,%d) after %d in %d code points", p.Start, p.End, end, size)
			}
			end = p.End + 1
		}
	})
}

func BenchmarkDetectSample(b *testing.B) {
	texts := sampleTexts(b)
	d := New()
	size := 0
	for _, text := range texts { // loads the models
		d.Detect(b.Context(), text)
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			d.Detect(b.Context(), text)
		}
	}
	b.ReportMetric(float64(len(texts)*b.N)/b.Elapsed().Seconds(), "docs/s")
}

// A text at the limit of what may be imported: finding its lines dominates.
func BenchmarkDetectHuge(b *testing.B) {
	text := strings.Repeat(sentences["ru"]+"\n", 64<<20/(len(sentences["ru"])+1))
	d := New()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Detect(b.Context(), text)
	}
}

func sampleTexts(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{}
	names, err := fs.Glob(sample.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(sample.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	return texts
}

func cut(text string, start, end int) string { return string([]rune(text)[start:end]) }
