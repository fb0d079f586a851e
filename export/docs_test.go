package export

import (
	"path/filepath"
	"strings"
	"testing"
)

// The examples in docs/formats.md are what the program writes, and every format has its section.
func TestFormatsPageShowsWhatIsWritten(t *testing.T) {
	page := read(t, filepath.Join("..", "docs", "formats.md"))
	for _, f := range Formats() {
		if !strings.Contains(page, "\n## "+f.Name+"\n") {
			t.Errorf("format %s has no section", f.Name)
		}
		if f.Name == "schema" {
			continue // too long to be shown
		}
		line, err := Preview(options(f.Name, ""), mira(t))
		if err != nil || !strings.Contains(page, "\n"+line+"\n") {
			t.Errorf("%s: the page does not show %s (%v)", f.Name, line, err)
		}
	}
}
