package textlayout

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
)

// filesOf tells which embedded files a line is drawn with, each once.
func filesOf(t *testing.T, fonts *FontSet, ln *Line) []string {
	t.Helper()
	names := map[*font.Font]string{}
	for name, parsed := range fonts.library.parsed {
		ft, err := parsed()
		if err != nil {
			t.Fatal(err)
		}
		names[ft] = name
	}
	var out []string
	for _, p := range ln.pieces {
		if name := names[p.run.font]; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func TestFontsAreChosen(t *testing.T) {
	tests := []struct {
		text  string
		style Style
		want  string
	}{
		{"Hà Nội", Style{}, "[NotoSans-Regular.ttf]"},
		{"Hà Nội", Style{Fonts: Fonts{Serif: true}}, "[NotoSerif-Regular.ttf]"},
		{"Hà Nội", Style{Fonts: Fonts{Naskh: true}}, "[NotoSans-Regular.ttf]"},
		{"Αθήνα", Style{Bold: true, Fonts: Fonts{Serif: true}}, "[NotoSerif-Bold.ttf]"},
		{"Москва", Style{Fonts: Fonts{Serif: true}}, "[NotoSerif-Regular.ttf]"},
		{"قال", Style{Fonts: Fonts{Serif: true}}, "[NotoSansArabic-Regular.ttf]"},
		{"قال: ١٢،", Style{Fonts: Fonts{Serif: true, Naskh: true}}, "[NotoNaskhArabic-Regular.ttf]"},
		{"قال", Style{Bold: true, Fonts: Fonts{Naskh: true}}, "[NotoNaskhArabic-Bold.ttf]"},
		{"שלום", Style{Fonts: Fonts{Serif: true, Naskh: true}}, "[NotoSansHebrew-Regular.ttf]"},
		{"สวัสดี", Style{Bold: true, Fonts: Fonts{Serif: true}}, "[NotoSansThai-Bold.ttf]"},
		{"\u08ae", Style{Fonts: Fonts{Naskh: true}}, "[NotoSansArabic-Regular.ttf]"}, // which Naskh lacks
		{"\u2211", Style{Fonts: Fonts{Serif: true}}, "[NotoSansMath-Regular.ttf]"},   // as does Serif
		{"★ ≤ 5 → ✔", Style{Bold: true}, "[NotoSansSymbols2-Regular.ttf NotoSans-Bold.ttf NotoSansMath-Regular.ttf]"},
	}
	for _, tt := range tests {
		fonts := testFonts(t)
		style := tt.style
		style.Size = 20
		ln := New(tt.text, fonts, Options{Width: 600, Style: func(int) Style { return style }}).Lines(0, 1)[0]
		if got := fmt.Sprint(filesOf(t, fonts, ln)); got != tt.want {
			t.Errorf("%q with %+v is set in %s, want %s", tt.text, tt.style, got, tt.want)
		}
	}
}

// TestNaskhIsSetLarger: Arabic letters of the chosen font are, and nothing else.
func TestNaskhIsSetLarger(t *testing.T) {
	fonts := testFonts(t)
	for _, tt := range []struct {
		text   string
		chosen Fonts
		want   string // sizes of the pieces
	}{
		{"قال ١٢", Fonts{Naskh: true}, "[56 56]"},
		{"قال", Fonts{Serif: true}, "[50]"},
		{"عام 2023", Fonts{Naskh: true}, "[50 56]"},
		{"(قال)", Fonts{Naskh: true}, "[50 56 50]"},
		{"\u08ae", Fonts{Naskh: true}, "[50]"}, // which Naskh lacks
		{"Hà Nội", Fonts{Naskh: true}, "[50]"},
		{"שלום", Fonts{Naskh: true}, "[50]"},
	} {
		style := Style{Size: 50, Fonts: tt.chosen}
		ln := New(tt.text, fonts, Options{Width: 2000, Style: func(int) Style { return style }}).Lines(0, 1)[0]
		var sizes []int
		for _, p := range ln.pieces {
			sizes = append(sizes, p.run.size)
		}
		if got := fmt.Sprint(sizes); got != tt.want {
			t.Errorf("%q with %+v is set in %s, want %s", tt.text, tt.chosen, got, tt.want)
		}
	}
}

// TestFontsKeepTheLines: choosing fonts moves no baseline, and asking for others after
// the text was shaped shapes it anew.
func TestFontsKeepTheLines(t *testing.T) {
	fonts := testFonts(t)
	opts := func(chosen Fonts) Options {
		return Options{Width: 5000, Style: func(int) Style { return Style{Size: 20, LineHeight: 34, Gap: 8, Fonts: chosen} }}
	}
	l := New("Hà Nội και Москва\nقال المتحدث في عام 2023\nשלום", fonts, opts(Fonts{}))
	plain := l.Lines(0, 1<<20)
	for _, chosen := range []Fonts{{Serif: true}, {Naskh: true}, {Serif: true, Naskh: true}} {
		l.Resize(opts(chosen))
		for i, ln := range l.Lines(0, 1<<20) {
			was := plain[i]
			if ln.Y != was.Y || ln.Height != was.Height || ln.Baseline != was.Baseline {
				t.Errorf("%+v, line %d: at %d, high %d, baseline %d; before %d, %d, %d",
					chosen, i, ln.Y, ln.Height, ln.Baseline, was.Y, was.Height, was.Baseline)
			}
			if other := i == 0 && chosen.Serif || i == 1 && chosen.Naskh; other != (ln.Width() != was.Width()) {
				t.Errorf("%+v, line %d is %d wide, %d in Noto Sans", chosen, i, ln.Width(), was.Width())
			}
		}
	}
}

// TestEmbeddedFiles: each file can be parsed and has what is in the table for it.
func TestEmbeddedFiles(t *testing.T) {
	files, err := fs.Glob(fontFiles, "fonts/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	families := []family{serif, naskh}
	for _, e := range embedded {
		families = append(families, e.family)
	}
	fonts := testFonts(t)
	for _, of := range families {
		for _, bold := range []bool{false, true} {
			ft, err := fonts.library.embedded(of, bold)
			if err != nil {
				t.Fatal(err)
			}
			if symbols := strings.Contains(of.regular, "Math") || strings.Contains(of.regular, "Symbols"); !symbols && !covers(ft, []rune(" ")) {
				t.Errorf("%v (bold %v) lacks the space", of, bold)
			}
		}
		used["fonts/"+of.regular], used["fonts/"+of.bold] = true, true
	}
	for _, name := range files {
		if !used[name] {
			t.Errorf("%s is embedded and never used", name)
		}
	}
}

// TestHyphenIsOfTheChosenFont: the hyphen that a line gets looks like its letters.
func TestHyphenIsOfTheChosenFont(t *testing.T) {
	fonts := testFonts(t)
	for chosen, want := range map[Fonts]string{{}: "[NotoSans-Regular.ttf]", {Serif: true}: "[NotoSerif-Regular.ttf]"} {
		ln := New("hand\u00adbook", fonts, Options{Width: 70, Style: func(int) Style { return Style{Size: 20, Fonts: chosen} }}).Lines(0, 1)[0]
		if got := fmt.Sprint(filesOf(t, fonts, ln)); !ln.hyphen || got != want {
			t.Errorf("%+v: hyphen %v, set in %s, want %s", chosen, ln.hyphen, got, want)
		}
	}
}
