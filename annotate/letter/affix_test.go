package letter

import (
	"slices"
	"testing"
)

func TestPrefixesAreOfTheWordsScript(t *testing.T) {
	for w, want := range map[string]string{"والقاهرة": "و", "בירושלים": "ב", "Berlin": "", "": "", "東京": ""} {
		if got := Prefixes(w); want == "" && got != nil || want != "" && !slices.Contains(got, want) {
			t.Errorf("prefixes of %q are %q, want %q among them", w, got, want)
		}
	}
}

func TestAStemStandsAlone(t *testing.T) {
	for s, want := range map[string]bool{"مصر": true, "مص": false, "\u064eمصر": false, "": false, "لبنان": true} {
		if got := IsStem(s); got != want {
			t.Errorf("%q is a stem: %v, want %v", s, got, want)
		}
	}
}
