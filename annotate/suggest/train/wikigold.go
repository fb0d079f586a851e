package train

import (
	"fmt"
	"io/fs"
	"strings"
)

var wikigold = &set{
	credit: Credit{Source: "wikigold", Name: "Wikigold", Authors: "Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy, James R. Curran",
		Year: 2009, Licence: "CC-BY-4.0", LicenceURL: ccBy4, Changes: changed + "; of the label MISC only peoples and events kept."},
	weight: 0.7, peoples: true, repeats: true,
	read: func(folder fs.FS, visit func(passage)) error {
		article := 0
		opens := func(string) { article++ }
		c := columns{word: 0, tag: -1, ends: "-DOCSTART-"}
		return c.read(folder, "wikigold.conll.txt", opens, func(w []word) {
			visit(passage{language: "en", group: fmt.Sprint(article), words: w})
		})
	},
	mend: func(d *draft, known *lists) {
		d.withoutTitles(false)
		d.each("MISC", func(s Span) []Span { return d.misc(s, known) })
		d.contests()
		d.places(known)
		d.each("LOC", func(s Span) []Span { // railways go by letters here
			if acronym(d.str(s.Span)) && !known.state("en", d.str(s.Span)) {
				return d.doubt(s)
			}
			return []Span{s}
		})
		d.each("PER", func(s Span) []Span {
			if strings.ContainsAny(d.str(s.Span), "0123456789") {
				return d.doubt(s)
			}
			return []Span{s}
		})
	},
}

// misc keeps what is surely a people or an event; what else a set files under sundries may be anything.
func (d *draft) misc(s Span, known *lists) []Span {
	s = d.trimmed(s)
	name := d.str(s.Span)
	switch {
	case s.Empty():
		return nil
	case d.people(known, name) && !d.besideLanguage(s):
		return s.as("NORP")
	case isEvent(d.language, name):
		return s.as("EVENT")
	}
	return d.doubt(s)
}
