package train

import (
	"io/fs"
	"regexp"
	"strings"
)

var unerEnglish = &set{
	credit: unerCredit("uner-en", "English EWT", "test and dev parts"),
	weight: 0.4, peoples: true,
	read: printed("en", "en_ewt-ud-test.iob2", "en_ewt-ud-dev.iob2"),
	mend: func(d *draft, known *lists) {
		d.withoutTitles(true)
		d.contests()
		d.places(known)
		for _, label := range perOrgLoc {
			d.each(label, func(s Span) []Span { // John Lamb@ENRON
				name, _, _ := strings.Cut(d.str(s.Span), "@")
				return []Span{s.part(0, len([]rune(name)), label)}
			})
		}
	},
}

var unerChinese = &set{
	credit: unerCredit("uner-zh", "Chinese GSDSimp", "train and dev parts"),
	weight: 0.5,
	read:   printed("zh", "zh_gsdsimp-ud-train.iob2", "zh_gsdsimp-ud-dev.iob2"),
}

func unerCredit(folder, bank, part string) Credit {
	return Credit{Source: folder, Name: "Universal NER, " + bank, Authors: "Stephen Mayhew, Terra Blevins, Shuheng Liu, Marek Šuppa and others",
		Year: 2024, Licence: "CC-BY-SA-4.0", LicenceURL: ccBySa4, Changes: changed + "; " + part + " alone.", ShareAlike: true}
}

// apartInPrint are contractions before which the English set prints a blank that its sources do not have.
var apartInPrint = regexp.MustCompile(` (n't|'(?:s|m|d|ll|re|ve))\b`)

// printed reads files that tell how each sentence is printed.
func printed(language string, names ...string) func(fs.FS, func(passage)) error {
	return func(folder fs.FS, visit func(passage)) error {
		for _, name := range names {
			p := passage{language: language, group: name}
			heading := func(line string) {
				if text, ok := cutField(line, "text"); ok {
					p.text = apartInPrint.ReplaceAllString(text, "$1")
				} else if page, ok := cutField(line, "newdoc id"); ok {
					p.group = page
				}
			}
			c := columns{word: 1, tag: 2, comma: "\t", comment: "# "}
			if err := c.read(folder, name, heading, func(w []word) { p.words = w; visit(p); p.text = "" }); err != nil {
				return err
			}
		}
		return nil
	}
}
