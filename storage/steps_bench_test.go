package storage_test

import (
	"context"
	"errors"
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

// BenchmarkStepOverMany makes a step over STEPS articles (100,000), opens its history and takes it back; then it takes the
// import back that brought them. Beside each stands the limit: as many bytes as the process wrote, in as
// many pieces of one plain file, each with two flushes. A label is stored every 10 ms in one article meanwhile.
func BenchmarkStepOverMany(b *testing.B) {
	n := 100_000
	if s, err := strconv.Atoi(os.Getenv("STEPS")); err == nil {
		n = s
	}
	for range b.N {
		stepOverMany(b, n)
	}
}

func stepOverMany(b *testing.B, n int) {
	p, ids, imported := manyArticles(b, n)
	label := ids[n-1]
	steps, step := ids[:n-1], storage.Repeat{Annotator: "ada", Group: annotate.NewID()}
	c := storage.Change{Annotator: "ada", Group: step.Group, Words: "finish all", Edits: func(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
		return []annotate.Edit{annotate.AssignTo(of.Work, annotate.FieldStatus, string(annotate.Finished))}, nil
	}}
	quiet := saves(b, p, label, func() { time.Sleep(2 * time.Second) })
	b.Logf("nothing beside: %s", quiet)
	during(b, p, label, "finish", func() error { _, err := p.Change(b.Context(), c, steps, nil); return err })
	began := time.Now()
	h, err := p.Steps("ada")
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("heads of %d steps: %v", len(h.Steps(false)), time.Since(began).Round(time.Millisecond))
	during(b, p, label, "undo", func() error { _, err := p.Repeat(b.Context(), step, nil); return err })
	again := step
	again.Redo = true
	r, err := p.Repeating(again)
	if err != nil {
		b.Fatal(err)
	}
	if r.Left() != 0 {
		b.Errorf("%d would be done again although labels were given meanwhile", r.Left())
	}
	during(b, p, "", "undo of the import", func() error {
		done, err := p.Repeat(b.Context(), storage.Repeat{Annotator: "ada", Group: imported}, nil)
		if err == nil && (done.Hidden != n-1 || len(done.Passed) != 1) {
			err = fmt.Errorf("%d removed, %d stay", done.Hidden, len(done.Passed))
		}
		return err
	})
}

// manyArticles imports articles of 600 bytes as one step.
func manyArticles(b *testing.B, n int) (*storage.Project, []string, string) {
	b.Helper()
	p := storagetest.New(b)
	group, ids := annotate.NewID(), make([]string, 0, n)
	words := strings.Repeat("Mira Okonkwo met the Coastal Union in Valletta. ", 12)
	for from := 0; from < n; from += 1000 {
		var docs []storage.NewDocument
		for i := from; i < min(from+1000, n); i++ {
			d := storagetest.Text(b, fmt.Sprint("report-", i), fmt.Sprint("Report ", i, "\n\n", words))
			d.Group, d.Annotator = group, "ada"
			docs = append(docs, d)
		}
		for _, a := range storagetest.Add(b, p, docs...) {
			ids = append(ids, a.ID)
		}
	}
	return p, ids, group
}

// during times work with labels stored beside it in an article, "" for none, and the limit after it.
func during(b *testing.B, p *storage.Project, label, name string, work func() error) {
	b.Helper()
	before := written(b)
	var took time.Duration
	run := func() {
		began := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		took = time.Since(began)
	}
	beside := ""
	if label == "" {
		run()
	} else {
		beside = "; labels: " + saves(b, p, label, run)
	}
	bytes := written(b) - before
	floor := limit(b, bytes, 200)
	b.Logf("%s: %v, limit %v for %d MB (%.1f times)%s", name, took.Round(time.Millisecond), floor.Round(time.Millisecond), bytes/1_000_000,
		float64(took)/float64(floor), beside)
}

// saves stores a label every 10 ms until work ends, and says how long these took.
func saves(b *testing.B, p *storage.Project, id string, work func()) string {
	b.Helper()
	stop, ended := make(chan bool), make(chan []time.Duration)
	go func() {
		var times []time.Duration
		defer func() { ended <- times }()
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
			w, err := p.Work(id, "ada")
			group := annotate.NewID()
			tx := annotate.Transaction{ID: group, Group: group, Document: id, Annotator: "ada", Time: time.Now(), Origin: annotate.OriginUser,
				Edits: []annotate.Edit{annotate.AssignTo(w, annotate.FieldNote, group)}}
			began := time.Now()
			if err = errors.Join(err, p.Append(tx)); err != nil {
				b.Error(err)
				return
			}
			times = append(times, time.Since(began))
		}
	}()
	work()
	close(stop)
	times := <-ended
	slices.Sort(times)
	if len(times) == 0 {
		return "none"
	}
	return fmt.Sprintf("%d, p50 %v, p99 %v, slowest %v", len(times), times[len(times)/2].Round(100*time.Microsecond),
		times[len(times)*99/100].Round(100*time.Microsecond), times[len(times)-1].Round(100*time.Microsecond))
}

// written is how many bytes this process wrote so far; 0 where the system does not say.
func written(b *testing.B) (n int) {
	b.Helper()
	data, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "wchar: "); ok {
			n, _ = strconv.Atoi(strings.TrimSpace(rest))
		}
	}
	return n
}

// limit writes so many bytes in pieces to a plain file, each flushed twice.
func limit(b *testing.B, bytes, pieces int) time.Duration {
	b.Helper()
	f, err := os.Create(filepath.Join(b.TempDir(), "limit"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	piece := make([]byte, bytes/pieces/2+1)
	began := time.Now()
	for range 2 * pieces {
		if _, err = f.Write(piece); err == nil {
			err = f.Sync()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(began)
}
