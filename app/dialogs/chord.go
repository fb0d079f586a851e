package dialogs

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/command"
	"rubricator/app/panel/part"
)

// KeyName is our name of a key of Fyne's.
func KeyName(name fyne.KeyName) string {
	if ours, ok := keyNames[name]; ok {
		return ours
	}
	return string(name)
}

// FyneKeyName is the way back.
func FyneKeyName(name string) fyne.KeyName {
	for theirs, ours := range keyNames {
		if ours == name {
			return theirs
		}
	}
	return fyne.KeyName(name)
}

var keyNames = map[fyne.KeyName]string{
	fyne.KeyReturn: "Return", fyne.KeyEnter: "KP_Enter", fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn",
	fyne.KeyBackspace: "BackSpace", fyne.KeyDelete: "Delete", fyne.KeyEscape: "Escape", fyne.KeyTab: "Tab", fyne.KeySpace: "Space",
	fyne.KeyLeft: "Left", fyne.KeyRight: "Right", fyne.KeyUp: "Up", fyne.KeyDown: "Down", fyne.KeyHome: "Home", fyne.KeyEnd: "End",
}

// catcher has the keyboard while somebody presses the key that a command should have. It goes by the presses of
// single keys, since the menu would take a shortcut that it knows before anything else sees it.
type catcher struct {
	part.Panelled
	caught           func(command.Key)
	cancelled        func()
	ring             *part.Box // around the key while it can be pressed
	ctrl, alt, shift bool
	named            bool // the last press had a name
}

// KeyDown and KeyUp implement desktop.Keyable.
func (c *catcher) KeyDown(e *fyne.KeyEvent) {
	if c.modifier(e.Name, true) {
		return
	}
	c.named = e.Name != fyne.KeyUnknown
	if !c.named {
		return
	}
	switch {
	case e.Name == fyne.KeyEscape:
		c.cancelled()
	case e.Name == fyne.KeyTab && !c.ctrl && !c.alt:
		// the driver goes on to the buttons
	default:
		c.caught(command.Chord(c.ctrl, c.alt, c.shift, KeyName(e.Name)))
	}
}

func (c *catcher) KeyUp(e *fyne.KeyEvent) { c.modifier(e.Name, false) }

func (c *catcher) modifier(name fyne.KeyName, down bool) bool {
	switch name {
	case desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeySuperLeft, desktop.KeySuperRight:
		c.ctrl = down
	case desktop.KeyAltLeft, desktop.KeyAltRight:
		c.alt = down
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		c.shift = down
	default:
		return false
	}
	return true
}

// TypedRune implements fyne.Focusable: a letter of a keyboard whose keys have no names is held by its character.
func (c *catcher) TypedRune(r rune) {
	if !c.named {
		c.caught(command.Key(strings.ToUpper(string(r))))
	}
}

// TypedKey, FocusGained and FocusLost implement fyne.Focusable.
func (c *catcher) TypedKey(*fyne.KeyEvent) {}
func (c *catcher) FocusGained()            { c.ring.Show() }
func (c *catcher) FocusLost() {
	c.ctrl, c.alt, c.shift = false, false, false
	c.ring.Hide()
}

// TypedShortcut implements fyne.Shortcutable, so that no shortcut of the window runs.
func (c *catcher) TypedShortcut(fyne.Shortcut) {}
