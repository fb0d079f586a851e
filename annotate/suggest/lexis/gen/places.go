package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"

	"rubricator/annotate/suggest/lexis"
)

const fewest = 3000 // people of a city that is taken

// Fields of a city in the file, which is in the wire format of Protocol Buffers.
const (
	fieldName   = 2
	fieldPeople = 9
)

type city struct {
	name   string
	people uint64
}

// writePlaces takes the names of cities. A small one whose name is one frequent word of English is left out.
func writePlaces(vectors, cities, folder string) error {
	common, err := frequentWords(vectors)
	if err != nil {
		return fmt.Errorf("%s: %w", vectors, err)
	}
	file, err := os.ReadFile(cities)
	if err != nil {
		return err
	}
	values := map[uint64]uint16{}
	for len(file) > 0 {
		var one city
		if one, file, err = readCity(file); err != nil {
			return fmt.Errorf("%s: %w", cities, err)
		}
		list, size := hashesOf(one.name), sizeOf(one.people)
		if one.people < fewest || len(list) == 0 || len(list) > lexis.MaxPlaceWords || size == lexis.Small && len(list) == 1 && common[list[0]] {
			continue
		}
		h := lexis.Chain(list)
		values[h] = max(values[h], uint16(size))
	}
	var out numbers
	out.table(values)
	return out.save(filepath.Join(folder, "places.gz"))
}

func sizeOf(people uint64) lexis.Size {
	switch {
	case people < 50_000:
		return lexis.Small
	case people < 500_000:
		return lexis.Medium
	}
	return lexis.Large
}

// hashesOf cuts a name as texts are cut, and leaves out what is no word. What stands in brackets is no part of the name.
func hashesOf(name string) (list []uint64) {
	name, _, _ = strings.Cut(name, "(")
	for it := words.FromString(name); it.Next(); {
		if word := it.Value(); strings.ContainsFunc(word, isWordRune) {
			list = append(list, lexis.Hash(word))
		}
	}
	return list
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// readCity reads the message at the start of the file and returns what stands behind it.
func readCity(file []byte) (one city, rest []byte, err error) {
	size, n := binary.Uvarint(file)
	if n <= 0 || size > uint64(len(file)-n) {
		return one, nil, fmt.Errorf("the file breaks off %d bytes before its end", len(file))
	}
	message, rest := file[n:n+int(size)], file[n+int(size):]
	for len(message) > 0 {
		tag, n := binary.Uvarint(message)
		value, m := binary.Uvarint(message[max(n, 0):])
		if n <= 0 || m <= 0 {
			return one, nil, fmt.Errorf("a city is broken %d bytes before the end", len(rest))
		}
		message = message[n+m:]
		switch {
		case tag&7 == 2 && value <= uint64(len(message)):
			if tag>>3 == fieldName {
				one.name = string(message[:value])
			}
			message = message[value:]
		case tag == fieldPeople<<3:
			one.people = value
		case tag&7 != 0:
			return one, nil, fmt.Errorf("field %d of a city is not known", tag>>3)
		}
	}
	return one, rest, nil
}
