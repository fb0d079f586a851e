package train

import (
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

var re3d = &set{
	credit: Credit{Source: "re3d", Name: "Relationship and Entity Extraction Evaluation Dataset", Authors: "Defence Science and Technology Laboratory (Dstl)",
		Year: 2017, Licence: "public domain, OGL-UK-3.0, CC-BY-3.0-AU by part", LicenceURL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
		Changes: changed + "; the parts from US Central Command and the US State Department (public domain), the UK government (OGL 3.0), the Delegation " +
			"of the European Union to Syria, and the Australian Department of Foreign Affairs (CC BY 3.0 AU) alone; common nouns lost their labels, titles stand outside. Contains public sector information licensed under the Open Government Licence v3.0."},
	weight: 0.7, peoples: true, cities: true, hyphens: true, repeats: true,
	labels: map[string]string{"Nationality": "NORP", "MilitaryPlatform": none, "Weapon": none, "Quantity": none, "Money": none,
		"DocumentReference": none, "Frequency": none, "Temporal": none},
	read: func(folder fs.FS, visit func(passage)) error {
		names, err := fs.Glob(folder, "*/*.conll")
		if err != nil {
			return err
		}
		return flat(columns{word: 0, tag: -1}, "en", names...)(folder, func(p passage) {
			if p.words[0].text == "." { // the sign of a list
				p.words = p.words[1:]
			}
			visit(p)
		})
	},
	mend: func(d *draft, known *lists) {
		d.each("Person", func(s Span) []Span { return d.personIn(s, known) })
		d.each("Organisation", func(s Span) []Span { return d.namesIn(s, "ORG", known) })
		d.each("Location", func(s Span) []Span { return d.namesIn(s, "LOC", known) })
		d.each("NORP", func(s Span) []Span { return d.namesIn(s, "NORP", known) })
		d.each("ORG", d.companies)
		d.places(known)
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
	for name+1 < len(words) && d.office(words[name], known) {
		name++
	}
	if name+1 == len(words) && len(d.adjective(words[name], known)) > 0 {
		name++ // a state alone: Minister of Foreign Affairs of Iraq
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

// office reports whether a word stands before a name and belongs to the office: a state, a people, a body.
func (d *draft) office(w Span, known *lists) bool {
	word := d.str(w.Span)
	return known.peoples[word] || known.state("en", word) || acronym(word)
}

var pronouns = setOf("i he she they we you my his her our their its it who them the this these those your")

// namePart reports whether a word can stand in a name: it has a capital and is no title, or is a particle between such.
func (d *draft) namePart(words []Span, i int) bool {
	word := d.str(words[i].Span)
	first := []rune(word)[0]
	if bare := strings.Trim(strings.ToLower(word), ".,"); isTitle(word) || offices[bare] || pronouns[bare] {
		return false
	}
	return unicode.IsUpper(first) || strings.ContainsRune("'‘\"(", first) || isParticle(word) && (i+1 < len(words) || strings.Contains(word, "-"))
}

// offices are words of titles that have no place in a list of forms of address.
var offices = setOf(`state commander leader command foreign defence defense for of and affairs east office development special
		refugees resettlement council nations union asia representative high security group museums battalion class counter advisor spc
		minister-designate operations media relations service press department`)

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
	if owner := slices.IndexFunc(words, func(w Span) bool { return possessive(d.str(w.Span)) }); owner >= 0 && owner+1 < len(words) {
		return slices.Concat(d.namesIn(s.part(0, words[owner].End-s.Start-2, label), label, known),
			d.namesIn(s.part(words[owner+1].Start-s.Start, s.Len(), label), label, known))
	}
	if label != "NORP" && slices.ContainsFunc(words, func(w Span) bool { return crowds[d.str(d.trimmed(w).Span)] }) {
		return d.doubt(s)
	}
	if name := d.str(d.trimmed(s).Span); label == "LOC" && acronym(name) && !known.state("en", name) || name == "Islamist" {
		return d.doubt(s)
	}
	if !d.generic(words) {
		return s.as(label)
	}
	return d.runs(words, label, known)
}

func possessive(word string) bool {
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}

// crowds are words with a capital that name no organisation.
var crowds = setOf(`Soldiers Ministers Airmen Men Women Members Terrorists Secretaries Personnel Allies Community West
		Opposition Department Assad Small Leaders Countries Officials Sailors Marines`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// companies gives operations and meetings, which re3d calls organisations, their label, and leaves lists of names open.
func (d *draft) companies(s Span) []Span {
	switch name := d.str(d.trimmed(s).Span); {
	case strings.HasPrefix(name, "Operation "), strings.HasSuffix(name, " Summit"), strings.HasSuffix(name, " Conference"), strings.HasSuffix(name, " Dialogue"):
		return s.as("EVENT")
	case strings.Count(name, ", ") > 1:
		return d.doubt(s)
	}
	return []Span{s}
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
		case known.state("en", name), known.cities[name], label == "LOC" && from == i && !acronym(name):
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
	if head, name, ok := strings.Cut(word, "-"); ok && name != "" && slices.Contains(particles, head) {
		word = name // al-Qaida
	}
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
