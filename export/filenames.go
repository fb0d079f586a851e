package export

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fileNames gives out names of files, each once in a folder, whatever the system that the files are copied to makes of
// capitals and of marks.
type fileNames map[string]bool

// of is the id itself if it may be a name, else one like it.
func (f fileNames) of(dir, id string) string {
	plain := safeName(id)
	name := plain
	for i := 2; f[dir+"/"+sameName(name)]; i++ {
		name = fmt.Sprintf("%s-%d", plain, i)
	}
	f[dir+"/"+sameName(name)] = true
	return name
}

func sameName(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// longestName is how many bytes of an id stand in a name: with an ending and a suffix it fits every file system.
const longestName = 120

// reserved are the names of devices on Windows, with any ending.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// safeName is a name that Windows, macOS and Linux take, without what a shell would read. Letters of all scripts stay.
func safeName(id string) string {
	name := strings.Map(func(r rune) rune {
		if r == '.' || r == '_' || r == '-' || r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return r
		}
		return '_'
	}, id)
	for len(name) > longestName {
		_, width := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-width]
	}
	name = strings.TrimRight(strings.TrimLeft(name, ".-"), ".")
	switch {
	case name == "":
		return "document"
	case reserved.MatchString(name):
		return "_" + name
	}
	return name
}
