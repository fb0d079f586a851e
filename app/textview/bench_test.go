package textview

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/theme"
)

var scripts = []struct{ name, marked string }{{"English", english}, {"Arabic", arabic}}

// BenchmarkStep is what the window does for a label added or taken away: the article is shown again and the lines
// that changed are painted.
func BenchmarkStep(b *testing.B) {
	for _, script := range scripts {
		for _, size := range []int{3_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%dKB", script.name, size/1000), func(b *testing.B) {
				s := benchStage(b, script.marked, size)
				touched := collect(s)
				all := s.marks
				without := append(append([]present.Mark{}, all[:1]...), all[2:]...)
				for i := 0; b.Loop(); i++ {
					s.marks = all
					if i%2 == 0 {
						s.marks = without
					}
					s.ShowArticle(s.article)
					paint(s, touched)
				}
			})
		}
	}
}

// BenchmarkScroll is one notch of the wheel, with the lines that come into view.
func BenchmarkScroll(b *testing.B) {
	for _, script := range scripts {
		b.Run(script.name, func(b *testing.B) {
			s := benchStage(b, script.marked, 200_000)
			touched := collect(s)
			for i := 0; b.Loop(); i++ {
				d := float32(-60)
				if i/1000%2 == 1 {
					d = 60
				}
				s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: d}})
				paint(s, touched)
			}
		})
	}
}

// BenchmarkOpen3KB lays an article out and paints all that is on screen.
func BenchmarkOpen3KB(b *testing.B) {
	for _, script := range scripts {
		b.Run(script.name, func(b *testing.B) {
			s := benchStage(b, script.marked, 3_000)
			touched := collect(s)
			for i := 0; b.Loop(); i++ {
				s.article.ID = fmt.Sprint(i)
				s.ShowArticle(s.article)
				paint(s, touched)
			}
		})
	}
}

// BenchmarkFrame draws a whole window with the software painter, which keeps no textures. RichText, Fyne's own
// widget, draws the same text without highlights and in the wrong order where directions mix.
func BenchmarkFrame(b *testing.B) {
	for _, script := range scripts {
		s := benchStage(b, script.marked, 3_000)
		b.Run(script.name, func(b *testing.B) {
			for b.Loop() {
				s.window.Canvas().Capture()
			}
		})
		rich := widget.NewRichTextWithText(s.article.Text)
		rich.Wrapping = fyne.TextWrapWord
		s.window.SetContent(rich)
		b.Run(script.name+"/RichText", func(b *testing.B) {
			for b.Loop() {
				s.window.Canvas().Capture()
			}
		})
	}
}

func benchStage(b *testing.B, marked string, size int) *stage {
	b.Helper()
	long := strings.Repeat(marked+"\n", 1+size/len(marked))
	s := newStage(b, theme.Light, fyne.NewSize(820, 800), 1, long)
	test.WidgetRenderer(s.View)
	return s
}

// collect lists the rasters that are refreshed.
func collect(s *stage) map[*canvas.Raster]bool {
	touched := map[*canvas.Raster]bool{}
	s.View.refresh = func(o fyne.CanvasObject) {
		if r, ok := o.(*canvas.Raster); ok {
			touched[r] = true
		}
	}
	return touched
}

// paint runs the generators of the refreshed rasters that are in view, as a frame does.
func paint(s *stage, touched map[*canvas.Raster]bool) {
	for r := range touched {
		y := r.Position().Y
		if y+r.Size().Height > 0 && y < s.Size().Height {
			r.Generator(int(r.Size().Width), int(r.Size().Height))
			delete(touched, r)
		}
	}
}
