package lang

import (
	"math"
	"strings"

	"github.com/pemistahl/lingua-go"
)

// model tells the languages of one script apart.
type model struct{ of lingua.LanguageDetector }

// identify guesses the language of a text of which all letters are in the
// model's script. Languages that are out of the question are left out.
func (m model) identify(text string) guesses {
	var g guesses
	for _, v := range m.of.ComputeLanguageConfidenceValues(text) {
		// The library adds in the order of a map; rounding hides that.
		if confidence := math.Round(v.Value()*1e6) / 1e6; confidence > 0 {
			g = append(g, guess{strings.ToLower(v.Language().IsoCode639_1().String()), confidence})
		}
	}
	return g
}

// models is the model of the script's languages. The first caller loads it
// while the others wait: lingua itself would load it once for each of them.
//
// The library keeps models for ever and adds a language's when it meets the
// first text that needs them, so the warm-up is made of letters that every
// language of the script shares and of sequences that are rare in all of them:
// they call for the models of one and two letters too.
func (s *script) models() model {
	s.load.Do(func() {
		var candidates []lingua.Language
		for _, code := range s.languages {
			iso := lingua.GetIsoCode639_1FromValue(strings.ToUpper(code))
			candidates = append(candidates, lingua.GetLanguageFromIsoCode639_1(iso))
		}
		// Low accuracy reads one to three letters and never the models of four
		// and five, which would take some 300 MiB and which packages leave out.
		s.model.of = lingua.NewLanguageDetectorBuilder().FromLanguages(candidates...).WithLowAccuracyMode().Build()
		s.model.identify(warmUp[s.languages[0]])
	})
	return s.model
}

// warmUp texts by the first language of their script.
var warmUp = map[string]string{
	"en": "quick waxy jumping fox vs bold zebra kit dog qxz wvk jqg",
	"ar": "ابتثج حخدذر زسشصض طظعغف قلمنو",
	"ru": "бвгдж зклмн прстф хцчш",
}
