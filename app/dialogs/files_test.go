package dialogs

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpenFindsAProject(t *testing.T) {
	dir := files(t)
	write(t, filepath.Join(dir, "older", "Harbour.rubric"))
	write(t, filepath.Join(dir, "older", "storm.rubric"))
	st := newStage(t, theme.Light, 900, 640)
	opened := ""
	Open(st.Host, dir, func(path string) { opened = path })
	parttest.Write(t, st.Window, "old")
	st.press(t, fyne.KeyReturn)
	parttest.Write(t, st.Window, "harb")
	st.press(t, fyne.KeyReturn)
	if want := filepath.Join(dir, "older", "Harbour.rubric"); opened != want {
		t.Errorf("opened %q, want %q", opened, want)
	}
	st.gone(t)
}

func TestOpenGoesUp(t *testing.T) {
	dir := files(t)
	write(t, filepath.Join(dir, "harbour.rubric"))
	st := newStage(t, theme.Light, 900, 640)
	opened := ""
	Open(st.Host, filepath.Join(dir, "older"), func(path string) { opened = path })
	st.press(t, fyne.KeyUp, fyne.KeyReturn)
	parttest.Write(t, st.Window, "harbour.rubric") // a whole name
	test.Tap(chip(t, st, "Open"))
	if want := filepath.Join(dir, "harbour.rubric"); opened != want {
		t.Errorf("opened %q, want %q", opened, want)
	}
}

func TestOpenSaysWhatItCannotRead(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Open(st.Host, "/no/such/folder", func(string) {})
	says(t, st, "This folder cannot be read")
	st.press(t, fyne.KeyReturn)
	if st.Window.Canvas().Overlays().Top() == nil {
		t.Error("Return closed the dialog with nothing to open")
	}
}

func TestNewStaysUntilItWorked(t *testing.T) {
	dir := files(t)
	write(t, filepath.Join(dir, "articles.rubric"))
	t.Setenv("HOME", dir)
	st := newStage(t, theme.Light, 900, 640)
	var made []string
	New(st.Host, func(path, schema string) error {
		made = append(made, path+" "+schema)
		if len(made) == 1 {
			return errors.New("the folder cannot be written")
		}
		return nil
	})
	st.press(t, fyne.KeyReturn)
	says(t, st, "the folder cannot be written")
	test.Tap(chip(t, st, "CoNLL"))
	test.Tap(chip(t, st, "Make the project"))
	path := filepath.Join(dir, "articles-2.rubric")
	if want := []string{path + " news", path + " conll"}; !slices.Equal(made, want) {
		t.Errorf("made %q, want %q", made, want)
	}
	st.gone(t)
}

func TestNewGoesIntoAFolderAndKeepsTheName(t *testing.T) {
	dir := files(t)
	t.Setenv("HOME", dir)
	st := newStage(t, theme.Light, 900, 640)
	made := ""
	New(st.Host, func(path, _ string) error {
		made = path
		return nil
	})
	st.press(t, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyReturn)
	if want := filepath.Join(dir, "older", "articles.rubric"); made != want {
		t.Errorf("made %q, want %q", made, want)
	}
}

func TestImportOfAFolder(t *testing.T) {
	dir := files(t)
	st := newStage(t, theme.Light, 900, 640)
	var got []string
	Import(st.Host, dir, func(paths []string) { got = paths })
	st.press(t, fyne.KeyReturn)
	if !slices.Equal(got, []string{dir}) {
		t.Errorf("Return imports %q, want the folder", got)
	}
	st.gone(t)
}

func TestImportOfFiles(t *testing.T) {
	dir := files(t)
	st := newStage(t, theme.Light, 900, 640)
	var got []string
	Import(st.Host, dir, func(paths []string) { got = paths })
	st.press(t, fyne.KeyDown, fyne.KeySpace, fyne.KeyEnd, fyne.KeySpace)
	chip(t, st, "Import 2 files")
	st.press(t, fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "harbour.txt"), filepath.Join(dir, "ميناء 2024.txt")}; !slices.Equal(got, want) {
		t.Errorf("imports %q, want %q", got, want)
	}
	st.gone(t)
}

func TestImportForgetsTicksInAnotherFolder(t *testing.T) {
	dir := files(t)
	st := newStage(t, theme.Light, 900, 640)
	Import(st.Host, dir, func([]string) {})
	st.press(t, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn) // into older
	chip(t, st, "Import this folder")
}

func TestSaveCopy(t *testing.T) {
	dir := files(t)
	st := newStage(t, theme.Light, 900, 640)
	path := ""
	SaveCopy(st.Host, filepath.Join(dir, "copy.rubric"), 3, func(p string) { path = p })
	says(t, st, "with the 3 steps that could not be stored")
	st.press(t, fyne.KeyReturn)
	if want := filepath.Join(dir, "copy.rubric"); path != want {
		t.Errorf("copied to %q, want %q", path, want)
	}
	st.gone(t)
}

func TestAPathTypedBehindAnotherBeginsAgain(t *testing.T) {
	dir := files(t)
	write(t, filepath.Join(dir, "harbour.rubric"))
	st := newStage(t, theme.Light, 900, 640)
	opened := ""
	Open(st.Host, filepath.Join(dir, "older"), func(path string) { opened = path })
	parttest.Write(t, st.Window, filepath.Join(dir, "harbour.rubric"))
	st.press(t, fyne.KeyReturn)
	if want := filepath.Join(dir, "harbour.rubric"); opened != want {
		t.Errorf("opened %q, want %q", opened, want)
	}
}

func TestBegunAgain(t *testing.T) {
	home := folder("")
	for text, want := range map[string]string{
		"": "", "/": "/", "//": "//", "/news/": "/news/", "/news//": "/", "/news//data/x.csv": "/data/x.csv", "//server/news": "//server/news",
		"/news/~": "/news/~", "/news/~/": home, "/news/~/x.csv": home + "x.csv", "/news/a~/x": "/news/a~/x",
	} {
		text, want = filepath.FromSlash(text), filepath.FromSlash(want)
		if got := begunAgain(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
