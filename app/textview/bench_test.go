package textview

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// The benchmarks count what is ours: state, marks, layout and the pixels of the strips. The frame that Fyne makes of
// them is in BenchmarkFrame. Percentiles are of CPU time where the system tells it, since other work on the machine
// would be most of them otherwise.

var scripts = []struct{ name, marked string }{{"English", english}, {"Arabic", arabic}}

const (
	kilobyte = 1_000
	megabyte = 1_000_000
)

// desk is a view on a real state, as in the window.
type desk struct {
	*stage
	state   state.State
	touched map[*canvas.Raster]bool // refreshed, and not painted since
	words   []annotate.Span
}

// newDesk opens a text of some bytes with some labels, spread evenly.
func newDesk(b testing.TB, text string, labels int) *desk {
	b.Helper()
	d := &desk{stage: newStage(b, theme.Light, fyne.NewSize(820, 800), 1, "Empty"), touched: map[*canvas.Raster]bool{}}
	test.WidgetRenderer(d.View)
	d.View.refresh = func(o fyne.CanvasObject) {
		if r, ok := o.(*canvas.Raster); ok {
			d.touched[r] = true
		}
	}
	doc, err := annotate.NewDocument("a", "", text)
	if err != nil {
		b.Fatal(err)
	}
	d.words = wordsOf(text)
	d.state = state.Start()
	d.send(state.ProjectOpened{Project: state.Project{Path: "p", Schema: annotate.News(), Annotator: "ann"}, Rows: []state.Row{{ID: "a"}}})
	d.send(state.Loaded{Document: doc, Work: annotate.Work{Annotations: spread(doc.Text, d.words, labels), Status: annotate.InProgress}})
	d.show()
	return d
}

func (d *desk) send(messages ...state.Msg) {
	for _, m := range messages {
		d.state.Geometry = d.View.Layout()
		if d.View.Layout() == nil {
			d.state.Geometry = nil
		}
		d.state, _ = state.Update(d.state, m)
	}
}

func (d *desk) show() { d.ShowArticle(present.OfArticle(d.state)) }

// step is what a message costs in CPU time, from the event to painted strips.
func (d *desk) step(messages ...state.Msg) time.Duration {
	began := cpu()
	d.send(messages...)
	d.show()
	d.paint()
	return cpu() - began
}

// paint runs the generators of the refreshed rasters that are in view, as a frame does.
func (d *desk) paint() {
	for r := range d.touched {
		y := r.Position().Y
		if y+r.Size().Height > 0 && y < d.Size().Height {
			r.Generator(int(r.Size().Width), int(r.Size().Height))
			delete(d.touched, r)
		}
	}
}

// benchText repeats an article of ours; with one, as a single paragraph.
func benchText(b testing.TB, marked string, size int, one bool) string {
	b.Helper()
	doc, _ := annotatetest.Parse(b, marked)
	text := doc.Text.String() + "\n"
	text = strings.Repeat(text, 1+size/len(text))
	if one {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	return strings.ToValidUTF8(text[:size], "")
}

func wordsOf(text string) (words []annotate.Span) {
	start, at := -1, 0
	for _, r := range text + " " {
		switch letter := unicode.IsLetter(r); {
		case letter && start < 0:
			start = at
		case !letter && start >= 0:
			words, start = append(words, annotate.Span{Start: start, End: at}), -1
		}
		at++
	}
	return words
}

func spread(text annotate.Text, words []annotate.Span, n int) annotate.Set {
	labels := annotate.News().Labels
	list := make([]annotate.Annotation, n)
	for i := range list {
		sp := words[i*len(words)/n]
		list[i] = annotate.Annotation{ID: fmt.Sprint(i), Span: sp, Label: labels[i%len(labels)].Name, Quote: text.Slice(sp), Annotator: "ann"}
	}
	return annotate.NewSet(list...)
}

// quantiles reports what a list of durations is made of.
func quantiles(b *testing.B, name string, list []time.Duration, shares ...int) {
	slices.Sort(list)
	for _, p := range shares {
		at := list[min(len(list)*p/100, len(list)-1)]
		b.ReportMetric(float64(at.Nanoseconds())/1000, fmt.Sprintf("%sp%d-µs", name, p))
	}
}

func mean(list []time.Duration) (micros float64) {
	for _, d := range list {
		micros += float64(d.Nanoseconds()) / 1000 / float64(len(list))
	}
	return micros
}

// loop is b.Loop with what the rounds take of the CPU beside the time that passes.
func loop(b *testing.B, round func(i int)) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var rounds []time.Duration
	for b.Loop() {
		began := cpu()
		round(len(rounds))
		rounds = append(rounds, cpu()-began)
	}
	b.ReportMetric(mean(rounds), "cpu-µs/op")
	quantiles(b, "cpu-", rounds, 50, 95)
}

// BenchmarkStep is a word selected, labelled, labelled otherwise and its label taken away, each from the event to
// painted strips.
func BenchmarkStep(b *testing.B) {
	for _, script := range scripts {
		for _, c := range []struct{ size, labels int }{{3 * kilobyte, 30}, {megabyte, 10_000}} {
			b.Run(script.name+"/"+sizeName(c.size), func(b *testing.B) {
				d := newDesk(b, benchText(b, script.marked, c.size, false), c.labels)
				d.paint()
				free := d.freeWord()
				runtime.LockOSThread()
				defer runtime.UnlockOSThread()
				var selected, added, relabelled, removed []time.Duration
				for b.Loop() {
					selected = append(selected, d.step(selectionOf(free)...))
					added = append(added, d.step(state.GiveLabel{Key: 1}))
					relabelled = append(relabelled, d.step(state.GiveLabel{Key: 2}))
					removed = append(removed, d.step(state.Delete{}))
				}
				if n := d.state.Session.Work.Annotations.Len(); n != c.labels {
					b.Fatalf("%d labels are left, want %d", n, c.labels)
				}
				quantiles(b, "select-", selected, 50, 99)
				quantiles(b, "add-", added, 50, 99)
				quantiles(b, "relabel-", relabelled, 50, 99)
				quantiles(b, "remove-", removed, 50, 99)
			})
		}
	}
}

// freeWord is a word on the first screen that has no label.
func (d *desk) freeWord() annotate.Span {
	for _, w := range d.words[5:] {
		if w.Len() > 3 && len(d.state.Session.Work.Annotations.Between(nil, w)) == 0 {
			return w
		}
	}
	return annotate.Span{}
}

// BenchmarkHeap is the memory that an open text of 1 MB holds beside the state, with all of it laid out.
func BenchmarkHeap(b *testing.B) {
	for _, script := range scripts {
		b.Run(script.name, func(b *testing.B) {
			d := newDesk(b, benchText(b, script.marked, megabyte, false), 10_000)
			d.state.Geometry = nil // it would keep the layout of before
			a := present.OfArticle(d.state)
			held := func() int64 {
				d.ShowArticle(present.Article{ID: "none"})
				before := heap()
				d.ShowArticle(a)
				for !d.View.layout.LayoutSome(1000) {
				}
				d.paint()
				return heap() - before
			}
			held() // the first time, something of before is still about
			for b.Loop() {
				b.ReportMetric(float64(held())/megabyte, "MB")
			}
			runtime.KeepAlive(d)
		})
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
