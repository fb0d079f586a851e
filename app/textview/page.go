package textview

import (
	"math"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// page says what stands where, in device pixels. From the top of a line to its foot:
//
//	tag          small capitals in the leading
//	frame        of the span in focus, a pixel below the tag
//	box          fill and selection, around the letters
//	underlines   lane 0 right below the box, outer spans further down
type page struct {
	scale         float32 // device pixels per unit
	width, height int     // of the view
	measure       int     // of the text
	left          int     // of the measure
	top, bottom   int     // free space above and below the article
	side          int     // of a strip, left and right of the measure
	over, under   int     // of a strip, above and below its line
	body, heading metrics
	tag           int // size of tags
	small         int // size of the subtitle
}

// metrics are the measures of lines in one size.
type metrics struct {
	em, lineHeight, gap int
	above, below        int // box and baseline
	thick, lane         int // of an underline, and from one to the next
	frame               int // thickness of the frame
	bold                bool
	fonts               textlayout.Fonts
}

// Shares of the em, and measures in units that scale with the screen alone.
const (
	boxAbove     = 0.90
	boxBelow     = 0.38
	leading      = 2.15
	headingSize  = 1.45
	headingLines = 1.72
	ascent       = 1.069 // of the embedded fonts
	descent      = 0.293
	capHeight    = 0.72

	sideUnits   = 22
	marginUnits = 30
	topUnits    = 26
	bottomUnits = 96
	overUnits   = 3
	underUnits  = 7
)

// measured reports whether the view has a size to lay out in.
func (v *View) measured() bool {
	size := v.Size()
	return size.Width >= 1 && size.Height >= 1
}

// takePage measures the page for the size, scale and text size of now.
func (v *View) takePage() {
	p := page{scale: v.pixelScale()}
	px := func(units float32) int { return int(math.Round(float64(units * p.scale))) }
	size := v.Size()
	p.width, p.height = int(size.Width*p.scale+0.01), int(size.Height*p.scale+0.01)
	em, spacing := max(6, px(v.reading.Points)), float64(v.reading.Spacing)
	p.tag = min(max(px(8), part(em, 0.53)), px(20))
	p.small = max(px(10), part(em, 0.70))
	p.body = newMetrics(em, leading, spacing, p.tag, p.scale)
	p.heading = newMetrics(part(em, headingSize), headingLines, spacing, p.tag, p.scale)
	p.heading.bold = true
	p.body.fonts, p.heading.fonts = v.reading.Fonts, v.reading.Fonts
	p.body.gap = part(em, 0.8*spacing)
	p.heading.gap = part(em, 0.7*spacing)
	margin := min(px(marginUnits), p.width/12+px(8))
	p.measure = v.reading.measure(em, p.width-2*margin)
	p.left = max(margin/2, (p.width-p.measure)/2)
	p.side, p.over, p.under = px(sideUnits), px(overUnits), px(underUnits)
	p.top, p.bottom = px(topUnits), px(bottomUnits)
	if v.article.Subtitle != "" {
		if v.article.Heading {
			p.heading.gap += part(p.small, 1.9)
		} else {
			p.top += part(p.small, 2.4)
		}
	}
	v.page = p
}

// newMetrics measures lines of a size. Where lines stand closer than usual, the box keeps closer to the letters.
func newMetrics(em int, lines, spacing float64, tag int, scale float32) metrics {
	tight := max(0, 1-spacing)
	m := metrics{em: em, above: part(em, boxAbove-0.4*tight), below: part(em, boxBelow-0.5*tight)}
	m.thick = max(1, int(math.Round(float64(2*scale))))
	m.lane = m.thick + max(1, m.thick/2)
	m.frame = m.thick
	m.lineHeight = int(math.Ceil(max(lines*spacing*float64(em), m.least(tag))))
	return m
}

// least is the height of a line in which the tag, a pixel and the frame fit above the box, and two lanes of
// underlines below it, without touching those of the lines above and below. The baseline divides a line as the
// embedded fonts do.
func (m metrics) least(tag int) float64 {
	head := float64(m.above+m.frame+1) + capHeight*float64(tag)
	foot := float64(m.below + m.lane + m.thick)
	balance := (ascent - descent) * float64(m.em)
	return max(head+foot, 2*head-balance, 2*foot+balance)
}

func part(em int, share float64) int { return int(math.Round(float64(em) * share)) }

// metricsOf are those of a paragraph.
func (v *View) metricsOf(paragraph int) *metrics {
	if paragraph == 0 && v.article.Heading {
		return &v.page.heading
	}
	return &v.page.body
}

// setsLike reports whether text set for one page stands the same on the other.
func (p *page) setsLike(q page) bool {
	return p.scale == q.scale && p.measure == q.measure && p.body == q.body && p.heading == q.heading && p.side == q.side
}

// options are what of an article decides how it is laid out, beside its text.
type options struct {
	base           textlayout.Direction
	force, heading bool
}

func optionsOf(a present.Article) options { return options{a.Base, a.Force, a.Heading} }

func (v *View) layoutOptions() textlayout.Options {
	v.laidOut = optionsOf(v.article)
	heading, body := v.page.heading.style(), v.page.body.style()
	if !v.article.Heading {
		heading = body
	}
	return textlayout.Options{
		Width: v.page.measure, Base: v.article.Base, Force: v.article.Force,
		Style: func(paragraph int) textlayout.Style {
			if paragraph == 0 {
				return heading
			}
			return body
		},
	}
}

func (m metrics) style() textlayout.Style {
	return textlayout.Style{Size: m.em, LineHeight: m.lineHeight, Bold: m.bold, Gap: m.gap, Blank: part(m.em, 1.1), Fonts: m.fonts}
}

// pixelScale is the number of device pixels in a unit on the view's screen.
func (v *View) pixelScale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		if x, _ := c.PixelCoordinateForPosition(fyne.NewPos(1000, 0)); x > 0 {
			return float32(x) / 1000
		}
	}
	if v.page.scale > 0 {
		return v.page.scale
	}
	return 1
}

// pixels and units convert between the screen and Fyne.
func (p *page) pixels(units float32) int { return int(math.Round(float64(units * p.scale))) }
func (p *page) units(px int) float32     { return float32(px) / p.scale }

// point is a place of the view in pixels.
func (p *page) point(at fyne.Position) (x, y int) { return p.pixels(at.X), p.pixels(at.Y) }

func (p *page) place(o fyne.CanvasObject, x, y, w, h int) {
	o.Move(fyne.NewPos(p.units(x), p.units(y)))
	o.Resize(fyne.NewSize(p.units(w), p.units(h)))
}

// takeColours reads the look of now, and reports whether it is another.
func (v *View) takeColours() bool {
	variant := theme.CurrentVariant()
	changed := variant != v.variant
	v.variant, v.roles = variant, theme.Palette(variant)
	clear(v.tints)
	v.paper.FillColor = v.roles.Paper
	v.caret.bar.FillColor = v.roles.Caret
	v.handles.colour(v.roles.Accent, v.roles.Muted)
	v.card.colour(v.roles)
	v.bar.colour(v.roles.Scroll)
	return changed
}
