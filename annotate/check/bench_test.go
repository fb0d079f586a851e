//go:build unix

package check_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/check"
)

// corpus makes articles of about 3 KB with about 20 annotations, of names that are the rarer the longer the corpus.
type corpus struct{ r *rand.Rand }

var fillers = strings.Fields(`the ministry said on that talks with union over pay would go on until after spring and no date was set for a vote by members who had
	asked for more time to read what was offered while boats stayed at quays of towns along coast where prices rose again last week`)

func (c corpus) word() string { return fillers[c.r.IntN(len(fillers))] }

// name is one of names, of which few are frequent.
func (c corpus) name() (text, label string) {
	n := int(float64(200000) * c.r.Float64() * c.r.Float64() * c.r.Float64() * c.r.Float64())
	text = fmt.Sprintf("%s%s", []string{"Al", "Ber", "Cor", "Dun", "El"}[n%5], letters(n))
	if n%3 > 0 {
		text += " " + []string{"Ok", "Mar", "Sun", "Vel"}[n%4] + letters(n/4)
	}
	return text, []string{"PER", "ORG", "LOC"}[n%3]
}

func letters(n int) string {
	s := ""
	for ; n > 0; n /= 17 {
		s += string("aeioulmnrstvbdgkp"[n%17])
	}
	return s
}

func (c corpus) article() (annotate.Text, annotate.Work) {
	var b strings.Builder
	var list []annotate.Annotation
	for i := 0; b.Len() < 3000; i++ {
		if i%24 == 23 {
			text, label := c.name()
			if c.r.IntN(50) == 0 {
				label = "EVENT"
			}
			if c.r.IntN(30) > 0 {
				list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: b.Len(), End: b.Len() + len(text)}, Label: label, Quote: text})
			}
			b.WriteString(text + ". ")
			continue
		}
		b.WriteString(c.word() + " ")
	}
	text, err := annotate.NewText(b.String())
	if err != nil {
		panic(err)
	}
	return text, annotate.Work{Annotations: annotate.NewSet(list...)}
}

// processor is the time that this process has had of all cores.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPut is one step in an article of 3 KB in a project of 1,000, with the findings of that article.
func BenchmarkPut(b *testing.B) {
	c := corpus{rand.New(rand.NewPCG(1, 1))}
	x := check.New(annotate.News())
	for i := range 1000 {
		text, work := c.article()
		x.Put(fmt.Sprint(i), text, work, annotate.Finished)
	}
	x.Totals()
	text, work := c.article()
	all := work.Annotations.All()
	b.ReportAllocs()
	before := processor(b)
	for i := 0; b.Loop(); i++ {
		w := work
		w.Annotations = work.Annotations.Without(all[i%len(all)])
		x.Put("500", text, w, annotate.Finished)
		x.Of("500")
	}
	b.ReportMetric(float64(processor(b)-before)/float64(b.N), "cpu-ns/op")
}

// BenchmarkProject checks many articles, which are gone as soon as they were put. What it takes to make them is left out.
func BenchmarkProject(b *testing.B) {
	for _, articles := range []int{10000, 100000} {
		b.Run(fmt.Sprint(articles), func(b *testing.B) {
			var took time.Duration
			var heap uint64
			for b.Loop() {
				t, h := checkMany(b, articles)
				took, heap = took+t, heap+h
			}
			b.ReportMetric(float64(b.N*articles)/took.Seconds(), "articles/cpu-s")
			b.ReportMetric(float64(heap)/float64(b.N)/1e6, "heap-MB")
		})
	}
}

func checkMany(b *testing.B, articles int) (took time.Duration, heap uint64) {
	c := corpus{rand.New(rand.NewPCG(1, 1))}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := check.New(annotate.News())
	for i := range articles {
		text, work := c.article()
		from := processor(b)
		x.Put(fmt.Sprint(i), text, work, annotate.Finished)
		took += processor(b) - from
	}
	from := processor(b)
	x.Totals()
	took += processor(b) - from
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(x)
	return took, after.HeapAlloc - before.HeapAlloc
}
