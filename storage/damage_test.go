//go:build unix

package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// spoilt is what a damage may be made of: the file as it was closed, and, of a file that was not closed, the states
// before and after its last change.
type spoilt struct{ closed, before, after []byte }

// damages are ways in which disks, cables and other programs spoil a file.
var damages = []struct {
	name string
	do   func(r *rand.Rand, s spoilt) []byte
}{
	{"one bit", func(r *rand.Rand, s spoilt) []byte { return flip(s.closed, r.IntN(len(s.closed)), r) }},
	{"one bit in a page's head", func(r *rand.Rand, s spoilt) []byte {
		return flip(s.closed, r.IntN(len(s.closed)/pageSize)*pageSize+r.IntN(48), r)
	}},
	{"one bit in a header", func(r *rand.Rand, s spoilt) []byte { return flip(s.closed, r.IntN(2)*pageSize+r.IntN(96), r) }},
	{"both headers", func(r *rand.Rand, s spoilt) []byte {
		return flip(flip(s.closed, 16+r.IntN(64), r), pageSize+16+r.IntN(64), r)
	}},
	{"page of zeros", func(r *rand.Rand, s spoilt) []byte { b := bytes.Clone(s.closed); clear(page(r, b)); return b }},
	{"page of noise", func(r *rand.Rand, s spoilt) []byte { b := bytes.Clone(s.closed); noise(r, page(r, b)); return b }},
	{"sector of zeros", func(r *rand.Rand, s spoilt) []byte {
		b := bytes.Clone(s.closed)
		at := r.IntN(len(b)/512) * 512
		clear(b[at : at+512])
		return b
	}},
	{"four pages of noise", func(r *rand.Rand, s spoilt) []byte {
		b := bytes.Clone(s.closed)
		for range 4 {
			noise(r, page(r, b))
		}
		return b
	}},
	{"two pages swapped", func(r *rand.Rand, s spoilt) []byte {
		b := bytes.Clone(s.closed)
		one, other := page(r, b), page(r, b)
		kept := bytes.Clone(one)
		copy(one, other)
		copy(other, kept)
		return b
	}},
	{"free list", func(r *rand.Rand, s spoilt) []byte {
		b := bytes.Clone(s.closed)
		p := b[freelistOf(b)*pageSize:][:pageSize]
		switch r.IntN(3) {
		case 0:
			clear(p)
		case 1:
			noise(r, p)
		default:
			p[r.IntN(200)] ^= 1 << r.IntN(8)
		}
		return b
	}},
	{"cut off", func(r *rand.Rand, s spoilt) []byte { return bytes.Clone(s.closed[:r.IntN(len(s.closed))]) }},
	{"cut off at a page", func(r *rand.Rand, s spoilt) []byte {
		return bytes.Clone(s.closed[:r.IntN(len(s.closed)/pageSize)*pageSize])
	}},
	{"noise at the end", func(r *rand.Rand, s spoilt) []byte {
		tail := make([]byte, r.IntN(20_000))
		noise(r, tail)
		return append(bytes.Clone(s.closed), tail...)
	}},
	{"pages of the last change lost", lostWrites},
}

func flip(b []byte, at int, r *rand.Rand) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1 << r.IntN(8)
	return b
}

func page(r *rand.Rand, b []byte) []byte {
	at := r.IntN(len(b)/pageSize) * pageSize
	return b[at : at+pageSize]
}

func noise(r *rand.Rand, b []byte) {
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}

func freelistOf(b []byte) int {
	return int(binary.LittleEndian.Uint64(b[newestHeader(b)*pageSize+16+32:]))
}

// lostWrites is what a disk leaves that said too early that all was written: the header is there, some pages are not.
func lostWrites(r *rand.Rand, s spoilt) []byte {
	b := bytes.Clone(s.after)
	var changed []int
	for p := 2; p < len(b)/pageSize; p++ {
		at := p * pageSize
		if at+pageSize > len(s.before) || !bytes.Equal(b[at:at+pageSize], s.before[at:at+pageSize]) {
			changed = append(changed, at)
		}
	}
	for _, at := range r.Perm(len(changed))[:1+r.IntN(len(changed))] {
		p := b[changed[at] : changed[at]+pageSize]
		clear(p)
		if changed[at] < len(s.before) {
			copy(p, s.before[changed[at]:])
		}
	}
	return b
}

// TestDamagedFiles spoils copies of a project in many ways, and has children open, read, check, diagnose and recover
// each. None may end a child, hang, or be read as something that was never stored; the recovery that is offered first
// must give a project that is whole, and leave the damaged file as it was. RUBRICATOR_DAMAGED is how many files; the
// table is that of docs/recovering.md.
func TestDamagedFiles(t *testing.T) {
	files := 420
	if n, err := strconv.Atoi(os.Getenv("RUBRICATOR_DAMAGED")); err == nil {
		files = n
	}
	folder := inMemory(t)
	makeSpoilt(t, folder)
	tables := make([]tally, 2)
	var group sync.WaitGroup
	for i := range tables {
		tables[i] = tally{}
		group.Go(func() { superviseDamage(t, folder, i, files, len(tables), tables[i]) })
	}
	group.Wait()
	for name, k := range tables[1] {
		tables[0].of(name).add(*k)
	}
	t.Log("\n" + tables[0].String())
	tables[0].hold(t)
	if len(tables[0]) != len(damages) {
		t.Errorf("%d kinds of damage were tried, there are %d", len(tables[0]), len(damages))
	}
}

// inMemory is a folder on a disk that is memory, where there is one: flushes are no part of the test.
func inMemory(t *testing.T) string {
	folder, err := os.MkdirTemp("/dev/shm", "rubricator")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// makeSpoilt writes the files from which the damaged ones are made.
func makeSpoilt(t *testing.T, folder string) {
	t.Helper()
	r := rand.New(rand.NewPCG(30, 7))
	path := filepath.Join(folder, "base.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]annotate.Document, 36)
	for i := range docs {
		docs[i] = randomDocument(t, r, i)
	}
	for six := range slices.Chunk(docs, 6) { // whose texts lie in one pack
		var list []storage.NewDocument
		for _, doc := range six {
			list = append(list, storage.NewDocument{Document: doc})
		}
		storagetest.Add(t, p, list...)
	}
	keep := func(name string) {
		b, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), inUse(b), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range 160 {
		doc, who := docs[r.IntN(len(docs))], []string{"ada", "bob"}[r.IntN(2)]
		work, err := p.Work(doc.ID, who)
		if err != nil {
			t.Fatal(err)
		}
		if i == 159 {
			keep("before")
		}
		if err := p.Append(step(r, annotate.Session{Document: doc, Work: work, Annotator: who}, i)); err != nil {
			t.Fatal(err)
		}
	}
	keep("after")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	keep("closed")
}

// superviseDamage runs children over every nth file from the first on. One that dies or hangs fails the test, and the next
// goes on behind the file on which it did.
func superviseDamage(t *testing.T, folder string, first, files, each int, table tally) {
	for first < files {
		c := start(t, "damage", strings.Join([]string{folder, strconv.Itoa(first), strconv.Itoa(files), strconv.Itoa(each)}, "|"))
		alarm := time.AfterFunc(time.Minute, func() { _ = c.Process.Kill() })
		ended := false
		for c.lines.Scan() {
			alarm.Reset(time.Minute)
			line := c.lines.Text()
			if line == "end" {
				ended = true
				break
			}
			var o fate
			if err := json.Unmarshal([]byte(line), &o); err != nil {
				t.Errorf("file %d: the child said %q", first, line)
				return
			}
			for _, p := range o.Problems {
				t.Errorf("file %d, %s: %s", o.File, damages[o.File%len(damages)].name, p)
			}
			table.of(damages[o.File%len(damages)].name).count(o)
			first = o.File + each
		}
		alarm.Stop()
		if ended {
			return
		}
		t.Errorf("file %d, %s: it ended the child, or hung for a minute", first, damages[first%len(damages)].name)
		first += each
	}
}

// fate is what became of one damaged file.
type fate struct {
	File       int
	Refused    bool // at opening
	Found      bool // by reading, by the look beside the work, or by the check
	Diagnosed  bool // as damaged
	Way        storage.Way
	Whole      bool // everything is there again
	Documents  int  // saved of
	OfDocument int
	Steps      int // saved of
	OfSteps    int
	Problems   []string
}

func (o *fate) problem(format string, args ...any) {
	o.Problems = append(o.Problems, fmt.Sprintf(format, args...))
}

// damageFiles is the child's work.
func damageFiles(task string) error {
	parts := strings.Split(task, "|")
	var numbers [3]int
	for i, s := range parts[1:] {
		n, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		numbers[i] = n
	}
	v, err := newVictim(parts[0])
	if err != nil {
		return err
	}
	for i := numbers[0]; i < numbers[1]; i += numbers[2] {
		o := v.suffer(i)
		if err := json.NewEncoder(os.Stdout).Encode(o); err != nil {
			return err
		}
	}
	_, err = fmt.Println("end")
	return err
}

// victim knows what is right.
type victim struct {
	spoilt
	folder string
	texts  map[string]string
	works  map[string]map[string]bool // document and annotator -> every state that was ever stored
	last   map[string]string          // the same -> the state now
	steps  map[string]annotate.Transaction
}

func newVictim(folder string) (*victim, error) {
	v := &victim{folder: folder, texts: map[string]string{}, works: map[string]map[string]bool{}, last: map[string]string{}, steps: map[string]annotate.Transaction{}}
	for name, to := range map[string]*[]byte{"closed": &v.closed, "before": &v.before, "after": &v.after} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		*to = b
	}
	if v.folder = filepath.Join(folder, strconv.Itoa(os.Getpid())); os.Mkdir(v.folder, 0o700) != nil {
		return nil, errors.New("no folder to work in")
	}
	path := filepath.Join(v.folder, "truth.rubric")
	if err := os.WriteFile(path, v.closed, 0o600); err != nil {
		return nil, err
	}
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return nil, err
	}
	defer p.Close()
	list, err := p.Headers("")
	for _, h := range list {
		if err == nil {
			err = v.learn(p, h.ID)
		}
	}
	return v, err
}

// learn notes what is right about a document.
func (v *victim) learn(p *storage.Project, id string) error {
	doc, err := p.Document(id)
	if err != nil {
		return err
	}
	v.texts[id] = doc.Text.String()
	now := map[string]annotate.Work{}
	for _, who := range []string{"ada", "bob"} {
		v.works[id+who] = map[string]bool{string(storage.EncodeWork(annotate.Work{})): true}
		v.last[id+who] = string(storage.EncodeWork(annotate.Work{}))
	}
	list, err := p.History(id)
	for _, tx := range list {
		next, _, errApply := tx.Apply(now[tx.Annotator])
		err = errors.Join(err, errApply)
		now[tx.Annotator] = next
		v.last[id+tx.Annotator] = string(storage.EncodeWork(next))
		v.works[id+tx.Annotator][v.last[id+tx.Annotator]] = true
		v.steps[tx.ID] = tx
	}
	return err
}

// suffer does all to one damaged file.
func (v *victim) suffer(i int) fate {
	o := fate{File: i, OfDocument: len(v.texts), OfSteps: len(v.steps)}
	r := rand.New(rand.NewPCG(uint64(i), 2026))
	b := damages[i%len(damages)].do(r, v.spoilt)
	path, again, to := filepath.Join(v.folder, "damaged.rubric"), filepath.Join(v.folder, "again.rubric"), filepath.Join(v.folder, "recovered.rubric")
	defer os.Remove(to)
	if err := errors.Join(os.WriteFile(path, b, 0o600), os.WriteFile(again, b, 0o600)); err != nil {
		o.problem("%v", err)
		return o
	}
	v.use(&o, path, i/len(damages)%2 == 0)
	v.recover(&o, again, to)
	if now, err := os.ReadFile(again); err != nil || !bytes.Equal(now, b) {
		o.problem("the damaged file was changed by recovering it")
	}
	return o
}

// use opens, reads, checks and changes a damaged file, as if it were a large one or as it is.
func (v *victim) use(o *fate, path string, large bool) {
	open := storage.OpenAsLarge
	if !large {
		open = func(path string) (*storage.Project, error) { return storage.Open(path, storage.Options{}) }
	}
	p, err := open(path)
	if err != nil {
		if !errors.Is(err, storage.ErrDamaged) && !errors.Is(err, storage.ErrNotProject) && !errors.Is(err, storage.ErrNewer) {
			o.problem("open: %v", err)
		}
		o.Refused = true
		return
	}
	read := v.read(o, p)
	seen, err := p.Probe(context.Background(), nil)
	if err != nil {
		o.problem("look: %v", err)
	}
	faults, err := p.Check(context.Background(), nil)
	if err != nil {
		o.problem("check: %v", err)
	}
	if read.errors > 0 && len(faults) == 0 {
		o.problem("%d things cannot be read and the check is clean", read.errors)
	}
	if read.stale > 0 && len(faults) == 0 && read.steps == len(v.steps) {
		o.problem("%d works are of another time than the journal and the check is clean", read.stale)
	}
	o.Found = read.errors > 0 || len(faults) > 0 || len(seen) > 0
	_ = p.SetSetting("open", "x")
	_ = p.Close()
}

// reading is how reading a project went.
type reading struct {
	errors                         int
	stale                          int // works that were right once
	documents, steps, right, works int
}

func (v *victim) read(o *fate, p *storage.Project) (got reading) {
	harmless := func(err error) bool {
		if err != nil && !errors.Is(err, storage.ErrDamaged) && !errors.Is(err, storage.ErrNoDocument) {
			o.problem("read: %v", err)
		}
		if err != nil {
			got.errors++
		}
		return err == nil
	}
	for _, who := range []string{"ada", "bob"} {
		_, err := p.Headers(who)
		harmless(err)
		_, err = p.Tail(who, 100)
		harmless(err)
	}
	harmless(p.Journal(storage.Stamp{}, func(_ storage.Stamp, tx annotate.Transaction) error {
		was, ok := v.steps[tx.ID]
		if ok && (!reflect.DeepEqual(tx.Edits, was.Edits) || tx.Annotator != was.Annotator || !tx.Time.Equal(was.Time) || tx.Words != was.Words) {
			o.problem("step %s is silently wrong", tx.ID)
		}
		if ok {
			got.steps++
		}
		return nil
	}))
	for id, text := range v.texts {
		doc, err := p.Document(id)
		if !harmless(err) {
			continue
		}
		got.documents++
		if doc.Text.String() != text {
			o.problem("%s is silently wrong", id)
		}
		for _, who := range []string{"ada", "bob"} {
			work, err := p.Work(id, who)
			if !harmless(err) {
				continue
			}
			is := string(storage.EncodeWork(work))
			switch {
			case is == v.last[id+who]:
				got.right++
			case v.works[id+who][is]:
				got.stale++
			default:
				got.works++
			}
		}
	}
	return got
}

// recover diagnoses a damaged file and takes the best offer.
func (v *victim) recover(o *fate, path, to string) {
	d, err := storage.Diagnose(context.Background(), path, nil, nil)
	if err != nil {
		o.problem("diagnose: %v", err)
		return
	}
	if o.Diagnosed = len(d.Faults) > 0; !o.Diagnosed {
		if o.Refused {
			o.problem("it cannot be opened and nothing is said to be wrong")
		}
		if o.Found {
			o.problem("the check finds faults and nothing is said to be wrong")
		}
		return
	}
	if len(d.Offers) == 0 {
		return
	}
	o.Way = d.Offers[0].Way
	done, err := storage.Recover(context.Background(), path, d.Offers[0], to, nil)
	if err != nil {
		o.problem("recover by %s: %v", o.Way, err)
		return
	}
	p, err := storage.Open(to, storage.Options{})
	if err != nil {
		o.problem("open what was recovered: %v", err)
		return
	}
	defer p.Close()
	renamed := strings.Contains(strings.Join(done.Losses, "\n"), "title and source of")
	v.judge(o, p, renamed)
}

// judge compares a recovered project with what was.
func (v *victim) judge(o *fate, p *storage.Project, renamed bool) {
	got := v.read(o, p)
	missing := len(v.texts) - got.documents
	if got.errors != missing {
		o.problem("%d things of what was recovered cannot be read, %d documents are missing", got.errors, missing)
	}
	if got.works > 0 && got.steps == len(v.steps) {
		o.problem("%d recovered works are what they never were", got.works)
	}
	list, err := p.Headers("")
	if err != nil {
		o.problem("list what was recovered: %v", err)
	}
	o.Documents, o.Steps = len(list), got.steps
	late := 0 // of the steps, that a disk said it had and did not
	if damages[o.File%len(damages)].name == "pages of the last change lost" {
		late = 1
	}
	o.Whole = got.documents == len(v.texts) && got.steps >= len(v.steps)-late && got.right >= 2*len(v.texts)-late && !renamed
}

// tally is the table.
type tally map[string]*kindOfDamage

type kindOfDamage struct {
	files, refused, found, none, needed, whole int
	documents, ofDocuments, steps, ofSteps     int
	ways                                       map[storage.Way]int
}

func (t tally) of(name string) *kindOfDamage {
	if t[name] == nil {
		t[name] = &kindOfDamage{ways: map[storage.Way]int{}}
	}
	return t[name]
}

func (k *kindOfDamage) count(o fate) {
	k.files++
	switch {
	case o.Refused:
		k.refused++
	case o.Found:
		k.found++
	default:
		k.none++
	}
	if o.Diagnosed {
		k.needed++
		k.documents, k.ofDocuments, k.steps, k.ofSteps = k.documents+o.Documents, k.ofDocuments+o.OfDocument, k.steps+o.Steps, k.ofSteps+o.OfSteps
		k.ways[o.Way]++
	}
	if o.Whole {
		k.whole++
	}
}

func (k *kindOfDamage) add(o kindOfDamage) {
	k.files, k.refused, k.found, k.none, k.needed, k.whole = k.files+o.files, k.refused+o.refused, k.found+o.found, k.none+o.none, k.needed+o.needed, k.whole+o.whole
	k.documents, k.ofDocuments, k.steps, k.ofSteps = k.documents+o.documents, k.ofDocuments+o.ofDocuments, k.steps+o.steps, k.ofSteps+o.ofSteps
	for w, n := range o.ways {
		k.ways[w] += n
	}
}

// hold fails the test where less is saved than we know to be possible.
func (t tally) hold(tb testing.TB) {
	for name, least := range map[string]struct{ whole, documents float64 }{
		"one bit": {0, .9}, "one bit in a page's head": {.5, .9}, "one bit in a header": {1, 1}, "both headers": {.9, 1}, "free list": {1, 1},
		"two pages swapped": {.7, .9}, "page of zeros": {0, .8}, "pages of the last change lost": {.8, 1},
	} {
		k := t.of(name)
		if float64(k.whole) < least.whole*float64(k.needed) || float64(k.documents) < least.documents*float64(k.ofDocuments) {
			tb.Errorf("%s: %d of %d made whole, %d of %d documents saved", name, k.whole, k.needed, k.documents, k.ofDocuments)
		}
	}
}

func (t tally) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, "| damage | files | refused at opening | found by look or check | no effect | repaired: whole | documents saved | steps saved | by |")
	fmt.Fprintln(&b, "|---|---|---|---|---|---|---|---|---|")
	sum := kindOfDamage{ways: map[storage.Way]int{}}
	for _, d := range damages {
		if k := t[d.name]; k != nil {
			k.row(&b, d.name)
			sum.add(*k)
		}
	}
	sum.row(&b, "all")
	return b.String()
}

func (k *kindOfDamage) row(w io.Writer, name string) {
	share := func(n, of int) string {
		if of == 0 {
			return "–"
		}
		return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
	}
	var ways []string
	for _, way := range append(storage.Ways, "") {
		if n := k.ways[way]; n > 0 {
			ways = append(ways, fmt.Sprintf("%s %d", map[bool]string{true: "nothing to save", false: string(way)}[way == ""], n))
		}
	}
	fmt.Fprintf(w, "| %s | %d | %d | %d | %d | %s | %s | %s | %s |\n", name, k.files, k.refused, k.found, k.none, share(k.whole, k.needed),
		share(k.documents, k.ofDocuments), share(k.steps, k.ofSteps), strings.Join(ways, ", "))
}
