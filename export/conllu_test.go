package export

import (
	"strings"
	"testing"
)

const miraConllu = `# newdoc id = doc-0001
# sent_id = doc-0001-1
# text = Mira Okonkwo 🚒 left قرية for North Bay University Hospital on 3 May.
1	Mira	_	_	_	_	_	_	_	NE=B-PERSON
2	Okonkwo	_	_	_	_	_	_	_	NE=I-PERSON
3	🚒	_	_	_	_	_	_	_	NE=O
4	left	_	_	_	_	_	_	_	NE=O
5	قرية	_	_	_	_	_	_	_	NE=B-PLACE
6	for	_	_	_	_	_	_	_	NE=O
7	North	_	_	_	_	_	_	_	NE=B-ORG
8	Bay	_	_	_	_	_	_	_	NE=I-ORG
9	University	_	_	_	_	_	_	_	NE=I-ORG
10	Hospital	_	_	_	_	_	_	_	NE=I-ORG
11	on	_	_	_	_	_	_	_	NE=O
12	3	_	_	_	_	_	_	_	NE=B-DATE
13	May	_	_	_	_	_	_	_	NE=I-DATE|SpaceAfter=No
14	.	_	_	_	_	_	_	_	NE=O

`

func TestConlluExample(t *testing.T) {
	files, _ := trainingOf(t, "conllu", mira(t))
	if files["data.jsonl"] != miraConllu {
		t.Errorf("%s", files["data.jsonl"])
	}
}

func TestConlluKeepsEveryCharacter(t *testing.T) {
	r := record(t, "a", " \u200f Met  O|o\\p\u200b,\u00a0x\u2028\ny \x1f\u00ad ", [2]string{"PERSON", "O|o"})
	files, _ := trainingOf(t, "conllu", r)
	got := files["data.jsonl"]
	for _, want := range []string{"NE=O|SpacesBefore=\\s\u200f\\s|SpacesAfter=\\s\\s\n", "\tO\t_\t_\t_\t_\t_\t_\t_\tNE=B-PERSON|SpaceAfter=No\n", "|SpacesAfter=\\u2028\\n\n", "NE=O|SpacesAfter=\\s\x1f\u00ad\\s\n",
		"# text = Met O|o\\p , x"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestConlluAndStanzaGolden(t *testing.T) {
	for _, format := range []string{"conllu", "stanza"} {
		files, _ := trainingOf(t, format, append(nasty(t), rough(t))...)
		f, _ := Lookup(format)
		golden(t, format+"/data"+f.Ending, files["data.jsonl"])
	}
}

func TestConlluAndStanzaChecksSeeEveryChange(t *testing.T) {
	for format, changes := range map[string][][2]string{
		"conllu": {{"NE=B-DATE", "NE=O"}, {"NE=I-DATE", "NE=B-DATE"}, {"|SpaceAfter=No", ""}, {"NE=O\n5", "NE=O|SpaceAfter=No\n5"}, {"\t_\tNE=B-PLACE", "\tNE=B-PLACE"}, {"\n7\t", "\n8\t"}, {"# text = Mira", "# text = Mora"},
			{"🚒\t", "🚑\t"}, {"14\t.\t_\t_\t_\t_\t_\t_\t_\tNE=O\n", ""}, {".\t_\t_\t_\t_\t_\t_\t_\tNE=O\n\n", ".\t_\t_\t_\t_\t_\t_\t_\tNE=O\n"}, {"B-PERSON", "B-PERSIN"}},
		"stanza": {{`"B-DATE"`, `"O"`}, {`"I-DATE"`, `"B-DATE"`}, {"🚒", "🚑"}, {`,{"text":".","ner":"O"}`, ""}, {"Mira", ""}, {"B-PLACE", "B-PLAGE"}, {`B-PERSON"},`, `B-PERSON"}],[`}, {"]\n", "]]\n"}},
	} {
		o := opened(t, format)
		u := o.unit(mira(t))
		data, err := o.write(nil, u)
		if err != nil {
			t.Fatal(err)
		}
		flat, _ := o.flat(u.spans)
		check := func(data []byte) error {
			if format == "stanza" {
				return o.writer.(stanza).check(data, u.lesson, flat)
			}
			return o.writer.(conllu).check(data, u.lesson, flat)
		}
		if err := check(data); err != nil {
			t.Fatal(err)
		}
		for _, change := range changes {
			bad := strings.Replace(string(data), change[0], change[1], 1)
			if bad == string(data) {
				t.Fatalf("%q is not in %s", change[0], data)
			}
			if check([]byte(bad)) == nil {
				t.Errorf("%s: %q for %q passed the check", format, change[1], change[0])
			}
		}
	}
}
