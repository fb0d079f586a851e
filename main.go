// Command rubricator is a workbench for marking named entities in news articles: a window, and the same work on the
// command line. See package app/cli for the commands.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"rubricator/annotate/suggest"
	"rubricator/app/cli"
)

// version is set by the Makefile from FyneApp.toml and the commit.
var version = "0.1.0"

func main() {
	fault := suggest.Install(starterFolders()...)
	if fault != nil {
		fmt.Fprintln(os.Stderr, "rubricator: warning:", fault)
	}
	os.Exit(cli.Run(os.Args[1:], cli.Environment{
		Stdout:       os.Stdout,
		Stderr:       os.Stderr,
		Version:      version,
		Window:       openWindow,
		StarterFault: fault,
	}))
}

// starterFolders are where a starter of one's own may lie: beside the program, and in the user's folder for it.
func starterFolders() (folders []string) {
	if program, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(program))
	}
	if user, err := os.UserConfigDir(); err == nil {
		folders = append(folders, filepath.Join(user, "rubricator"))
	}
	return folders
}
