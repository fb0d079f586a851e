package suggest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// answered shows an engine the work that marked text holds: besides annotations, "[NO_PER x]" is a rejected suggestion,
// and "[WAS_PER x]" one that was corrected to the annotation which it shares characters with.
func answered(t testing.TB, e *Engine, marked string) Input {
	t.Helper()
	doc, set := annotatetest.Parse(t, marked)
	var annotations []annotate.Annotation
	var decisions []annotate.Decision
	for _, a := range set.All() {
		d := annotate.Decision{Span: a.Span, Quote: a.Quote}
		var no, was bool
		if d.Label, no = strings.CutPrefix(a.Label, "NO_"); no {
			d.Verdict = annotate.Rejected
		} else if d.Label, was = strings.CutPrefix(a.Label, "WAS_"); was {
			d.Verdict, d.Annotation = annotate.Corrected, overlapping(set, a)
		} else {
			annotations = append(annotations, a)
			continue
		}
		decisions = append(decisions, d)
	}
	slices.SortFunc(decisions, func(a, b annotate.Decision) int { return a.Key().Compare(b.Key()) })
	w := annotate.Work{Annotations: annotate.NewSet(annotations...), Decisions: annotate.NewDecisions(decisions...)}
	e.Observe(doc, "en", annotate.Work{}, w)
	return Input{Document: doc, Language: "und", Schema: annotate.News(), Work: w}
}

func overlapping(set annotate.Set, a annotate.Annotation) string {
	for _, o := range set.Between(nil, a.Span) {
		if !strings.Contains(o.Label, "_") {
			return o.ID
		}
	}
	return ""
}

const blinken = "[PER Blenkow] came, [PER Blenkow] left. [PER Blenkow] again. [PER Antony J. Blenkow]"

func TestLongerOfOneLabelWins(t *testing.T) {
	tests := []struct {
		name   string
		learnt []string
		want   string
		reason string // of the first
	}{
		{"a title", []string{blinken}, "In [LOC Doha], Secretary [PER Antony Blenkow] spoke.", "name after “Secretary”"},
		{"a verb of saying", []string{blinken}, "[PER Antony Blenkow] said no.", "name before “no”"},
		{"found again", []string{blinken}, "[PER Antony Blenkow] said no. A friend of [PER Antony Blenkow] and [PER Blenkow].", "name before “no”"},
		{"both remembered", []string{blinken}, "Mr [PER Antony J. Blenkow] spoke.", "confirmed once"},
		{"the longer cut in another place", []string{blinken, "[WAS_PER Hello [PER Blenkow]] said no."}, "Hello [PER Blenkow] said no.", "confirmed 4 times"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, threshold := range []float64{0, DefaultThreshold} {
				e := New()
				e.SetThreshold(threshold)
				for _, l := range tt.learnt {
					answered(t, e, l)
				}
				in := unmarked(t, "und", tt.want)
				list, err := e.Suggest(context.Background(), in)
				if err != nil {
					t.Fatal(err)
				}
				list = slices.DeleteFunc(list, func(s annotate.Suggestion) bool { return s.Score < DefaultThreshold })
				if got := format(in.Document.Text, list); got != tt.want {
					t.Fatalf("from %g on: got %s, want %s", threshold, got, tt.want)
				}
				list = slices.DeleteFunc(list, func(s annotate.Suggestion) bool { return s.Suggester == "places" })
				if s := list[0]; !strings.HasPrefix(s.Reason, tt.reason) {
					t.Errorf("from %g on: got %q, want %q", threshold, s.Reason, tt.reason)
				}
			}
		})
	}
}

// What is answered in an article decides on the other places of its phrases; what is open is marked in want.
func TestOneAnswerDoesNotWipeTheRest(t *testing.T) {
	tests := []struct {
		name    string
		learnt  []string
		article string
		want    string
		reason  string // of the first
	}{
		{"behind a prefix", nil, "[LOC بيروتا] ثم [NO_LOC بيروتا] قال وبيروتا", "بيروتا ثم بيروتا قال و[LOC بيروتا]", "confirmed once, rejected once, here with و before it"},
		{"confirmed elsewhere", []string{"[PER Blinken] [PER Blinken]"}, "Then [NO_PER Blinken] left. So Blinken came.",
			"Then Blinken left. So [PER Blinken] came.", "confirmed 2 times, rejected once"},
		{"rejected elsewhere", []string{"[NO_PER Blinken]"}, "[PER Blinken]. So Blinken came.",
			"Blinken. So [PER Blinken] came.", "confirmed once, rejected once"},
		{"rejected more often", nil, "[PER Blinken]. Then [NO_PER Blinken] left. So [NO_PER Blinken] came, Blinken saw.",
			"Blinken. Then Blinken left. So Blinken came, Blinken saw.", ""},
		{"rejected more often, elsewhere too", []string{"[NO_PER Blinken]"}, "[PER Blinken]. Then [NO_PER Blinken] left. So Blinken came.",
			"Blinken. Then Blinken left. So Blinken came.", ""},
		{"never confirmed", nil, "In [NO_LOC Doha] and Doha.", "In Doha and Doha.", ""},
		{"never confirmed, elsewhere", []string{"In [NO_LOC Doha]."}, "In Doha.", "In Doha.", ""},
		{"a tie elsewhere", []string{"[PER Blinken] [NO_PER Blinken]"}, "So Blinken came.", "So Blinken came.", ""},
		{"extended by a word", nil, "في [LOC [WAS_LOC واشنطن] العاصمة] قال واشنطن ثم واشنطن",
			"في واشنطن العاصمة قال [LOC واشنطن] ثم [LOC واشنطن]", "list of places: واشنطن"},
		{"extended, confirmed before", []string{"[PER Blinken]"}, "[PER Antony [WAS_PER Blinken]] spoke. So Blinken came.",
			"Antony Blinken spoke. So [PER Blinken] came.", "confirmed once"},
		{"relabelled, with names for it", nil, "Mr. Antony [PER Blinken]. [ORG [WAS_PER Blinken]] left. Secretary Blinken came.",
			"Mr. Antony Blinken. Blinken left. Secretary [PER Blinken] came.", "confirmed once, rejected once"},
		{"relabelled, the majority", nil, "[PER Blinken], [PER Blinken], [PER Blinken]. [ORG [WAS_PER Blinken]] left. So Blinken came.",
			"Blinken, Blinken, Blinken. Blinken left. So [PER Blinken] came.", "confirmed 3 times, rejected once"},
		{"relabelled, the minority", nil, "[PER Blinken]. [ORG [WAS_PER Blinken]] and [ORG Blinken] left. So Blinken came.",
			"Blinken. Blinken and Blinken left. So [ORG Blinken] came.", "confirmed 2 times"},
		{"the annotation is gone", nil, "[PER Blinken]. Then [WAS_PER Blinken] left. So [NO_PER Blinken] came, Blinken saw.",
			"Blinken. Then Blinken left. So Blinken came, Blinken saw.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := New()
			for _, l := range tt.learnt {
				answered(t, e, l)
			}
			in := answered(t, e, tt.article)
			list, err := e.Suggest(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			if got := format(in.Document.Text, list); got != tt.want {
				t.Fatalf("got  %s\nwant %s", got, tt.want)
			}
			if len(list) > 0 && list[0].Reason != tt.reason && !strings.HasPrefix(list[0].Reason, tt.reason+" (") {
				t.Errorf("got %q, want %q", list[0].Reason, tt.reason)
			}
		})
	}
}

// SetThreshold sets the score from 0 to 1 from which on Suggest returns suggestions.
func (e *Engine) SetThreshold(score float64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.floor = score
}
