package textview

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpu is the CPU time that the thread has used.
func cpu() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}
