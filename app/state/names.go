package state

import (
	"slices"
	"strings"
)

// Names is a set of names, such as languages or labels, that can be compared with ==: each name once, sorted. The zero
// value is empty.
type Names string

const between = "\n" // no name of a language or a label has a line feed

// NewNames is the set of some names.
func NewNames(list ...string) Names {
	list = slices.DeleteFunc(slices.Sorted(slices.Values(list)), func(n string) bool { return n == "" })
	return Names(strings.Join(slices.Compact(list), between))
}

// List are the names, sorted.
func (n Names) List() []string {
	if n == "" {
		return nil
	}
	return strings.Split(string(n), between)
}

// Has reports whether a name is in the set.
func (n Names) Has(name string) bool {
	rest := string(n)
	for rest != "" {
		next, more, _ := strings.Cut(rest, between)
		if next == name {
			return true
		}
		rest = more
	}
	return false
}

// With is the set with one more name, Without with one less.
func (n Names) With(name string) Names { return NewNames(append(n.List(), name)...) }
func (n Names) Without(name string) Names {
	return NewNames(slices.DeleteFunc(n.List(), func(o string) bool { return o == name })...)
}
