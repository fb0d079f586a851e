package textlayout

import (
	"errors"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
)

// TestEmbeddedFontsWaitForNobody: while others search the system's fonts or parse a file, text is laid out in the
// embedded ones.
func TestEmbeddedFontsWaitForNobody(t *testing.T) {
	fonts := testFonts(t)
	l := fonts.library
	l.searching.Lock()
	defer l.searching.Unlock()
	parsing, end := make(chan bool), make(chan bool)
	defer close(end)
	l.parsed["slow.ttf"] = func() (*font.Font, error) {
		parsing <- true
		<-end
		return nil, errors.New("no font")
	}
	go func() { _, _ = l.parse("slow.ttf") }()
	<-parsing
	found := make(chan bool)
	go func() {
		New("Ada قال 3 שלום", fonts.Clone(), Options{Width: 400, Style: func(int) Style { return Style{Size: 20} }}).Lines(0, 100)
		_, ok := l.find([]rune("∑"), language.Common, false, Fonts{})
		found <- ok
	}()
	select {
	case ok := <-found:
		if !ok {
			t.Error("an embedded font is not found")
		}
	case <-time.After(30 * time.Second):
		t.Error("the layout waits")
	}
}

// TestSystemFontsAreListedBeforeTheyAreNeeded: a machine may have none; that is known then, too.
func TestSystemFontsAreListedBeforeTheyAreNeeded(t *testing.T) {
	for _, may := range []bool{true, false} {
		fonts, err := NewFontSet(FontOptions{System: may, CacheDir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan bool)
		go func() {
			fonts.OpenSystem()
			close(done)
		}()
		fonts.lacks('ש') // beside it, in embedded fonts
		<-done
		if l := fonts.library; (l.system != nil || l.failed) != may {
			t.Errorf("may the system's fonts be used: %v; listed: %v, failed: %v", may, l.system != nil, l.failed)
		}
	}
}
