package train

import (
	"regexp"
	"slices"
	"strings"

	"rubricator/annotate"
)

// calendar finds dates by their form. What sure finds is a date by our guideline; where doubtful finds something, it may be
// one: a year is, where nothing is counted, a month's name may be a person's.
type calendar struct{ sure, doubtful *regexp.Regexp }

const (
	enMonths = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|` +
		`Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)`
	enDays   = `(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?`
	deMonths = `(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)s?`
	deDays   = `(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)`
	frMonths = `(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)`
	frDays   = `(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)`
	nlMonths = `(?:[Jj]anuar[ij]j?|[Ff]ebruar[ij]j?|[Mm]aart|[Aa]pril|[Mm]ei|[Jj]un[ij]j?|[Jj]ul[ij]j?|[Aa]ugustus|[Ss]eptember|[Oo]ctober|[Oo]ktober|[Nn]ovember|[Dd]ecember)`
	nlDays   = `(?:[Mm]aandag|[Dd]ingsdag|[Dd]insdag|[Ww]oensdag|[Dd]onderdag|[Vv]rijdag|[Zz]aturdag|[Zz]aterdag|[Zz]ondag)`
	arMonths = `(?:يناير|فبراير|مارس|أبريل|ابريل|إبريل|مايو|يونيو|يونيه|يوليو|يوليوز|يوليه|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|كانون الثاني|شباط|آذار|نيسان|` +
		`أيار|ايار|حزيران|تموز|أيلول|ايلول|تشرين الأول|تشرين الثاني|كانون الأول|غشت|شتنبر|نونبر|دجنبر)`
	arDays = `(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)`
	year   = `(?:1[0-9]|20)[0-9]{2}`
)

// calendars are those of the languages in which sets are.
var calendars = map[string]calendar{
	"en": {compile(`(?:`+enDays+`,? )?[0-3]?[0-9](?:st|nd|rd|th)?(?:[-–][0-3]?[0-9])? (?:of )?`+enMonths+`(?:,? `+year+`)?`,
		`(?:`+enDays+`,? )?`+enMonths+` [0-3]?[0-9](?:st|nd|rd|th)?(?:[-–][0-3]?[0-9])?(?:,? `+year+`)?`,
		enMonths+`,? (?:of )?`+year, `January|February|April|June|July|August|September|October|November|December`, enDays, `(?:1[0-9]|20)[0-9]0s`,
		`[12]?[0-9](?:st|nd|rd|th) century`), compile(enMonths, `Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun`, year, `[0-9]{2}s`, `[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?`,
		`[A-Za-z]+ century`, `[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter`)},
	"de": {compile(`(?:`+deDays+`, (?:den |dem )?)?[0-3]?[0-9]\. `+deMonths+`(?: `+year+`)?`, deMonths+` `+year, deMonths, deDays+`s?`, `[12]?[0-9]\. Jahrhunderts?`),
		compile(year, `[0-9]{4}er`, `[0-9]{2}er`, `[0-3]?[0-9]\.[01]?[0-9]\.(?:[0-9]{2,4})?`, `Frühjahr|Frühling|Sommer|Herbst|Winter|Jahrhundert`)},
	"fr": {compile(`(?:`+frDays+` )?(?:[0-3]?[0-9]|1er) `+frMonths+`(?: `+year+`)?`, frMonths+` `+year, frDays), compile(frMonths, `(?i:`+frMonths+`)`, `(?i:`+frDays+`)`, year, `siècle`)},
	"nl": {compile(`(?:`+nlDays+`,? )?(?:den )?[0-3]?[0-9] `+nlMonths+`(?: `+year+`)?`, nlMonths+` `+year, nlDays), compile(nlMonths, `[A-Z][a-z]{2}\.`, year, `eeuw`, `(?i:`+nlMonths+`)`)},
	"ar": {compile(`(?:`+arDays+` )?[0-9٠-٩]{1,2} `+arMonths+`(?:[ /]`+arMonths+`)?(?: [0-9٠-٩]{4})?`, arMonths+`(?:[ /]`+arMonths+`)?(?: [0-9٠-٩]{4})?`, arDays),
		compile(year, `[٠-٩]{4}`, `القرن \S+`, `[0-9]{3,4}(?:م|هـ|ه)`, `(?:محرم|صفر|رجب|شعبان|رمضان|شوال)`)},
	"zh": {compile(`[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?`, `[0-9]{1,2}月(?:[0-9]{1,2}日)?`, `星期[一二三四五六日天]`), compile(`[0-9]{1,2}日`, `[0-9]{2,4}年代?`, `[周週][一二三四五六日]`,
		`[0-9一二三四五六七八九十]+世纪`, `[一二三四五六七八九十]+月`, `[0-9]{4}`, `[元一二三四五六七八九十]+年`)},
}

func compile(forms ...string) *regexp.Regexp {
	re := regexp.MustCompile(`(?:` + strings.Join(forms, "|") + `)`)
	re.Longest()
	return re
}

// yearWords stand before a year, which is then no number of anything.
var yearWords = map[string][]string{
	"en": strings.Fields("in since of by from until till during after before between early late mid circa year"),
	"de": strings.Fields("Jahr Jahre seit von bis um ab vor nach im"),
	"fr": strings.Fields("en depuis dès année"),
	"ar": strings.Fields("عام سنة منذ"),
}

// dates labels what is surely a date and leaves open what may be one. All sets can then say that they mark dates.
func (d *draft) dates() {
	c, ok := calendars[d.language]
	if !ok {
		return
	}
	for _, s := range d.matches(c.sure) {
		if d.free(s) {
			d.spans = append(d.spans, Span{s, "DATE"})
		}
	}
	for _, s := range d.matches(c.doubtful) {
		switch {
		case !d.free(s):
		case s.Len() == 4 && digits(d.str(s)) && slices.Contains(yearWords[d.language], d.wordBefore(s.Start)) && !d.counts(s.End):
			d.spans = append(d.spans, Span{s, "DATE"})
		default:
			d.doubt(Span{Span: s})
		}
	}
}

// matches are the places of an expression that no word or number goes on.
func (d *draft) matches(re *regexp.Regexp) (list []annotate.Span) {
	text := string(d.text)
	at, points := 0, 0
	for _, m := range re.FindAllStringIndex(text, -1) {
		points += len([]rune(text[at:m[0]]))
		s := annotate.Span{Start: points, End: points + len([]rune(text[m[0]:m[1]]))}
		at, points = m[1], s.End
		whole := (s.Start == 0 || !inName(d.text[s.Start-1])) && (s.End == len(d.text) || !inName(d.text[s.End]))
		if whole || d.language == "zh" {
			list = append(list, s)
		}
	}
	return list
}

func (d *draft) wordBefore(at int) string {
	words := strings.Fields(string(d.text[max(0, at-20):at]))
	if len(words) == 0 || at > 0 && d.text[at-1] != ' ' {
		return ""
	}
	return words[len(words)-1]
}

// counted are words behind a number that is no year.
var counted = strings.Fields("people men women soldiers years km miles euros dollars votes members tons Menschen Euro Mark Mitglieder Meter francs hommes habitants")

// counts reports whether the text goes on with what is counted, or with more digits.
func (d *draft) counts(at int) bool {
	rest := string(d.text[at:min(len(d.text), at+20)])
	words := strings.Fields(rest)
	return len(words) > 0 && (slices.Contains(counted, strings.Trim(words[0], ".,;")) || strings.HasPrefix(rest, ",0") || strings.HasPrefix(rest, "%"))
}
