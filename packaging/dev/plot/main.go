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

// Places in the picture, in its own units.
const (
	width, height = 860.0, 460.0
	left, right   = 70.0, 230.0 // free for the scale, and for the names
	top, foot     = 60.0, 50.0
)

// axis maps a range of values to a range of places by their logarithms.
type axis struct{ low, high, from, to float64 }

func (a axis) at(v float64) float64 {
	return a.from + (a.to-a.from)*(math.Log10(v)-math.Log10(a.low))/(math.Log10(a.high)-math.Log10(a.low))
}

func draw(w io.Writer, title string, lines []line) error {
	xs, ys := axes(lines)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" font-family="Noto Sans, sans-serif" font-size="13">`+"\n", width, height)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" fill="#fffdf8"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="%g" y="30" font-size="16" fill="#222">%s</text>`+"\n", left, escape(title))
	drawScales(&b, xs, ys)
	drawLines(&b, xs, ys, lines)
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func axes(lines []line) (xs, ys axis) {
	xs = axis{math.Inf(1), 0, left, width - right}
	ys = axis{math.Inf(1), 0, height - foot, top}
	for _, l := range lines {
		for _, p := range l.points {
			xs.low, xs.high = min(xs.low, p.size), max(xs.high, p.size)
			ys.low, ys.high = min(ys.low, p.ms), max(ys.high, p.ms)
		}
	}
	ys.low = math.Pow(10, math.Floor(math.Log10(ys.low)))
	ys.high = math.Pow(10, math.Ceil(math.Log10(ys.high)))
	return xs, ys
}

func drawScales(b *strings.Builder, xs, ys axis) {
	for ms := ys.low; ms <= ys.high*1.001; ms *= 10 {
		y := ys.at(ms)
		fmt.Fprintf(b, `<path d="M%g %.1fH%g" stroke="#ddd"/>`+"\n", left, y, width-right)
		fmt.Fprintf(b, `<text x="%g" y="%.1f" text-anchor="end" fill="#555">%s</text>`+"\n", left-8, y+4, timeWords(ms))
	}
	for _, s := range []string{"3KB", "30KB", "300KB", "1MB", "10MB"} {
		size, _ := sizeOf(s)
		if size < xs.low*0.99 || size > xs.high*1.01 {
			continue
		}
		fmt.Fprintf(b, `<path d="M%.1f %gV%g" stroke="#eee"/>`+"\n", xs.at(size), top, height-foot)
		fmt.Fprintf(b, `<text x="%.1f" y="%g" text-anchor="middle" fill="#555">%s</text>`+"\n", xs.at(size), height-foot+20, s)
	}
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

// colours are told apart by people with the common deficiencies too; the dashes repeat what they say.
var (
	colours = []string{"#0072b2", "#d55e00", "#009e73", "#555555", "#cc79a7", "#56b4e9"}
	dashes  = []string{"none", "7 3", "2 3", "10 3 2 3", "5 5", "1 4"}
)

func drawLines(b *strings.Builder, xs, ys axis, lines []line) {
	names := placeNames(ys, lines)
	for i, l := range lines {
		colour := colours[i%len(colours)]
		fmt.Fprintf(b, `<path fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s" d="`, colour, dashes[i%len(dashes)])
		for k, p := range l.points {
			fmt.Fprintf(b, "%c%.1f %.1f", "ML"[min(k, 1)], xs.at(p.size), ys.at(p.ms))
		}
		b.WriteString(`"/>` + "\n")
		for _, p := range l.points {
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", xs.at(p.size), ys.at(p.ms), colour)
		}
		fmt.Fprintf(b, `<text x="%g" y="%.1f" fill="%s">%s</text>`+"\n", width-right+10, names[i]+4, colour, escape(l.name))
	}
}

// placeNames sets each name at the end of its line, and apart from the others.
func placeNames(ys axis, lines []line) []float64 {
	const apart = 17
	order := make([]int, len(lines))
	at := make([]float64, len(lines))
	for i, l := range lines {
		order[i], at[i] = i, ys.at(l.points[len(l.points)-1].ms)
	}
	slices.SortFunc(order, func(a, b int) int { return int(at[a] - at[b]) })
	for k, i := range order[1:] {
		at[i] = max(at[i], at[order[k]]+apart)
	}
	return at
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
