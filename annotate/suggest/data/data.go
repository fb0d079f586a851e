// Package data holds our lists of names as files, for commands that learn from them. The program itself reads them in
// package suggest.
package data

import "embed"

// Files are the lists; README.md says what stands in them.
//
//go:embed places.txt peoples.txt territories.txt.gz
var Files embed.FS
