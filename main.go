// Command rubricator is a workbench for marking named entities in news articles: a window, and the same work on the
// command line. See package app/cli for the commands.
package main

import (
	"os"

	"rubricator/app/cli"
)

// version is set by the Makefile from FyneApp.toml and the commit.
var version = "0.1.0"

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.Environment{
		Stdout:  os.Stdout,
		Stderr:  os.Stderr,
		Version: version,
		Window:  openWindow,
	}))
}
