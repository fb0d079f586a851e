package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/app/present"
)

func TestLettersWithoutAFontAreSaid(t *testing.T) {
	d := sit(t)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "d-chinese.txt"), "港口谈判恢复\n\n部长周二抵达港口。 ሰላም\n")
	d.importPaths([]string{folder})
	d.until("the import", func() bool { _, ok := d.state.List.Row("d-chinese"); return ok && d.state.Toast.Text != "" })
	d.keys("Ctrl+PgDn", "Ctrl+PgDn")
	d.until("the fonts", func() bool { return len(d.state.Fontless) > 0 })
	if want := []string{"Han", "Ethiopic", "Symbols"}; !slices.Equal(d.state.Fontless, want) {
		t.Errorf("scripts without a font: %q, want %q", d.state.Fontless, want)
	}
	if got := present.OfStatus(d.state, d.Workbench.keys).Notice; got != "No font for Han and Ethiopic: install one (for example Noto Sans CJK) to see these letters" {
		t.Errorf("the status line says %q", got)
	}
	if d.state.Toast.Text != "" {
		t.Errorf("the notice is a toast: %q", d.state.Toast.Text)
	}
	d.openArticle("a-english")
	if notice := present.OfStatus(d.state, d.Workbench.keys).Notice; notice != "" {
		t.Errorf("an article with all its letters says %q", notice)
	}
}

func TestMissingScriptsOfALongText(t *testing.T) {
	d := sit(t)
	text := strings.Repeat("Ada met Mira. ", 3*checkedAtOnce/14) + "部长 " + strings.Repeat("x", checkedAtOnce) + "ሰላም"
	if got := missingScripts(t.Context(), d.fonts, text); !slices.Equal(got, []string{"Han", "Ethiopic"}) {
		t.Errorf("found %q", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, text := range []string{text, "部长"} {
		if got := missingScripts(ctx, d.fonts, text); got != nil {
			t.Errorf("a check that was ended found %q", got)
		}
	}
}
