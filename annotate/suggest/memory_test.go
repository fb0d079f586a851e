package suggest

import (
	"context"
	"fmt"
	"maps"
	"math"
	"reflect"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// learnt is an engine with a memory alone, to which each marked text was shown as an annotator's work.
func learnt(t testing.TB, marked ...string) *Engine {
	t.Helper()
	e := New(NewMemory())
	for _, m := range marked {
		doc, set := annotatetest.Parse(t, m)
		e.Observe(doc, "en", annotate.Work{}, annotate.Work{Annotations: set})
	}
	return e
}

// proposed writes what an engine proposes for a text into it.
func proposed(t testing.TB, e *Engine, in Input) string {
	t.Helper()
	list, err := e.Suggest(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return format(in.Document.Text, list)
}

func format(text annotate.Text, list []annotate.Suggestion) string {
	return annotatetest.Format(text, asSet(text, list))
}

func asSet(text annotate.Text, list []annotate.Suggestion) annotate.Set {
	var all []annotate.Annotation
	for _, s := range list {
		all = append(all, annotate.Annotation{ID: annotate.NewID(), Span: s.Span, Label: s.Label, Quote: text.Slice(s.Span)})
	}
	return annotate.NewSet(all...)
}

// unmarked is an input of the text under the marks, in the news schema.
func unmarked(t testing.TB, lang, marked string) Input {
	t.Helper()
	doc, _ := annotatetest.Parse(t, marked)
	return Input{Document: doc, Language: lang, Schema: annotate.News()}
}

func TestMemoryFindsWhatWasConfirmed(t *testing.T) {
	tests := []struct {
		name, lang string
		confirmed  []string
		want       string
	}{
		{"the same phrase", "en", []string{"[ORG Hezbollah] said."}, "Then [ORG Hezbollah] left, Hezbollahs did not."},
		{"the longest", "en", []string{"[LOC Sudan] and [LOC South Sudan]"}, "In [LOC South Sudan], not in [LOC Sudan]."},
		{"glued words", "en", []string{"the [LOC Gaza Strip]"}, "Aid for the [LOC Gaza Strip]Ensure it. The enclave[LOC Gaza Strip]."},
		{"a possessive and a compound", "en", []string{"in [LOC Iran]"}, "[LOC Iran]’s allies, [LOC Iran]'s, [LOC Iran]-backed, pro-[LOC Iran]"},
		{"curly quotes", "en", []string{"the [ORG People's Party]"}, "the [ORG People’s Party]"},
		{"capitals", "en", []string{"in [LOC Iran]"}, "TALKS IN [LOC IRAN] FAIL"},
		{"small letters after two", "en", []string{"[LOC Iran] and [LOC Iran]"}, "formed [LOC iran] today"},
		{"small letters after one", "en", []string{"[LOC Iran]"}, "formed iran today"},
		{"US is not us", "en", []string{"the [LOC US], the [LOC US], the [LOC US]"}, "the [LOC US] told us"},
		{"not over a line break", "en", []string{"[LOC South Sudan]"}, "South\nSudan"},
		{"a last name", "en", []string{"[PER Antony Blinken] came"}, "Mr. [PER Blinken] left. [PER Antony Blinken]!"},
		{"a last name with its particle", "en", []string{"[PER Abdel Fattah el-Sisi]"}, "Mr. [PER el-Sisi] and [PER Sisi]"},
		{"a last name that is known otherwise", "en", []string{"[PER Michael Jordan] in [LOC Jordan]"}, "in [LOC Jordan]"},
		{"Arabic prefixes", "ar", []string{"في [LOC إيران] و[LOC العراق]"}, "و[LOC إيران] ب[LOC العراق] ول[LOC ايران]"},
		{"Arabic marks and tatweel", "ar", []string{"في [LOC إيران]"}, "في [LOC إِيـران]"},
		{"the Arabic article behind a prefix", "ar", []string{"[LOC الولايات المتحدة]"}, "[LOC للولايات المتحدة]"},
		{"whole Arabic words by habit", "ar", []string{"[LOC والعراق] [LOC والعراق] [LOC بالعراق] [LOC إيران]"}, "[LOC وإيران]"},
		{"Hebrew prefixes", "he", []string{"[LOC חיפה]"}, "ב[LOC חיפה] ומ[LOC חיפה]"},
		{"Persian writes no prefixes", "fa", []string{"[LOC هند]"}, "[LOC هند] بهند"},
		{"Vietnamese", "vi", []string{"[LOC Hà Nội] và [PER Nguyễn Thu Hà]"}, "bà [PER Hà] ở [LOC Hà Nội]"},
		{"decomposed accents", "vi", []string{"[LOC Hà Nội]"}, "ở [LOC Hà Nội]"},
		{"French", "fr", []string{"l’[LOC Iran]"}, "d’[LOC Iran], l'[LOC Iran]"},
		{"Turkish case endings", "tr", []string{"[LOC İran]"}, "[LOC İran]’da, [LOC Iran]'ın"},
		{"Korean particles", "ko", []string{"[LOC 이란]"}, "[LOC 이란]은 [LOC 이란]에서"},
		{"Chinese", "zh", []string{"在[LOC 北京]"}, "他从[LOC 北京]来"},
		{"once under another label", "en", []string{"[LOC Washington] [LOC Washington] [ORG Washington]"}, "[LOC Washington]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := proposed(t, learnt(t, tt.confirmed...), unmarked(t, tt.lang, tt.want)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestMemoryScoresAndReasons(t *testing.T) {
	tests := []struct {
		confirmed, text, reason string
		score                   float64
	}{
		{"[LOC Iran]", "Iran", "confirmed once", 0.70},
		{"[LOC Iran] [LOC Iran] [LOC Iran]", "Iran", "confirmed 3 times", 0.87},
		{strings.Repeat("[LOC Iran] ", 60), "Iran", "confirmed 60 times", 0.97},
		{"[LOC إيران] [LOC إيران]", "وإيران", "confirmed 2 times, here with و before it", 0.78},
		{"[ORG Hezbollah] [ORG Hezbollah]", "HEZBOLLAH", "like “Hezbollah”, confirmed 2 times", 0.72},
		{"[PER Antony Blinken]", "Blinken", "last name of “Antony Blinken”", 0.52},
	}
	for _, tt := range tests {
		list, err := learnt(t, tt.confirmed).memory.Suggest(context.Background(), unmarked(t, "und", tt.text))
		if err != nil || len(list) != 1 {
			t.Errorf("%q: got %v, %v", tt.text, list, err)
			continue
		}
		if s := list[0]; s.Reason != tt.reason || math.Abs(s.Score-tt.score) > 0.01 || s.Suggester != "memory" {
			t.Errorf("%q: got %+v, want %.2f %q", tt.text, s, tt.score, tt.reason)
		}
	}
}

// reject answers every suggestion for a document with no.
func reject(t testing.TB, e *Engine, in Input) annotate.Work {
	t.Helper()
	list, err := e.Suggest(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	w := in.Work
	for _, s := range list {
		d := annotate.Decision{Span: s.Span, Label: s.Label, Verdict: annotate.Rejected, Quote: in.Document.Text.Slice(s.Span)}
		if w, _, err = annotate.Answer(w, d).Apply(w); err != nil {
			t.Fatal(err)
		}
	}
	e.Observe(in.Document, in.Language, in.Work, w)
	return w
}

func TestRejectionsCount(t *testing.T) {
	e := learnt(t, "[LOC Jordan] [LOC Jordan]")
	in := unmarked(t, "en", "Jordan spoke. Then Jordan left.")
	first := in
	first.Work.Zones = []annotate.Span{{Start: 14, End: 31}}
	in.Work = reject(t, e, first)
	in.Work.Zones = nil
	if got := proposed(t, e, in); got != "Jordan spoke. Then [LOC Jordan] left." {
		t.Errorf("rejected once of three, in this document: %s", got)
	}
	if got := proposed(t, e, unmarked(t, "en", "In Jordan.")); got != "In [LOC Jordan]." {
		t.Errorf("rejected once of three, elsewhere: %s", got)
	}
	reject(t, e, unmarked(t, "en", "Jordan again"))
	if got := proposed(t, e, unmarked(t, "en", "In Jordan.")); got != "In Jordan." {
		t.Errorf("rejected as often as confirmed: %s", got)
	}
}

// Whatever the order of edits, taking them back leaves a memory that equals the one before.
func TestLearningIsTakenBackExactly(t *testing.T) {
	steps := []string{
		"[PER Antony Blinken] met [ORG Hamas] in [LOC Gaza]",
		"[PER Antony Blinken] met [ORG Hamas] in Gaza",
		"[PER Antony [LOC Blinken]] met [PER Hamas] in [LOC Gaza]",
		"Antony Blinken met Hamas in Gaza",
		"Antony [PER Blinken] met [ORG Hamas in [LOC Gaza]]",
		"[ORG Antony Blinken met] Hamas in [LOC Gaza]",
	}
	corrected := annotate.Decision{Span: annotate.Span{Start: 7, End: 14}, Label: "PER", Verdict: annotate.Corrected, Quote: "Blinken", Annotation: "s1"}
	rejected := annotate.Decision{Span: annotate.Span{Start: 0, End: 6}, Label: "PER", Verdict: annotate.Rejected, Quote: "Antony"}
	m := NewMemory()
	base, set := annotatetest.Parse(t, "[PER John Blinken] [LOC Gaza] [ORG Bank of [LOC Gaza]]")
	m.Learn(base, annotate.Work{}, annotate.Work{Annotations: set})
	for _, from := range steps {
		for _, to := range steps {
			doc, a := annotatetest.Parse(t, from)
			_, b := annotatetest.Parse(t, to)
			before := annotate.Work{Annotations: a, Decisions: annotate.NewDecisions(corrected)}
			after := annotate.Work{Annotations: b, Decisions: annotate.NewDecisions(rejected, corrected)}
			m.Learn(doc, annotate.Work{}, before)
			want := dump(m)
			m.Learn(doc, before, after)
			fresh := NewMemory()
			fresh.Learn(base, annotate.Work{}, annotate.Work{Annotations: set})
			fresh.Learn(doc, annotate.Work{}, after)
			if got, want := dump(m), dump(fresh); !reflect.DeepEqual(got, want) {
				t.Fatalf("%q to %q:\ngot  %v\nwant %v", from, to, got, want)
			}
			m.Learn(doc, after, before)
			if got := dump(m); !reflect.DeepEqual(got, want) {
				t.Fatalf("%q to %q and back:\ngot  %v\nwant %v", from, to, got, want)
			}
			m.Learn(doc, before, annotate.Work{})
		}
	}
	m.Learn(base, annotate.Work{Annotations: set}, annotate.Work{})
	if got := dump(m); !reflect.DeepEqual(got, dump(NewMemory())) {
		t.Errorf("all taken back: %v", got)
	}
}

// dump is a memory as values, pointers followed.
func dump(m *Memory) map[string]any {
	known := map[uint64]any{}
	for k, n := range m.known.nodes {
		if n.here {
			known[k] = fmt.Sprint(n.through, n.value.forms)
		} else {
			known[k] = n.through
		}
	}
	last := map[uint64]any{}
	for k, n := range m.last.nodes {
		last[k] = fmt.Sprint(n)
	}
	return map[string]any{"known": known, "last": last, "nested": maps.Clone(m.nested), "starts": m.starts}
}

func TestNestedWhereAnnotatorsNest(t *testing.T) {
	text := "the Bank of Gaza in Gaza"
	e := learnt(t, "[ORG Bank of Gaza], [LOC Gaza]")
	if got, want := proposed(t, e, unmarked(t, "en", text)), "the [ORG Bank of Gaza] in [LOC Gaza]"; got != want {
		t.Errorf("flat: got %s, want %s", got, want)
	}
	e = learnt(t, "[ORG Bank of [LOC Gaza]], [ORG Bank of [LOC Gaza]]")
	if got, want := proposed(t, e, unmarked(t, "en", text)), "the [ORG Bank of [LOC Gaza]] in [LOC Gaza]"; got != want {
		t.Errorf("nested: got %s, want %s", got, want)
	}
}
