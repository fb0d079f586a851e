package lexis

import (
	_ "embed" // for the data
	"fmt"
	"sync"
)

// Kind says what names a single word is known as.
type Kind uint8

const (
	Forename Kind = 1 << iota
	Surname
)

// Size says how many people live in a city.
type Size uint8

const (
	NoPlace Size = iota
	Small        // fewer than 50,000
	Medium       // fewer than 500,000
	Large
)

// MaxPlaceWords is the most words that the name of a city has, without its hyphens, stops and apostrophes.
const MaxPlaceWords = 6

//go:embed data/names.gz
var nameFile []byte

//go:embed data/places.gz
var placeFile []byte

// Kinds are the names that the word with this hash is known as: 0 for none.
func Kinds(h uint64) Kind {
	return Kind(loadNames().get(h))
}

// Place is the size of the largest city with this name, given as the hashes of its words: NoPlace for none. Hyphens, stops
// and apostrophes that are words of their own make no difference.
func Place(words []uint64) Size {
	chain, n := uint64(hashStart), 0
	for _, h := range words {
		if h == hyphen || h == stop || h == apostrophe {
			continue
		}
		if n++; n > MaxPlaceWords {
			return NoPlace
		}
		chain = link(chain, h)
	}
	if n == 0 {
		return NoPlace
	}
	return Size(loadPlaces().get(chain))
}

var hyphen, stop, apostrophe = Hash("-"), Hash("."), Hash("'")

// Chain is the hash of a name from the hashes of its words, as the data has it.
func Chain(words []uint64) uint64 {
	chain := uint64(hashStart)
	for _, h := range words {
		chain = link(chain, h)
	}
	return chain
}

func link(chain, word uint64) uint64 { return (chain ^ word) * hashPrime }

var (
	loadNames  = sync.OnceValue(func() *table { return mustReadTable("names", nameFile, uint16(Forename|Surname)) })
	loadPlaces = sync.OnceValue(func() *table { return mustReadTable("places", placeFile, uint16(Large)) })
)

func mustReadTable(name string, file []byte, most uint16) *table {
	t, err := readTable(file, most)
	if err != nil {
		panic(fmt.Sprintf("the embedded %s cannot be read: %v", name, err))
	}
	return t
}

func readTable(file []byte, most uint16) (*table, error) {
	r := openReader(file)
	t := r.table()
	for _, value := range t.values {
		if value > most {
			return nil, fmt.Errorf("there is no value %d", value)
		}
	}
	return &t, r.close()
}
