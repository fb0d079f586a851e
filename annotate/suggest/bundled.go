package suggest

import (
	_ "embed"
	"sync"
)

//go:embed data/starter.bin
var bundledData []byte

// Bundled is the starter that the program brings with it. It is read when it is first asked for, in about 50 ms.
var Bundled = sync.OnceValue(func() *Starter {
	s, err := ReadStarter(bundledData)
	if err != nil {
		panic(err) // embedded: the tests have read it
	}
	return s
})
