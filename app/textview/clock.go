package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// clock runs what happens by itself: blinking, scrolling while dragging, layout of far text.
type clock struct {
	every      func(time.Duration, func()) (stop func())
	now        func() time.Time
	stopBlink  func()
	stopScroll func()
	stopLayout func()
	stopCard   func()
}

func newClock() clock { return clock{every: tick, now: time.Now} }

// tick calls fn on the goroutine of the user interface until stopped. Where there is no screen, as in tests,
// nothing happens by itself.
func tick(d time.Duration, fn func()) (stop func()) {
	if _, ok := fyne.CurrentApp().Driver().(desktop.Driver); !ok {
		return func() {}
	}
	done := make(chan struct{})
	stopped := false
	run := func() {
		if !stopped {
			fn()
		}
	}
	go func() {
		t := time.NewTicker(d)
		defer t.Stop()
		for {
			select {
			case <-done:
				return
			case <-t.C:
				fyne.Do(run)
			}
		}
	}()
	return func() {
		if !stopped {
			stopped = true
			close(done)
		}
	}
}

// start replaces what a slot runs; halt ends it.
func (c *clock) start(slot *func(), d time.Duration, fn func()) {
	halt(slot)
	*slot = c.every(d, fn)
}

func halt(slot *func()) {
	if *slot != nil {
		(*slot)()
		*slot = nil
	}
}

// Laying out text that nobody looks at yet: a slice of each frame, for texts where it ends in reasonable time.
const (
	layoutPeriod = 20 * time.Millisecond
	layoutSlice  = 4 * time.Millisecond
	layoutMost   = 2_000_000 // code points
)

// layoutInBackground makes the heights above and below exact, so that the scroll bar tells the truth.
func (v *View) layoutInBackground() {
	halt(&v.clock.stopLayout)
	if v.layout.Len() > layoutMost || v.layout.LayoutSome(0) {
		return
	}
	v.clock.start(&v.clock.stopLayout, layoutPeriod, v.layoutSlice)
}

func (v *View) layoutSlice() {
	at, _ := v.rest()
	done := false
	for until := v.clock.now().Add(layoutSlice); !done && v.clock.now().Before(until); {
		done = v.layout.LayoutSome(1)
	}
	v.keep(at)
	if done {
		halt(&v.clock.stopLayout)
	}
}
