package export

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestGroupsSayWhatIsLost(t *testing.T) {
	for format, want := range map[string][]string{
		"rubricator": nil,
		"spacy":      nil,
		"hf":         {"1 nested span stands in spans, not in ner_tags"},
		"conll":      {"1 nested span cannot be written as CoNLL columns; the longest is kept"},
		"gliner2":    {"2 spans are only parts of words, which are not found again"},
	} {
		report := export(t, options(format, filepath.Join(t.TempDir(), "x")), shared(t)...)
		f, err := Lookup(format)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range report.Groups(f.Title) {
			got = append(got, g.Words)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s says %q, want %q", format, got, want)
		}
	}
}

// TestEveryLossIsInOneGroup: nothing that Lines tells is missing in Groups, and every way to lose has words of its own.
func TestEveryLossIsInOneGroup(t *testing.T) {
	r := Report{Lost: []Loss{
		{Document: "a", Reason: "the document has no text", Action: leftOut}, {Document: "b", Reason: "the document has no text", Action: leftOut},
		{Document: "a", Label: "PER", End: 3, Reason: "it touches a zone, which is not exported", Action: leftOut},
		{Document: "c", Label: "PER", End: 3, Reason: `it overlaps ORG "x", which is kept`, Action: "nested"},
		{Document: "c", Label: "PER", Start: 1, End: 3, Reason: `it overlaps ORG "y", which is kept`, Action: "nested"},
	}, Changed: []Loss{
		{Document: "a", Label: "PER", End: 3, Reason: "one", Action: "trimmed"}, {Document: "a", Label: "PER", End: 3, Reason: "two", Action: "unheard of"},
	}}
	var got []string
	items := 0
	for _, g := range r.Groups("CoNLL") {
		got = append(got, g.Words)
		items += len(g.Items)
	}
	want := []string{
		"2 documents are left out: the document has no text", "1 span is left out: it touches a zone, which is not exported",
		"2 nested spans cannot be written as CoNLL; the longest is kept",
		"1 span is written without the white space or invisible marks at its ends", "1 span: two",
	}
	if !slices.Equal(got, want) || items != len(r.Lost)+len(r.Changed) {
		t.Errorf("%d of %d losses in %q, want %q", items, len(r.Lost)+len(r.Changed), got, want)
	}
}

// TestLabelsAndSplitsSumUp: what is told of labels and splits is what is told of the whole.
func TestLabelsAndSplitsSumUp(t *testing.T) {
	for _, f := range Formats() {
		report := export(t, options(f.Name, filepath.Join(t.TempDir(), "x")), shared(t)...)
		labels, documents, spans := 0, 0, 0
		for _, n := range report.Labels {
			labels += n
		}
		for _, s := range report.Splits {
			documents, spans = documents+s.Documents, spans+s.Spans
		}
		if !f.Folder {
			documents, spans = report.Documents, report.Spans
		}
		if labels != report.Spans || spans != report.Spans || documents != report.Documents || f.Folder != (report.Splits != nil) {
			t.Errorf("%s: %d spans and %d documents, by label %d, by split %d and %d", f.Name, report.Spans, report.Documents, labels, spans, documents)
		}
	}
}
