package dialogs

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/panel/part"
)

// slider is a slider that hands on the keys that are not its own.
type slider struct {
	widget.Slider
	other func(*fyne.KeyEvent)
	ring  *part.Box
}

// FocusGained and FocusLost implement fyne.Focusable.
func (s *slider) FocusGained() {
	s.Slider.FocusGained()
	s.ring.Show()
}

func (s *slider) FocusLost() {
	s.Slider.FocusLost()
	s.ring.Hide()
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (s *slider) AccessibilityLabel() string { return "Score: " + scoreText(s.Value) }

func (s *slider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// TypedKey implements fyne.Focusable.
func (s *slider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.other(e)
	default:
		s.Slider.TypedKey(e)
	}
}

// score is a slider with a field beside it, for a score from 0 to 1.
type score struct {
	part.Panelled
	field   *part.Entry
	slider  *slider
	value   float64
	changed func(float64)
}

func (s *sheet) score(value float64, changed func(float64)) *score {
	c := &score{field: s.pen.Entry(""), slider: &slider{other: s.key, ring: part.NewRing()}, value: value, changed: changed}
	c.slider.Min, c.slider.Max, c.slider.Step, c.slider.Value = 0, 1, 0.01, value
	c.slider.ExtendBaseWidget(c.slider)
	c.field.Called = "Score"
	c.field.SetText(scoreText(value))
	c.field.OnChanged = c.typed
	c.slider.OnChanged = c.slid
	c.field.Keys = func(e *fyne.KeyEvent) bool { return c.step(e) || s.fieldKey(e) }
	c.Init(c, c.place, c.field, c.slider, c.slider.ring)
	return c
}

func scoreText(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// typed takes what the field says, if it is a score.
func (c *score) typed(text string) {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil || v < 0 || v > 1 || v == c.value {
		return
	}
	c.value, c.slider.Value = v, v
	c.slider.Refresh()
	c.changed(v)
}

func (c *score) slid(v float64) {
	if text := scoreText(v); text != c.field.Text {
		c.field.SetText(text)
	}
}

// step changes the score by a hundredth with Up and Down, by a tenth with the page keys.
func (c *score) step(e *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]float64{fyne.KeyUp: 0.01, fyne.KeyDown: -0.01, fyne.KeyPageUp: 0.1, fyne.KeyPageDown: -0.1}[e.Name]
	if by != 0 {
		c.field.SetText(scoreText(min(1, max(0, c.value+by))))
	}
	return by != 0
}

func (c *score) place(size fyne.Size) {
	part.Place(c.field, 0, 0, 76, size.Height)
	part.Place(c.slider, 88, 0, size.Width-88, size.Height)
	c.slider.ring.PlaceAround(91, 3, size.Width-94, size.Height-6)
}
