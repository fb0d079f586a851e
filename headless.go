//go:build headless

package main

import "rubricator/app/cli"

// openWindow is nil: this build is the command line alone and links neither Fyne nor OpenGL.
var openWindow func(cli.WindowOptions) int
