package textview

import (
	"fmt"
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
	"rubricator/app/theme"
)

func TestMeasureIsLettersPerLine(t *testing.T) {
	s := newStage(t, theme.Light, fyne.NewSize(1600, 700), 1, english)
	for _, letters := range []int{50, 70, 110} {
		s.SetReading(Reading{Points: 18, Letters: letters})
		start := s.at(t, "“We are close")
		ln := s.View.layout.LineAt(start, 0)
		if n := ln.End - ln.Start; n < letters*8/10 || n > letters*12/10 {
			t.Errorf("a measure of %d letters has %d in the first full line", letters, n)
		}
	}
	s.SetReading(Reading{Points: 18})
	if room := s.View.page.width - s.View.page.measure; room > 120 {
		t.Errorf("at full width %d of %d pixels stay empty", room, s.View.page.width)
	}
}

func TestReadingSettingsKeepThePlace(t *testing.T) {
	s := longStage(t)
	s.View.scrollTo(2345)
	top, _, _ := s.Scroll()
	for range 3 {
		for _, r := range []Reading{{Points: 18, Letters: 110}, {Points: 18, Letters: 50, Spacing: 1.25}, {Points: 30, Letters: 90, Spacing: 0.85}, {Points: 14}} {
			s.SetReading(r)
			if ln := s.topLine(); top < ln.Start || top > ln.End {
				t.Fatalf("%+v: character %d was at the top, now it is line %d to %d", r, top, ln.Start, ln.End)
			}
		}
	}
}

// TestTagsAndUnderlinesFitEverySpacing computes what a line needs for all settings that can be made.
func TestTagsAndUnderlinesFitEverySpacing(t *testing.T) {
	s := newStage(t, theme.Light, fyne.NewSize(900, 700), 1, english)
	for points := float32(8); points <= 72; points++ {
		for _, spacing := range []float32{0.7, 0.85, 1, 1.25, 2} {
			s.SetReading(Reading{Points: points, Letters: 70, Spacing: spacing})
			for name, m := range map[string]metrics{"body": s.View.page.body, "heading": s.View.page.heading} {
				head := float64(m.above+m.frame+1) + capHeight*float64(s.View.page.tag)
				foot := float64(m.below + m.lane + m.thick)
				if need := head + foot; float64(m.lineHeight) < need {
					t.Errorf("%s of %v points, spacing %v: lines are %d pixels, tag and two underlines need %.1f", name, points, spacing, m.lineHeight, need)
				}
			}
		}
	}
}

// TestTightLinesKeepTheirTags paints a tag below two underlines and looks for both in the picture.
func TestTightLinesKeepTheirTags(t *testing.T) {
	s := newStage(t, theme.Light, fyne.NewSize(900, 700), 1, "[ORG [LOC ggggg]]\n[LOC ggggg]")
	s.show(func(a *present.Article) { a.Heading, a.Subtitle = false, "" })
	s.SetReading(Reading{Points: 18, Letters: 70, Spacing: 0.7})
	first, second := s.View.layout.LineAt(0, 0), s.View.layout.LineAt(6, 0)
	m := s.View.page.body
	foot := first.Baseline + m.below + m.lane + m.thick
	tagTop := first.Height + m.gap + second.Baseline - m.above - m.frame - 1 - int(math.Ceil(capHeight*float64(s.View.page.tag)))
	if gap := tagTop - m.gap - foot; gap < 0 {
		t.Errorf("without the paragraph's gap the tag begins %d pixels above the foot of the underlines", -gap)
	}
	img := s.window.Canvas().Capture()
	rows := inkedRows(img, image.Rect(s.View.page.left, s.View.page.top, s.View.page.left+40, s.View.page.top+first.Height+m.gap+second.Height))
	for _, y := range []int{foot - 1, tagTop + 2} {
		if !rows[y] {
			t.Errorf("row %d of the two lines is empty: %s", y, fmt.Sprint(rows))
		}
	}
}

// inkedRows says for each row of a part of a picture whether anything but its first colour is in it.
func inkedRows(img image.Image, part image.Rectangle) []bool {
	rows := make([]bool, part.Dy())
	paper := img.At(part.Min.X-10, part.Min.Y)
	for y := range rows {
		for x := part.Min.X; x < part.Max.X; x++ {
			rows[y] = rows[y] || img.At(x, part.Min.Y+y) != paper
		}
	}
	return rows
}
