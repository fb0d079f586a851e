package ingest

import (
	"strings"
	"testing"
)

func conversation(text string, turns string) string {
	return `{"id":"d1","conversations":[{"from":"human","value":"Text: ` + text + `"},{"from":"gpt","value":"I've read this text."}` + turns + `]}`
}

func asks(label, answer string) string {
	return `,{"from":"human","value":"What describes ` + label + ` in the text?"},{"from":"gpt","value":"` + answer + `"}`
}

func TestUniversalNERReads(t *testing.T) {
	readCases(t, "universalner", []toolCase{
		{"one place each", conversation("🚒 Oslo met Rome.", asks("place", `[\"Rome\", \"Oslo\"]`)+asks("event", "[]")), []string{"place:Oslo place:Rome"}, nil},
		{"nested", conversation("North Bay Hospital", asks("place", `[\"North Bay\"]`)+asks("org", `[\"North Bay Hospital\"]`)), []string{"org:North Bay Hospital place:North Bay"}, nil},
		{"several places", conversation("Oslo is Oslo, not Oslofjord", asks("place", `[\"Oslo\"]`)), []string{"place:Oslo place:Oslo"}, []string{`"Oslo" (place) stands at 2 places, and nothing says which is meant; all are taken`}},
		{"said as often as it stands", conversation("Oslo is Oslo", asks("place", `[\"Oslo\",\"Oslo\"]`)), []string{"place:Oslo place:Oslo"}, nil},
		{"said less often", conversation("Oslo is Oslo in Oslo", asks("place", `[\"Oslo\",\"Oslo\"]`)), []string{"place:Oslo place:Oslo"}, []string{"said 2 times and stands at 3 places; the first are taken"}},
		{"said more often", conversation("Oslo", asks("place", `[\"Oslo\",\"Oslo\"]`)), []string{"place:Oslo"}, []string{"said 2 times and stands at 1"}},
		{"inside a word alone", conversation("enclaveEnsure", asks("place", `[\"enclave\"]`)), []string{"place:enclave"}, nil},
		{"not there", conversation("Oslo", asks("place", `[\"Rome\",\"Oslo\"]`)), []string{"place:Oslo"}, []string{`"Rome" (place) left out: it is not in the text`}},
		{"no list", conversation("Oslo", asks("place", `Oslo`)), []string{""}, []string{`answer for "place" is not read`}},
		{"no string", conversation("Oslo", asks("place", `[5,\"Oslo\"]`)), []string{"place:Oslo"}, []string{`an answer for "place" left out: 5 is no name`}},
		{"another question", conversation("Oslo", `,{"from":"human","value":"What is Oslo?"},{"from":"gpt","value":"[]"}`), []string{""}, []string{`question "What is Oslo?" is not read`}},
		{"no answer", conversation("Oslo", `,{"from":"human","value":"What describes place in the text?"}`), []string{""}, []string{"is not read"}},
		{"line ends", conversation(`North\r\nBay`, asks("place", `[\"North\\r\\nBay\"]`)), []string{"place:North\nBay"}, nil},
		{"other keys", conversation("Oslo", "")[:1] + `"system":"x",` + conversation("Oslo", "")[1:], []string{""}, []string{`"system" is not read`}},
		{"no text", `{"id":"x","conversations":[{"from":"human","value":"Hello"}]}`, nil, []string{"it has no text"}},
		{"nothing", `{"conversations":[]}`, nil, []string{"it has no text"}},
	})
}

func TestUniversalNERIsDetected(t *testing.T) {
	detects(t, "universalner", "["+conversation("Oslo", "")+"]", conversation("Oslo", asks("place", "[]")))
	long := conversation(strings.Repeat("long ", HeadBytes/5), "")
	detects(t, "universalner", long[:HeadBytes], ("[" + long)[:HeadBytes]) // no more is looked at
	if f, err := Detect("x.json", []byte(`{"conversations":[{"from":"human","value":"Hello"}]}`)); err == nil {
		t.Errorf("a chat is taken for %s", f.Name)
	}
}

func TestUniversalNERRefuses(t *testing.T) {
	for bad, want := range map[string]string{conversation(`a\u0000`, ""): "NUL", conversation(" ", ""): "is empty", conversation(`a\ud83d`, ""): "surrogate", conversation("\xff", ""): "UTF-8", "5": "no text"} {
		recs, remarks := readTool(t, "universalner", bad+"\n"+conversation("next", "")+"\n", "")
		if len(recs) != 1 || len(remarks) != 1 || !remarks[0].Refused {
			t.Errorf("%s: %d records, %q, want %q", bad, len(recs), linesOf(remarks), want)
		}
	}
}

func FuzzReadUniversalNER(f *testing.F) {
	fuzzTool(f, "universalner", conversation("Oslo is 🚒 Oslo", asks("place", `[\"Oslo\"]`)), conversation("a", asks("", "[")))
}
