package suggest

import "testing"

// A likelier span never has a lower score, no span is certain, and the model's word alone is not taken for more than it is worth.
func TestChances(t *testing.T) {
	for _, c := range []chance{knownChance, ownChance} {
		for _, who := range []string{starterName, learntName, memoryName, "places"} {
			for _, listed := range []bool{false, true} {
				last := 0.0
				for p := 0.0; p <= 1; p += 1.0 / 1024 {
					score := c.of(p, who, listed)
					if score < last || score <= 0 || score > 0.99 {
						t.Fatalf("%s, listed %v: probability %.3f has score %.3f, the one before it %.3f", who, listed, p, score, last)
					}
					last = score
				}
			}
		}
	}
	if s := knownChance.of(0.9, starterName, false); s > 0.8 {
		t.Errorf("of what the starter is 0.9 sure, three in four are right, not %.2f", s)
	}
	if memory, starter := knownChance.of(0.8, memoryName, false), knownChance.of(0.8, starterName, false); memory >= starter {
		t.Errorf("a phrase that the memory knows and the model doubts scores %.2f, another %.2f", memory, starter)
	}
}

// The more examples a label has, the less the memory is believed against the model, except in the article that confirmed the phrase.
func TestTheMemoryIsBelievedLessWithExamples(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "He said no to Quorrin or so.")
	in.Schema = schemaOf("VESSEL")
	answered(t, e, "The tanker [VESSEL Quorrin] sank.")
	score := func() float64 { return scoreOf(t, e, in, "Quorrin", "VESSEL") }
	e.mu.Lock()
	e.floor = 0.01
	e.mu.Unlock()
	first := score()
	e.answers.labelled["VESSEL"] += 200
	if late := score(); late >= first || late == 0 {
		t.Errorf("%.2f with one example, %.2f with 201", first, late)
	}
}
