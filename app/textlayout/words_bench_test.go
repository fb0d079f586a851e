package textlayout

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// wordSamples are news sentences of our own, one paragraph for each writing.
var wordSamples = []struct{ language, text string }{
	{"english", "The ministry said on Tuesday that Ada Lovelace-Haddad hadn’t met officials from the U.S. and that 3.5 million people live in the north. "},
	{"arabic", "قال المتحدث باسم وزارة الخارجية يوم الثلاثاء إن ٣٫٥ مليون شخص يعيشون في شمال البلاد، وإن المحادثات في القاهرة ستستمر. "},
	{"thai", "นายกรัฐมนตรีแพทองธาร ชินวัตรเดินทางไปกรุงปักกิ่งเมื่อวันจันทร์ ตำรวจจังหวัดเชียงใหม่จับกุมผู้ต้องหาสามคนในคดียาเสพติด "},
	{"chinese", "国家主席习近平在北京会见俄罗斯总统普京，美国国务卿布林肯抵达特拉维夫。四川省成都市发生5.2级地震，上海浦东国际机场因台风取消了数百个航班。"},
	{"japanese", "東京は日本の首都です。トヨタ自動車は米国で新しい工場を建設する。日本銀行の植田和男総裁が記者会見を開いた。北海道札幌市で震度5の地震がありました。"},
}

// filled repeats a text up to a number of bytes.
func filled(text string, bytes int) []rune {
	return []rune(strings.Repeat(text, 1+bytes/len(text)))[:utf8.RuneCountInString(text)*bytes/len(text)]
}

func BenchmarkFindWords(b *testing.B) {
	for _, s := range wordSamples {
		for _, kb := range []int{3, 100} {
			b.Run(fmt.Sprintf("%s/%dKB", s.language, kb), func(b *testing.B) {
				runes := filled(s.text, kb*1000)
				findWords(runes) // reads the list
				b.ReportAllocs()
				for b.Loop() {
					findWords(runes)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)*1000/float64(len(runes)), "µs/1000cp")
			})
		}
	}
}

// BenchmarkAttributes is what breaking lines at words adds to Thai: compare with English.
func BenchmarkAttributes(b *testing.B) {
	for _, s := range wordSamples {
		b.Run(s.language, func(b *testing.B) {
			runes := filled(s.text, 3000)
			fonts := testFonts(b)
			attributes(&fonts.breaks, runes)
			for b.Loop() {
				attributes(&fonts.breaks, runes)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)*1000/float64(len(runes)), "µs/1000cp")
		})
	}
}

// BenchmarkLoadWords is what the first word of a writing waits for.
func BenchmarkLoadWords(b *testing.B) {
	for _, name := range []string{"cjk", "thai", "lao", "khmer"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustLoad(name, parseWords)
			}
		})
	}
	b.Run("hanzi", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			mustLoad("hanzi", parsePlaces)
		}
	})
}
