package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rubricator/packaging/dev/chart"
)

// replaceSection writes the text between a section's marks in a page.
func replaceSection(page, name, text string) error {
	old, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	next, err := withSection(string(old), name, text)
	if err != nil {
		return fmt.Errorf("%s: %w", page, err)
	}
	return os.WriteFile(page, []byte(next), 0o644)
}

func withSection(page, name, text string) (string, error) {
	open := "<!-- figures: " + name + " -->\n"
	before, rest, found := strings.Cut(page, open)
	_, after, closed := strings.Cut(rest, "<!-- end -->")
	if !found || !closed {
		return "", fmt.Errorf("no section %q: write %s and <!-- end --> where it belongs", name, strings.TrimSpace(open))
	}
	return before + open + "\n" + strings.TrimSpace(text) + "\n\n<!-- end -->" + after, nil
}

// table is Markdown; the first row is the head.
type table [][]string

func (t *table) row(cells ...string) { *t = append(*t, cells) }

func (t table) String() string {
	var b strings.Builder
	for i, row := range t {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}

// String is a mean with its deviation.
func (s spread) String() string { return s.digits(1) }

func (s spread) digits(n int) string { return fmt.Sprintf("%.*f ± %.*f", n, s.mean, n, s.deviation) }

// pictures is the folder that they go to.
type pictures string

func picturesBeside(page string) pictures {
	return pictures(filepath.Join(filepath.Dir(page), "pictures"))
}

func (p pictures) draw(name string, c chart.Chart) error {
	file, err := os.Create(filepath.Join(string(p), name))
	if err != nil {
		return err
	}
	if err := c.Draw(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// ticks are every so many from low to high.
func ticks(low, high, every int) (list []chart.Tick) {
	for v := low; v <= high; v += every {
		list = append(list, chart.Tick{At: float64(v), Word: fmt.Sprint(v)})
	}
	return list
}
