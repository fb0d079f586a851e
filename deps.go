//go:build deps

package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "github.com/clipperhouse/uax29/v2/words"
	_ "github.com/go-text/render"
	_ "github.com/go-text/typesetting/bidi"
	_ "github.com/gogs/chardet"
	_ "github.com/google/uuid"
	_ "github.com/klauspost/compress/zstd"
	_ "github.com/pemistahl/lingua-go"
	_ "github.com/schollz/progressbar/v3"
	_ "go.etcd.io/bbolt"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/text/unicode/bidi"
)
