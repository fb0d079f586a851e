// Package vision computes how colours look to people who do not see all of them, and how far apart two colours are.
//
//	vision.Light(c)                        the light of a colour, as contrast is reckoned with
//	vision.Distance(p, q)                  CIEDE2000 of two Lab colours
//	vision.Deuteranopia.See(c).Lab()       a colour as one has it who lacks the middle-wave cones
//
// The palette of label colours was searched for with it (app/theme/gen), and tests hold what was found.
package vision

import (
	"image/color"
	"math"
)

// Kind is a kind of colour vision.
type Kind int

const (
	Trichromacy  Kind = iota // all three cones
	Protanopia               // no long-wave cones
	Deuteranopia             // no middle-wave cones
	Tritanopia               // no short-wave cones
)

// Kinds are all of them.
var Kinds = []Kind{Trichromacy, Protanopia, Deuteranopia, Tritanopia}

func (k Kind) String() string {
	return [...]string{"trichromacy", "protanopia", "deuteranopia", "tritanopia"}[k]
}

// missing has, for each kind, how linear red, green and blue are seen: the matrices of severity 1.0 of Machado, Oliveira
// and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009). The model
// is for people who lack a cone altogether, the worst case; the authors call that for short-wave cones an approximation.
var missing = [...][3][3]float64{
	Trichromacy:  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	Protanopia:   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	Deuteranopia: {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	Tritanopia:   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// Linear is a colour by the light of sRGB's red, green and blue, each 0 to 1.
type Linear [3]float64

// Light undoes the encoding of sRGB. The alpha is not looked at.
func Light(c color.NRGBA) Linear { return Linear{linear(c.R), linear(c.G), linear(c.B)} }

// See returns a colour as this kind of vision has it. The alpha is not looked at.
func (k Kind) See(c color.NRGBA) Linear {
	in := Light(c)
	var out Linear
	for i, row := range missing[k] {
		out[i] = min(max(row[0]*in[0]+row[1]*in[1]+row[2]*in[2], 0), 1)
	}
	return out
}

func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// Lab is a colour in CIELAB under the white of sRGB (D65).
type Lab struct{ L, A, B float64 }

// Lab converts by the definitions of IEC 61966-2-1 and CIE 15.
func (c Linear) Lab() Lab {
	x := 0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]
	y := 0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2]
	z := 0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]
	fx, fy, fz := response(x/0.95047), response(y), response(z/1.08883)
	return Lab{116*fy - 16, 500 * (fx - fy), 200 * (fy - fz)}
}

func response(t float64) float64 {
	if t > 216.0/24389 {
		return math.Cbrt(t)
	}
	return (24389.0/27*t + 16) / 116
}
