package ingest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// zipped packs files, "name", "data" in turn, in this order.
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, files[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// opened is a line for each input below paths: its path below root, its name for readers, and what is in it or why it
// cannot be read.
func opened(t testing.TB, root string, paths ...string) (lines []string) {
	t.Helper()
	err := Walk{Paths: paths}.Inputs(t.Context(), func(in Input) error {
		path, _ := filepath.Rel(root, in.Path)
		line := filepath.ToSlash(path) + " " + in.File + ": "
		r, err := in.Open()
		if err == nil {
			var data []byte
			data, err = io.ReadAll(r)
			line += fmt.Sprintf("%.20s", data)
			r.Close()
		}
		if err != nil {
			line += "! " + err.Error()
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// sameLines compares lines with what each must contain, in order.
func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		ok = strings.Contains(got[i], want[i])
	}
	if !ok {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestArchivesAreReadAsFolders(t *testing.T) {
	set := zipped(t, "b.txt", "B", "a/z.txt", "Z", "a/y.jsonl", "Y", "a.txt", "A", "__MACOSX/._b.txt", "x", ".hidden/h.txt", "x",
		`win\w.txt`, "W", "../../out.txt", "O", "in.zip", "PK", "in.jsonl.gz", "\x1f\x8b", "empty/", "")
	root := folder(t, map[string]string{
		"set.zip": string(set), "one.jsonl.gz": gzipped(t, "{}"), "text.txt.GZ": gzipped(t, "T"), "bad.gz": "no", "bad.zip": "no", "none.zip": string(zipped(t)),
		"cut.txt.gz": gzipped(t, strings.Repeat("abc", 100))[:20],
	})
	sameLines(t, opened(t, root, root), []string{
		`bad.gz bad: ! cannot be read: it is damaged or cut off`,
		`bad.zip bad.zip: ! `,
		`cut.txt.gz cut.txt: `,
		`none.zip none.zip: ! `,
		"one.jsonl.gz one.jsonl: {}",
		"set.zip/a/y.jsonl y.jsonl: Y",
		"set.zip/a/z.txt z.txt: Z",
		"set.zip/a.txt a.txt: A",
		"set.zip/b.txt b.txt: B",
		"set.zip/in.jsonl.gz in.jsonl.gz: ! ",
		"set.zip/in.zip in.zip: ! ",
		"set.zip/out.txt out.txt: O",
		"set.zip/win/w.txt w.txt: W",
		"text.txt.GZ text.txt: T",
	})
}

func TestDamagedMembersAreSaidAndTheRestIsRead(t *testing.T) {
	good := zipped(t, "a.txt", strings.Repeat("abcdefg", 40), "b.txt", "next")
	for name, change := range map[string]func([]byte){
		"sum":       func(b []byte) { b[bytes.Index(b, []byte("PK\x01\x02"))+16] ^= 1 },
		"packed":    func(b []byte) { copy(b[35:], "\xff\xff\xff\xff") },
		"encrypted": func(b []byte) { b[bytes.Index(b, []byte("PK\x01\x02"))+8] |= 1 },
		"method":    func(b []byte) { b[bytes.Index(b, []byte("PK\x01\x02"))+10] = 99 },
	} {
		data := slices.Clone(good)
		change(data)
		root := folder(t, map[string]string{"s.zip": string(data)})
		lines := opened(t, root, root)
		if len(lines) != 2 || !strings.Contains(lines[0], "! ") || !strings.Contains(lines[0], "cannot be read") && !strings.Contains(lines[0], "damaged") || lines[1] != "s.zip/b.txt b.txt: next" {
			t.Errorf("%s: %q", name, lines)
		}
	}
}

func TestTrapsAreNotUnpacked(t *testing.T) {
	left := int64(1000)
	r := unpacking{r: strings.NewReader(strings.Repeat("a", 3000)), left: &left}
	data, err := io.ReadAll(r)
	if !errors.Is(err, ErrTooLarge) || len(data) > 1000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	var b bytes.Buffer // more than a text may have, in very little
	w := zip.NewWriter(&b)
	f, err := w.Create("zeros.txt")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 160 {
		f.Write(zeros)
	}
	w.Close()
	root := folder(t, map[string]string{"trap.zip": b.String()})
	err = Walk{Paths: []string{root}}.Inputs(t.Context(), func(in Input) error {
		if item := in.Article(Options{}); !errors.Is(item.Err, ErrTooLarge) {
			t.Errorf("%v", item.Err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A trap of records is read no further than it may unpack, and one that is packed twice is not opened.
func TestTrapsOfRecordsAreNotUnpacked(t *testing.T) {
	piece := gzipped(t, strings.Repeat("a", 64<<20))
	trap := strings.Repeat(piece, unpackedLeast/(64<<20)+1) // gzip reads them as one
	root := folder(t, map[string]string{"trap.jsonl.gz": trap, "twice.jsonl.gz.gz": gzipped(t, trap), "in.zip": string(zipped(t, "trap.jsonl.gz", trap))})
	var lines []string
	err := Walk{Paths: []string{root}}.Inputs(t.Context(), func(in Input) error {
		r, err := in.Open()
		if err != nil || in.File != "trap.jsonl" {
			lines = append(lines, fmt.Sprint(in.File, " ", err))
			return nil
		}
		defer r.Close()
		for rec, err := range ReadCanonical(r, ReadOptions{}) {
			lines = append(lines, fmt.Sprint(rec.Line, " ", errors.Is(err, ErrTooLarge)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sameLines(t, lines, []string{"archives in archives are not opened", "0 true", "twice.jsonl.gz <nil>"})
}

func TestFilesBeside(t *testing.T) {
	files := []string{"d/a.txt", "A", "d/a.ann", "T1", "d/sub/x.txt", "X", "top.json", "{}"}
	root := folder(t, map[string]string{"s.zip": string(zipped(t, files...)), "d/a.txt": "A", "d/a.ann": "T1", "d/sub/x.txt": "X", "top.json": "{}"})
	n := 0
	err := Walk{Paths: []string{root}}.Inputs(t.Context(), func(in Input) error {
		if in.File != "a.txt" {
			return nil
		}
		n++
		for name, want := range map[string]string{"a.ann": "T1", "../top.json": "{}", "sub/x.txt": "X", "none": "", "sub": ""} {
			data, err := in.Beside(name)
			if string(data) != want || (err != nil) != (want == "") {
				t.Errorf("%s beside %s: %q, %v", name, in.Path, data, err)
			}
		}
		return nil
	})
	if err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	err = Walk{Paths: []string{filepath.Join(root, "s.zip")}}.Inputs(t.Context(), func(in Input) error {
		if data, err := in.Beside("../../../../../../etc/passwd"); err == nil {
			t.Errorf("left the archive: %.20q", data)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPapersOfAnExportArePassedOver(t *testing.T) {
	papers := []string{
		"README.md", "---\npretty_name: x\ndataset_info:\n---\n", "manifest.json", `{"manifest": "rubricator-manifest/1"}`, "SHA256SUMS", "aa  data/train.jsonl\n",
		"labels.json", `{"labels": [], "ner_tags": ["O"]}`, "alignment.tsv", "doc\tspan\tstart\n", "make_docbin.py", "import spacy\n",
		"croissant.json", `{"@context": {"cr": "http://mlcommons.org/croissant/"}}`, "data/train.jsonl", "{}",
		"news.jsonl.manifest.json", `{"manifest": "rubricator-manifest/1"}`, "chat.jsonl.index.tsv", "line\tdoc\tsha256\n", "ids.tsv", "file\tdoc\n", "splits.tsv", "group\tsplit\tpinned\tdoc\n",
	}
	theirs := []string{"own/README.md", "# About\n", "own/manifest.json", `{"text": "a manifest"}`, "own/labels.json", `[{"text":"a"}]`, "own/alignment.tsv", "id\ttext\n1\tOslo\n"}
	root := folder(t, map[string]string{"s.zip": string(zipped(t, append(papers, theirs...)...))})
	for i := 0; i < len(papers); i += 2 {
		at := filepath.Join(root, filepath.FromSlash(papers[i]))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(papers[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sameLines(t, opened(t, root, root), []string{
		"data/train.jsonl ", "s.zip/data/train.jsonl ", "s.zip/own/README.md ", "s.zip/own/alignment.tsv ", "s.zip/own/labels.json ", "s.zip/own/manifest.json ",
	})
	sameLines(t, opened(t, root, filepath.Join(root, "manifest.json")), []string{"manifest.json "}) // somebody asks for it
	var errs []error
	err := Walk{Paths: []string{filepath.Join(root, "alignment.tsv")}}.Inputs(t.Context(), func(in Input) error { errs = append(errs, in.Err); return nil })
	if err != nil || len(errs) != 1 || !errors.Is(errs[0], ErrFormat) { // its quotes are no texts
		t.Errorf("alignment.tsv by its name: %v, %v", err, errs)
	}
}

func TestFoldersOfSavedPagesArePassedOver(t *testing.T) {
	files := []string{"News.html", "<p>", "News_files/a.js", "x", "News_files/in/b.css", "x", "old_files/c.txt", "C", "d/P.htm", "<p>", "d/P_files/e.txt", "x"}
	root := folder(t, map[string]string{"s.zip": string(zipped(t, files...)), "x/News.html": "<p>", "x/News_files/a.js": "x", "x/News_files/in/b.txt": "x", "x/old_files/c.txt": "C"})
	sameLines(t, opened(t, root, root), []string{
		"s.zip/News.html ", "s.zip/d/P.htm ", "s.zip/old_files/c.txt ", "x/News.html ", "x/old_files/c.txt ",
	})
}

func TestInputsTellWhatIsReadAndStop(t *testing.T) {
	text := strings.Repeat("A line of text. ", 1<<16)
	root := folder(t, map[string]string{"a.txt": text, "b.txt.gz": gzipped(t, text), "c.zip": string(zipped(t, "c.txt", text))})
	for _, name := range []string{"a.txt", "b.txt.gz", "c.zip"} {
		path := filepath.Join(root, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		read := 0
		ctx, cancel := context.WithCancel(t.Context())
		err = Walk{Paths: []string{path}, Read: func(n int) { read += n }}.Inputs(ctx, func(in Input) error {
			item := in.Article(Options{})
			if item.Err != nil || item.Document.Text.String() != text || item.Document.ID != name[:1] {
				t.Errorf("%s: %v, %q", name, item.Err, item.Document.ID)
			}
			if int64(read) < info.Size() {
				t.Errorf("%s: %d bytes read of %d", name, read, info.Size())
			}
			cancel()
			if r, err := in.Open(); err == nil {
				_, err = io.ReadAll(r)
				r.Close()
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%s: read after the end: %v", name, err)
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, "a.txt", "A", "d/b.jsonl", "{}", "c.zip", "PK"))
	f.Add(zipped(f))
	f.Add([]byte("PK\x05\x06"))
	root := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(root, "s.zip")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		given := 0
		err := Walk{Paths: []string{path}}.Inputs(t.Context(), func(in Input) error {
			given++
			if in.Err != nil && (strings.Contains(in.Err.Error(), "\n") || in.open != nil) {
				t.Errorf("%q", in.Err)
			}
			if r, err := in.Open(); err == nil {
				io.Copy(io.Discard, io.LimitReader(r, 1<<20))
				r.Close()
			}
			if strings.Contains(in.File, "/") || strings.Contains(in.Path, "/../") {
				t.Errorf("%q, %q", in.Path, in.File)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if list, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil && given == 0 && len(list.File) == 0 {
			t.Error("an empty archive is not said")
		}
	})
}
