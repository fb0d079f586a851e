package present

import (
	"fmt"
	"slices"
	"strings"
)

// FontWords say which scripts of the article cannot be shown, the first three by name, and what to do about it; ""
// when all can. Symbols are named only when they are all that is missing: the punctuation of a script comes with its font.
func FontWords(scripts []string) string {
	if len(scripts) == 0 {
		return ""
	}
	if len(scripts) > 1 {
		scripts = slices.DeleteFunc(slices.Clone(scripts), func(name string) bool { return name == "Symbols" })
	}
	named := scripts
	if len(scripts) > 3 {
		named = append(named[:2:2], fmt.Sprintf("%d more scripts", len(scripts)-2))
	}
	list := named[0]
	if n := len(named); n > 1 {
		list = strings.Join(named[:n-1], ", ") + " and " + named[n-1]
	}
	example := ""
	if font := fontFor(scripts[0]); font != "" {
		example = " (for example " + font + ")"
	}
	return fmt.Sprintf("No font for %s: install one%s to see these letters", list, example)
}

// fontFor is a free font for a script; "" where none can be named.
func fontFor(script string) string {
	switch script {
	case "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo":
		return "Noto Sans CJK"
	case "Symbols":
		return "Noto Sans Symbols 2"
	case "Private use", "Unknown":
		return ""
	}
	return "Noto Sans " + script
}
