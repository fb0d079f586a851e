package train

import (
	"io/fs"
	"strings"
)

var germeval = &set{
	credit: Credit{Source: "germeval2014", Name: "GermEval 2014 NER", Authors: "Darina Benikova, Chris Biemann, Max Kisselew, Sebastian Padó",
		Year: 2014, Licence: "CC-BY-4.0", LicenceURL: ccBy4,
		Changes: changed + "; dev part alone, outer spans alone; adjectives of places are peoples, parts of compounds cut or left open."},
	weight: 0.7,
	labels: map[string]string{"LOCderiv": "NORP", "ORGderiv": unknown, "PERderiv": unknown, "OTHderiv": unknown, "PERpart": unknown,
		"OTHpart": unknown},
	read: func(folder fs.FS, visit func(passage)) error {
		page := ""
		heading := func(line string) { page = strings.TrimSpace(strings.TrimPrefix(line, "#")) }
		c := columns{word: 1, tag: 2, comma: "\t", comment: "#\t"}
		return c.read(folder, "NER-de-dev.tsv", heading, func(w []word) { visit(passage{language: "de", group: page, words: w}) })
	},
	mend: func(d *draft, known *lists) {
		d.withoutTitles(false)
		d.contests()
		d.each("NORP", func(s Span) []Span {
			if name := d.str(s.Span); strings.HasSuffix(name, "isch") && !small(name) { // a language: auf Französisch
				return d.doubt(s)
			}
			return []Span{s}
		})
		d.each("OTH", func(s Span) []Span { return d.misc(s, known) })
		d.each("LOCpart", func(s Span) []Span { return d.compound(s, "LOC", known) })
		d.each("ORGpart", func(s Span) []Span { return d.compound(s, "ORG", known) })
	},
}

// compound keeps the name before the hyphen of a compound: US-Präsident, SPD-Fraktion. Elsewhere it is open where in
// the word the name stands.
func (d *draft) compound(s Span, label string, known *lists) []Span {
	first, _, hyphen := strings.Cut(d.str(s.Span), "-")
	if !hyphen || strings.Contains(first, " ") {
		return d.doubt(s)
	}
	sure := first == strings.ToUpper(first) && len(first) > 1
	if label == "LOC" {
		sure = known.state("de", first) || known.state("en", first)
	}
	if !sure {
		return d.doubt(s)
	}
	return []Span{s.part(0, len([]rune(first)), label)}
}
