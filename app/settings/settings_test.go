package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

func flush(t *testing.T, s *Settings) {
	t.Helper()
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
}

func TestSettingsAreReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", FileName)
	s, found := Open(path)
	if found || s.Get("theme") != "" {
		t.Fatal("a file that is not there was found")
	}
	s.Set("theme", "dark")
	s.SetRecent([]string{"/a.rubric", "/ب.rubric"})
	s.SetSize(1000, 700.5)
	flush(t, s)
	again, found := Open(path)
	w, h := again.Size()
	if !found || again.Get("theme") != "dark" || !slices.Equal(again.Recent(), []string{"/a.rubric", "/ب.rubric"}) || w != 1000 || h != 700.5 {
		t.Errorf("read %+v, found: %v", again.now, found)
	}
}

func TestADamagedFileIsKeptBeside(t *testing.T) {
	good := `{"kind":"rubricator settings 1","values":{"theme":"dark"}}`
	for name, content := range map[string]string{"empty": "", "cut": good[:len(good)-9], "no JSON": "\x00\xff",
		"another kind": strings.Replace(good, "settings 1", "settings 2", 1), "wrong type": strings.Replace(good, `"dark"`, "7", 1)} {
		path := filepath.Join(t.TempDir(), FileName)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		s, found := Open(path)
		if !found || s.Get("theme") != "" {
			t.Errorf("%s: found %v, theme %q", name, found, s.Get("theme"))
		}
		if kept, err := os.ReadFile(path + ".bad"); err != nil || string(kept) != content {
			t.Errorf("%s: kept %q, %v", name, kept, err)
		}
		s.Set("theme", "light")
		flush(t, s)
		if again, _ := Open(path); again.Get("theme") != "light" {
			t.Errorf("%s: the file is not made anew", name)
		}
	}
}

// TestTwoWindowsLeaveAWholeFile reads while two windows write: what is read is always one of theirs.
func TestTwoWindowsLeaveAWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	windows := map[string]*Settings{}
	for _, who := range []string{"one", "two"} {
		s, _ := Open(path)
		s.Set("who", who)
		flush(t, s)
		windows[who] = s
	}
	var writers sync.WaitGroup
	defer writers.Wait()
	for who, s := range windows {
		writers.Go(func() {
			for i := range 100 {
				s.Set("long", who+strings.Repeat(fmt.Sprint(i), 2000))
				if err := s.Flush(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 300 {
		data, err := os.ReadFile(path)
		var v values
		if err != nil || json.Unmarshal(data, &v) != nil || !strings.HasPrefix(v.Values["long"], strings.TrimSpace(v.Values["who"])) && v.Values["long"] != "" {
			t.Fatalf("read %d bytes: %v", len(data), err)
		}
	}
}

func TestNothingChangedIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s, _ := Open(path)
	flush(t, s)
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written though nothing was set")
	}
}
