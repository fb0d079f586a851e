package textview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys remembers which modifiers are down, for drivers that cannot be asked.
type keys struct{ held fyne.KeyModifier }

// TypedKey implements fyne.Focusable. Modifiers alone are no keys.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	escaped := v.card.called && ev.Name == fyne.KeyEscape
	v.hideCard()
	if v.events.Key != nil && modifierOf(ev.Name) == 0 && !escaped {
		v.events.Key(ev, v.modifiers())
	}
}

// TypedRune implements fyne.Focusable.
func (v *View) TypedRune(r rune) {
	v.hideCard()
	if v.events.Rune != nil {
		v.events.Rune(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	v.hideCard()
	if v.events.Shortcut != nil {
		v.events.Shortcut(s)
	}
}

// AcceptsTab implements fyne.Tabbable: Tab goes to the next thing to look at.
func (v *View) AcceptsTab() bool { return true }

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() { v.setFocused(true) }

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() {
	v.keys.held = 0
	v.setFocused(false)
}

func (v *View) setFocused(on bool) {
	v.caret.focused = on
	v.restartBlink()
}

// KeyDown implements desktop.Keyable.
func (v *View) KeyDown(ev *fyne.KeyEvent) { v.keys.held |= modifierOf(ev.Name) }

// KeyUp implements desktop.Keyable.
func (v *View) KeyUp(ev *fyne.KeyEvent) { v.keys.held &^= modifierOf(ev.Name) }

// modifiers are those that are down now.
func (v *View) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return v.keys.held
}

func modifierOf(name fyne.KeyName) fyne.KeyModifier {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		return fyne.KeyModifierControl
	case desktop.KeyAltLeft, desktop.KeyAltRight:
		return fyne.KeyModifierAlt
	case desktop.KeySuperLeft, desktop.KeySuperRight:
		return fyne.KeyModifierSuper
	}
	return 0
}
