package export

import (
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestChatGolden(t *testing.T) {
	files, rep := trainingOf(t, "chat", nasty(t)...)
	golden(t, "chat/data.jsonl", files["data.jsonl"])
	golden(t, "chat/data.jsonl.index.tsv", files["data.jsonl.index.tsv"])
	if rep.Records != 6 || rep.Cut != 0 || rep.Spans != 18 {
		t.Errorf("report %+v", rep)
	}
	o := options("chat", filepath.Join(t.TempDir(), "data.jsonl"))
	o.Chat = ChatPrompt
	export(t, o, nasty(t)...)
	golden(t, "chat/prompt.jsonl", read(t, o.Out))
}

// chatLine has the keys of both shapes.
type chatLine struct{ Messages, Prompt, Completion []chatMessage }

type chatMessage struct{ Role, Content string }

// realigned are the spans that an answer means, found as its reader has to find them.
func realigned(t *testing.T, answer string, text []rune) (spans []anySpan) {
	t.Helper()
	var a struct {
		Entities []struct {
			Text, Label string
			Occurrence  int
		}
	}
	if err := json.Unmarshal([]byte(answer), &a); err != nil {
		t.Fatal(err)
	}
	for _, e := range a.Entities {
		q, n := []rune(e.Text), 0
		for i := range text {
			if len(text)-i >= len(q) && string(text[i:i+len(q)]) == e.Text {
				if n++; n == e.Occurrence {
					spans = append(spans, anySpan{Start: i, End: i + len(q), Label: e.Label})
				}
			}
		}
	}
	return spans
}

// Every answer, read as any program would read it, gives exactly the spans.
func TestChatAnswersRealign(t *testing.T) {
	scraps := []rune("aab 🚒é\u2028\"\\\n北\u0301")
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		text := []rune("x")
		for range rnd.IntN(40) {
			text = append(text, scraps[rnd.IntN(len(scraps))])
		}
		r := record(t, "a", string(text))
		var list []annotate.Annotation
		for range rnd.IntN(12) {
			start := rnd.IntN(len(text))
			sp := annotate.Span{Start: start, End: min(len(text), start+1+rnd.IntN(4))}
			list = append(list, annotate.Annotation{ID: annotate.NewID(), Span: sp, Quote: string(text[sp.Start:sp.End]), Label: []string{"ORG", "W\"x"}[rnd.IntN(2)]})
		}
		r.Work.Annotations = annotate.NewSet(list...)
		for _, shape := range ChatShapes {
			o := options("chat", "")
			o.Chat = shape
			line, err := Preview(o, r)
			if err != nil {
				t.Fatal(err)
			}
			var l chatLine
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			all := append(append(l.Messages, l.Prompt...), l.Completion...)
			got := realigned(t, all[len(all)-1].Content, text)
			want := opened(t, "chat").unit(r).spans
			same := len(got) == len(want)
			for i := 0; same && i < len(got); i++ {
				same = got[i].Start == want[i].Start && got[i].End == want[i].End && got[i].Label == want[i].from.Label
			}
			if !same {
				t.Fatalf("seed %d: %s\ngives %v, want %v", seed, line, got, want)
			}
		}
	}
}

func TestChatCountsOverlappingOccurrences(t *testing.T) {
	r := record(t, "a", "anana, Ana and anana")
	at := func(start int) annotate.Annotation {
		return annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: start, End: start + 3}, Quote: "ana", Label: "X"}
	}
	r.Work.Annotations = annotate.NewSet(at(2), at(17))
	line, err := Preview(options("chat", ""), r)
	if err != nil || !strings.Contains(line, `{\"text\":\"ana\",\"label\":\"X\",\"occurrence\":2},{\"text\":\"ana\",\"label\":\"X\",\"occurrence\":4}`) {
		t.Errorf("%s %v", line, err)
	}
}

func TestChatQuestionNamesLabelsAndGuidelines(t *testing.T) {
	o := options("chat", "")
	o.Schema.Labels[1].Guideline = "\n  Named places.  \nNot: countries as governments."
	r := record(t, "a", "Oslo", [2]string{"ZONE", "Oslo"})
	for shape, want := range map[ChatShape]string{
		ChatMessages: `"content":"Extract entities. Labels: PERSON, PLACE, ORG, DATE, ZONE. Answer with JSON only.\nPLACE: Named places."}`,
		ChatPrompt:   `"content":"Extract PERSON, PLACE, ORG, DATE, ZONE as JSON.\nPLACE: Named places.\n\nOslo"}`,
	} {
		o.Chat = shape
		if line, err := Preview(o, r); err != nil || !strings.Contains(line, want) {
			t.Errorf("%s: %s %v", shape, line, err)
		}
	}
}

func TestChatNotes(t *testing.T) {
	long := record(t, "a", strings.Repeat("word ", chatLong+1))
	_, rep := trainingOf(t, "chat", long, mira(t))
	notes := strings.Join(rep.Notes, "\n")
	if !strings.Contains(notes, "1 record has more than 2000 words") || !strings.Contains(notes, "2 records; OpenAI's service") {
		t.Errorf("notes %q", notes)
	}
}

// An index stands beside each file of records, with its lines counted anew.
func TestChatFolder(t *testing.T) {
	o := options("chat", filepath.Join(t.TempDir(), "chat"))
	o.Split = true
	list := shared(t)
	list[1].Split = "test"
	export(t, o, list...)
	only(t, o.Out, "README.md", "SHA256SUMS", "alignment.tsv", "croissant.json", "labels.json", "manifest.json", "provenance.tsv", "schema.json", "test.jsonl", "test.jsonl.index.tsv", "train.jsonl", "train.jsonl.index.tsv")
	if got := read(t, filepath.Join(o.Out, "test.jsonl.index.tsv")); !strings.Contains(got, "\n1\tdoc-0002\t") {
		t.Errorf("index %s", got)
	}
	if got := read(t, filepath.Join(o.Out, "train.jsonl.index.tsv")); !strings.Contains(got, "\n2\tdoc-0003\t") {
		t.Errorf("index %s", got)
	}
}

func TestChatShapeIsChecked(t *testing.T) {
	for _, c := range []struct {
		format string
		shape  ChatShape
		want   string
	}{{"chat", "alpaca", `no chat shape "alpaca"`}, {"spacy", ChatPrompt, "format spacy has no chat shape prompt"}} {
		if err := (Options{Format: c.format, Chat: c.shape}).Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s: %v", c.format, c.shape, err)
		}
	}
}

func TestChatCheckSeesEveryChange(t *testing.T) {
	for _, shape := range ChatShapes {
		o := opened(t, "chat")
		o.run.opts.Chat = shape
		u := o.unit(mira(t))
		line, err := o.write(nil, u)
		if err != nil {
			t.Fatal(err)
		}
		changes(t, line, func(line []byte) error { return checkChat(line, shape, u.lesson) }, [2]string{"🚒 left", "🚑 left"}, [2]string{`\"text\":\"3 May\"`, `\"text\":\"3 Mai\"`},
			[2]string{`\"label\":\"DATE\"`, `\"label\":\"DATA\"`}, [2]string{`\"North Bay\",\"label\":\"PLACE\",\"occurrence\":1`, `\"North Bay\",\"label\":\"PLACE\",\"occurrence\":2`},
			[2]string{`,{\"text\":\"3 May\",\"label\":\"DATE\",\"occurrence\":1}`, ""}, [2]string{`"role":"assistant"`, `"role":"model"`}, [2]string{`"role":"user"`, `"role":"human"`},
			[2]string{`]}"}]}` + "\n", `]} "}]}` + "\n"})
	}
}
