//go:build unix

package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// limited makes a child whose files cannot grow beyond some size, as on a full disk.
const limited = "limited"

const fileLimit = 24 << 20 // bytes

func init() { special[limited] = limitFiles }

func limitFiles() {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: fileLimit, Max: fileLimit}); err != nil {
		panic(err)
	}
}

func TestInterruptLeavesAWholeProject(t *testing.T) {
	inFolder(t)
	if err := os.Mkdir("in", 0o755); err != nil {
		t.Fatal(err)
	}
	const n = 4000
	for i := range n {
		if err := os.WriteFile(filepath.Join("in", fmt.Sprintf("a%04d.txt", i)), fmt.Appendf(nil, "Article %d\n\n%s", i, harbour), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo("pipe.jsonl", 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "new", "p.rubric")
	importing := start(t, nil, "import", "p.rubric", "in", "pipe.jsonl", "--lang", "en")
	pipe, err := os.OpenFile("pipe.jsonl", os.O_WRONLY, 0) // waits until the import has read all files and comes to the pipe
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	fmt.Fprintln(pipe, `{"text":"One record, then the pipe goes quiet."}`)
	if err := importing.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	got := importing.wait(t)
	if got.status != exitFailed || !strings.HasPrefix(got.stdout, "new documents: ") || !strings.HasSuffix(got.stderr, "takes the rest\nrubricator: interrupted\n") {
		t.Errorf("interrupted import: %+v", got)
	}
	if got := must(t, "check", "p.rubric"); got != "p.rubric: no faults\n" {
		t.Errorf("check: %q", got)
	}
	stored := strings.Count(must(t, "list", "p.rubric"), "\n")
	if stored < n/2 || stored > n || got.stdout != fmt.Sprintf("new documents: %d\n", stored) {
		t.Errorf("%d of %d documents are stored, the import said %q", stored, n, got.stdout)
	}
	if got := must(t, "import", "p.rubric", "in", "--lang", "en"); !strings.HasPrefix(got, fmt.Sprintf("new documents: %d", n-stored)) {
		t.Errorf("the import again: %q", got)
	}
}

func TestFullDiskLeavesAWholeProject(t *testing.T) {
	inFolder(t)
	random := rand.New(rand.NewPCG(1, 2))
	var names []string
	for i := range 12 {
		var text strings.Builder
		for text.Len() < 4<<20 {
			fmt.Fprintf(&text, "%x\n", random.Uint64())
		}
		names = append(names, fmt.Sprintf("a%02d.txt", i))
		if err := os.WriteFile(names[i], []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "new", "p.rubric")
	args := append([]string{"import", "p.rubric", "--lang", "en"}, names...)
	got := start(t, func(c *exec.Cmd) { c.Env = append(c.Env, childVariable+"="+limited) }, args...).wait(t)
	if got.status != exitFailed || !strings.Contains(got.stderr, "no room on the disk") || !strings.Contains(got.stderr, "make room") {
		t.Errorf("import on a full disk: %+v", got)
	}
	if got := must(t, "check", "p.rubric"); got != "p.rubric: no faults\n" {
		t.Errorf("check: %q", got)
	}
	must(t, args...)
	if n := strings.Count(must(t, "list", "p.rubric"), "\n"); n != len(names) {
		t.Errorf("with room again %d of %d documents are there", n, len(names))
	}
}
