package find_test

import (
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/annotate/find"
)

var languages = []struct{ name, text, rare, often string }{
	{"English", "Foreign minister Mira Okonkwo returned to Port Sarel on Tuesday for a third round of talks with the Coastal Union. ", "okonkwx", "e"},
	{"Arabic", "وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل يوم الثلاثاء، وقالت إنّ الشركة ستفتح مكتبًا في عام 2023. ", "اوكونكز", "ا"},
	{"Vietnamese", "Ngoại trưởng thăm cảng Sarel hôm thứ Ba để dự vòng đàm phán thứ ba với Liên minh Duyên hải. ", "duyen haj", "a"},
	{"Thai", "รัฐมนตรีต่างประเทศเดินทางกลับมายังท่าเรือเมื่อวันอังคารเพื่อเจรจารอบที่สาม ", "ท่าเรือน้ำ", "เ"},
}

// BenchmarkFind searches a text of 1 MB for what is not there, and for what is there most often.
func BenchmarkFind(b *testing.B) {
	for _, l := range languages {
		text, err := annotate.NewText(strings.Repeat(l.text, 1_000_000/len(l.text)))
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			name, query string
			o           Options
		}{{"rare", l.rare, Options{}}, {"often", l.often, Options{}}, {"words", l.often, Options{Words: true}}, {"exact", l.rare, Options{Case: true, Marks: true}}} {
			b.Run(l.name+"/"+c.name, func(b *testing.B) {
				b.SetBytes(int64(len(text.String())))
				hits := 0
				for b.Loop() {
					hits = len(Find(text, c.query, c.o))
				}
				b.ReportMetric(float64(hits), "hits")
			})
		}
	}
}

// BenchmarkQuery searches a text of 1 MB as BenchmarkFind does, with what stands in many articles.
func BenchmarkQuery(b *testing.B) {
	for _, l := range languages {
		text := []byte(strings.Repeat(l.text, 1_000_000/len(l.text)))
		for _, c := range []struct {
			name, query string
			o           Options
		}{{"rare", l.rare, Options{}}, {"often", l.often, Options{}}, {"words", l.often, Options{Words: true}}, {"exact", l.rare, Options{Case: true, Marks: true}}} {
			b.Run(l.name+"/"+c.name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				s := New(c.query, c.o).Searcher()
				hits := 0
				for b.Loop() {
					_, hits = s.Search(text, 100)
				}
				b.ReportMetric(float64(hits), "hits")
			})
		}
	}
}

// BenchmarkPrepare is what a key costs before the first text is read, once the tables are made.
func BenchmarkPrepare(b *testing.B) {
	for b.Loop() {
		New("okonkwo", Options{})
	}
}
