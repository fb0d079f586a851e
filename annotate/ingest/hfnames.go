package ingest

import (
	"regexp"
	"strconv"
	"strings"
)

// tagNames looks for the names of numbered tags in the files that may stand beside a file of a data set, or one folder
// above it; nil where none has them.
func tagNames(o ReadOptions) []string {
	for _, file := range []string{"labels.json", "README.md", "dataset_info.json", "config.json"} {
		for _, where := range []string{"", "../"} {
			data := o.beside(where + file)
			if data == nil || badUTF8(data) >= 0 {
				continue
			}
			find := namesInJSON
			if file == "README.md" {
				find = namesInCard
			}
			if names := find(data); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// namesInJSON finds the first list of tags, or object of tags by number, in a JSON file.
func namesInJSON(data []byte) []string {
	t, _, err := parseTree(data)
	if err != nil {
		return nil
	}
	return t.tagNames()
}

func (t tree) tagNames() []string {
	if names, ok := stringsOf(t); ok && areTags(names) {
		return names
	}
	if t.kind == '{' {
		names := make([]string, len(t.keys))
		for i, key := range t.keys {
			if n, err := strconv.Atoi(key); err == nil && n >= 0 && n < len(names) {
				names[n] = t.list[i].text
			}
		}
		if areTags(names) {
			return names
		}
	}
	for _, v := range t.list {
		if names := v.tagNames(); names != nil {
			return names
		}
	}
	return nil
}

// areTags reports whether names may be those of tags: all are tags, and one is "O".
func areTags(names []string) bool {
	outside := false
	for _, n := range names {
		if n == "" || !isTag(n) {
			return false
		}
		outside = outside || n == "O"
	}
	return outside
}

var (
	cardColumn = regexp.MustCompile(`^\s*-?\s*\{?name:\s*["']?(\w+)`)
	cardName   = regexp.MustCompile(`^\s*(?:["']?(\d+)["']?:|-)\s*(.+?)\s*$`)
)

// namesInCard reads the names of a class label in the head of a data set's card: those of a column of tags, else the
// first that are tags. Cards are written by programs, one name a line or all in braces.
func namesInCard(data []byte) (first []string) {
	column := ""
	lines := strings.Split(string(data), "\n")
	for i, line := range lines {
		if m := cardColumn.FindStringSubmatch(line); m != nil {
			column = m[1]
		}
		_, inline, ok := strings.Cut(line, "names:")
		if !ok {
			continue
		}
		names := cardNames(lines[i+1:])
		if open := strings.IndexAny(inline, "{["); open >= 0 {
			names = cardNames(strings.Split(strings.TrimRight(inline[open+1:], "]} \r"), ","))
		}
		if !areTags(names) {
			continue
		}
		if column == hfTags[0] {
			return names
		}
		if first == nil {
			first = names
		}
	}
	return first
}

// cardNames reads lines or entries for as long as they are names, with their numbers or without.
func cardNames(entries []string) (names []string) {
	for i, e := range entries {
		m := cardName.FindStringSubmatch(strings.TrimRight(e, "\r"))
		if m == nil {
			m = []string{"", "", strings.TrimSpace(e)}
			if bare := unquoteYAML(m[2]); bare == m[2] && !isTag(bare) || m[2] == "" || strings.HasSuffix(m[2], ":") {
				break
			}
		}
		if m[1] != "" && m[1] != strconv.Itoa(i) {
			break
		}
		names = append(names, unquoteYAML(m[2]))
	}
	return names
}

func unquoteYAML(s string) string {
	if strings.HasPrefix(s, `"`) {
		if u, err := strconv.Unquote(s); err == nil {
			return u
		}
	}
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}
