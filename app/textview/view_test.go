package textview

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// stage is a view in a window of the test driver.
type stage struct {
	*View
	window  fyne.Window
	article present.Article
	marks   []present.Mark
	painted int       // rasters of lines refreshed since the last count
	time    time.Time // what the view's clock says
}

// newStage shows marked text: "[PER Ada] and [ORG? Union]" has an annotation and a suggestion (label in front of
// the question mark), see marksOf.
func newStage(t testing.TB, look theme.Variant, size fyne.Size, scale float32, marked string) *stage {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(look))
	s := &stage{View: New(testFonts(t), Events{}), time: time.Unix(1_000_000, 0)}
	s.View.clock.now = func() time.Time { return s.time }
	s.View.refresh = func(o fyne.CanvasObject) {
		if slices.ContainsFunc(s.strips, func(p *strip) bool { return p != nil && p.raster == o }) {
			s.painted++
		}
	}
	s.set(t, marked)
	s.window = test.NewTempWindow(t, s.View)
	s.window.SetPadded(false)
	s.window.Canvas().(test.WindowlessCanvas).SetScale(scale)
	s.window.Resize(size)
	return s
}

// set shows another article.
func (s *stage) set(t testing.TB, marked string) {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	s.marks = marksFrom(set.All())
	s.article = present.Article{ID: marked, Text: doc.Text.String(), Heading: true, Subtitle: "harbour.txt · English 99 % · 2,140 characters"}
	s.article.Marks = s.between
	s.ShowArticle(s.article)
}

// show shows the article again after a change.
func (s *stage) show(change func(*present.Article)) {
	if change != nil {
		change(&s.article)
	}
	s.ShowArticle(s.article)
}

func (s *stage) between(dst []present.Mark, start, end int) []present.Mark {
	for _, m := range s.marks {
		if m.Start < end && m.End > start {
			dst = append(dst, m)
		}
	}
	return dst
}

// mark finds the mark on a quote.
func (s *stage) mark(t testing.TB, quote string) *present.Mark {
	t.Helper()
	runes := []rune(s.article.Text)
	for i := range s.marks {
		if string(runes[s.marks[i].Start:s.marks[i].End]) == quote {
			return &s.marks[i]
		}
	}
	t.Fatalf("no mark on %q", quote)
	return nil
}

// at is the offset of a quote.
func (s *stage) at(t testing.TB, quote string) int {
	t.Helper()
	runes, want := []rune(s.article.Text), []rune(quote)
	for i := 0; i+len(want) <= len(runes); i++ {
		if slices.Equal(runes[i:i+len(want)], want) {
			return i
		}
	}
	t.Fatalf("%q is not in the article", quote)
	return 0
}

// count returns the lines repainted since it was called last.
func (s *stage) count() int {
	n := s.painted
	s.painted = 0
	return n
}

// marksFrom turns annotations into marks. A label that ends in S is a suggestion; SKIP is a zone.
func marksFrom(all []annotate.Annotation) []present.Mark {
	kinds := map[string]present.MarkKind{"ORGS": present.MarkSuggestion, "LOCS": present.MarkSuggestion, "DATES": present.MarkSuggestion, "PERS": present.MarkSuggestion,
		"FAINTS": present.MarkSuggestion, "SKIP": present.MarkZone, "TWIN": present.MarkPreview}
	var out []present.Mark
	for _, a := range all {
		m := present.Mark{Start: a.Span.Start, End: a.Span.End, Kind: kinds[a.Label], Label: a.Label}
		if m.Kind == present.MarkSuggestion {
			m.Label = a.Label[:len(a.Label)-1]
		}
		switch a.Label {
		case "FAINTS":
			m.Faint, m.Label = true, "LOC"
		case "TWIN":
			m.Label = "LOC"
		case "SKIP":
			m.Label = ""
		}
		l, _ := annotate.News().With("WORK_OF_ART").With("CARDINAL").Label(m.Label)
		m.Color = l.Color
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b present.Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	for i := range out {
		out[i].Lane = depth(out, i)
	}
	return out
}

// depth is how many spans are nested in one, one inside the other.
func depth(marks []present.Mark, i int) int {
	most := 0
	for j := i + 1; j < len(marks) && marks[j].Start < marks[i].End; j++ {
		if marks[j].End <= marks[i].End && marks[j].Kind != present.MarkZone && marks[i].Kind != present.MarkZone {
			most = max(most, 1+depth(marks, j))
		}
	}
	return most
}

var sharedFonts *textlayout.FontSet

func testFonts(t testing.TB) *textlayout.FontSet {
	t.Helper()
	if sharedFonts == nil {
		fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sharedFonts = fonts
	}
	return sharedFonts
}
