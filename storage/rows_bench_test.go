package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// sizes are numbers of articles; ARTICLES="100000 1000000" asks for others.
func sizes(b *testing.B) (list []int) {
	for _, word := range strings.Fields(os.Getenv("ARTICLES")) {
		n, err := strconv.Atoi(word)
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, n)
	}
	if list == nil {
		return []int{1000, 10_000, 100_000}
	}
	return list
}

// BenchmarkSaveOneLabel stores labels all over a project, each in a durable commit, and after each flushes two bare pages
// to the same disk. Articles have 300 bytes.
func BenchmarkSaveOneLabel(b *testing.B) {
	for _, n := range sizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := storagetest.Articles(b, n, 300)
			p := opened(b, path)
			f, err := os.Create(filepath.Join(filepath.Dir(path), "flushed"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			var saved, flushed []time.Duration
			for i := 0; b.Loop(); i++ {
				a := annotate.Annotation{ID: annotate.NewID(), Label: "PER", Span: annotate.Span{Start: 0, End: 1}, Quote: first(b, p, i*7919%n+1)}
				begin := time.Now()
				if err := p.Append(tx(fmt.Sprint("report-", i*7919%n+1), annotate.Add(a))); err != nil {
					b.Fatal(err)
				}
				saved = append(saved, time.Since(begin))
				begin = time.Now()
				twoFlushes(b, f, i)
				flushed = append(flushed, time.Since(begin))
			}
			for name, list := range map[string][]time.Duration{"save": saved, "flushes": flushed} {
				slices.Sort(list)
				b.ReportMetric(float64(list[len(list)/2].Microseconds())/1000, name+"-p50-ms")
				b.ReportMetric(float64(list[len(list)*99/100].Microseconds())/1000, name+"-p99-ms")
			}
		})
	}
}

// first is the first letter of an article.
func first(b *testing.B, p *storage.Project, i int) string {
	doc, err := p.Document(fmt.Sprint("report-", i))
	if err != nil {
		b.Fatal(err)
	}
	return doc.Text.Slice(annotate.Span{Start: 0, End: 1})
}

func twoFlushes(b *testing.B, f *os.File, i int) {
	page := make([]byte, pageSize)
	for k := range 2 {
		if _, err := f.WriteAt(page, int64((i*7+k)%256)*pageSize); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstRows reads what the window opens with; BenchmarkAllRows reads the whole list, in pieces.
func BenchmarkFirstRows(b *testing.B) { benchmarkRows(b, 2048, false) }
func BenchmarkAllRows(b *testing.B)   { benchmarkRows(b, 1<<15, true) }

func benchmarkRows(b *testing.B, piece int, all bool) {
	for _, n := range sizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := opened(b, storagetest.Articles(b, n, 300))
			for b.Loop() {
				for next, more := uint64(0), true; more; more = all && next != 0 {
					var err error
					if _, next, err = p.HeadersAfter("ada", next, piece); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
