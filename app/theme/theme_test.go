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

var looks = map[string]fyne.ThemeVariant{"light": fynetheme.VariantLight, "dark": fynetheme.VariantDark,
	"light, high contrast": VariantLightContrast, "dark, high contrast": VariantDarkContrast}

// least is the contrast that a look owes: text, big or coloured text, borders. High contrast is WCAG 2.1's AAA.
type least struct{ text, small, border float64 }

func owes(variant fyne.ThemeVariant) least {
	if variant == VariantLightContrast || variant == VariantDarkContrast {
		return least{text: 7, small: 7, border: 3}
	}
	return least{text: 7, small: 4.3, border: 1.05}
}

func TestLabelsHaveContrast(t *testing.T) {
	for look, variant := range looks {
		roles, owed := Palette(variant), owes(variant)
		tag, line, nested := 4.5, 3.0, 4.5
		if owed.small == 7 {
			tag, line, nested = 7, 4.5, 7
		}
		for _, hex := range append(annotate.Palette(), "#ffff00", "#ffffff", "#000000", "#777777", "#00ff00", "not a colour") {
			for _, kind := range []present.MarkKind{present.MarkAnnotation, present.MarkSuggestion} {
				l := LabelColors(hex, variant, kind)
				for _, back := range []color.NRGBA{roles.Paper, roles.Panel} {
					atLeast(t, tag, look+" tag "+hex, l.Tag, back)
					atLeast(t, line, look+" line "+hex, l.Line, back)
					atLeast(t, line, look+" dots "+hex, l.Dots, back)
					if more, less := Contrast(l.Line, back), Contrast(l.Dots, back); less > more {
						t.Errorf("%s: the dots of %s stand out more than the line: %.2f, not %.2f", look, hex, less, more)
					}
				}
				inside := Over(LabelColors(hex, variant, present.MarkAnnotation).Fill, roles.Paper)
				atLeast(t, min(line, Contrast(l.Line, inside))-0.1, look+" dots inside a label "+hex, l.Dots, inside)
				for name, fill := range map[string]color.NRGBA{"fill": l.Fill, "suggestion": l.FillSuggestion} {
					once := Over(fill, roles.Paper)
					atLeast(t, 7, look+" ink on "+name+" "+hex, roles.Ink, once)
					atLeast(t, nested, look+" ink on nested "+name+" "+hex, roles.Ink, Over(fill, once))
					atLeast(t, nested, look+" ink on selected "+name+" "+hex, roles.Ink, Over(fill, roles.Selection))
				}
			}
		}
	}
}

// TestRolesHaveContrast goes through all roles that meet on screen.
func TestRolesHaveContrast(t *testing.T) {
	for look, variant := range looks {
		r, owed := Palette(variant), owes(variant)
		backs := map[string]color.NRGBA{"paper": r.Paper, "panel": r.Panel, "chosen": r.Chosen, "hover": Over(r.Hover, r.Panel), "hovered paper": Over(r.Hover, r.Paper)}
		for name, back := range backs {
			atLeast(t, 7, look+" ink on "+name, r.Ink, back)
			atLeast(t, owed.small, look+" muted on "+name, r.Muted, back)
			atLeast(t, 3, look+" frame of what is in focus on "+name, r.Accent, back)
			atLeast(t, 3, look+" caret on "+name, r.Caret, back)
			atLeast(t, owed.border, look+" border on "+name, r.Rule, back)
		}
		for _, name := range []string{"paper", "panel"} {
			for what, c := range map[string]color.NRGBA{"accent": r.Accent, "ok": r.OK, "warn": r.Warn, "bad": r.Bad} {
				atLeast(t, owed.small, look+" "+what+" on "+name, c, backs[name])
			}
			atLeast(t, 2.4, look+" faint on "+name, r.Faint, backs[name])
			atLeast(t, owed.border, look+" scroll bar on "+name, Over(r.Scroll, backs[name]), backs[name])
		}
		for what, bar := range map[string]color.NRGBA{"list": r.Muted, "slider or job": r.Ink} {
			atLeast(t, 3, look+" bar of a "+what, bar, r.Groove)
		}
		atLeast(t, owed.border, look+" groove of a slider", r.Groove, r.Panel)
		atLeast(t, owed.small, look+" on accent", r.OnAccent, r.Accent)
		atLeast(t, owed.text, look+" words of a pressed chip", r.Panel, r.Ink)
		for what, back := range map[string]color.NRGBA{"selection": r.Selection, "a hit": r.Hit, "the current hit": r.HitFocus} {
			atLeast(t, max(4.5, owed.small), look+" ink on "+what, r.Ink, back)
		}
		if owed.small == 7 {
			atLeast(t, 7, look+" text of a zone", r.Faint, r.Paper)
		}
	}
}

func TestHitsAreSeenBesideFillsAndSelection(t *testing.T) {
	for look, variant := range looks {
		r := Palette(variant)
		beside := []color.NRGBA{r.Paper, r.Selection}
		for _, hex := range annotate.Palette() {
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
	for _, hex := range append(annotate.Palette(), "#ff0000", "#123456", "#fefefe") {
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
	for mode, want := range map[Variant]color.Color{Light: day.roles.Paper, Dark: night.roles.Paper, LightContrast: dayContrast.roles.Paper, DarkContrast: nightContrast.roles.Paper} {
		look.Use(mode, app.Settings())
		if got := Current().Paper; got != want {
			t.Errorf("%s: paper is %v, want %v", mode, got, want)
		}
		for _, preferred := range looks {
			if got := New(mode).Color(fynetheme.ColorNameMenuBackground, preferred); got != want {
				t.Errorf("%s, system prefers %d: menus are %v, want %v", mode, preferred, got, want)
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

func atLeast(t *testing.T, want float64, what string, a, b color.NRGBA) {
	t.Helper()
	if got := Contrast(a, b); got < want {
		t.Errorf("%s: contrast %.2f, want %.1f (%v on %v)", what, got, want, a, b)
	}
}
