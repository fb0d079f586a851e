package storage

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// stretch is how many things a goroutine takes at once: fewer are not worth another core.
const stretch = 16

// eachOf calls do for every number below n, on all cores where there are many.
func eachOf(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n/stretch)
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for {
				end := int(next.Add(stretch))
				for i := end - stretch; i < min(end, n); i++ {
					do(i)
				}
				if end >= n {
					return
				}
			}
		})
	}
	group.Wait()
}
