package ingest

import (
	"strings"
	"testing"

	"rubricator/annotate"
)

func argillaOf(fields, responses string) string {
	return `{"id":"d1","fields":{` + fields + `},"metadata":{"lang":"en","n":5},"suggestions":{},"responses":{` + responses + `}}`
}

func TestArgillaReads(t *testing.T) {
	const oslo = `"spans":[{"value":[{"start":2,"end":6,"label":"LOC"}],"user_id":"u1","status":"submitted"}]`
	readCases(t, "argilla", []toolCase{
		{"an answer", "[" + argillaOf(`"text":"🚒 Oslo"`, oslo) + "]", []string{"LOC:Oslo"}, nil},
		{"another field", argillaOf(`"body":"Oslo"`, `"q":[{"value":[{"start":0,"end":4,"label":"LOC"}],"user_id":"u1","status":"draft"}]`), []string{"LOC:Oslo"}, nil},
		{"several fields", argillaOf(`"a":"Oslo","b":"Rome"`, oslo), nil, []string{"not clear which of its fields is the text"}},
		{"another question", argillaOf(`"text":"in Oslo"`, `"sentiment":[{"value":"good","user_id":"u1"}]`), []string{""}, []string{`"the question sentiment" is not read`}},
		{"no status", argillaOf(`"text":"Oslo"`, `"spans":[{"value":[{"start":0,"end":4,"label":"LOC"}],"user_id":"u1"}]`), []string{"LOC:Oslo"}, []string{"all is taken as submitted"}},
		{"discarded", argillaOf(`"text":"Oslo"`, `"spans":[{"value":[{"start":0,"end":4,"label":"LOC"}],"user_id":"u1","status":"discarded"}]`), []string{"LOC:Oslo"}, []string{"set aside"}},
		{"bad spans", argillaOf(`"text":"Oslo"`, `"spans":[{"value":[{"start":0,"end":9,"label":"LOC"},{"start":0}],"user_id":"u1","status":"draft"}]`), []string{""}, []string{"number 2 left out: it needs", "number 1 left out: span outside"}},
	})
}

func TestArgillaUsersAndSuggestions(t *testing.T) {
	in := `{"id":"d1","fields":{"text":"Oslo is"},"metadata":{"annotator":"eva","lang":"en","n":5},"suggestions":{"spans":{"value":[{"start":0,"end":4,"label":"LOC"},{"start":5,"end":7,"label":"X"}],"score":[0.25,0],"agent":"m1"}},` +
		`"responses":{"spans":[{"value":[{"start":0,"end":4,"label":"LOC"}],"user_id":"u1","status":"submitted"},{"value":[],"user_id":"u2","status":"discarded"}]}}`
	recs, remarks := readTool(t, "argilla", in, "")
	if len(recs) != 2 || len(remarks) != 1 {
		t.Fatalf("%+v, %s", recs, linesOf(remarks))
	}
	a, b := recs[0], recs[1]
	if a.Annotator != "u1" || b.Annotator != "u2" || a.Work.Status != annotate.Finished || b.Work.Status != annotate.Ignored || !b.Replaces || a.Language != "en" || len(a.Document.Meta) != 1 {
		t.Errorf("%+v\n%+v", a, b)
	}
	if s := a.Suggestions; len(s) != 2 || s[0].Score != 0.25 || s[0].Suggester != "m1" || s[1].Score != proposedScore || len(b.Suggestions) != 0 {
		t.Errorf("suggestions %+v", s)
	}
	recs, _ = readTool(t, "argilla", strings.Replace(in, `,{"value":[],"user_id":"u2","status":"discarded"}`, "", 1), "")
	if len(recs) != 1 || recs[0].Annotator != "eva" {
		t.Errorf("%+v", recs)
	}
}

// The settings say which question is for spans, and of which field.
func TestArgillaSettingsBeside(t *testing.T) {
	settings := `{"questions":[{"name":"q2","settings":{"type":"span","field":"b"}},{"name":"q1","settings":{"type":"text"}}]}`
	in := argillaOf(`"text":"Oslo","b":"Rome"`, `"q2":[{"value":[{"start":0,"end":4,"label":"LOC"}],"user_id":"u1","status":"submitted"}],"q1":[{"value":[],"user_id":"u1"}]`)
	recs, remarks := readTool(t, "argilla", in, "", ".argilla/settings.json", settings)
	if len(recs) != 1 || spansOf(recs[0]) != "LOC:Rome" || !strings.Contains(linesOf(remarks), "the question q1") {
		t.Errorf("%+v %s", recs, linesOf(remarks))
	}
}

func TestArgillaIsDetected(t *testing.T) {
	detects(t, "argilla", argillaOf(`"text":"a"`, ""), `[{"id":1,"fields":{"text":"`+strings.Repeat("x", HeadBytes)+`"},"responses":{}}]`)
}

func TestArgillaRefuses(t *testing.T) {
	refusesBroken(t, "argilla", argillaOf(`"text":"next"`, ""))
}

func FuzzReadArgilla(f *testing.F) {
	fuzzTool(f, "argilla", argillaOf(`"text":"🚒 Oslo"`, `"spans":[{"value":[{"start":2,"end":6,"label":"LOC"},5],"user_id":"u1"},{"value":[],"user_id":5}],"x":[{"value":"a"}]`),
		`{"fields":{"a":"b"},"suggestions":{"spans":{"value":[{"start":0,"end":1,"label":"A","score":7}],"score":null}},"responses":{"a":5}}`)
}
