package app

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"os"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// latencyLog writes one line of JSON per key: when the window got it, when the state followed, when the step was on
// disk and when the window was painted, in milliseconds since the program started. The zero pointer logs nothing.
type latencyLog struct {
	file  *os.File
	start time.Time
	probe *canvas.Raster // refreshed with each key, so that every key has a paint to wait for
	open  []*keyLine     // keys whose last stage is still to come
	now   *keyLine       // the key being handled
}

type keyLine struct {
	Key     string   `json:"key"`
	Event   float64  `json:"event"`
	Applied float64  `json:"applied"`
	Stored  *float64 `json:"stored,omitempty"`
	Painted *float64 `json:"painted,omitempty"`
	steps   []uint64 // that are still to be stored, by the writer's number
}

func newLatencyLog(path string, start time.Time, do func(func())) (*latencyLog, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("latency log: %w", err)
	}
	l := &latencyLog{file: f, start: start}
	pixel := image.NewUniform(color.Transparent)
	l.probe = canvas.NewRaster(func(int, int) image.Image {
		do(l.painted) // runs once the frame that is being drawn is on screen
		return pixel
	})
	l.probe.Resize(fyne.NewSize(1, 1))
	return l, nil
}

func (l *latencyLog) ms() float64 { return l.since(time.Now()) }

func (l *latencyLog) since(at time.Time) float64 {
	return float64(at.Sub(l.start).Microseconds()) / 1000
}

// key surrounds the handling of a key.
func (l *latencyLog) key(name string, handle func()) {
	if l == nil {
		handle()
		return
	}
	l.now = &keyLine{Key: name, Event: l.ms()}
	line := l.now
	handle()
	line.Applied = l.ms()
	l.now = nil
	l.open = append(l.open, line)
	l.probe.Refresh()
}

// appending tells that the key being handled made a step.
func (l *latencyLog) appending(seq uint64) {
	if l != nil && l.now != nil {
		l.now.steps = append(l.now.steps, seq)
	}
}

// stored tells since when a step is on disk.
func (l *latencyLog) stored(seq uint64, at time.Time) {
	if l == nil {
		return
	}
	ms := l.since(at)
	for _, line := range l.open {
		if slices.Contains(line.steps, seq) {
			line.Stored = &ms
		}
	}
	l.dropped(seq)
}

// dropped tells that a step is no longer waited for.
func (l *latencyLog) dropped(seq uint64) {
	if l == nil {
		return
	}
	for _, line := range l.open {
		line.steps = slices.DeleteFunc(line.steps, func(s uint64) bool { return s == seq })
	}
	l.flush()
}

func (l *latencyLog) painted() {
	at := l.ms()
	for _, line := range l.open {
		if line.Painted == nil {
			line.Painted = &at
		}
	}
	l.flush()
}

// flush writes the lines that have all their stages, in order.
func (l *latencyLog) flush() {
	for len(l.open) > 0 && l.open[0].Painted != nil && len(l.open[0].steps) == 0 {
		data, err := json.Marshal(l.open[0])
		if err == nil {
			_, err = l.file.Write(append(data, '\n'))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "rubricator: latency log:", err)
		}
		l.open = l.open[1:]
	}
}
