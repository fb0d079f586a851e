package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Rows is a list of which only the rows on screen exist. It scrolls in steps of whole units and places rows relative
// to what is seen, so that a list of a million rows is as sharp as one of ten.
type Rows struct {
	widget.BaseWidget
	Called string // what a row is, for screen readers: "Article"

	Choose  func(i int)              // a click on a row, or Return on the one at the cursor
	Return  func(i int)              // Return on the row at the cursor, where it means something else than a click
	Space   func(i int)              // Space on the row at the cursor
	Moved   func(i int)              // the cursor went to a row by a key
	Hover   func(i int)              // the pointer went to a row; -1 when it left
	Focused func(on bool)            // the list got or lost the keyboard
	Else    func(*fyne.KeyEvent)     // keys that are not the list's
	Rune    func(rune)               // characters typed while the list has the keyboard
	Marked  func(i int) bool         // rows that stand out
	Lit     bool                     // the row at the cursor stands out also while something else has the keyboard
	Inset   float32                  // of the tint of rows that stand out; without it they have a bar in the accent colour
	make    func() fyne.CanvasObject // a row
	fill    func(i int, row fyne.CanvasObject)

	height  float32
	count   int
	cursor  int
	hovered int
	top     float64
	focused bool
	slots   []*slot
	thumb   *Box
	seen    fyne.Size
	grip    float64
}

// slot is a place on screen that shows one row after another.
type slot struct {
	back, bar *Box
	row       fyne.CanvasObject
	shows     int // -1 when it shows none
}

// NewRows makes an empty list. fill must set everything that a row shows; it is best left to a row that compares.
func NewRows(height float32, make func() fyne.CanvasObject, fill func(i int, row fyne.CanvasObject)) *Rows {
	r := &Rows{make: make, fill: fill, height: height, hovered: -1, thumb: NewBox(Look{Fill: Rule, Radius: 3})}
	r.ExtendBaseWidget(r)
	r.thumb.Hide()
	return r
}

// Update shows so many rows and fills those on screen again.
func (r *Rows) Update(count int) {
	r.count = count
	r.cursor = max(0, min(r.cursor, count-1))
	r.hovered = min(r.hovered, count-1)
	for _, s := range r.slots {
		s.shows = -1
	}
	r.arrange()
}

// Count is how many rows there are.
func (r *Rows) Count() int { return r.count }

// Cursor is the row at the cursor.
func (r *Rows) Cursor() int { return r.cursor }

// SetCursor moves the cursor and scrolls so that its row is on screen.
func (r *Rows) SetCursor(i int) {
	r.cursor = max(0, min(i, r.count-1))
	r.reveal()
	r.arrange()
}

// Find moves the cursor to a row that something else chose. A row that is not on screen comes to stand with its
// neighbours above and below it.
func (r *Rows) Find(i int) {
	r.cursor = max(0, min(i, r.count-1))
	y := float64(r.cursor) * float64(r.height)
	if y < r.top || y+float64(r.height) > r.top+float64(r.seen.Height) {
		r.top = y - math.Floor(float64(r.seen.Height)/3)
	}
	r.arrange()
}

// Repaint fills one row again, if it is on screen.
func (r *Rows) Repaint(i int) {
	for _, s := range r.slots {
		if s.shows == i {
			r.fill(i, s.row)
			r.tint(s)
		}
	}
}

// First is the row at the top of the screen.
func (r *Rows) First() int { return int(r.top / float64(r.height)) }

// OnScreen is how many rows there is room for.
func (r *Rows) OnScreen() int { return int(r.seen.Height / r.height) }

// MinSize implements fyne.CanvasObject.
func (r *Rows) MinSize() fyne.Size { return fyne.NewSize(40, r.height) }

// HeightFor is the height at which so many rows are on screen.
func (r *Rows) HeightFor(rows int) float32 { return float32(rows) * r.height }

// CreateRenderer implements fyne.Widget.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{r} }

type rowsRenderer struct{ r *Rows }

func (w *rowsRenderer) Layout(size fyne.Size) {
	if w.r.seen != size {
		w.r.seen = size
		w.r.arrange()
	}
}

func (w *rowsRenderer) MinSize() fyne.Size { return w.r.MinSize() }
func (w *rowsRenderer) Refresh()           { w.r.arrange() }
func (w *rowsRenderer) Destroy()           {}

func (w *rowsRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, 3*len(w.r.slots)+1)
	for _, s := range w.r.slots {
		list = append(list, s.back, s.bar, s.row)
	}
	return append(list, w.r.thumb)
}

// arrange gives each row on screen a slot and a place. A row keeps its slot while the list scrolls.
func (r *Rows) arrange() {
	r.top = math.Round(max(0, min(r.top, r.limit())))
	r.grow()
	first := r.First()
	for n := range r.slots {
		i := first + n
		s := r.slots[i%len(r.slots)]
		if i >= r.count {
			r.hide(s)
			continue
		}
		y := float32(float64(i)*float64(r.height) - r.top)
		Place(s.back, r.Inset, y, r.seen.Width-2*r.Inset, r.height)
		Place(s.bar, 0, y, 3, r.height)
		Place(s.row, 0, y, r.seen.Width, r.height)
		if s.shows != i {
			s.shows = i
			r.fill(i, s.row)
			Show(s.row, true)
		}
		r.tint(s)
	}
	r.placeThumb()
}

// limit is how far the list can scroll.
func (r *Rows) limit() float64 {
	return max(0, float64(r.count)*float64(r.height)-float64(r.seen.Height))
}

func (r *Rows) grow() {
	need := 0
	if r.seen.Height > 0 {
		need = int(r.seen.Height/r.height) + 2
	}
	need = min(need, max(r.count, len(r.slots)))
	if need <= len(r.slots) {
		return
	}
	for len(r.slots) < need {
		r.slots = append(r.slots, &slot{back: NewBox(Look{}), bar: NewBox(Look{Fill: Accent}), row: r.make(), shows: -1})
	}
	for _, s := range r.slots {
		s.shows = -1
	}
}

func (r *Rows) hide(s *slot) {
	s.shows = -1
	Show(s.row, false)
	Show(s.back, false)
	Show(s.bar, false)
}

func (r *Rows) tint(s *slot) {
	marked := r.Marked != nil && r.Marked(s.shows)
	at := s.shows == r.cursor
	var look Look
	switch {
	case marked || at && r.Lit:
		look.Fill = Chosen
	case s.shows == r.hovered:
		look.Fill = Hover
	}
	if r.Inset > 0 {
		look.Radius = 6
	}
	if at && r.focused {
		look.Stroke, look.Line = Accent, 2
	}
	s.back.SetLook(look)
	Show(s.back, look.Fill != None || look.Stroke != None)
	Show(s.bar, marked && r.Inset == 0)
}

const thumbWidth = 5

func (r *Rows) placeThumb() {
	whole := float64(r.count) * float64(r.height)
	Show(r.thumb, whole > float64(r.seen.Height) && r.seen.Height > 0)
	if !r.thumb.Visible() {
		return
	}
	seen := float64(r.seen.Height)
	h := max(28, seen*seen/whole)
	y := (seen - h) * r.top / r.limit()
	Place(r.thumb, r.seen.Width-thumbWidth-2, float32(math.Round(y)), thumbWidth, float32(math.Round(h)))
}

// reveal scrolls so that the row at the cursor is on screen.
func (r *Rows) reveal() {
	y := float64(r.cursor) * float64(r.height)
	if low := y + float64(r.height) - float64(r.seen.Height); r.top < low && r.seen.Height > 0 {
		r.top = low
	}
	r.top = min(r.top, y)
}
