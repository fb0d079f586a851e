//go:build unix

package storage_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestKilledAnywhere ends a child with SIGKILL at random moments while it labels, imports, compacts, backs up, migrates,
// closes and opens. Whatever the child had reported as stored must be there, no value may be bad, and each current work
// must be what the journal comes to. RUBRICATOR_KILLS says how often; `make crash` asks for more than the fast ring.
func TestKilledAnywhere(t *testing.T) {
	kills := fromEnvironment(t, "RUBRICATOR_KILLS", 30)
	begin := time.Now()
	var all sync.WaitGroup
	tallies := make([]killed, 2)
	for i := range tallies {
		all.Go(func() {
			tallies[i] = killed{during: map[string]int{}}
			for life := 0; tallies[i].times < kills/len(tallies) && !t.Failed(); life++ {
				liveAndDie(t, rand.New(rand.NewPCG(uint64(i), uint64(life))), life, kills/len(tallies), &tallies[i])
			}
		})
	}
	all.Wait()
	total := tallies[0].plus(tallies[1])
	t.Logf("%d kills in %.0f s: %v; %d steps, %d documents, %d backups were acknowledged and are there", total.times, time.Since(begin).Seconds(),
		total.during, total.steps, total.documents, total.backups)
	if total.steps < kills || total.documents < kills || total.during["label"] == 0 {
		t.Errorf("%d kills met only %d steps and %d documents: they show little", kills, total.steps, total.documents)
	}
}

// killed counts what was going on, and what had been acknowledged.
type killed struct {
	times                     int
	during                    map[string]int
	steps, documents, backups int
}

func (k killed) plus(o killed) killed {
	sum := killed{k.times + o.times, maps.Clone(k.during), k.steps + o.steps, k.documents + o.documents, k.backups + o.backups}
	for what, n := range o.during {
		sum.during[what] += n
	}
	return sum
}

// promised is what children said of one project file.
type promised struct {
	steps, documents []string
	backup           string
}

const livesOfAFile = 25

// liveAndDie makes a project, new or of an old format, and kills a row of children that work on it.
func liveAndDie(t *testing.T, r *rand.Rand, life, kills int, tally *killed) {
	folder, err := os.MkdirTemp(t.TempDir(), "life")
	if err != nil {
		t.Error(err)
		return
	}
	defer os.RemoveAll(folder) // a thousand lives take some gigabytes
	path := filepath.Join(folder, "killed.rubric")
	longest := 100 * time.Millisecond
	if life%2 == 1 {
		old(t, path)
		longest = 400 * time.Millisecond // so that some die in the migration, and some come through
	} else if p, err := storage.Create(path, annotate.News()); err != nil {
		t.Error(err)
		return
	} else if err := p.Close(); err != nil {
		t.Error(err)
		return
	}
	var said promised
	for n := 0; n < livesOfAFile && tally.times < kills && !t.Failed(); n++ {
		tally.during[oneLife(t, path, time.Duration(r.Int64N(int64(longest))), r.Uint64(), &said)]++
		tally.times++
		kept(t, path, said)
	}
	tally.steps += len(said.steps)
	tally.documents += len(said.documents)
	if said.backup != "" {
		tally.backups++
	}
}

// old puts a project of format 1 at the path: 300 documents, 5,672 steps by two annotators and an import.
func old(t *testing.T, path string) {
	t.Helper()
	packed, err := os.ReadFile("testdata/format1-5672.rubric.zst")
	if err != nil {
		t.Error(err)
		return
	}
	d, err := zstd.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Error(err)
		return
	}
	defer d.Close()
	f, err := os.Create(path)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	if _, err := d.WriteTo(f); err != nil {
		t.Error(err)
	}
}

// oneLife starts a child, kills it after a while, and says what it was doing.
func oneLife(t *testing.T, path string, after time.Duration, seed uint64, said *promised) (doing string) {
	c := start(t, "live", path+"\n"+strconv.FormatUint(seed, 10))
	wait := time.AfterFunc(20*time.Millisecond+after, func() { _ = c.Process.Kill() })
	defer wait.Stop()
	doing = "start"
	for c.lines.Scan() {
		what, id, _ := strings.Cut(c.lines.Text(), " ")
		switch what {
		case "begin":
			doing = id
		case "step":
			said.steps = append(said.steps, id)
		case "document":
			said.documents = append(said.documents, id)
		case "backup":
			said.backup = id
		default:
			t.Errorf("the child said %q", c.lines.Text())
			return doing
		}
	}
	_ = c.Wait()
	return doing
}

// kept opens what a killed child left behind, and looks for all that was promised.
func kept(t *testing.T, path string, said promised) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer p.Close()
	faults, err := p.Check(t.Context(), nil)
	if err != nil || len(faults) > 0 {
		t.Errorf("%v %v", faults, err)
	}
	headers, err := p.Headers("")
	if err != nil {
		t.Error(err)
	}
	documents, steps := map[string]bool{}, map[string]bool{}
	for _, h := range headers {
		documents[h.ID] = true
		history, err := p.History(h.ID)
		if err != nil {
			t.Error(err)
		}
		for _, tx := range history {
			steps[tx.ID] = true
		}
	}
	for _, id := range said.steps {
		if !steps[id] {
			t.Errorf("step %s was acknowledged and is lost", id)
		}
	}
	for _, id := range said.documents {
		if !documents[id] {
			t.Errorf("document %q was acknowledged and is lost", id)
		}
	}
	if said.backup != "" {
		storagetest.Check(t, said.backup)
	}
}

// live works on a project until it is killed, and prints what it has begun and what is stored. The task is the path and
// the seed of what it does.
func live(task string) error {
	path, seed, _ := strings.Cut(task, "\n")
	n, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return err
	}
	l := &liver{path: path, r: rand.New(rand.NewPCG(n, 3))}
	if err := l.open(); err != nil {
		return err
	}
	for {
		if err := l.something(); err != nil {
			return fmt.Errorf("%s: %w", l.doing, err)
		}
	}
}

type liver struct {
	path  string
	r     *rand.Rand
	p     *storage.Project
	doing string
	count int
}

func (l *liver) begin(doing string) {
	l.doing = doing
	fmt.Println("begin " + doing)
}

func (l *liver) open() (err error) {
	l.begin("open")
	l.p, err = storage.Open(l.path, storage.Options{})
	return err
}

func (l *liver) something() error {
	switch n := l.r.IntN(20); {
	case n < 11:
		l.begin("label")
		return l.label()
	case n < 15:
		l.begin("import")
		return l.add()
	case n < 17:
		l.begin("compact")
		return l.p.Compact(context.Background(), l.path)
	case n < 19:
		l.begin("backup")
		return l.backup()
	}
	l.begin("close")
	if err := l.p.Close(); err != nil {
		return err
	}
	return l.open()
}

// label gives up to ten labels through a Writer, as the window does.
func (l *liver) label() error {
	headers, err := l.p.Headers("")
	if err != nil || len(headers) == 0 {
		return err
	}
	h := headers[l.r.IntN(len(headers))]
	work, err := l.p.Work(h.ID, "ada")
	if err != nil {
		return err
	}
	waiting := map[uint64]string{}
	var lock sync.Mutex
	w := storage.NewWriter(l.p, func(r storage.Result) {
		lock.Lock()
		defer lock.Unlock()
		if r.Err == nil {
			fmt.Println("step " + waiting[r.Seq])
		}
	})
	for range 1 + l.r.IntN(10) {
		step := tx(h.ID, annotate.AssignTo(work, annotate.FieldNote, strconv.Itoa(l.r.IntN(1e6))))
		next, _, err := step.Apply(work)
		if err != nil {
			return err
		}
		work = next
		lock.Lock()
		waiting[w.Enqueue([]annotate.Transaction{step})] = step.ID
		lock.Unlock()
	}
	return w.Close()
}

// add imports up to thirty documents, some with a label.
func (l *liver) add() error {
	var list []storage.NewDocument
	for range 1 + l.r.IntN(30) {
		l.count++
		doc, err := annotate.NewDocument(fmt.Sprintf("d%d-%d", os.Getpid(), l.count), "", fmt.Sprintf("Mira %d wrote %s", l.r.Uint64(), strings.Repeat("of Oslo ", l.r.IntN(200))))
		if err != nil {
			return err
		}
		n := storage.NewDocument{Document: doc}
		if l.r.IntN(2) == 0 {
			a := annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: 0, End: 4}, Label: "PER", Annotator: "ada", Origin: annotate.OriginImport, Quote: "Mira"}
			n.Annotator, n.Work = "ada", &annotate.Work{Annotations: annotate.NewSet(a)}
		}
		list = append(list, n)
	}
	added, err := l.p.AddDocuments(context.Background(), list)
	for _, a := range added {
		if a.Err != nil {
			return a.Err
		}
		fmt.Println("document " + a.ID)
	}
	return err
}

func (l *liver) backup() error {
	to := l.path + "." + strconv.Itoa(l.r.IntN(3)) + ".backup"
	if err := l.p.Backup(context.Background(), to); err != nil {
		return err
	}
	fmt.Println("backup " + to)
	return nil
}
