package textview

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// BenchmarkCost is how the cost of what annotators do grows with the text, by what they do, script and length, with a
// label for each hundred bytes. Last is what Fyne's own RichText takes to set the bare text, which at 1 MB is half a
// minute.
func BenchmarkCost(b *testing.B) {
	for _, cost := range []struct {
		what  string
		round func(*desk) func(i int)
	}{
		{"open", (*desk).opening},
		{"step", (*desk).stepping},
		{"scroll", (*desk).scrolling},
		{"resize", (*desk).resizing},
	} {
		bySize(b, cost.what, 10*megabyte, func(b *testing.B, text string) {
			d := newDesk(b, text, len(text)/100)
			d.paint()
			round := cost.round(d)
			b.ReportAllocs()
			loop(b, round)
		})
	}
	bySize(b, "richtext", 300*kilobyte, benchSettingRich)
}

// BenchmarkParagraph opens and resizes a text that is a single paragraph, in its middle.
func BenchmarkParagraph(b *testing.B) {
	for _, script := range scripts {
		text := benchText(b, script.marked, megabyte, true)
		b.Run("open/"+script.name, func(b *testing.B) { loop(b, newDesk(b, text, len(text)/100).opening()) })
		b.Run("resize/"+script.name, func(b *testing.B) {
			d := newDesk(b, text, len(text)/100)
			d.View.scrollTo(d.View.contentHeight() / 2)
			loop(b, d.resizing())
		})
	}
}

func bySize(b *testing.B, what string, most int, run func(*testing.B, string)) {
	for _, script := range scripts {
		for _, size := range []int{3 * kilobyte, 30 * kilobyte, 300 * kilobyte, megabyte, 10 * megabyte} {
			if size <= most {
				b.Run(what+"/"+script.name+"/"+sizeName(size), func(b *testing.B) {
					run(b, benchText(b, script.marked, size, false))
				})
			}
		}
	}
}

// sizeName is a size in bytes as 30KB or 1MB.
func sizeName(size int) string {
	if size >= megabyte {
		return fmt.Sprintf("%dMB", size/megabyte)
	}
	return fmt.Sprintf("%dKB", size/kilobyte)
}

// opening shows the article as if it were another one, to its first painted screen.
func (d *desk) opening() func(int) {
	a := present.OfArticle(d.state)
	return func(i int) {
		a.ID = fmt.Sprint(i)
		d.ShowArticle(a)
		d.paint()
	}
}

// stepping gives a word of the first screen a label and takes it away, by turns.
func (d *desk) stepping() func(int) {
	free := d.freeWord()
	return func(i int) {
		if i%2 == 1 {
			d.step(state.Delete{})
			return
		}
		d.step(append(selectionOf(free), state.GiveLabel{Key: 1})...)
	}
}

func selectionOf(sp annotate.Span) []state.Msg {
	return []state.Msg{
		state.Press{At: textlayout.Position{Offset: sp.Start}, Clicks: 1},
		state.Drag{At: textlayout.Position{Offset: sp.End}},
	}
}

// scrolling turns the wheel by a notch, down to the foot and up again, with the lines that come into view.
func (d *desk) scrolling() func(int) {
	turn := fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}}
	return func(int) {
		was := d.View.scroll
		d.Scrolled(&turn)
		d.paint()
		if d.View.scroll == was {
			turn.Scrolled.DY = -turn.Scrolled.DY
		}
	}
}

// resizing drags the window narrower and wider.
func (d *desk) resizing() func(int) {
	return func(i int) {
		d.Resize(fyne.NewSize(500+float32(i%2)*60, 800))
		d.paint()
	}
}
