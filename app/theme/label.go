package theme

import (
	"image/color"
	"strconv"
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/app/present"
)

// Label holds the colours of one label in one look.
type Label struct {
	Tag            color.NRGBA // its name, at least 4.5:1 on paper and panel
	Line           color.NRGBA // its underline, at least 3:1
	Fill           color.NRGBA // behind the words, see-through so that nested spans add up
	FillSuggestion color.NRGBA // the same where nobody has decided yet
}

// LabelColors adapts a label's "#rrggbb" to a look and to what it marks: hue stays, lightness moves as far as
// contrast asks. What is no colour reads as grey.
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

// Lightness that labels have where contrast lets them, and how strongly they tint the paper.
const (
	darkLightness  = 0.78 // in the dark look, at least
	lightLightness = 0.60 // in the light one, at most
	quieter        = 0.04 // what a suggestion comes closer to the paper
	tagContrast    = 4.5
	lineContrast   = 3.0
)

func adapt(key labelKey) Label {
	c, ok := ParseHex(key.hex)
	if !ok {
		c = rgb(0x77746d)
	}
	hue := toLCH(c)
	roles := Palette(key.variant)
	fill, faint, away := uint8(0x2b), uint8(0x12), -1.0
	if key.variant == fynetheme.VariantDark {
		fill, faint, away = 0x30, 0x15, +1.0
		hue.l = min(max(hue.l, darkLightness), darkLightness+0.06)
		hue.c = min(hue.c, 0.14)
	} else {
		hue.l = min(hue.l, lightLightness)
	}
	if key.kind == present.MarkSuggestion {
		hue.l -= quieter * away
	}
	tag := reach(hue, roles.Panel, tagContrast, away)
	line := reach(hue, roles.Panel, lineContrast, away)
	return Label{Tag: tag, Line: line, Fill: withAlpha(line, fill), FillSuggestion: withAlpha(line, faint)}
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
