package suggest

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

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

func BenchmarkObserveOneEdit(b *testing.B) {
	for _, size := range []int{50, 10_000} {
		doc, before := work(b, 1, size)
		after := before
		after.Annotations = before.Annotations.Without(before.Annotations.At(size / 2))
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			e := New()
			for b.Loop() {
				e.Observe(doc, "en", before, after)
				e.Observe(doc, "en", after, before)
			}
		})
	}
}

func BenchmarkRebuild10000Works(b *testing.B) {
	docs, works := make([]annotate.Document, 100), make([]annotate.Work, 100)
	for i := range docs {
		docs[i], works[i] = work(b, i, 50)
	}
	for b.Loop() {
		e := New()
		for i := range 10000 {
			e.Observe(docs[i%100], "en", annotate.Work{}, works[i%100])
		}
	}
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

// What suggestions of long articles cost, once they were made ready: half a megabyte with thousands of suggestions, and 10,000 labels of which
// all are known elsewhere. Each takes about as much as its length, not its square.
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
		doc, w := work(b, 1, 10_000)
		e.Observe(doc, annotate.Work{}, w)
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

// BenchmarkHeap reports the whole heap when the lists of two languages, the starter and a project's weights are in memory.
func BenchmarkHeap(b *testing.B) {
	var e *Engine
	for b.Loop() {
		e = New()
		for _, lang := range []string{"en", "ar"} {
			in := input(b, "Iran, إيران")
			in.Language = lang
			if _, err := e.Suggest(context.Background(), in); err != nil {
				b.Fatal(err)
			}
		}
	}
	var all runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&all)
	b.ReportMetric(float64(all.HeapAlloc)/1e6, "MB")
	runtime.KeepAlive(e)
}
