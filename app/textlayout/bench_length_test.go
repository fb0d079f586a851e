package textlayout

import (
	"strings"
	"testing"
	"time"
)

// How costs grow with the length of the text. A paragraph has about 200 bytes, so that
// a megabyte has 5,000.

// benchParagraphs are what the long texts repeat.
var benchParagraphs = map[string]string{
	"english": "The ministry said on Tuesday that Ms Flint, 43, would leave the efficient office in Kharkiv; “we wish her well”, it added. Nobody had expected it, and the weather in the capital was fine that day.\n",
	"arabic":  "قال المتحدث في عام 2023 إن الشركة (Google) ستفتح مكتبا، وأضاف: «بلغت النسبة 12.5%». ولم يتوقع أحد ذلك، وكان الطقس جميلا.\n",
	"chinese": "部长星期二说，张女士将于2023年离开北京的办公室。“我们祝她一切顺利”，他补充道。没有人料到这一点，那天首都的天气很好。\n",
	"thai":    "รัฐมนตรีกล่าวเมื่อวันอังคารว่า นางสาวสมหญิงจะออกจากสำนักงานในกรุงเทพ ไม่มีใครคาดคิดเรื่องนี้ และอากาศในเมืองหลวงดีมาก ในปี 2566\n",
	"mixed":   "The ministry said on Tuesday, قال المتحدث في عام 2023 إن الشركة (Google) ستفتح, and Ms Flint would leave the office in Kharkiv; we wish her well, it added to that.\n",
}

var benchLanguages = []string{"english", "arabic", "mixed"}

// benchSizes are the lengths that the plots show, in bytes.
var benchSizes = []struct {
	name  string
	bytes int
}{{"3KB", 3e3}, {"30KB", 30e3}, {"300KB", 300e3}, {"1MB", 1e6}, {"10MB", 10e6}}

// oneParagraph marks a text without paragraph separators.
const oneParagraph = "-one-paragraph"

func longText(language string, bytes int, oneParagraph bool) string {
	p := benchParagraphs[language]
	if oneParagraph {
		p = strings.TrimSuffix(p, "\n") + " "
	}
	return strings.Repeat(p, max(1, bytes/len(p)))
}

// eachLength runs a benchmark for all languages and lengths, and for a megabyte and ten
// in one paragraph.
func eachLength(b *testing.B, f func(b *testing.B, text string)) {
	for _, language := range benchLanguages {
		for _, size := range benchSizes {
			b.Run(language+"/"+size.name, func(b *testing.B) { f(b, longText(language, size.bytes, false)) })
		}
		for _, size := range benchSizes[3:] {
			b.Run(language+"/"+size.name+oneParagraph, func(b *testing.B) { f(b, longText(language, size.bytes, true)) })
		}
	}
	for _, language := range []string{"chinese", "thai"} { // sentences without spaces, words without spaces
		b.Run(language+"/1MB"+oneParagraph, func(b *testing.B) { f(b, longText(language, 1e6, true)) })
	}
}

func eachMegabyte(b *testing.B, f func(b *testing.B, text string)) {
	for _, language := range benchLanguages {
		b.Run(language+"/1MB", func(b *testing.B) { f(b, longText(language, 1e6, false)) })
		b.Run(language+"/1MB"+oneParagraph, func(b *testing.B) { f(b, longText(language, 1e6, true)) })
	}
}

const screen = 1000 // pixels

// BenchmarkFirstScreen is all from the text to the lines of the first screen.
func BenchmarkFirstScreen(b *testing.B) {
	fonts := testFonts(b)
	eachLength(b, func(b *testing.B, text string) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			New(text, fonts, Options{Width: 700, Style: style20}).Lines(0, screen)
		}
	})
}

// BenchmarkJump goes to the end and to the middle of a text that nobody has looked at.
func BenchmarkJump(b *testing.B) {
	fonts := testFonts(b)
	eachMegabyte(b, func(b *testing.B, text string) {
		for b.Loop() {
			b.StopTimer()
			l := New(text, fonts, Options{Width: 700, Style: style20})
			l.Lines(0, screen)
			b.StartTimer()
			for _, offset := range []int{l.Len(), l.Len() / 2} {
				y := l.LineY(l.LineAt(offset, Downstream))
				l.Lines(y-screen/2, y+screen/2)
			}
		}
	})
}

// BenchmarkResize is a new width up to the lines of a screen in the middle of the text.
func BenchmarkResize(b *testing.B) {
	fonts := testFonts(b)
	eachLength(b, func(b *testing.B, text string) {
		l := New(text, fonts, Options{Width: 700, Style: style20})
		width := 700
		for b.Loop() {
			width = 1300 - width
			l.Resize(Options{Width: width, Style: style20})
			y := l.LineY(l.LineAt(l.Len()/2, Downstream))
			l.Lines(y, y+screen)
		}
	})
}

// BenchmarkLevels is the bidirectional algorithm alone, on one paragraph.
func BenchmarkLevels(b *testing.B) {
	for _, language := range benchLanguages {
		b.Run(language+"/1MB"+oneParagraph, func(b *testing.B) {
			runes := []rune(longText(language, 1e6, true))
			b.SetBytes(1e6)
			for b.Loop() {
				levels(runes, baseLevel(FirstStrong(runes)))
			}
		})
	}
}

// BenchmarkScrollLines asks for the lines of frames 53 pixels apart, from laid-out text.
func BenchmarkScrollLines(b *testing.B) {
	fonts := testFonts(b)
	eachMegabyte(b, func(b *testing.B, text string) {
		l := New(text, fonts, Options{Width: 700, Style: style20})
		const frames = 200
		var lines []*Line
		scroll := func(i int) { lines = l.AppendLines(lines[:0], i%frames*53, i%frames*53+screen) }
		for i := range frames {
			scroll(i)
		}
		for i := 0; b.Loop(); i++ {
			scroll(i)
		}
	})
}

// BenchmarkScrollFar asks for lines that were never looked at.
func BenchmarkScrollFar(b *testing.B) {
	fonts := testFonts(b)
	eachMegabyte(b, func(b *testing.B, text string) {
		l := New(text, fonts, Options{Width: 700, Style: style20})
		var lines []*Line
		for i := 0; b.Loop(); i++ {
			y := i * 7 * screen % l.Height()
			lines = l.AppendLines(lines[:0], y, y+screen)
		}
	})
}

// BenchmarkLayoutRest lays all out as in idle time, and tells the longest slice that
// the window would wait for.
func BenchmarkLayoutRest(b *testing.B) {
	fonts := testFonts(b)
	eachMegabyte(b, func(b *testing.B, text string) {
		longest := time.Duration(0)
		for b.Loop() {
			l := New(text, fonts, Options{Width: 700, Style: style20})
			l.Lines(0, screen) // the levels of a long paragraph
			for done := false; !done; {
				start := time.Now()
				done = l.LayoutSome(1)
				longest = max(longest, time.Since(start))
			}
		}
		b.ReportMetric(float64(longest.Microseconds())/1000, "longest-ms")
	})
}
