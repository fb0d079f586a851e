package ingest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// tableOf reads a table and gives its documents as text | label "quote" ….
func tableOf(t testing.TB, name, in string, columns map[string]string) (docs, remarks []string, recs []Record) {
	t.Helper()
	opts := ReadOptions{Name: name, Annotator: "ada", Columns: columns, Report: func(r Remark) { remarks = append(remarks, r.String()) }}
	for rec, err := range readTable(strings.NewReader(in), opts) {
		if err != nil {
			t.Fatal(err)
		}
		docs, recs = append(docs, written(rec)), append(recs, rec)
	}
	return docs, remarks, recs
}

func written(rec Record) string {
	s := rec.Document.Text.String() + " |"
	for _, a := range rec.Work.Annotations.All() {
		s += fmt.Sprintf(" %s %q", a.Label, a.Quote)
	}
	return s
}

func rows(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

const miraRead = `Mira Okonkwo 🚒 left قرية . | PERSON "Mira Okonkwo" PLACE "قرية"`

// Each dialect of formats that corpora come in.
func TestTableDialects(t *testing.T) {
	for name, c := range map[string]struct {
		file, in string
		want     []string
		verdict  string // of the first remark
		remarks  int
	}{
		"CoNLL 2003": {"a.conll", rows("-DOCSTART- -X- O O", "", "EU NNP I-NP I-ORG", "rejects VBZ I-VP O", "German JJ I-NP I-MISC", "", "Oslo NNP I-NP I-LOC", "Oslo NNP I-NP B-LOC", "-DOCSTART- -X- -X- O", "Mira NNP I-NP I-PER", "Okonkwo NNP I-NP I-PER"),
			[]string{"EU rejects German\nOslo Oslo | ORG \"EU\" MISC \"German\" LOC \"Oslo\" LOC \"Oslo\"", "Mira Okonkwo | PER \"Mira Okonkwo\""}, "tags in column 4, IOB1", 1},
		"our conll": {"a.conll", rows("-DOCSTART- -X- O O", "", "Mira _ _ B-PERSON", "Okonkwo _ _ I-PERSON", "🚒 _ _ O", "left _ _ O", "قرية _ _ B-PLACE", ". _ _ O", ""), []string{miraRead}, "white space between its columns: tokens in column 1, tags in column 4, IOB2", 1},
		"BIOES":     {"a.tsv", rows("Mira\tB-PERSON", "Okonkwo\tE-PERSON", "🚒\tO", "left\tO", "قرية\tS-PLACE", ".\tO"), []string{miraRead}, "tabs between its columns: tokens in column 1, tags in column 2, BIOES", 1},
		"BILUO":     {"a.tsv", rows("Mira\tB-PERSON", "Okonkwo\tL-PERSON", "🚒\tO", "left\tO", "قرية\tU-PLACE", ".\tO"), []string{miraRead}, "BILUO", 1},
		"IO with bare labels": {"a.tsv", rows("Mira\tperson-other", "Okonkwo\tperson-other", "🚒\tO", "left\tO", "قرية\tlocation-other"),
			[]string{"Mira Okonkwo 🚒 left قرية | person-other \"Mira Okonkwo\" location-other \"قرية\""}, "labels without B- and I-", 2},
		"WNUT":    {"a.conll", rows("#go\tO", "Mira\tB-person", "\t", "#x\tO", "#\tO", "Oslo\tB-location", "\t"), []string{"#go Mira\n#x # Oslo | person \"Mira\" location \"Oslo\""}, "IOB2; 5 tokens in 2 sentences", 1},
		"WikiANN": {"a.tsv", rows("en:Sioux\tB-ORG", "en:City\tI-ORG", "en::\tO", "", "en:Oslo\tB-LOC"), []string{"Sioux City :\nOslo | ORG \"Sioux City\" LOC \"Oslo\""}, "IOB2", 1},
		"GermEval": {"a.tsv", rows("#\thttp://de.example.org [2009-10-17]", "1\tSchartau\tB-PER\tO", "2\tsagte\tO\tO", "3\tdem\tO\tO", "4\tTagesspiegel\tB-ORG\tB-LOCderiv", "", "#\thttp://x", "1\tBerliner\tB-LOCderiv\tO", "2\tFC\tO\tO"),
			[]string{"Schartau sagte dem Tagesspiegel\nBerliner FC | PER \"Schartau\" ORG \"Tagesspiegel\" LOCderiv \"Tagesspiegel\" LOCderiv \"Berliner\""}, "tokens in column 2, tags in columns 3, 4, IOB2", 1},
		"UNER": {"a.iob2", rows("# newdoc id = doc-0001", "# sent_id = doc-0001-1", "# text = Mira Okonkwo  left قرية.", "1\tMira\tB-PERSON\t-\tann1", "2\tOkonkwo\tI-PERSON\t-\tann1", "3\tleft\tO\t-\t-", "4\tقرية\tB-PLACE\t-\tann1", "5\t.\tO\t-\t-"),
			[]string{`Mira Okonkwo  left قرية. | PERSON "Mira Okonkwo" PLACE "قرية"`}, "tokens in column 2, tags in column 3, IOB2", 1},
		"AnEM":                 {"a.conll", rows("serum\t10\t15\tB-Substance", "(\t16\t17\tO", "blood\t17\t22\tB-Substance", ")\t22\t23\tO", "is\t30\t32\tO"), []string{"serum (blood) is | Substance \"serum\" Substance \"blood\""}, "tags in column 4", 1},
		"MultiCoNER":           {"a.conll", rows("# id 5a1c\tdomain=en", "mira _ _ B-PER", "okonkwo _ _ I-PER", "left _ _ O", "", "# id 77\tdomain=en", "# _ _ O", "oslo _ _ B-LOC"), []string{"mira okonkwo left\n# oslo | PER \"mira okonkwo\" LOC \"oslo\""}, "IOB2; 5 tokens in 2 sentences", 1},
		"Kaggle":               {"a.csv", "Sentence #,Word,POS,Tag\nSentence: 1,Caf\xe9,NNP,B-org\n,Oslo,NNP,I-org\n,\"\"\"\",``,O\n,NA,X,O\nSentence: 2,null,NN,B-geo\n", []string{"Café Oslo \" NA\nnull | org \"Café Oslo\" geo \"null\""}, "commas between its columns: tokens in column 2, tags in column 4, IOB2", 2},
		"INCEpTION, 2 columns": {"a.conll", rows("Mira B-PERSON", "Okonkwo I-PERSON", "🚒 O", "left O", "قرية B-PLACE", ". O"), []string{miraRead}, "white space", 1},
		"Europeana, all I-":    {"a.conll", rows("Paris I-LOC", "et O", "Jean I-PER", "Bart I-PER"), []string{"Paris et Jean Bart | LOC \"Paris\" PER \"Jean Bart\""}, "IOB1", 1},
		"names of columns":     {"a.tsv", rows("token\tner", "Mira\tB-PER", "left\tO"), []string{"Mira left | PER \"Mira\""}, "it looks like the names of the columns", 2},
		"spaces in tokens":     {"a.tsv", rows("10 000\tB-NUM", "New York\tB-LOC"), []string{"10 000 New York | NUM \"10 000\" LOC \"New York\""}, "IOB2", 1},
		"nothing but O":        {"a.tsv", rows("Mira\tO", "left\tO"), []string{"Mira left |"}, "tags in column 2", 1},
	} {
		docs, remarks, recs := tableOf(t, c.file, c.in, nil)
		if !slices.Equal(docs, c.want) {
			t.Errorf("%s: %q\nwant %q\n%q", name, docs, c.want, remarks)
			continue
		}
		if !strings.Contains(strings.Join(remarks, "\n"), c.verdict) || len(remarks) != c.remarks {
			t.Errorf("%s: remarks %q, want %q among %d", name, remarks, c.verdict, c.remarks)
		}
		if recs[0].Document.Meta["reconstructed"] != "true" || recs[0].Annotator != "ada" || !recs[0].Replaces {
			t.Errorf("%s: %+v", name, recs[0])
		}
		if f, err := Detect(c.file, []byte(c.in)); err != nil || !strings.Contains("conll tsv conllu", f.Name) {
			t.Errorf("%s: detected as %q, %v", name, f.Name, err)
		}
	}
	if _, _, recs := tableOf(t, "a.tsv", "en:Oslo\tB-LOC\n", nil); recs[0].Language != "en" {
		t.Errorf("language %q", recs[0].Language)
	}
}

func TestConlluIsReadToTheLetter(t *testing.T) {
	in := rows("# newdoc id = d1", "# newpar", "# text = Vámonos al mar.", "1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\tSpacesBefore=\\s", "1\tvamos\t_\t_\t_\t_\t_\t_\t_\tNE=B-X", "2\tnos\t_\t_\t_\t_\t_\t_\t_\tNE=O",
		"3-4\tal\t_\t_\t_\t_\t_\t_\t_\t_", "3\ta\t_\t_\t_\t_\t_\t_\t_\tNE=O", "4\tel\t_\t_\t_\t_\t_\t_\t_\tNE=B-LOC", "5\tmar\t_\t_\t_\t_\t_\t_\t_\tNE=I-LOC|SpaceAfter=No", "5.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_", "6\t.\t_\t_\t_\t_\t_\t_\t_\tNE=O", "",
		"# text = Sí|no", "1\tSí|no\t_\t_\t_\t_\t_\t_\t_\tNE=O|SpacesAfter=\\s\\t\\n\\p\\\\n\\u2028\\q", "2\tx\t_\t_\t_\t_\t_\t_\t_\tname=B-Y", "", "# newpar", "1\tFin\t_\t_\t_\t_\t_\t_\t_\t_", "", "# newdoc", "1\tOtra\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\s")
	docs, remarks, recs := tableOf(t, "file.conllu", in, nil)
	want := []string{" Vámonos al mar. Sí|no \t\n|\\n\u2028\\qx\n\nFin | X \"Vámonos\" LOC \"al mar\" Y \"x\"", "Otra |"}
	if !slices.Equal(docs, want) || recs[0].Document.ID != "d1" || recs[1].Document.ID != "file" {
		t.Errorf("%q\nwant %q", docs, want)
	}
	if len(remarks) != 2 || !strings.Contains(remarks[1], "in 2 tokens only a part has the label") {
		t.Errorf("remarks %q", remarks)
	}
}

// What cannot be taken is said, and the rest is read.
func TestTableSaysWhatIsBroken(t *testing.T) {
	broken := "I-LOC"
	var good []string
	for range 30 {
		good = append(good, "Oslo B-LOC", "is O")
	}
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"rows":            {rows(append(good, "Oslo", "New York B-LOC I-LOC", "Rome B-LOC")...), []string{"line 61: 1 column where the others have 2: \"Oslo\"; the row is left out", "line 62: 4 columns"}},
		"sequences":       {rows(append(good, "x O", "Rome "+broken)...), []string{"broken sequences of tags: 1 place;"}},
		"no tags":         {rows(slices.Repeat([]string{"Oslo B-LOC"}, 2000)...) + "Rome Q\n", []string{"line 2001: \"Q\" is no tag; read as O"}},
		"an empty token":  {"\tO\nOslo\tB-LOC\n", []string{"line 1: its token is empty"}},
		"one column":      {"just\nwords\n", []string{"most of its lines are one column"}},
		"no column":       {"some words\nin a text\nof ours here\n", []string{"none of its 3 columns has tags"}},
		"only comments":   {"# a\n# b c\n", []string{"it is no table"}},
		"NUL":             {"Oslo\tB-LOC\n\x00\tO\n", []string{"NUL"}},
		"damaged UTF-8":   {strings.Repeat("قرية\tB-LOC\n", 9) + "\xff\tO\n", []string{"UTF-8 but for byte"}},
		"BIOES":           {"a B-X\nb O\nc E-X\nd S-X\ne B-X\n\nf I-X\n", []string{"broken sequences of tags: 5 places;"}},
		"two of each row": {rows(slices.Repeat([]string{"a O", "b B-X", "c"}, 30)...), []string{"line 3: 1 column", "10 more rows are left out"}},
	} {
		_, remarks, _ := tableOf(t, "a.tsv", c.in, nil)
		all := strings.Join(remarks, "\n")
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: %q is not in\n%s", name, w, all)
			}
		}
	}
	if docs, _, _ := tableOf(t, "a.tsv", " \n\n", nil); len(docs) != 0 {
		t.Errorf("an empty file gives %q", docs)
	}
}

func TestTablesWithoutDocumentsOrSentences(t *testing.T) {
	docs, remarks, recs := tableOf(t, "tweets.conll", strings.Repeat("Oslo\tB-LOC\nis\tO\n\n", 250), nil)
	if len(docs) != 3 || recs[1].Document.ID != "tweets-2" || !strings.Contains(strings.Join(remarks, " "), "one for every 100 sentences") {
		t.Errorf("%d documents, %q", len(docs), remarks)
	}
	docs, remarks, _ = tableOf(t, "press.conll", strings.Repeat("Oslo I-LOC\nis O\n. O\n", 2000), nil)
	if len(docs) != 20 || strings.Count(docs[0], "\n") != 99 || !strings.Contains(strings.Join(remarks, " "), "no blank lines between sentences") {
		t.Errorf("%d documents, %q", len(docs), remarks)
	}
	docs, _, _ = tableOf(t, "press.conll", strings.Repeat("Oslo I-LOC\nis O\n", 2000), nil)
	if len(docs) != 1 || strings.Count(docs[0], "\n") != 15 {
		t.Errorf("%d documents with %d lines", len(docs), strings.Count(docs[0], "\n"))
	}
}

func TestTableColumnsThatSomebodyNames(t *testing.T) {
	in := rows("x\tMira\tB-PER\tO", "y\tleft\tO\tB-V")
	if docs, _, _ := tableOf(t, "a.tsv", in, map[string]string{"text": "2", "labels": "4"}); !slices.Equal(docs, []string{"Mira left | V \"left\""}) {
		t.Errorf("%q", docs)
	}
	if _, remarks, _ := tableOf(t, "a.tsv", in, map[string]string{"labels": "5"}); !strings.Contains(strings.Join(remarks, ""), `"5" is none of its columns: count them from 1 to 4`) {
		t.Errorf("%q", remarks)
	}
}

func TestDetectLeavesOtherFilesAlone(t *testing.T) {
	for name, in := range map[string]string{"a.csv": "text,label\nMira left,PER\n", "a.tsv": "text\tkind\nMira left\tnews\nOslo is\tsport\n", "a.conll": "", "b.tsv": "one\ntwo\n"} {
		if f, err := Detect(name, []byte(in)); err == nil && strings.Contains("conll tsv conllu", f.Name) {
			t.Errorf("%s %q is taken for %s", name, in, f.Name)
		}
	}
}

// Random spans written in every scheme come back as they were.
func TestEverySchemeIsReadBack(t *testing.T) {
	for seed := range uint64(600) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		var plain []tokenRow
		for i := range 3 + rnd.IntN(30) {
			plain = append(plain, tokenRow{text: fmt.Sprintf("w%d", i)})
		}
		var want []string
		tags := make([]string, len(plain))
		scheme := []string{"IOB2", "IOB1", "BIOES", "BILUO"}[rnd.IntN(4)]
		for i := 0; i < len(plain); {
			tags[i] = "O"
			n := 1 + rnd.IntN(3)
			if rnd.IntN(2) == 0 || i+n > len(plain) {
				i++
				continue
			}
			label := []string{"PER", "X-Y", "a b"}[rnd.IntN(3)]
			var words []string
			for j := range n {
				words = append(words, plain[i+j].text)
				tags[i+j] = letter(scheme, j, n, i > 0 && labelOf(tags[i-1]) == label) + "-" + label
			}
			want = append(want, fmt.Sprintf("%s %q", label, strings.Join(words, " ")))
			i += n
		}
		var b strings.Builder
		for i, r := range plain {
			b.WriteString(r.text + "\t" + tags[i] + "\n")
		}
		docs, remarks, _ := tableOf(t, "a.tsv", b.String(), nil)
		_, got, _ := strings.Cut(docs[0], " | ")
		if got != strings.Join(want, " ") || len(remarks) != 1 {
			t.Fatalf("seed %d, %s: %s\nwant %s\n%q\n%s", seed, scheme, got, strings.Join(want, " "), remarks, b.String())
		}
	}
}

func letter(scheme string, i, n int, touches bool) string {
	switch {
	case scheme == "IOB1" && (i > 0 || !touches):
		return "I"
	case i == 0 && n == 1 && scheme == "BIOES":
		return "S"
	case i == 0 && n == 1 && scheme == "BILUO":
		return "U"
	case i == 0:
		return "B"
	case i == n-1 && scheme == "BIOES":
		return "E"
	case i == n-1 && scheme == "BILUO":
		return "L"
	}
	return "I"
}

// Nothing makes the reader panic, and each annotation covers its quote.
func FuzzReadTable(f *testing.F) {
	for _, s := range []string{"Mira\tB-PER\nleft\tO\n", "-DOCSTART- -X- O O\n\nMira _ _ B-PER\n\n", "# newdoc id = a\n# text = Mira.\n1\tMira\t_\t_\t_\t_\t_\t_\t_\tNE=B-PER|SpaceAfter=No\n2\t.\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\u\n",
		"Sentence #,Word,Tag\n1,\"a\"\"b\",B-X\n,c,O\n", "a I-X\nb E-X\n\t\nc\n# d e f\n", "1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t_\t_\t_\tNE=B-X\n2\tb\t_\t_\t_\t_\t_\t_\t_\tNE=O\n", "x\t3\t4\tO\ny\t4\t5\tB-Q\n"} {
		for _, name := range []string{"a.conll", "a.csv"} {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		Detect(name, data)
		for rec, err := range readTable(strings.NewReader(string(data)), ReadOptions{Name: name}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range rec.Work.Annotations.All() {
				if got := rec.Document.Text.Slice(a.Span); got != a.Quote || a.Quote == "" {
					t.Fatalf("%q covers %q", a.Quote, got)
				}
			}
		}
	})
}
