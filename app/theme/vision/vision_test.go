package vision

import (
	"image/color"
	"math"
	"testing"
)

// pairs are the test data that Sharma, Wu and Dalal (2005, table 1) publish with their formula.
var pairs = []struct {
	p, q Lab
	want float64
}{
	{Lab{50, 2.6772, -79.7751}, Lab{50, 0, -82.7485}, 2.0425},
	{Lab{50, 3.1571, -77.2803}, Lab{50, 0, -82.7485}, 2.8615},
	{Lab{50, 2.8361, -74.0200}, Lab{50, 0, -82.7485}, 3.4412},
	{Lab{50, -1.3802, -84.2814}, Lab{50, 0, -82.7485}, 1.0000},
	{Lab{50, -1.1848, -84.8006}, Lab{50, 0, -82.7485}, 1.0000},
	{Lab{50, -0.9009, -85.5211}, Lab{50, 0, -82.7485}, 1.0000},
	{Lab{50, 0, 0}, Lab{50, -1, 2}, 2.3669},
	{Lab{50, -1, 2}, Lab{50, 0, 0}, 2.3669},
	{Lab{50, 2.4900, -0.0010}, Lab{50, -2.4900, 0.0009}, 7.1792},
	{Lab{50, 2.4900, -0.0010}, Lab{50, -2.4900, 0.0010}, 7.1792},
	{Lab{50, 2.4900, -0.0010}, Lab{50, -2.4900, 0.0011}, 7.2195},
	{Lab{50, 2.4900, -0.0010}, Lab{50, -2.4900, 0.0012}, 7.2195},
	{Lab{50, -0.0010, 2.4900}, Lab{50, 0.0009, -2.4900}, 4.8045},
	{Lab{50, -0.0010, 2.4900}, Lab{50, 0.0010, -2.4900}, 4.8045},
	{Lab{50, -0.0010, 2.4900}, Lab{50, 0.0011, -2.4900}, 4.7461},
	{Lab{50, 2.5, 0}, Lab{50, 0, -2.5}, 4.3065},
	{Lab{50, 2.5, 0}, Lab{73, 25, -18}, 27.1492},
	{Lab{50, 2.5, 0}, Lab{61, -5, 29}, 22.8977},
	{Lab{50, 2.5, 0}, Lab{56, -27, -3}, 31.9030},
	{Lab{50, 2.5, 0}, Lab{58, 24, 15}, 19.4535},
	{Lab{50, 2.5, 0}, Lab{50, 3.1736, 0.5854}, 1.0000},
	{Lab{50, 2.5, 0}, Lab{50, 3.2972, 0}, 1.0000},
	{Lab{50, 2.5, 0}, Lab{50, 1.8634, 0.5757}, 1.0000},
	{Lab{50, 2.5, 0}, Lab{50, 3.2592, 0.3350}, 1.0000},
	{Lab{60.2574, -34.0099, 36.2677}, Lab{60.4626, -34.1751, 39.4387}, 1.2644},
	{Lab{63.0109, -31.0961, -5.8663}, Lab{62.8187, -29.7946, -4.0864}, 1.2630},
	{Lab{61.2901, 3.7196, -5.3901}, Lab{61.4292, 2.2480, -4.9620}, 1.8731},
	{Lab{35.0831, -44.1164, 3.7933}, Lab{35.0232, -40.0716, 1.5901}, 1.8645},
	{Lab{22.7233, 20.0904, -46.6940}, Lab{23.0331, 14.9730, -42.5619}, 2.0373},
	{Lab{36.4612, 47.8580, 18.3852}, Lab{36.2715, 50.5065, 21.2231}, 1.4146},
	{Lab{90.8027, -2.0831, 1.4410}, Lab{91.1528, -1.6435, 0.0447}, 1.4441},
	{Lab{90.9257, -0.5406, -0.9208}, Lab{88.6381, -0.8985, -0.7239}, 1.5381},
	{Lab{6.7747, -0.2908, -2.4247}, Lab{5.8714, -0.0985, -2.2286}, 0.6377},
	{Lab{2.0776, 0.0795, -1.1350}, Lab{0.9033, -0.0636, -0.5514}, 0.9082},
}

func TestDistanceIsAsPublished(t *testing.T) {
	for _, c := range pairs {
		for _, got := range []float64{Distance(c.p, c.q), Distance(c.q, c.p)} {
			if math.Abs(got-c.want) > 0.00005 {
				t.Errorf("%v to %v: %.5f, want %.4f", c.p, c.q, got, c.want)
			}
		}
	}
}

func TestLabOfKnownColours(t *testing.T) {
	for c, want := range map[color.NRGBA]Lab{
		{R: 255, G: 255, B: 255, A: 255}: {100, 0, 0},
		{A: 255}:                         {0, 0, 0},
		{R: 255, A: 255}:                 {53.24, 80.09, 67.20},
		{G: 255, A: 255}:                 {87.73, -86.18, 83.18},
		{B: 255, A: 255}:                 {32.30, 79.19, -107.86},
	} {
		got := Trichromacy.See(c).Lab()
		if math.Abs(got.L-want.L) > 0.02 || math.Abs(got.A-want.A) > 0.02 || math.Abs(got.B-want.B) > 0.02 {
			t.Errorf("%v is %+v, want %+v", c, got, want)
		}
	}
}

// TestMissingConesConfuse: greys stay as they are, and of two colours that differ in what a cone alone sees little is
// left without it.
func TestMissingConesConfuse(t *testing.T) {
	for _, k := range Kinds {
		for _, v := range []uint8{0, 90, 255} {
			grey := color.NRGBA{R: v, G: v, B: v, A: 255}
			if d := Distance(k.See(grey).Lab(), Trichromacy.See(grey).Lab()); d > 0.01 {
				t.Errorf("%v changes grey %d by %.3f", k, v, d)
			}
		}
	}
	confused := map[Kind][2]color.NRGBA{
		Protanopia:   {{R: 200, G: 60, B: 60, A: 255}, {R: 108, G: 97, B: 60, A: 255}},
		Deuteranopia: {{R: 160, G: 110, B: 60, A: 255}, {R: 113, G: 130, B: 50, A: 255}},
		Tritanopia:   {{R: 60, G: 120, B: 200, A: 255}, {R: 0, G: 138, B: 138, A: 255}},
	}
	for k, pair := range confused {
		with := Distance(Trichromacy.See(pair[0]).Lab(), Trichromacy.See(pair[1]).Lab())
		without := Distance(k.See(pair[0]).Lab(), k.See(pair[1]).Lab())
		if without > with/3 {
			t.Errorf("%v sees %v and %v %.1f apart, others %.1f; want less than a third", k, pair[0], pair[1], without, with)
		}
	}
}
