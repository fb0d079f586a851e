package storage

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rubricator/annotate"
)

// BenchmarkCommitWithFreePages stores a small thing in a file of which so many pages are free, all in turn, so that the
// disk is the same to all. The list of free pages is written with each commit. Run it with -benchtime 300x.
func BenchmarkCommitWithFreePages(b *testing.B) {
	counts := []int{0, 1000, 5000, 20_000, 50_000, 100_000}
	took := make([][]time.Duration, len(counts))
	projects := make([]*Project, len(counts))
	for i, n := range counts {
		projects[i] = withFreePages(b, n)
	}
	for round := 0; b.Loop(); round++ {
		for i, p := range projects {
			begin := time.Now()
			if err := p.SetSetting("a", fmt.Sprint(round)); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(begin))
		}
	}
	for i, n := range counts {
		b.ReportMetric(float64(middle(took[i]).Microseconds()), fmt.Sprintf("µs/%d-free", n))
	}
}

func withFreePages(b *testing.B, n int) *Project {
	b.Helper()
	p, err := Create(filepath.Join(b.TempDir(), "sparse.rubric"), annotate.News())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	page := make([]byte, 3000)
	for first := 0; first < n; first += 1000 {
		if err := p.fillCache(first, min(1000, n-first), page); err != nil {
			b.Fatal(err)
		}
	}
	if err := p.DropCached(); err != nil {
		b.Fatal(err)
	}
	if free := p.freePages(); free < n {
		b.Fatalf("%d pages are free, want %d", free, n)
	}
	return p
}

// fillCache keeps some values of a page each.
func (p *Project) fillCache(first, n int, page []byte) error {
	return p.commit(func(s store) error {
		if _, err := s.CreateBucketIfNotExists([]byte(cached.name)); err != nil {
			return err
		}
		for i := range n {
			if err := s.put(cached, key64(uint64(first+i)), page); err != nil {
				return err
			}
		}
		return nil
	})
}

func middle(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}
