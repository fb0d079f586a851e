package storage_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
)

// newsText is an article of about 3 KB that packs about as well as news does.
func newsText(r *rand.Rand, i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Report %d\n\n", i)
	for b.Len() < 3000 {
		for range 3 + r.IntN(3) {
			b.WriteByte(byte('a' + r.IntN(26)))
		}
		b.WriteString([]string{" ", " of the ", ". The ", ", which ", " and ", " said "}[r.IntN(6)])
	}
	return b.String()
}

func articles(tb testing.TB, n int) []storage.NewDocument {
	tb.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 1))
	list := make([]storage.NewDocument, n)
	for i := range list {
		doc, err := annotate.NewDocument(fmt.Sprint("report-", i), "", newsText(r, i))
		if err != nil {
			tb.Fatal(err)
		}
		doc.Source = annotate.Source{Name: fmt.Sprintf("report-%d.txt", i), Encoding: "utf-8", SHA256: doc.Text.SHA256()}
		list[i] = storage.NewDocument{Document: doc}
	}
	return list
}

// filled is a closed project of n articles, as a path.
func filled(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "filled.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		tb.Fatal(err)
	}
	list := articles(tb, n)
	for len(list) > 0 {
		size := min(1000, len(list))
		if _, err := p.AddDocuments(tb.Context(), list[:size]); err != nil {
			tb.Fatal(err)
		}
		list = list[size:]
	}
	if err := p.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

func opened(tb testing.TB, path string) *storage.Project {
	tb.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { p.Close() })
	return p
}

// BenchmarkAppend stores one label in a durable commit, in an article that has that many already. Compare it with
// BenchmarkTwoFlushes, which is what any such commit costs on the same disk.
func BenchmarkAppend(b *testing.B) {
	for _, labels := range []int{0, 60, 2000} {
		b.Run(fmt.Sprintf("labels=%d", labels), func(b *testing.B) {
			p := opened(b, filled(b, 1000))
			var first []annotate.Edit
			for i := range labels {
				first = append(first, put(annotate.NewID(), "PER", i, i+1, "x"))
			}
			if err := p.Append(tx("report-7", first...)); err != nil {
				b.Fatal(err)
			}
			steps := func(i int) annotate.Transaction { // adds a label and takes it away, so that the work stays as long
				a := annotate.Annotation{ID: fmt.Sprint(i / 2), Label: "PER", Span: annotate.Span{Start: 0, End: 6}, Quote: "Report"}
				return tx("report-7", []annotate.Edit{annotate.Add(a), annotate.Remove(a)}[i%2])
			}
			for i := 0; b.Loop(); i++ {
				if err := p.Append(steps(i)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTwoFlushes is the floor of a durable commit: two writes of a page, each followed by a flush to the disk.
func BenchmarkTwoFlushes(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "flushed"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, pageSize)
	if _, err := f.WriteAt(make([]byte, 1<<20), 0); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		for k := range 2 {
			if _, err := f.WriteAt(page, int64((i*7+k)%256)*pageSize); err != nil {
				b.Fatal(err)
			}
			if err := f.Sync(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkAddDocuments imports a thousand articles of 3 KB in one commit.
func BenchmarkAddDocuments(b *testing.B) {
	list := articles(b, 1000)
	bytes := 0
	for _, n := range list {
		bytes += len(n.Document.Text.String())
	}
	b.SetBytes(int64(bytes))
	round := 0
	for b.Loop() {
		b.StopTimer()
		round++
		p, err := storage.Create(filepath.Join(b.TempDir(), fmt.Sprint(round)), annotate.News())
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := p.AddDocuments(b.Context(), list); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(len(list)*b.N)/b.Elapsed().Seconds(), "docs/s")
}

func benchmarkHeaders(b *testing.B, n int) {
	p := opened(b, filled(b, n))
	for b.Loop() {
		list, err := p.Headers("ada")
		if err != nil || len(list) != n {
			b.Fatal(len(list), err)
		}
	}
}

func BenchmarkHeaders10k(b *testing.B)  { benchmarkHeaders(b, 10_000) }
func BenchmarkHeaders100k(b *testing.B) { benchmarkHeaders(b, 100_000) }

// BenchmarkOpen10k opens and closes a project of ten thousand articles, verification of its pages included.
func BenchmarkOpen10k(b *testing.B) {
	path := filled(b, 10_000)
	var open time.Duration
	for b.Loop() {
		begin := time.Now()
		p, err := storage.Open(path, storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		open += time.Since(begin)
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(open.Milliseconds())/float64(b.N), "ms-to-open")
}

// BenchmarkCheck10k checks everything in a project of ten thousand articles.
func BenchmarkCheck10k(b *testing.B) {
	p := opened(b, filled(b, 10_000))
	for b.Loop() {
		if faults, err := p.Check(b.Context(), nil); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
	}
}
