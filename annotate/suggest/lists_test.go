package suggest

import (
	"strings"
	"testing"

	"rubricator/annotate"
)

type example struct{ lang, want string }

func checkExamples(t *testing.T, e *Engine, schema annotate.Schema, examples []example) {
	t.Helper()
	for _, x := range examples {
		in := unmarked(t, x.lang, x.want)
		in.Schema = schema
		if got := proposed(t, e, in); got != x.want {
			t.Errorf("%s:\ngot  %s\nwant %s", x.lang, got, x.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	checkExamples(t, New(Places{}), annotate.News(), []example{
		{"en", "From [LOC South Sudan] to [LOC Türkiye] and [LOC Turkey], the [LOC U.S.] and the [LOC US]; let us go."},
		{"en", "TALKS IN [LOC IRAN] TELL US LITTLE"},
		{"en", "[LOC Iran]-backed, anti-[LOC Israel], the [LOC Gaza Strip]Ensure, [LOC Khan Younes]"},
		{"en", "Michael Jordan met Jordan Peterson in [LOC Jordan], and Mr. Jordan left [LOC Chad]."},
		{"en", "In [LOC Western Asia] and the eastern [LOC Mediterranean]."},
		{"en", "we like turkey and china"},
		{"ar", "و[LOC إيران] و[LOC العراق] ب[LOC الشرق الأوسط] و[LOC المملكة العربية السعودية]، [LOC تل أبيب]"},
		{"ar", "[LOC للولايات المتحدة] دور"},
		{"he", "ב[LOC ישראל] ומ[LOC מצרים] אל [LOC ארה\"ב] ו[LOC רצועת עזה], [LOC סוריה]"},
		{"fa", "[LOC ایران] و [LOC ایالات متحده] در [LOC خاورمیانه]"},
		{"vi", "Từ [LOC Việt Nam] đến [LOC Thổ Nhĩ Kỳ], [LOC Trung Đông]. Anh ấy nói."},
		{"fr", "l’[LOC Iran], la [LOC bande de Gaza] et les [LOC États-Unis]"},
		{"tr", "[LOC İran]’da, [LOC Gazze Şeridi]’nde"},
		{"es", "en [LOC Oriente Medio], [LOC EE. UU.] y [LOC Irán]"},
		{"ru", "в [LOC Москве] и в [LOC секторе Газа]"},
		{"zh", "[LOC 中东]和[LOC 伊朗]"},
		{"ko", "[LOC 대한민국]은"},
		{"und", "[LOC Iran] [LOC إيران] [LOC איראן]"},
	})
	checkExamples(t, New(Places{}), annotate.OntoNotes(), []example{{"en", "[GPE Iraq] and the [LOC Red Sea] near [GPE Cairo]"}})
}

func TestKnownOrganisationsAndPeoples(t *testing.T) {
	checkExamples(t, New(), annotate.News(), []example{
		{"en", "The [ORG United Nations], [ORG Hizbullah] and the [NORP Palestinians] of a [NORP Shiite] town"},
		{"ar", "[ORG حزب الله] و[ORG حماس] و[NORP الإسرائيليين] و[NORP الإيرانية]"},
		{"he", "[ORG חיזבאללה] ו[ORG צה״ל], ה[NORP פלסטינים]"},
		{"fr", "l’[ORG Union européenne] et le [NORP palestinien]"},
		{"vi", "[ORG Liên Hợp Quốc] và [ORG Hamas]"},
		{"en", "the [LOC United Arab Emirates] ([LOC UAE]) and the [ORG Eastern Ferry Council] ([ORG EFC])"},
	})
	checkExamples(t, New(), annotate.CoNLL(), []example{{"en", "an [MISC Israeli] minister in [LOC Iran] on Tuesday"}})
}

func TestDates(t *testing.T) {
	checkExamples(t, New(Dates{}), annotate.News(), []example{
		{"en", "On [DATE Tuesday], on [DATE October 7], [DATE Oct. 7, 2023] or [DATE 7 October 2023]; since [DATE November 19]Of"},
		{"en", "[DATE Monday, 3 March 2025] and [DATE Tuesday, October 7], the [DATE 7th of May], [DATE May 7th]"},
		{"en", "In [DATE May] we may march. In [DATE March] May said so; [DATE September 2024]"},
		{"en", "[DATE 2023-10-07], [DATE 7/10/2023], [DATE 7.10.2023], in [DATE 2023], the [DATE 1990s], [DATE 2019–2020]"},
		{"en", "1,140 people, 2,023 dead, 2000kg, at 20:30, 7 men, 3.5 May be"},
		{"en", "The war ([DATE 1967])"},
		{"ar", "يوم [DATE الاثنين] وفي [DATE 7 أكتوبر] ومنذ عام [DATE 2023]، [DATE ٧ تشرين الأول ٢٠٢٣]، صباح [DATE الثلاثاء 8 يناير]"},
		{"ar", "مارس عمله في [DATE كانون الثاني]"},
		{"he", "ב[DATE יום שלישי] או [DATE 7 באוקטובר 2023], ב[DATE אוקטובר] או שנת [DATE 2023]"},
		{"fa", "[DATE پنجشنبه ۶ مارس] و [DATE ۱۶ اسفند ۱۴۰۳]، سال [DATE ۱۴۰۳]، [DATE سه\u200cشنبه]"},
		{"vi", "ngày [DATE 7 tháng 10 năm 2023], [DATE tháng 10], ngày [DATE 20/2], năm [DATE 2023], [DATE Thứ Ba]; [DATE Thứ năm, 14/11/2024]"},
		{"fr", "le [DATE 7 octobre 2023], [DATE mardi 1er mai], en [DATE mars], [DATE janvier 2024]"},
		{"tr", "[DATE 20 Şubat]’tan beri, [DATE Ekim 2023], [DATE perşembe] günü"},
		{"de", "am [DATE Montag, den 7. Oktober 2023], im [DATE März]"},
		{"es", "el [DATE martes 7 de octubre de 2023], en [DATE enero de 2024]"},
		{"ru", "[DATE 7 октября 2023] и в [DATE среду], [DATE 2023 года]"},
		{"id", "[DATE Senin, 7 Oktober 2023]"},
		{"zh", "[DATE 2023年10月7日]和[DATE 10月7日]"},
		{"zh", "[DATE 星期二]和[DATE 周五], [DATE 五月]和[DATE 14日], 三个月"},
		{"en", "[DATE 7-8 October], [DATE October 7–9, 2023], the [DATE 2023/24] season, [DATE Oct 7] and [DATE 7 Oct 2023]"},
		{"en", "[DATE 10 Muharram 1445], [DATE 22 Bahman] and [DATE 15 Nisan]; Ramadan, Adar and Bahman; closed on [DATE Mondays]"},
		{"en", "yesterday, two years ago, last [DATE Tuesday], by the end of [DATE March], next week"},
		{"ar", "في [DATE 15 أبريل/نيسان 2023] وفي [DATE شباط/فبراير] و[DATE السابع من أكتوبر]، [DATE 20 صفر 1447]"},
		{"he", "ב-[DATE 13 ביוני 2025], ב[DATE 2 בדצמבר 2010], [DATE כ״ז בניסן] ו[DATE ט״ז בחשוון תשפ״ו], ב-[DATE 2028]"},
		{"fa", "[DATE دوم خرداد] و [DATE ۶ ثور ۱۳۵۷]، [DATE هفتم تیر]"},
		{"ru", "[DATE 7 октября 2023 года], в [DATE июне 1991 года], [DATE 1990-е] годы"},
		{"de", "die [DATE 2012] verlassene Stadt, [DATE 2012] Soldaten"},
		{"ko", "[DATE 2023년 10월 7일]"},
	})
}

func TestPeopleByShape(t *testing.T) {
	checkExamples(t, New(Names{}), annotate.News(), []example{
		{"en", "President [PER Joe Biden] met Mr. [PER Blinken]. [PER Biden] left."},
		{"en", "Secretary of State, [PER Antony J. Blinken], he said"},
		{"en", "Sheikh [PER Mohammed bin Abdulrahman bin Jassim al-Thani], the emir"},
		{"en", "President [PER Abdel Fattah el-Sisi] of Egypt and Mr. [PER el-Sisi]"},
		{"en", "[PER Matthew Miller], a spokesman; [PER Mira O’Brien] said no."},
		{"en", "President [PER Yoon Suk-yeol] and Lt. Gen. [PER Walter Koip]"},
		{"en", "the Prime Minister’s Office, General Motors, President of Egypt, the Attorney General"},
		{"en", "Dr. [PER Okonkwo]Then left"},
		{"vi", "bà [PER Samira Al Haddad] và ông [PER Karadag]"},
		{"ar", "قال الرئيس الجديد فلان علان في البيت"},
	})
	e := New(Names{})
	e.SetThreshold(0.4)
	checkExamples(t, e, annotate.News(), []example{{"ar", "قال الرئيس الجديد فلان علان في البيت"}})
}

// Every name of the lists is found where it stands alone, unless it is weak or a longer kind of word.
func TestListsAreRead(t *testing.T) {
	for lang, least := range map[string]int{"en": 900, "ar": 900, "he": 500, "fa": 400, "vi": 350, "fr": 500, "ku": 250, "zh": 400} {
		if n := len(gazetteerOf(lang).nodes); n < least {
			t.Errorf("language %q: %d nodes, want %d or more", lang, n, least)
		}
	}
	for lang, lines := range territories() {
		if lang != "" && strings.Count(lines, "\n") < 200 {
			t.Errorf("language %q: %d territories", lang, strings.Count(lines, "\n"))
		}
	}
	if n := len(territories()); n < 50 {
		t.Errorf("%d languages", n)
	}
}
