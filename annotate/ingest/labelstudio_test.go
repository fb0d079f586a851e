package ingest

import (
	"strings"
	"testing"

	"rubricator/annotate"
)

// studioAnnotation is an annotation with one region for each "LABEL start end quote"; a quote "-" is left out.
func studioAnnotation(more string, regions ...string) string {
	var b strings.Builder
	for i, r := range regions {
		f := strings.SplitN(r, " ", 4)
		if i > 0 {
			b.WriteString(",")
		}
		text := `,"text":"` + f[3] + `"`
		if f[3] == "-" {
			text = ""
		}
		b.WriteString(`{"id":"r` + string(rune('0'+i)) + `","from_name":"label","to_name":"text","type":"labels","value":{"start":` + f[1] + `,"end":` + f[2] + text + `,"labels":["` + f[0] + `"]}}`)
	}
	return `{` + more + `"result":[` + b.String() + `]}`
}

func studioOf(text string, annotations ...string) string {
	return `{"id":7,"data":{"text":"` + text + `"},"annotations":[` + strings.Join(annotations, ",") + `]}`
}

func TestLabelStudioReads(t *testing.T) {
	nested := studioOf("North Bay Hospital", studioAnnotation("", "ORG 0 18 North Bay Hospital", "LOC 0 9 North Bay"))
	readCases(t, "label-studio", []toolCase{
		{"a list", "[" + nested + ",\n" + nested + "]", []string{"ORG:North Bay Hospital LOC:North Bay", "ORG:North Bay Hospital LOC:North Bay"}, nil},
		{"lines", nested + "\n" + nested, []string{"ORG:North Bay Hospital LOC:North Bay", "ORG:North Bay Hospital LOC:North Bay"}, nil},
		{"code points", studioOf("🚒 Oslo", studioAnnotation("", "LOC 2 6 Oslo")), []string{"LOC:Oslo"}, nil},
		{"UTF-16 units", studioOf("🚒 Oslo", studioAnnotation("", "LOC 3 7 Oslo")), []string{"LOC:Oslo"}, []string{"offsets count UTF-16 units here"}},
		{"bytes", studioOf("🚒 Oslo", studioAnnotation("", "LOC 5 9 Oslo")), []string{"LOC:Oslo"}, []string{"offsets count UTF-8 bytes here"}},
		{"one region fits, one does not", studioOf("🚒 Oslo Rome x", studioAnnotation("", "LOC 2 6 Oslo", "LOC 8 12 Rome")), []string{"LOC:Oslo"}, []string{`covers "ome "`}},
		{"no covered text", studioOf("🚒 Oslo", studioAnnotation("", "LOC 2 6 -")), []string{"LOC:Oslo"}, nil},
		{"escaped line end", studioOf(`North\nBay x`, studioAnnotation("", `LOC 0 9 North\\nBay`)), []string{"LOC:North\nBay"}, nil},
		{"real line end", studioOf(`North\nBay x`, studioAnnotation("", `LOC 0 9 North\nBay`)), []string{"LOC:North\nBay"}, nil},
		{"CRLF counts two", studioOf(`a\r\nOslo`, studioAnnotation("", `LOC 3 7 Oslo`)), []string{"LOC:Oslo"}, []string{"line ends"}},
		{"two labels", `{"data":{"text":"Oslo"},"annotations":[{"result":[{"type":"labels","value":{"start":0,"end":4,"text":"Oslo","labels":["LOC","ORG"]}}]}]}`, []string{"LOC:Oslo ORG:Oslo"}, nil},
		{"no label", `{"data":{"text":"Oslo"},"annotations":[{"result":[{"id":"q","type":"labels","value":{"start":0,"end":4,"labels":[]}}]}]}`, []string{""}, []string{`span "q" left out: it has no label`}},
		{"strings for offsets", `{"data":{"text":"Oslo"},"annotations":[{"result":[{"type":"labels","value":{"start":"0","end":"4","labels":["A"]}}]}]}`, []string{""}, []string{"no start and end that are whole numbers"}},
		{"relation and choice", `{"data":{"text":"Oslo"},"annotations":[{"result":[{"type":"relation","from_id":"a"},{"type":"choices","value":{"choices":["x"]}},{"type":"relation"}]}]}`, []string{""},
			[]string{`"result of the type relation" is not read`, `"result of the type choices" is not read`}},
		{"hypertext that fits", `{"data":{"text":"Oslo is"},"annotations":[{"result":[{"type":"hypertextlabels","value":{"start":"/p[1]","end":"/p[1]","startOffset":0,"endOffset":4,"globalOffsets":{"start":0,"end":4},"text":"Oslo","hypertextlabels":["LOC"]}}]}]}`,
			[]string{"LOC:Oslo"}, nil},
		{"hypertext that does not", `{"data":{"text":"<p>Oslo</p>"},"annotations":[{"result":[{"type":"hypertextlabels","value":{"globalOffsets":{"start":0,"end":4},"text":"Oslo","hypertextlabels":["LOC"]}}]}]}`,
			[]string{""}, []string{`covers "<p>O"`}},
		{"hypertext without characters", `{"data":{"text":"Oslo"},"annotations":[{"result":[{"type":"hypertextlabels","value":{"globalOffsets":{"start":0,"end":4},"hypertextlabels":["LOC"]}}]}]}`,
			[]string{""}, []string{"count what a browser shows"}},
		{"text in another field", `{"data":{"url":"https://Oslo.example/a/very/long/address","body":"Oslo"},"annotations":[{"result":[{"type":"labels","value":{"start":0,"end":4,"text":"Oslo","labels":["LOC"]}}]}]}`,
			[]string{"LOC:Oslo"}, []string{`the texts are in the field "body"`}},
		{"completions", `{"data":{"text":"Oslo"},"completions":[` + studioAnnotation("", "LOC 0 4 Oslo") + `]}`, []string{"LOC:Oslo"}, nil},
		{"no text", `{"data":{"image":5},"annotations":[]}`, nil, []string{"is empty"}},
	})
}

func TestLabelStudioReadsMin(t *testing.T) {
	recs, remarks := readTool(t, "label-studio", `[{"text":"🚒 Oslo","ext_id":"d1","url":"u","id":1,"label":[{"start":2,"end":6,"text":"Oslo","labels":["LOC","ORG"]}],"sentiment":"good","annotator":4,"annotation_id":1,"created_at":"x","updated_at":"y","lead_time":12.5},
		{"text":"Rome","id":2,"annotator":"eva@example.org","annotation_id":2}]`, "")
	if len(recs) != 2 || len(remarks) != 1 || !strings.Contains(linesOf(remarks), "may be a task that was skipped") || spansOf(recs[0]) != "LOC:Oslo ORG:Oslo" {
		t.Fatalf("%+v, %s", recs, linesOf(remarks))
	}
	a, b := recs[0], recs[1]
	if a.Document.ID != "d1" || a.Annotator != "4" || a.Work.Status != annotate.Finished || a.Document.Meta["url"] != "u" || a.Document.Meta["sentiment"] != "good" || len(a.Document.Meta) != 2 {
		t.Errorf("first %+v", a)
	}
	if b.Document.ID != "2" || b.Annotator != "eva@example.org" || b.Replaces || b.Work.Status != annotate.New {
		t.Errorf("second %+v", b)
	}
}

// Each annotation of a task is a record: the same document, its own annotator; one that was skipped is set aside.
func TestLabelStudioAnnotators(t *testing.T) {
	in := studioOf("Oslo", studioAnnotation(`"completed_by":{"id":3,"email":"eva@example.org"},`, "LOC 0 4 Oslo"), studioAnnotation(`"completed_by":5,"was_cancelled":true,`, "ORG 0 4 Oslo"),
		studioAnnotation(`"completed_by":5,`), studioAnnotation(""))
	recs, remarks := readTool(t, "label-studio", in, "")
	var got []string
	for _, r := range recs {
		got = append(got, r.Document.ID+"/"+r.Annotator+"/"+r.Work.Status.Word()+"/"+spansOf(r))
	}
	if s := strings.Join(got, " "); s != "7/eva@example.org/finished/LOC:Oslo 7/5/ignored/ORG:Oslo 7/5 (2)/finished/ 7/ada/finished/" {
		t.Errorf("records %s", s)
	}
	if s := linesOf(remarks); !strings.Contains(s, "skipped in Label Studio: set aside") || !strings.Contains(s, `taken as "5 (2)"'s`) || len(remarks) != 2 {
		t.Errorf("report %s", s)
	}
}

func TestLabelStudioPredictions(t *testing.T) {
	in := `{"data":{"text":"🚒 Oslo"},"predictions":[{"model_version":"m1","score":0.25,"result":[{"type":"labels","value":{"start":3,"end":7,"text":"Oslo","labels":["LOC"]}},
		{"type":"labels","score":0.5,"value":{"start":0,"end":2,"text":"🚒","labels":["X"]}}]},{"score":null,"result":[{"type":"labels","value":{"start":3,"end":7,"text":"Oslo","labels":["ORG"]}}]}]}`
	recs, remarks := readTool(t, "label-studio", strings.ReplaceAll(strings.ReplaceAll(in, "\n", ""), "\t", ""), "")
	if len(recs) != 1 || len(remarks) != 1 || recs[0].Replaces || recs[0].Work.Status != annotate.New {
		t.Fatalf("%+v, %s", recs, linesOf(remarks))
	}
	want := []annotate.Suggestion{{Span: annotate.Span{Start: 2, End: 6}, Label: "LOC", Score: 0.25, Suggester: "m1"}, {Span: annotate.Span{Start: 0, End: 1}, Label: "X", Score: 0.5, Suggester: "m1"},
		{Span: annotate.Span{Start: 2, End: 6}, Label: "ORG", Score: proposedScore, Suggester: "label-studio"}}
	for i, s := range recs[0].Suggestions {
		if s != want[i] || len(recs[0].Suggestions) != 3 {
			t.Errorf("suggestion %+v, want %+v", s, want[i])
		}
	}
}

func TestLabelStudioIsDetected(t *testing.T) {
	task := studioOf("Oslo", studioAnnotation(""))
	detects(t, "label-studio", task, "["+task+"]", `[{"data":{"text":"Oslo"}}]`, `{"id":1,"data":{"text":"`+strings.Repeat("x", HeadBytes)+`"},"predictions":[]}`, `[{"text":"a","id":1,"annotator":1,"annotation_id":3,"lead_time":2}]`)
	if task := studioOf(strings.Repeat("x", HeadBytes), studioAnnotation("")); true {
		detects(t, "label-studio", "["+task+"]")
	}
}

func TestLabelStudioRefuses(t *testing.T) {
	refusesBroken(t, "label-studio", studioOf("next"))
}

func FuzzReadLabelStudio(f *testing.F) {
	fuzzTool(f, "label-studio", "["+studioOf("🚒 Oslo", studioAnnotation(`"completed_by":1,`, "LOC 2 6 Oslo", "LOC 3 7 Oslo", "X 0 99 -"))+"]",
		`[{"text":"a","id":1,"annotator":1,"annotation_id":3,"label":[{"start":0,"end":1,"labels":["A",5,null]}]}]`, `{"data":{"text":"a","meta":5},"predictions":[{"result":[{"type":"labels","value":{"start":0,"end":1,"labels":["A"]}}]}]}`,
		`{"data":{"a":"\r\nb"},"annotations":[1,{"result":[{"type":"hypertextlabels","value":{"globalOffsets":{"start":0,"end":1},"text":"\\n","hypertextlabels":["A"]}}]}]}`)
}
