package project

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
)

func TestDetectLanguagesOfUnknownDocuments(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "tr"}, files(t, "a.txt", english))
	take(t, p, ImportOptions{}, files(t, "b.txt", arabic, "c.txt", strings.ToUpper(english)))
	seen := map[string]storage.Language{}
	done := ""
	for range 2 {
		err := p.DetectLanguages(t.Context(), func(n, total int) { done += fmt.Sprintf("%d/%d ", n, total) },
			func(found map[string]storage.Language) { maps.Copy(seen, found) })
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := ids(t, p); got != "a:tr b:ar c:en" || done != "2/2 " {
		t.Errorf("documents %s, progress %s", got, done)
	}
	if keys := slices.Sorted(maps.Keys(seen)); fmt.Sprint(keys) != "[b c]" || !seen["b"].Known || seen["b"].Confidence < 0.9 {
		t.Errorf("found %v", seen)
	}
}

func TestDetectionCanBeInterrupted(t *testing.T) {
	p := begin(t)
	list := make([]string, 0, 600)
	for i := range 300 {
		list = append(list, fmt.Sprintf("%d.txt", i), fmt.Sprintf("%s %d", english, i))
	}
	take(t, p, ImportOptions{}, files(t, list...))
	ctx, stop := context.WithCancel(t.Context())
	err := p.DetectLanguages(ctx, func(int, int) { stop() }, nil)
	known := strings.Count(ids(t, p), ":en")
	if !errors.Is(err, context.Canceled) || known != detectBatch {
		t.Errorf("%v with %d languages stored", err, known)
	}
}

func TestOtherLanguagesInATextAreNoted(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{DetectNow: true}, files(t, "a.txt", strings.Repeat(english+"\n", 5)+arabic))
	headers, err := p.Store().Headers("")
	if err != nil || headers[0].Language.Code != "en" || headers[0].Language.Others != "ar" {
		t.Errorf("header %+v %v", headers, err)
	}
}

func TestDirection(t *testing.T) {
	for _, c := range []struct{ code, text, want string }{
		{"ar", "latin", "rtl"}, {"en", "שלום", "ltr"}, {"und", "12 שלום abc", "rtl"}, {"", "— ܫܠܡܐ", "rtl"}, {"", "12 + 3", "ltr"},
		{"und", "(abc) שלום", "ltr"},
	} {
		text, err := annotate.NewText(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Direction(c.code, text); got != c.want {
			t.Errorf("direction of %q in %q is %s, want %s", c.text, c.code, got, c.want)
		}
	}
}

func TestDirectionOfListedDocuments(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "ar"}, files(t, "a.txt", arabic))
	take(t, p, ImportOptions{}, files(t, "b.txt", "ܫܠܡܐ"))
	doc, _ := p.Store().Document("a")
	step(t, p, annotate.Session{Document: doc, Annotator: "ada"}, annotate.AssignTo(annotate.Work{}, annotate.FieldDirection, "ltr"))
	for annotator, want := range map[string]string{"": "rtl rtl", "ada": "ltr rtl"} {
		headers, err := p.Store().Headers(annotator)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range headers {
			d, err := p.Direction(h)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, d)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("as %q sees them: %v, want %s", annotator, got, want)
		}
	}
}
