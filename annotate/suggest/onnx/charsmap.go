package onnx

import (
	"encoding/binary"
	"errors"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// charsmap is SentencePiece's table of what characters are replaced by: a double array trie of the characters' bytes, as
// in Yata's darts-clone, whose values are places in a text of replacements that end with a NUL.
type charsmap struct {
	units        []uint32
	replacements string
}

var errCharsmap = errors.New("its table precompiled_charsmap is damaged: take tokenizer.json again from where the model is from")

func readCharsmap(data []byte) (charsmap, error) {
	if len(data) == 0 {
		return charsmap{}, nil
	}
	if len(data) < 4 {
		return charsmap{}, errCharsmap
	}
	size := int64(binary.LittleEndian.Uint32(data))
	if data = data[4:]; size > int64(len(data)) || size%4 != 0 {
		return charsmap{}, errCharsmap
	}
	m := charsmap{replacements: string(data[size:])}
	for i := 0; i < int(size); i += 4 {
		m.units = append(m.units, binary.LittleEndian.Uint32(data[i:]))
	}
	return m, nil
}

// shortest is the value of the shortest key that s begins with.
func (m charsmap) shortest(s string) (value int, ok bool) {
	if len(m.units) == 0 {
		return 0, false
	}
	at := offset(m.units[0])
	for i := range len(s) {
		at ^= uint32(s[i])
		if s[i] == 0 || int(at) >= len(m.units) || m.units[at]&(1<<31|0xFF) != uint32(s[i]) {
			return 0, false
		}
		unit := m.units[at]
		if at ^= offset(unit); unit>>8&1 == 0 {
			continue
		}
		if int(at) >= len(m.units) {
			return 0, false
		}
		return int(m.units[at] &^ (1 << 31)), true
	}
	return 0, false
}

// offset is how far, by XOR, the children of a unit are.
func offset(unit uint32) uint32 { return unit >> 10 << (unit & (1 << 9) >> 6) }

func (m charsmap) replacement(s string) (string, bool) {
	at, ok := m.shortest(s)
	if !ok || at > len(m.replacements) {
		return "", false
	}
	text, _, _ := strings.Cut(m.replacements[at:], "\x00")
	return text, true
}

// normalise replaces whole characters that are short, else their parts, as the tokeniser did when the model was trained.
func (m charsmap) normalise(list []char) []char {
	out := make([]char, 0, len(list))
	for it := graphemes.FromString(stringOf(list)); it.Next(); {
		whole := it.Value()
		n := len([]rune(whole))
		if now, ok := m.replacement(whole); ok && len(whole) < 6 {
			out = append(out, replaced(list[:n], whole, now)...)
		} else {
			out = append(out, m.parts(list[:n])...)
		}
		list = list[n:]
	}
	return out
}

func (m charsmap) parts(list []char) []char {
	var out []char
	for i, c := range list {
		was := string(c.r)
		if now, ok := m.replacement(was); ok {
			out = append(out, replaced(list[i:i+1], was, now)...)
		} else {
			out = append(out, c)
		}
	}
	return out
}
