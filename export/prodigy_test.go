package export

import (
	"encoding/json"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestProdigyGolden(t *testing.T) {
	files, rep := trainingOf(t, "prodigy", nasty(t)...)
	golden(t, "prodigy/data.jsonl", files["data.jsonl"])
	if rep.Records != 6 || rep.Cut == 0 {
		t.Errorf("report %+v", rep)
	}
}

// What Prodigy and spaCy ask: words with a space where one follows give back the text, and token indices are those of
// the characters, the last one included.
func TestProdigyTokens(t *testing.T) {
	files, _ := trainingOf(t, "prodigy", nasty(t)...)
	n := 0
	for line := range strings.Lines(files["data.jsonl"]) {
		var task struct {
			Text   string
			Tokens []struct {
				Text           string
				Start, End, ID int
				WS             bool
			}
			Spans []struct {
				Start, End int
				First      int `json:"token_start"`
				Last       int `json:"token_end"`
			}
		}
		if err := json.Unmarshal([]byte(line), &task); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for i, tok := range task.Tokens {
			b.WriteString(tok.Text)
			if tok.WS {
				b.WriteString(" ")
			}
			if tok.ID != i || string([]rune(task.Text)[tok.Start:tok.End]) != tok.Text {
				t.Errorf("token %d: %+v", i, tok)
			}
		}
		if b.String() != task.Text {
			t.Errorf("tokens spell %q, the text is %q", b.String(), task.Text)
		}
		for _, s := range task.Spans {
			n++
			if task.Tokens[s.First].Start != s.Start || task.Tokens[s.Last].End != s.End {
				t.Errorf("span %+v", s)
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d spans were looked at", n)
	}
}

func TestProdigyAnswers(t *testing.T) {
	for status, want := range map[annotate.Status]string{annotate.Finished: `,"answer":"accept"}`, annotate.Ignored: `,"answer":"ignore"}`,
		annotate.InProgress: `"_view_id":"spans_manual"}`, annotate.New: `"_view_id":"spans_manual"}`} {
		r := mira(t)
		r.Work.Status = status
		line, err := Preview(options("prodigy", ""), r)
		if err != nil || !strings.HasSuffix(line, want) || strings.Contains(line, "_hash") {
			t.Errorf("%s: %v in %s", status, err, line)
		}
	}
}

// Metadata is kept beside what the program writes there itself, whatever its names are.
func TestProdigyMeta(t *testing.T) {
	r := mira(t)
	r.Document.Meta = map[string]string{"id": "x", "meta.id": "y", "meta.meta.id": "z", "url": "u"}
	line, err := Preview(options("prodigy", ""), r)
	if want := `"meta":{"annotator":"ada","id":"doc-0001","lang":"en","meta.id":"x","meta.meta.id":"y","meta.meta.meta.id":"z","title":`; err != nil || !strings.Contains(line, want) {
		t.Errorf("%v in %s", err, line)
	}
}

func TestProdigyCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "prodigy")
	u := o.unit(mira(t))
	line, err := o.write(nil, u)
	if err != nil {
		t.Fatal(err)
	}
	changes(t, line, func(line []byte) error { return checkProdigy(line, u) }, [2]string{"🚒", "🚑"}, [2]string{`"text":"left"`, `"text":"right"`}, [2]string{`"ws":true`, `"ws":false`},
		[2]string{`"token_end":1`, `"token_end":2`}, [2]string{`"token_start":4`, `"token_start":3`}, [2]string{`"token_start":4`, `"token_start":40`}, [2]string{`"end":58,"token`, `"end":59,"token`}, [2]string{`"label":"DATE"`, `"label":"DATA"`},
		[2]string{`{"text":"for","start":25,"end":28,"id":5,"ws":true},`, ""}, [2]string{`,{"text":".","start":67,"end":68,"id":13,"ws":false}`, ""},
		[2]string{`,{"start":62,"end":67,"token_start":11,"token_end":12,"label":"DATE"}`, ""}, [2]string{`"accept"`, `"ignore"`})
}
