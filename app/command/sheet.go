package command

import (
	"fmt"
	"strings"
)

// Sheet writes docs/keys.md: every command with its default keys, by menu.
func Sheet() string {
	var b strings.Builder
	b.WriteString("# Keys\n\nMade from the commands by `go generate ./app/command`; do not edit. On macOS, Ctrl reads Cmd.\nEvery key can be changed in the settings; one that is taken is refused with the names of both commands.\n")
	for _, g := range Groups(All()) {
		fmt.Fprintf(&b, "\n## %s\n\n| key | what it does |\n|---|---|\n", g.Name)
		for _, c := range g.Commands {
			fmt.Fprintf(&b, "| %s | %s |\n", keyList(c.Keys), c.Title)
		}
	}
	return b.String()
}

// Group is the commands under one heading of the key sheet.
type Group struct {
	Name     string
	Commands []Command
}

// Groups sorts commands under headings; those without a menu go by the first word of their ID.
func Groups(all []Command) []Group {
	names := []string{"File", "Edit", "Label", "Labels by digit", "Go", "Articles", "Cursor", "Selection", "View", "Help"}
	by := map[string][]Command{}
	for _, c := range all {
		by[heading(c)] = append(by[heading(c)], c)
	}
	var groups []Group
	for _, n := range names {
		groups = append(groups, Group{n, by[n]})
	}
	return groups
}

func heading(c Command) string {
	if c.Menu != Hidden {
		return string(c.Menu)
	}
	switch head, _, _ := strings.Cut(c.ID, "."); head {
	case "label":
		return "Labels by digit"
	case "move":
		return "Cursor"
	case "select":
		return "Selection"
	case "find":
		return string(Edit)
	case "start", "end":
		return string(Label)
	}
	return string(Go)
}

func keyList(keys []Key) string {
	if len(keys) == 0 {
		return "palette"
	}
	var parts []string
	for _, k := range keys {
		parts = append(parts, "`"+string(k)+"`")
	}
	return strings.Join(parts, ", ")
}
