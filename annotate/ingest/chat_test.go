package ingest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// chatLine is a line of messages with an answer.
func chatLine(text, answer string) string {
	return `{"messages":[{"role":"system","content":"Extract entities."},{"role":"user","content":` + strconv.Quote(text) + `},{"role":"assistant","content":` + strconv.Quote(answer) + `}]}`
}

func entity(text, label, occurrence string) string {
	return fmt.Sprintf(`{"text":%q,"label":%q%s}`, text, label, occurrence)
}

func TestChatReads(t *testing.T) {
	oslo := func(n int) string { return entity("Oslo", "PLACE", fmt.Sprintf(`,"occurrence":%d`, n)) }
	readCases(t, "chat", []toolCase{
		{"by number", chatLine("🚒 Oslofjord, Oslo", `{"entities":[`+oslo(2)+`]}`), []string{"PLACE:Oslo"}, nil},
		{"nested", chatLine("North Bay Hospital", `{"entities":[`+entity("North Bay Hospital", "ORG", `,"occurrence":1`)+","+entity("North Bay", "PLACE", `,"occurrence":1`)+`]}`), []string{"ORG:North Bay Hospital PLACE:North Bay"}, nil},
		{"overlapping places count", chatLine("aaa", `{"entities":[`+entity("aa", "X", `,"occurrence":2`)+`]}`), []string{"X:aa"}, nil},
		{"a prompt", `{"prompt":[{"role":"user","content":"Extract PLACE as JSON.\nPLACE: a place\n\nOslo\n\nOslo"}],"completion":[{"role":"assistant","content":"{\"entities\":[{\"text\":\"Oslo\",\"label\":\"PLACE\",\"occurrence\":2}]}"}]}`, []string{"PLACE:Oslo"}, nil},
		{"strings", `{"prompt":"Extract PLACE as JSON.\n\nOslo","completion":"[{\"text\":\"Oslo\",\"label\":\"PLACE\"}]"}`, []string{"PLACE:Oslo"}, nil},
		{"without numbers", chatLine("Oslo, Oslofjord, Oslo", `{"entities":[`+entity("Oslo", "PLACE", "")+`]}`), []string{"PLACE:Oslo PLACE:Oslo"}, []string{"stands at 2 places of the text; each has the label"}},
		{"several turns", `{"messages":[{"role":"user","content":"Rome"},{"role":"assistant","content":"{}"},{"role":"user","content":"Oslo"},{"role":"assistant","content":"{\"entities\":[]}"}]}`, []string{""}, []string{"2 turns beside the last question and its answer not read"}},
		{"a question without an answer", `{"messages":[{"role":"user","content":"Oslo"},{"role":"assistant","content":"[{\"text\":\"Oslo\",\"label\":\"PLACE\"}]"},{"role":"user","content":"Rome"}]}`, []string{"PLACE:Oslo"}, []string{"1 turn beside"}},
		{"line ends", chatLine("North\r\nBay", `{"entities":[`+entity("North\r\nBay", "PLACE", `,"occurrence":1`)+`]}`), []string{"PLACE:North\nBay"}, []string{"line ends of the text"}},
		{"no such occurrence", chatLine("Oslo", `{"entities":[`+oslo(2)+","+oslo(0)+","+entity("Rome", "PLACE", `,"occurrence":1`)+","+entity("Oslo", "PLACE", `,"occurrence":"1"`)+","+oslo(1)+`]}`), []string{"PLACE:Oslo"},
			[]string{`span number 1 left out: "Oslo" stands at 1 place of the text, and there is no occurrence 2`, "no occurrence 0", `"Rome" stands at 0 places`, `no occurrence "1"`}},
		{"no string", chatLine("Oslo", `{"entities":[5,{"text":"Oslo"},{"text":"","label":"X"},`+oslo(1)+`]}`), []string{"PLACE:Oslo"}, []string{"span number 1 left out: 5 is not", "span number 2", "span number 3"}},
		{"no label", chatLine("Oslo", `{"entities":[`+entity("Oslo", "", `,"occurrence":1`)+`]}`), []string{""}, []string{"it has no label"}},
		{"no JSON", chatLine("Oslo", "There are none."), []string{""}, []string{"its answer is not read: not JSON"}},
		{"a key twice", chatLine("Oslo", `{"entities":[],"entities":[]}`), []string{""}, []string{`its answer is not read: key "entities" is there twice`}},
		{"another answer", chatLine("Oslo", `{"places":["Oslo"]}`), []string{""}, []string{`it is no list of "entities"`}},
		{"other keys", `{"tools":[],` + chatLine("Oslo", `{"entities":[]}`)[1:], []string{""}, []string{`"tools" is not read`}},
		{"nobody answers", `{"messages":[{"role":"user","content":"Oslo"}]}`, nil, []string{"its messages are not those of a user and an assistant"}},
		{"neither", `{"prompt":"Oslo"}`, nil, []string{"it has neither messages nor a prompt"}},
		{"parts", `{"messages":[{"role":"user","content":[{"type":"text","text":"Oslo"}]},{"role":"assistant","content":"[]"}]}`, nil, []string{"each with a string as content"}},
	})
}

// A prompt loses our own question and nothing else.
func TestChatKeepsTheWholePrompt(t *testing.T) {
	prompt := func(messages string) string { return `{"prompt":` + messages + `,"completion":"[]"}` }
	const kept = "all of it is the text"
	for _, c := range []struct{ in, text, said string }{
		{prompt(`"Extract PER, LOC as JSON.\nPER: people\n\nOne.\n\nTwo."`), "One.\n\nTwo.", ""},
		{prompt(`"Extract  as JSON.\n\nOne."`), "One.", ""}, // of a schema without labels
		{prompt(`[{"role":"system","content":"Find places."},{"role":"user","content":"One of Oslo.\n\nTwo of Bergen."}]`), "One of Oslo.\n\nTwo of Bergen.", ""},
		{prompt(`[{"role":"developer","content":"Find places."},{"role":"user","content":"Extract X as JSON.\n\nTwo."}]`), "Extract X as JSON.\n\nTwo.", ""},
		{prompt(`[{"role":"user","content":"One of Oslo.\n\nTwo of Bergen."}]`), "One of Oslo.\n\nTwo of Bergen.", kept},
		{prompt(`"Extract of a letter.\n\nMira is well."`), "Extract of a letter.\n\nMira is well.", kept},
		{prompt(`"Oslo"`), "Oslo", kept},
		{prompt(`[{"role":"user","content":"Rome"},{"role":"assistant","content":"[]"},{"role":"system","content":"Go on."},{"role":"user","content":"Oslo"}]`), "Oslo", "2 turns beside"},
	} {
		recs, remarks := readTool(t, "chat", c.in, "")
		said := linesOf(remarks)
		if len(recs) != 1 || recs[0].Document.Text.String() != c.text || len(remarks) > 1 || (said == "") != (c.said == "") || !strings.Contains(said, c.said) {
			t.Errorf("%s\n gives %d records, %q; want %q, %q", c.in, len(recs), said, c.text, c.said)
		}
	}
	if _, remarks := readTool(t, "chat", prompt(`"Oslo"`)+"\n"+prompt(`"Rome"`), ""); len(remarks) != 1 {
		t.Errorf("said of every line: %q", linesOf(remarks))
	}
}

func TestChatTakesIDsFromItsIndex(t *testing.T) {
	in := chatLine("Oslo", "[]") + "\n" + chatLine("Rome", "[]") + "\n" + chatLine("Cairo", "[]") + "\n"
	table := "line\tdoc\tsha256\n1\ta\\tb\t" + sumOfText("Oslo") + "\n2\tb\t" + sumOfText("Oslo") + "\n3\n"
	recs, remarks := readTool(t, "chat", in, "", "corpus.json.index.tsv", table)
	if len(recs) != 3 || recs[0].Document.ID != "a\tb" || recs[1].Document.ID == "b" || recs[2].Document.ID == "" {
		t.Errorf("%+v", recs)
	}
	if len(remarks) != 1 || remarks[0].Line != 2 || !strings.Contains(remarks[0].String(), `so its id is not "b"`) {
		t.Errorf("%q", linesOf(remarks))
	}
}

func TestChatIsDetected(t *testing.T) {
	long := chatLine(strings.Repeat("long ", HeadBytes/5), "[]")
	detects(t, "chat", chatLine("Oslo", `{"entities":[]}`), "["+chatLine("Oslo", "[]")+"]", `{"prompt":"Find.\n\nOslo","completion":"[]"}`, long[:HeadBytes])
	for _, in := range []string{chatLine("How are you?", "Fine."), `{"messages":[]}`, `{"prompt":"a","completion":"b"}`} {
		if f, err := Detect("x.json", []byte(in)); err == nil {
			t.Errorf("%s is taken for %s", in, f.Name)
		}
	}
}

func TestChatRefuses(t *testing.T) {
	refusesBroken(t, "chat", `{"messages":[{"role":"user","content":"next"},{"role":"assistant","content":"[]"}]}`)
}

func FuzzReadChat(f *testing.F) {
	fuzzTool(f, "chat", chatLine("🚒 Oslo, Oslo", `{"entities":[`+entity("Oslo", "PLACE", `,"occurrence":2`)+`]}`), chatLine("Oslo", "["+entity("Oslo", "X", "")+"]"),
		`{"prompt":"Find.\n\nOslo","completion":"{\"entities\":[{\"text\":\"Oslo\",\"label\":\"X\",\"occurrence\":9}]}"}`)
}
