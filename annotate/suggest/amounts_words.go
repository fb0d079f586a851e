package suggest

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// amountWords is what a language says of amounts beside the words of CLDR. Words are separated by spaces, an underscore
// stands for a space inside a phrase.
type amountWords struct {
	money    string // currencies without their state, and other names of them
	sign     string // signs made of letters
	scale    string // more words for thousands, millions and so on
	glued    string // scales of a letter or two that count only between a number and a currency: $40m
	percent  string // words behind a number
	before   string // words or signs of per cent before a number
	unit     string // more units
	of       string // between a number and its currency or unit: millions of dollars
	to       string // between two numbers: 5 to 10 per cent
	day      string // words behind a number that make it a time of day
	numerals string // numbers in words that are no article
	ordinals string
}

var amountLanguages = map[string]amountWords{
	"en": {sign: "Rs Rp RM Tk", money: "kr dollar dollars euro euros pound pounds sterling yen yuan renminbi rupee rupees rial rials riyal riyals dinar dinars dirham dirhams shekel shekels lira liras " +
		"peso pesos ruble rubles rouble roubles franc francs rand naira baht dong won krona kronor krone kroner zloty real reais shilling shillings birr rupiah ringgit afghani tenge " +
		"hryvnia hryvnias toman tomans cent cents pence bitcoin bitcoins Bitcoin US_dollars American_dollars U.S._dollars Australian_dollars Canadian_dollars British_pounds",
		scale: "hundred thousands millions billions trillions hundreds dozen dozens tens crore lakh crores lakhs bn tn mn mln", glued: "k m b bn t tr mil",
		percent: "per_cent pct percentage_point percentage_points", unit: "tonnes tonne tons ton kilos kilo sq_km sqm kph bpd mph square_kilometres dunums dunum degrees", of: "of", to: "to",
		day: "a.m p.m am pm o'clock GMT UTC EST EDT PST BST CET", numerals: "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
			"eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety", ordinals: "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth"},
	"ar": {sign: "ر.س ر.ق ج.م د.إ د.ك د.ب ر.ع", money: "دولار دولارات دولارا دولاراً يورو جنيه جنيهات جنيها جنيهاً درهم دراهم درهما دينار دنانير دينارا ريال ريالات ريالا شيكل شيقل شواقل شواكل ليرة ليرات روبل روبلات روبية ين " +
		"يوان فرنك بيزو دولار_أميركي دولار_أمريكي ريال_قطري ريال_سعودي تومان سنت سنتات", scale: "مليونا مليوناً مليارات مليارا ملياراً تريليون تريليونات بليون الف آلاف مئات مئة مائة ملايين ألفا ألفاً",
		percent: "في_المئة في_المائة بالمئة بالمائة في_المية نقطة_مئوية", before: "% ٪", unit: "كيلو كيلومترا كيلوغراما طنا دونما برميلا ميلا مترا كلم كيلومترات درجة", to: "إلى", of: "من",
		day: "صباحا مساء صباحاً مساءً ظهرا فجرا بتوقيت", numerals: "اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين"},
	"he": {money: "דולר דולרים יורו שקל שקלים ש״ח ש\"ח ליש״ט פאונד דינר דינרים לירות רובל רובלים יואן ין אגורות סנט", scale: "אלפי אלפים מיליוני מיליארדי מאות מאה מיליונים מיליארדים",
		percent: "אחוז אחוזים נקודות_אחוז", before: "%", unit: "ק״מ ק\"מ קילו קילומטר טון דונם דונמים מעלות", to: "עד", of: "של",
		day: "בבוקר בערב בצהריים אחר_הצהריים", numerals: "שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שבעה שבע שמונה תשעה תשע עשרה עשר עשרים שלושים ארבעים חמישים"},
	"fa": {money: "دلار یورو ریال تومان پوند درهم دینار لیر روبل یوان ین فرانک افغانی روپیه سنت", scale: "هزاران میلیون\u200cها میلیاردها صد صدها تریلیون همت",
		percent: "درصد", before: "% ٪", unit: "کیلومتر کیلوگرم کیلو تن متر بشکه هکتار درجه", to: "تا", day: "صبح بعدازظهر عصر بامداد",
		numerals: "دو سه چهار پنج شش هفت هشت نه ده یازده دوازده بیست سی چهل پنجاه شصت هفتاد هشتاد نود"},
	"vi": {money: "đồng đô_la đôla USD_Mỹ euro yên nhân_dân_tệ bảng_Anh bảng rúp won bạt VNĐ rupee đ", scale: "ngàn tỉ nghìn_tỉ trăm chục vạn nghìn_tỷ", glued: "k tr", percent: "phần_trăm điểm_phần_trăm", unit: "cây_số mét_vuông tấn độ_C ki-lô-mét thùng héc_ta",
		to: "đến tới", day: "giờ_sáng giờ_chiều giờ_tối giờ_đêm h", numerals: "hai ba bốn năm sáu bảy tám chín mười"},
	"tr": {money: "lira liralık lirayı dolar doları doların avro euro sterlin ruble yen yuan dinar riyal şekel TL kuruş sent liraya dolarlık", scale: "yüz yüzlerce binlerce milyonlarca milyarlarca", before: "% yüzde", percent: "puan",
		unit: "kilometre kilo ton metrekare dönüm derece hektar varil", to: "ila", numerals: "iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan"},
	"es": {money: "dólar dólares euro euros libra libras peso pesos yen yenes yuan yuanes rublo rublos séquel séqueles dinar dinares riyal riyales lira liras franco francos real reales centavos rupias",
		scale: "miles millar millares cientos cien docena billón mill", glued: "M mill", percent: "por_ciento puntos_porcentuales", unit: "toneladas tonelada kilos kilómetros_cuadrados metros_cuadrados grados barriles", of: "de", to: "a",
		numerals: "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta", ordinals: "primero primera segunda tercero tercera cuarto cuarta quinto quinta"},
	"fr": {money: "dollar dollars euro euros livre livres yen yens yuan yuans rouble roubles shekel shekels dinar dinars riyal riyals rial rials dirham dirhams lire lires franc francs peso pesos roupies centimes",
		scale: "milliers centaines cent cents millions milliards dizaine dizaines mds", glued: "M Md Mds k", percent: "pour_cent points_de_pourcentage", unit: "tonnes tonne kilos kilomètres_carrés mètres_carrés degrés barils hectares",
		of: "de d", to: "à", day: "h heures", numerals: "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante", ordinals: "premier première deuxième troisième quatrième cinquième sixième"},
	"de": {money: "Dollar Dollars US-Dollar Euro Pfund Yen Yuan Rubel Schekel Dinar Rial Riyal Dirham Lira Franken Peso Pesos Rupien Kronen Zloty Cent", scale: "Hundert hundert tausend Tausende Hunderte Dutzend Tsd Bill",
		glued: "k M", percent: "Prozentpunkte Prozentpunkten", unit: "Tonnen Tonne Kilo Quadratkilometer Quadratmeter Grad km/h Kilometer Meilen", to: "bis", day: "Uhr", numerals: "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn zwanzig dreißig",
		ordinals: "erste ersten erster zweite zweiten dritte dritten vierte vierten fünfte fünften"},
	"ru": {money: "доллар доллара долларов доллары долларах евро рубль рубля рублей рубли рублях руб фунт фунта фунтов иена иены иен юань юаня юаней шекель шекеля шекелей динар динара динаров риал риала риалов лира лиры лир франк франков " +
		"гривна гривны гривен тенге цент центов копеек", scale: "тысячу тысячам миллионы миллиарды триллионы миллионах миллиардах сот сотни сотен десятки десятков", percent: "проц п.п процентных_пункта", unit: "км кг тонн тонны тонна гектаров квадратных_километров квадратных_метров кв._км кв._м градусов баррелей",
		to: "до", day: "часов_утра часов_вечера часа_дня", numerals: "два две двух три трёх трех четыре четырёх пять пяти шесть семь восемь девять десять двадцать тридцать сорок пятьдесят", ordinals: "первый первая первое первого второй вторая второго третий третья третьего"},
	"zh": {money: "元 美元 欧元 人民币 英镑 日元 日圆 港元 韩元 卢布 谢克尔 里亚尔 第纳尔 澳元 加元 法郎 元人民币 美分", scale: "千 百 百万 千万 十万 十亿 百亿 千亿", percent: "个百分点", before: "百分之", unit: "公里 千米 吨 桶 平方公里 平方米 度", to: "至 到", day: "时 点 点钟"},
	"id": {sign: "Rp", money: "rupiah dolar dolar_AS euro yen yuan pound rubel riyal rial dinar shekel ringgit won baht rupee", scale: "ratus ratusan ribuan jutaan miliaran puluhan", glued: "jt rb M T k", percent: "persen poin_persen", unit: "ton kilo kilometer hektare derajat barel meter_persegi kilometer_persegi",
		to: "hingga sampai", day: "WIB WITA WIT", numerals: "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas", ordinals: "pertama kedua ketiga keempat kelima"},
}

// role is a set of what a word can be in an amount.
type role uint16

const (
	currency role = 1 << iota
	code          // of a currency: capitals only
	sign          // of a currency: may stand before a number
	scale
	tinyScale // counts only with a currency
	percentage
	percentBefore
	measure
	clock
	daytime // makes a bare number a time of day
	numeral
	ordinal
	ofWord
	toWord
)

// amountFields are the roles of the fields of amounts.txt.gz, which gen writes from CLDR.
var amountFields = map[string]role{"money": currency, "code": code, "symbol": sign, "scale": scale, "short": tinyScale, "percent": percentage, "unit": measure, "time": clock}

var amountLexicons sync.Map // language -> func() *lexicon[role]

// amountsFor are the words for amounts in a language and in English; all of them for a text of unknown language.
func amountsFor(lang string) (all []*lexicon[role]) {
	switch lang {
	case "", "und":
		for _, l := range slices.Sorted(maps.Keys(amountLanguages)) {
			all = append(all, amountsOf(l))
		}
		return all
	case "ms":
		lang = "id"
	}
	if _, ok := amountLanguages[lang]; ok && lang != "en" {
		all = append(all, amountsOf(lang))
	}
	return append(all, amountsOf("en"))
}

func amountsOf(lang string) *lexicon[role] {
	load, _ := amountLexicons.LoadOrStore(lang, sync.OnceValue(func() *lexicon[role] { return loadAmounts(lang) }))
	return load.(func() *lexicon[role])()
}

func loadAmounts(lang string) *lexicon[role] {
	lx := newLexicon[role]()
	add := func(form string, as role) {
		keys := phraseView(form, lang).key()
		before, _ := lx.at(keys)
		lx.put(keys, before|as)
	}
	for line := range strings.Lines(amountData()[lang]) {
		field, forms, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for form := range strings.SplitSeq(forms, "|") {
			if as := amountFields[field]; as != measure && as != sign || as == measure && isMeasure(form) || as == sign && !lettersOnly(form) {
				add(form, as)
			}
		}
	}
	w := amountLanguages[lang]
	for words, as := range map[string]role{w.money: currency, w.sign: sign, w.scale: scale, w.glued: tinyScale, w.percent: percentage, w.before: percentBefore, w.unit: measure, w.of: ofWord,
		w.to: toWord, w.day: daytime, w.numerals: numeral, w.ordinals: ordinal} {
		for _, form := range strings.Fields(words) {
			add(strings.ReplaceAll(form, "_", " "), as)
		}
	}
	return lx
}

// isMeasure leaves out abbreviations that are other words, or quotation marks, in most texts.
func isMeasure(form string) bool {
	return strings.ContainsFunc(form, unicode.IsLetter) && !otherWords[fold(form)]
}

var otherWords = setOf("in al ac bar bars bu ct cd cv ps or fit on as")

// lettersOnly reports a sign of a currency that is letters, like KM and FC: most are something else before a number.
func lettersOnly(form string) bool {
	return !strings.ContainsFunc(form, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '.' })
}

// amountData is the sections of amounts.txt.gz by language.
var amountData = sync.OnceValue(func() map[string]string { return sections(amountsData) })
