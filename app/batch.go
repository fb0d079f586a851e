package app

import "sync"

// batch hands functions to the window's goroutine in one go. What comes back from beside the window while a frame is
// drawn then costs one more frame and not one each.
type batch struct {
	do func(func()) // runs a function on the window's goroutine, later

	mu     sync.Mutex
	queue  []func()
	closed bool
}

func (b *batch) add(f func()) {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return
	}
	b.queue = append(b.queue, f)
	first := len(b.queue) == 1
	b.mu.Unlock()
	if first {
		b.do(b.drain)
	}
}

func (b *batch) drain() {
	b.mu.Lock()
	queue := b.queue
	b.queue = nil
	b.mu.Unlock()
	for _, f := range queue {
		f()
	}
}

// close drops what waits and what still comes: a window that is going shows nothing any more, and what Fyne is handed after
// its loop has ended it runs at once, on the wrong goroutine.
func (b *batch) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed, b.queue = true, nil
}
