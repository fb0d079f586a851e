package suggest

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// calendarWords is how a language names days and months. Words are separated by spaces, an underscore stands for a
// space inside a name, a slash separates the names of one month. Names with a mark ! are other words too: a weekday or
// month so marked counts only with a number or after one of the words in before.
type calendarWords struct {
	capital  bool   // names start with a capital letter
	months   string // twelve, from January, or more families of twelve
	short    string // months that count only with a number
	weekdays string
	before   string // words that stand before a date
	days     string // days of a month in words
	year     string // words that stand before a year, of whichever calendar
}

var calendarLanguages = map[string]calendarWords{
	"en": {capital: true,
		months: "January February March! April May! June July August September October November December",
		short: "Jan Feb Mar Apr May Jun Jul Aug Sep/Sept Oct Nov Dec Muharram Safar Rajab Shaban Ramadan Shawwal " +
			"Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand " +
			"Nisan Iyar Sivan Tammuz Av Elul Tishrei Cheshvan Kislev Tevet Shevat Adar",
		weekdays: "Monday/Mondays Tuesday/Tuesdays Wednesday/Wednesdays Thursday/Thursdays Friday/Fridays Saturday/Saturdays Sunday/Sundays",
		before:   "in on of since last next this early late mid by until till from during before after through for around between"},
	"ar": {months: "يناير فبراير مارس! أبريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر " +
		"كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب! أيلول تشرين_الأول تشرين_الثاني كانون_الأول " +
		"جانفي فيفري مارس! أفريل ماي! جوان! جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
		short:    "محرم صفر ربيع_الأول ربيع_الثاني ربيع_الآخر جمادى_الأولى جمادى_الآخرة جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة ذي_القعدة ذو_الحجة ذي_الحجة",
		days:     "الأول_من الثاني_من الثالث_من الرابع_من الخامس_من السادس_من السابع_من الثامن_من التاسع_من العاشر_من السابع_والعشرين_من",
		weekdays: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
		before:   "في من منذ شهر يوم خلال حتى قبل بعد مساء صباح فجر ليل ليلة ظهر أمس مطلع أواخر أوائل نهاية بداية منتصف", year: "عام سنة العام"},
	"he": {months: "ינואר פברואר מרץ/מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
		short:    "תשרי חשוון כסלו טבת שבט אדר ניסן אייר סיוון תמוז אב אלול",
		days:     "א' ב' ג' ד' ה' ו' ז' ח' ט' י' י״א י״ב י״ג י״ד ט״ו ט״ז י״ז י״ח י״ט כ' כ״א כ״ב כ״ג כ״ד כ״ה כ״ו כ״ז כ״ח כ״ט ל'",
		weekdays: "יום_ראשון יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי שבת יום_א' יום_ב' יום_ג' יום_ד' יום_ה' יום_ו'", year: "שנת"},
	"fa": {months: "ژانویه فوریه مارس آوریل مه! ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر " +
		"فروردین اردیبهشت خرداد تیر! مرداد شهریور مهر! آبان آذر! دی! بهمن اسفند",
		short:    "محرم صفر ربیع\u200cالاول ربیع\u200cالثانی جمادی\u200cالاول جمادی\u200cالثانی رجب شعبان رمضان شوال ذی\u200cالقعده ذی\u200cالحجه ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
		days:     "اول یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم",
		weekdays: "شنبه یکشنبه/یک_شنبه دوشنبه/دو_شنبه سه\u200cشنبه/سه_شنبه چهارشنبه/چهار_شنبه پنجشنبه/پنج_شنبه جمعه",
		before:   "روز ماه در از", year: "سال"},
	"vi": {capital: true, months: "tháng_Giêng tháng_Hai tháng_Ba tháng_Tư tháng_Năm tháng_Sáu tháng_Bảy tháng_Tám tháng_Chín tháng_Mười tháng_Mười_Một tháng_Mười_Hai",
		weekdays: "thứ_Hai thứ_Ba thứ_Tư thứ_Năm thứ_Sáu thứ_Bảy Chủ_nhật", before: "ngày sáng chiều tối hôm vào từ", year: "năm"},
	"fr": {months: "janvier février mars! avril mai juin juillet août septembre octobre novembre décembre",
		short: "janv févr avr juil sept oct nov déc", weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
		before: "en de début fin mi depuis dès le au du jusqu'en"},
	"tr": {months: "Ocak! Şubat Mart! Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim! Kasım Aralık!",
		weekdays: "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar_günü"},
	"de": {capital: true, months: "Januar/Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
		weekdays: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag/Sonnabend Sonntag"},
	"es": {months: "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
		short: "ene feb mar abr jun jul ago sept oct nov dic", weekdays: "lunes martes miércoles jueves viernes sábado domingo"},
	"ru": {months: "январь/января/январе февраль/февраля/феврале март/марта/марте апрель/апреля/апреле май/мая/мае июнь/июня/июне июль/июля/июле " +
		"август/августа/августе сентябрь/сентября/сентябре октябрь/октября/октябре ноябрь/ноября/ноябре декабрь/декабря/декабре",
		weekdays: "понедельник/понедельника вторник/вторника среда!/среду четверг/четверга пятница/пятницу/пятницы суббота/субботу/субботы воскресенье/воскресенья",
		before:   "в на с по до от"},
	"uk": {months: "січень/січня/січні лютий/лютого березень/березня/березні квітень/квітня/квітні травень/травня/травні червень/червня/червні " +
		"липень/липня/липні серпень/серпня/серпні вересень/вересня/вересні жовтень/жовтня/жовтні листопад/листопада/листопаді грудень/грудня/грудні",
		weekdays: "понеділок/понеділка вівторок/вівторка середа!/середу четвер/четверга п’ятниця/п’ятницю субота/суботу неділя/неділю", before: "в у на з до від"},
	"pl": {months: "styczeń/stycznia/styczniu luty/lutego/lutym marzec/marca/marcu kwiecień/kwietnia/kwietniu maj/maja/maju czerwiec/czerwca/czerwcu " +
		"lipiec/lipca/lipcu sierpień/sierpnia/sierpniu wrzesień/września/wrześniu październik/października/październiku listopad/listopada/listopadzie grudzień/grudnia/grudniu",
		weekdays: "poniedziałek wtorek środa/środę czwartek piątek sobota/sobotę niedziela/niedzielę"},
	"id": {capital: true, months: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
		weekdays: "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"},
	"zh": {months: "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
		weekdays: "星期一/周一/週一 星期二/周二/週二 星期三/周三/週三 星期四/周四/週四 星期五/周五/週五 星期六/周六/週六 星期日/星期天/周日/週日"},
	"pt": {months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		weekdays: "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"},
	"it": {months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		weekdays: "lunedì martedì mercoledì giovedì venerdì sabato domenica"},
	"nl": {months: "januari februari maart april mei juni juli augustus september oktober november december",
		weekdays: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"},
}

// dateWord is one name of a calendar.
type dateWord struct {
	weekday bool
	day     bool // a day of a month
	capital bool // counts only with a capital
	bare    bool // counts without a number
	guarded bool // without a number counts only behind one of the words in before
	before  map[string]bool
}

var calendarLexicons sync.Map // language -> func() *lexicon[dateWord]

// calendarsFor are the names of days and months in a language and in English; all of them for a text of unknown
// language.
func calendarsFor(lang string) (all []*lexicon[dateWord]) {
	switch lang {
	case "", "und":
		for _, l := range slices.Sorted(maps.Keys(calendarLanguages)) {
			if l != "en" {
				all = append(all, calendarOf(l))
			}
		}
	case "en":
	case "ms":
		all = append(all, calendarOf("id"))
	default:
		if _, ok := calendarLanguages[lang]; ok {
			all = append(all, calendarOf(lang))
		}
	}
	return append(all, calendarOf("en"))
}

func calendarOf(lang string) *lexicon[dateWord] {
	load, _ := calendarLexicons.LoadOrStore(lang, sync.OnceValue(func() *lexicon[dateWord] { return loadCalendar(lang) }))
	return load.(func() *lexicon[dateWord])()
}

func loadCalendar(lang string) *lexicon[dateWord] {
	c := calendarLanguages[lang]
	lx := newLexicon[dateWord]()
	add := func(names string, w dateWord) {
		w.capital, w.before = c.capital, setOf(foldWords(c.before))
		for _, name := range strings.FieldsFunc(names, func(r rune) bool { return r == ' ' || r == '/' }) {
			plain, guarded := strings.CutSuffix(name, "!")
			w.guarded = guarded
			if keys := phraseView(strings.ReplaceAll(plain, "_", " "), lang).key(); !lx.has(keys) {
				lx.put(keys, w)
			}
		}
	}
	add(c.months, dateWord{bare: true})
	add(c.weekdays, dateWord{bare: true, weekday: true})
	add(c.short, dateWord{})
	add(c.days, dateWord{day: true})
	return lx
}

func foldWords(words string) string {
	list := strings.Fields(words)
	for i, w := range list {
		list[i] = fold(w)
	}
	return strings.Join(list, " ")
}

func (lx *lexicon[T]) has(keys []uint64) bool {
	_, ok := lx.at(keys)
	return ok
}
