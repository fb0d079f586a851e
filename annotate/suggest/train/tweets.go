package train

import (
	"io/fs"
	"strings"
)

var wnut17 = &set{
	credit: Credit{Source: "wnut17", Name: "WNUT 2017 Emerging Entities", Authors: "Leon Derczynski, Eric Nichols, Marieke van Erp, Nut Limsopatham",
		Year: 2017, Licence: "CC-BY-4.0", LicenceURL: ccBy4, Changes: changed + "; products and works left without a label."},
	weight: 0.15, peoples: true,
	labels: map[string]string{"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": none, "creative-work": none},
	read:   flat(columns{word: 0, tag: -1}, "en", "wnut17train.conll", "emerging.dev.conll"),
	mend:   func(d *draft, known *lists) { d.tweet(known) },
}

var btc = &set{
	credit: Credit{Source: "btc", Name: "Broad Twitter Corpus", Authors: "Leon Derczynski, Kalina Bontcheva, Ian Roberts",
		Year: 2016, Licence: "CC-BY-4.0", LicenceURL: ccBy4, Changes: changed + "; user names left open."},
	weight: 0.1, peoples: true,
	read: func(folder fs.FS, visit func(passage)) error {
		return flat(columns{word: 0, tag: -1}, "en", "a.conll", "b.conll", "e.conll", "f.conll", "g.conll", "h.conll")(folder, visit)
	},
	mend: func(d *draft, known *lists) { d.tweet(known) },
}

// plain leaves addresses, and names with a hash inside, open.
func (d *draft) plain(s Span) []Span {
	if inner := d.str(d.trimmed(s).Span); strings.ContainsAny(inner, "#/_") || strings.Contains(inner, "://") {
		return d.doubt(s)
	}
	return []Span{s}
}

// tweet leaves user names open: some sets label them, some do not, and news has none.
func (d *draft) tweet(known *lists) {
	d.withoutTitles(true)
	d.contests()
	d.places(known)
	for _, label := range perOrgLoc {
		d.each(label, d.plain)
	}
	var handles []Span
	for i := 0; i < len(d.text); i++ {
		if d.text[i] != '@' {
			continue
		}
		end := i + 1
		for end < len(d.text) && (inName(d.text[end]) || d.text[end] == '_') {
			end++
		}
		s := Span{Label: ""}
		s.Start, s.End = i, end
		handles = append(handles, s)
		i = end
	}
	for _, h := range handles {
		for _, label := range perOrgLoc {
			d.each(label, func(s Span) []Span {
				if s.Overlaps(h.Span) {
					return d.doubt(s)
				}
				return []Span{s}
			})
		}
		d.doubt(h)
	}
}
