package suggest

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Places suggests states, territories and regions in many languages, and well-known cities. It needs no New.
type Places struct{}

// Name is "places".
func (Places) Name() string { return "places" }

// Suggest proposes the names that stand as in the lists.
func (p Places) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	return fromLists(ctx, in, p.Name(), state, region)
}

// fromLists proposes the names of certain kinds.
func fromLists(ctx context.Context, in Input, suggester string, kinds ...kindOfName) (found []annotate.Suggestion, err error) {
	v, err := in.tokens(ctx)
	if err != nil {
		return nil, err
	}
	names := labelsOf(in.Schema)
	named := map[int]bool{} // entities that the text has by a form that can be nothing else
	var guarded []proposal
	visit := func(m match[listed]) {
		score := standing(v, m)
		label := names[m.value.kind]
		if score == 0 || label == noLabel || !slices.Contains(kinds, m.value.kind) {
			return
		}
		s := annotate.Suggestion{Span: annotate.Span{Start: m.start, End: m.end}, Label: label, Score: score, Suggester: suggester, Reason: reasonFor(in, m)}
		if m.value.guarded {
			guarded = append(guarded, proposal{m.value.entity, s})
			return
		}
		named[m.value.entity] = true
		found = append(found, s)
	}
	for _, g := range gazetteersFor(in.Language) {
		for i := range v.tokens {
			if i%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			g.find(v, i, visit)
		}
	}
	for _, p := range guarded {
		if named[p.entity] {
			found = append(found, p.suggestion)
		}
	}
	return found, nil
}

// proposal is a suggestion that waits for another form of its entity.
type proposal struct {
	entity     int
	suggestion annotate.Suggestion
}

// reasonFor says for people in which list the words stand: "list of places: Qatar".
func reasonFor(in Input, m match[listed]) string {
	reason := m.value.reason + ": " + in.Document.Text.Slice(annotate.Span{Start: m.start, End: m.end})
	if m.prefix != "" {
		reason += ", here with " + m.prefix + " before it"
	}
	return reason
}

// standing is the score of a listed name as it stands in the text; 0 when it is not to be shown.
func standing(v *view, m match[listed]) float64 {
	score := writtenAs(v, m)
	switch {
	case score == 0:
		return 0
	case m.value.kind == person && m.tokens() == 1 && v.otherwiseNamed(m.first, m.last):
		return 0
	case m.prefix != "":
		score -= prefixLoss(m)
	}
	if m.value.weak {
		if beside(v, m) {
			return 0
		}
		return min(score, weakScore)
	}
	return score
}

// otherwiseNamed reports whether a well-known surname at tokens [first, last) is a part of another name: "Hunter Biden",
// "Trump Tower".
func (v *view) otherwiseNamed(first, last int) bool {
	if last < len(v.tokens) && !v.tokens[last].line && v.capitalised(last) {
		if next := fold(v.str(v.tokens[last])); things[next] || heads[next] {
			return true
		}
	}
	before := first - 1
	return !v.opens(first) && v.capitalised(before) && !notNames[fold(v.str(v.tokens[before]))] && !v.titled(first)
}

// prefixLoss is smaller for long stems: few words are by chance a prefix and a long name.
func prefixLoss(m match[listed]) float64 {
	if m.tokens() == 1 && m.end-m.start < 5 {
		return 0.2
	}
	return 0.05
}

// writtenAs compares how a name is written with how the list writes it.
func writtenAs(v *view, m match[listed]) float64 {
	seen, known := caseOf(v.text[m.from:m.to]), m.value.cased
	caps := v.tokens[m.first].caps
	switch {
	case known == capital && m.value.short && caps:
		return 0 // US or us
	case m.value.opensHigh && !startsHigh(v.text[m.from:]):
		return 0 // the Eastern Mediterranean is one thing, the eastern Mediterranean another
	case known == seen || known == uncased:
		return listScore
	case seen == capital && (caps || !m.value.short):
		return sloppyScore
	case known == lowered && seen == titled:
		return sloppyScore
	}
	return 0
}

func startsHigh(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// beside reports whether a weak name stands next to another capitalised word, or where any word is capitalised.
func beside(v *view, m match[listed]) bool {
	before, after := m.first-1, m.last
	if m.value.cased == uncased {
		return false
	}
	if v.lang == "vi" && v.opens(m.first) {
		return true
	}
	if v.is(before, ".") && v.title(before-1) {
		return true
	}
	return before >= 0 && !v.opens(m.first) && v.capitalised(before) && !notNames[fold(v.str(v.tokens[before]))] ||
		after < len(v.tokens) && !v.opens(after) && v.capitalised(after)
}

// capitalised reports whether token i is a word that starts with a capital.
func (v *view) capitalised(i int) bool {
	return i >= 0 && i < len(v.tokens) && (v.tokens[i].cased == titled || v.tokens[i].cased == capital)
}

// opens reports whether token i is the first word of a line, a sentence or a quotation.
func (v *view) opens(i int) bool {
	if i <= 0 || v.tokens[i].line {
		return true
	}
	return strings.ContainsAny(v.str(v.tokens[i-1]), ".!?:;\"“„«…•") && !(v.is(i-1, ".") && v.title(i-2))
}

// title reports whether token i is an abbreviation that stands before a name.
func (v *view) title(i int) bool {
	if i < 0 {
		return false
	}
	t := v.tokens[i]
	return t.end-t.start <= 4 && t.cased == titled || t.end-t.start == 1
}

// weak are the listed places that are often something else: people's names and other words.
var weak = map[string]string{
	"en": "chad jordan georgia guinea jersey guernsey mali niger lima sydney santiago virginia alexandria houston dallas lagos odessa " +
		"sofia austin wellington acre nazareth kent hue giza vienna paris boston edinburgh",
	"fr": "niger mali tchad chili",
	"tr": "karadağ mali fas benin çad oman man kuveyt",
	"vi": "anh pháp đức ý áo nga bỉ séc lào úc huế",
	"ko": "이란 인도",
}

func isWeak(lang, name string) bool {
	return slices.Contains(strings.Fields(weak[lang]), fold(name))
}
