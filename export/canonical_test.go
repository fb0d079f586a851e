package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

func hexSumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func canonicalOf(t testing.TB, list ...Record) (string, Report) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	rep := export(t, options("rubricator", out), list...)
	return read(t, out), rep
}

func TestCanonicalGolden(t *testing.T) {
	got, rep := canonicalOf(t, shared(t)...)
	golden(t, "rubricator.jsonl", got)
	if rep.Records != 3 || rep.Spans != 10 || len(rep.Lost) != 0 || len(rep.Notes) != 0 {
		t.Errorf("report %+v", rep)
	}
}

// The lengths and offsets of the shared example are given; they must not drift.
func TestExampleCountsCodePoints(t *testing.T) {
	text := mira(t).Document.Text
	if text.Len() != 68 || text.UTF16(68) != 69 || len(text.String()) != 75 {
		t.Errorf("lengths %d, %d, %d", text.Len(), text.UTF16(68), len(text.String()))
	}
	got, _ := canonicalOf(t, mira(t))
	for _, want := range []string{
		`"start":0,"end":12,"label":"PERSON","text":"Mira Okonkwo"`, `"start":20,"end":24,"label":"PLACE","text":"قرية"`,
		`"start":29,"end":58,"label":"ORG"`, `"start":29,"end":38,"label":"PLACE"`, `"start":62,"end":67,"label":"DATE","text":"3 May"`,
		`"text_sha256":"a6418b9f237244c9c056f7997079ff18c056cf46d47cf8cc412732ad07b526c9"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

func TestCanonicalEscapes(t *testing.T) {
	r := record(t, "a", "q\"b\\n\nt\tv\vs\x1f nel\u0085ls\u2028ps\u2029 <&> ¢ “é” 🚒")
	got, _ := canonicalOf(t, r)
	if want := `"q\"b\\n\nt\tv\u000bs\u001f nel\u0085ls\u2028ps\u2029 <&> ¢ “é” 🚒"`; !strings.Contains(got, want) {
		t.Errorf("%s is not in %s", want, got)
	}
	if strings.Count(got, "\n") != 1 {
		t.Errorf("more than one line: %q", got)
	}
	var back struct{ Text string }
	if err := json.Unmarshal([]byte(got), &back); err != nil || back.Text != r.Document.Text.String() {
		t.Errorf("reads back as %q, %v", back.Text, err)
	}
}

func TestCanonicalHasNoNullAndTheSameKeysEverywhere(t *testing.T) {
	bare := Record{Document: shared(t)[0].Document}
	bare.Document.ID = "a"
	got, _ := canonicalOf(t, append([]Record{bare}, shared(t)...)...)
	if strings.Contains(got, "null") {
		t.Errorf("null in %s", got)
	}
	for line := range strings.Lines(got) {
		dec := json.NewDecoder(strings.NewReader(line))
		if keys := topKeys(t, dec); keys != "schema id title lang dir pinned text text_sha256 source meta status annotator note zones spans decisions relations group split" {
			t.Errorf("keys %s", keys)
		}
	}
}

// TestPassedStandsWhereThereIsOne keeps the bytes of exports in which nothing was let stand.
func TestPassedStandsWhereThereIsOne(t *testing.T) {
	r := mira(t)
	r.Work.Passed = []annotate.Pass{{Kind: "empty"}, {Kind: "conflict", Span: annotate.Span{Start: 0, End: 12}, Label: "PERSON"}}
	got, _ := canonicalOf(t, r)
	if want := `],"passed":[{"start":0,"end":0,"kind":"empty","label":""},{"start":0,"end":12,"kind":"conflict","label":"PERSON"}],"relations":[]`; !strings.Contains(got, want) {
		t.Errorf("%s is not in %s", want, got)
	}
	bad := strings.Replace(got, `"start":0,"end":12,"kind"`, `"start":0,"end":99,"kind"`, 1)
	if checkCanonical([]byte(bad), r.Document.Text) == nil {
		t.Error("a pass outside the text passed the check")
	}
}

func topKeys(t *testing.T, dec *json.Decoder) string {
	t.Helper()
	var keys []string
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		k, err := dec.Token()
		var v json.RawMessage
		if err != nil || dec.Decode(&v) != nil {
			t.Fatal(err)
		}
		keys = append(keys, k.(string))
	}
	return strings.Join(keys, " ")
}

func TestCanonicalNeverTrims(t *testing.T) {
	got, rep := canonicalOf(t, record(t, "a", "met \u200fLayla  today", [2]string{"PERSON", " \u200fLayla "}))
	if !strings.Contains(got, `"start":3,"end":11,"label":"PERSON","text":" `+"\u200f"+`Layla "`) {
		t.Errorf("trimmed: %s", got)
	}
	if len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], "white space or an invisible mark at an end of 1 span;") {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestMismatchIsALossOfTheSpanAlone(t *testing.T) {
	r := mira(t)
	bad := r.Work.Annotations.All()[1]
	bad.Quote = "مدينة"
	far := r.Work.Annotations.All()[0]
	far.ID, far.Span.End = "far", 99
	r.Work.Annotations = r.Work.Annotations.With(bad).With(far)
	r.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: annotate.Span{Start: 0, End: 4}, Label: "ORG", Quote: "Moro", Verdict: annotate.Rejected})
	r.Work.Zones = []annotate.Span{{Start: 60, End: 70}}
	r.Work.Passed = []annotate.Pass{{Kind: "edge", Span: annotate.Span{Start: 60, End: 70}}}
	got, rep := canonicalOf(t, r)
	if rep.Spans != 4 || len(rep.Lost) != 5 || strings.Contains(got, `"passed"`) || strings.Contains(got, "مدينة") || strings.Contains(got, "Moro") {
		t.Errorf("%+v\n%s", rep, got)
	}
	var reasons []string
	for _, l := range rep.Lost {
		reasons = append(reasons, l.Document+" "+l.Span+" "+l.Label+" "+l.Text+": "+l.Reason)
	}
	for _, want := range []string{"doc-0001 s2 PLACE مدينة: quote does not match", "doc-0001 far PERSON Mira Okonkwo: span outside", "zone [60,70) lies outside 68", "ORG Moro: decision: quote", `pass of "edge" [60,70) lies outside`} {
		if !strings.Contains(strings.Join(reasons, "\n"), want) {
			t.Errorf("%q is not in\n%s", want, strings.Join(reasons, "\n"))
		}
	}
}

func TestWhatJSONCannotCarryIsReplacedAndReported(t *testing.T) {
	r := mira(t)
	r.Work.Note = "bad \xff byte and \x00 nul"
	a := r.Work.Annotations.All()[0]
	a.Score = math.NaN()
	r.Work.Annotations = annotate.NewSet(a)
	got, rep := canonicalOf(t, r)
	if !json.Valid([]byte(got)) || !strings.Contains(got, "bad \uFFFD byte and \uFFFD nul") || !strings.Contains(got, `"score":0`) {
		t.Errorf("%s", got)
	}
	if len(rep.Notes) != 2 {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestLabelsThatBreakReadersAreNoted(t *testing.T) {
	_, rep := canonicalOf(t, record(t, "a", "Oslo and Rome", [2]string{"PLACE", "Oslo"}, [2]string{"place-name", "Rome"}))
	if len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], `label "place-name"`) {
		t.Errorf("notes %q", rep.Notes)
	}
}

// The check reads the bytes: whatever changes in the text, in an offset or in a quote stops the export.
func TestCheckSeesEveryChange(t *testing.T) {
	got, _ := canonicalOf(t, shared(t)[2])
	text := shared(t)[2].Document.Text
	if err := checkCanonical([]byte(got), text); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"start":17`, `"start":18`}, {`"end":24`, `"end":23`}, {"北京\"", "北市\""}, {`"Menu | Sport\n`, `"Menu | Spore\n`},
		{`"end":12}]`, `"end":99}]`}, {`"start":13,`, `"start":12,`}, {`"relations":[]`, `"relations":null`}, {`"label"`, `"lable"`}, {"}\n", "\n"}} {
		bad := strings.Replace(got, change[0], change[1], 1)
		if bad == got {
			t.Fatalf("%q is not in %s", change[0], got)
		}
		if checkCanonical([]byte(bad), text) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
}

func BenchmarkCanonical(b *testing.B) {
	for _, script := range [][2]string{{"latin", "The council of Oslo met “again” on Tuesday, said Mira Okonkwo.\n"}, {"arabic", "جاءت ليلى وسامي إلى قرية الشمال أمس\n"}} {
		r := record(b, "a", strings.Repeat(script[1], 200))
		first := strings.Fields(script[1])[1]
		var list []annotate.Annotation
		for i, n := 0, len([]rune(script[1])); i < 200; i++ {
			start := len([]rune(strings.SplitN(script[1], first, 2)[0])) + i*n
			list = append(list, annotate.Annotation{ID: annotate.NewID(), Label: "ORG", Annotator: "ada", Origin: annotate.OriginUser, Quote: first,
				Span: annotate.Span{Start: start, End: start + len([]rune(first))}})
		}
		r.Work.Annotations = annotate.NewSet(list...)
		b.Run(script[0], func(b *testing.B) {
			c := opened(b, "rubricator")
			line, err := c.write(nil, c.unit(r))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				line, _ = c.write(line[:0], c.unit(r))
			}
		})
	}
}
