package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The looks beside Fyne's light and dark one.
const (
	VariantLightContrast fyne.ThemeVariant = 16 + iota
	VariantDarkContrast
)

// look is all that the colours of a window come from.
type look struct {
	roles  Roles
	labels labelling
	dark   bool
}

// labelling is how a look shows labels. Lightness is Oklab's, 0 to 1.
type labelling struct {
	low, high   float64 // the lightness that the darkest and the lightest colours of labels get
	lift        float64 // by how much squares are lighter than that: they owe less contrast, and are told apart better
	chroma      float64 // at most
	tag, line   float64 // contrast with the panel, at least
	fill, faint uint8   // how strongly labels and suggestions tint the paper
}

// Palette returns the colours of a look.
func Palette(variant fyne.ThemeVariant) Roles { return lookOf(variant).roles }

func lookOf(variant fyne.ThemeVariant) *look {
	switch variant {
	case fynetheme.VariantDark:
		return &night
	case VariantLightContrast:
		return &dayContrast
	case VariantDarkContrast:
		return &nightContrast
	}
	return &day
}

// stockVariant is the variant of Fyne that a look builds on.
func stockVariant(variant fyne.ThemeVariant) fyne.ThemeVariant {
	if lookOf(variant).dark {
		return fynetheme.VariantDark
	}
	return fynetheme.VariantLight
}

var day = look{labels: labelling{low: 0.36, high: 0.62, chroma: 0.30, tag: 4.5, line: 3, fill: 0x2b, faint: 0x12}, roles: Roles{
	Paper: rgb(0xfbfaf7), Panel: rgb(0xf3f1ec), Chosen: rgb(0xe9e4d8), Hover: rgba(0x22211e, 0x0e), Rule: rgb(0xdedad1), Groove: rgb(0xdedad1),
	Ink: rgb(0x22211e), Muted: rgb(0x6b6861), Faint: rgb(0x9b978e),
	Accent: rgb(0xb3261e), OnAccent: rgb(0xffffff), Selection: rgb(0xc5d1ea), Hit: rgb(0xffe45c), HitFocus: rgb(0xffa63d), Caret: rgb(0x22211e), Scroll: rgba(0x22211e, 0x4a),
	OK: rgb(0x15805a), Warn: rgb(0x8a5a00), Bad: rgb(0xb3261e),
}}

var night = look{dark: true, labels: labelling{low: 0.66, high: 0.92, chroma: 0.18, tag: 4.5, line: 3, fill: 0x30, faint: 0x15}, roles: Roles{
	Paper: rgb(0x1b1a18), Panel: rgb(0x232220), Chosen: rgb(0x35322b), Hover: rgba(0xebe7de, 0x12), Rule: rgb(0x3a3834), Groove: rgb(0x3a3834),
	Ink: rgb(0xebe7de), Muted: rgb(0xa39f96), Faint: rgb(0x6f6c65),
	Accent: rgb(0xff8a78), OnAccent: rgb(0x2b0d08), Selection: rgb(0x3a4a6e), Hit: rgb(0x7a6500), HitFocus: rgb(0xa04c00), Caret: rgb(0xf5f2ea), Scroll: rgba(0xebe7de, 0x48),
	OK: rgb(0x62cfa5), Warn: rgb(0xe3b34e), Bad: rgb(0xff8a78),
}}

// With high contrast all text has 7:1, borders and what is in focus 3:1.
var dayContrast = look{labels: labelling{low: 0.24, high: 0.48, lift: 0.13, chroma: 0.30, tag: 7, line: 4.5, fill: 0x2b, faint: 0x12}, roles: Roles{
	Paper: rgb(0xffffff), Panel: rgb(0xf4f4f4), Chosen: rgb(0xd9d9d9), Hover: rgba(0x000000, 0x1f), Rule: rgb(0x5c5c5c), Groove: rgb(0x8c8c8c),
	Ink: rgb(0x000000), Muted: rgb(0x2e2e2e), Faint: rgb(0x4a4a4a),
	Accent: rgb(0x9e0000), OnAccent: rgb(0xffffff), Selection: rgb(0xa9c8ff), Hit: rgb(0xffe600), HitFocus: rgb(0xff9d00), Caret: rgb(0x000000), Scroll: rgba(0x000000, 0x99),
	OK: rgb(0x005a36), Warn: rgb(0x6a4300), Bad: rgb(0x9e0000),
}}

var nightContrast = look{dark: true, labels: labelling{low: 0.72, high: 0.96, chroma: 0.20, tag: 7, line: 4.5, fill: 0x2a, faint: 0x14}, roles: Roles{
	Paper: rgb(0x000000), Panel: rgb(0x101010), Chosen: rgb(0x333333), Hover: rgba(0xffffff, 0x30), Rule: rgb(0x8c8c8c), Groove: rgb(0x6a6a6a),
	Ink: rgb(0xffffff), Muted: rgb(0xdadada), Faint: rgb(0xbdbdbd),
	Accent: rgb(0xff9e8f), OnAccent: rgb(0x000000), Selection: rgb(0x1c3a70), Hit: rgb(0x665500), HitFocus: rgb(0x8a3c00), Caret: rgb(0xffffff), Scroll: rgba(0xffffff, 0x99),
	OK: rgb(0x5fe0a8), Warn: rgb(0xffcf5c), Bad: rgb(0xff9e8f),
}}
