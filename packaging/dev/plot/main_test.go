package main

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

const output = `goos: linux
BenchmarkCost/open/3KB-2     100   3000000 ns/op   12 B/op
BenchmarkCost/open/1MB-2     100   9000000 ns/op   12 B/op
BenchmarkCost/open/1MB-2     100   5000000 ns/op   12 B/op
BenchmarkCost/open/1MB-2     100   7000000 ns/op   12 B/op
BenchmarkCost/open/wide-2    100   1 ns/op
PASS
`

func TestMedianOfEachSizeInOrder(t *testing.T) {
	figures, err := readFigures(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := choose(figures, []string{"open it=BenchmarkCost/open"})
	if err != nil {
		t.Fatal(err)
	}
	want := []point{{3e3, 3}, {1e6, 7}}
	if len(lines) != 1 || lines[0].name != "open it" || !slices.Equal(lines[0].points, want) {
		t.Errorf("lines %v, want one of %v", lines, want)
	}
}

func TestWhatIsNotInTheInputIsNamed(t *testing.T) {
	figures, _ := readFigures(strings.NewReader(output))
	if _, err := choose(figures, []string{"x=BenchmarkCost/close"}); err == nil || !strings.Contains(err.Error(), "BenchmarkCost/close") {
		t.Errorf("error %v does not name the benchmark", err)
	}
	if _, err := choose(figures, nil); err == nil {
		t.Error("a plot of nothing was drawn")
	}
	one, _ := readFigures(strings.NewReader("BenchmarkCost/open/3KB-2 100 3000000 ns/op\n"))
	if _, err := choose(one, []string{"x=BenchmarkCost/open"}); err == nil || !strings.Contains(err.Error(), "two sizes") {
		t.Errorf("a line of one size: %v", err)
	}
}

func TestPictureIsXMLWithEveryName(t *testing.T) {
	var b strings.Builder
	lines := []line{{"a <b>", []point{{3e3, 1}, {1e6, 20}}}, {"c & d", []point{{3e3, 1}, {1e6, 21}}}}
	if err := draw(&b, "title", lines); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			text.Write(c)
		}
	}
	for _, name := range []string{"title", "a <b>", "c & d", "3KB", "1MB"} {
		if !strings.Contains(text.String(), name) {
			t.Errorf("the picture does not say %q", name)
		}
	}
}
