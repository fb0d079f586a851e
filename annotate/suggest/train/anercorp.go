package train

import (
	"io/fs"
)

var anercorp = &set{
	credit: Credit{Source: "anercorp", Name: "ANERcorp, CAMeL Lab edition", Authors: "Yassine Benajiba, Paolo Rosso; split by Ossama Obeid and others",
		Year: 2020, Licence: "CC-BY-SA-4.0", LicenceURL: ccBySa4,
		Changes: changed + "; prefixes cut off names, of the label MISC only events kept, peoples filled in from a list; first five sixths alone.", ShareAlike: true},
	weight: 0.7, peoples: true, repeats: true,
	mend: func(d *draft, known *lists) { d.each("MISC", func(s Span) []Span { return d.misc(s, known) }) },
	read: func(folder fs.FS, visit func(passage)) error {
		var all [][]word
		c := columns{word: 0, tag: -1}
		if err := c.read(folder, "train.tsv", func(string) {}, func(w []word) { all = append(all, w) }); err != nil {
			return err
		}
		known, err := readLists()
		if err != nil {
			return err
		}
		for i, w := range withoutPrefixes(all, known) {
			visit(passage{language: "ar", group: blockOf(i), words: w})
		}
		return nil
	},
}

// blockOf groups sentences that follow each other: the set does not say where an article ends.
func blockOf(sentence int) string { return "block" + string(rune('A'+sentence/200)) }
