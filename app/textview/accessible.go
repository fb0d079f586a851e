package textview

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

var _ fyne.Accessible = (*View)(nil)

// AccessibilityRole implements fyne.Accessible.
func (v *View) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel implements fyne.Accessible: how the article begins, and what is in focus, for those who hear it.
func (v *View) AccessibilityLabel() string {
	if v.article.ID == "" {
		return "no article is open"
	}
	parts := []string{v.spokenTitle()}
	if v.article.Focused != nil {
		if c, ok := v.article.Focused(); ok {
			parts = append(append(parts, "in focus: "+c.Label+", “"+c.Title+"”"), c.Lines...)
		}
	}
	return strings.Join(parts, ", ")
}

// mostSpoken is the longest title that is said, in code points.
const mostSpoken = 160

// spokenTitle is the first line that says something, as far as a title goes.
func (v *View) spokenTitle() string {
	text := strings.TrimSpace(v.article.Text[:min(len(v.article.Text), 8*mostSpoken)])
	first, _, _ := strings.Cut(strings.ToValidUTF8(text, ""), "\n")
	if utf8.RuneCountInString(first) > mostSpoken {
		first = string([]rune(first)[:mostSpoken]) + "…"
	}
	return first
}
