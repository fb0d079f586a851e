package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Finding is something that a writer of the corpus should look at.
type Finding struct{ Place, Words string }

// Mixed finds names that have more than one label, or that stand unlabelled in one sentence and labelled in most others
// of their language. Names in allowed are known to have several senses; its keys are as "en jordan", in lower case.
func Mixed(list []Sentence, allowed map[string]bool) []Finding {
	type use struct {
		labels map[string]int
		place  map[string]string
	}
	uses := map[string]*use{}
	key := func(s Sentence, name string) string { return s.Language + "\t" + strings.ToLower(name) }
	for _, s := range list {
		for _, sp := range s.Spans {
			k := key(s, sp.Quote)
			if uses[k] == nil {
				uses[k] = &use{map[string]int{}, map[string]string{}}
			}
			uses[k].labels[sp.Label]++
			uses[k].place[sp.Label] = s.Place
		}
	}
	var found []Finding
	for k, u := range uses {
		language, name, _ := strings.Cut(k, "\t")
		if len(u.labels) > 1 && !allowed[language+" "+name] {
			words, place := []string{}, ""
			for label, n := range u.labels {
				words = append(words, fmt.Sprintf("%s %d times (%s)", label, n, u.place[label]))
				place = max(place, u.place[label])
			}
			slices.Sort(words)
			found = append(found, Finding{place, fmt.Sprintf("%q is %s", name, strings.Join(words, ", "))})
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Words, b.Words)) })
	return found
}

// Unlabelled finds sentences in which a name of at least two words, labelled elsewhere in the language, stands without
// a label.
func Unlabelled(list []Sentence) []Finding {
	names := map[string]map[string]string{}
	for _, s := range list {
		for _, sp := range s.Spans {
			if !strings.Contains(sp.Quote, " ") {
				continue
			}
			if names[s.Language] == nil {
				names[s.Language] = map[string]string{}
			}
			names[s.Language][sp.Quote] = sp.Label
		}
	}
	var found []Finding
	for _, s := range list {
		rest := blank(s)
		for name, label := range names[s.Language] {
			if holds(rest, name) {
				found = append(found, Finding{s.Place, fmt.Sprintf("%q has no label here and is %s elsewhere", name, label)})
			}
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Words, b.Words)) })
	return found
}

// blank is the text of a sentence with its spans blotted out.
func blank(s Sentence) string {
	text := []rune(s.Text)
	for _, sp := range s.Spans {
		for i := sp.Start; i < sp.End; i++ {
			text[i] = '\x00'
		}
	}
	return string(text)
}

// holds reports whether a name stands in a text between letters of no word.
func holds(text, name string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		i += at
		before, after := []rune(text[:i]), []rune(text[i+len(name):])
		if (len(before) == 0 || !unicode.IsLetter(before[len(before)-1])) && (len(after) == 0 || !unicode.IsLetter(after[0])) {
			return true
		}
		at = i + len(name)
	}
}

// Repeated measures how much sentences share with others: the share of those of which some five words in a row, names
// replaced by their labels, stand in at least limit other sentences of the language. It lists such patterns, the most
// frequent first.
func Repeated(list []Sentence, limit int) (share float64, patterns []string) {
	const n = 5
	count := map[string]int{}
	of := make([][]string, len(list))
	for i, s := range list {
		words := pattern(s)
		seen := map[string]bool{}
		for k := 0; k+n <= len(words); k++ {
			g := s.Language + " " + strings.Join(words[k:k+n], " ")
			if !seen[g] {
				seen[g] = true
				count[g]++
				of[i] = append(of[i], g)
			}
		}
	}
	repeated := 0
	for _, grams := range of {
		if slices.ContainsFunc(grams, func(g string) bool { return count[g] > limit }) {
			repeated++
		}
	}
	for g, c := range count {
		if c > limit {
			patterns = append(patterns, fmt.Sprintf("%d times: %s", c, g))
		}
	}
	slices.SortFunc(patterns, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(b, a)) })
	return float64(repeated) / float64(max(1, len(list))), patterns
}

// pattern is a sentence in lower-case words, with each name replaced by its label.
func pattern(s Sentence) []string {
	var b strings.Builder
	text, at := []rune(s.Text), 0
	for _, sp := range s.Spans {
		b.WriteString(strings.ToLower(string(text[at:sp.Start])) + " " + sp.Label + " ")
		at = sp.End
	}
	b.WriteString(strings.ToLower(string(text[at:])))
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}
