package export

import (
	"fmt"
	"strings"

	"rubricator/annotate"
)

// labelNames are labels as a format spells them, no two the same.
type labelNames struct {
	schema  annotate.Schema
	spell   func(annotate.Label) string
	names   map[string]string // by label
	taken   map[string]bool
	changed [][2]string // labels that are spelt otherwise, with their spelling, in the order in which they occur
}

// newLabelNames leaves the labels of the schema that need no change as they are.
func newLabelNames(s annotate.Schema, spell func(annotate.Label) string) *labelNames {
	n := &labelNames{s, spell, map[string]string{}, map[string]bool{}, nil}
	for _, l := range s.Labels {
		if spell(l) == l.Name {
			n.names[l.Name], n.taken[l.Name] = l.Name, true
		}
	}
	return n
}

func (n *labelNames) of(label string) string {
	if name, ok := n.names[label]; ok {
		return name
	}
	l, ok := n.schema.Label(label)
	if !ok {
		l.Name = label
	}
	plain := n.spell(l)
	name := plain
	for i := 2; n.taken[name]; i++ {
		name = fmt.Sprintf("%s_%d", plain, i)
	}
	n.names[label], n.taken[name] = name, true
	if name != label {
		n.changed = append(n.changed, [2]string{label, name})
	}
	return name
}

// natural is a label as people say it, in small letters: its title, else its name with spaces.
func natural(l annotate.Label) string {
	name := strings.ToLower(l.Title)
	if l.Title == "" || l.Title == l.Name {
		name = strings.ToLower(strings.ReplaceAll(l.Name, "_", " "))
	}
	if name = strings.Join(strings.FieldsFunc(name, isSpace), " "); name == "" {
		return "label"
	}
	return name
}
