package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/annotate"
	"rubricator/app/present"
)

var looks = map[string]fyne.ThemeVariant{"light": fynetheme.VariantLight, "dark": fynetheme.VariantDark}

func TestLabelsHaveContrast(t *testing.T) {
	for look, variant := range looks {
		roles := Palette(variant)
		for _, hex := range append(schemaColours(), "#ffff00", "#ffffff", "#000000", "#777777", "#00ff00", "not a colour") {
			for _, kind := range []present.MarkKind{present.MarkAnnotation, present.MarkSuggestion} {
				l := LabelColors(hex, variant, kind)
				atLeast(t, 4.5, look+" tag "+hex, l.Tag, roles.Paper)
				atLeast(t, 3, look+" line "+hex, l.Line, roles.Paper)
				once := Over(l.Fill, roles.Paper)
				atLeast(t, 7, look+" ink on "+hex, roles.Ink, once)
				atLeast(t, 4.5, look+" ink on nested "+hex, roles.Ink, Over(l.Fill, once))
			}
		}
	}
}

func TestRolesHaveContrast(t *testing.T) {
	for look, variant := range looks {
		r := Palette(variant)
		for _, back := range []color.NRGBA{r.Paper, r.Panel, r.Chosen} {
			atLeast(t, 7, look+" ink", r.Ink, back)
			atLeast(t, 4.3, look+" muted", r.Muted, back)
		}
		for name, c := range map[string]color.NRGBA{"accent": r.Accent, "ok": r.OK, "warn": r.Warn, "bad": r.Bad} {
			atLeast(t, 4.3, look+" "+name, c, r.Panel)
		}
		atLeast(t, 4.5, look+" on accent", r.OnAccent, r.Accent)
		atLeast(t, 7, look+" ink on selection", r.Ink, r.Selection)
		atLeast(t, 2, look+" faint", r.Faint, r.Paper)
	}
}

func TestHitsAreSeenBesideFillsAndSelection(t *testing.T) {
	for look, variant := range looks {
		r := Palette(variant)
		beside := []color.NRGBA{r.Paper, r.Selection}
		for _, hex := range schemaColours() {
			l := LabelColors(hex, variant, present.MarkAnnotation)
			once := Over(l.Fill, r.Paper)
			beside = append(beside, once, Over(l.Fill, once), Over(LabelColors(hex, variant, present.MarkSuggestion).FillSuggestion, r.Paper))
		}
		for _, hit := range []color.NRGBA{r.Hit, r.HitFocus} {
			atLeast(t, 4.5, look+" ink on a hit", r.Ink, hit)
			for _, c := range beside {
				if d := apart(hit, c); d < 0.07 {
					t.Errorf("%s: hit %v is only %.3f from %v", look, hit, d, c)
				}
			}
		}
		if d := apart(r.Hit, r.HitFocus); d < 0.07 {
			t.Errorf("%s: the current hit is only %.3f from the others", look, d)
		}
	}
}

// apart is the distance of two colours in Oklab; 0.02 is about the least that can be seen.
func apart(a, b color.NRGBA) float64 {
	p, q := toLCH(a), toLCH(b)
	return math.Hypot(p.l-q.l, math.Hypot(p.c*math.Cos(p.h)-q.c*math.Cos(q.h), p.c*math.Sin(p.h)-q.c*math.Sin(q.h)))
}

func TestContrastKnowsTheEnds(t *testing.T) {
	black, white := rgb(0), rgb(0xffffff)
	if c := Contrast(black, white); c < 20.99 || c > 21.01 {
		t.Errorf("black on white: %v, want 21", c)
	}
	if c := Contrast(rgb(0x777777), white); c < 4.47 || c > 4.49 {
		t.Errorf("#777777 on white: %v, want 4.48", c)
	}
}

func TestOklchGoesThereAndBack(t *testing.T) {
	for _, hex := range append(schemaColours(), "#ff0000", "#123456", "#fefefe") {
		want, _ := ParseHex(hex)
		if got := toLCH(want).nrgba(); got != want {
			t.Errorf("%s came back as %v", hex, got)
		}
	}
}

func TestLabelsOfOneSchemaStayApart(t *testing.T) {
	for look, variant := range looks {
		seen := map[color.NRGBA]string{}
		for _, l := range annotate.News().Labels {
			c := LabelColors(l.Color, variant, present.MarkAnnotation).Tag
			if other := seen[c]; other != "" {
				t.Errorf("%s: %s and %s are both %v", look, other, l.Name, c)
			}
			seen[c] = l.Name
		}
	}
}

func TestVariantForcesTheLook(t *testing.T) {
	app := test.NewTempApp(t)
	look := New(System)
	app.Settings().SetTheme(look)
	for mode, want := range map[Variant]color.Color{Light: day.Paper, Dark: night.Paper} {
		look.Use(mode, app.Settings())
		if got := Current().Paper; got != want {
			t.Errorf("%s: paper is %v, want %v", mode, got, want)
		}
		for _, preferred := range looks {
			if got := New(mode).Color(fynetheme.ColorNameInputBackground, preferred); got != want {
				t.Errorf("%s, system prefers %d: fields are %v, want %v", mode, preferred, got, want)
			}
		}
	}
	for _, preferred := range looks {
		if got := New(System).Variant(preferred); got != preferred {
			t.Errorf("system prefers %d, theme is %d", preferred, got)
		}
	}
}

func TestEveryStockColourIsThere(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range []fyne.ThemeColorName{fynetheme.ColorNameForeground, fynetheme.ColorNameShadow, fynetheme.ColorNameForegroundOnSuccess} {
		if New(Dark).Color(name, fynetheme.VariantLight) == nil {
			t.Errorf("no colour for %q", name)
		}
	}
	if New(Light).Size(fynetheme.SizeNameWindowButtonIcon) == 0 || New(Light).Size(fynetheme.SizeNameText) != TextBody {
		t.Error("sizes that are not ours should be Fyne's, and ours our own")
	}
}

func schemaColours() []string {
	var out []string
	for _, s := range []annotate.Schema{annotate.News(), annotate.CoNLL(), annotate.OntoNotes()} {
		for _, l := range s.Labels {
			out = append(out, l.Color)
		}
	}
	return out
}

func atLeast(t *testing.T, want float64, what string, a, b color.NRGBA) {
	t.Helper()
	if got := Contrast(a, b); got < want {
		t.Errorf("%s: contrast %.2f, want %.1f (%v on %v)", what, got, want, a, b)
	}
}
