package textview

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"rubricator/app/textlayout"
)

// subtitle is the small line under the headline.
type subtitle struct {
	raster *canvas.Raster
	shown  subtitleLook
}

// subtitleLook is all that its picture depends on beside the colours.
type subtitleLook struct {
	text        string
	size, width int
	rtl         bool
}

// placeSubtitle puts it below the first paragraph when that is a headline, else above the article.
func (v *View) placeSubtitle() {
	if v.article.Subtitle == "" {
		v.setVisible(v.subtitle.raster, false)
		return
	}
	p := &v.page
	h := part(p.small, 1.6)
	y := p.top - part(p.small, 2.2)
	if v.article.Heading {
		_, end := v.layout.Paragraph(0)
		last := v.layout.LineAt(end, textlayout.Upstream)
		y = p.top + v.layout.LineY(last) + last.Height - p.body.thick
	}
	p.place(v.subtitle.raster, p.left, y-v.scroll, p.measure, h)
	v.setVisible(v.subtitle.raster, true)
	look := subtitleLook{v.article.Subtitle, p.small, p.measure, v.layout.ParagraphDirection(0) == textlayout.RTL}
	if look != v.subtitle.shown {
		v.subtitle.shown = look
		v.refresh(v.subtitle.raster)
	}
}

func (v *View) drawSubtitle(dst *image.RGBA) {
	look := v.subtitle.shown
	ln := textlayout.ShapeLabel(v.fonts, look.text, look.size, false, look.width, textlayout.Auto)
	x := 0
	if look.rtl {
		x = look.width - ln.X1
	}
	ink := v.roles.Muted
	v.painter.DrawLine(dst, ln, x, 0, func(int) color.NRGBA { return ink })
}
