package textview

import (
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

// BenchmarkYardstick makes the same text narrower and shows it again, with ours and with Fyne's RichText. What it costs
// to show it first is in BenchmarkCost.
func BenchmarkYardstick(b *testing.B) {
	for _, script := range scripts {
		for _, size := range []int{3 * kilobyte, 30 * kilobyte, 300 * kilobyte} {
			text := benchText(b, script.marked, size, false)
			name := script.name + "/" + sizeName(size)
			b.Run(name+"/ours", func(b *testing.B) { benchOurs(b, text) })
			b.Run(name+"/RichText", func(b *testing.B) { benchRich(b, text) })
		}
	}
}

func benchOurs(b *testing.B, text string) {
	d := newDesk(b, text, 0)
	b.Run("resize", func(b *testing.B) { loop(b, d.resizing()) })
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
	rich := richText(text)
	test.NewTempWindow(b, rich).Resize(richSize)
	b.Run("resize", func(b *testing.B) {
		loop(b, func(i int) { rich.Resize(fyne.NewSize(440+float32(i%2)*60, richSize.Height)) })
	})
	b.Run("refresh", func(b *testing.B) {
		loop(b, func(int) { rich.Refresh() })
	})
}

// richSize gives RichText the column that ours has in the window of a desk.
var richSize = fyne.NewSize(630, 800)

// benchSettingRich is RichText from a text to the widget laid out, as often as asked.
func benchSettingRich(b *testing.B, text string) {
	test.NewTempApp(b)
	loop(b, func(int) {
		rich := richText(text)
		test.WidgetRenderer(rich)
		rich.Resize(richSize)
	})
}
