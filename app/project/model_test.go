package project

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest/onnx/onnxtest"
)

// withModel is a project with a tiny model whose folder is returned.
func withModel(t *testing.T, p *Project) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "tiny")
	onnxtest.Write(t, dir, onnxtest.News())
	if _, err := p.SetModel(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

func reopened(t *testing.T, p *Project) *Project {
	t.Helper()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(p.Store().Path(), p.Annotator(), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

// What a model said outlives the program and the model's folder.
func TestModelIsAskedOnce(t *testing.T) {
	p := two(t)
	dir := withModel(t, p)
	const want = "[PER zelda PER zelda]"
	if got := fmt.Sprint(suggested(t, p, "a")); got != want {
		t.Fatalf("suggested %s", got)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	p = reopened(t, p)
	if m, ok := p.Model(); !ok || m.Title() != "tiny" || m.Folder != dir || fmt.Sprint(m.Labels) != "map[LOC:LOC PER:PER]" {
		t.Errorf("the model is %+v, %t", m, ok)
	}
	if got := fmt.Sprint(suggested(t, p, "a")); got != want || p.ModelWarning() != "" {
		t.Errorf("after a restart: %s, %q", got, p.ModelWarning())
	}
	if got := suggested(t, p, "b"); len(got) > 0 || !strings.Contains(p.ModelWarning(), "is no folder") {
		t.Errorf("of a document it was not asked about: %s, %q", got, p.ModelWarning())
	}
	if err := p.ForgetModel(); err != nil {
		t.Fatal(err)
	}
	if _, ok := p.Model(); ok || len(suggested(t, p, "a")) > 0 || p.ModelWarning() != "" {
		t.Error("it is still there after it was forgotten")
	}
}

// What a model that is left out has said is kept, and it stays left out when the project is opened again.
func TestModelIsLeftOutAndTakenInAgain(t *testing.T) {
	p := two(t)
	if err := p.LeaveModelOut(true); err == nil {
		t.Error("no model can be left out")
	}
	dir := withModel(t, p)
	if err := p.LabelModel(map[string]string{"PER": "ORG"}); err != nil {
		t.Fatal(err)
	}
	suggested(t, p, "a")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		out  bool
		want string
	}{{true, "[]"}, {false, "[ORG zelda ORG zelda]"}} {
		if err := p.LeaveModelOut(c.out); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if m, ok := p.Model(); !ok || m.Out != c.out {
				t.Errorf("the model is %+v, %t", m, ok)
			}
			if got := fmt.Sprint(suggested(t, p, "a")); got != c.want || p.ModelWarning() != "" {
				t.Errorf("left out %t: suggested %s, %q", c.out, got, p.ModelWarning())
			}
			p = reopened(t, p)
		}
	}
}

func TestAnswersOfAnotherModelAreForgotten(t *testing.T) {
	p := two(t)
	dir := withModel(t, p)
	suggested(t, p, "a")
	other := onnxtest.News()
	other.Words["envoy"] = "B-PER"
	onnxtest.Write(t, dir, other)
	if _, err := p.SetModel(t.Context(), dir, map[string]string{"PER": "ORG"}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(suggested(t, p, "a")); got != "[ORG zelda ORG envoy ORG zelda]" {
		t.Errorf("suggested %s", got)
	}
}

// Once the window follows it, the model works beside it: Suggest does not wait.
func TestModelWorksInTheBackground(t *testing.T) {
	p := two(t)
	dir := withModel(t, p)
	news := make(chan ModelNews, 10)
	p.FollowModel(func(n ModelNews) { news <- n })
	next := func() ModelNews {
		select {
		case n := <-news:
			return n
		case <-time.After(30 * time.Second):
			t.Fatal("no news of the model")
		}
		return ModelNews{}
	}
	if got := suggested(t, p, "a"); len(got) > 0 {
		t.Errorf("at once: %q", got)
	}
	if n := next(); n != (ModelNews{Document: "a"}) {
		t.Errorf("news %+v", n)
	}
	if got := fmt.Sprint(suggested(t, p, "a")); got != "[PER zelda PER zelda]" {
		t.Errorf("then: %s", got)
	}
	p = reopened(t, p)
	p.FollowModel(func(n ModelNews) { news <- n })
	if err := os.Remove(filepath.Join(dir, "config.json")); err != nil {
		t.Fatal(err)
	}
	suggested(t, p, "b")
	if n := next(); !strings.Contains(n.Warning, `"config.json" is missing`) {
		t.Errorf("news %+v", n)
	}
	suggested(t, p, "b")
	select {
	case n := <-news:
		t.Errorf("news again: %+v", n)
	case <-time.After(50 * time.Millisecond):
	}
}

func TestRejectedFindingStaysAway(t *testing.T) {
	p := two(t)
	withModel(t, p)
	doc, err := p.Store().Document("a")
	if err != nil {
		t.Fatal(err)
	}
	no := annotate.Decision{Span: annotate.Span{Start: 0, End: 5}, Label: "PER", Verdict: annotate.Rejected, Suggester: "onnx", Quote: "zelda"}
	step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, annotate.Answer(annotate.Work{}, no))
	work, err := p.Store().Work("a", "ada")
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Suggest(t.Context(), doc, work, "en", nil)
	if err != nil || slices.ContainsFunc(list, func(s annotate.Suggestion) bool { return s.Span == no.Span }) {
		t.Errorf("suggested %v, %v", list, err)
	}
}

func TestLabelsOfTheModel(t *testing.T) {
	schema := annotate.News()
	got, err := mapLabels([]string{"LOC", "MISC", "PERSON"}, map[string]string{"LOC": ""}, schema)
	if err != nil || fmt.Sprint(got) != "map[LOC: MISC: PERSON:PER]" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := mapLabels([]string{"MISC"}, nil, schema.With("misc")); err != nil || fmt.Sprint(got) != "map[MISC:misc]" {
		t.Errorf("%v, %v", got, err)
	}
}
