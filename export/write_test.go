package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// formatNames are all formats; each test over them proves its point for every one.
func formatNames() (names []string) {
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// place is a destination with an older export of that format at it, and what stands there.
func place(t *testing.T, name string) (out string, look func() string) {
	t.Helper()
	f, err := Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	out = filepath.Join(t.TempDir(), "data"+f.Ending)
	export(t, options(name, out), record(t, "old", "An older text of Oslo.", [2]string{"PLACE", "Oslo"}))
	return out, func() string { return tree(t, filepath.Dir(out)) }
}

// tree is all paths and contents below dir.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			b.WriteString("=== " + rel + "\n" + read(t, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCancelLeavesTheOldExportWhole(t *testing.T) {
	for _, name := range formatNames() {
		out, look := place(t, name)
		before := look()
		ctx, src := cancelled(t, shared(t)...)
		if name == "schema" {
			var stop context.CancelFunc
			ctx, stop = context.WithCancel(ctx)
			stop()
		}
		if _, err := Write(ctx, options(name, out), src); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", name, err)
		}
		if after := look(); after != before {
			t.Errorf("%s: a cancelled export changed the folder\n%s", name, after)
		}
	}
}

func TestFailingSourceLeavesTheOldExportWhole(t *testing.T) {
	broken := errors.New("project is damaged")
	for _, name := range formatNames() {
		if name == "schema" {
			continue // reads no records
		}
		out, look := place(t, name)
		before := look()
		_, err := Write(t.Context(), options(name, out), func(yield func(Record, error) bool) {
			_ = yield(mira(t), nil) && yield(Record{}, broken)
		})
		if !errors.Is(err, broken) || look() != before {
			t.Errorf("%s: error %v, folder changed: %v", name, err, look() != before)
		}
	}
}

func TestFullDiskLeavesTheOldExportWhole(t *testing.T) {
	for _, name := range formatNames() {
		out, look := place(t, name)
		before := look()
		failed := 0
		for _, room := range []int{0, 1, 100, 400, 1000, 2000} {
			_, err := write(t.Context(), options(name, out), source(shared(t)...), fullDisk(room))
			if err == nil {
				break
			}
			failed++
			if !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d bytes: %v", name, room, err)
			}
			if after := look(); after != before {
				t.Fatalf("%s with room for %d bytes left\n%s", name, room, after)
			}
		}
		if failed < 3 {
			t.Errorf("%s: only %d sizes failed", name, failed)
		}
	}
}

func TestSuccessReplacesAndLeavesNothingElse(t *testing.T) {
	for _, name := range formatNames() {
		out, _ := place(t, name)
		rep := export(t, options(name, out), shared(t)...)
		if strings.Contains(tree(t, filepath.Dir(out)), "An older text") {
			t.Errorf("%s: the old export is still there", name)
		}
		for _, f := range rep.Files {
			body := read(t, f.Path)
			if int64(len(body)) != f.Bytes || hexSumOf(body) != f.SHA256 {
				t.Errorf("%s: %s is not as reported: %+v", name, f.Path, f)
			}
		}
		if n := strings.Count(tree(t, filepath.Dir(out)), "=== "); n != len(rep.Files) {
			t.Errorf("%s: %d files stand there, reported are %v", name, n, rep.Files)
		}
	}
}

func TestTwoExportsAreTheSameBytes(t *testing.T) {
	for _, name := range formatNames() {
		var trees [2]string
		for i := range trees {
			out := filepath.Join(t.TempDir(), "data")
			export(t, options(name, out), shared(t)...)
			trees[i] = tree(t, filepath.Dir(out))
		}
		if trees[0] != trees[1] {
			t.Errorf("%s: two exports differ\n%s\n%s", name, trees[0], trees[1])
		}
	}
}

func TestPreviewIsTheFirstLine(t *testing.T) {
	for _, name := range formatNames() {
		out := filepath.Join(t.TempDir(), "data")
		export(t, options(name, out), mira(t))
		got, err := Preview(options(name, ""), mira(t))
		if err != nil || got == "" || !strings.Contains(tree(t, filepath.Dir(out)), got+"\n") {
			t.Errorf("%s: preview %q, %v is not in the export", name, got, err)
		}
	}
}

func TestBytesAreLFWithoutMark(t *testing.T) {
	for _, name := range formatNames() {
		out := filepath.Join(t.TempDir(), "data")
		for _, f := range export(t, options(name, out), shared(t)...).Files {
			body := read(t, f.Path)
			if strings.HasPrefix(body, "PK") {
				continue // an archive
			}
			ended := strings.HasSuffix(body, "\n") || body == "" || strings.HasSuffix(f.Path, ".txt") // which is a text and nothing else
			if strings.HasPrefix(body, "\ufeff") || strings.Contains(body, "\r") || !ended {
				t.Errorf("%s: %s has a byte order mark, a carriage return or no last line end", name, f.Path)
			}
		}
	}
}

func TestUnsortedRecordsAreRefused(t *testing.T) {
	list := shared(t)
	_, err := Write(t.Context(), options("rubricator", filepath.Join(t.TempDir(), "x")), source(list[1], list[0]))
	if err == nil || !strings.Contains(err.Error(), `"doc-0001" comes after "doc-0002"`) {
		t.Errorf("error %v", err)
	}
}

func TestUnknownFormatNamesTheOthers(t *testing.T) {
	_, err := Lookup("excel")
	if err == nil || !strings.Contains(err.Error(), `"excel"`) || !strings.Contains(err.Error(), strings.Join(formatNames(), ", ")) {
		t.Errorf("error %v", err)
	}
}

func TestDestinationThatIsAFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(t.Context(), options("rubricator", dir), source(mira(t))); err == nil || !strings.Contains(err.Error(), "is a folder: name a file") {
		t.Errorf("error %v", err)
	}
	only(t, dir)
}

func TestLinkAndPermissionsStay(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Symlink("file", link)); err != nil {
		t.Fatal(err)
	}
	export(t, options("rubricator", link), mira(t))
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 {
		t.Errorf("the file behind the link: %v %v", info, err)
	}
	only(t, dir, "file", "file.manifest.json", "link")
}
