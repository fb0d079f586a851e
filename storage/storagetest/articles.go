package storagetest

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
)

// Articles makes a project of n articles of about so many bytes each, in English, Arabic and German by turns, and returns
// the path of the closed file, which lies in a temporary folder of the test. The languages are known, nothing is labelled
// and the IDs are "report-1" to "report-n". A million articles of 300 bytes take about half a minute.
func Articles(t testing.TB, n, bytes int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "articles.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(n), uint64(bytes)))
	const batch = 1000
	for first := 1; first <= n; first += batch {
		list := make([]storage.NewDocument, min(batch, n-first+1))
		for i := range list {
			list[i] = article(t, r, first+i, bytes)
		}
		Add(t, p, list...)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// article is the i-th of Articles.
func article(t testing.TB, r *rand.Rand, i, bytes int) storage.NewDocument {
	t.Helper()
	kind := kinds[i%len(kinds)]
	doc, err := annotate.NewDocument(fmt.Sprint("report-", i), "", kind.text(r, i, bytes))
	if err != nil {
		t.Fatal(err)
	}
	doc.Source = annotate.Source{Name: doc.ID + ".txt", Encoding: "utf-8", SHA256: doc.Text.SHA256()}
	return storage.NewDocument{Document: doc, Language: &storage.Language{Code: kind.language, Confidence: 1, Known: true}}
}

// kind is a language with the words that its articles are made of.
type kind struct {
	language string
	words    []string
}

var kinds = []kind{
	{"en", strings.Fields("harbour talks resumed in the morning after a long night when envoys of six states met the union of dockers in Valletta " +
		"Marseille Haifa and Mersin on Monday about council ferry captain engine quay berth fee price storm offer")},
	{"ar", strings.Fields("استأنفت المحادثات في الميناء صباح اليوم بعد ليلة طويلة حين التقى مبعوثو ست دول اتحاد عمال الأرصفة في فاليتا ومرسيليا وحيفا " +
		"ومرسين يوم الاثنين بشأن العبارة والقبطان والرصيف والرسوم والعاصفة والعرض")},
	{"de", strings.Fields("die Gespräche im Hafen begannen am Morgen nach einer langen Nacht als Gesandte aus sechs Ländern die Gewerkschaft der " +
		"Hafenarbeiter in Valletta Marseille Haifa und Mersin trafen es ging um Fähre Kapitän Liegeplatz Gebühr Preis Sturm")},
}

func (k kind) text(r *rand.Rand, i, bytes int) string {
	var b strings.Builder
	for range 4 {
		b.WriteString(k.words[r.IntN(len(k.words))])
		b.WriteByte(' ')
	}
	fmt.Fprintf(&b, "%d\n\n", i)
	for b.Len() < bytes {
		b.WriteString(k.words[r.IntN(len(k.words))])
		if r.IntN(12) == 0 {
			b.WriteString(". ")
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
