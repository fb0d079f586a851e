package suggest

import (
	"fmt"
	"strings"

	"rubricator/annotate/suggest/lexis"
)

// Credits say whose data the suggestions stand on, the starter in use included, and under which licence: a line for each source.
func Credits() string {
	lines := []string{
		"Names of states, territories and regions, of currencies and units: Unicode CLDR 48, under the Unicode License 3.0.",
		"People, organisations, cities, peoples, events and titles: our own lists, CC0.",
	}
	lines = append(lines, lexis.Credits()...)
	s := InUse()
	if s.Header.Licence != "" {
		lines = append(lines, fmt.Sprintf("The starter in use is a file of its own, %s.", StarterPlace()))
	}
	lines = append(lines, "The starter learnt from:")
	return strings.Join(append(lines, s.Header.Credits...), "\n")
}
