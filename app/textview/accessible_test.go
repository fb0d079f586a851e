package textview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
)

func TestViewCanBeHeard(t *testing.T) {
	s := lightStage(t, english)
	if s.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Errorf("its role is %q", s.AccessibilityRole())
	}
	if got, want := s.AccessibilityLabel(), "Harbour talks resume in Port Sarel"; got != want {
		t.Errorf("without focus it says %q, want %q", got, want)
	}
	s.show(func(a *present.Article) {
		a.Focused = func() (present.Card, bool) {
			return present.Card{Label: "Place", Title: "خليج", Lines: []string{"suggested by places · 0.82"}}, true
		}
	})
	if got, want := s.AccessibilityLabel(), "Harbour talks resume in Port Sarel, in focus: Place, “خليج”, suggested by places · 0.82"; got != want {
		t.Errorf("with focus it says %q, want %q", got, want)
	}
	s.ShowArticle(present.Article{ID: "long", Text: strings.Repeat("كلمة ", 10_000)})
	if got := []rune(s.AccessibilityLabel()); len(got) != mostSpoken+1 || got[mostSpoken] != '…' {
		t.Errorf("of a long line it says %d characters", len(got))
	}
	s.ShowArticle(present.Article{})
	if got := s.AccessibilityLabel(); got != "no article is open" {
		t.Errorf("without an article it says %q", got)
	}
}
