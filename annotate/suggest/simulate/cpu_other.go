//go:build !unix

package simulate

import "time"

var started = time.Now()

// cpuTime is the time by the clock, as long as the system has no better.
func cpuTime() time.Duration { return time.Since(started) }
