package textlayout

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
)

// FontOptions says where fonts may come from.
type FontOptions struct {
	System   bool   // use the system's fonts for what no embedded font has
	CacheDir string // folder for the index of system fonts; empty: the user's cache folder
	Emoji    []byte // a font file for emoji, preferred to the system's; may be nil
}

// FontSet finds a font for every character: the one that was chosen for its script, the
// script's own embedded font, any embedded font, the one given for emoji, the system's;
// a picture asks the one for emoji first. It also holds what shaping reuses.
// A FontSet serves one goroutine; Clone makes one for another.
type FontSet struct {
	library *library
	faces   map[*font.Font]*font.Face
	chosen  map[fontKey]*font.Font
	missing map[rune]bool // what lacks has answered
	shaper  shaping.HarfbuzzShaper
	breaks  segmenter.Segmenter
}

type fontKey struct {
	r      rune
	script language.Script
	bold   bool
	fonts  Fonts
}

// NewFontSet opens the embedded fonts. Those of single scripts, and the system's,
// are read when a text first needs them.
func NewFontSet(opts FontOptions) (*FontSet, error) {
	l := &library{opts: opts, parsed: map[string]func() (*font.Font, error){}}
	for _, bold := range []bool{false, true} {
		if _, err := l.main(bold); err != nil {
			return nil, err
		}
	}
	return newFontSet(l), nil
}

// Clone returns a FontSet over the same fonts for use by another goroutine.
func (f *FontSet) Clone() *FontSet { return newFontSet(f.library) }

// OpenSystem lists the system's fonts, if they may be used and are not listed yet, so
// that no text waits for that. The first time on a machine it can take seconds, later
// some milliseconds. It may run beside whatever else uses the FontSet.
func (f *FontSet) OpenSystem() {
	if f.library.opts.System {
		f.library.searching.Lock()
		defer f.library.searching.Unlock()
		f.library.openSystem()
	}
}

func newFontSet(l *library) *FontSet {
	f := &FontSet{
		library: l,
		faces:   map[*font.Font]*font.Face{},
		chosen:  map[fontKey]*font.Font{},
		missing: map[rune]bool{},
	}
	f.shaper.SetFontCacheSize(64)
	return f
}

// face returns this set's own face of a font.
func (f *FontSet) face(ft *font.Font) *font.Face {
	face := f.faces[ft]
	if face == nil {
		face = font.NewFace(ft)
		f.faces[ft] = face
	}
	return face
}

// main is the font whose metrics place the baseline.
func (f *FontSet) main(bold bool) *font.Font {
	ft, _ := f.library.main(bold)
	return ft
}

// choose returns the font for one grapheme of a script, or nil when nothing in it
// is seen, so that the font in use goes on.
func (f *FontSet) choose(grapheme []rune, script language.Script, style Style) *font.Font {
	r := grapheme[0]
	if invisible(r) {
		return nil
	}
	key := fontKey{r, script, style.Bold, style.Fonts}
	ft, ok := f.chosen[key]
	if !ok {
		ft, _ = f.library.find(grapheme[:1], script, style.Bold, style.Fonts)
		f.chosen[key] = ft
	}
	if len(grapheme) == 1 || covers(ft, grapheme) && !wantsEmoji(grapheme) {
		return ft
	}
	if better, ok := f.library.find(grapheme, script, style.Bold, style.Fonts); ok {
		return better
	}
	return ft
}

// sizeOf is the size in pixels at which a font sets a character of a script. Digits and
// signs that Arabic shares with Latin stay as large as there.
func (f *FontSet) sizeOf(ft *font.Font, r rune, script language.Script, style Style) int {
	if script != language.Arabic || !style.Fonts.Naskh || ' ' < r && r < 0x80 {
		return style.Size
	}
	if own, err := f.library.embedded(naskh, style.Bold); err != nil || own != ft {
		return style.Size
	}
	return (style.Size*naskhPercent + 50) / 100
}

// baseline returns the pixels from the top of a line to its baseline, with the
// font's own height centred in the line.
func (f *FontSet) baseline(s Style) int {
	ft := f.main(s.Bold)
	ext, _ := f.face(ft).FontHExtents()
	scale := float32(s.Size) / float32(ft.Upem())
	ascent, descent := ext.Ascender*scale, ext.Descender*scale
	return int((float32(s.LineHeight)-(ascent-descent))/2 + ascent + 0.5)
}

// covers reports whether a font has every visible rune.
func covers(ft *font.Font, runes []rune) bool {
	for _, r := range runes {
		if invisible(r) {
			continue
		}
		if _, ok := ft.NominalGlyph(r); !ok {
			return false
		}
	}
	return true
}

// invisible reports characters that take part in layout but are never drawn.
func invisible(r rune) bool {
	switch {
	case r < 0x20 || 0x7F <= r && r < 0xA0:
		return true
	case r < 0x300:
		return r == 0xAD
	case r == 0x2028 || r == 0x2029 || harfbuzz.IsDefaultIgnorable(r):
		return true
	case 0x13430 <= r && r <= 0x1343F || 0x1BCA0 <= r && r <= 0x1BCA3:
		return false // hieroglyphs and shorthand are put together by a font that knows them, else these are boxes
	}
	// The Arabic and other number signs are format characters that are drawn.
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
