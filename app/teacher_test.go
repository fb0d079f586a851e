package app

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
)

// many is a project with n short articles that name the same person.
func many(t testing.TB, n int) (*project.Project, string) {
	t.Helper()
	folder := t.TempDir()
	for i := range n {
		text := fmt.Sprintf("report %d.\nzelda quux was asked by officials in Iran.\n", i)
		write(t, filepath.Join(folder, fmt.Sprintf("a%03d.txt", i)), text)
	}
	path := filepath.Join(t.TempDir(), "many.rubric")
	if err := project.Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Import(context.Background(), []string{folder}, project.ImportOptions{Lang: "en"}, nil, nil); err != nil {
		t.Fatal(err)
	}
	return p, path
}

// deskOf opens a window on a project with many articles.
func deskOf(t *testing.T, n int) *desk {
	t.Helper()
	p, path := many(t, n)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	return resume(t, path)
}

func (d *desk) row(id string) state.Row {
	r, _ := d.state.List.Row(id)
	return r
}

// TestTheWindowLearnsAndCounts goes the whole way: a label teaches, the near articles are counted with what was learnt, the
// status line has the sign, undo takes all that back, and a window that is opened again has the counts at once.
func TestTheWindowLearnsAndCounts(t *testing.T) {
	d := deskOf(t, 4)
	d.until("all counted", func() bool { return d.row("a003").Suggestions == 1 })
	before := d.row("a003").Corrections
	d.label("zelda quux", "PER")
	d.until("the lesson", func() bool {
		return d.state.Learnt.Count == 1 && d.state.Learnt.Label == "PER" && !d.state.Learnt.When.IsZero()
	})
	d.until("near articles counted with it", func() bool { return d.row("a003").Suggestions == 2 })
	d.keys("Ctrl+Z")
	d.until("the lesson taken back", func() bool { return d.state.Learnt.Count == 0 })
	d.until("near articles as before", func() bool { return d.row("a003").Suggestions == 1 && d.row("a003").Corrections == before })
	path, id := d.state.Project.Path, d.state.Session.Document.ID
	d.until("closed", func() bool { return d.closeProject() == nil })
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	found, err := contentsOf(p)
	if err != nil {
		t.Fatal(err)
	}
	d.begin(p, path, found)
	if r := d.row("a003"); r.Suggestions != 1 || math.Abs(r.Corrections-before) > 0.01 || d.state.Session.Document.ID != id {
		t.Errorf("opened again the list says %+v", r)
	}
	faults, err := p.Store().Check(t.Context(), nil)
	if err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// label selects words of the open article and gives them a label.
func (d *desk) label(words, label string) {
	d.t.Helper()
	text := d.state.Session.Document.Text
	at := text.CodePoint(strings.Index(text.String(), words))
	d.state.Focus = state.Focus{}
	d.state.Anchor, d.state.Caret.Offset = at, at+len([]rune(words))
	d.Dispatch(state.GiveLabel{Name: label})
}

func TestMoreLikeThisInTheWindow(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := sit(t)
	d.label("Okonkwo", "PER") // the first one, in "Mira Okonkwo"
	d.until("the offer", func() bool { return d.state.Alike.Here == 1 })
	if a := d.state.Alike; a.Phrase != "Okonkwo" || a.Label != "PER" || a.Remove {
		t.Errorf("offered is %+v", a)
	}
	d.keys("Ctrl+Shift+D")
	d.until("the preview", func() bool { return d.window.Canvas().Overlays().Top() != nil })
}

// TestSettingsOfSuggestionsAreStored: a change is in the file soon, and when the project is closed at the latest.
func TestSettingsOfSuggestionsAreStored(t *testing.T) {
	d := sit(t)
	d.Dispatch(state.SetSuggest{Settings: suggest.Settings{NoStarter: true}})
	d.until("no suggestions of the starter", func() bool { return d.state.Open().Len() == 0 })
	d.until("the file", func() bool {
		value, err := d.project.Store().Setting("suggest")
		return err == nil && value != ""
	})
	want := suggest.Settings{Threshold: 0.66, Labels: map[string]string{"PER": "ORG"}}
	d.Dispatch(state.SetSuggest{Settings: want})
	path := d.state.Project.Path
	d.until("closed", func() bool { return d.closeProject() == nil })
	p, err := project.Open(path, "ann", true)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got := p.Settings(); !reflect.DeepEqual(got, want) {
		t.Errorf("the file has %+v, want %+v", got, want)
	}
}

// TestOneWindowLearnsFromAllOnceItIsShared, and forgets the others when it is not any more.
func TestOneWindowLearnsFromAllOnceItIsShared(t *testing.T) {
	p, path := many(t, 3)
	doc, err := p.Store().Document("a001")
	if err != nil {
		t.Fatal(err)
	}
	tx := annotate.Session{Document: doc, Annotator: "bob"}.Transaction(time.Now(), annotate.OriginUser, "label", annotate.Span{}, annotate.Add(
		annotate.Annotation{ID: "x", Span: annotate.Span{Start: 10, End: 20}, Label: "PER", Annotator: "bob", Origin: annotate.OriginUser, Quote: "zelda quux"}))
	if err := p.Store().Append(tx); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	d := resume(t, path)
	shown := func() bool {
		return slices.ContainsFunc(d.state.Open().All(), func(g annotate.Suggestion) bool { return g.Suggester == "memory" })
	}
	if shown() {
		t.Error("bob's work reaches ann")
	}
	d.Dispatch(state.SetSuggest{Settings: suggest.Settings{Shared: true}})
	d.until("bob's work", shown)
	d.label("officials", "PER") // ann's own
	d.until("the lesson", func() bool { return d.state.Learnt.Count == 2 })
	d.Dispatch(state.SetSuggest{Settings: suggest.Settings{}})
	d.until("her own work alone", func() bool { return d.state.Learnt.Count == 1 && !shown() })
}

// A step on its way to the disk while the teacher begins anew is learnt once.
func TestNothingIsLearntTwiceWhenTheTeacherBeginsAnew(t *testing.T) {
	d := deskOf(t, 2)
	for range 5 {
		d.label("zelda quux", "PER")
		d.Dispatch(state.SetSuggest{Settings: suggest.Settings{Shared: true}})
		d.Dispatch(state.Undo{})
		d.label("officials", "PER")
		d.Dispatch(state.SetSuggest{Settings: suggest.Settings{}})
		d.Dispatch(state.Undo{})
	}
	d.label("zelda quux", "PER")
	d.until("the disk", func() bool { return d.state.Saving.Pending == 0 })
	d.until("the last teacher, who has read all", func() bool {
		d.teacher.mu.Lock()
		defer d.teacher.mu.Unlock()
		return d.teacher.read && len(d.teacher.lessons) == 0
	})
	d.until("one answer", func() bool { return d.project.Answers() == 1 && d.state.Learnt.Count == 1 })
	time.Sleep(20 * time.Millisecond)
	if n := d.project.Answers(); n != 1 {
		t.Errorf("learnt from %d answers, want 1", n)
	}
}

// BenchmarkHandOver is what a step costs the window's goroutine beside the state: the lesson and the request, while the
// teacher has other articles to count.
func BenchmarkHandOver(b *testing.B) {
	p, _ := many(b, 200)
	defer p.Close()
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	t := newTeacher(ctx, p, tally.Open(filepath.Join(b.TempDir(), "c.json"), "one", "ann"), func(state.Msg) {}, func(f func()) {}, nil)
	go t.learn()
	doc, err := p.Store().Document("a000")
	if err != nil {
		b.Fatal(err)
	}
	a := annotate.Annotation{ID: "x", Span: annotate.Span{Start: 10, End: 20}, Label: "PER", Annotator: "ann", Quote: "zelda quux"}
	works := []annotate.Work{{}, {Annotations: annotate.NewSet(a)}}
	t.countAll(state.CountAll{})
	for i := 0; b.Loop(); i++ {
		t.teach(state.Teach{Document: doc, Before: works[i%2], After: works[(i+1)%2]})
		t.suggest(state.Suggest{Document: doc, Work: works[(i+1)%2], Language: "en", Gen: i})
	}
}
