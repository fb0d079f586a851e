package export

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"rubricator/annotate"
)

// The export contract, line by line, read with encoding/json and slices of runes: nothing here shares code with the
// writers or with the checks inside them.

// anyLine has the fields of all formats that write records.
type anyLine struct {
	ID         string
	Text       string
	TextSHA256 string `json:"text_sha256"`
	Tokens     json.RawMessage
	NERTags    []string `json:"ner_tags"`
	Ents       []anySpan
	Spans      json.RawMessage
}

type anySpan struct {
	ID         string
	Start, End int
	Label      string
	Text       *string
}

func (l anyLine) spans(t *testing.T) (list []anySpan) {
	t.Helper()
	var keyed struct{ SC []anySpan }
	if json.Unmarshal(l.Spans, &list) != nil {
		if err := json.Unmarshal(l.Spans, &keyed); err != nil {
			t.Fatal(err)
		}
		list = keyed.SC
	}
	return list
}

func linesOf(t *testing.T, format string, list ...Record) (all []anyLine) {
	t.Helper()
	for _, r := range list {
		line, err := Preview(options(format, ""), r)
		if err != nil {
			t.Fatal(err)
		}
		var l anyLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

// Lines 1 and 2: text[start:end] is the span's text in code points, and no span of a training file starts or ends on
// white space or an invisible mark.
func TestContractSlices(t *testing.T) {
	quotes := map[string]bool{}
	for _, r := range nasty(t) {
		for _, a := range r.Work.Annotations.All() {
			quotes[a.Quote], quotes[trim(a.Quote)] = true, true
		}
	}
	for _, format := range []string{"rubricator", "spacy", "hf", "prodigy"} {
		n := 0
		for _, l := range linesOf(t, format, nasty(t)[:6]...) {
			runes := []rune(l.Text)
			for _, s := range append(l.spans(t), l.Ents...) {
				got := string(runes[s.Start:s.End])
				if s.Text != nil && *s.Text != got || !quotes[got] {
					t.Errorf("%s, %s: [%d,%d) covers %q", format, l.ID, s.Start, s.End, got)
				}
				if format != "rubricator" && strings.Trim(got, " \t\n\u00a0\u200b\u200f\u202f\u2060\ufeff") != got {
					t.Errorf("%s, %s: %q has an edge that may not be", format, l.ID, got)
				}
				n++
			}
		}
		if n < 18 {
			t.Errorf("%s: only %d spans were looked at", format, n)
		}
	}
}

// Line 3: the text is the frozen one and its hash is that of its bytes.
func TestContractText(t *testing.T) {
	for i, l := range linesOf(t, "rubricator", nasty(t)...) {
		if l.Text != nasty(t)[i].Document.Text.String() || l.TextSHA256 != hexSumOf(l.Text) {
			t.Errorf("%s: text %q, hash %s", l.ID, l.Text, l.TextSHA256)
		}
	}
}

// Lines 4 and 5: flat layers do not overlap; every span that is not in the flat layer as it is stored has a row.
func TestContractRows(t *testing.T) {
	for _, format := range []string{"spacy", "hf", "conll", "tsv"} {
		files, rep := trainingOf(t, format, nasty(t)...)
		rows := files[alignmentFile]
		for _, l := range append(rep.Lost, rep.Changed...) {
			if l.Span != "" && !strings.Contains(rows, "\n"+l.Document+"\t"+l.Span+"\t") {
				t.Errorf("%s: %+v has no row", format, l)
			}
		}
		for _, want := range []string{"doc-0001\ts4\t29\t38\tPLACE\tNorth Bay\tnested", "doc-0005\ts2\t6\t20\tORG\tBay University\tnested", "doc-0005\ts4\t21\t29\tPERSON\tHospital\tnested"} {
			if !strings.Contains(rows, want) {
				t.Errorf("%s: %q has no row in\n%s", format, want, rows)
			}
		}
		for line := range strings.Lines(rows) {
			if strings.Count(line, "\t") != 8 {
				t.Errorf("%s: %q has not nine columns", format, line)
			}
		}
	}
	for _, l := range linesOf(t, "spacy", nasty(t)[:6]...) {
		for i, e := range l.Ents {
			if i > 0 && e.Start < l.Ents[i-1].End {
				t.Errorf("%s: two entities share code point %d", l.ID, e.Start)
			}
		}
	}
}

// Line 5: tags and tokens give each flat span back, whole words or not.
func TestContractTags(t *testing.T) {
	want := map[string]string{"doc-0001": "Mira+Okonkwo قرية North+Bay+University+Hospital 3+May", "doc-0002": "ليلى سامي", "doc-0003": "enclave नेपाल 北+京",
		"doc-0004": "Layla 000", "doc-0005": "North+Bay University+Hospital", "doc-0006": "Oslo Rome"}
	for _, l := range linesOf(t, "hf", nasty(t)[:6]...) {
		var tokens []string
		if err := json.Unmarshal(l.Tokens, &tokens); err != nil || len(tokens) != len(l.NERTags) {
			t.Fatalf("%s: %v, %d tags", l.ID, err, len(l.NERTags))
		}
		var found []string
		for i, tag := range l.NERTags {
			switch tag[0] {
			case 'B':
				found = append(found, tokens[i])
			case 'I':
				found[len(found)-1] += "+" + tokens[i]
			}
		}
		if got := strings.Join(found, " "); got != want[l.ID] {
			t.Errorf("%s: tags spell %q, want %q", l.ID, got, want[l.ID])
		}
	}
}

// Line 8: JSON that every reader takes.
func TestContractJSON(t *testing.T) {
	for _, format := range []string{"rubricator", "spacy", "hf", "label-studio", "prodigy", "doccano", "chat", "universalner", "cas", "argilla"} {
		for _, r := range nasty(t)[:6] {
			line, err := Preview(options(format, ""), r)
			line = strings.TrimSuffix(strings.TrimPrefix(line, "[\n"), "\n]") // of a list of records
			if err != nil || !utf8.ValidString(line) || strings.ContainsAny(line, "\x00\n\r\u0085\u2028\u2029") || strings.Contains(line, `\u0000`) || strings.Contains(line, "null") {
				t.Errorf("%s: %v in %s", format, err, line)
			}
			keys := map[string]bool{}
			for _, k := range strings.Fields(topKeys(t, json.NewDecoder(strings.NewReader(line)))) {
				if keys[k] {
					t.Errorf("%s: key %q is there twice", format, k)
				}
				keys[k] = true
			}
		}
	}
}

// Line 9: no record without text.
func TestContractNoEmptyText(t *testing.T) {
	blank := record(t, "b", "\u200b\u00ad")
	for _, format := range append(learntFormats(), "rubricator") {
		files, rep := trainingOf(t, format, Record{Document: annotate.Document{ID: "a"}})
		if len(rep.Lost) != 1 || rep.Lost[0].Document != "a" || rep.Records != 0 {
			t.Errorf("%s: %+v %v", format, rep, files)
		}
	}
	if _, rep := trainingOf(t, "hf", blank); len(rep.Lost) != 1 || rep.Lost[0].Reason != "the text has no words" {
		t.Errorf("a text without words: %+v", rep)
	}
}

// appendString and walker.str are inverse, and encoding/json reads the same.
func TestStringsReadBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	alphabet := []rune("a\"\\\n\t\r\x01\x1f\x7f\u0080\u0085\u00c2\u2027\u2028\u2029\u202a\ufeff\U0001F692é北")
	for range 20000 {
		var b strings.Builder
		for range rnd.IntN(12) {
			b.WriteRune(alphabet[rnd.IntN(len(alphabet))])
		}
		line := appendString(nil, b.String())
		w := &walker{b: line}
		var std string
		if got := string(w.str(nil)); got != b.String() || w.err != nil || json.Unmarshal(line, &std) != nil || std != b.String() {
			t.Fatalf("%q is written as %s, read as %q, %v", b.String(), line, got, w.err)
		}
	}
}
