package train

import (
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

var re3d = &set{
	credit: Credit{Source: "re3d", Name: "Relationship and Entity Extraction Evaluation Dataset", Authors: "Defence Science and Technology Laboratory (Dstl)",
		Year: 2017, Licence: "OGL-UK-3.0", LicenceURL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
		Changes: changed + "; the parts from US Central Command and the US State Department (public domain), the UK government (OGL 3.0), the Delegation " +
			"of the European Union to Syria, and the Australian Department of Foreign Affairs (CC BY 3.0 AU) alone; common nouns lost their labels, titles stand outside."},
	weight: 0.7, annotated: perOrgLoc, peoples: true, cities: true, hyphens: true,
	labels: map[string]string{"Nationality": "NORP", "MilitaryPlatform": none, "Weapon": none, "Quantity": none, "Money": none,
		"DocumentReference": none, "Frequency": none, "Temporal": none},
	read: func(folder fs.FS, visit func(passage)) error {
		names, err := fs.Glob(folder, "*/*.conll")
		if err != nil {
			return err
		}
		return flat(columns{word: 0, tag: -1}, "en", names...)(folder, visit)
	},
	mend: func(d *draft, known *lists) {
		d.each("Person", func(s Span) []Span { return d.personIn(s, known) })
		d.each("Organisation", func(s Span) []Span { return d.namesIn(s, "ORG", known) })
		d.each("Location", func(s Span) []Span { return d.namesIn(s, "LOC", known) })
		d.each("NORP", func(s Span) []Span { return d.namesIn(s, "NORP", known) })
	},
}

// heads are common nouns which, behind a state's name or adjective, make the name of an organisation.
var heads = []string{"army", "military", "navy", "air force", "armed forces", "coast guard", "parliament"}

// personIn takes the name out of what re3d calls a person: "the Iraqi Foreign Minister Ibrahim al-Jaafari". Without a
// name, the adjective and the state before the office remain.
func (d *draft) personIn(s Span, known *lists) []Span {
	words := d.split(s)
	name := len(words)
	for name > 0 && d.namePart(words, name-1) {
		name--
	}
	for name < len(words) && (isParticle(d.str(words[name].Span)) || d.office(words[name], known)) && !strings.Contains(d.str(words[name].Span), "-") {
		name++
	}
	var found []Span
	for _, w := range words[:name] {
		found = append(found, d.adjective(w, known)...)
	}
	if name < len(words) {
		found = append(found, s.part(words[name].Start-s.Start, s.Len(), "PER"))
	}
	return found
}

// office reports whether a word is a title, or a state or body before one, and no part of a name.
func (d *draft) office(w Span, known *lists) bool {
	word := d.str(w.Span)
	return isTitle(word) || known.peoples[word] || known.state("en", word) || pronouns[strings.ToLower(word)]
}

var pronouns = map[string]bool{"i": true, "he": true, "she": true, "they": true, "we": true, "you": true, "my": true, "his": true, "her": true,
	"our": true, "their": true, "its": true, "it": true, "who": true, "them": true, "the": true, "this": true, "these": true, "those": true, "your": true}

// namePart reports whether a word can stand in a name: it has a capital and is no title, or is a particle between such.
func (d *draft) namePart(words []Span, i int) bool {
	word := d.str(words[i].Span)
	first := []rune(word)[0]
	if isTitle(word) || offices[strings.ToLower(word)] || pronouns[strings.ToLower(word)] {
		return false
	}
	return unicode.IsUpper(first) || strings.ContainsRune("'‘\"(", first) || isParticle(word) && i+1 < len(words)
}

// offices are words of titles that have no place in a list of forms of address.
var offices = map[string]bool{"state": true, "commander": true, "leader": true, "command": true, "foreign": true, "defence": true, "defense": true,
	"for": true, "of": true, "and": true, "affairs": true, "east": true, "office": true, "development": true, "special": true, "refugees": true,
	"resettlement": true, "council": true, "nations": true, "union": true, "asia": true, "representative": true, "high": true, "security": true, "group": true}

// split is the words of a span.
func (d *draft) split(s Span) (words []Span) {
	for i := s.Start; i < s.End; i++ {
		if unicode.IsSpace(d.text[i]) {
			continue
		}
		from := i
		for i < s.End && !unicode.IsSpace(d.text[i]) {
			i++
		}
		words = append(words, s.part(from-s.Start, i-s.Start, s.Label))
	}
	return words
}

// adjective keeps a word that is the name of a state or a people.
func (d *draft) adjective(w Span, known *lists) []Span {
	w = d.trimmed(w)
	switch word := d.str(w.Span); {
	case w.Empty():
		return nil
	case known.peoples[word]:
		return w.as("NORP")
	case known.state("en", word), known.cities[word]:
		return w.as("LOC")
	}
	return nil
}

// joining are words in lower case inside names.
var joining = strings.Fields("of for and the in on to & al el bin de du la an")

// namesIn takes the names out of a description: "the northern part of Syria", "ISIL tactical units". What it cannot
// tell is left open.
func (d *draft) namesIn(s Span, label string, known *lists) []Span {
	words := d.split(s)
	for len(words) > 0 && (pronouns[strings.ToLower(d.str(words[0].Span))] || small(d.str(words[0].Span))) {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil
	}
	s.Start = words[0].Start
	for _, h := range heads {
		if label == "ORG" && strings.HasSuffix(d.str(s.Span), " "+h) && len(words) == 1+len(strings.Fields(h)) {
			return s.as("ORG")
		}
	}
	if label == "ORG" && len(words) == 2 && known.peoples[d.str(words[0].Span)] && acronym(d.str(words[1].Span)) {
		return []Span{words[0].part(0, words[0].Len(), "NORP"), words[1].part(0, words[1].Len(), "ORG")}
	}
	if !d.generic(words) {
		return s.as(label)
	}
	return d.runs(words, label, known)
}

// generic reports whether common nouns stand among the words.
func (d *draft) generic(words []Span) bool {
	return slices.ContainsFunc(words, func(w Span) bool {
		word := d.str(w.Span)
		return small(word) && !slices.Contains(joining, word) && !isParticle(word) || word == "Government" || word == "Governments"
	})
}

// runs keeps, of words with and without capitals, each run with capitals that has a known kind.
func (d *draft) runs(words []Span, label string, known *lists) (found []Span) {
	for i := 0; i < len(words); i++ {
		if small(d.str(words[i].Span)) || d.str(words[i].Span) == "Government" {
			continue
		}
		from := i
		for i+1 < len(words) && !small(d.str(words[i+1].Span)) && d.str(words[i+1].Span) != "Government" {
			i++
		}
		run := d.trimmed(words[from].part(0, words[i].End-words[from].Start, label))
		name := d.str(run.Span)
		switch {
		case run.Empty():
		case known.peoples[name]:
			found = append(found, run.as("NORP")...)
		case known.state("en", name), known.cities[name], label == "LOC" && from == i:
			found = append(found, run.as("LOC")...)
		case label == "ORG" && acronym(name):
			found = append(found, run.as("ORG")...)
		default:
			d.doubt(run)
		}
	}
	return found
}

// small reports whether a word begins with neither a capital nor a digit.
func small(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return !unicode.IsUpper(r)
		}
		if unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// acronym reports whether a word is capitals alone, three at least.
func acronym(word string) bool {
	letters := []rune(word)
	return len(letters) > 2 && !slices.ContainsFunc(letters, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '-' })
}
