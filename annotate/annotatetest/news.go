package annotatetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rubricator/annotate"
)

// NewsArticle is a made-up article for benchmarks: about 3 KB in paragraphs, English but for a few quotation marks and
// accents, with twenty annotations of ada's, two of them nested. The same number gives the same article, its
// annotations' IDs too.
func NewsArticle(tb testing.TB, number int) (annotate.Document, annotate.Set) {
	tb.Helper()
	r := rand.New(rand.NewPCG(uint64(number), 1))
	n := newsWriter{r: r}
	for n.b.Len() < newsBytes || len(n.list) < newsSpans {
		n.sentence()
	}
	doc, err := annotate.NewDocument(fmt.Sprintf("news-%06d", number), "", n.b.String())
	if err != nil {
		tb.Fatal(err)
	}
	doc.Source = annotate.Source{Name: doc.ID + ".txt", Encoding: "utf-8", SHA256: doc.Text.SHA256()}
	return doc, annotate.NewSet(n.list...)
}

const (
	newsBytes = 2950
	newsSpans = 20
)

// newsWriter writes sentences and the names in them.
type newsWriter struct {
	r         *rand.Rand
	b         strings.Builder
	points    int // code points in b
	sentences int
	list      []annotate.Annotation
}

var (
	newsWords = strings.Fields(`the a of to in and on for with from that was were said had will after before minister council union court report
		market price storm river bridge coach season record strike port talks vote budget company workers police school hospital train station
		weather island election parliament percent million yesterday evening morning government statement leader opposition plan water energy`)
	newsSyllables = strings.Fields("ba con de er fi gra hol in jo ka lem mi nor ol per qui res sta tur un ver wil yan zo able ing ed ment ship tion")
	newsNames     = []string{"Mira Okonkwo", "Teo Lindqvist", "Ana Paredes", "José Álvarez", "Ruth Abara", "Li Wen", "Samira Haddad"}
	newsTowns     = []string{"Oslo", "Marrakesh", "São Paulo", "Kisumu", "Leeds", "Tbilisi", "Port Vila"}
	newsFirms     = []string{"North Bay Port Authority", "Union of Dockers", "Helio Energy", "Court of Auditors"}
)

func (n *newsWriter) write(s string) {
	n.b.WriteString(s)
	n.points += len([]rune(s))
}

// name writes a name and annotates it while the article lacks annotations.
func (n *newsWriter) name(label string, of []string) {
	quote := of[n.r.IntN(len(of))]
	n.annotate(label, n.points, quote)
	if first, _, two := strings.Cut(quote, " "); two && (len(n.list) == 5 || len(n.list) == 12) {
		n.annotate("NORP", n.points, first)
	}
	n.write(quote)
}

func (n *newsWriter) annotate(label string, start int, quote string) {
	if len(n.list) == newsSpans {
		return
	}
	id := fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", n.r.Uint32(), n.r.IntN(1<<16), n.r.IntN(1<<12), n.r.IntN(1<<12), n.r.Uint64()>>16)
	n.list = append(n.list, annotate.Annotation{ID: id, Span: annotate.Span{Start: start, End: start + len([]rune(quote))}, Label: label,
		Annotator: "ada", Origin: annotate.OriginUser, Quote: quote})
}

// words writes as many words: half of them are the common ones, the others made of syllables, so that an article packs as
// well as news does.
func (n *newsWriter) words(count int) {
	for range count {
		n.write(" ")
		if n.r.IntN(2) == 0 {
			n.write(newsWords[n.r.IntN(len(newsWords))])
			continue
		}
		for range 1 + n.r.IntN(3) {
			n.write(newsSyllables[n.r.IntN(len(newsSyllables))])
		}
	}
}

// sentence writes one of about 150 characters with a name or two; each fourth ends a paragraph.
func (n *newsWriter) sentence() {
	switch n.sentences++; n.sentences % 4 {
	case 0:
		n.name("ORG", newsFirms)
		n.words(9 + n.r.IntN(9))
		n.write(fmt.Sprintf(", up %d.%d percent.\n", n.r.IntN(90), n.r.IntN(10)))
	case 1:
		n.write("“We are in ")
		n.name("LOC", newsTowns)
		n.words(8 + n.r.IntN(8))
		n.write(",” said ")
		n.name("PER", newsNames)
		n.write(". ")
	default:
		n.name("PER", newsNames)
		n.words(10 + n.r.IntN(14))
		n.write(" in ")
		n.name("LOC", newsTowns)
		n.write(". ")
	}
}
