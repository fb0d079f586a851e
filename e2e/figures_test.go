//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFigures measures the real window and prints the table of docs/performance.md. It asserts nothing about speed:
// machines differ. `make figures` runs it.
func TestFigures(t *testing.T) {
	if os.Getenv("FIGURES") == "" {
		t.Log("FIGURES is not set; make figures sets it")
		return
	}
	folder := sample
	if _, err := os.Stat(articles); err == nil {
		folder = articles
	}
	latency(t, folder)
	small := func(b *bench) { b.command("import", b.project, folder) }
	startUp(t, "5 to 10 articles", small)
	startUp(t, "10,000 articles", func(b *bench) {
		texts := generate(t, 10_000, 3000)
		start := time.Now()
		b.command("import", b.project, texts, "--lang", "en")
		took := time.Since(start)
		fmt.Printf("| import of 10,000 articles of 3 KB with --lang | %.0f a second |\n", 10_000/took.Seconds())
	})
}

// latency compares keys that store a step with keys that only repaint, in one window and taking turns.
func latency(t *testing.T, folder string) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, folder)
	before := longest(b)
	b.open()
	for range before {
		b.press("ctrl+Next")
	}
	b.press("ctrl+Home", "Escape")
	times := map[string][]float64{}
	note := func(kind string, list []Stages) {
		for _, s := range list {
			end := *s.Painted
			if s.Stored != nil {
				end = max(end, *s.Stored)
				times[kind+" (stored)"] = append(times[kind+" (stored)"], *s.Stored-s.Event)
			}
			times[kind] = append(times[kind], end-s.Event)
			times[kind+" (applied)"] = append(times[kind+" (applied)"], s.Applied-s.Event)
		}
	}
	for i := range 200 { // each step comes after a key that only repaints, and before one
		note("label", b.press(strconv.Itoa(1+i%5)))
		note("bare repaint", b.press("F9"))
		note("undo", b.press("ctrl+z"))
		note("bare repaint", b.press("F9"))
		note("walk", b.press("Tab"))
		b.press("Right")
	}
	fmt.Println("| key to stored and painted, ms | p50 | p99 |\n|---|---|---|")
	for _, kind := range []string{"bare repaint", "walk", "walk (applied)", "label", "label (applied)", "label (stored)", "undo", "undo (applied)"} {
		fmt.Printf("| %s | %.1f | %.1f |\n", kind, quantile(times[kind], 0.5), quantile(times[kind], 0.99))
	}
	fmt.Printf("| resident memory with an article open | %.0f MB |\n", float64(status(b, "VmRSS"))/1024)
	time.Sleep(12 * time.Second) // the caret comes to rest
	used, start := ticks(b), time.Now()
	time.Sleep(30 * time.Second)
	fmt.Printf("| idle CPU over 30 s | %.2f %% of a core |\n", float64(ticks(b)-used)/time.Since(start).Seconds())
	b.quit()
}

// longest is how many articles stand before the longest one.
func longest(b *bench) int {
	at, most := 0, 0
	for i, r := range b.list() {
		if n := len(b.text(r.ID)); n > most {
			at, most = i, n
		}
	}
	return at
}

func (b *bench) text(id string) string {
	return b.export()[id].Text
}

// startUp prints how long the program takes from its start to text on the screen: with its files in memory, and, where
// the test may empty the system's cache, from the disk.
func startUp(t *testing.T, words string, fill func(*bench)) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	fill(b)
	var cold, warm []float64
	for i := range 10 {
		list := &warm
		if i%2 == 0 && emptyCache() == nil {
			list = &cold
		}
		p, took, err := Open(b.display, b.binary, b.project, b.home)
		if err != nil {
			t.Fatal(err)
		}
		*list = append(*list, float64(took.Milliseconds()))
		if err := p.Quit(); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("| start to first painted article, %s, warm | %.0f ms |\n", words, quantile(warm, 0.5))
	if len(cold) > 0 {
		fmt.Printf("| start to first painted article, %s, cold | %.0f ms |\n", words, quantile(cold, 0.5))
	}
}

// emptyCache lets the next reads come from the disk. Only root may do it, on Linux.
func emptyCache() error {
	syscall.Sync()
	return os.WriteFile("/proc/sys/vm/drop_caches", []byte("3"), 0)
}

// generate writes n articles of about size bytes and returns their folder.
func generate(t *testing.T, n, size int) string {
	dir := t.TempDir()
	words := strings.Fields("harbour talks resumed in the morning after a long night when envoys of six states met the union of dockers " +
		"Valletta Marseille Haifa Mersin Monday Friday council ferry captain engine quay berth fee price storm price offer")
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "Report %d from the harbour\n\n", i)
		for text.Len() < size {
			text.WriteString(words[r.IntN(len(words))])
			if r.IntN(60) == 0 {
				text.WriteString(".\n\n")
			} else {
				text.WriteByte(' ')
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("article-%05d.txt", i)), []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func quantile(list []float64, q float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// status reads a figure in KiB from the kernel's account of the program.
func status(b *bench, field string) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.program.cmd.Process.Pid))
	if err != nil {
		b.t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, field+":"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}

// ticks is the CPU time of the program in hundredths of a second.
func ticks(b *bench) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", b.program.cmd.Process.Pid))
	if err != nil {
		b.t.Fatal(err)
	}
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+2:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}
