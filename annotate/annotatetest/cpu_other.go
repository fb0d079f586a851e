//go:build !unix

package annotatetest

import "time"

// CPU is the processor time that this process has taken; here nobody asks the system.
func CPU() time.Duration { return 0 }
