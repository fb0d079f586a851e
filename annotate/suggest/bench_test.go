package suggest

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

func BenchmarkSuggestArticle(b *testing.B) {
	e, text := New(), articles(b)
	for _, x := range []struct{ name, lang, text string }{{"en-3KB", "en", cut(text[0] + text[9])}, {"ar-3KB", "ar", cut(text[1] + text[8])}} {
		in := input(b, x.text)
		in.Language = x.lang
		b.Run(x.name, func(b *testing.B) {
			b.SetBytes(int64(len(x.text)))
			for b.Loop() {
				if _, err := e.Suggest(context.Background(), in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// cut is the first 3 KB of a text, or all of it.
func cut(text string) string { return strings.ToValidUTF8(text[:min(3000, len(text))], "") }

// work is an article's work of so many annotations, of which most recur in other articles.
func work(b testing.TB, n, size int) (annotate.Document, annotate.Work) {
	var text strings.Builder
	for i := range size {
		fmt.Fprintf(&text, "[%s Nam%s Of%s] said ", []string{"PER", "ORG", "LOC"}[i%3], letters(i*n%997), letters(i))
	}
	doc, set := annotatetest.Parse(b, text.String())
	return doc, annotate.Work{Annotations: set}
}

func letters(n int) string {
	return string([]rune{'a' + rune(n%26), 'a' + rune(n/26%26), 'a' + rune(n/676%26)})
}

// A phrase is confirmed and taken back in an article with so many others: the memory of phrases alone.
func BenchmarkMemoryLearnsOneEdit(b *testing.B) {
	for _, size := range []int{50, 10_000} {
		doc, before := work(b, 1, size)
		after := before
		after.Annotations = before.Annotations.Without(before.Annotations.At(size / 2))
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			m := NewMemory()
			for b.Loop() {
				m.Learn(doc, before, after)
				m.Learn(doc, after, before)
			}
		})
	}
}

func BenchmarkMemoryLearns10000Works(b *testing.B) {
	docs, works := make([]annotate.Document, 100), make([]annotate.Work, 100)
	for i := range docs {
		docs[i], works[i] = work(b, i, 50)
	}
	for b.Loop() {
		m := NewMemory()
		for i := range 10000 {
			m.Learn(docs[i%100], annotate.Work{}, works[i%100])
		}
	}
}

// archive are finished articles of 3 KB, labelled as the starter suggests, and one that nobody has looked at.
type archive struct {
	docs  []annotate.Document
	works []annotate.Work
	next  Input
}

func newArchive(b *testing.B, n int, schema annotate.Schema) archive {
	var a archive
	text := articles(b)
	e := New()
	for i := range n + 1 {
		in := input(b, fmt.Sprintf("Report %d of %s.\n", i, letters(i))+cut(text[0] + text[9])[i%100:])
		in.Document.ID, in.Language = fmt.Sprint(i), "en"
		list, err := e.Suggest(b.Context(), in)
		if err != nil {
			b.Fatal(err)
		}
		var all []annotate.Annotation
		for k, s := range list {
			all = append(all, annotate.Annotation{ID: fmt.Sprint(k), Span: s.Span, Label: s.Label, Quote: in.Document.Text.Slice(s.Span)})
		}
		a.docs = append(a.docs, in.Document)
		a.works = append(a.works, annotate.Work{Annotations: annotate.NewSet(all...), Status: annotate.Finished})
		a.next = in
	}
	a.docs, a.works, a.next.Schema = a.docs[:n], a.works[:n], schema
	return a
}

// opened is an engine that was shown the archive as a project that is opened shows it.
func (a archive) opened() *Engine {
	e := New()
	e.calm = 0
	for i, doc := range a.docs {
		e.Learn(doc, "en", annotate.Work{}, a.works[i])
	}
	return e
}

func (a archive) suggest(b *testing.B, e *Engine) {
	if _, err := e.Suggest(b.Context(), a.next); err != nil {
		b.Fatal(err)
	}
}

func (a archive) settle(b *testing.B, e *Engine) {
	if err := e.Settle(b.Context(), a.next.Schema); err != nil {
		b.Fatal(err)
	}
}

// What a project of many finished articles makes people wait for: the first suggestions, and a step in its first article with the suggestions
// after it. What is learnt beside them is settle.
func BenchmarkProject(b *testing.B) {
	for _, n := range []int{200, 600} {
		a := newArchive(b, n, annotate.News())
		b.Run(fmt.Sprintf("first-suggestions-of-%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				e := a.opened()
				b.StartTimer()
				a.suggest(b, e)
			}
		})
		b.Run(fmt.Sprintf("settle-%d", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				e := a.opened()
				b.StartTimer()
				a.settle(b, e)
			}
		})
		b.Run(fmt.Sprintf("step-in-the-first-of-%d", n), func(b *testing.B) {
			e, w := a.opened(), a.works[0]
			a.settle(b, e)
			less := w
			less.Annotations = w.Annotations.Without(w.Annotations.At(0))
			for b.Loop() {
				e.Observe(a.docs[0], "en", w, less)
				a.suggest(b, e)
				b.StopTimer()
				w, less = less, w
				a.settle(b, e)
				b.StartTimer()
			}
		})
	}
}

// BenchmarkConfigure takes settings into use while everything is learnt beside it: what it takes at most.
func BenchmarkConfigure(b *testing.B) {
	a := newArchive(b, 200, annotate.News())
	e := a.opened()
	ctx, stop := context.WithCancel(b.Context())
	over := make(chan error)
	go func() { over <- e.Settle(ctx, a.next.Schema) }()
	most := time.Duration(0)
	for b.Loop() {
		began := time.Now()
		e.Configure(Settings{Threshold: 0.6})
		most = max(most, time.Since(began))
	}
	stop()
	<-over
	b.ReportMetric(float64(most.Microseconds())/1e3, "most-ms")
}

func BenchmarkLoadLists(b *testing.B) {
	for b.Loop() {
		loadGazetteer("ar")
		loadGazetteer("en")
	}
}

func BenchmarkSuggestMegabyte(b *testing.B) {
	in := input(b, strings.Repeat(articles(b)[0], 1<<20/len(articles(b)[0])))
	in.Language = "en"
	e := New()
	for b.Loop() {
		if _, err := e.Suggest(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
}

// What suggestions of long articles cost, once they were made ready: half a megabyte with thousands of suggestions, and 10,000 labels, one
// a line. Each takes about as much as its length, not its square.
func BenchmarkSuggestLong(b *testing.B) {
	b.Run("512KB", func(b *testing.B) {
		var text strings.Builder
		for i := 0; text.Len() < 512<<10; i++ {
			fmt.Fprintf(&text, "President Joe Biden left Iran for the Gaza Strip on Tuesday with %s. ", letters(i))
		}
		benchmarkLong(b, New(), Input{Document: input(b, text.String()).Document, Language: "en", Schema: annotate.News()})
	})
	b.Run("10000-labels", func(b *testing.B) {
		e := New()
		var text strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&text, "[%s Nam%s Of%s] said.\n", []string{"PER", "ORG", "LOC"}[i%3], letters(i%997), letters(i))
		}
		doc, set := annotatetest.Parse(b, text.String())
		w := annotate.Work{Annotations: set}
		e.Observe(doc, "en", annotate.Work{}, w)
		benchmarkLong(b, e, Input{Document: doc, Language: "en", Schema: annotate.News(), Work: w})
	})
}

func benchmarkLong(b *testing.B, e *Engine, in Input) {
	var n int
	for b.Loop() {
		list, err := e.Suggest(context.Background(), in)
		if err != nil {
			b.Fatal(err)
		}
		n = len(list)
	}
	b.ReportMetric(float64(n), "suggestions")
}

// What the model costs: a text read for the first time, the open article read again, a sentence learnt, the starter read.
func BenchmarkModel(b *testing.B) {
	text := articles(b)
	b.Run("first-reading", func(b *testing.B) {
		e, tokens := New(), 0
		for n := 0; b.Loop(); n++ {
			in := input(b, cut(text[0]+text[9])+fmt.Sprintf("\nNumber %d.", n)) // a new text each time: nothing of it is known
			in.Document.ID, in.Language = fmt.Sprint(n), "en"
			if _, err := e.Suggest(context.Background(), in); err != nil {
				b.Fatal(err)
			}
			tokens += CountTokens(in.Document.Text.String(), "en")
		}
		b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
	})
	b.Run("open-article-again", func(b *testing.B) {
		e, in := New(), input(b, cut(text[0]+text[9]))
		in.Language = "en"
		for b.Loop() {
			if _, err := e.Suggest(context.Background(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("learn-a-sentence", func(b *testing.B) {
		e := New()
		doc, w := worked(b, "[PER Mira Okonkwo] met the [ORG Coastal Union] in [LOC Valletta] on [DATE Tuesday] and flew home to [LOC Oslo] with two of her aides.")
		in := input(b, doc.Text.String())
		if _, err := e.Suggest(context.Background(), in); err != nil {
			b.Fatal(err)
		}
		for n := 0; b.Loop(); n++ {
			if n%2 == 0 {
				e.Observe(doc, "en", annotate.Work{}, w)
			} else {
				e.Observe(doc, "en", w, annotate.Work{}) // undo: the other half of the time
			}
		}
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if _, err := ReadStarter(bundledData); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkHeap reports the whole heap when the lists of two languages, the starter and what ten articles taught are in memory, by the schema's labels.
func BenchmarkHeap(b *testing.B) {
	for _, labels := range []int{6, 18, 63} {
		schema := annotate.News()
		for i := len(schema.Labels); i < labels; i++ {
			schema.Labels = append(slices.Clone(schema.Labels), annotate.Label{Name: fmt.Sprint("L", i)})
		}
		a := newArchive(b, 10, schema)
		b.Run(fmt.Sprint(labels), func(b *testing.B) {
			var e *Engine
			for b.Loop() {
				e = a.opened()
				a.settle(b, e)
				a.suggest(b, e)
				in := input(b, "إيران")
				in.Language, in.Schema = "ar", schema
				if _, err := e.Suggest(b.Context(), in); err != nil {
					b.Fatal(err)
				}
			}
			var all runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&all)
			b.ReportMetric(float64(all.HeapAlloc)/1e6, "MB")
			runtime.KeepAlive(e)
		})
	}
}
