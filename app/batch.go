package app

import "sync"

// batch hands functions to the window's goroutine in one go. What comes back from beside the window while a frame is
// drawn then costs one more frame and not one each.
type batch struct {
	do func(func()) // runs a function on the window's goroutine, later

	mu    sync.Mutex
	queue []func()
}

func (b *batch) add(f func()) {
	b.mu.Lock()
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
