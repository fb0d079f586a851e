// Package theme gives the window its look: quiet panels around a sheet of paper, and one accent colour that is kept
// for what is in focus.
//
//	look := theme.New(theme.System); app.Settings().SetTheme(look)   stock widgets follow
//	look.Use(theme.Dark, app.Settings())
//	roles := theme.Current()                           colours for our own widgets
//	theme.LabelColors("#0b6bbd", variant, kind)        a label's colours, with the contrast they need
//
// Colour is never the only cue: whoever draws a label also draws its name, and a dash for what is only suggested.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Variant says which look a window has; the word is what settings keep.
type Variant string

const (
	System        Variant = "system" // light or dark, as the operating system prefers
	Light         Variant = "light"
	Dark          Variant = "dark"
	LightContrast Variant = "light-contrast"
	DarkContrast  Variant = "dark-contrast"
)

// Theme is the program's fyne.Theme.
type Theme struct{ variant Variant }

// New returns the theme in a variant.
func New(variant Variant) *Theme { return &Theme{variant} }

// Use changes the variant and lets all windows of the program take it over. The one in use costs nothing.
func (t *Theme) Use(variant Variant, settings fyne.Settings) {
	if t.variant == variant {
		return
	}
	t.variant = variant
	settings.SetTheme(t)
}

// Current returns the colour roles of the running program's look.
func Current() Roles { return Palette(CurrentVariant()) }

// CurrentVariant is the look that the running program has now, also when it is forced.
func CurrentVariant() fyne.ThemeVariant {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(*Theme); ok {
		return t.Variant(settings.ThemeVariant())
	}
	return settings.ThemeVariant()
}

// Variant is the look that the theme has when the system prefers another.
func (t *Theme) Variant(preferred fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.variant {
	case Light:
		return fynetheme.VariantLight
	case Dark:
		return fynetheme.VariantDark
	case LightContrast:
		return VariantLightContrast
	case DarkContrast:
		return VariantDarkContrast
	}
	return preferred
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, preferred fyne.ThemeVariant) color.Color {
	variant := t.Variant(preferred)
	if c, ok := stockColor(Palette(variant), name); ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, stockVariant(variant))
}

// Font implements fyne.Theme with Fyne's own fonts: the article's are in app/textlayout.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return fynetheme.DefaultTheme().Font(style) }

// Icon implements fyne.Theme with Fyne's own icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}

// Text sizes for our own widgets.
const (
	TextBody    float32 = 14 // lists, cards, dialogs
	TextSmall   float32 = 12 // second lines, the status line
	TextSection float32 = 11 // headings of panels, in bold capitals
	TextArticle float32 = 18 // the article before it is zoomed
)

var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:               TextBody,
	fynetheme.SizeNameCaptionText:        TextSmall,
	fynetheme.SizeNameHeadingText:        22,
	fynetheme.SizeNameSubHeadingText:     17,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       8,
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameSplitThickness:     1,
	fynetheme.SizeNameInputBorder:        1,
	fynetheme.SizeNameInputRadius:        6,
	fynetheme.SizeNameButtonRadius:       6,
	fynetheme.SizeNameCardRadius:         8,
	fynetheme.SizeNameDialogRadius:       10,
	fynetheme.SizeNamePopupRadius:        8,
	fynetheme.SizeNameMenuRadius:         8,
	fynetheme.SizeNameSelectionRadius:    4,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameScrollBarRadius:    3,
}
