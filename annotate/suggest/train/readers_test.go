package train

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// marks is a record in marked text; braces stand around what is left open.
func marks(r Record) string {
	var b strings.Builder
	for i, c := range []rune(r.Text + "\x00") {
		for _, s := range r.Spans {
			if s.End == i {
				b.WriteByte(']')
			}
		}
		for _, u := range r.Unknown {
			if u.End == i {
				b.WriteByte('}')
			}
		}
		for _, s := range r.Spans {
			if s.Start == i {
				b.WriteString("[" + s.Label + " ")
			}
		}
		for _, u := range r.Unknown {
			if u.Start == i {
				b.WriteByte('{')
			}
		}
		if c != 0 {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// column writes "word/TAG word" as lines; a word without a tag is O, "||" is an empty line.
func column(words string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(words) {
		if w == "||" {
			b.WriteByte('\n')
			continue
		}
		tag := "O"
		if i := strings.LastIndex(w, "/"); i > 0 && isTag(w[i+1:]) {
			w, tag = w[:i], w[i+1:]
		}
		b.WriteString(w + "\t" + tag + "\n")
	}
	return b.String()
}

func checkReader(t *testing.T, s *set, files map[string]string, want ...string) {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	known, err := readLists()
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.records(folder, known)
	if err != nil {
		t.Fatal(err)
	}
	checkRecords(t, list)
	var got []string
	for _, r := range list {
		got = append(got, marks(r))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", s.credit.Source, got, want)
	}
}

func TestWikigold(t *testing.T) {
	checkReader(t, wikigold, map[string]string{"wikigold.conll.txt": column("-DOCSTART- || " +
		"The/I-ORG Lanterns/I-ORG played/O Delft/I-LOC ,/O Holland/I-LOC in/O the/O Harbour/I-MISC Cup/I-MISC ./O || " +
		"German/I-MISC fans/O liked/O '/O Blue/I-MISC Door/I-MISC '/O and/O the/O Lanterns/O ./O || -DOCSTART- || " +
		"Dr./I-PER Ann/I-PER Lee/I-PER 's/O Polish/O mother/O left/O Mill/I-ORG Road/I-ORG ./O || ")},
		"The [ORG Lanterns] played [LOC Delft], [LOC Holland] in the [EVENT Harbour Cup].",
		"[NORP German] fans liked '{Blue Door}' and the {Lanterns}.",
		"Dr. [PER Ann Lee]'s [NORP Polish] mother left [LOC Mill Road].")
}

func TestRe3d(t *testing.T) {
	checkReader(t, re3d, map[string]string{"CENTCOM/a.conll": column("" +
		"./O the/B-Person Iraqi/I-Person Foreign/I-Person Minister/I-Person Ibrahim/I-Person al/I-Person -/I-Person Hamdan/I-Person met/O him/B-Person ./O || " +
		"U.S./B-Organisation forces/I-Organisation struck/O the/B-Location northern/I-Location part/I-Location of/I-Location Syria/I-Location today/B-Temporal ./O || " +
		"The/B-Organisation Syrian/I-Organisation army/I-Organisation and/O Kurdish/B-Organisation YPG/I-Organisation left/O Mosul/B-Location ,/I-Location Iraq/I-Location ./O || " +
		"Russia/B-Organisation said/O \"/O no/O \"/O to/O ISIL/B-Organisation tactical/I-Organisation units/I-Organisation in/O northern/B-Location Iraq/I-Location ./O || " +
		"The/O UK/B-Organisation ’/I-Organisation s/I-Organisation Royal/I-Organisation Navy/I-Organisation sank/O a/B-MilitaryPlatform boat/I-MilitaryPlatform ./O || " +
		"Mosul/O fell/O ./O ||")},
		"the [NORP Iraqi] Foreign Minister [PER Ibrahim al-Hamdan] met him.",
		"[LOC U.S.] forces struck the northern part of [LOC Syria] today.",
		"The [ORG Syrian army] and [NORP Kurdish] [ORG YPG] left [LOC Mosul], [LOC Iraq].",
		"[LOC Russia] said \"no\" to [ORG ISIL] tactical units in northern [LOC Iraq].",
		"The [LOC UK]’s [ORG Royal Navy] sank a boat.",
		"{Mosul} fell.")
}

func TestCrossNER(t *testing.T) {
	checkReader(t, crossner, map[string]string{"train.txt": column("" +
		"In/O the/O 1999/B-election Danish/I-election general/I-election election/I-election the/O Greens/B-misc beat/O Senator/B-politician Ida/I-politician Holm/I-politician of/O the/O Folk/B-politicalparty Party/I-politicalparty (/O FP/B-politicalparty )/O ./O ||"),
		"dev.txt": column("He/O fought/O in/O World/B-event War/I-event II/I-event with/O Polish/B-misc troops/O ,/O did/O n't/O return/O to/O Norway/B-organisation ./O ||")},
		"In the {1999 Danish general election} the {Greens} beat Senator [PER Ida Holm] of the [ORG Folk Party] ([ORG FP]).",
		"He fought in [EVENT World War II] with [NORP Polish] troops, didn't return to [LOC Norway].")
}

func TestGermEval(t *testing.T) {
	var b strings.Builder
	for i, w := range []string{"Der/O", "US-Präsident/B-LOCpart", "traf/O", "deutsche/B-LOCderiv", "Bauern/O", "in/O", "Köln/B-LOC", "nach/O", "dem/O",
		"Zweiten/B-OTH", "Weltkrieg/I-OTH", ",/O", "las/O", "\"/O", "Die/B-OTH", "Mühle/I-OTH", "\"/O", "auf/O", "Französisch/B-LOCderiv", "im/O", "Rheintal/B-LOCpart", "./O"} {
		word, tag, _ := strings.Cut(w, "/")
		b.WriteString(string(rune('1'+i%9)) + "\t" + word + "\t" + tag + "\tO\n")
	}
	checkReader(t, germeval, map[string]string{"NER-de-dev.tsv": "#\thttp://example.org/a\t[2010-01-01]\t\n" + b.String() + "\n"},
		"Der [LOC US]-Präsident traf [NORP deutsche] Bauern in [LOC Köln] nach dem [EVENT Zweiten Weltkrieg], las \"{Die Mühle}\" auf {Französisch} im {Rheintal}.")
}

func TestTweets(t *testing.T) {
	checkReader(t, wnut17, map[string]string{"wnut17train.conll": column("RT/O @anna_b/O :/O It/O '/O s/O raining/O in/O the/B-location Bronx/I-location ,/O says/O " +
		"Mayor/B-person Lee/I-person ./O My/O fone/B-product died/O ||"), "emerging.dev.conll": column("Go/O Tigers/B-group !/O English/O rain/O ||")},
		"RT {@anna_b}: It's raining in the [LOC Bronx], says Mayor [PER Lee]. My fone died", "Go [ORG Tigers]! [NORP English] rain")
	files := map[string]string{"a.conll": column("@/B-PER colgo/I-PER hey/O ,/O #/B-LOC Gaza/I-LOC now/O :/O http://t.co/x/B-ORG ||")}
	for _, name := range []string{"b", "e", "f", "g", "h"} {
		files[name+".conll"] = ""
	}
	checkReader(t, btc, files, "{@colgo} hey, #[LOC Gaza] now: {http://t.co/x}")
}

func TestEuropeana(t *testing.T) {
	files := map[string]string{"enp_NL.kb.bio": "", "enp_DE.onb.bio": "", "enp_DE.lft.bio": column("Der/O Zug/O nach/O Wien,/I-LOC mit/O Herrn/I-PER Karl/I-PER Huber/I-PER und/O dem/O K«ch/I-PER kam/O an./O Morgen/O fährt/O er./O"),
		"enp_FR.bnf.bio": column("L'/O orage/O passe/O sur/O la/I-LOC Loire/I-LOC et/O la/O Mouette/I-ORG s'/O en/O va./O X^}z/O q»]]/O k##1/O }{/O ^^^z/O a/O b/O c./O")}
	checkReader(t, europeana, files,
		"L'orage passe sur la [LOC Loire] et la {Mouette} s'en va.",
		"Der Zug nach [LOC Wien], mit Herrn [PER Karl Huber] und dem {K«ch} kam an.")
}

func TestAnercorp(t *testing.T) {
	checkReader(t, anercorp, map[string]string{"train.tsv": column("" +
		"زار/O سليم/B-PER حداد/I-PER المغرب/B-LOC وتونس/B-LOC ولفرنسا/B-LOC سفير/O ./O || " +
		"عاد/O للمغرب/B-LOC وسليم/B-PER حداد/I-PER وورينا/B-LOC والولايات/B-ORG المتحدة/I-ORG بعد/O الحرب/B-MISC الباردة/I-MISC ./O || " +
		"قال/O الوزير/O السوري/O للفرنسيين/O ./O ||")},
		"زار [PER سليم حداد] [LOC المغرب] و[LOC تونس] ول[LOC فرنسا] سفير.",
		"عاد لل[LOC مغرب] و[PER سليم حداد] {وورينا} و[LOC الولايات المتحدة] بعد [EVENT الحرب الباردة].",
		"قال الوزير [NORP السوري] لل[NORP فرنسيين].")
}

func TestUniversal(t *testing.T) {
	lines := func(text string, words ...string) string {
		var b strings.Builder
		b.WriteString("# newdoc id = d1\n# sent_id = d1-1\n# text = " + text + "\n")
		for i, w := range words {
			word, tag, _ := strings.Cut(w, "/")
			b.WriteString(string(rune('1'+i)) + "\t" + word + "\t" + tag + "\t-\t-\n")
		}
		return b.String() + "\n"
	}
	checkReader(t, unerEnglish, map[string]string{"en_ewt-ud-test.iob2": lines("Ca n't Bob@ACME (UK) go?", "Ca/O", "n't/O", "Bob@ACME/B-PER", "(/O", "UK/B-LOC", ")/O", "go/O", "?/O"),
		"en_ewt-ud-dev.iob2": ""}, "Can't [PER Bob]@ACME ([LOC UK]) go?")
	checkReader(t, unerChinese, map[string]string{"zh_gsdsimp-ud-train.iob2": lines("陈大文在法国，Bob Lee说。", "陈/B-PER", "大文/I-PER", "在/O", "法国/B-ORG", "，/O", "Bob/B-PER", "Lee/I-PER", "说/O", "。/O"),
		"zh_gsdsimp-ud-dev.iob2": ""}, "[PER 陈大文]在[LOC 法国]，[PER Bob Lee]说。")
}

// TestFilled has what no set marks: dates, peoples, and what may be either or an event.
func TestFilled(t *testing.T) {
	for _, c := range []struct{ language, words, want string }{
		{"en", "On Tuesday , 4 March 2024 , or in May 2023 , in 1999 , some 1999 people and 1984 cars came .",
			"On [DATE Tuesday, 4 March 2024], or in [DATE May 2023], in [DATE 1999], some {1999} people and {1984} cars came."},
		{"en", "May and Nov. 3 , in the 1990s , last Friday", "{May} and [DATE Nov. 3], in the [DATE 1990s], last [DATE Friday]"},
		{"en", "The Zembian team at the Harbour World Cup II won", "The {Zembian} team at the {Harbour} {World} {Cup} {II} won"},
		{"de", "Am 4. März 2024 und 1980 im Winter", "Am [DATE 4. März 2024] und {1980} im {Winter}"},
		{"fr", "le 4 mars 2024 en mai un Breton polonais", "le [DATE 4 mars 2024] en {mai} un Breton {polonais}"},
		{"ar", "يوم الأحد 4 مارس 2024", "يوم [DATE الأحد 4 مارس 2024]"},
		{"zh", "2024年3月4日 发生 抗日战争", "[DATE 2024年3月4日]{发生抗日战争}"},
	} {
		p := passage{language: c.language}
		for w := range strings.FieldsSeq(c.words) {
			p.words = append(p.words, word{text: w, tag: "O"})
		}
		known, err := readLists()
		if err != nil {
			t.Fatal(err)
		}
		d := p.join(false)
		(&set{peoples: true}).bring(d, known)
		if got := marks(Record{Text: string(d.text), Spans: d.spans, Unknown: d.unknown}); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
}

func TestReadersSayWhere(t *testing.T) {
	folder := fstest.MapFS{"wikigold.conll.txt": {Data: []byte("One O\nTwo X-PER\n")}}
	err := wikigold.read(folder, func(passage) {})
	if err == nil || err.Error() != `wikigold.conll.txt:2: "Two X-PER": "X-PER" is no tag: want O, B-LABEL or I-LABEL` {
		t.Error(err)
	}
	if _, _, err := readSets(fstest.MapFS{}, false); err == nil || !strings.Contains(err.Error(), "wikigold") {
		t.Error(err)
	}
}

// TestTwice has a text in two sets: the first keeps it.
func TestTwice(t *testing.T) {
	seen := map[string]bool{}
	first := unseen([]Record{{Text: "It rained."}, {Text: "It  rained !"}, {Text: "It snowed."}}, seen)
	second := unseen([]Record{{Text: "it snowed"}, {Text: "Sun."}}, seen)
	if len(first) != 2 || len(second) != 1 {
		t.Error(first, second)
	}
}
