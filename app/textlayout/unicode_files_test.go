package textlayout

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// typesetting is the folder of the module that brings Unicode's test files.
var typesetting = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	return strings.TrimSpace(string(out)), err
})

// unicodeFile reads one of Unicode's test files and calls do for each line of data,
// with comments and blank lines left out. do returns false to stop.
func unicodeFile(t *testing.T, name string, do func(number int, line string) bool) {
	t.Helper()
	dir, err := typesetting()
	if err != nil {
		t.Fatalf("go list finds no folder for the typesetting module: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for raw := range bytes.Lines(data) {
		number++
		line, _, _ := strings.Cut(string(raw), "#")
		line = strings.TrimSpace(line)
		if line != "" && !do(number, line) {
			return
		}
	}
}

// codePoints reads numbers in base 16 that spaces part.
func codePoints(t *testing.T, s string) []rune {
	t.Helper()
	var out []rune
	for _, hex := range strings.Fields(s) {
		r, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			t.Fatalf("%q is no code point: %v", hex, err)
		}
		out = append(out, rune(r))
	}
	return out
}
