package export

import (
	"path/filepath"
	"strings"
	"testing"
)

const miraConll = `-DOCSTART- -X- O O

Mira _ _ B-PERSON
Okonkwo _ _ I-PERSON
🚒 _ _ O
left _ _ O
قرية _ _ B-PLACE
for _ _ O
North _ _ B-ORG
Bay _ _ I-ORG
University _ _ I-ORG
Hospital _ _ I-ORG
on _ _ O
3 _ _ B-DATE
May _ _ I-DATE
. _ _ O

`

func TestColumnsExample(t *testing.T) {
	files, rep := trainingOf(t, "conll", mira(t))
	if files["data.jsonl"] != miraConll {
		t.Errorf("%s", files["data.jsonl"])
	}
	tsv := strings.ReplaceAll(strings.TrimPrefix(miraConll, conllDocument), " _ _ ", "\t")
	if files, _ := trainingOf(t, "tsv", mira(t)); files["data.jsonl"] != tsv {
		t.Errorf("%s", files["data.jsonl"])
	}
	if len(rep.Lost) != 1 || rep.Spans != 4 || !strings.Contains(rep.Lost[0].Reason, "it overlaps ORG") || !strings.Contains(files["alignment.tsv"], "doc-0001\ts4\t29\t38\tPLACE\tNorth Bay\tnested") {
		t.Errorf("%+v\n%s", rep, files["alignment.tsv"])
	}
}

func TestBIOES(t *testing.T) {
	opts := options("tsv", filepath.Join(t.TempDir(), "x.tsv"))
	opts.Scheme = BIOES
	export(t, opts, mira(t))
	got := read(t, opts.Out)
	want := "Mira\tB-PERSON\nOkonkwo\tE-PERSON\n🚒\tO\nleft\tO\nقرية\tS-PLACE\nfor\tO\nNorth\tB-ORG\nBay\tI-ORG\nUniversity\tI-ORG\nHospital\tE-ORG\non\tO\n3\tB-DATE\nMay\tE-DATE\n.\tO\n\n"
	if got != want {
		t.Errorf("%s", got)
	}
	for _, bad := range []Options{{Format: "tsv", Scheme: "iobes"}, {Format: "spacy", Scheme: BIOES}} {
		if _, err := Preview(bad, mira(t)); err == nil {
			t.Errorf("scheme %q of %s is taken", bad.Scheme, bad.Format)
		}
	}
}

func TestColumnsGolden(t *testing.T) {
	for _, format := range []string{"conll", "tsv"} {
		files, rep := trainingOf(t, format, append(nasty(t), rough(t))...)
		golden(t, format+"/data."+format, files["data.jsonl"])
		golden(t, format+"/alignment.tsv", files["alignment.tsv"])
		if rep.Records != 7 {
			t.Errorf("report %+v", rep)
		}
	}
}

// rough has what breaks columns: white space of every kind inside words and labels, marks alone, number signs, names of
// documents, two sentences under one span.
func rough(t testing.TB) Record {
	return record(t, "doc-0008", "# -DOCSTART- 10\u202f000\u200b \u00ad \u2028 O B-ORG\u00a0x.\nLost. Found, said U.S. officials.\x1fEnd", [2]string{"BIG NUMBER", "10\u202f000"},
		[2]string{"ORG", "Lost. Found"}, [2]string{"BIG_NUMBER", "officials"}, [2]string{"A|B", "End"})
}

// Two labels that a column cannot tell apart are written as two.
func TestLabelsThatNoColumnHolds(t *testing.T) {
	files, rep := trainingOf(t, "conll", rough(t))
	got := files["data.jsonl"]
	for _, want := range []string{"10 _ _ B-BIG_NUMBER\n000 _ _ I-BIG_NUMBER\n", "officials _ _ B-BIG_NUMBER_2\n", "End _ _ B-A_B\n", "Lost _ _ B-ORG\n. _ _ I-ORG\nFound _ _ I-ORG\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if notes := strings.Join(rep.Notes, "\n"); strings.Count(notes, "because a column cannot hold it") != 3 {
		t.Errorf("notes %s", notes)
	}
}

func TestLongSentencesAreNoted(t *testing.T) {
	_, rep := trainingOf(t, "tsv", record(t, "a", strings.Repeat("word ", longSentence+1)))
	if len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], "1 sentence has more than 250 tokens") {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestColumnsCheckSeesEveryChange(t *testing.T) {
	for _, scheme := range Schemes {
		r := opened(t, "conll")
		r.run.opts.Scheme = scheme
		c := openConll(r.run).(columns)
		u := r.unit(mira(t))
		data, err := c.write(nil, u)
		if err != nil {
			t.Fatal(err)
		}
		flat, _ := r.flat(u.spans)
		if err := c.check(data, u.lesson, flat); err != nil {
			t.Fatal(err)
		}
		last := map[Scheme]string{IOB2: "I", BIOES: "E"}[scheme]
		for _, change := range [][2]string{{"-DOCSTART- -X- O O\n", "-DOCSTART- -X- O\n"}, {"Okonkwo _ _ " + last + "-PERSON\n", ""}, {" O\nleft", " I-PERSON\nleft"}, {"B-DATE", "O"}, {"B-DATE", "I-DATE"},
			{last + "-DATE", "O"}, {last + "-DATE", "B-DATE"}, {"North _ _", "North _"}, {"Bay _ _ I-ORG\n", "Bay _ _ I-ORG\n\n"}, {"B-PERSON", "B-PERSIN"}, {". _ _ O\n", ""}, {"🚒", "🚑"}, {"North", "North\u00a0x"},
			{"Bay _ _ I-ORG\n", "Bay _ _ E-ORG\n"}, {". _ _ O\n\n", ". _ _ O\n"}} {
			bad := strings.Replace(string(data), change[0], change[1], 1)
			if bad == string(data) {
				t.Fatalf("%q is not in %s", change[0], data)
			}
			if c.check([]byte(bad), u.lesson, flat) == nil {
				t.Errorf("%s: %q for %q passed the check", scheme, change[1], change[0])
			}
		}
	}
}
