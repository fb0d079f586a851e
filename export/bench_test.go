package export

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// articles is how many a benchmark exports; ARTICLES=100000 is what docs/performance.md tells of.
func articles(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("ARTICLES"))
	if err != nil {
		return 5000
	}
	return n
}

// news gives n articles, of which as many differ as do not fit into a processor's caches.
func news(b *testing.B, n int) Source {
	const different = 2000
	list := make([]Record, min(n, different))
	for i := range list {
		doc, set := annotatetest.NewsArticle(b, i)
		list[i] = Record{Document: doc, Language: "en", Direction: "ltr", Annotator: "ada", Work: annotate.Work{Annotations: set, Status: annotate.Finished}}
	}
	return func(yield func(Record, error) bool) {
		for i := range n {
			rec := list[i%different]
			rec.Document.ID = fmt.Sprintf("news-%06d", i)
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// BenchmarkExport writes articles with twenty spans each to disk: as an export does it, the same without reading again what
// was made, and a plain write of the same bytes. All are made durable.
func BenchmarkExport(b *testing.B) {
	src := news(b, articles(b))
	for _, format := range []string{"rubricator", "spacy", "hf"} {
		b.Run(format, func(b *testing.B) {
			f, err := Lookup(format)
			if err != nil {
				b.Fatal(err)
			}
			blind := f
			blind.open = func(r *run) writer { return unchecked{f.open(r)} }
			dir := b.TempDir()
			main := filepath.Join(dir, format)
			var turns annotatetest.Turns
			for i, f := range []Format{f, blind} {
				name := []string{"export", "unchecked"}[i]
				turns.Add(name, func() (size int64) {
					rep, err := f.write(b.Context(), options(format, main), src, createFile)
					if err != nil {
						b.Fatal(err)
					}
					for _, f := range rep.Files {
						size += f.Bytes
					}
					return size
				})
			}
			turns.Add("raw", func() int64 { return rewrite(b, largest(b, main), filepath.Join(dir, "raw")) })
			turns.Run(b)
		})
	}
}

// unchecked are the three formats of the benchmark without the reading again.
type unchecked struct{ writer }

func (w unchecked) write(dst []byte, u unit) ([]byte, error) {
	switch f := w.writer.(type) {
	case canonical:
		return f.encode(dst, u), nil
	case spacy:
		dst, _ = f.encode(dst, u)
	case hf:
		dst, _ = f.encode(dst, u)
	}
	return dst, nil
}

// largest is the file of records of an export.
func largest(b *testing.B, out string) (path string) {
	size := int64(-1)
	err := filepath.Walk(out, func(p string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() && info.Size() > size {
			path, size = p, info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// rewrite copies a file that the system holds in memory, and waits until the copy is on the disk.
func rewrite(b *testing.B, from, to string) int64 {
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	n, err := io.Copy(struct{ io.Writer }{out}, struct{ io.Reader }{in})
	if err != nil || out.Sync() != nil || out.Close() != nil {
		b.Fatal(err)
	}
	if err := os.Remove(to); err != nil {
		b.Fatal(err)
	}
	return n
}
