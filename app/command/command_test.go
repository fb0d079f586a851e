package command_test

import (
	"os"
	"strings"
	"testing"

	. "rubricator/app/command"
	"rubricator/app/state"
)

func TestEveryCommandIsNamedOnceAndHasAWay(t *testing.T) {
	seen, titles := map[string]bool{}, map[string]bool{}
	for _, c := range All() {
		if seen[c.ID] || titles[c.Title] {
			t.Errorf("%s %q is there twice", c.ID, c.Title)
		}
		seen[c.ID], titles[c.Title] = true, true
		if c.Msg == nil || c.Title == "" || c.Menu == Hidden && len(c.Keys) == 0 {
			t.Errorf("%s has no message, no title, or neither menu nor key", c.ID)
		}
	}
}

// The keys of the design, each with the command it must run.
func TestDefaultKeys(t *testing.T) {
	m, err := NewKeymap(All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[Key]string{
		"Tab": "next", "Shift+Tab": "previous", "Return": "accept", "Delete": "delete", "BackSpace": "delete",
		"1": "label.1", "9": "label.9", "Ctrl+1": "label.10", "Ctrl+9": "label.18",
		"Left": "move.word.left", "Ctrl+Right": "move.char.right", "Shift+Left": "select.word.left", "Ctrl+Shift+Right": "select.char.right",
		"Alt+Left": "end.left", "Alt+Shift+Right": "start.right", "Ctrl+Alt+Left": "end.left.char", "Ctrl+Alt+Shift+Left": "start.left.char",
		"Up": "move.line.up", "PgDn": "move.page.down", "Home": "move.line.start", "Ctrl+End": "move.text.end",
		"Ctrl+D": "every", "Ctrl+L": "entity", "Ctrl+Return": "finish", "Ctrl+Shift+Return": "set.aside", "Ctrl+PgUp": "article.previous", "Ctrl+PgDn": "article.next",
		"Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "Ctrl+Shift+P": "palette", "Ctrl+O": "project.open", "Ctrl+I": "import", "Ctrl+E": "export",
		"Ctrl++": "text.larger", "Ctrl+-": "text.smaller", "Ctrl+0": "text.normal", "F6": "pane.next", "Shift+F6": "pane.previous",
		"Escape": "escape", "Ctrl+F": "find", "F3": "find.next", "Shift+F3": "find.previous", "Alt+Return": "find.labels", "F2": "note", "F4": "why", "Ctrl+C": "copy", "Ctrl+A": "select.all", "Ctrl+S": "save", "F1": "keys",
	}
	for k, id := range want {
		if c, ok := m.Lookup(k); !ok || c.ID != id {
			t.Errorf("%s runs %q, want %q", k, c.ID, id)
		}
	}
}

func TestCollisionNamesBothCommands(t *testing.T) {
	_, err := NewKeymap(All(), map[string][]Key{"finish": {"Ctrl+Z"}})
	if err == nil || !strings.Contains(err.Error(), "Undo") || !strings.Contains(err.Error(), "Finish the article") {
		t.Errorf("error is %v", err)
	}
	m, err := NewKeymap(All(), map[string][]Key{"label.1": {"P"}})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := m.Lookup("P"); c.ID != "label.1" {
		t.Errorf("P runs %q", c.ID)
	}
	if _, ok := m.Lookup("1"); ok {
		t.Error("1 still runs a command that was given another key")
	}
}

func TestDefaultsGiveWay(t *testing.T) {
	own := map[string][]Key{"note": {"F3"}, "copy": {"Delete"}, "gone": {"F6"}, "undo": nil}
	settled := GiveWay(All(), own)
	m, err := NewKeymap(All(), settled)
	if err != nil {
		t.Fatal(err)
	}
	for k, id := range map[Key]string{"F3": "note", "Delete": "copy", "BackSpace": "delete", "F6": "pane.next"} {
		if c, ok := m.Lookup(k); !ok || c.ID != id {
			t.Errorf("%s runs %q, want %q", k, c.ID, id)
		}
	}
	if len(m.Keys("find.next")) != 0 || len(m.Keys("undo")) != 0 || len(own) != 4 {
		t.Errorf("keys of the next hit: %v, of undo: %v; own keys: %v", m.Keys("find.next"), m.Keys("undo"), own)
	}
	if got := GiveWay(All(), nil); len(got) != 0 {
		t.Errorf("without own keys %v give way", got)
	}
}

func TestCommandsSayWhyNot(t *testing.T) {
	m, _ := NewKeymap(All(), nil)
	c, _ := m.Lookup("Return")
	say, ok := c.Run(state.Start()).(state.Say)
	if !ok || !strings.Contains(say.Text, "Ctrl+O") {
		t.Errorf("without a project Return sends %#v", c.Run(state.Start()))
	}
}

func TestKeyParts(t *testing.T) {
	for _, k := range []Key{"Ctrl++", "Ctrl+-", "Ctrl+Alt+Shift+Left", "+", "F1", "Shift+Tab"} {
		ctrl, alt, shift, name := k.Modifiers()
		if back := Chord(ctrl, alt, shift, name); back != k {
			t.Errorf("%s comes back as %s", k, back)
		}
	}
}

func TestKeySheetIsCurrent(t *testing.T) {
	have, err := os.ReadFile("../../docs/keys.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != Sheet() {
		t.Error("docs/keys.md is not what the commands say: run go generate ./app/command")
	}
	for _, c := range All() {
		if !strings.Contains(string(have), "| "+c.Title+" |") {
			t.Errorf("the key sheet lacks %q", c.Title)
		}
	}
}
