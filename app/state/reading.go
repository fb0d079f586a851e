package state

import (
	"encoding/json"
	"fmt"
)

// Reading is how a person likes articles to be set, beside the size of the text. It is kept as JSON.
type Reading struct {
	Letters int     `json:"letters"` // in a line, 50 to 110; 0 is the full width
	Spacing float64 `json:"spacing"` // of lines: SpacingTight, SpacingNormal or SpacingWide
	Serif   bool    `json:"serif"`   // Latin, Greek and Cyrillic letters have serifs
	Naskh   bool    `json:"naskh"`   // Arabic is set in Naskh
}

// The measures and spacings to choose from.
const (
	LettersLeast   = 50
	LettersMost    = 110
	LettersStep    = 10
	LettersUsual   = 70
	SpacingTight   = 0.85
	SpacingNormal  = 1.0
	SpacingWide    = 1.25
	readingSetting = "reading" // the key under which it is kept
)

// Tune is one change to a Reading.
type Tune int

const (
	TuneWider Tune = iota // ten letters more; beyond the most, the full width
	TuneNarrower
	TuneFullWidth // or back to the usual measure
	TuneTight
	TuneNormal
	TuneWide
	TuneSerif // to and fro
	TuneNaskh // to and fro
)

// UsualReading is how articles are set before anybody changes it.
func UsualReading() Reading { return Reading{Letters: LettersUsual, Spacing: SpacingNormal} }

// ReadReading takes a Reading from the setting that Update asked to remember. What is no such setting is the usual.
func ReadReading(setting string) Reading {
	r := UsualReading()
	if json.Unmarshal([]byte(setting), &r) != nil {
		return UsualReading()
	}
	return r.within()
}

// within brings a Reading into what there is to choose from.
func (r Reading) within() Reading {
	if r.Letters != 0 {
		r.Letters = min(max(r.Letters, LettersLeast), LettersMost)
	}
	switch {
	case r.Spacing < (SpacingTight+SpacingNormal)/2:
		r.Spacing = SpacingTight
	case r.Spacing > (SpacingNormal+SpacingWide)/2:
		r.Spacing = SpacingWide
	default:
		r.Spacing = SpacingNormal
	}
	return r
}

func updateReading(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case SetReading:
		s.Reading = m.Reading.within()
	case TuneReading:
		s.Reading, s.Toast.Text = s.Reading.tuned(m.Tune)
		s.Toast.Warn = false
	}
	setting, err := json.Marshal(s.Reading)
	if err != nil {
		return say(s, "the setting cannot be kept: "+err.Error(), true)
	}
	return s, []Effect{Remember{readingSetting, string(setting)}}
}

// tuned is the Reading after a change, with words that say what holds now.
func (r Reading) tuned(t Tune) (Reading, string) {
	switch t {
	case TuneWider, TuneNarrower, TuneFullWidth:
		r.Letters = r.measure(t)
		if r.Letters == 0 {
			return r, "lines are as wide as the window"
		}
		return r, fmt.Sprintf("lines have room for %d letters", r.Letters)
	case TuneSerif:
		r.Serif = !r.Serif
		return r, choose(r.Serif, "Latin, Greek and Cyrillic letters have serifs", "Latin, Greek and Cyrillic letters have no serifs")
	case TuneNaskh:
		r.Naskh = !r.Naskh
		return r, choose(r.Naskh, "Arabic is set in Naskh", "Arabic is set in sans")
	case TuneTight:
		r.Spacing = SpacingTight
		return r, "lines stand close"
	case TuneWide:
		r.Spacing = SpacingWide
		return r, "lines stand far apart"
	}
	r.Spacing = SpacingNormal
	return r, "lines stand as usual"
}

// measure is the measure after a change; the full width comes after the widest.
func (r Reading) measure(t Tune) int {
	switch {
	case t == TuneWider && (r.Letters == 0 || r.Letters >= LettersMost):
		return 0
	case t == TuneWider:
		return r.Letters + LettersStep
	case t == TuneNarrower && r.Letters == 0:
		return LettersMost
	case t == TuneNarrower:
		return max(LettersLeast, r.Letters-LettersStep)
	case t == TuneFullWidth && r.Letters != 0:
		return 0
	}
	return LettersUsual
}

func choose[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}
