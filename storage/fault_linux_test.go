package storage_test

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestDiskFaults takes the disk away in the middle of work, and half of the times gives it back: a full disk, a limit on
// the file's size, a file system that turns read-only, a folder that may not be written any more. A step that was
// reported as stored is there afterwards; one that was not is kept, and is stored once the disk is back, or goes into a
// copy elsewhere. Where no file system can be mounted the limit stands for a full disk. RUBRICATOR_FAULTS says how often;
// `make crash` asks for a hundred of each.
func TestDiskFaults(t *testing.T) {
	runs := fromEnvironment(t, "RUBRICATOR_FAULTS", 1)
	for _, f := range faultyDisks(t) {
		t.Run(f.name, func(t *testing.T) {
			if f.alone && os.Getenv(aloneMark) == "" {
				inAProcessOfItsOwn(t)
				return
			}
			failed, kept, copied := 0, 0, 0
			for n := range runs {
				r := rand.New(rand.NewPCG(uint64(n), 11))
				o := work(t, r, f)
				kept += o.kept
				if o.err != nil {
					failed++
				}
				if o.copied {
					copied++
				}
			}
			t.Logf("%d runs, %d met the fault while storing; %d steps were kept in memory, and none was lost; %d copies were saved elsewhere", runs, failed, kept, copied)
			if f.says != nil && failed < runs {
				t.Errorf("only %d of %d runs met the fault", failed, runs)
			}
		})
	}
}

// faultyDisk is a place for a project that fails when it is told to.
type faultyDisk struct {
	name string
	make func(t *testing.T) disk
	says error // what a step that cannot be stored is told; nil when steps are stored all the same

	alone bool // it concerns all that its process writes
}

const aloneMark = "RUBRICATOR_TEST_ALONE"

// inAProcessOfItsOwn runs the test again, for this disk.
func inAProcessOfItsOwn(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run", "^TestDiskFaults$/^"+strings.TrimPrefix(t.Name(), "TestDiskFaults/")+"$")
	cmd.Env = append(os.Environ(), aloneMark+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "met the fault") {
		t.Fatalf("%v: %s", err, out)
	}
	_, said, _ := strings.Cut(string(out), "_test.go:")
	said, _, _ = strings.Cut(said, "\n")
	t.Log(said)
}

// disk is one file system, made for one run.
type disk struct {
	folder string
	fail   func(room int64) // leaves so many bytes
	mend   func()           // nil when it cannot be mended with the project open
	revive func()           // before the project is opened again; nil when there is nothing to do
}

// faultyDisks are those that this machine can make.
func faultyDisks(t *testing.T) []faultyDisk {
	list := []faultyDisk{{"limit on the size of a file", limited, storage.ErrFull, true}, {"folder that may not be written", forbidden, nil, false}}
	if err := tryMount(t); err != nil {
		t.Logf("no file system can be mounted here (%v): a limit on the size of a file stands for a full disk", err)
		return list
	}
	return append(list, faultyDisk{"full tmpfs", smallMemory, storage.ErrFull, false}, faultyDisk{"full ext4", smallExt4, storage.ErrFull, false},
		faultyDisk{"file that may not be written any more", immutable, syscall.EPERM, false}, faultyDisk{"ext4 that turns read-only", abortedExt4, syscall.EROFS, false})
}

func tryMount(t *testing.T) error {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64k"); err != nil {
		return err
	}
	if _, err := exec.LookPath("mkfs.ext4"); err != nil {
		return errors.Join(err, syscall.Unmount(folder, 0))
	}
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		return errors.Join(err, syscall.Unmount(folder, 0))
	}
	return syscall.Unmount(folder, 0)
}

func limited(t *testing.T) disk {
	signal.Ignore(syscall.SIGXFSZ)
	d := disk{folder: t.TempDir()}
	set := func(limit uint64) {
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: unix.RLIM_INFINITY}); err != nil {
			t.Fatal(err)
		}
	}
	d.fail = func(room int64) { set(uint64(400_000 + room)) } // the file is longer, and its pages at the end cannot be written
	d.mend = func() { set(math.MaxUint64) }
	t.Cleanup(d.mend)
	return d
}

// forbidden takes the right to write from the folder and the file. Who has a file open may go on writing it.
func forbidden(t *testing.T) disk {
	d := disk{folder: t.TempDir()}
	file := filepath.Join(d.folder, "p.rubric")
	set := func(folder, project os.FileMode) {
		if err := errors.Join(os.Chmod(file, project), os.Chmod(d.folder, folder)); err != nil {
			t.Fatal(err)
		}
	}
	d.fail = func(int64) { set(0o555, 0o400) }
	d.mend = func() { set(0o755, 0o600) }
	return d
}

func smallMemory(t *testing.T) disk {
	d := disk{folder: t.TempDir()}
	if err := syscall.Mount("tmpfs", d.folder, "tmpfs", 0, "size=24m"); err != nil {
		t.Fatal(err)
	}
	unmountLater(t, d.folder)
	return d.filled(t)
}

func smallExt4(t *testing.T) disk {
	folder, _ := loopExt4(t)
	d := disk{folder: folder}
	return d.filled(t)
}

// immutable takes the right to write from a file that is open, as an administrator may.
func immutable(t *testing.T) disk {
	folder, _ := loopExt4(t)
	d := disk{folder: folder}
	file := filepath.Join(folder, "p.rubric")
	d.fail = func(int64) { run(t, "chattr", "+i", file) }
	d.mend = func() { run(t, "chattr", "-i", file) }
	return d
}

// abortedExt4 is put into the state in which a disk error leaves it.
func abortedExt4(t *testing.T) disk {
	folder, image := loopExt4(t)
	d := disk{folder: folder}
	d.fail = func(int64) { run(t, "mount", "-o", "remount,abort", folder) }
	d.revive = func() {
		run(t, "umount", folder)
		run(t, "mount", "-o", "loop", image, folder)
	}
	return d
}

func loopExt4(t *testing.T) (folder, image string) {
	folder, image = t.TempDir(), filepath.Join(t.TempDir(), "disk.img")
	if err := errors.Join(os.WriteFile(image, nil, 0o600), os.Truncate(image, 32<<20)); err != nil {
		t.Fatal(err)
	}
	run(t, "mkfs.ext4", "-q", "-F", "-m", "0", image)
	run(t, "mount", "-o", "loop", image, folder)
	unmountLater(t, folder)
	return folder, image
}

func unmountLater(t *testing.T, folder string) {
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v: %s", name, args, err, out)
	}
}

// filled is failed by a file that takes the room, and mended by removing it.
func (d disk) filled(t *testing.T) disk {
	filler := filepath.Join(d.folder, "filler")
	d.fail = func(room int64) {
		f, err := os.Create(filler)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for block := make([]byte, 4096); err == nil; {
			_, err = f.Write(block)
		}
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(max(0, info.Size()-room)); err != nil {
			t.Fatal(err)
		}
	}
	d.mend = func() {
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// outcome is what became of one run.
type outcome struct {
	err    error // that kept steps from being stored
	kept   int   // steps
	copied bool
}

// work gives labels while the disk fails, and sees to it that none is lost.
func work(t *testing.T, r *rand.Rand, f faultyDisk) (o outcome) {
	t.Run("", func(t *testing.T) {
		d := f.make(t)
		p, err := storage.Create(filepath.Join(d.folder, "p.rubric"), annotate.News())
		if err != nil {
			t.Fatal(err)
		}
		storagetest.Add(t, p, manyWords(t, r, 0)...)
		s := newSteps(p)
		s.give(t, r, 1+r.IntN(10))
		if err := s.w.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.fail(r.Int64N(500_000))
		for n := 0; n < 60 && o.err == nil; n++ {
			s.give(t, r, 1)
			o.err = s.w.Flush(t.Context())
		}
		s.give(t, r, r.IntN(40))
		if o.err == nil {
			o.err = s.w.Flush(t.Context())
		}
		waiting := s.waiting()
		o.kept = len(waiting)
		s.judge(t, f, o)
		if o.copied = !limitedHere() && (d.mend == nil || r.IntN(2) == 0); o.copied {
			s.elsewhere(t, waiting)
		}
		s.goOn(t, d)
		if err := p.Close(); err != nil && d.mend != nil {
			t.Error(err)
		}
		if d.revive != nil {
			d.revive()
		}
		s.there(t, p.Path(), nil)
	})
	return o
}

// steps are what a window has given to the writer, and which of them are stored.
type steps struct {
	p      *storage.Project
	w      *storage.Writer
	work   annotate.Work
	lock   sync.Mutex
	all    []annotate.Transaction
	stored int // they are stored in order
}

func newSteps(p *storage.Project) *steps {
	s := &steps{p: p}
	s.w = storage.NewWriter(p, func(r storage.Result) {
		s.lock.Lock()
		defer s.lock.Unlock()
		if r.Err == nil {
			s.stored++
		}
	})
	return s
}

func (s *steps) give(t *testing.T, r *rand.Rand, n int) {
	for range n {
		note := make([]byte, 20_000) // that zstd could make no smaller
		for i := range note {
			note[i] = byte('a' + r.IntN(26))
		}
		step := tx("a0-0", annotate.AssignTo(s.work, annotate.FieldNote, string(note)))
		next, _, err := step.Apply(s.work)
		if err != nil {
			t.Fatal(err)
		}
		s.work = next
		s.lock.Lock()
		s.all = append(s.all, step)
		s.lock.Unlock()
		s.w.Enqueue([]annotate.Transaction{step})
	}
}

func (s *steps) waiting() []annotate.Transaction {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.all[s.stored:]
}

// judge looks at what was said of the steps that could not be stored.
func (s *steps) judge(t *testing.T, f faultyDisk, o outcome) {
	if f.says == nil {
		if o.err != nil || o.kept > 0 {
			t.Errorf("%d steps were not stored: %v", o.kept, o.err)
		}
		err := s.p.Compact(context.Background(), s.p.Path())
		if os.Getuid() != 0 && !errors.Is(err, fs.ErrPermission) {
			t.Errorf("compacting in a folder that may not be written: %v", err)
		}
		return
	}
	if !errors.Is(o.err, f.says) || f.says == storage.ErrFull && !strings.Contains(o.err.Error(), "make room") {
		t.Errorf("the fault is told as %v", o.err)
	}
	if o.kept == 0 {
		t.Error("no step was kept")
	}
}

// elsewhere saves a copy on another disk, with the steps that this one does not take.
func (s *steps) elsewhere(t *testing.T, waiting []annotate.Transaction) {
	to := filepath.Join(t.TempDir(), "copy.rubric")
	if err := s.p.Backup(context.Background(), to); err != nil {
		t.Errorf("save a copy elsewhere: %v", err)
		return
	}
	s.there(t, to, waiting)
}

// limitedHere reports whether the limit on a file's size is in force, which is on every file of this process.
func limitedHere() bool {
	var l unix.Rlimit
	return unix.Getrlimit(unix.RLIMIT_FSIZE, &l) == nil && l.Cur != math.MaxUint64
}

// goOn gives the disk back, where that can be, and has the rest stored.
func (s *steps) goOn(t *testing.T, d disk) {
	if d.mend == nil {
		if err := s.w.Close(); err == nil {
			t.Error("closing did not say that steps are lost")
		}
		s.all = s.all[:s.stored]
		return
	}
	d.mend()
	s.w.Retry()
	if err := s.w.Flush(t.Context()); err != nil {
		t.Errorf("with the disk back: %v", err)
	}
	if err := s.w.Close(); err != nil || len(s.waiting()) > 0 {
		t.Errorf("%d steps are left, %v", len(s.waiting()), err)
	}
}

// there opens a file, adds what waits, and looks for every step.
func (s *steps) there(t *testing.T, path string, waiting []annotate.Transaction) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer p.Close()
	if len(waiting) > 0 {
		if err := p.Append(waiting...); err != nil {
			t.Error(err)
		}
	}
	history, err := p.History("a0-0")
	if err != nil {
		t.Error(err)
	}
	have := map[string]bool{}
	for _, tx := range history {
		have[tx.ID] = true
	}
	for i, tx := range s.all {
		if !have[tx.ID] {
			t.Errorf("step %d of %d is lost", i+1, len(s.all))
		}
	}
	if faults, err := p.Check(t.Context(), nil); err != nil || len(faults) > 0 {
		t.Errorf("%v %v", faults, err)
	}
}
