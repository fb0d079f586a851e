package textview

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sevenWide stands in for a font: each letter is seven wide.
func sevenWide(s string) int { return 7 * len(s) }

func newTag(text string, from, until int) tag {
	return tag{text: text, width: sevenWide(text), from: from, until: until}
}

func TestTagStandsAboveTheBeginningOfItsSpan(t *testing.T) {
	tags := []tag{newTag("PER", 40, 120), newTag("LOC", 200, 260)}
	placeTags(tags, 4, 600, sevenWide)
	if tags[0].at != 40 || tags[1].at != 200 {
		t.Errorf("tags stand at %d and %d", tags[0].at, tags[1].at)
	}
}

func TestNestedSpansHaveTheirTagsInARow(t *testing.T) {
	tags := []tag{newTag("ORG", 40, 220), newTag("LOC", 40, 120)}
	placeTags(tags, 4, 600, sevenWide)
	if tags[0].text != "ORG" || tags[0].at != 40 || tags[1].at != 40+21+4 {
		t.Errorf("tags: %+v", tags)
	}
}

func TestLongTagIsCutBeforeItPushesTheNextAway(t *testing.T) {
	tags := []tag{newTag("WORK_OF_ART", 40, 60), newTag("LOC", 70, 95)}
	placeTags(tags, 4, 600, sevenWide)
	if tags[0].text != "WORK" || tags[1].text != "LOC" || tags[1].at > 95-21/2 {
		t.Errorf("tags: %+v", tags)
	}
}

func TestTagsOfSpansThatReadAgainstTheLineGiveWay(t *testing.T) {
	a, b := newTag("EVENT", 40, 140), newTag("LOC", 40, 140)
	a.ends, b.ends = true, true
	tags := []tag{a, b}
	placeTags(tags, 4, 600, sevenWide)
	for i, g := range tags {
		if g.at < 40 || g.at > g.limit() || i > 0 && g.at < tags[i-1].at+tags[i-1].width+4 {
			t.Errorf("tags: %+v", tags)
		}
	}
}

func TestTagsNeverCollide(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	names := strings.Fields("PER ORG LOC DATE EVENT NORP WORK_OF_ART CARDINAL X")
	for round := range 5000 {
		var tags []tag
		for x := r.IntN(30); x < 560; x += 10 + r.IntN(90) {
			until := min(x+8+r.IntN(150), 620)
			for range 1 + r.IntN(2) {
				g := newTag(names[r.IntN(len(names))], x, until)
				g.ends = r.IntN(6) == 0
				tags = append(tags, g)
			}
		}
		placeTags(tags, 4, 640, sevenWide)
		total := 0
		for _, g := range tags {
			total += g.width + 4
		}
		for i, g := range tags {
			if g.at < 0 || g.at+g.width > 640 && total <= 640 {
				t.Fatalf("round %d: tag %+v leaves the line", round, g)
			}
			if i > 0 && total <= 640 && g.at < tags[i-1].at+tags[i-1].width {
				t.Fatalf("round %d: %+v stands on %+v", round, g, tags[i-1])
			}
			if !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, g.text) }) || g.text == "" {
				t.Fatalf("round %d: tag reads %q", round, g.text)
			}
		}
	}
}
