package dialogs

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// What there is to choose from, in the order of the chips.
var (
	themes     = []state.Theme{state.ThemeSystem, state.ThemeLight, state.ThemeDark, state.ThemeLightContrast, state.ThemeDarkContrast}
	themeWords = []string{"As the system", "Light", "Dark", "Contrast, light", "Contrast, dark"}
	measures   = []int{50, 60, 70, 80, 90, 100, 110, 0}
	spacings   = []float64{state.SpacingTight, state.SpacingNormal, state.SpacingWide}
	sansOr     = []bool{false, true}
)

// readingPage is how the article and the window look. It returns the choice that has the keyboard first.
func (d *settings) readingPage(s state.State) (*choice, []line) {
	colours := d.choice(themeWords, max(0, slices.Index(themes, s.Theme)), func(i int) {
		d.host.Dispatch(state.SetTheme{Theme: themes[i]})
	})
	measureWords := make([]string, len(measures))
	for i, m := range measures {
		measureWords[i] = fmt.Sprint(m)
	}
	measureWords[len(measures)-1] = "Full width"
	measure := chosen(d, measureWords, measures, &d.reading.Letters)
	spacing := chosen(d, []string{"Tight", "Normal", "Wide"}, spacings, &d.reading.Spacing)
	latin := chosen(d, []string{"Sans", "Serif"}, sansOr, &d.reading.Serif)
	arabic := chosen(d, []string{"Sans", "Naskh"}, sansOr, &d.reading.Naskh)
	return colours, []line{
		d.labelled("Colours", colours.line(0), 16),
		d.labelled("Size of the text", d.sizeLine(), 10),
		d.labelled("Letters in a line", measure.line(0), 10),
		d.labelled("Line spacing", spacing.line(0), 10),
		d.labelled("Latin, Greek, Cyrillic", latin.line(0), 10),
		d.labelled("Arabic", arabic.line(0), 10),
	}
}

// chosen is a choice among the values of one reading setting.
func chosen[T comparable](d *settings, words []string, values []T, setting *T) *choice {
	return d.choice(words, max(0, slices.Index(values, *setting)), func(i int) {
		*setting = values[i]
		d.host.Dispatch(state.SetReading{Reading: d.reading})
	})
}

func (d *settings) sizeLine() line {
	d.sizes = d.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted))
	zoom := func(points int) func() {
		return func() {
			d.size = min(max(d.size+points, state.SmallestText), state.LargestText)
			if points == 0 {
				d.size = state.Start().TextSize
			}
			d.host.Dispatch(state.SetTextSize{Points: d.size})
			d.sizeText()
		}
	}
	smaller, larger, normal := d.pen.Button("Smaller", part.Pill, zoom(-2)), d.pen.Button("Larger", part.Pill, zoom(2)), d.pen.Button("Normal", part.Pill, zoom(0))
	step := []*part.Button{smaller, larger}
	larger.Pass(true)
	for i, b := range step {
		b.Else = func(e *fyne.KeyEvent) { d.stepKey(step, e) }
		b.Clicked = func() { stopAt(step, i) }
	}
	normal.Else = d.escape
	d.sizeText()
	return flowing(0, smaller, larger, normal, part.Padded(d.sizes, 0, 3))
}

// stepKey makes the text smaller with Left and larger with Right.
func (d *settings) stepKey(step []*part.Button, e *fyne.KeyEvent) {
	at := map[fyne.KeyName]int{fyne.KeyLeft: 0, fyne.KeyRight: 1}
	i, ok := at[e.Name]
	if !ok {
		d.escape(e)
		return
	}
	stopAt(step, i)
	step[i].Press()
}

func (d *settings) sizeText() { d.sizes.SetText(fmt.Sprintf("  %d points", d.size)) }

// labelled puts words before a line of controls, and into their names.
func (s *sheet) labelled(words string, l line, gap float32) line {
	return s.labelledAt(labelWidth, words, l, gap)
}

// labelledAt is labelled with as much room for the words.
func (s *sheet) labelledAt(room float32, words string, l line, gap float32) line {
	if f, ok := l.o.(*flow); ok {
		for _, piece := range f.pieces {
			if b, ok := piece.(*part.Button); ok {
				b.Called = words
			}
		}
	}
	label := s.pen.Text(words, part.Colored(part.Muted), part.Elastic, part.Sentence)
	row := &part.Panelled{}
	row.Init(row, func(size fyne.Size) {
		part.Place(label, 0, (min(size.Height, 36)-21)/2, min(room-10, size.Width), 21)
		if size.Height > 40 { // chips that wrap: the label stands beside their first line
			part.Place(label, 0, 1, room-10, 21)
		}
		part.Place(l.o, room, 0, max(0, size.Width-room), size.Height)
	}, label, l.o)
	return line{o: row, high: func(width float32) float32 { return l.high(width - room) }, gap: gap}
}

const labelWidth = 168 // of the words before controls
