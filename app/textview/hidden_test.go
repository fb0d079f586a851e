package textview

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
	"rubricator/app/theme"
)

// unseen has tabs, no-break spaces, soft hyphens, joiners and bidi controls.
const unseen = "Ferries\tand\u00a0[ORG Coastal\u00a0Union]\n" +
	"[PER Mira\u202fOkonkwo] said the co\u00adoper\u00ada\u00adtion\u200b of\u2060 [LOC North\u2009Bay] and\u200e (\u202bالميناء\u202c) lasts\u3000for 3\u00a0days.\n" +
	"قالت\u00a0[PER ميرا\u200f أوكونكو] إنها\u200c ستصل\tيوم\u2067 [DATE 4\u00a0مارس]\u2069 إلى \u2066[LOC Port\u00a0Sarel]\u2069.\n" +
	"An ordinary line has no sign at all."

func TestGoldenHiddenCharacters(t *testing.T) {
	for _, look := range []theme.Variant{theme.Light, theme.Dark} {
		t.Run(string(look), func(t *testing.T) {
			s := newStage(t, look, fyne.NewSize(820, 380), 1, unseen)
			s.show(func(a *present.Article) { a.Hidden = true })
			golden(t, s, "hidden-"+string(look))
		})
	}
}

func TestHiddenCharactersComeAndGo(t *testing.T) {
	s := newStage(t, theme.Light, fyne.NewSize(820, 380), 1, unseen)
	plain := toRGBA(s.window.Canvas().Capture())
	layout := s.View.layout
	turn := func(on bool) []byte {
		t.Helper()
		s.count()
		s.show(func(a *present.Article) { a.Hidden = on })
		if n := s.count(); n != len(s.strips) {
			t.Errorf("hidden %v: %d of %d lines were painted anew", on, n, len(s.strips))
		}
		return toRGBA(s.window.Canvas().Capture()).Pix
	}
	if bytes.Equal(turn(true), plain.Pix) {
		t.Error("nothing more is seen")
	}
	if !bytes.Equal(turn(false), plain.Pix) {
		t.Error("something of the signs is left")
	}
	if s.View.layout != layout {
		t.Error("showing signs laid the article out anew")
	}
}
