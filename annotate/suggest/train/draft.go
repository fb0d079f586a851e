package train

import (
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// draft is a passage that is being brought to our labels.
type draft struct {
	language       string
	group          string
	text           []rune
	spans, unknown []Span
}

func (d *draft) str(s annotate.Span) string { return string(d.text[s.Start:s.End]) }

// each replaces the spans of a label by what change makes of them: none, one or several. What change wants unknown it
// puts into d.unknown itself.
func (d *draft) each(label string, change func(Span) []Span) {
	var kept []Span
	for _, s := range d.spans {
		if s.Label == label {
			kept = append(kept, change(s)...)
		} else {
			kept = append(kept, s)
		}
	}
	d.spans = kept
}

// doubt makes a span unknown.
func (d *draft) doubt(s Span) []Span {
	d.unknown = append(d.unknown, Span{Span: s.Span})
	return nil
}

// as gives a span another label.
func (s Span) as(label string) []Span { return []Span{{s.Span, label}} }

// part is a part of a span with a label, in code points from its start.
func (s Span) part(from, to int, label string) Span {
	return Span{annotate.Span{Start: s.Start + from, End: s.Start + to}, label}
}

// articles stand before names and outside spans. Where one belongs to the name it has a capital, and stays in English
// place names alone.
var articles = map[string][]string{
	"en": {"the ", "The ", "THE ", "a ", "an "},
	"fr": {"le ", "la ", "les ", "l'", "l’", "l' ", "du ", "des ", "de "},
	"de": {"der ", "die ", "das ", "dem ", "den ", "des "},
	"nl": {"de ", "het ", "den ", "'t "},
}

// theIn are the places whose article counts as part of the name.
var theIn = []string{"The Hague", "The K Club"}

// trim takes articles, possessives and marks off the edges of all spans. A span that is left without a letter goes.
func (d *draft) trim() {
	var kept []Span
	for _, s := range d.spans {
		if s = d.trimmed(s); s.End > s.Start {
			kept = append(kept, s)
		}
	}
	d.spans = kept
}

func (d *draft) trimmed(s Span) Span {
	for {
		before := s.Span
		for s.Start < s.End && !inName(d.text[s.Start]) {
			s.Start++
		}
		for s.End > s.Start && !inName(d.text[s.End-1]) {
			s.End--
		}
		s = d.withoutArticle(s)
		s = d.withoutPossessive(s)
		s = d.withoutTail(s)
		s = d.closed(s)
		if s.Span == before {
			break
		}
	}
	if !slices.ContainsFunc(d.text[s.Start:s.End], unicode.IsLetter) && s.Label != "DATE" {
		s.End = s.Start
	}
	return d.withStop(s)
}

func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (d *draft) withoutArticle(s Span) Span {
	name := d.str(s.Span)
	if slices.Contains(theIn, name) {
		return s
	}
	for _, a := range articles[d.language] {
		if strings.HasPrefix(name, a) && len(name) > len(a) {
			s.Start += len([]rune(a))
			return s
		}
	}
	return s
}

// withoutPossessive cuts a final 's, except from a company of one word: McDonald's.
func (d *draft) withoutPossessive(s Span) Span {
	name := d.str(s.Span)
	if d.language != "en" || s.Label == "ORG" && !strings.Contains(name, " ") {
		return s
	}
	for _, tail := range []string{"'s", "’s", "´s", "'S"} {
		if strings.HasSuffix(name, tail) {
			s.End -= 2
		}
	}
	return s
}

// tails are written to a name by a hyphen and no part of it.
var tails = strings.Fields("led held backed based born controlled owned run sponsored style occupied ruled funded bound wide educated registered listed")

// withoutTail cuts a span before such a tail: US-led.
func (d *draft) withoutTail(s Span) Span {
	name := d.str(s.Span)
	if i := strings.LastIndex(name, "-"); d.language == "en" && i > 0 && slices.Contains(tails, name[i+1:]) {
		s.End -= len([]rune(name[i:]))
	}
	return s
}

// closed cuts a span before a bracket that does not close in it.
func (d *draft) closed(s Span) Span {
	for i := s.End - 1; i > s.Start; i-- {
		switch d.text[i] {
		case ')', ']':
			return s
		case '(', '[':
			s.End = i
			return s
		}
	}
	return s
}

// shortened are abbreviations whose full stop belongs to the name.
var shortened = strings.Fields("Inc Corp Ltd Co Jr Sr St Bros Assoc Dept Univ Jan Feb Aug Sept Oct Nov Dec")

// withStop takes the full stop of an abbreviation into the span.
func (d *draft) withStop(s Span) Span {
	if s.End >= len(d.text) || d.text[s.End] != '.' || s.End == s.Start {
		return s
	}
	last := d.str(s.Span)
	last = last[strings.LastIndex(last, " ")+1:]
	if slices.Contains(shortened, last) || initials(last) {
		s.End++
	}
	return s
}

// initials reports whether a word is single letters with stops between: U.S, but not J alone.
func initials(word string) bool {
	parts := strings.Split(word, ".")
	if len(parts) < 2 {
		return false
	}
	return !slices.ContainsFunc(parts, func(p string) bool { return len([]rune(p)) != 1 || !unicode.IsLetter([]rune(p)[0]) })
}

// settle sorts, drops what overlaps, the later and shorter first, and keeps the unknown apart from the spans.
func (d *draft) settle() {
	byPlace := func(a, b Span) int { return a.Compare(b.Span) }
	slices.SortStableFunc(d.spans, byPlace)
	var kept []Span
	for _, s := range d.spans {
		if len(kept) == 0 || kept[len(kept)-1].End <= s.Start {
			kept = append(kept, s)
		}
	}
	d.spans = kept
	slices.SortStableFunc(d.unknown, byPlace)
	var apart []Span
	for _, u := range d.unknown {
		if len(apart) > 0 {
			u.Start = max(u.Start, apart[len(apart)-1].End)
		}
		overlaps := func(s Span) bool { return s.Overlaps(u.Span) }
		if u.End > u.Start && !slices.ContainsFunc(d.spans, overlaps) {
			apart = append(apart, u)
		}
	}
	d.unknown = apart
}

// free reports whether nothing is said about a range yet.
func (d *draft) free(s annotate.Span) bool {
	overlaps := func(o Span) bool { return o.Overlaps(s) }
	return !slices.ContainsFunc(d.spans, overlaps) && !slices.ContainsFunc(d.unknown, overlaps)
}

// lettersOf is a text without blanks, marks and case.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if !inName(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
