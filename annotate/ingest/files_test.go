package ingest

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest/sample"
)

// folder writes files, by path below a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// articles reads what Walk finds as texts.
func articles(ctx context.Context, paths []string, yield func(Item) error) error {
	return Walk{Paths: paths}.Inputs(ctx, func(in Input) error {
		switch {
		case in.Err != nil:
			return yield(Item{Path: in.Path, Err: in.Err})
		case !in.IsArticle():
			return yield(Item{Path: in.Path, Err: ErrEnding})
		}
		return yield(in.Article(Options{}))
	})
}

func collect(t *testing.T, paths ...string) []Item {
	t.Helper()
	var items []Item
	err := articles(t.Context(), paths, func(item Item) error {
		items = append(items, item)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// said is one line for each item: its path below root with "ok" or the error it wraps.
func said(root string, items []Item) []string {
	var lines []string
	for _, item := range items {
		path, _ := filepath.Rel(root, item.Path)
		what := "ok"
		for _, err := range []error{ErrEmpty, ErrTooLarge, ErrNUL, ErrNotText, ErrEncoding, ErrEnding, ErrUnreadable} {
			if errors.Is(item.Err, err) {
				what = err.Error()
			}
		}
		lines = append(lines, filepath.ToSlash(path)+": "+what)
	}
	return lines
}

func TestFilesTakesWhatItCanAndReportsTheRest(t *testing.T) {
	root := folder(t, map[string]string{
		"b.txt":            "Second\n",
		"a.TXT":            "First\n",
		"deep/er/c.text":   "Third\n",
		"deep/empty.txt":   " \n",
		"deep/nul.txt":     "a\x00b",
		"deep/cut.txt":     strings.Repeat("é", 20) + "\xc3",
		"deep/picture.png": "\x89PNG",
		"deep/noending":    "text",
		".hidden.txt":      "text",
		".git/d.txt":       "text",
		"pages/index.html": "<p>",
	})
	want := []string{
		"a.TXT: ok",
		"b.txt: ok",
		"deep/cut.txt: not readable as text",
		"deep/empty.txt: no text",
		"deep/er/c.text: ok",
		"deep/noending: skipped",
		"deep/nul.txt: not a text file",
		"deep/picture.png: skipped",
		"pages/index.html: skipped",
	}
	items := collect(t, root)
	if got := said(root, items); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, item := range items {
		if item.Err == nil {
			continue
		}
		line := item.Err.Error()
		if line == ErrEnding.Error() {
			continue
		}
		if !strings.Contains(line, filepath.Base(item.Path)) || strings.Contains(line, "\n") || item.Document.ID != "" {
			t.Errorf("%s: %q with document %q", item.Path, line, item.Document.ID)
		}
	}
}

func TestFilesThatAreNamed(t *testing.T) {
	root := folder(t, map[string]string{
		"z.txt": "Z", "a.txt": "A", "noending": "N", ".hidden.txt": "H", "data.jsonl": "{}", "nothing/.keep": "",
	})
	var paths []string
	for _, name := range []string{"z.txt", "a.txt", "noending", ".hidden.txt", "data.jsonl", "missing.txt", "nothing"} {
		paths = append(paths, filepath.Join(root, name))
	}
	want := []string{
		"z.txt: ok", "a.txt: ok", "noending: ok", ".hidden.txt: ok", "data.jsonl: skipped", "missing.txt: cannot be read", "nothing: no text",
	}
	if got := said(root, collect(t, paths...)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFilesFollowsLinksToFilesOnly(t *testing.T) {
	root := folder(t, map[string]string{"in/a.txt": "A", "other/b.txt": "B", "other/c.txt": "C"})
	for link, target := range map[string]string{"in/file.txt": "../other/b.txt", "in/folder.txt": "../other", "in/gone.txt": "../nowhere", "root": "other"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Logf("no links on this system: %v", err)
			return
		}
	}
	want := []string{
		"in/a.txt: ok", "in/file.txt: ok", "in/folder.txt: cannot be read", "in/gone.txt: cannot be read", "root/b.txt: ok", "root/c.txt: ok",
	}
	if got := said(root, collect(t, filepath.Join(root, "in"), filepath.Join(root, "root"))); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilesDoesNotReadWhatIsTooLarge(t *testing.T) {
	root := folder(t, map[string]string{"big.txt": ""})
	if err := os.Truncate(filepath.Join(root, "big.txt"), 1<<40); err != nil { // a hole: takes no room
		t.Logf("no such file on this system: %v", err)
		return
	}
	if got := said(root, collect(t, root)); !slices.Equal(got, []string{"big.txt: too large"}) {
		t.Errorf("got %q", got)
	}
}

func TestFilesStops(t *testing.T) {
	root := folder(t, map[string]string{"a.txt": "A", "b.txt": "B", "c.txt": "C"})
	stop := errors.New("enough")
	calls := 0
	err := articles(t.Context(), []string{root, root}, func(Item) error {
		calls++
		if calls == 2 {
			return stop
		}
		return nil
	})
	if err != stop || calls != 2 {
		t.Errorf("%v after %d calls", err, calls)
	}

	ctx, cancel := context.WithCancel(t.Context())
	calls = 0
	err = articles(ctx, []string{root}, func(Item) error {
		calls++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestSampleArticlesAreTaken(t *testing.T) {
	names, err := fs.Glob(sample.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(sample.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		item := Article(name, data, Options{})
		title, _, _ := strings.Cut(string(data), "\n")
		document := item.Document
		if item.Err != nil || len(item.Notes) > 0 || document.ID != strings.TrimSuffix(name, ".txt") || document.Title != title || document.Text.String() != string(data) {
			t.Errorf("%s: %v %q %q %q", name, item.Err, item.Notes, document.ID, document.Title)
		}
		if want := (annotate.Source{Name: name, Encoding: "utf-8", SHA256: sha256.Sum256(data)}); document.Source != want {
			t.Errorf("%s: source %v, want %v", name, document.Source, want)
		}
	}
}

// The articles of the folder shared with the developers, where there is one.
func TestSharedArticlesAreTaken(t *testing.T) {
	if _, err := os.Stat("../../../shared/articles"); err != nil {
		return
	}
	items := collect(t, "../../../shared/articles")
	if len(items) != 5 {
		t.Errorf("%d items, want 5", len(items))
	}
	for _, item := range items {
		if item.Err != nil || item.Document.Title == "" || len(item.Notes) > 0 {
			t.Errorf("%s: %v %q %q", filepath.Base(item.Path), item.Err, item.Document.Title, item.Notes)
		}
	}
}

func TestArticleSaysWhatItGuessed(t *testing.T) {
	data := encode(t, "windows-1256", textOf(t, "09-valletta-accord.txt"))
	item := Article("news/accord.txt", data, Options{})
	want := `"news/accord.txt": no encoding is given in it; read as windows-1256, which fits best`
	if !slices.Equal(item.Notes, []string{want}) {
		t.Errorf("notes %q, want %q", item.Notes, want)
	}
	if s := item.Document.Source; s.Name != "accord.txt" || s.Encoding != "windows-1256" || s.SHA256 != sha256.Sum256(data) {
		t.Errorf("source %v", s)
	}
}

func TestArticleInAGivenEncoding(t *testing.T) {
	for _, c := range []struct {
		encoding, data, text, name string
		err                        error
	}{
		{"windows-1250", "k\xf9\xf2\r\n", "kůň\n", "windows-1250", nil},
		{"utf8", "a \ufffd lost", "a \ufffd lost", "utf-8", nil},
		{"cp1251", "\xcf\xee\xf0\xf2", "Порт", "windows-1251", nil},
		{"UTF-8", "\ufeffé", "é", "utf-8", nil},
		{"utf-16", "\xff\xfea\x00b\x00", "ab", "utf-16le", nil},
		{"utf-8", "caf\xe9", "", "", ErrEncoding},
		{"windows-1252", "caf\xe9 \x81", "", "", ErrEncoding}, // which has no meaning there
		{"iso-8859-5", "\xbf\xde\xe0\xe2 \x96", "", "", ErrEncoding},
		{"latin 9000", "a", "", "", ErrEncoding},
		{"windows-1252", "", "", "", ErrEmpty},
	} {
		item := Article("a.txt", []byte(c.data), Options{Encoding: c.encoding})
		if got := item.Document; !errors.Is(item.Err, c.err) || got.Text.String() != c.text || got.Source.Encoding != c.name || len(item.Notes) > 0 {
			t.Errorf("%s: %q %q %v %q", c.encoding, got.Text.String(), got.Source.Encoding, item.Err, item.Notes)
		}
	}
}

func TestID(t *testing.T) {
	for path, want := range map[string]string{
		"news/01-talks.txt": "01-talks", "v1.2.txt": "v1.2", "README": "README", ".txt": ".txt", "مرسى النور.txt": "مرسى النور",
		"two\nlines.txt": "two_lines", "bad\xffname.txt": "bad_name",
	} {
		if got := ID(path); got != want {
			t.Errorf("ID(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	var ids IDs
	ids.Use("a", "b-2")
	var got []string
	for _, id := range []string{"a", "b", "b", "b", "a", "a-2", "c"} {
		got = append(got, ids.Unique(id))
	}
	want := []string{"a-2", "b", "b-3", "b-4", "a-3", "a-2-2", "c"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkFiles(b *testing.B) {
	root := b.TempDir()
	names, _ := fs.Glob(sample.Files, "*.txt")
	for _, name := range names {
		data, _ := fs.ReadFile(sample.Files, name)
		if err := os.WriteFile(filepath.Join(root, name), data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := articles(b.Context(), []string{root}, func(Item) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(names)*b.N)/b.Elapsed().Seconds(), "docs/s")
}
