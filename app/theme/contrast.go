package theme

import (
	"image/color"
	"math"

	"rubricator/app/theme/vision"
)

// Contrast is the ratio of two opaque colours as the Web Content Accessibility Guidelines 2.1 define it: 1 to 21.
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// Over lays a see-through colour on an opaque one.
func Over(top, under color.NRGBA) color.NRGBA {
	mix := func(t, u uint8) uint8 {
		a := int(top.A)
		return uint8((int(t)*a + int(u)*(255-a) + 127) / 255)
	}
	return color.NRGBA{R: mix(top.R, under.R), G: mix(top.G, under.G), B: mix(top.B, under.B), A: 0xff}
}

func luminance(c color.NRGBA) float64 {
	light := vision.Light(c)
	return 0.2126*light[0] + 0.7152*light[1] + 0.0722*light[2]
}

// lch is a colour in Oklch (Björn Ottosson 2020), where lightness can change without the hue seeming to.
type lch struct{ l, c, h float64 }

func toLCH(c color.NRGBA) lch {
	light := vision.Light(c)
	r, g, b := light[0], light[1], light[2]
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return lch{
		l: 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		c: math.Hypot(x, y),
		h: math.Atan2(y, x),
	}
}

// nrgba returns the colour, with less chroma where the screen cannot show that much.
func (p lch) nrgba() color.NRGBA {
	for {
		r, g, b := p.linear()
		low, high := min(r, g, b), max(r, g, b)
		if p.c < 0.004 || low > -0.0005 && high < 1.0005 {
			return color.NRGBA{R: encoded(r), G: encoded(g), B: encoded(b), A: 0xff}
		}
		p.c -= 0.004
	}
}

func (p lch) linear() (r, g, b float64) {
	x, y := p.c*math.Cos(p.h), p.c*math.Sin(p.h)
	l := cube(p.l + 0.3963377774*x + 0.2158037573*y)
	m := cube(p.l - 0.1055613458*x - 0.0638541728*y)
	s := cube(p.l - 0.0894841775*x - 1.2914855480*y)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

func cube(x float64) float64 { return x * x * x }

// encoded applies the encoding of sRGB, which vision.Light undoes.
func encoded(x float64) uint8 {
	x = min(max(x, 0), 1)
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(math.Round(x * 255))
}
