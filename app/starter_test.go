package app

import (
	"os"
	"path/filepath"
	"testing"

	"rubricator/annotate/suggest"
	"rubricator/app/state"
)

// A starter of the user's own that cannot be used is said once, with its place and what to do; the settings go on saying it.
func TestADamagedStarterIsSaid(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, suggest.StarterFile), "no starter")
	fault := suggest.Install(folder)
	t.Cleanup(func() {
		if err := suggest.Install(); err != nil {
			t.Error(err)
		}
	})
	if fault == nil {
		t.Fatal("nothing is wrong with it")
	}
	d := sit(t)
	d.fault, d.state.Starter = fault, starterWords(fault)
	d.sayFault()
	want := state.Toast{Text: "starter-sharealike.bin is not used (it does not begin as one): put the original in its place, or take it away from " + folder, Warn: true}
	if d.state.Toast != want || d.state.Starter != "starter-sharealike.bin cannot be used" {
		t.Errorf("said %+v and %q, want %+v", d.state.Toast, d.state.Starter, want)
	}
	d.Dispatch(state.Say{})
	d.sayFault()
	if d.state.Toast.Text != "" {
		t.Errorf("said again: %q", d.state.Toast.Text)
	}
}

func TestAStarterOfOnesOwnIsNamed(t *testing.T) {
	if got := starterWords(nil); got != "" {
		t.Errorf("the bundled one is called %q", got)
	}
	folder := t.TempDir()
	data, err := os.ReadFile("../annotate/suggest/data/starter.bin")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, suggest.StarterFile), string(data))
	if err := suggest.Install(folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := suggest.Install(); err != nil {
			t.Error(err)
		}
	})
	if got := starterWords(nil); got != "starter-sharealike.bin (the program's licence)" {
		t.Errorf("it is called %q", got)
	}
}
