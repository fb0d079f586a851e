package annotatetest

import (
	"slices"
	"testing"
	"time"
)

// Turns are ways to do the same work. The machine is never equally free, so they take turns, round by round.
type Turns struct {
	names []string
	work  map[string]func() (bytes int64)
	rates map[string][]rate
}

// rate is what one round took.
type rate struct{ wall, cpu float64 } // MB a second, and a second of processor time

// Add brings a way under the unit of its figures, e.g. "raw". work returns how many bytes it handled.
func (t *Turns) Add(name string, work func() (bytes int64)) {
	if t.work == nil {
		t.work, t.rates = map[string]func() int64{}, map[string][]rate{}
	}
	t.names, t.work[name] = append(t.names, name), work
}

// Run does rounds for as long as the benchmark wants, then reports of each way the median MB/s, and how many MB a second of
// processor time handles, and of the first its medians of the ratio to each other one in the same round.
func (t *Turns) Run(b *testing.B) {
	for b.Loop() {
		for _, name := range t.names {
			wall, cpu := time.Now(), CPU()
			mb := float64(t.work[name]()) / 1e6
			t.rates[name] = append(t.rates[name], rate{mb / time.Since(wall).Seconds(), mb / max((CPU()-cpu).Seconds(), 1e-9)})
		}
	}
	b.ReportMetric(0, "ns/op")
	first := t.rates[t.names[0]]
	for i, name := range t.names {
		own := t.rates[name]
		b.ReportMetric(median(own, func(k int) float64 { return own[k].wall }), name+"-MB/s")
		b.ReportMetric(median(own, func(k int) float64 { return own[k].cpu }), name+"-MB/cpu-s")
		if i > 0 {
			b.ReportMetric(median(own, func(k int) float64 { return first[k].wall / own[k].wall }), "of-"+name)
		}
	}
}

func median(rounds []rate, of func(round int) float64) float64 {
	list := make([]float64, len(rounds))
	for i := range list {
		list[i] = of(i)
	}
	slices.Sort(list)
	return list[len(list)/2]
}
