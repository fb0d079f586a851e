package dialogs

import (
	"maps"
	"slices"
	"strings"
)

// ExportChoice is all that can be chosen about an export. It is kept as JSON: what it holds is comfort, no data.
type ExportChoice struct {
	Format     string            `json:"format"`
	Out        string            `json:"out,omitempty"` // "" is what is proposed
	All        bool              `json:"all,omitempty"` // articles that are not finished too
	Languages  []string          `json:"languages,omitempty"`
	Shares     string            `json:"shares,omitempty"` // "80,10,10"; "" does not split
	Seed       string            `json:"seed,omitempty"`
	By         string            `json:"by,omitempty"`
	Even       bool              `json:"even,omitempty"` // each label in each language gets its share
	Per        string            `json:"per,omitempty"`
	Window     string            `json:"window,omitempty"`
	Unit       string            `json:"unit,omitempty"`
	Scheme     string            `json:"scheme,omitempty"`
	Chat       string            `json:"chat,omitempty"`
	Labels     map[string]string `json:"labels,omitempty"` // new names; "" drops a label
	Provenance bool              `json:"provenance,omitempty"`
}

// Format is a format to export in, with what can be chosen for it.
type Format struct {
	Name, Title string
	Describe    string // one sentence
	Folder      bool   // it writes a folder, not a file
	Ending      string // usual end of the file's name, e.g. ".jsonl"
	Documents   bool   // it has articles; else nothing can be chosen
	Pers        []string
	Units       []string
	Schemes     []string
	Chats       []string
	Single      bool // provenance is to be asked for where it is not split
}

// fitting is the choice without what its format does not offer.
func (c ExportChoice) fitting(f Format) ExportChoice {
	c.Format = f.Name
	if !f.Documents {
		return ExportChoice{Format: c.Format, Out: c.Out}
	}
	among := func(value string, list []string) string {
		if slices.Contains(list, value) {
			return value
		}
		return ""
	}
	c.Per, c.Unit, c.Scheme, c.Chat = among(c.Per, f.Pers), among(c.Unit, f.Units), among(c.Scheme, f.Schemes), among(c.Chat, f.Chats)
	if c.Per != perWindow {
		c.Window = ""
	}
	if c.Shares == "" {
		c.Seed, c.By, c.Even = "", "", false
	}
	c.Provenance = c.Provenance && f.Single && c.Shares == ""
	return c
}

const perWindow = "window"

// renamed is a label map in which a label has another name; its own takes it out of the map.
func renamed(labels map[string]string, label, name string) map[string]string {
	next := maps.Clone(labels)
	if next == nil {
		next = map[string]string{}
	}
	if name = trimmedName(name); name == label {
		delete(next, label)
	} else {
		next[label] = name
	}
	return next
}

func trimmedName(name string) string { return strings.TrimSpace(name) }

// becomes is what a label is called.
func becomes(labels map[string]string, label string) string {
	if name, ok := labels[label]; ok {
		return name
	}
	return label
}

// merged reports whether others of the labels get the name too.
func merged(all []ExportLabel, labels map[string]string, label string) bool {
	name := becomes(labels, label)
	return name != "" && slices.ContainsFunc(all, func(l ExportLabel) bool { return l.Name != label && becomes(labels, l.Name) == name })
}

// toggled is a list of codes with one more or one less, in the order of all. None and all of them are nil: no limit.
func toggled(list, all []string, code string) (next []string) {
	for _, c := range all {
		if slices.Contains(list, c) != (c == code) {
			next = append(next, c)
		}
	}
	if len(next) == len(all) {
		return nil
	}
	return next
}
