package storage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestPowerCut lets the power fail in the middle of a commit. The disk keeps its word about flushes: what was written
// before one is there, and of what was written after the last one any part may be. So either some of the pages of the
// commit are there and the header is not, or all are and the header is there in part. RUBRICATOR_POWER_CUTS says how
// often; `make crash` asks for more than the fast ring.
func TestPowerCut(t *testing.T) {
	cuts := fromEnvironment(t, "RUBRICATOR_POWER_CUTS", 30)
	r := rand.New(rand.NewPCG(9, 9))
	commits := recordCommits(t, r)
	path := filepath.Join(t.TempDir(), "cut.rubric")
	pagesCut, headerCut, labels, came := 0, 0, 0, 0
	for n := range cuts {
		c := commits[n%len(commits)]
		var file []byte
		if r.IntN(3) > 0 {
			file = c.losePages(r)
			pagesCut++
		} else {
			file = c.tearHeader(r)
			headerCut++
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		steps := stepsAfterCut(t, path, c.words)
		if steps != c.before && steps != c.after {
			t.Fatalf("%s: %d steps are there, %d before the commit and %d after it", c.words, steps, c.before, c.after)
		}
		if c.before != c.after {
			labels++
			came += steps - c.before
		}
	}
	t.Logf("%d cuts while pages were written, %d while the header was; of %d commits with a label %d are there as a whole, the others not at all", pagesCut, headerCut, labels, came)
}

// fromEnvironment reads a number that make sets.
func fromEnvironment(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n <= 0 {
		t.Fatalf("%s=%q is no number above 0", name, text)
	}
	return n
}

const (
	pageLen   = 4096 // bytes
	sectorLen = 512  // what a disk writes as a whole
	metaPages = 2
)

// commit is a file before and after one, and how many steps are in each.
type commit struct {
	words         string
	old, new      []byte
	before, after int
}

// recordCommits does what people do to a project and keeps the file as it was around each commit.
func recordCommits(t *testing.T, r *rand.Rand) (list []commit) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "recorded.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	record := func(words string, more int, do func() error) {
		c := commit{words: words, old: read(t, path), before: steps}
		if err := do(); err != nil {
			t.Fatal(words, err)
		}
		steps += more
		c.new, c.after = read(t, path), steps
		list = append(list, c)
	}
	for i := range 12 {
		record("import", 0, func() error {
			_, err := p.AddDocuments(context.Background(), manyWords(t, r, i))
			return err
		})
		for range 4 {
			record("label", 1, func() error {
				id := fmt.Sprintf("a%d-0", r.IntN(i+1))
				work, err := p.Work(id, "ada")
				if err != nil {
					return err
				}
				return p.Append(tx(id, annotate.AssignTo(work, annotate.FieldNote, strings.Repeat("noted ", 1+r.IntN(300)))))
			})
		}
		record("schema", 0, func() error { return p.SetSchema(p.Schema()) })
	}
	record("close", 0, p.Close)
	return list
}

func manyWords(t *testing.T, r *rand.Rand, batch int) (list []storage.NewDocument) {
	for i := range 20 {
		words := make([]string, 300)
		for w := range words {
			words[w] = fmt.Sprintf("%x", r.Uint32())
		}
		list = append(list, storagetest.Text(t, fmt.Sprintf("a%d-%d", batch, i), strings.Join(words, " ")))
	}
	return list
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// losePages has any of the commit's pages written and its header not.
func (c commit) losePages(r *rand.Rand) []byte {
	file := make([]byte, len(c.new)) // the file grows before it is written
	copy(file, c.old)
	share := r.Float64()
	for at := metaPages * pageLen; at < len(file); at += pageLen {
		if r.Float64() < share {
			copy(file[at:min(at+pageLen, len(file))], c.new[at:])
		}
	}
	return file
}

// tearHeader has all of the commit's pages written, and some sectors of its header.
func (c commit) tearHeader(r *rand.Rand) []byte {
	file := append([]byte(nil), c.new...)
	copy(file[:metaPages*pageLen], c.old)
	for at := 0; at < metaPages*pageLen; at += sectorLen {
		if r.IntN(2) == 0 {
			copy(file[at:at+sectorLen], c.new[at:])
		}
	}
	return file
}

// stepsAfterCut opens the file, which must be whole, and counts what is in it.
func stepsAfterCut(t *testing.T, path, words string) int {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	defer p.Close()
	faults, err := p.Check(t.Context(), nil)
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	for _, f := range faults {
		if !strings.Contains(f.What, "the other header is used") {
			t.Errorf("%s: %v", words, f)
		}
	}
	headers, err := p.Headers("")
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	steps := 0
	for _, h := range headers {
		history, err := p.History(h.ID)
		if err != nil {
			t.Fatalf("%s: %v", words, err)
		}
		steps += len(history)
	}
	return steps
}
