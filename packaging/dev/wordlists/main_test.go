package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadWords(t *testing.T) {
	list := write(t, "list.txt", "\uFEFF# a remark\n中国\t62\n中\t0\nカナ\t9\nヶ月\t9\n霞ヶ関\t9\nลาว\nลาว๑\nab\n\n"+strings.Repeat("ก", 41)+"\n")
	got, err := readWords([]string{list}, "")
	want := map[string]uint8{"中国": 62, "中": 100, "霞ヶ関": 9, "ลาว": 100}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	// A third of a corpus costs 11, what it does not have 10·ln(6/0.5).
	counts := write(t, "counts.txt", "word\tcount\nลาว\t1.5\nไทย\t4.5\n")
	got, err = readWords([]string{list}, counts)
	if err != nil || got["ลาว"] != 11 || got["中"] != 25 || got["中国"] != 62 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := readWords([]string{write(t, "bad.txt", "中国\t300\n")}, ""); err == nil || !strings.Contains(err.Error(), `"300"`) {
		t.Errorf("a cost of 300: %v", err)
	}
}

func TestPackWords(t *testing.T) {
	got := packWords(map[string]uint8{"ba": 7, "b": 3, "a": 5})
	want := "\x04\x00\x00\x00" + "\x00\x00a\x00b\x00a\x00" + "\x00\x05\x03\x07" + "\x02\x00\x00\x00\x01\x00\x00\x00"
	if string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEmissions(t *testing.T) {
	source := write(t, "prob.py", `P={'B': {'\u4e00': -1.0,
       '\u4e01': -30.5},
 'S': {'\u4e00': -3.14e+100}}`)
	out := filepath.Join(t.TempDir(), "out.zst")
	if err := run(out, "", true, []string{source}); err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	d, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	got, err := d.DecodeAll(packed, nil)
	want := "\x02\x00\x00\x00" + "\x00\x4e\x01\x4e" + "\x0c\xff" + "\xff\xff" + "\xff\xff" + "\xff\xff"
	if err != nil || string(got) != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

func TestRunNeedsFiles(t *testing.T) {
	if err := run("", "", false, []string{"x"}); err == nil {
		t.Error("no error without -out")
	}
	if err := run("x", "", false, []string{filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("no error for a list that is not there")
	}
}
