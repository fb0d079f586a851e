package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/textlayout"
)

// FocusGained, FocusLost, TypedRune and TypedKey implement fyne.Focusable.
func (e *Entry) FocusGained() { e.focus(true) }
func (e *Entry) FocusLost()   { e.focus(false) }

func (e *Entry) focus(on bool) {
	e.focused, e.shift, e.typing = on, false, false
	e.box.SetLook(e.look())
	e.face.Refresh()
	if e.OnFocus != nil {
		e.OnFocus(on)
	}
}

func (e *Entry) TypedRune(r rune) {
	start, end := e.Selection()
	e.replace(start, end, string(r), true)
}

func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if e.lines > 1 && e.shift && (key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter) {
		e.TypedRune('\n')
		return
	}
	if e.Keys != nil && e.Keys(key) {
		return
	}
	switch key.Name {
	case fyne.KeyBackspace:
		e.erase(e.layout.PrevGrapheme)
	case fyne.KeyDelete:
		e.erase(e.layout.NextGrapheme)
	default:
		if to, ok := e.target(key.Name); ok {
			e.move(to)
		}
	}
}

// KeyDown and KeyUp implement desktop.Keyable.
func (e *Entry) KeyDown(key *fyne.KeyEvent) { e.shift = e.shift || isShift(key) }
func (e *Entry) KeyUp(key *fyne.KeyEvent)   { e.shift = e.shift && !isShift(key) }

// Shift reports whether the Shift key is down while the field has the keyboard.
func (e *Entry) Shift() bool { return e.shift }

func isShift(key *fyne.KeyEvent) bool {
	return key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight
}

// TypedShortcut implements fyne.Shortcutable. Shortcuts that are not of a field are left to the menu.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.Shortcuts != nil && e.Shortcuts(s) {
		return
	}
	clipboard := fyne.CurrentApp().Clipboard()
	start, end := e.Selection()
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		e.SelectAll()
	case *fyne.ShortcutCopy:
		e.copy(clipboard)
	case *fyne.ShortcutCut:
		e.copy(clipboard)
		e.replace(start, end, "", false)
	case *fyne.ShortcutPaste:
		e.replace(start, end, clipboard.Content(), false)
	case *fyne.ShortcutUndo:
		e.undo()
	case *fyne.ShortcutRedo:
		e.redo()
	case *desktop.CustomShortcut:
		e.withControl(s)
	}
}

func (e *Entry) copy(to fyne.Clipboard) {
	if start, end := e.Selection(); start < end {
		to.SetContent(string(e.text[start:end]))
	}
}

// withControl moves and erases by words.
func (e *Entry) withControl(s *desktop.CustomShortcut) {
	e.shift = s.Modifier&fyne.KeyModifierShift != 0
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		e.move(e.layout.MoveVisualWord(e.caret, s.KeyName == fyne.KeyRight))
	case fyne.KeyHome:
		e.move(textlayout.Position{})
	case fyne.KeyEnd:
		e.move(textlayout.Position{Offset: len(e.text)})
	case fyne.KeyBackspace:
		e.erase(e.layout.PrevWordStart)
	case fyne.KeyDelete:
		e.erase(e.layout.NextWordEnd)
	}
	e.shift = false
}

// target is where a key moves the caret.
func (e *Entry) target(key fyne.KeyName) (textlayout.Position, bool) {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		if start, end := e.Selection(); start < end && !e.shift {
			return e.end(start, end, key == fyne.KeyRight), true
		}
		return e.layout.MoveVisualChar(e.caret, key == fyne.KeyRight), true
	case fyne.KeyHome, fyne.KeyEnd:
		return e.layout.LineEdge(e.caret, key == fyne.KeyEnd), true
	case fyne.KeyUp, fyne.KeyDown:
		return e.layout.MoveLine(e.caret, key == fyne.KeyDown, e.layout.Caret(e.caret).X), e.lines > 1
	}
	return textlayout.Position{}, false
}

// end is the end of the selection that lies on a side of the screen.
func (e *Entry) end(start, end int, right bool) textlayout.Position {
	a, b := textlayout.Position{Offset: start}, textlayout.Position{Offset: end}
	if (e.layout.Caret(a).X < e.layout.Caret(b).X) == right {
		return b
	}
	return a
}

func (e *Entry) move(to textlayout.Position) {
	e.caret, e.typing = to, false
	if !e.shift {
		e.anchor = to.Offset
	}
	e.show()
}

// erase takes the selection away, or what lies between the caret and a place.
func (e *Entry) erase(to func(int) int) {
	start, end := e.Selection()
	if start == end {
		at := to(e.caret.Offset)
		start, end = min(start, at), max(end, at)
	}
	if start < end {
		e.replace(start, end, "", false)
	}
}
