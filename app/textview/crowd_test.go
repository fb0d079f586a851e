package textview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// crowd labels every word, and to a depth groups of words that cross one another.
func (s *stage) crowd(t testing.TB, depth int) {
	t.Helper()
	labels := annotate.News().With("WORK_OF_ART").Labels
	var starts, ends []int
	runes := []rune(s.article.Text)
	for i, r := range runes {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && (i == 0 || len(starts) == len(ends)) {
			starts = append(starts, i)
		}
		if !letter && len(starts) > len(ends) {
			ends = append(ends, i)
		}
	}
	for len(ends) < len(starts) {
		ends = append(ends, len(runes))
	}
	s.marks = nil
	for i := range starts {
		for d := range depth {
			last := min(i+d*(i%4)/2, len(starts)-1)
			if d > 0 && i%(d+1) != 0 {
				continue
			}
			l := labels[(i*3+d*2)%len(labels)]
			m := present.Mark{Start: starts[i], End: ends[last], Label: l.Name, Color: l.Color, Kind: present.MarkAnnotation,
				ID: state.Focus{Annotation: fmt.Sprint(i, ".", d)}}
			if (i+d)%3 == 0 {
				m.Kind = present.MarkSuggestion
			}
			s.marks = append(s.marks, m)
		}
	}
	slices.SortStableFunc(s.marks, func(a, b present.Mark) int { return cmp.Compare(a.Start, b.Start) })
	s.show(nil)
}

func TestGoldenCrowds(t *testing.T) {
	for _, c := range []struct {
		name, marked string
		depth        int
		look         theme.Variant
	}{
		{"crowd-english-light", english, 3, theme.Light},
		{"crowd-english-dark", english, 3, theme.Dark},
		{"crowd-arabic-light", arabic, 3, theme.Light},
		{"crowd-arabic-dark", arabic, 3, theme.Dark},
		{"crowd-deep-light", english, 8, theme.Light},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.look, fyne.NewSize(820, 560), 1, c.marked)
			s.crowd(t, c.depth)
			golden(t, s, c.name)
		})
	}
}

// TestUnderlinesLeaveTheTagsOfTheNextLineFree paints a line with many lanes and looks at the rows below.
func TestUnderlinesLeaveTheTagsOfTheNextLineFree(t *testing.T) {
	for _, scale := range []float32{1, 1.5, 2} {
		for _, points := range []float32{10, 14, 18, 24, 36, 60} {
			s := newStage(t, theme.Light, fyne.NewSize(900, 900), scale, english)
			s.SetReading(Reading{Points: points, Letters: 70})
			s.crowd(t, 12)
			for i := range s.marks {
				s.marks[i].Focus = i%9 == 0
			}
			s.show(nil)
			for _, p := range s.strips[:min(5, len(s.strips))] {
				s.checkFoot(t, p)
			}
		}
	}
}

// checkFoot looks for paint of a line in the row where the tags of the next one stand.
func (s *stage) checkFoot(t *testing.T, p *strip) {
	t.Helper()
	m := s.View.metricsOf(p.line.Paragraph)
	img := s.View.scratch.image(s.View.page.stripWidth(), p.line.Height+s.View.page.over+s.View.page.under)
	s.View.drawStrip(img, p)
	foot := s.View.page.over + p.line.Baseline + m.below + s.View.page.room(m)
	for y := foot; y < img.Rect.Max.Y; y++ {
		for x := range img.Rect.Max.X {
			if img.RGBAAt(x, y).A != 0 && x >= s.View.page.side {
				t.Fatalf("scale %v, em %d: paint at %d,%d, the tags of the next line begin at %d", s.View.page.scale, m.em, x, y, foot)
			}
		}
	}
}

// BenchmarkCrowd paints a screen of a thousand spans.
func BenchmarkCrowd(b *testing.B) {
	for _, script := range scripts {
		b.Run(script.name, func(b *testing.B) {
			s := newStage(b, theme.Light, fyne.NewSize(820, 800), 1, strings.Repeat(script.marked+"\n", 4))
			s.crowd(b, 70)
			seen := map[present.Mark]bool{} // a span on two lines is one
			for _, p := range s.strips {
				for _, m := range p.marks {
					m.Lane, m.Depth = 0, 0
					seen[m] = true
				}
			}
			b.ReportAllocs()
			loop(b, func(int) {
				for _, p := range s.strips {
					p.raster.Generator(int(p.raster.Size().Width), int(p.raster.Size().Height))
				}
			})
			b.ReportMetric(float64(len(seen)), "spans")
		})
	}
}

// BenchmarkPoint is a movement of the mouse over a line of many spans.
func BenchmarkPoint(b *testing.B) {
	s := newStage(b, theme.Light, fyne.NewSize(820, 800), 1, english)
	s.crowd(b, 70)
	at := s.spot(60)
	loop(b, func(i int) { s.MouseMoved(mouse(at.AddXY(float32(i%300), float32(i%20)), 0, 0)) })
}
