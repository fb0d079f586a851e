package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	uax "github.com/clipperhouse/uax29/v2/sentences"

	"rubricator/annotate"
)

// sentences are those of a text by Unicode's rules (UAX #29), but for those that end with an initial or a title; they
// cover the text without a gap. A line end always ends one.
func sentences(text annotate.Text) (list []annotate.Span) {
	from, to := 0, 0
	for all := uax.FromString(text.String()); all.Next(); {
		s := all.Value()
		to += utf8.RuneCountInString(s)
		if endsOpen(s) && to < text.Len() {
			continue
		}
		list, from = append(list, annotate.Span{Start: from, End: to}), to
	}
	if from < to {
		list = append(list, annotate.Span{Start: from, End: to})
	}
	return list
}

// endsOpen reports whether the stop at the end of s belongs to a title or an initial, behind which the sentence goes on.
func endsOpen(s string) bool {
	s, stopped := strings.CutSuffix(strings.TrimRight(s, " \u00a0"), ".")
	if !stopped {
		return false
	}
	last := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	r, n := utf8.DecodeRuneInString(last)
	return n > 0 && n == len(last) && unicode.IsUpper(r) || titles[last]
}

var titles = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields("Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Maj Adm Rev Hon St Mt Jr Sr No vs M Mme Sra Hr Fr Nr") {
		m[t] = true
	}
	return m
}()
