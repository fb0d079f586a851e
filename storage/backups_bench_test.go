package storage_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// BenchmarkBackupBeside stores labels one after the other, a hundred a second, while a large project is backed up in some
// manner, and reports how long they took. "nothing" is the same without a backup, "plain copy" what cp and a sync do. The
// rounds are interleaved. Run it with -benchtime 5x.
func BenchmarkBackupBeside(b *testing.B) {
	path := storagetest.Articles(b, 100_000, 4000)
	p := opened(b, path)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	saves := 0
	ways := []struct {
		name string
		do   func() error
	}{
		{"nothing", func() error { time.Sleep(3 * time.Second); return nil }},
		{"plain copy", func() error { return plainCopy(path, filepath.Join(folder, "plain")) }},
		{"at full speed", func() error { return p.Backup(b.Context(), filepath.Join(folder, "fast.rubric")) }},
		{"gently", func() error {
			_, err := p.Copy(b.Context(), filepath.Join(folder, "gentle.rubric"), storage.Copying{Gentle: true})
			return err
		}},
	}
	took, waited := make([]time.Duration, len(ways)), make([][]time.Duration, len(ways))
	for b.Loop() {
		for i, way := range ways {
			begin := time.Now()
			waited[i] = append(waited[i], savesDuring(b, p, &saves, way.do)...)
			took[i] += time.Since(begin)
		}
	}
	for i, way := range ways {
		slices.Sort(waited[i])
		at := func(share float64) time.Duration { return waited[i][int(share*float64(len(waited[i])-1))] }
		fmt.Printf("%-14s %5.2f s %6.0f MB/s  %4d saves: p50 %v p99 %v max %v\n", way.name, took[i].Seconds()/float64(b.N),
			float64(info.Size())/1e6*float64(b.N)/took[i].Seconds(), len(waited[i]), at(0.5), at(0.99), at(1))
	}
}

// savesDuring stores labels until do has returned, and returns how long each took.
func savesDuring(b *testing.B, p *storage.Project, saves *int, do func() error) (took []time.Duration) {
	done := make(chan error, 1)
	go func() { done <- do() }()
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err)
			}
			return took
		case <-time.After(10 * time.Millisecond):
		}
		a := annotate.Annotation{ID: fmt.Sprint(*saves / 2), Label: "PER", Span: annotate.Span{Start: 0, End: 1}, Quote: "R"}
		edit := []annotate.Edit{annotate.Add(a), annotate.Remove(a)}[*saves%2]
		*saves++
		begin := time.Now()
		if err := p.Append(tx("report-7", edit)); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begin))
	}
}

func plainCopy(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(struct{ io.Writer }{f}, struct{ io.Reader }{source})
	return errors.Join(err, f.Sync(), f.Close())
}

// BenchmarkCompact compacts a large project, and reads the outcome back.
func BenchmarkCompact(b *testing.B) {
	path := storagetest.Articles(b, 100_000, 4000)
	p := opened(b, path)
	if err := p.Compact(context.Background(), path+".small"); err != nil {
		b.Fatal(err)
	}
	before, _ := os.Stat(path)
	after, err := os.Stat(path + ".small")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := p.Compact(b.Context(), path+".small"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(before.Size())/1e6, "MB")
	b.ReportMetric(float64(after.Size())/1e6, "MB-after")
}
