package textlayout

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"log"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// family is two embedded files. Where there is no bold one the regular stands in.
type family struct{ regular, bold string }

var (
	sans  = family{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}
	serif = family{"NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"}
	naskh = family{"NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"}
)

// embedded lists the families by script; the first serves all that has no own.
var embedded = [...]struct {
	script language.Script
	family
}{
	{language.Latin, sans},
	{language.Arabic, family{"NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"}},
	{language.Hebrew, family{"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"}},
	{language.Thai, family{"NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"}},
	{language.Devanagari, family{"NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Regular.ttf"}},
	{language.Common, family{"NotoSansMath-Regular.ttf", "NotoSansMath-Regular.ttf"}},
	{language.Common, family{"NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"}},
}

// Fonts are choices among the embedded fonts. The zero value is Noto Sans for all.
// They change no line's height and no baseline: those are always Noto Sans's.
type Fonts struct {
	Serif bool // Latin, Greek and Cyrillic in Noto Serif
	Naskh bool // Arabic in Noto Naskh Arabic, at naskhPercent of the size
}

// naskhPercent is the size of Noto Naskh Arabic at which it looks as large as Noto Sans
// Arabic at 100: text is as wide then. The alef by itself would ask for 106, heh and dal
// for 115 and 118.
const naskhPercent = 112

// preferred is the family that was chosen for a script, if one was.
func (f Fonts) preferred(script language.Script) (family, bool) {
	switch script {
	case language.Latin, language.Greek, language.Cyrillic:
		return serif, f.Serif
	case language.Arabic:
		return naskh, f.Naskh
	}
	return family{}, false
}

// library holds the parsed fonts that all clones of a FontSet share. Who needs an
// embedded font waits for nobody who searches the system's, which can take seconds.
type library struct {
	opts FontOptions

	mu     sync.Mutex                            // held for moments; guards the map, not the parsing
	parsed map[string]func() (*font.Font, error) // by name of the file, each parses once

	searching sync.Mutex        // held while one searches the system's fonts; guards what follows
	system    *fontscan.FontMap // nil until needed
	failed    bool              // the system's fonts could not be listed
	latest    map[systemKey]*font.Font
}

func (l *library) main(bold bool) (*font.Font, error) { return l.embedded(sans, bold) }

func (l *library) embedded(of family, bold bool) (*font.Font, error) {
	name := of.regular
	if bold {
		name = of.bold
	}
	return l.parse(name)
}

// given is the name of the font for emoji that was given.
const given = "emoji"

// parse reads a font file the first time that its name is asked for.
func (l *library) parse(name string) (*font.Font, error) {
	l.mu.Lock()
	parsed := l.parsed[name]
	if parsed == nil {
		parsed = sync.OnceValues(func() (*font.Font, error) { return l.read(name) })
		l.parsed[name] = parsed
	}
	l.mu.Unlock()
	return parsed()
}

func (l *library) read(name string) (*font.Font, error) {
	data, err := l.opts.Emoji, error(nil)
	if name != given {
		data, err = fontFiles.ReadFile("fonts/" + name)
	}
	if err != nil {
		return nil, fmt.Errorf("read embedded font %q: %w", name, err)
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("parse font %q: %w", name, err)
	}
	return face.Font, nil
}

// find looks for a font that has every rune of a grapheme: the one that was chosen,
// the script's own, any that is embedded, then the system's. Without one it returns the
// main font and false.
func (l *library) find(grapheme []rune, script language.Script, bold bool, fonts Fonts) (*font.Font, bool) {
	if wantsEmoji(grapheme) {
		if ft := l.emoji(grapheme, script); ft != nil {
			return ft, true
		}
	}
	if of, ok := fonts.preferred(script); ok {
		if ft, err := l.embedded(of, bold); err == nil && covers(ft, grapheme) {
			return ft, true
		}
	}
	for _, own := range [...]bool{true, false} {
		for _, e := range embedded {
			if own != (e.script == script) {
				continue
			}
			if ft, err := l.embedded(e.family, bold); err == nil && covers(ft, grapheme) {
				return ft, true
			}
		}
	}
	if ft := l.givenEmoji(grapheme); ft != nil {
		return ft, true
	}
	if l.opts.System {
		if ft := l.fromSystem(grapheme, script, bold, fontscan.SansSerif); ft != nil {
			return ft, true
		}
	}
	ft, _ := l.main(bold)
	return ft, false
}

// systemKey names what the system was asked for.
type systemKey struct {
	script language.Script
	bold   bool
	family string
}

// fromSystem asks the font that served a script last before it searches: a search
// among hundreds of fonts takes long, and one font makes a better page than many.
func (l *library) fromSystem(grapheme []rune, script language.Script, bold bool, family string) *font.Font {
	l.searching.Lock()
	defer l.searching.Unlock()
	key := systemKey{script, bold, family}
	if ft := l.latest[key]; ft != nil && covers(ft, grapheme) {
		return ft
	}
	if !l.openSystem() {
		return nil
	}
	aspect := font.Aspect{Weight: font.WeightNormal}
	if bold {
		aspect.Weight = font.WeightBold
	}
	l.system.SetQuery(fontscan.Query{Families: []string{family}, Aspect: aspect})
	l.system.SetScript(script)
	face := l.system.ResolveFace(grapheme[0])
	if face == nil || !covers(face.Font, grapheme) {
		return nil
	}
	if l.latest == nil {
		l.latest = map[systemKey]*font.Font{}
	}
	l.latest[key] = face.Font
	return face.Font
}

// openSystem lists the system's fonts once; whoever calls it holds l.searching.
func (l *library) openSystem() bool {
	if l.system != nil || l.failed {
		return l.system != nil
	}
	m := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if err := m.UseSystemFonts(l.opts.CacheDir); err != nil {
		l.failed = true
		return false
	}
	l.system = m
	return true
}
