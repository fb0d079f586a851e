package project

import (
	"fmt"
	"strings"
)

// Line is something to tell people about one input.
type Line struct {
	Path    string // of the input; "" when the line is about the project
	Text    string // one line
	Refused bool   // the input was not taken
}

// Summary counts what an import did.
type Summary struct {
	New         int // documents
	Same        int // inputs whose text the project had already
	Refused     int // inputs that were not taken
	Annotations int // that came in with documents on which they changed anything
	Suggestions int
	Labels      []string // added to the schema
}

// String is the closing line of an import.
func (s Summary) String() string {
	parts := []string{fmt.Sprintf("new documents: %d", s.New)}
	for _, c := range []struct {
		n     int
		words string
	}{{s.Same, "known already"}, {s.Annotations, "annotations"}, {s.Suggestions, "suggestions"}, {s.Refused, "not taken"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", c.words, c.n))
		}
	}
	return strings.Join(parts, ", ")
}

// Took reports whether the import found anything to take.
func (s Summary) Took() bool { return s.New+s.Same > 0 }
