package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Roles are the colours of one look, named by what they are for.
type Roles struct {
	Paper  color.NRGBA // behind the article, fields and cards
	Panel  color.NRGBA // behind lists, the status line and dialogs
	Chosen color.NRGBA // behind the chosen row of a list
	Hover  color.NRGBA // over what the pointer is on
	Rule   color.NRGBA // hairlines and borders
	Groove color.NRGBA // what a bar fills as something goes on, and a slider runs in
	Ink    color.NRGBA // text
	Muted  color.NRGBA // text that may be overlooked
	Faint  color.NRGBA // text that is not part of the article; never used for anything one has to read

	Accent    color.NRGBA // what is in focus, and nothing else
	OnAccent  color.NRGBA // text on Accent
	Selection color.NRGBA // behind selected text
	Hit       color.NRGBA // behind what was searched for
	HitFocus  color.NRGBA // behind the hit that the search has come to
	Caret     color.NRGBA
	Scroll    color.NRGBA // thumb of a scroll bar

	OK   color.NRGBA // stored, finished
	Warn color.NRGBA // look at this
	Bad  color.NRGBA // not stored, refused
}

// stockColor gives Fyne's own widgets our colours.
func stockColor(r Roles, name fyne.ThemeColorName) (color.NRGBA, bool) {
	switch name {
	case fynetheme.ColorNameBackground, fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameDisabledButton:
		return r.Panel, true
	case fynetheme.ColorNameOverlayBackground, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameButton:
		return r.Paper, true
	case fynetheme.ColorNameInputBackground: // fields are our own, sliders are Fyne's
		return r.Groove, true
	case fynetheme.ColorNameForeground:
		return r.Ink, true
	case fynetheme.ColorNamePlaceHolder:
		return r.Muted, true
	case fynetheme.ColorNameDisabled:
		return r.Faint, true
	case fynetheme.ColorNameInputBorder, fynetheme.ColorNameSeparator:
		return r.Rule, true
	case fynetheme.ColorNameHover:
		return r.Hover, true
	case fynetheme.ColorNamePressed:
		return r.Chosen, true
	case fynetheme.ColorNamePrimary, fynetheme.ColorNameHyperlink:
		return r.Accent, true
	case fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNameForegroundOnError:
		return r.OnAccent, true
	case fynetheme.ColorNameFocus:
		return withAlpha(r.Accent, 0x40), true
	case fynetheme.ColorNameSelection:
		return r.Selection, true
	case fynetheme.ColorNameScrollBar:
		return r.Scroll, true
	case fynetheme.ColorNameScrollBarBackground:
		return color.NRGBA{}, true
	case fynetheme.ColorNameSuccess:
		return r.OK, true
	case fynetheme.ColorNameWarning:
		return r.Warn, true
	case fynetheme.ColorNameError:
		return r.Bad, true
	}
	return color.NRGBA{}, false
}

func rgb(hex uint32) color.NRGBA { return rgba(hex, 0xff) }

func rgba(hex uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}

func withAlpha(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}
