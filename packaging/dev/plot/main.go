// Plot draws how the cost of something grows with the length of the text, from the output of go test -bench.
//
//	go test -bench Cost ./app/textview | go run ./packaging/dev/plot -title "…" "Rubricator, English=BenchmarkCost/open/English" … > cost.svg
//
// Each argument is a line of the plot: its name, and the benchmark whose sub-benchmarks are named by sizes such as 30KB
// or 1MB. Of repeated figures the median counts. Both axes are logarithmic.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"rubricator/packaging/dev/chart"
)

func main() {
	title := flag.String("title", "Cost by length of the text", "what stands above the plot")
	flag.Parse()
	figures, err := readFigures(os.Stdin)
	if err == nil {
		var lines []line
		if lines, err = choose(figures, flag.Args()); err == nil {
			err = draw(os.Stdout, *title, lines)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "plot:", err)
		os.Exit(1)
	}
}

// line is one line of the plot, by size.
type line struct {
	name   string
	points []point
}

// point is a size in bytes and a cost in milliseconds.
type point struct{ size, ms float64 }

// readFigures collects the nanoseconds of each benchmark by name, without the number of processors.
func readFigures(r io.Reader) (map[string][]float64, error) {
	figures := map[string][]float64{}
	in := bufio.NewScanner(r)
	for in.Scan() {
		f := strings.Fields(in.Text())
		if len(f) < 4 || f[3] != "ns/op" || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := f[0]
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name = name[:i]
		}
		ns, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", in.Text(), err)
		}
		figures[name] = append(figures[name], ns)
	}
	return figures, in.Err()
}

func choose(figures map[string][]float64, args []string) ([]line, error) {
	if len(args) == 0 {
		return nil, errors.New("name at least one line: NAME=BENCHMARK")
	}
	var lines []line
	for _, arg := range args {
		name, prefix, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not NAME=BENCHMARK", arg)
		}
		l := line{name: name}
		for bench, ns := range figures {
			size, ok := sizeOf(strings.TrimPrefix(bench, prefix+"/"))
			if strings.HasPrefix(bench, prefix+"/") && ok {
				slices.Sort(ns)
				l.points = append(l.points, point{size, ns[len(ns)/2] / 1e6})
			}
		}
		if len(l.points) < 2 {
			return nil, fmt.Errorf("%q: a line needs figures of two sizes, the input has %d of %s/SIZE", name, len(l.points), prefix)
		}
		slices.SortFunc(l.points, func(a, b point) int { return int(a.size - b.size) })
		lines = append(lines, l)
	}
	return lines, nil
}

// sizeOf reads 30KB or 1MB.
func sizeOf(s string) (bytes float64, ok bool) {
	for unit, factor := range map[string]float64{"KB": 1e3, "MB": 1e6} {
		if n, found := strings.CutSuffix(s, unit); found {
			v, err := strconv.ParseFloat(n, 64)
			return v * factor, err == nil
		}
	}
	return 0, false
}

// draw writes the picture. Both scales are logarithmic.
func draw(w io.Writer, title string, lines []line) error {
	c := chart.Chart{Title: title, X: chart.Axis{Scale: math.Log10, Low: math.Inf(1)}, Y: chart.Axis{Scale: math.Log10, Low: math.Inf(1)}}
	for _, l := range lines {
		drawn := chart.Line{Name: l.name}
		for _, p := range l.points {
			drawn.Points = append(drawn.Points, chart.Point{X: p.size, Y: p.ms})
			c.X.Low, c.X.High = min(c.X.Low, p.size), max(c.X.High, p.size)
			c.Y.Low, c.Y.High = min(c.Y.Low, p.ms), max(c.Y.High, p.ms)
		}
		c.Lines = append(c.Lines, drawn)
	}
	c.Y.Low, c.Y.High = math.Pow(10, math.Floor(math.Log10(c.Y.Low))), math.Pow(10, math.Ceil(math.Log10(c.Y.High)))
	for ms := c.Y.Low; ms <= c.Y.High*1.001; ms *= 10 {
		c.Y.Ticks = append(c.Y.Ticks, chart.Tick{At: ms, Word: timeWords(ms)})
	}
	for _, s := range []string{"3KB", "30KB", "300KB", "1MB", "10MB"} {
		if size, _ := sizeOf(s); size >= c.X.Low*0.99 && size <= c.X.High*1.01 {
			c.X.Ticks = append(c.X.Ticks, chart.Tick{At: size, Word: s})
		}
	}
	return c.Draw(w)
}

func timeWords(ms float64) string {
	switch {
	case ms >= 999:
		return fmt.Sprintf("%.0f s", ms/1000)
	case ms < 0.99:
		return fmt.Sprintf("%.3g µs", ms*1000)
	}
	return fmt.Sprintf("%.0f ms", ms)
}
