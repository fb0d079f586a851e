package dialogs

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// someBackups opens the dialog on four backups: one like the project, one older, one that cannot be read and one that is
// still being read.
func someBackups(st *stage) (did *[]string) {
	did = &[]string{}
	add := func(word string) func(int) {
		return func(i int) { *did = append(*did, word+string(rune('0'+i))) }
	}
	now := time.Date(2026, 11, 23, 9, 50, 0, 0, time.Local)
	d := Backups(st.Host, BackupsModel{Now: now, Folder: "/home/mira/harbour backups",
		Rows: []BackupRow{{Time: now.Add(-5 * time.Minute), Bytes: 212_400_000}, {Time: now.AddDate(0, 0, -1), Bytes: 208_000_000},
			{Time: now.AddDate(0, 0, -5), Bytes: 2_000_000}, {Time: now.AddDate(-1, 0, 0), Bytes: 900_000}},
		MakeOne: func() { *did = append(*did, "make") }, Beside: add("beside "), Over: add("over "), Closed: func() { *did = append(*did, "closed") },
	})
	d.Tell(0, BackupContents{Articles: 1200, Labels: 34_000, Steps: 41_000}, nil)
	d.Tell(1, BackupContents{Articles: 1199, Labels: 33_100, Steps: 40_000, MoreArticles: 1, MoreSteps: 1000}, nil)
	d.Tell(2, BackupContents{}, errors.New("the project file is damaged: page 7"))
	return did
}

func TestBackupsByKeys(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	did := someBackups(st)
	says(t, st, "no more articles and steps than this backup")
	st.press(t, fyne.KeyDown)
	says(t, st, "Since then: 1,000 steps and 1 article")
	st.press(t, fyne.KeyDown)
	says(t, st, "cannot be read: the project file is damaged")
	st.press(t, fyne.KeyReturn)
	if len(*did) != 0 || st.Window.Canvas().Overlays().Top() == nil {
		t.Errorf("a backup that cannot be read did %q", *did)
	}
	st.press(t, fyne.KeyUp, fyne.KeyReturn)
	st.gone(t)
	someBackups(st)
	st.press(t, fyne.KeyEscape)
	st.gone(t)
	again := someBackups(st)
	test.Tap(chip(t, st, "Restore in place"))
	last := someBackups(st)
	test.Tap(chip(t, st, "Back up now"))
	if !slices.Equal(*did, []string{"closed", "beside 1"}) || !slices.Equal(*again, []string{"closed", "over 0"}) || !slices.Equal(*last, []string{"closed", "make"}) {
		t.Errorf("did %q, %q, %q", *did, *again, *last)
	}
}

func TestBackupsSettings(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	s := parttest.State(t)
	Settings(st.Host, s, nil, nil)
	test.Tap(chip(t, st, "Backups"))
	want := s.Backups
	sent := func() {
		t.Helper()
		if m := st.sent.Take(t); m != (state.SetBackups{Backups: want}) {
			t.Errorf("sent %+v, want %+v", m, want)
		}
	}
	test.Tap(chip(t, st, "60 minutes"))
	want.Minutes = 60
	sent()
	test.Tap(chip(t, st, "10"))
	want.Newest = 10
	sent()
	test.Tap(chip(t, st, "No"))
	want.Off = true
	sent()
	says(t, st, "Without backups a damaged project file may be lost")
}

func TestFolderForBackups(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string][2]string{"": {}, "  ": {}, dir + "/": {dir, ""}, "backups": {"", "Type the whole path of the folder."},
		dir + "/missing": {"", "There is no such folder yet."}} {
		if path, why := folderFor(text); path != want[0] || why != want[1] {
			t.Errorf("%q: %q, %q", text, path, why)
		}
	}
}

func TestDayWords(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 30, 0, 0, time.UTC)
	for at, want := range map[time.Time]string{now.Add(-29 * time.Minute): "Today", now.Add(-time.Hour): "Yesterday", now.AddDate(0, 0, -3): "29 December 2025", now.AddDate(0, 1, 0): "Sunday 1 February"} {
		if got := dayWords(at, now); got != want {
			t.Errorf("%v is %q, want %q", at, got, want)
		}
	}
}
