package part

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
)

// What screen readers are told. Fyne 2.8 asks what implements fyne.Accessible, and looks into containers but not into
// widgets, so that a pane or a dialog says all that its pieces say. Every piece that can have the keyboard or be
// clicked has a name.

// said is what the visible objects among some say, with commas between.
func said(objects ...fyne.CanvasObject) string {
	var words []string
	for _, o := range objects {
		if a, ok := o.(fyne.Accessible); ok && o.Visible() {
			if s := a.AccessibilityLabel(); s != "" {
				words = append(words, s)
			}
		}
	}
	return strings.Join(words, ", ")
}

// join puts a name before what it names.
func join(name, words string) string {
	switch {
	case name == "":
		return words
	case words == "":
		return name
	}
	return name + ": " + words
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (p *Panelled) AccessibilityLabel() string { return join(p.Called, said(p.objects...)) }

func (p *Panelled) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Text) AccessibilityLabel() string { return t.text }

func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *Prose) AccessibilityLabel() string { return b.Content() }

func (b *Prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (g *Passage) AccessibilityLabel() string { return g.before + g.words + g.after }

func (g *Passage) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (c *Cap) AccessibilityLabel() string { return join("key", c.key) }

func (t *Tick) AccessibilityLabel() string {
	if t.on {
		return "ticked"
	}
	return "not ticked"
}

// AccessibilityLabel is what a button says, and how it stands.
func (b *Button) AccessibilityLabel() string {
	words := join(b.Called, b.Content())
	switch {
	case b.state.disabled:
		return words + ", not now"
	case b.On():
		return words + ", on"
	}
	return words
}

func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what belongs into a field, and what it says.
func (e *Entry) AccessibilityLabel() string {
	name := e.Called
	if name == "" {
		name = e.Hint
	}
	return join(name, e.Text)
}

// AccessibilityLabel is the row at the cursor with its number: "Article 3 of 10: Harbour talks resume".
func (r *Rows) AccessibilityLabel() string {
	if r.count == 0 {
		return r.Called + ", none"
	}
	place := fmt.Sprintf("%s %d of %d", r.Called, r.cursor+1, r.count)
	for _, s := range r.slots {
		if s.shows == r.cursor {
			return join(place, said(s.row))
		}
	}
	return place
}

func (r *Rows) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
