package chart

import (
	"math"
	"strings"
	"testing"
)

func TestPointsStandWhereTheScalesSay(t *testing.T) {
	for _, c := range []struct {
		name  string
		axis  Axis
		value float64
		share float64
	}{
		{"low", Axis{Low: 10, High: 20}, 10, 0},
		{"middle", Axis{Low: 10, High: 20}, 15, 0.5},
		{"high", Axis{Low: 10, High: 20}, 20, 1},
		{"outside", Axis{Low: 10, High: 20}, 25, 1},
		{"logarithmic", Axis{Low: 1, High: 100, Scale: math.Log10}, 10, 0.5},
	} {
		if got := c.axis.share(c.value); math.Abs(got-c.share) > 1e-9 {
			t.Errorf("%s: %g stands at %g, want %g", c.name, c.value, got, c.share)
		}
	}
}

func TestNamesStandApart(t *testing.T) {
	c := Chart{X: Axis{High: 1}, Y: Axis{High: 100}}
	for _, y := range []float64{50, 51, 50} {
		c.Lines = append(c.Lines, Line{Points: []Point{{1, y, 0}}})
	}
	at := c.placeNames()
	for i, a := range at {
		for _, b := range at[:i] {
			if math.Abs(a-b) < 15 {
				t.Errorf("names at %v are too close", at)
			}
		}
	}
}

func TestSpreadIsDrawn(t *testing.T) {
	c := Chart{Title: "T", X: Axis{Name: "x & y", High: 1}, Y: Axis{Name: "F1", High: 100}, Lines: []Line{{Name: "a", Points: []Point{{0, 50, 5}, {1, 60, 0}}}}}
	var b strings.Builder
	if err := c.Draw(&b); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "stroke-opacity"); n != 1 || !strings.Contains(b.String(), "x &amp; y") {
		t.Errorf("%d spreads in\n%s", n, b.String())
	}
}
