// Package command has every action of the window as a value: what it is called, which keys run it, when it can run
// and what message it sends. The menu, the palette, the key sheet and docs/keys.md are made from this one list.
package command

//go:generate go run ./gen

import "rubricator/app/state"

// Command is one action.
type Command struct {
	ID    string // stable; settings name it
	Title string
	Menu  Menu
	Keys  []Key // defaults
	Msg   state.Msg
	// Why is "" when the command can run on the state, else the reason why not, for people.
	Why func(state.State) string
}

// Menu is the menu that shows a command; Hidden ones are in the palette and the key sheet only.
type Menu string

const (
	File   Menu = "File"
	Edit   Menu = "Edit"
	Label  Menu = "Label"
	Go     Menu = "Go"
	Shown  Menu = "Articles"
	View   Menu = "View"
	Help   Menu = "Help"
	Hidden Menu = ""
)

// Menus lists the menus in their order.
func Menus() []Menu { return []Menu{File, Edit, Label, Go, Shown, View, Help} }

// Enabled reports whether the command can run.
func (c Command) Enabled(s state.State) bool { return c.Why == nil || c.Why(s) == "" }

// Run is the message that the command sends, or a line that says why it cannot run.
func (c Command) Run(s state.State) state.Msg {
	if c.Why != nil {
		if why := c.Why(s); why != "" {
			return state.Say{Text: why, Warn: true}
		}
	}
	return c.Msg
}
