package export

import (
	"fmt"
	"slices"
)

// Scheme is how tags spell spans.
type Scheme string

const (
	IOB2  Scheme = "iob2"  // B- begins a span, I- goes on with it: the default
	BIOES Scheme = "bioes" // and E- ends one of several tokens; S- is one of a single token
)

// Schemes are all values of Scheme, the default first.
var Schemes = []Scheme{IOB2, BIOES}

// check refuses a scheme that is unknown, and one for a format that does not ask.
func (s Scheme) check(f Format) error {
	switch {
	case s == "":
		return nil
	case !slices.Contains(Schemes, s):
		return fmt.Errorf("no scheme of tags %q: use one of %v", s, Schemes)
	case !f.Schemes && s != IOB2:
		return fmt.Errorf("format %s has no tags in scheme %s: leave the scheme out", f.Name, s)
	}
	return nil
}

// retag turns IOB2 tags of one sentence into the scheme, in place.
func (s Scheme) retag(list []string) {
	if s != BIOES {
		return
	}
	for i, tag := range list {
		if tag == "O" {
			continue
		}
		last := i+1 == len(list) || list[i+1] != "I-"+tag[2:]
		switch {
		case last && tag[0] == 'B':
			list[i] = "S-" + tag[2:]
		case last:
			list[i] = "E-" + tag[2:]
		}
	}
}
