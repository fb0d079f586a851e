package ingest

import (
	"testing"

	"rubricator/annotate"
)

const prodigyTokens = `"tokens":[{"text":"🚒","start":0,"end":1,"id":0,"ws":true},{"text":"Oslo","start":2,"end":6,"id":1,"ws":false}]`

func prodigyLine(fields string) string { return `{"text":"🚒 Oslo",` + fields + `}` }

func TestProdigyReads(t *testing.T) {
	readCases(t, "prodigy", []toolCase{
		{"tokens and spans", prodigyLine(prodigyTokens + `,"spans":[{"start":2,"end":6,"token_start":1,"token_end":1,"label":"LOC"}],"answer":"accept"`), []string{"LOC:Oslo"}, nil},
		{"token indices alone", prodigyLine(prodigyTokens + `,"spans":[{"token_start":0,"token_end":1,"label":"X"}],"answer":"accept"`), []string{"X:🚒 Oslo"}, nil},
		{"indices that disagree", prodigyLine(prodigyTokens + `,"spans":[{"start":2,"end":6,"token_start":0,"token_end":1,"label":"LOC"}],"answer":"accept"`), []string{"LOC:Oslo"}, []string{"its tokens 0 to 1 are not its characters [2,6); the characters count"}},
		{"an index past the end", prodigyLine(prodigyTokens + `,"spans":[{"start":2,"end":6,"token_start":1,"token_end":9,"label":"LOC"}],"answer":"accept"`), []string{"LOC:Oslo"}, []string{"its tokens 1 to 9"}},
		{"no tokens", prodigyLine(`"spans":[{"start":2,"end":6,"text":"Oslo","label":"LOC"}],"answer":"accept"`), []string{"LOC:Oslo"}, nil},
		{"neither", prodigyLine(`"spans":[{"label":"LOC"},{"start":0,"end":0}],"answer":"accept"`), []string{""}, []string{"span number 1 left out: it needs start and end", "span number 2 left out: span outside"}},
		{"tokens in UTF-16 units", prodigyLine(`"tokens":[{"text":"🚒","start":0,"end":2,"id":0},{"text":"Oslo","start":3,"end":7,"id":1}],"spans":[{"start":3,"end":7,"label":"LOC"}],"answer":"accept"`), []string{"LOC:Oslo"}, []string{"offsets count UTF-16 units here"}},
		{"against its characters", prodigyLine(`"spans":[{"start":0,"end":1,"text":"Oslo","label":"LOC"}],"answer":"accept"`), []string{""}, []string{`its quote is "Oslo"`}},
		{"rejected", prodigyLine(`"spans":[{"start":2,"end":6,"text":"Oslo","label":"LOC"}],"answer":"reject"`), []string{"LOC:Oslo"}, []string{`answer is "reject": set aside`}},
		{"another answer", prodigyLine(`"spans":[],"answer":"maybe"`), []string{""}, []string{`answer "maybe" is none of`}},
		{"relations", prodigyLine(`"spans":[],"relations":[{"head":0}],"answer":"accept"`), []string{""}, []string{`"relations" is not read`}},
	})
}

func TestProdigyStatusAndMeta(t *testing.T) {
	for answer, want := range map[string]annotate.Status{`"answer":"accept"`: annotate.Finished, `"answer":"ignore"`: annotate.Ignored, `"answer":"reject"`: annotate.Ignored, `"answer":null`: annotate.InProgress} {
		recs, _ := readTool(t, "prodigy", prodigyLine(`"meta":{"id":"d1","url":"u","n":5},"spans":[],"_input_hash":-5,"_task_hash":7,"_view_id":"ner_manual","_annotator_id":"eva",`+answer), "")
		if len(recs) != 1 || recs[0].Work.Status != want {
			t.Fatalf("%s: %+v", answer, recs)
		}
		r := recs[0]
		if m := r.Document.Meta; r.Document.ID != "d1" || r.Annotator != "eva" || len(m) != 3 || m["url"] != "u" || m["n"] != "5" || m["_view_id"] != "ner_manual" || !r.Replaces {
			t.Errorf("%+v", r)
		}
	}
}

func TestProdigyIsDetected(t *testing.T) {
	detects(t, "prodigy", prodigyLine(`"spans":[],"answer":"accept"`), prodigyLine(`"tokens":[],"_task_hash":5`), prodigyLine(`"meta":{},"_view_id":"ner_manual","spans":[]`))
}

func TestProdigyRefuses(t *testing.T) {
	refusesBroken(t, "prodigy", `{"text":"next","spans":[],"answer":"accept"}`)
}

func FuzzReadProdigy(f *testing.F) {
	fuzzTool(f, "prodigy", prodigyLine(prodigyTokens+`,"spans":[{"start":2,"end":6,"token_start":1,"token_end":1,"label":"LOC"}],"answer":"accept"`), prodigyLine(`"tokens":[5,null],"spans":[{"token_start":-1,"token_end":1,"label":"X"},7]`))
}
