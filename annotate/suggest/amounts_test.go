package suggest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestAmounts(t *testing.T) {
	checkExamples(t, New(Amounts{}), annotate.OntoNotes(), []example{
		{"en", "It costs [MONEY $3.4 billion], [MONEY US$22.3 billion] or [MONEY N$13 billion]; [MONEY USD 40m], [MONEY £5], [MONEY €1,140.50]."},
		{"en", "[MONEY 56 billion yuan], [MONEY 100,000 baht], a [MONEY 50,000-pound] house, [MONEY millions of dollars], [MONEY 40 million Egyptian pounds], [MONEY N$8 600]"},
		{"en", "a [MONEY $100] note, [MONEY 145 billion Korean won], [MONEY R1.2 million], [MONEY R75,000], [MONEY Tk 5 crore], [MONEY US$25.5 million dollars]; COP [CARDINAL 27] and R20"},
		{"en", "[PERCENT 5%], [PERCENT 50-60 per cent], [PERCENT 5 to 10 percent], [PERCENT 0.3 percentage points], a [PERCENT 25-percent] rise"},
		{"en", "at [TIME 20:30], [TIME 8:15 p.m. GMT], [TIME 8 p.m.] and [TIME 8pm]; [TIME two hours 30 minutes], [TIME 45 minutes]"},
		{"en", "[QUANTITY 40 km], [QUANTITY 3.5 tonnes], [QUANTITY 2,000 kilometres], a [QUANTITY 500-kilogram] bomb, [QUANTITY 1.2 million barrels]"},
		{"en", "[CARDINAL 1,140] dead, [CARDINAL three] men, [CARDINAL twenty-five] women, [CARDINAL 2.3 million] people, the [ORDINAL 7th], the [ORDINAL first]"},
		{"en", "In 2023 the G7 flew an F-16 and F16 over a 5G mast; on 7 October, 2019–2020, 7.10.2023, v1.2.3, [CARDINAL 50] in Gaza"},
		{"en", "We may march; a dollar is a dollar, and percent is a word. Thousands came"},
		{"ar", "[MONEY ٥ ملايين دولار] و[MONEY 3.5 مليار دولار أمريكي] و[MONEY 200 مليون ريال قطري]، ب[MONEY 5 ملايين دولار]"},
		{"ar", "نسبة [PERCENT ٪50] أو [PERCENT 50٪] أو [PERCENT 12,5 في المئة] أو [PERCENT 20 بالمائة]"},
		{"ar", "الساعة [TIME 20:30] وبعد [TIME 3 ساعات] على بعد [QUANTITY 40 كيلومترا] و[QUANTITY ٢٠ كم]، [CARDINAL ١٥٠٠] شخص"},
		{"he", "[MONEY 5 מיליון שקלים], [MONEY 3.5 מיליארד דולר] ו[MONEY 20 ש״ח], [PERCENT 15%] או [PERCENT 15 אחוזים], [QUANTITY 40 ק״מ], ב-[TIME 20:30]"},
		{"fa", "[MONEY ۵ میلیون دلار] و [MONEY ۲۰۰ میلیارد تومان]، [PERCENT ۳/۵ درصد] و [PERCENT ۵۰٪]، [QUANTITY ۴۰ کیلومتر]، [TIME ۲ ساعت]"},
		{"vi", "[MONEY 5 triệu đồng], [MONEY 3,4 tỷ USD], [MONEY 2 nghìn tỷ đồng], [PERCENT 5,5%], [QUANTITY 40 km], [TIME 8 giờ 30 phút], [MONEY 200.000 đồng]"},
		{"tr", "[MONEY 5 milyar lira], [MONEY 3,5 milyon dolar], [MONEY 250 TL], [PERCENT yüzde 50], [PERCENT %12,5], [QUANTITY 40 kilometre], [TIME 2 saat]"},
		{"es", "[MONEY 5 millones de euros], [MONEY 3.400 millones de dólares], [MONEY 20 €], [PERCENT 12,5 %], [PERCENT 20 por ciento], [QUANTITY 40 kilómetros], [TIME 2 horas]"},
		{"fr", "[MONEY 5 millions d’euros], [MONEY 3,4 milliards de dollars], [MONEY 8 600 €], [MONEY 5 M€], [PERCENT 12,5 %], [PERCENT 20 pour cent], à [TIME 20h30], [QUANTITY 40 kilomètres]"},
		{"de", "[MONEY 3,5 Mio. €], [MONEY 5 Milliarden Euro], [MONEY 20 US-Dollar], [PERCENT 12,5 Prozent], um [TIME 20.30 Uhr], [QUANTITY 40 Kilometer], [TIME 2 Stunden]"},
		{"ru", "[MONEY 5 млн рублей], [MONEY 3,4 млрд долларов США], [MONEY 8 600 руб], [PERCENT 12,5%], [MONEY 5 тысяч турецких лир], [PERCENT 20 процентов], [QUANTITY 40 километров], [TIME 2 часа]"},
		{"zh", "达[MONEY 34亿美元]和[MONEY 三十亿元], 增长[PERCENT 12.5%], 占[PERCENT 百分之五十], [QUANTITY 40公里], [TIME 30分钟]"},
		{"id", "[MONEY Rp 5 juta], [MONEY Rp5,2 triliun], [MONEY 20 juta dolar AS], [PERCENT 12,5 persen], [QUANTITY 40 kilometer], pukul [TIME 20.30 WIB], [TIME 2 jam]"},
		{"und", "[MONEY $5 million] [MONEY ٥ ملايين دولار] [PERCENT 50%]"},
		{"en", "[MONEY $5]\n[CARDINAL 000] and [MONEY 5 dollars]\nmore, [CARDINAL 50]\nkm"},
	})
}

// A schema without a label for amounts gets none; one that has some gets those.
func TestAmountsAsTheSchemaHasThem(t *testing.T) {
	checkExamples(t, New(Amounts{}), annotate.News(), []example{{"en", "$5 million, 5% and 20:30"}})
	s := annotate.News().With("PERCENTAGE")
	checkExamples(t, New(Amounts{}), s, []example{{"en", "$5 million, [PERCENTAGE 5%] and 20:30"}})
}

func TestAmountWordsAreRead(t *testing.T) {
	for lang := range amountLanguages {
		if n := strings.Count(amountData()[lang], "|"); n < 300 {
			t.Errorf("language %q: %d words, want 300 or more", lang, n)
		}
		if !strings.Contains(amountData()["en"], "USD") {
			t.Error("no codes")
		}
	}
	if n := len(amountData()); n != len(amountLanguages)+1 {
		t.Errorf("%d sections for %d languages", n, len(amountLanguages))
	}
}

// FuzzAmounts: whatever the text, amounts lie inside it on whole characters, in order, with a number or a word in them.
func FuzzAmounts(f *testing.F) {
	for _, s := range []string{"$3.4 billion 5%", "5️⃣ km", "٥ ملايين دولار ٪50", "3,5 Mio. € 8 600 €", "百分之五十 34亿美元", "yüzde 50 %5", "8:15 p.m. GMT 20h30", "$\n5", "5\u0301%", "1,1,1,1.1", "N$8 600",
		"7.10.2023 7th 1er", "millions of of dollars", "ב-20:30", "二十", "5-", "$", "p.m."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := annotate.NewDocument("f", "", text)
		if err != nil || len(text) > 1<<14 {
			return
		}
		whole := characterStarts(text)
		for _, lang := range []string{"und", "en", "fa", "fr", "zh"} {
			list, err := Amounts{}.Suggest(context.Background(), Input{Document: doc, Language: lang, Schema: annotate.OntoNotes()})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.IsSortedFunc(list, func(a, b annotate.Suggestion) int { return a.Span.Start - b.Span.Start }) {
				t.Fatalf("%q: not in order: %+v", text, list)
			}
			checkSpans(t, doc.Text, whole, list)
		}
	})
}

func BenchmarkAmounts(b *testing.B) {
	text := articles(b)[0] + " It costs $3.4 billion, 5 per cent more than 40 km at 20:30."
	in := input(b, text)
	in.Language, in.Schema = "en", annotate.OntoNotes()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := (Amounts{}).Suggest(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
}
