package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/annotate/check"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/project"
	"rubricator/app/state"
)

// oslo are articles in which Oslo is a place four times, an organisation once, and once nothing.
var oslo = []string{
	"Mira left [ORG Oslo] today.",
	"They met in [LOC Oslo] and later in [LOC Oslo].",
	"وصلت إلى [LOC القاهرة]. From Oslo they flew on.",
	"Rain over [LOC Oslo], then [LOC Oslo] again.",
}

// sitAtWork opens a project with finished articles in marked text; their IDs are d0, d1, ...
func sitAtWork(t *testing.T, marked ...string) *desk {
	t.Helper()
	var lines strings.Builder
	for i, m := range marked {
		doc, set := annotatetest.Parse(t, m)
		record := map[string]any{"id": fmt.Sprint("d", i), "text": doc.Text.String(), "status": "finished", "title": fmt.Sprint("Article ", i)}
		var spans []map[string]any
		for a := range set.Values() {
			spans = append(spans, map[string]any{"start": a.Span.Start, "end": a.Span.End, "label": a.Label, "text": a.Quote})
		}
		record["spans"] = spans
		data, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(data, '\n'))
	}
	file := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, file, lines.String())
	path := filepath.Join(t.TempDir(), "work.rubric")
	if err := project.Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Import(context.Background(), []string{file}, project.ImportOptions{DetectNow: true}, func(l project.Line) { t.Log(l.Text) }, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	return resumeAt(t, path)
}

// checked waits until the check knows all, and how much.
func (d *desk) checked(findings int) {
	d.t.Helper()
	d.until(fmt.Sprint(findings, " findings"), func() bool { return d.state.Check.Known && d.state.Check.Found.Total() == findings })
}

// onto waits until the keys act on a finding in an article.
func (d *desk) onto(kind check.Kind, article string) {
	d.t.Helper()
	d.until(fmt.Sprintf("%s in %s", kind, article), func() bool {
		f, ok := d.state.Finding()
		return ok && f.Kind == kind && f.Doc == article && d.state.Session.Document.ID == article
	})
}

func TestFindingsAreMendedAndWavedThroughByKeys(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.keys("F8")
	d.onto(check.Conflict, "d0")
	d.checked(2)
	if !d.findings.Object().Visible() || d.list.Object().Visible() || d.window.Canvas().Focused() != fyne.Focusable(d.view) {
		t.Error("F8 does not show the findings in the place of the list, with the keyboard in the article")
	}
	if c, ok := present.OfSide(d.state); !ok || c.Facts[0].Value != "Conflict: ORG here, LOC in 4 of 5 places" || c.Facts[1].Value != "make it Place" {
		t.Errorf("the card says %+v", c.Facts)
	}
	if h := present.Hints(d.state, d.Workbench.keys); h[0].Words != "make it Place" || h[0].Keys[0] != "F5" || h[1].Words != "wave through" || h[1].Keys[0] != "F9" {
		t.Errorf("the keys are said to do %+v", h)
	}
	d.keys("F5")
	d.want("d0", "Mira left [LOC Oslo] today.")
	d.onto(check.Missed, "d2")
	d.checked(1)
	if d.selected() != "Oslo" {
		t.Errorf("%q is selected", d.selected())
	}
	d.keys("F9")
	d.checked(0)
	if p := present.OfCheck(d.state); p.Words != "All is answered. Nothing is left to look at in 4 articles." {
		t.Errorf("at the end it says %q", p.Words)
	}
	work, err := d.project.Store().Work("d2", "ann")
	if err != nil || len(work.Passed) != 1 || work.Passed[0].Kind != "missed" {
		t.Errorf("stored is %+v, %v", work.Passed, err)
	}
	d.keys("Ctrl+Z")
	d.checked(1)
	d.keys("F8", "3")
	d.want("d2", ". From [LOC Oslo] they flew on.")
	d.checked(0)
}

func TestAllAlikeAreWavedThroughInTheProject(t *testing.T) {
	d := sitAtWork(t, append([]string{"[ORG Oslo] wins.", "[ORG Oslo] loses [LOC Oslo], [LOC Oslo], [LOC Oslo]."}, oslo...)...)
	d.keys("F8")
	d.onto(check.Conflict, "d0")
	d.checked(4)
	d.press("Shift+F9")
	top := d.window.Canvas().Overlays().Top()
	if top == nil || !strings.Contains(top.(fyne.Accessible).AccessibilityLabel(), "Lets 3 findings of “Oslo” stand: “Conflict”, in 3 articles.") {
		t.Fatalf("the question is %+v", top)
	}
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.keys()
	d.checked(1)
	d.onto(check.Missed, "d4")
	for _, id := range []string{"d0", "d1", "d2"} {
		if work, _ := d.project.Store().Work(id, "ann"); len(work.Passed) != 1 {
			t.Errorf("%s has %+v", id, work.Passed)
		}
	}
	d.keys("Ctrl+Z")
	d.checked(4)
}

func TestStepsElsewhereAreCheckedOnceTheyAreStored(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.keys("F7")
	d.checked(2)
	f := d.state.Check.Found.Docs[1].List[0]
	d.Dispatch(state.LabelOccurrences{Label: "LOC", Hits: []state.Hit{{Document: "d2", Span: f.Span, Quote: "Oslo", Status: annotate.Finished}}})
	d.keys()
	d.checked(1)
}

func TestThePaneStandsWhereTheListDoes(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.keys("F7")
	d.checked(2)
	if _, rows := d.window.Canvas().Focused().(*part.Rows); !rows || !d.findings.Holds(d.window.Canvas().Focused()) {
		t.Errorf("%T has the keyboard, want the findings", d.window.Canvas().Focused())
	}
	at, size := d.findings.Object().Position(), d.findings.Object().Size()
	article := d.view.Size()
	d.focusArticle()
	d.press("F6")
	if !d.findings.Holds(d.window.Canvas().Focused()) {
		t.Error("F6 does not lead to the findings")
	}
	d.checkReach("the check", 8)
	d.press("F7")
	if d.findings.Object().Visible() || d.window.Canvas().Focused() != fyne.Focusable(d.view) {
		t.Error("F7 does not close it")
	}
	if l := d.list.Object(); !l.Visible() || l.Position() != at || l.Size() != size || d.view.Size() != article {
		t.Errorf("the list stands at %v, the findings stood at %v", l.Position(), at)
	}
	d.window.Resize(fyne.NewSize(600, 500))
	d.press("F7")
	if !d.findings.Object().Visible() || d.list.Object().Visible() {
		t.Error("a narrow window does not show the findings that were asked for")
	}
	d.focusArticle()
	if d.findings.Object().Visible() {
		t.Error("they stay when the article has the keyboard again")
	}
}

// A key that answers goes to the finding at the cursor of the pane first, if the keys would act on another.
func TestNothingIsAnsweredUnseen(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.keys("F8")
	d.onto(check.Conflict, "d0")
	d.checked(2)
	d.press("F7")
	d.press("F7")
	d.taps(fyne.KeyEnd, fyne.KeyF9)
	d.keys()
	d.onto(check.Missed, "d2")
	d.checked(2)
	d.taps(fyne.KeyF9)
	d.keys()
	d.checked(1)
}

func TestTheCheckIsStoppedAndBegunAgain(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.press("F7")
	d.Dispatch(state.StopCheck{})
	if !d.state.Check.Stopped && !d.state.Check.Known || d.state.Check.Stopped && d.checker != nil {
		t.Errorf("stopped it is %+v", d.state.Check)
	}
	d.press("F8")
	d.checked(2)
	d.onto(check.Conflict, "d0")
	path := d.state.Project.Path
	if err := d.closeProject(); err != nil {
		t.Fatal(err)
	}
	if d.checker != nil {
		t.Error("the check outlives its project")
	}
	d.openProject(path, "ann")
	if d.state.Check.Open {
		t.Error("another project begins with the check of the last one")
	}
}

func TestTheExportOffersTheCheck(t *testing.T) {
	d := sitAtWork(t, oslo...)
	d.keys("F7")
	d.checked(2)
	d.focusArticle()
	d.press("Ctrl+E")
	top := d.window.Canvas().Overlays().Top()
	if top == nil || !strings.Contains(top.(fyne.Accessible).AccessibilityLabel(), "Check the data first: 2 findings") {
		t.Fatalf("the dialog is %+v", top)
	}
	d.Dispatch(state.ToggleCheck{})
	d.taps(fyne.KeyEscape)
}

// listen begins a check of its own, and returns what it tells. wait takes the next of it that is wanted.
func (d *desk) listen() (c *checker, wait func(what string, wanted func(state.Msg) bool)) {
	d.t.Helper()
	told := make(chan state.Msg, 100)
	c = newChecker(d.t.Context(), d.project, func(m state.Msg) { told <- m })
	d.t.Cleanup(c.end)
	return c, func(what string, wanted func(state.Msg) bool) {
		d.t.Helper()
		limit := time.After(20 * time.Second)
		for {
			select {
			case m := <-told:
				if wanted(m) {
					return
				}
			case <-limit:
				d.t.Fatal("it never tells ", what)
			}
		}
	}
}

func allTold(findings, followed int) func(state.Msg) bool {
	return func(m state.Msg) bool {
		all, is := m.(state.Checked)
		return is && all.Found.Total() == findings && all.Followed == followed
	}
}

// Steps in many articles are stored later than the open one is looked at: until then what comes after is not followed either.
func TestAStepThatIsNotStoredIsNotFollowed(t *testing.T) {
	d := sitAtWork(t, oslo...)
	c, wait := d.listen()
	wait("what it found", allTold(2, 0))
	doc, work := d.read("d1")
	for number, step := range []string{"", "first", "second", ""} {
		c.put(state.Recheck{Document: doc, Work: work, Elsewhere: step, Number: number})
	}
	wait("what one article says by now", func(m state.Msg) bool {
		one, is := m.(state.CheckedOne)
		if is && one.Followed > 0 {
			t.Fatalf("it has followed %d steps, and the first is not stored", one.Followed)
		}
		return is
	})
	c.again("second", []string{"d0"})
	wait("that it waits for the first", allTold(2, 0))
	c.again("first", []string{"d0"})
	wait("that all is followed", allTold(2, 3))
}

// What is found in an article counts no more once that cannot be read.
func TestAnArticleThatCannotBeReadIsTold(t *testing.T) {
	d := sitAtWork(t, "[LOC Oslo] and [LOC Bergen].", "[LOC Oslo].")
	c, wait := d.listen()
	wait("that all is well", allTold(0, 0))
	gone, set := annotatetest.Parse(t, "[ORG Oslo] [ORG Oslo] [ORG Oslo].")
	gone.ID = "gone"
	c.put(state.Recheck{Document: gone, Work: annotate.Work{Annotations: set}, Number: 1})
	wait("the conflicts", allTold(2, 1))
	c.again("", []string{gone.ID, "d0"})
	wait("that it cannot be read", func(m state.Msg) bool {
		unread, is := m.(state.CheckUnread)
		return is && unread.Document == gone.ID && unread.Err != nil
	})
	wait("what is found without it", allTold(0, 1))
	c.again("", []string{gone.ID})
	wait("the same", func(m state.Msg) bool {
		if _, again := m.(state.CheckUnread); again {
			t.Fatal("it is said twice")
		}
		return allTold(0, 1)(m)
	})
	d.Dispatch(state.CheckUnread{Document: "d0", Err: errors.New("disk gone")})
	if want := "what there is to find in “Article 0” is not known: disk gone"; d.state.Toast.Text != want || !d.state.Toast.Warn {
		t.Errorf("says %q, want %q", d.state.Toast.Text, want)
	}
}

// read is an article as it is stored.
func (d *desk) read(id string) (annotate.Document, annotate.Work) {
	d.t.Helper()
	doc, err := d.project.Store().Document(id)
	if err != nil {
		d.t.Fatal(err)
	}
	work, err := d.project.Store().Work(id, "ann")
	if err != nil {
		d.t.Fatal(err)
	}
	return doc, work
}
