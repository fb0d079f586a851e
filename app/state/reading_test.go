package state

import (
	"testing"
)

func TestReadingIsRemembered(t *testing.T) {
	s := Start()
	tunes := []Tune{TuneWider, TuneSerif, TuneNaskh, TuneWide, TuneNarrower, TuneTight, TuneFullWidth, TuneNarrower}
	for _, tune := range tunes {
		next, effects := Update(s, TuneReading{tune})
		kept, ok := effects[0].(Remember)
		if len(effects) != 1 || !ok || kept.Key != "reading" {
			t.Fatalf("effects %+v, want the setting to be kept", effects)
		}
		if back := ReadReading(kept.Value); back != next.Reading {
			t.Errorf("%s came back as %+v, want %+v", kept.Value, back, next.Reading)
		}
		if next.Toast.Text == "" || next.Reading == s.Reading {
			t.Errorf("tune %d left %+v, and said %q", tune, next.Reading, next.Toast.Text)
		}
		s = next
	}
	if want := (Reading{Letters: LettersMost, Spacing: SpacingTight, Serif: true, Naskh: true}); s.Reading != want {
		t.Errorf("reading is %+v, want %+v", s.Reading, want)
	}
}

func TestMeasureHasEnds(t *testing.T) {
	r := UsualReading()
	for range 20 {
		r, _ = r.tuned(TuneNarrower)
	}
	if r.Letters != LettersLeast {
		t.Errorf("the narrowest measure has %d letters, want %d", r.Letters, LettersLeast)
	}
	for range 20 {
		r, _ = r.tuned(TuneWider)
	}
	if r.Letters != 0 {
		t.Errorf("after the widest measure come %d letters, want the full width", r.Letters)
	}
}

func TestSettingsOfOtherHandsAreBroughtWithin(t *testing.T) {
	for setting, want := range map[string]Reading{
		"":                                {LettersUsual, SpacingNormal, false, false},
		"no JSON":                         {LettersUsual, SpacingNormal, false, false},
		`{"letters":"x"}`:                 {LettersUsual, SpacingNormal, false, false},
		`{"letters":9999,"spacing":-3}`:   {LettersMost, SpacingTight, false, false},
		`{"letters":0,"spacing":1.2}`:     {0, SpacingWide, false, false},
		`{"naskh":true,"letters":-5}`:     {LettersLeast, SpacingNormal, false, true},
		`{"serif":true,"spacing":1.0001}`: {LettersUsual, SpacingNormal, true, false},
	} {
		if got := ReadReading(setting); got != want {
			t.Errorf("%s: %+v, want %+v", setting, got, want)
		}
	}
	s, _ := Update(Start(), SetReading{Reading{Letters: 10, Spacing: 9}})
	if want := (Reading{Letters: LettersLeast, Spacing: SpacingWide}); s.Reading != want {
		t.Errorf("set to %+v, want %+v", s.Reading, want)
	}
}
