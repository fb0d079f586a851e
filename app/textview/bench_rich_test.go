package textview

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// BenchmarkFrame draws a whole window with the software painter, which keeps no textures. RichText, Fyne's own
// widget, draws the same text without highlights and in the wrong order where directions mix.
func BenchmarkFrame(b *testing.B) {
	for _, script := range scripts {
		d := newDesk(b, benchText(b, script.marked, 3*kilobyte, false), 30)
		b.Run(script.name, func(b *testing.B) {
			loop(b, func(int) { d.window.Canvas().Capture() })
		})
		d.window.SetContent(richText(d.state.Session.Document.Text.String()))
		b.Run(script.name+"/RichText", func(b *testing.B) {
			loop(b, func(int) { d.window.Canvas().Capture() })
		})
	}
}

func richText(text string) *widget.RichText {
	rich := widget.NewRichTextWithText(text)
	rich.Wrapping = fyne.TextWrapWord
	return rich
}

// BenchmarkYardstick does with Fyne's RichText and with ours what both can do: show a text, make it narrower, and
// show it again.
func BenchmarkYardstick(b *testing.B) {
	for _, script := range scripts {
		for _, size := range []int{3 * kilobyte, 30 * kilobyte, 300 * kilobyte, megabyte} {
			text := benchText(b, script.marked, size, false)
			name := fmt.Sprintf("%s/%dKB", script.name, size/kilobyte)
			b.Run(name+"/ours", func(b *testing.B) { benchOurs(b, text) })
			b.Run(name+"/RichText", func(b *testing.B) { benchRich(b, text) })
		}
	}
}

func benchOurs(b *testing.B, text string) {
	d := newDesk(b, text, 0)
	a := d.View.article
	b.Run("set", func(b *testing.B) {
		loop(b, func(i int) {
			a.ID = fmt.Sprint(i)
			d.ShowArticle(a)
			d.paint()
		})
	})
	b.Run("resize", func(b *testing.B) {
		loop(b, func(i int) {
			d.Resize(fyne.NewSize(500+float32(i%2)*60, 800))
			d.paint()
		})
	})
	b.Run("refresh", func(b *testing.B) {
		loop(b, func(int) {
			for _, s := range d.strips {
				d.touched[s.raster] = true
			}
			d.show()
			d.paint()
		})
	})
}

func benchRich(b *testing.B, text string) {
	test.NewTempApp(b)
	size := fyne.NewSize(630, 800)
	rich := richText("")
	test.NewTempWindow(b, rich).Resize(size)
	b.Run("set", func(b *testing.B) {
		loop(b, func(int) {
			rich = richText(text)
			test.WidgetRenderer(rich)
			rich.Resize(size)
		})
	})
	if len(text) >= megabyte {
		return // the others take minutes
	}
	b.Run("resize", func(b *testing.B) {
		loop(b, func(i int) { rich.Resize(fyne.NewSize(440+float32(i%2)*60, 800)) })
	})
	b.Run("refresh", func(b *testing.B) {
		loop(b, func(int) { rich.Refresh() })
	})
}
