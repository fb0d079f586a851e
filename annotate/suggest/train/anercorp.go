package train

import (
	"io/fs"
	"strings"
)

var anercorp = &set{
	credit: Credit{Source: "anercorp", Name: "ANERcorp, CAMeL Lab edition", Authors: "Yassine Benajiba, Paolo Rosso; split by Ossama Obeid and others",
		Year: 2020, Licence: "CC-BY-SA-4.0", LicenceURL: ccBySa4,
		Changes: changed + "; prefixes cut off names, the label MISC left open; first five sixths alone.", ShareAlike: true},
	weight: 0.7, annotated: perOrgLoc,
	labels: map[string]string{"MISC": unknown},
	read: func(folder fs.FS, visit func(passage)) error {
		var all [][]word
		c := columns{word: 0, tag: -1}
		if err := c.read(folder, "train.tsv", func(string) {}, func(w []word) { all = append(all, w) }); err != nil {
			return err
		}
		names := firstWords(all)
		for i, w := range all {
			visit(passage{language: "ar", group: blockOf(i), words: names.cut(w)})
		}
		return nil
	},
}

// blockOf groups sentences that follow each other: the set does not say where an article ends.
func blockOf(sentence int) string { return "block" + string(rune('A'+sentence/200)) }

// opened counts the first words of names.
type opened map[string]int

func firstWords(all [][]word) opened {
	names := opened{}
	for _, words := range all {
		for _, s := range spansOf(words) {
			names[words[s.from].text]++
		}
	}
	return names
}

// cut parts prefixes from the first words of names.
func (o opened) cut(words []word) (out []word) {
	first := map[int]bool{}
	for _, s := range spansOf(words) {
		first[s.from] = true
	}
	for i, w := range words {
		n := 0
		if first[i] {
			n = o.prefix(w.text)
		}
		if n == 0 {
			out = append(out, w)
			continue
		}
		out = append(out, word{text: w.text[:n], tag: "O"}, word{text: w.text[n:], tag: w.tag, glued: true})
	}
	return out
}

// prefix is how many bytes of a word are prefixes: a letter in front of what opens names elsewhere, at least as often
// as the whole word does. Behind two ل the article has lost its first letter.
func (o opened) prefix(w string) int {
	for _, p := range []string{"و", "ف", "ب", "ل", "ك"} {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len([]rune(rest)) < 3 {
			continue
		}
		if o[rest] > 0 && o[rest] >= o[w] {
			return len(p)
		}
		if bare, ok := strings.CutPrefix(w, "لل"); ok && o["ال"+bare] > 0 && o["ال"+bare] >= o[w] {
			return len("لل")
		}
		if n := o.prefix(rest); n > 0 && p == "و" {
			return len(p) + n
		}
	}
	return 0
}
