//go:build !headless

package main

import (
	_ "embed"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"rubricator/app"
	"rubricator/app/cli"
)

const appID = "io.github.rubricator.Rubricator"

var started = time.Now()

//go:embed packaging/icon.png
var icon []byte

// openWindow shows the window until it is closed and returns the exit status.
func openWindow(o cli.WindowOptions) int {
	fyneapp.SetMetadata(fyne.AppMetadata{ID: appID, Name: "Rubricator", Version: o.Version, Migrations: map[string]bool{"fyneDo": true}})
	a := fyneapp.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", icon))
	w, err := app.New(a, app.Options{LatencyLog: o.LatencyLog, Version: o.Version, Started: started, StarterFault: o.StarterFault})
	if err != nil {
		fmt.Fprintln(os.Stderr, "rubricator:", err)
		return 1
	}
	w.Run(o.Project, "")
	return 0
}
