// Command rubricator is a workbench for marking named entities in news articles: a window, and the same work on the
// command line. See package app/cli for the commands.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"rubricator/annotate/suggest"
	"rubricator/app/cli"
	"rubricator/app/project"
)

// version is set by the Makefile from FyneApp.toml and the commit.
var version = "0.1.0"

func main() {
	fault := suggest.Install(starterFolders()...)
	if fault != nil {
		fmt.Fprintln(os.Stderr, "rubricator: warning:", fault)
	}
	if folder, err := ownFolder(); err == nil {
		project.RememberIn(folder)
	}
	os.Exit(cli.Run(os.Args[1:], cli.Environment{
		Stdout:       os.Stdout,
		Stderr:       os.Stderr,
		Version:      version,
		Window:       openWindow,
		StarterFault: fault,
	}))
}

// ownFolder is where the program keeps what belongs to no project.
func ownFolder() (string, error) {
	user, err := os.UserConfigDir()
	return filepath.Join(user, "rubricator"), err
}

// starterFolders are where a starter of one's own may lie: beside the program, and in its own folder.
func starterFolders() (folders []string) {
	if program, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(program))
	}
	if folder, err := ownFolder(); err == nil {
		folders = append(folders, folder)
	}
	return folders
}
