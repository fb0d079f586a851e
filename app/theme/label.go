package theme

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"sync"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
)

// Label holds the colours of one label in one look.
type Label struct {
	Tag            color.NRGBA // its name, at least 4.5:1 on paper and panel; 7:1 with high contrast
	Line           color.NRGBA // its underline, at least 3:1; 4.5:1 with high contrast
	Square         color.NRGBA // beside its name in lists, at least 3:1
	Dots           color.NRGBA // under a suggestion that is not shown in full: as near to the paper as the contrast of a line allows
	Fill           color.NRGBA // behind the words, see-through so that nested spans add up
	FillSuggestion color.NRGBA // the same where nobody has decided yet
}

// LabelColors adapts a label's "#rrggbb" to a look and to what it marks: hue stays, lightness goes into the
// range that the look has for labels, darker ones below lighter ones, and on as far as contrast asks. What is no colour reads as grey.
func LabelColors(hex string, variant fyne.ThemeVariant, kind present.MarkKind) Label {
	key := labelKey{hex, variant, kind}
	if l, ok := adapted.Load(key); ok {
		return l.(Label)
	}
	l := adapt(key)
	adapted.Store(key, l)
	return l
}

type labelKey struct {
	hex     string
	variant fyne.ThemeVariant
	kind    present.MarkKind
}

// adapted remembers labelKey -> Label; a project has few colours.
var adapted sync.Map

// What the lightness of a label's own colour is taken to lie between, and what a suggestion comes closer to the paper.
const (
	darkest  = 0.36
	lightest = 0.60
	quieter  = 0.04

	squareContrast = 3 // what WCAG 2.2 asks of what is no text
)

func adapt(key labelKey) Label {
	c, ok := ParseHex(key.hex)
	if !ok {
		c = rgb(0x77746d)
	}
	l := lookOf(key.variant)
	rule, away := l.labels, -1.0
	if l.dark {
		away = +1.0
	}
	hue := toLCH(c)
	share := (min(max(hue.l, darkest), lightest) - darkest) / (lightest - darkest)
	hue.l = rule.low + share*(rule.high-rule.low)
	hue.c = min(hue.c, rule.chroma)
	if key.kind == present.MarkSuggestion {
		hue.l -= quieter * away
	}
	tag := reach(hue, l.roles.Panel, rule.tag, away)
	line := reach(hue, l.roles.Panel, rule.line, away)
	hue.l += rule.lift
	square := reach(hue, l.roles.Panel, squareContrast, away)
	hue.l = toLCH(l.roles.Panel).l
	dots := reach(hue, Over(withAlpha(line, rule.fill), l.roles.Panel), rule.line, away) // a label may be behind them
	if Contrast(dots, l.roles.Panel) > Contrast(line, l.roles.Panel) {
		dots = line
	}
	return Label{Tag: tag, Line: line, Square: square, Dots: dots, Fill: withAlpha(line, rule.fill), FillSuggestion: withAlpha(line, rule.faint)}
}

// reach moves a colour's lightness away from the background until the contrast is there.
func reach(hue lch, back color.NRGBA, contrast, away float64) color.NRGBA {
	c := hue.nrgba()
	for Contrast(c, back) < contrast && hue.l > 0 && hue.l < 1 {
		hue.l += 0.01 * away
		c = hue.nrgba()
	}
	return c
}

// ParseHex reads "#rrggbb".
func ParseHex(hex string) (color.NRGBA, bool) {
	if len(hex) != 7 || hex[0] != '#' {
		return color.NRGBA{}, false
	}
	v, err := strconv.ParseUint(hex[1:], 16, 32)
	return rgb(uint32(v)), err == nil
}

// Hex is the colour of a lightness from 0 to 1, a chroma and a hue in degrees, in Oklch, with less chroma where the
// screen cannot show that much.
func Hex(lightness, chroma, hue float64) string {
	c := lch{lightness, chroma, hue * math.Pi / 180}.nrgba()
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}
