//go:build unix

package storage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// The tests in this file start the test binary again as a child that does one thing with a project.
const (
	childTask = "RUBRICATOR_TEST_CHILD"
	childFile = "RUBRICATOR_TEST_FILE"
)

var children = map[string]func(path string) error{"hold": hold, "fill": fillTheDisk, "live": live, "damage": damageFiles, "steps": largeStepsUntilKilled}

func TestMain(m *testing.M) {
	task := children[os.Getenv(childTask)]
	if task == nil {
		os.Exit(m.Run())
	}
	if err := task(os.Getenv(childFile)); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

type child struct {
	*exec.Cmd
	lines *bufio.Scanner
	input io.Closer
}

// start runs a child. It ends when its input is closed, when killed, or when it has done its task.
func start(t *testing.T, task, path string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childTask+"="+task, childFile+"="+path)
	cmd.Stderr = os.Stderr
	in, errIn := cmd.StdinPipe()
	out, errOut := cmd.StdoutPipe()
	if err := errors.Join(errIn, errOut, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return &child{cmd, bufio.NewScanner(out), in}
}

func (c *child) line(t *testing.T) string {
	t.Helper()
	if !c.lines.Scan() {
		t.Fatalf("the child said nothing: %v", c.lines.Err())
	}
	return c.lines.Text()
}

// hold keeps a project open until the parent lets go.
func hold(path string) error {
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return p.Close()
}

func TestLockedByAnotherProcess(t *testing.T) {
	p := storagetest.New(t)
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	c := start(t, "hold", path)
	if got := c.line(t); got != "open" {
		t.Fatal(got)
	}
	for _, readOnly := range []bool{false, true} {
		begin := time.Now()
		_, err := storage.Open(path, storage.Options{ReadOnly: readOnly, Timeout: 200 * time.Millisecond})
		if took := time.Since(begin); !errors.Is(err, storage.ErrLocked) || took > 2*time.Second {
			t.Errorf("after %v: %v", took, err)
		}
	}
	c.input.Close()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// fillTheDisk stores until the file may not grow, then a small step.
func fillTheDisk(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	limit := uint64(info.Size()) + 1<<20
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(5, 5))
	stored := 0
	for ; err == nil && stored < 100_000; stored++ {
		noise := make([]byte, 20_000)
		for i := range noise {
			noise[i] = byte('a' + r.IntN(26))
		}
		doc, errDoc := annotate.NewDocument(fmt.Sprint("filler ", stored), "", string(noise))
		_, errAdd := p.AddDocuments(context.Background(), []storage.NewDocument{{Document: doc}})
		err = errors.Join(errDoc, errAdd)
	}
	full := errors.Is(err, storage.ErrFull)
	fmt.Println(stored-1, full, err)
	_, err = p.Headers("")
	return errors.Join(err, p.Close())
}

func TestDiskFull(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	path := filepath.Join(t.TempDir(), "full.rubric")
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	c := start(t, "fill", path)
	said := c.line(t)
	stored, rest, _ := strings.Cut(said, " ")
	if !strings.HasPrefix(rest, "true ") || !strings.Contains(said, "make room") {
		t.Errorf("the child said %q", said)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("the child ended with %v", err)
	}
	storagetest.Check(t, path)
	q, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	list, err := q.Headers("")
	if want, _ := strconv.Atoi(stored); err != nil || len(list) != want+1 {
		t.Errorf("%d documents are there, %d were stored, %v", len(list), want+1, err)
	}
	storagetest.Add(t, q, storagetest.Text(t, "after", "There is room again"))
}
