package theme

import (
	"image/color"
	"math"
	"testing"

	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/annotate"
	"rubricator/app/present"
	"rubricator/app/theme/vision"
)

// TestPaletteIsApart holds what docs/adr/0018 says of the lines of labels without a colour of their own: how far apart
// the two nearest of the first so many are, in every look, for every kind of vision.
func TestPaletteIsApart(t *testing.T) {
	for _, want := range []struct {
		first    int
		all      float64 // CIEDE2000, for who lacks a kind of cones
		ordinary float64 // and for others
	}{
		{8, 9.1, 18.3},
		{12, 5.0, 10.1},
		{24, 3.1, 6.3},
	} {
		colours := annotate.Palette()[:want.first]
		for look, variant := range looks {
			for _, kind := range vision.Kinds {
				d, a, b := nearest(colours, func(hex string) vision.Lab {
					return kind.See(LabelColors(hex, variant, present.MarkAnnotation).Line).Lab()
				})
				least := want.all
				if kind == vision.Trichromacy {
					least = want.ordinary
				}
				t.Logf("first %d, %s, %v: %.1f", want.first, look, kind, d)
				if d < least {
					t.Errorf("first %d, %s, %v: %s and %s are %.2f apart, want %.1f", want.first, look, kind, a, b, d, least)
				}
			}
		}
	}
}

// TestSquaresOfTheNewsAreApart: nobody takes the square of one usual label for that of another, and none is nearly black.
func TestSquaresOfTheNewsAreApart(t *testing.T) {
	var colours []string
	for _, l := range annotate.News().Labels {
		colours = append(colours, l.Color)
	}
	for look, variant := range looks {
		square := func(hex string) vision.Lab {
			c := LabelColors(hex, variant, present.MarkAnnotation).Square
			for _, back := range []color.NRGBA{Palette(variant).Paper, Palette(variant).Panel} {
				atLeast(t, 3, look+" square "+hex, c, back)
			}
			if l := toLCH(c).l; l < 0.35 {
				t.Errorf("%s: the square of %s has a lightness of %.2f", look, hex, l)
			}
			return vision.Trichromacy.See(c).Lab()
		}
		if d, a, b := nearest(colours, square); d < 19.4 {
			t.Errorf("%s: the squares of %s and %s are %.1f apart, want 19.4", look, a, b, d)
		}
	}
	for _, hex := range colours {
		bright, sharp := LabelColors(hex, fynetheme.VariantLight, present.MarkAnnotation), LabelColors(hex, VariantLightContrast, present.MarkAnnotation)
		if a, b := toLCH(bright.Square).l, toLCH(sharp.Square).l; b < a-0.02 {
			t.Errorf("with high contrast the square of %s is darker: %.2f, not %.2f", hex, b, a)
		}
	}
}

// nearest finds the two colours that are most alike.
func nearest(colours []string, seen func(string) vision.Lab) (d float64, a, b string) {
	d = math.Inf(1)
	for i, one := range colours {
		for _, other := range colours[:i] {
			if e := vision.Distance(seen(one), seen(other)); e < d {
				d, a, b = e, other, one
			}
		}
	}
	return d, a, b
}

// TestOwnColoursKeepTheirOrder: of two colours of one hue the darker one stays the darker in every look.
func TestOwnColoursKeepTheirOrder(t *testing.T) {
	for look, variant := range looks {
		before := -1.0
		for _, lightness := range []float64{0.38, 0.44, 0.50, 0.56} {
			l := toLCH(LabelColors(Hex(lightness, 0.10, 250), variant, present.MarkAnnotation).Line).l
			if l <= before {
				t.Errorf("%s: the blue of lightness %.2f is no lighter than the one before it: %.3f after %.3f", look, lightness, l, before)
			}
			before = l
		}
	}
}
