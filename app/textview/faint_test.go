package textview

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// tagsOn are the captions of the line at an offset.
func (s *stage) tagsOn(offset int) (list []string) {
	p := s.View.stripAt(int(s.spot(offset).Y * s.View.page.scale))
	d := s.View.drawingOf(nil, p)
	d.cutMarks()
	captions, _ := d.captions()
	for _, c := range captions {
		list = append(list, c.text)
	}
	return list
}

// TestFaintSuggestionIsNamedWhenAsked: one that is not shown in full has its tag only in focus and under the pointer.
func TestFaintSuggestionIsNamedWhenAsked(t *testing.T) {
	s := lightStage(t, english)
	at := s.at(t, "Esk Island")
	only, both := []string{"PER"}, []string{"PER", "LOC"}
	expect := func(when string, want []string) {
		t.Helper()
		if got := s.tagsOn(at); !slices.Equal(got, want) {
			t.Errorf("%s: the tags are %q, want %q", when, got, want)
		}
	}
	expect("with nothing in focus", only)
	s.count()
	s.MouseMoved(mouse(s.spot(at+1), 0, 0))
	expect("under the pointer", both)
	if n := s.count(); n != 1 {
		t.Errorf("%d lines are painted for a pointer that comes to a faint suggestion, want 1", n)
	}
	s.MouseMoved(mouse(s.spot(s.at(t, "Her deputy")+1), 0, 0))
	expect("when the pointer has left", only)
	if n := s.count(); n != 1 {
		t.Errorf("%d lines are painted for a pointer that leaves one, want 1", n)
	}
	s.MouseMoved(mouse(s.spot(s.at(t, "Anton")+1), 0, 0))
	s.MouseMoved(mouse(s.spot(s.at(t, "Okonkwo")+1), 0, 0))
	if n := s.count(); n != 0 {
		t.Errorf("%d lines are painted for a pointer on others", n)
	}
	s.mark(t, "Esk Island").Focus = true
	s.show(nil)
	expect("in focus", both)
}

// TestGoldenFaint has faint suggestions in focus and under the pointer, beside others, in every look.
func TestGoldenFaint(t *testing.T) {
	const text = "Talks in [LOC Port Sarel]\n" +
		"[PERS Mira Okonkwo] left [FAINTS North Bay] for [FAINTS Esk Island] and the [ORG University of [FAINTS Tamir]]; the " +
		"[ORGS Coastal Union] of [FAINTS Port Anwen near Lake Sollum, where the northern ferries of the union end] waits."
	const rtl = "محادثات في [LOC ميناء سارل]\n" +
		"غادرت [PERS ميرا أوكونكو] [FAINTS خليج الشمال] إلى [FAINTS جزيرة إسك] و[ORG جامعة [FAINTS تامر]]، وينتظر " +
		"[ORGS اتحاد الساحل] في [FAINTS ميناء أنوين (Port Anwen) قرب بحيرة سلوم حيث تنتهي رحلات العبّارات الشمالية] منذ 4 مارس 2024."
	for look, variant := range map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark, "contrast-light": theme.LightContrast, "contrast-dark": theme.DarkContrast} {
		for language, c := range map[string]struct{ marked, focus, under string }{
			"english": {text, "North Bay", "Esk Island"}, "arabic": {rtl, "خليج الشمال", "جزيرة إسك"},
		} {
			t.Run(language+"-"+look, func(t *testing.T) {
				s := newStage(t, variant, fyne.NewSize(640, 260), 1, c.marked)
				m := s.mark(t, c.focus)
				m.Focus = true
				s.article.Caret, s.article.Anchor = textlayout.Position{Offset: m.Start}, m.Start
				s.show(nil)
				s.MouseMoved(mouse(s.spot(s.mark(t, c.under).End-3), 0, 0))
				golden(t, s, "faint-"+language+"-"+look)
			})
		}
	}
}
