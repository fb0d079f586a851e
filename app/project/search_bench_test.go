package project

import (
	"bytes"
	"sync/atomic"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/state"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// BenchmarkSearch looks through articles of 3 KB in three languages for words that are rare and common, and beside it in the
// same round reads and unpacks the same texts without looking at them, and looks for bytes in a text that lies unpacked in
// memory. first-ms is the time until a hit is told.
func BenchmarkSearch(b *testing.B) {
	p, err := Open(storagetest.Articles(b, benchArticles(), 3000), "ada", false)
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	rare, err := annotate.NewDocument("rare", "A title", "Late on Monday Mira Okonkwo, إيران and the ferry Zöe-9 were named.")
	if err != nil {
		b.Fatal(err)
	}
	storagetest.Add(b, p.Store(), storage.NewDocument{Document: rare})
	list := listOf(b, p, state.Filter{All: true})
	size := unpackAll(b, p, list)
	raw := bytes.Repeat([]byte("The harbour stays closed, said the minister of the port. "), 1<<20)
	for _, c := range []struct {
		name string
		q    state.SearchQuery
	}{
		{"rare", state.SearchQuery{Words: "okonkwo"}},
		{"rare-exact", state.SearchQuery{Words: "Okonkwo", Options: find.Options{Case: true, Marks: true}}},
		{"common", state.SearchQuery{Words: "harbour"}},
		{"arabic-common", state.SearchQuery{Words: "مرسيليا"}},
		{"arabic-rare", state.SearchQuery{Words: "ايران"}},
		{"regexp-rare", state.SearchQuery{Words: `mira\s+\w+`, Regexp: true}},
		{"regexp-common", state.SearchQuery{Words: `ferr(y|ies)`, Regexp: true}},
		{"regexp-digits", state.SearchQuery{Words: `\b\d{4}\b`, Regexp: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var search, unpack, index, first time.Duration
			hits := 0
			for b.Loop() {
				start, told := time.Now(), false
				err := p.Search(b.Context(), c.q, list, func(_ []state.FoundDoc, far state.Scanned) {
					if far.Hits > 0 && !told {
						told, first = true, first+time.Since(start)
					}
					hits = far.Hits
				})
				if err != nil {
					b.Fatal(err)
				}
				search += time.Since(start)
				unpack += taken(func() { unpackAll(b, p, list) })
				index += taken(func() { bytes.Index(raw, []byte("Okonkwx")) })
			}
			ms := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
			b.SetBytes(size)
			b.ReportMetric(float64(hits), "hits")
			b.ReportMetric(ms(first), "first-ms")
			b.ReportMetric(ms(search), "all-ms")
			b.ReportMetric(ms(unpack), "unpack-ms")
			b.ReportMetric(ms(index)*float64(size)/float64(len(raw)), "index-ms")
		})
	}
}

// unpackAll reads all texts of a project and returns how many bytes they have.
func unpackAll(b *testing.B, p *Project, list state.List) int64 {
	var total atomic.Int64
	err := p.Store().Scan(b.Context(), list.Rows.Len(), func(i int) string { return list.Rows.At(i).ID }, func() storage.Reader {
		return storage.Reader{Text: func(_ int, text []byte) { total.Add(int64(len(text))) }, Fault: func(_ int, err error) { b.Error(err) },
			Piece: func(int, int) bool { return true }}
	})
	if err != nil {
		b.Fatal(err)
	}
	return total.Load()
}

func taken(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
