package app

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/command"
	"rubricator/app/dialogs"
)

func chord(name fyne.KeyName, m fyne.KeyModifier) command.Key {
	ctrl := m&fyne.KeyModifierShortcutDefault != 0
	return command.Chord(ctrl, m&fyne.KeyModifierAlt != 0, m&fyne.KeyModifierShift != 0, dialogs.KeyName(name))
}

// isModifier has the keys that do nothing alone.
var isModifier = map[fyne.KeyName]bool{
	desktop.KeyControlLeft: true, desktop.KeyControlRight: true, desktop.KeyShiftLeft: true, desktop.KeyShiftRight: true,
	desktop.KeyAltLeft: true, desktop.KeyAltRight: true, desktop.KeySuperLeft: true, desktop.KeySuperRight: true,
	desktop.KeyCapsLock: true, desktop.KeyMenu: true,
}

// shortcutKey is the key behind what Fyne hands over as a shortcut.
func shortcutKey(sc fyne.Shortcut) (command.Key, bool) {
	if k, ok := sc.(fyne.KeyboardShortcut); ok && !isModifier[k.Key()] {
		return chord(k.Key(), k.Mod()), true
	}
	return "", false
}

// fyneShortcut is the shortcut that a menu item shows and obeys from anywhere in the window. Keys that text fields
// need for themselves have none.
func fyneShortcut(k command.Key) fyne.Shortcut {
	ctrl, alt, _, name := k.Modifiers()
	if !ctrl && !alt && (len(name) < 2 || name[0] != 'F') || ctrl && inTextFields[name] {
		return nil
	}
	return customShortcut(k)
}

func customShortcut(k command.Key) fyne.Shortcut {
	ctrl, alt, shift, name := k.Modifiers()
	var m fyne.KeyModifier
	for mod, on := range map[fyne.KeyModifier]bool{fyne.KeyModifierShortcutDefault: ctrl, fyne.KeyModifierAlt: alt, fyne.KeyModifierShift: shift} {
		if on {
			m |= mod
		}
	}
	return &desktop.CustomShortcut{KeyName: dialogs.FyneKeyName(name), Modifier: m}
}

var inTextFields = map[string]bool{"A": true, "C": true, "V": true, "X": true, "Y": true, "Z": true, "Left": true, "Right": true, "Home": true, "End": true}

// serveShortcuts lets keys with Ctrl or Alt work when a list has the keyboard, which takes no shortcuts itself.
func (w *Workbench) serveShortcuts() {
	for _, c := range w.keys.All() {
		for _, k := range w.keys.Keys(c.ID) {
			if ctrl, alt, _, _ := k.Modifiers(); ctrl || alt {
				w.window.Canvas().AddShortcut(customShortcut(k), w.typedShortcut)
			}
		}
	}
}

// menu is the main menu, made from the commands. An item checks by itself whether it can run.
func (w *Workbench) menu() *fyne.MainMenu {
	byMenu := map[command.Menu][]*fyne.MenuItem{}
	for _, c := range w.keys.All() {
		if c.Menu == command.Hidden {
			continue
		}
		item := fyne.NewMenuItem(c.Title, func() { w.fromMenu(c) })
		if keys := w.keys.Keys(c.ID); len(keys) > 0 {
			if item.Shortcut = fyneShortcut(keys[0]); item.Shortcut == nil {
				item.Label += "   (" + string(keys[0]) + ")"
			}
		}
		item.IsQuit = c.ID == "quit"
		byMenu[c.Menu] = append(byMenu[c.Menu], item)
	}
	var menus []*fyne.Menu
	for _, m := range command.Menus() {
		menus = append(menus, fyne.NewMenu(string(m), byMenu[m]...))
	}
	return fyne.NewMainMenu(menus...)
}

// fromMenu runs a command by menu or by its shortcut, which Fyne fires even under an open dialog.
func (w *Workbench) fromMenu(c command.Command) {
	if w.window.Canvas().Overlays().Top() != nil && (c.ID != "quit" || w.shrinking == nil) {
		return
	}
	name := c.ID
	if keys := w.keys.Keys(c.ID); len(keys) > 0 {
		name = string(keys[0])
	}
	w.log.key(name, func() { w.Dispatch(c.Run(w.state)) })
}

// ownKeys are the keys that the user changed, by command, with what they leave of the defaults.
func (w *Workbench) ownKeys() map[string][]command.Key {
	own := map[string][]command.Key{}
	if data := w.kept.Get("keys"); data != "" {
		if err := json.Unmarshal([]byte(data), &own); err != nil {
			return nil
		}
	}
	return command.GiveWay(command.All(), own)
}

// saveKeys takes changed keys into use, or says which two commands would share one.
func (w *Workbench) saveKeys(own map[string][]command.Key) error {
	keys, err := command.NewKeymap(command.All(), own)
	if err != nil {
		return err
	}
	data, err := json.Marshal(own)
	if err != nil {
		return err
	}
	w.kept.Set("keys", string(data))
	w.keys = keys
	w.side.SetKeys(keys)
	w.status.SetKeys(keys)
	w.window.SetMainMenu(w.menu())
	w.serveShortcuts()
	return nil
}
