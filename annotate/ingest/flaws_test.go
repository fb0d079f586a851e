package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// offsetFormats write a text with spans as files have them, in the format's own unit; each is "LOC start end quote".
var offsetFormats = map[string]struct {
	unit   Unit // what offsets count
	quotes bool // the file says what a span covers
	write  func(text string, spans []found) (in string, beside []string)
}{
	"rubricator": {CodePoints, true, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`{"text":%q,"spans":[%s]}`, text, objectsOf(spans)), nil
	}},
	"prodigy": {CodePoints, true, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`{"text":%q,"spans":[%s],"answer":"accept"}`, text, objectsOf(spans)), nil
	}},
	"hf": {CodePoints, true, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`{"text":%q,"tokens":["a"],"ner_tags":["O"],"spans":[%s]}`, text, objectsOf(spans)), nil
	}},
	"spacy": {CodePoints, true, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`{"text":%q,"ents":[%s]}`, text, objectsOf(spans)), nil
	}},
	"argilla": {CodePoints, true, func(text string, spans []found) (string, []string) {
		return argillaOf(fmt.Sprintf(`"text":%q`, text), `"spans":[{"value":[`+objectsOf(spans)+`],"user_id":"u","status":"submitted"}]`), nil
	}},
	"label-studio": {CodePoints, true, func(text string, spans []found) (string, []string) {
		var regions []string
		for _, f := range spans {
			regions = append(regions, fmt.Sprintf("LOC %d %d %s", f.start, f.end, f.quote))
		}
		return studioOf(text, studioAnnotation("", regions...)), nil
	}},
	"doccano": {CodePoints, false, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`{"text":%q,"label":[%s]}`, text, listsOf(spans)), nil
	}},
	"tuples": {CodePoints, false, func(text string, spans []found) (string, []string) {
		return fmt.Sprintf(`[[%q,{"entities":[%s]}]]`, text, listsOf(spans)), nil
	}},
	"brat": {CodePoints, true, func(text string, spans []found) (string, []string) {
		var ann strings.Builder
		for i, f := range spans {
			fmt.Fprintf(&ann, "T%d\tLOC %d %d\t%s\n", i+1, f.start, f.end, f.quote)
		}
		return text, []string{"corpus.ann", ann.String()}
	}},
	"cas": {UTF16, false, func(text string, spans []found) (string, []string) {
		var things []string
		for i, f := range spans {
			things = append(things, casThingOf(i+2, casEntityType, strconv.Itoa(f.start), strconv.Itoa(f.end), `,"value":"LOC"`))
		}
		return casOf(text, things...), nil
	}},
	"xmi": {UTF16, false, func(text string, spans []found) (string, []string) {
		var things, members []string
		for i, f := range spans {
			things = append(things, fmt.Sprintf(`<ner:NamedEntity xmi:id="%d" sofa="1" begin="%d" end="%d" value="LOC"/>`, i+2, f.start, f.end))
			members = append(members, strconv.Itoa(i+2))
		}
		return xmiOf(text, strings.Join(members, " "), things...), nil
	}},
}

// otherFormats have no offsets of characters; each has tests of its own for what in it does not fit.
var otherFormats = []string{"spacy-v2", "webanno-tsv", "universalner", "chat", "conllu", "conll", "tsv", "gliner", "gliner2", "stanza", "jsonl", "csv", "html"}

func objectsOf(spans []found) string {
	var list []string
	for _, f := range spans {
		list = append(list, fmt.Sprintf(`{"start":%d,"end":%d,"label":"LOC","text":%q}`, f.start, f.end, f.quote))
	}
	return strings.Join(list, ",")
}

func listsOf(spans []found) string {
	var list []string
	for _, f := range spans {
		list = append(list, fmt.Sprintf(`[%d,%d,"LOC"]`, f.start, f.end))
	}
	return strings.Join(list, ",")
}

// In every format with offsets, a span outside the text, the wrong way round, empty, inside a character or against its
// quote is left out with a line that says where, and the span behind it comes in.
func TestSpansThatDoNotFit(t *testing.T) {
	for _, f := range Formats() {
		c, offsets := offsetFormats[f.Name]
		if !offsets {
			if !slices.Contains(otherFormats, f.Name) {
				t.Errorf("%s is in neither list", f.Name)
			}
			continue
		}
		good := found{start: 2, end: 6, quote: "Oslo"}
		if c.unit == UTF16 {
			good.start, good.end = 3, 7
		}
		bad := map[string]found{"past the end": {start: good.start, end: 99, quote: "Oslo is"}, "before the start": {start: -1, end: good.end, quote: "Oslo"}, "far outside": {start: 1 << 40, end: 1<<40 + 4, quote: "Oslo"},
			"the wrong way round": {start: good.end, end: good.start, quote: "Oslo"}, "empty": {start: good.start, end: good.start}}
		if c.unit == UTF16 {
			bad["inside a character"] = found{start: 1, end: good.end, quote: "Oslo"}
		}
		if c.quotes {
			bad["against its quote"] = found{start: good.start + 1, end: good.end + 1, quote: "Oslo"}
		}
		for name, b := range bad {
			in, beside := c.write("🚒 Oslo is", []found{b, good})
			recs, remarks := readTool(t, f.Name, in, c.unit, beside...)
			if len(recs) != 1 || spansOf(recs[0]) != "LOC:Oslo" {
				t.Errorf("%s, %s: %+v", f.Name, name, recs)
			}
			if len(remarks) == 0 || !slices.ContainsFunc(remarks, func(r Remark) bool { return strings.Contains(r.Reason, "left out") && !r.Refused }) {
				t.Errorf("%s, %s: report %q", f.Name, name, linesOf(remarks))
			}
		}
	}
}

// jsonRecordsOf are records with the text "next" in each format of JSON, and what a file has between two.
var jsonRecordsOf = map[string]string{
	"rubricator":   `{"text":"next"}`,
	"jsonl":        `{"content":"next"}`,
	"prodigy":      `{"text":"next","spans":[],"answer":"accept"}`,
	"hf":           `{"tokens":["next"],"ner_tags":["O"]}`,
	"spacy":        `{"text":"next","ents":[]}`,
	"spacy-v2":     `{"paragraphs":[{"raw":"next","sentences":[]}]}`,
	"argilla":      argillaOf(`"text":"next"`, ""),
	"label-studio": studioOf("next"),
	"doccano":      `{"text":"next","label":[]}`,
	"tuples":       `["next",{"entities":[]}]`,
	"cas":          casOf("next"),
	"universalner": conversation("next", ""),
	"chat":         chatLine("next", "[]"),
	"gliner":       `{"tokenized_text":["next"],"ner":[]}`,
	"gliner2":      `{"input":"next","output":{"entities":{}}}`,
	"stanza":       `[{"text":"next","ner":"O"}]`,
}

// In every format of JSON, a record whose text is no Unicode, or that has a key twice, is refused with its line, and the
// one behind it comes in.
func TestRecordsThatCannotBeRead(t *testing.T) {
	for _, f := range Formats() {
		good, json := jsonRecordsOf[f.Name]
		if json != slices.Equal(f.Endings, jsonEndings) {
			t.Errorf("%s is JSON, %v, and in the list, %v", f.Name, !json, json)
		}
		if !json {
			continue
		}
		for flaw, want := range map[string]string{"a\xffb": "is not UTF-8", `a\ud83d`: "half of a surrogate pair", `a\ude92b`: "half of a surrogate pair", `a\u0000`: "NUL", "a\tb": "must be escaped", `a\x`: "not JSON"} {
			readsTheRest(t, f.Name, strings.Replace(good, "next", flaw, 1), good, want)
		}
		if i := strings.IndexByte(good, '{'); i >= 0 {
			readsTheRest(t, f.Name, good[:i+1]+`"zz":1,"zz":2,`+good[i+1:], good, "is there twice")
		}
		readsTheRest(t, f.Name, good[:len(good)-1], good, "not JSON")
	}
}

// readsTheRest reads a bad record with a good one behind it, on lines of their own; tuples on lines are in another form.
func readsTheRest(t *testing.T, format, bad, good, want string) {
	t.Helper()
	in := bad + "\n" + good + "\n"
	if format == "stanza" { // its file is one list, in which a bracket that is missing breaks the rest
		if in = "[" + bad + ",\n" + good + "]"; strings.Count(bad, "[") != strings.Count(bad, "]") {
			return
		}
	}
	recs, remarks := readTool(t, format, in, "")
	refused := slices.DeleteFunc(remarks, func(r Remark) bool { return !r.Refused })
	if len(recs) != 1 || recs[0].Document.Text.String() != "next" || len(refused) != 1 || refused[0].Line != 1 || !strings.Contains(refused[0].Reason, want) {
		t.Errorf("%s: %q: %d records, report %q, want %q", format, bad, len(recs), linesOf(remarks), want)
	}
}

// A line of 100 MB ends in a line of the report in the formats that are no JSON lines too; of those see
// TestALongElementIsSteppedOver.
func TestALineOf100MB(t *testing.T) {
	long := strings.Repeat("x", 100<<20)
	for format, c := range map[string]struct{ in, want, next string }{
		"csv":   {"text,n\n" + long + ",1\nnext,2\n", "line 2 (document \"corpus\") left out", "next"},
		"conll": {"a O\nb B-X\n" + long + "\nnext O\n", "line 3: 1 column where the others have 2", "a b next"},
		"html":  {"<p>" + long, "over 16 MiB", ""},
		"brat":  {long, "has 100 MiB, the limit is 64", ""},
	} {
		recs, remarks := readTool(t, format, c.in, "", "corpus.ann", "T1\tX 0 1\tx\n")
		var texts []string
		for _, r := range recs {
			texts = append(texts, r.Document.Text.String())
		}
		if said := linesOf(remarks); strings.Join(texts, " ") != c.next || !strings.Contains(said, c.want) || len(said) > 1000 {
			t.Errorf("%s: %d records, %.2000s", format, len(recs), said)
		}
	}
}
