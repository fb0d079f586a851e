package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Key is a key with its modifiers, written as people read it: "Ctrl+Alt+Shift+Left". Modifiers stand in that order.
// On macOS Ctrl reads Cmd.
type Key string

// Chord builds a Key.
func Chord(ctrl, alt, shift bool, name string) Key {
	var parts []string
	for _, m := range []struct {
		on   bool
		name string
	}{{ctrl, "Ctrl"}, {alt, "Alt"}, {shift, "Shift"}} {
		if m.on {
			parts = append(parts, m.name)
		}
	}
	return Key(strings.Join(append(parts, name), "+"))
}

// Modifiers splits a Key into its modifiers and its name.
func (k Key) Modifiers() (ctrl, alt, shift bool, name string) {
	rest := string(k)
	for {
		head, tail, more := strings.Cut(rest, "+")
		if !more || tail == "" {
			return ctrl, alt, shift, rest
		}
		switch head {
		case "Ctrl":
			ctrl = true
		case "Alt":
			alt = true
		case "Shift":
			shift = true
		default:
			return ctrl, alt, shift, rest
		}
		rest = tail
	}
}

// Keymap finds commands by key.
type Keymap struct {
	byKey    map[Key]string
	commands map[string]Command
	keys     map[string][]Key // by command ID
}

// NewKeymap takes the commands' default keys, with the user's own in place of a command's defaults. A key that two
// commands would have is refused with both names.
func NewKeymap(all []Command, own map[string][]Key) (*Keymap, error) {
	m := &Keymap{map[Key]string{}, map[string]Command{}, map[string][]Key{}}
	for _, c := range all {
		keys := c.Keys
		if k, changed := own[c.ID]; changed {
			keys = k
		}
		m.commands[c.ID], m.keys[c.ID] = c, keys
		for _, k := range keys {
			if other, taken := m.byKey[k]; taken {
				return nil, fmt.Errorf("key %s is given to %q and to %q", k, m.commands[other].Title, c.Title)
			}
			m.byKey[k] = c.ID
		}
	}
	return m, nil
}

// GiveWay lets default keys give way to the user's own: a key that a user gave to a command stays there when the
// program comes to have it for another. It returns own with what those others are left with.
func GiveWay(all []Command, own map[string][]Key) map[string][]Key {
	taken := map[Key]bool{}
	for _, c := range all {
		for _, k := range own[c.ID] {
			taken[k] = true
		}
	}
	settled := map[string][]Key{}
	maps.Copy(settled, own)
	for _, c := range all {
		if _, changed := own[c.ID]; changed {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(c.Keys), func(k Key) bool { return taken[k] })
		if len(left) < len(c.Keys) {
			settled[c.ID] = left
		}
	}
	return settled
}

// Lookup finds the command of a key.
func (m *Keymap) Lookup(k Key) (Command, bool) {
	c, ok := m.commands[m.byKey[k]]
	return c, ok
}

// Command finds a command by ID.
func (m *Keymap) Command(id string) (Command, bool) {
	c, ok := m.commands[id]
	return c, ok
}

// Keys are the keys that run a command, the usual one first.
func (m *Keymap) Keys(id string) []Key { return slices.Clone(m.keys[id]) }

// All lists the commands in the order of All.
func (m *Keymap) All() []Command {
	var list []Command
	for _, c := range All() {
		list = append(list, m.commands[c.ID])
	}
	return list
}
