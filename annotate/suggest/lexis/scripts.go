package lexis

import (
	_ "embed" // for the data
	"sync"
)

// Entry is what is known of a phrase in a script other than Latin: whether it is a city and of which size, whether a word is a forename or
// a surname, and in Chinese and Persian which class of words it belongs to. 0 is nothing.
type Entry uint16

// Class is a class of words.
type Class uint8

// The classes.
const (
	NoClass Class = iota
	Person
	ForeignPerson // a name of a person as Chinese writes the sounds of another language
	PlaceName
	Body // an organisation
	OtherName
	Time
	Noun
	Verb
	Adjective
	OtherWord
)

// Size is that of the largest city with this name.
func (e Entry) Size() Size { return Size(e & 3) }

// Kind says what name of a person it is; of single words alone.
func (e Entry) Kind() Kind { return Kind(e >> 2 & 3) }

// Class is the class of the word.
func (e Entry) Class() Class { return Class(e >> 4 & 15) }

// WithSize is the entry with another size.
func (e Entry) WithSize(s Size) Entry { return e&^3 | Entry(s) }

// WithKind is the entry with one more kind.
func (e Entry) WithKind(k Kind) Entry { return e | Entry(k)<<2 }

// WithClass is the entry with another class.
func (e Entry) WithClass(c Class) Entry { return e&^(15<<4) | Entry(c)<<4 }

//go:embed data/scripts.gz
var scriptFile []byte

// Phrase walks the words of a phrase by their hashes and says what is known of each beginning.
type Phrase struct{ chain uint64 }

// StartPhrase is a phrase without words.
func StartPhrase() Phrase { return Phrase{hashStart} }

// Next is the phrase with one more word, and what is known of it.
func (p Phrase) Next(word uint64) (Phrase, Entry) {
	p.chain = link(p.chain, word)
	return p, Entry(loadScripts().get(p.chain))
}

const mostEntry = 1<<8 - 1

var loadScripts = sync.OnceValue(func() *table { return mustReadTable("names and words of other scripts", scriptFile, mostEntry) })
