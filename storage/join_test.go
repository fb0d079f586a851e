package storage_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// visible is all that can be seen of a project, line by line.
func visible(t *testing.T, p *storage.Project) string {
	t.Helper()
	var b strings.Builder
	list, err := p.Headers("ada")
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range list {
		doc, errDoc := p.Document(h.ID)
		works, errWorks := p.Works(h.ID)
		proposals, errSuggestions := p.Suggestions(h.ID)
		if err := errors.Join(errDoc, errWorks, errSuggestions); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d %q %q %q %v %v %v %v %d/%d\n", i, h.ID, h.Title, doc.Text.String(), doc.Meta, doc.Source.Name, h.Added.UnixMilli(), h.Language, h.Annotations, h.Suggestions)
		for _, name := range slices.Sorted(maps.Keys(works)) {
			w := works[name]
			if w.Equal(annotate.Work{}) {
				continue // a layer that says nothing
			}
			fmt.Fprintf(&b, "  %s %v %v %v %v %q %q %q %q\n", name, w.Annotations.All(), w.Decisions.All(), w.Zones, w.Passed, w.Status, w.Note, w.Language, w.Direction)
		}
		for _, s := range proposals {
			fmt.Fprintf(&b, "  %+v\n", s)
		}
	}
	schema, err := json.Marshal(p.Schema())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%s\n", schema)
	at, txs := stamps(t, p)
	for i := range at {
		fmt.Fprintf(&b, "%v %s %q %s %d\n", at[i], txs[i].ID, txs[i].Document, txs[i].Annotator, len(txs[i].Edits))
	}
	return b.String()
}

// merged is a copy of the first file into which the others were merged, as a path. It was checked.
func merged(t *testing.T, first string, others ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "merged.rubric")
	copyFile(t, first, path)
	p := opened(t, path)
	for _, other := range others {
		mergeFile(t, p, other)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
	return path
}

func mergeFile(t *testing.T, p *storage.Project, other string) storage.Merged {
	t.Helper()
	q, err := storage.Open(other, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	m, err := p.Merge(t.Context(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func seen(t *testing.T, path string) string {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	return visible(t, p)
}

// replica is one copy of a project, on one of several machines, whose clock is wrong.
type replica struct {
	path    string
	folder  string // of its machine's installation
	machine *storage.Installation
	skew    time.Duration
}

// world is five replicas with a random history.
type world struct {
	*rand.Rand
	t        *testing.T
	replicas []*replica
	imports  int
}

func newWorld(t *testing.T, seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 4)), t: t}
	machines := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	for i := range 5 {
		r := &replica{path: filepath.Join(t.TempDir(), fmt.Sprint(i, ".rubric")), folder: machines[w.IntN(3)], skew: time.Duration(w.IntN(3)-1) * 365 * 24 * time.Hour}
		r.machine = storage.OpenInstallation(r.folder)
		if i > 0 && w.IntN(4) > 0 {
			copyFile(t, w.replicas[w.IntN(i)].path, r.path)
		} else if p, err := storage.Create(r.path, annotate.News()); err != nil {
			t.Fatal(err)
		} else if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		w.replicas = append(w.replicas, r)
		w.live(r, 5+w.IntN(30))
	}
	for range w.IntN(8) {
		r := w.replicas[w.IntN(5)]
		switch w.IntN(4) {
		case 0: // it takes in another one
			other := w.replicas[w.IntN(5)]
			if other != r {
				p := w.open(r)
				mergeFile(t, p, other.path)
				w.end(p)
			}
		case 1:
			w.fork(r)
		default:
			w.live(r, w.IntN(15))
		}
	}
	return w
}

func (w *world) open(r *replica) *storage.Project {
	w.t.Helper()
	p, err := storage.Open(r.path, storage.Options{Installation: r.machine})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (w *world) end(p *storage.Project) {
	w.t.Helper()
	if err := p.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// fork takes the file away to another replica's place after some work, and goes on in a machine that was set back to
// before it, file and memory: the actor writes the same numbers twice.
func (w *world) fork(r *replica) {
	w.live(r, 2)
	backup, err := os.ReadFile(r.path)
	memory, errMemory := os.ReadFile(filepath.Join(r.folder, "installation.json"))
	if err = errors.Join(err, errMemory); err != nil {
		w.t.Fatal(err)
	}
	p := w.open(r)
	for range 5 {
		w.act(p, r)
	}
	if err := p.Abandon(); err != nil {
		w.t.Fatal(err)
	}
	other := w.replicas[w.IntN(5)]
	if other != r {
		copyFile(w.t, r.path, other.path)
	}
	f, err := os.OpenFile(r.path, os.O_WRONLY|os.O_TRUNC, 0)
	if err == nil {
		_, err = f.Write(backup)
	}
	if err = errors.Join(err, f.Close(), os.WriteFile(filepath.Join(r.folder, "installation.json"), memory, 0o600)); err != nil {
		w.t.Fatal(err)
	}
	w.live(r, 5)
}

func (w *world) live(r *replica, steps int) {
	p := w.open(r)
	for range steps {
		w.act(p, r)
	}
	w.end(p)
}

// act does one thing in a replica.
func (w *world) act(p *storage.Project, r *replica) {
	w.t.Helper()
	list, err := p.Headers("")
	if err != nil {
		w.t.Fatal(err)
	}
	switch k := w.IntN(12); {
	case k < 3 || len(list) == 0:
		w.importSome(p)
	case k == 3:
		w.changeSchema(p)
	case k == 4:
		h := list[w.IntN(len(list))]
		s := annotate.Suggestion{Span: annotate.Span{Start: w.IntN(2), End: 2 + w.IntN(2)}, Label: labels[w.IntN(2)], Score: float64(w.IntN(4)) / 4, Suggester: []string{"one", "two"}[w.IntN(2)]}
		err = p.SetSuggestions(h.ID, []annotate.Suggestion{s}[:w.IntN(2)])
	case k == 5:
		h := list[w.IntN(len(list))]
		_, err = p.Hide("import", h.ID)
	case k == 6:
		h := list[w.IntN(len(list))]
		err = p.SetLanguages(map[string]storage.Language{h.ID: {Code: []string{"en", "no"}[w.IntN(2)], Confidence: float64(w.IntN(3)) / 2, Known: true}})
	default:
		w.edit(p, r, list[w.IntN(min(2, len(list)))].ID)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// importSome brings texts of which all replicas have some, under few IDs.
func (w *world) importSome(p *storage.Project) {
	w.imports++
	group := fmt.Sprint("import ", w.imports, w.Uint32())
	var list []storage.NewDocument
	for range 1 + w.IntN(4) {
		i := w.IntN(7)
		doc, err := annotate.NewDocument([]string{"a", "b", "a-2", "c"}[w.IntN(4)], fmt.Sprint("title ", w.IntN(3)), fmt.Sprintf("Mira left Oslo %d times", i))
		if err != nil {
			w.t.Fatal(err)
		}
		doc.Meta = map[string]string{"import": fmt.Sprint(w.imports)}
		doc.Source.Name = group
		n := storage.NewDocument{Document: doc, Group: group}
		if w.IntN(4) == 0 {
			n.Annotator = []string{"ada", "bob"}[w.IntN(2)]
			n.Work = &annotate.Work{Annotations: annotate.NewSet(randomAnnotation(w.Rand, doc.Text, n.Annotator))}
			n.Replace = w.IntN(2) == 0
		}
		list = append(list, n)
	}
	storagetest.Add(w.t, p, list...)
}

func (w *world) changeSchema(p *storage.Project) {
	schema := p.Schema()
	schema.Labels = slices.Clone(schema.Labels)
	switch i := w.IntN(len(schema.Labels)); w.IntN(4) {
	case 0:
		schema.Labels[i].Title = fmt.Sprint("title ", w.IntN(9))
	case 1:
		if len(schema.Labels) > 2 {
			schema.Labels = slices.Delete(schema.Labels, i, i+1)
		}
	case 2:
		schema.Overlap = annotate.Overlap(w.IntN(3))
	default:
		schema = schema.With(fmt.Sprint("L", w.IntN(5)))
	}
	if err := p.SetSchema(schema); err != nil {
		w.t.Fatal(err)
	}
}

// edit makes a step by the clock of the replica's machine, or takes one back.
func (w *world) edit(p *storage.Project, r *replica, id string) {
	w.t.Helper()
	s := load(w.t, p, id, []string{"ada", "ada", "bob"}[w.IntN(3)])
	now := time.Now().Add(r.skew)
	var txs []annotate.Transaction
	var err error
	switch w.IntN(6) {
	case 0:
		txs, err = s.History.Undo(now)
	case 1:
		txs, err = s.History.Redo(now)
	default:
		tx := step(w.Rand, s, 0)
		tx.Time = now
		txs = []annotate.Transaction{tx}
	}
	if err != nil {
		return
	}
	if err := p.Append(txs...); err != nil && !errors.Is(err, annotate.ErrStale) && !errors.Is(err, storage.ErrNoDocument) {
		w.t.Fatal(err)
	}
}

// TestMergeOfRandomHistories merges five replicas in several orders and shapes. Every file that got all of them shows the
// same, and merging again brings nothing.
func TestMergeOfRandomHistories(t *testing.T) {
	conflicts, forks, renamed := 0, 0, 0
	for seed := range uint64(6) {
		w := newWorld(t, seed)
		paths := make([]string, 5)
		for i, r := range w.replicas {
			paths[i] = r.path
			storagetest.Check(t, r.path)
		}
		row := merged(t, paths[0], paths[1:]...)
		want := seen(t, row)
		w.Shuffle(5, func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
		other := merged(t, paths[0], paths[1:]...)
		tree := merged(t, merged(t, paths[3], paths[1]), merged(t, paths[2], merged(t, paths[4], paths[0])), paths[1])
		for name, path := range map[string]string{"another order": other, "a tree": tree} {
			if got := seen(t, path); got != want {
				t.Fatalf("seed %d, %s: %s", seed, name, firstDifference(want, got))
			}
		}
		p := opened(t, row)
		for _, path := range append(paths, other, tree) {
			m := mergeFile(t, p, path)
			if m.Events > 0 || m.Added > 0 || len(m.Conflicts) > 0 || len(m.Renamed) > 0 || m.Forks > 0 && path == other {
				t.Errorf("seed %d: merged again, %+v", seed, m)
			}
		}
		if got := visible(t, p); got != want {
			t.Errorf("seed %d, again: %s", seed, firstDifference(want, got))
		}
		q := opened(t, merged(t, paths[0]))
		for _, path := range paths[1:] {
			m := mergeFile(t, q, path)
			conflicts, forks, renamed = conflicts+len(m.Conflicts), forks+m.Forks, renamed+len(m.Renamed)
		}
	}
	t.Logf("%d conflicts, %d forks, %d renamings", conflicts, forks, renamed)
	if forks == 0 || renamed == 0 { // conflicts: see TestMergeTells
		t.Error("the histories show too little")
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\n%s\n%s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d and %d lines, %x %x", len(a), len(b), sha256.Sum256([]byte(want)), sha256.Sum256([]byte(got)))
}

// TestMergeEndedAnywhere ends a merge after each of its commits, as a kill does: the file is whole, and merging again
// comes to what one merge in one go comes to.
func TestMergeEndedAnywhere(t *testing.T) {
	w := newWorld(t, 3)
	want := seen(t, merged(t, w.replicas[0].path, w.replicas[1].path))
	defer storage.MergeInSteps(4)()
	other := opened(t, w.replicas[1].path)
	for commits := 1; ; commits += 2 {
		path := filepath.Join(t.TempDir(), "ended.rubric")
		copyFile(t, w.replicas[0].path, path)
		p := opened(t, path)
		ctx, cancel := context.WithCancel(t.Context())
		left := commits
		_, err := p.Merge(ctx, other, func(int, int) {
			if left--; left == 0 {
				cancel()
			}
		})
		cancel()
		if errors.Is(err, context.Canceled) {
			if err := p.Abandon(); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, path)
			p = opened(t, path)
			_, err = p.Merge(t.Context(), other, nil)
		} else if commits == 1 {
			t.Fatal("it ended with the first commit: the test shows nothing")
		} else {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := visible(t, p); got != want {
			t.Fatalf("ended after %d commits: %s", commits, firstDifference(want, got))
		}
	}
}

// TestMergeTells merges two copies in which one annotator changed the same things, by a clock that is ahead.
func TestMergeTells(t *testing.T) {
	base := storagetest.New(t)
	storagetest.Add(t, base, marked(t, "a", "ada", "[PER Mira] left [LOC Oslo]."), storagetest.Text(t, "b", "Bergen"))
	path := filepath.Join(t.TempDir(), "copy.rubric")
	if err := base.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	copied := opened(t, path)
	w, err := base.Work("a", "ada")
	if err != nil {
		t.Fatal(err)
	}
	mira, oslo := w.Annotations.All()[0], w.Annotations.All()[1]
	org, event := mira, mira
	org.Label, event.Label = "ORG", "EVENT"
	far := oslo
	far.Label = "NORP"
	steps := func(p *storage.Project, now time.Time, edits ...annotate.Edit) {
		t.Helper()
		for _, e := range edits {
			step := tx("a", e)
			step.Time = now
			if err := p.Append(step); err != nil {
				t.Fatal(err)
			}
		}
	}
	now := time.Now()
	steps(base, now, annotate.Replace(mira, org), annotate.Remove(oslo), annotate.Assign{Field: annotate.FieldNote, After: "one"}, annotate.Mark{Zone: annotate.Span{Start: 5, End: 9}})
	steps(copied, now.Add(48*time.Hour), annotate.Replace(mira, event), annotate.Replace(oslo, far), annotate.Assign{Field: annotate.FieldNote, After: "two"}, annotate.Mark{Zone: annotate.Span{Start: 6, End: 7}})
	storagetest.Add(t, copied, storagetest.Text(t, "b", "Tromsø"))
	m, err := base.Merge(t.Context(), copied, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Added != 1 || m.Known != 2 || m.Events != 5 || m.Forks != 0 || m.Future.Before(now.Add(47*time.Hour)) || !slices.Equal(m.Annotators, []string{"ada"}) {
		t.Errorf("%+v", m)
	}
	var said []string
	for _, c := range m.Conflicts {
		said = append(said, c.Document+" "+c.Annotator+": "+c.Words)
	}
	want := []string{`a ada: EVENT "Mira" [0,4), given later, stands in place of ORG "Mira" [0,4)`, `a ada: NORP "Oslo" [10,14) is back: it was changed while it was removed elsewhere`,
		`a ada: note: "two", set later, stands in place of "one"`, `a ada: zone [6,7) is left out: it shares characters with another`}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	if got := shown(t, base, "a", "ada"); got != "[EVENT Mira] left [NORP Oslo]." {
		t.Errorf("got %s", got)
	}
	if list := listed(t, base); !slices.Equal(list, []string{"a", "b", "b-2"}) {
		t.Errorf("listed %v", list)
	}
	if _, err := base.Merge(t.Context(), base, nil); err == nil {
		t.Error("a project takes in itself")
	}
}

// TestMergeOfMigratedCopies brings two copies of an old file to this format apart, after they were changed apart by that
// old program, which knew no installations: what they share is there once.
func TestMergeOfMigratedCopies(t *testing.T) {
	one, other := oldFile(t), oldFile(t)
	p, q := opened(t, one), opened(t, other)
	m, err := p.Merge(t.Context(), q, nil)
	if err != nil || m.Events > 0 || m.Added > 0 || m.Known != 13 {
		t.Errorf("%+v, %v", m, err)
	}
	aside, end, err := storage.OpenAside(t.Context(), "testdata/actors-format1.rubric")
	if err != nil {
		t.Fatal(err)
	}
	if m, err := p.Merge(t.Context(), aside, nil); err != nil || m.Events > 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// TestNewDocumentsAfterAMerge keeps the order of a merged file, which is not that of the numbers, for what comes later and
// for a list that is read in pieces.
func TestNewDocumentsAfterAMerge(t *testing.T) {
	one, other := storagetest.New(t), storagetest.New(t)
	for i, p := range []*storage.Project{one, other, one} {
		time.Sleep(2 * time.Millisecond) // so that the clocks differ
		storagetest.Add(t, p, storagetest.Text(t, []string{"a", "b", "c"}[i], []string{"first", "second", "third"}[i]))
	}
	if _, err := one.Merge(t.Context(), other, nil); err != nil {
		t.Fatal(err)
	}
	storagetest.Add(t, one, storagetest.Text(t, "d", "fourth"))
	want := []string{"a", "b", "c", "d"}
	if list := listed(t, one); !slices.Equal(list, want) {
		t.Errorf("listed %v", list)
	}
	var pieces []string
	for next := uint64(0); ; {
		list, after, err := one.HeadersAfter("", next, 1)
		if err != nil {
			t.Fatal(err)
		}
		pieces = append(pieces, list[0].ID)
		if next = after; next == 0 {
			break
		}
	}
	if !slices.Equal(pieces, want) {
		t.Errorf("in pieces %v", pieces)
	}
}
