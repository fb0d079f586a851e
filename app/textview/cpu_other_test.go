//go:build !linux

package textview

import "time"

var start = time.Now()

// cpu is the time that has passed; other systems do not tell it by thread.
func cpu() time.Duration { return time.Since(start) }
