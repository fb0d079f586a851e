package suggest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

// tinyStarter is the file of a starter under a licence of its own, trained on one sentence.
func tinyStarter(t *testing.T) []byte {
	t.Helper()
	x := Example{Text: "Zorblat sleeps.", Language: "en", Annotated: StarterLabels(), Weight: 1,
		Spans: []LabelledSpan{{Span: annotate.Span{Start: 0, End: 7}, Label: "EVENT"}}}
	s, err := Train(context.Background(), []Example{x}, UsualTraining)
	if err != nil {
		t.Fatal(err)
	}
	s.Header.Licence, s.Header.Credits = "CC-BY-SA-4.0", []string{"Zorblat's own words."}
	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestInstalledStarter(t *testing.T) {
	t.Cleanup(func() {
		if err := Install(); err != nil {
			t.Error(err)
		}
	})
	empty, folder := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, StarterFile)
	if err := Install(empty, folder); err != nil || InUse() != Bundled() || StarterPlace() != "bundled" {
		t.Fatalf("without a file: %s, %v", StarterPlace(), err)
	}
	good := tinyStarter(t)
	bad := bytes.Clone(good)
	bad[len(bad)-1]++
	for _, tt := range []struct {
		data []byte
		says string
	}{{bad, "check sum"}, {[]byte("rubricator starter 2\nmore"), "no starter file"}, {nil, "no starter file"}} {
		if err := os.WriteFile(path, tt.data, 0o600); err != nil {
			t.Fatal(err)
		}
		err := Install(empty, folder)
		if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) || InUse() != Bundled() {
			t.Errorf("%q: %v", tt.says, err)
		}
	}
	if err := os.Truncate(path, maxStarterFile+1); err != nil {
		t.Fatal(err)
	}
	if err := Install(empty, folder); err == nil || !strings.Contains(err.Error(), "33 MB") || !strings.Contains(err.Error(), path) || InUse() != Bundled() {
		t.Errorf("a file that is too large: %v", err)
	}
	if err := os.WriteFile(path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Install(empty, folder); err != nil || New().start == Bundled() {
		t.Fatalf("a good file is not used: %v", err)
	}
	for _, want := range []string{path, "CC-BY-SA-4.0", "Zorblat's own words."} {
		if !strings.Contains(Credits(), want) {
			t.Errorf("the credits lack %q", want)
		}
	}
}
