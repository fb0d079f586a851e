package theme

import (
	"math"
	"testing"

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
