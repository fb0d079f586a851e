package state_test

import (
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	. "rubricator/app/state"
)

// What stands around a hit is cut between words.
func TestTextAroundAHitIsWholeWords(t *testing.T) {
	for _, c := range []struct{ name, marked, before, after string }{
		{"all of it", "the [PER Mira] spoke", "the ", " spoke"},
		{"cut in words", "It was meant to prevent an escalation, the host said; [PER Mira] then went with them into the ambassador’s house",
			"… prevent an escalation, the host said; ", " then went with them into the …"},
		{"cut at spaces", "an " + strings.Repeat("x", 39) + " [PER Mira] " + strings.Repeat("y", 39) + " end",
			"… " + strings.Repeat("x", 39) + " ", " " + strings.Repeat("y", 39) + " …"},
		{"Arabic", "قال المتحدث باسم وزارة الخارجية القطرية إن الوزيرة [PER ميرا] وصلت إلى الميناء في الصباح الباكر مع المسؤولين",
			"… باسم وزارة الخارجية القطرية إن الوزيرة ", " وصلت إلى الميناء في الصباح الباكر مع …"},
		{"line breaks", "a title\nby [PER Mira]\nthe text", "a title by ", " the text"},
		{"no spaces", strings.Repeat("国", 60) + "[LOC 北京]", "… " + strings.Repeat("国", 40), ""},
	} {
		doc, set := annotatetest.Parse(t, c.marked)
		h := NewHit(doc, "", annotate.Work{}, set.At(0).Span, "")
		if h.Before != c.before || h.After != c.after {
			t.Errorf("%s:\n%q\n%q, want\n%q\n%q", c.name, h.Before, h.After, c.before, c.after)
		}
	}
}

// What is part of a longer label, suggestion or word is not labelled unless somebody says so.
func TestHitsInsideSomethingLongerAreDoubted(t *testing.T) {
	d := open(t, annotate.News(), "[PER Antony Blinken] and Blinken and [PER Blinken], Blinkenism. The Blinken Fund of [LOC Blinken Bay]")
	d.mark("Blinken Fund")
	d.send(GiveLabel{Key: 2}, OpenFind{}, SetFind{Query: "blinken"}, LabelHits{Key: 1})
	p, ok := d.last().(PreviewHits)
	if !ok {
		t.Fatalf("no preview: %+v", d.last())
	}
	want := []string{"inside “Antony Blinken” (PER)", "", "", "part of a word", "inside “Blinken Fund” (ORG)", "inside “Blinken Bay” (LOC)"}
	if len(p.Hits) != len(want) {
		t.Fatalf("%d hits, want %d", len(p.Hits), len(want))
	}
	for i, h := range p.Hits {
		if h.Doubt != want[i] {
			t.Errorf("hit %d is doubted with %q, want %q", i, h.Doubt, want[i])
		}
	}
}

func TestAHitInAnArabicWordIsDoubted(t *testing.T) {
	d := open(t, annotate.News(), "ايران والرئيس الايراني")
	d.send(OpenFind{}, SetFind{Query: "ايران"}, LabelHits{Key: 3})
	p, ok := d.last().(PreviewHits)
	if !ok || len(p.Hits) != 2 || p.Hits[0].Doubt != "" || p.Hits[1].Doubt != "part of a word" {
		t.Errorf("preview is %+v", d.last())
	}
}
