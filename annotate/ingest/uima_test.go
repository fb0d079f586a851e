package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const casEntityType = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

// casOf is a CAS with a text and things, which have the ids from 2 on and are all in the view.
func casOf(text string, things ...string) string {
	members := ""
	for i := range things {
		members += fmt.Sprintf(",%d", i+2)
	}
	list := append([]string{`{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"` + text + `"}`}, things...)
	return `{"%TYPES":{"my.Person":{"%NAME":"my.Person","%SUPER_TYPE":"` + casEntityType + `"},"a":{"%SUPER_TYPE":"b"},"b":{"%SUPER_TYPE":"a"}},"%FEATURE_STRUCTURES":[` + strings.Join(list, ",") +
		`],"%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[` + strings.TrimPrefix(members, ",") + `]}}}`
}

func casThingOf(id int, kind, begin, end, more string) string {
	return fmt.Sprintf(`{"%%ID":%d,"%%TYPE":%q,"@sofa":1,"begin":%s,"end":%s%s}`, id, kind, begin, end, more)
}

func TestCasReads(t *testing.T) {
	const metadata = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
	oslo := casThingOf(2, casEntityType, "3", "7", `,"value":"LOC","identifier":"Q585"`)
	readCases(t, "cas", []toolCase{
		{"UTF-16 units", casOf("🚒 Oslo", oslo), []string{"LOC:Oslo"}, nil},
		{"over many lines", strings.ReplaceAll(casOf("🚒 Oslo", oslo), `,"`, ",\n  \""), []string{"LOC:Oslo"}, nil},
		{"a list", "[" + casOf("🚒 Oslo", oslo) + ",\n" + casOf("Rome") + "]", []string{"LOC:Oslo", ""}, nil},
		{"one a line", casOf("🚒 Oslo", oslo) + "\n" + casOf("Rome") + "\n", []string{"LOC:Oslo", ""}, nil},
		{"things by their ids", `{"%FEATURE_STRUCTURES":{"1":{"%TYPE":"uima.cas.Sofa","sofaString":"Oslo"},"7":{"%TYPE":"` + casEntityType + `","@sofa":1,"^begin":0,"^end":4,"value":"LOC"}}}`, []string{"LOC:Oslo"}, nil},
		{"kinds of entities", casOf("🚒 Oslo", casThingOf(2, "my.Person", "3", "7", ""), casThingOf(3, "x.api.ner.type.Location", "3", "7", `,"value":null`)), []string{"Person:Oslo Location:Oslo"}, nil},
		{"other types", casOf("🚒 Oslo", casThingOf(2, "webanno.custom.Mood", "3", "7", ""), casThingOf(3, "x.Token", "3", "7", ""), casThingOf(4, "a", "3", "7", "")), []string{""}, []string{`1 of the type "webanno.custom.Mood" are not read`, `1 of the type "a"`}},
		{"no label", casOf("🚒 Oslo", casThingOf(2, casEntityType, "3", "7", "")), []string{""}, []string{`span "2" left out: it has no label`}},
		{"in no view", strings.Replace(casOf("🚒 Oslo", oslo), `"%MEMBERS":[2]`, `"%MEMBERS":[]`, 1), []string{""}, []string{`span "2" left out: it is in no view`}},
		{"inside a character", casOf("🚒 Oslo", casThingOf(2, casEntityType, "1", "7", `,"value":"X"`)), []string{""}, []string{"does not begin and end between characters"}},
		{"past the end", casOf("🚒 Oslo", casThingOf(2, casEntityType, "3", "70", `,"value":"X"`)), []string{""}, []string{`span "2" left out`}},
		{"no numbers", casOf("🚒 Oslo", casThingOf(2, casEntityType, `"a"`, "7", `,"value":"X"`)), []string{""}, []string{"it needs begin and end"}},
		{"nothing", `{"%TYPES":{},"%FEATURE_STRUCTURES":[],"%VIEWS":{}}`, nil, []string{"no text"}},
		{"cut off", strings.ReplaceAll(casOf("🚒 Oslo", oslo), `,"`, ",\n\"")[:200], nil, []string{"not JSON"}},
		{"line ends", casOf(`a\r\nOslo`, casThingOf(2, casEntityType, "3", "7", `,"value":"LOC"`)), []string{"LOC:Oslo"}, []string{"line ends of the text"}},
	})
	recs, _ := readTool(t, "cas", casOf("🚒 Oslo", oslo, casThingOf(3, metadata, "0", "7", `,"language":"nb","documentId":"d1","documentTitle":"T"`)), "")
	if a := recs[0].Work.Annotations.All()[0]; recs[0].Document.ID != "d1" || recs[0].Document.Title != "T" || recs[0].Language != "nb" || a.Entity != "Q585" || recs[0].Annotator != "ada" {
		t.Errorf("%+v", recs[0])
	}
	recs, _ = readTool(t, "cas", casOf("🚒 Oslo", casThingOf(2, metadata, "0", "7", `,"language":"x-unspecified","documentId":"eva","documentTitle":"news.txt","collectionId":"p","documentUri":"p/news.txt"`)), "")
	if recs[0].Document.ID != "news" || recs[0].Document.Title != "🚒 Oslo" || recs[0].Annotator != "eva" || recs[0].Language != "" {
		t.Errorf("INCEpTION's: %+v", recs[0])
	}
}

func TestCasRefuses(t *testing.T) {
	for bad, want := range map[string]string{casOf(`a\ud83d`): "surrogate", casOf(`a\u0000`): "NUL", casOf(" "): "is empty", casOf("\xff"): "UTF-8", strings.Replace(casOf("a"), `"%TYPES"`, `"%VIEWS":{},"%TYPES"`, 1): "is there twice", "5": "no text"} {
		recs, remarks := readTool(t, "cas", bad+"\n"+casOf("next")+"\n", "")
		if len(recs) != 1 || len(remarks) != 1 || !remarks[0].Refused || !strings.Contains(remarks[0].String(), want) {
			t.Errorf("%s: %d records, %q, want %q", bad, len(recs), linesOf(remarks), want)
		}
	}
}

const xmiHead = `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>`

func xmiOf(text, members string, things ...string) string {
	return xmiHead + strings.Join(things, "") + `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="` + text + `"/><cas:View sofa="1" members="` + members + `"/></xmi:XMI>`
}

func TestXMIReads(t *testing.T) {
	oslo := `<ner:NamedEntity xmi:id="2" sofa="1" begin="3" end="7" value="LOC" identifier="Q585"/>`
	readCases(t, "xmi", []toolCase{
		{"UTF-16 units", xmiOf("🚒 Oslo", "2", oslo), []string{"LOC:Oslo"}, nil},
		{"version 1.1", strings.Replace(xmiOf("🚒 Oslo", "2", oslo), `version="1.0"`, `version="1.1"`, 1), []string{"LOC:Oslo"}, nil},
		{"line ends in references", xmiOf("a&#10;&lt;Oslo", "2", oslo), []string{"LOC:Oslo"}, nil},
		{"elements in elements", xmiOf("🚒 Oslo", "2", `<custom:X xmi:id="9" sofa="1" begin="0" end="1"><elements>a</elements></custom:X>`, oslo), []string{"LOC:Oslo"}, []string{`1 of the type "webanno.custom.X" are not read`}},
		{"in no view", xmiOf("🚒 Oslo", "", oslo), []string{""}, []string{"in no view"}},
		{"kinds", xmiOf("🚒 Oslo", "2", `<ner:Location xmi:id="2" sofa="1" begin="3" end="7"/>`), []string{"Location:Oslo"}, nil},
		{"no sofa", xmiHead + "</xmi:XMI>", nil, []string{"no text"}},
		{"other XML", "<html>:XMI</html>", nil, []string{"no XMI in it"}},
		{"cut off", xmiHead, nil, []string{"cannot be read"}},
		{"control characters", xmiOf("a&#1;b", ""), nil, []string{"cannot be read"}},
		{"no UTF-8", xmiOf("a\xff", ""), nil, []string{"cannot be read"}},
		{"empty", xmiOf(" ", ""), nil, []string{"is empty"}},
	})
	recs, _ := readTool(t, "xmi", xmiOf("🚒 Oslo", "2 3", oslo, `<type4:DocumentMetaData xmi:id="3" sofa="1" begin="0" end="7" language="nb" documentTitle="T" documentId="d1"/>`), "")
	if a := recs[0].Work.Annotations.All()[0]; recs[0].Document.ID != "d1" || recs[0].Document.Title != "T" || recs[0].Language != "nb" || a.Entity != "Q585" {
		t.Errorf("%+v", recs[0])
	}
}

const webannoHead = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Lemma|value\n#T_SP=" + casEntityType + "|identifier|value\n#T_RL=x.Dep|kind|BT_x.Lemma\n\n\n"

func TestWebannoReads(t *testing.T) {
	const example = "#FORMAT=WebAnno TSV 3.3\n#T_SP=" + casEntityType + "|identifier|value\n\n\n#Text=Mira Okonkwo 🚒 left قرية for North Bay University Hospital on 3 May.\n" +
		"1-1\t0-4\tMira\t*[1]\tPERSON[1]\t\n1-2\t5-12\tOkonkwo\t*[1]\tPERSON[1]\t\n1-3\t13-15\t🚒\t_\t_\t\n1-4\t16-20\tleft\t_\t_\t\n1-5\t21-25\tقرية\t*\tPLACE\t\n1-6\t26-29\tfor\t_\t_\t\n" +
		"1-7\t30-35\tNorth\t*[2]|*[3]\tORG[2]|PLACE[3]\t\n1-8\t36-39\tBay\t*[2]|*[3]\tORG[2]|PLACE[3]\t\n1-9\t40-50\tUniversity\t*[2]\tORG[2]\t\n1-10\t51-59\tHospital\t*[2]\tORG[2]\t\n1-11\t60-62\ton\t_\t_\t\n1-12\t63-64\t3\t*[4]\tDATE[4]\t\n1-13\t65-68\tMay\t*[4]\tDATE[4]\t\n1-14\t68-69\t.\t_\t_\t\n"
	readCases(t, "webanno-tsv", []toolCase{
		{"the shared example", example, []string{"PERSON:Mira Okonkwo PLACE:قرية ORG:North Bay University Hospital PLACE:North Bay DATE:3 May"}, nil},
		{"with CRLF", strings.ReplaceAll(example, "\n", "\r\n"), []string{"PERSON:Mira Okonkwo PLACE:قرية ORG:North Bay University Hospital PLACE:North Bay DATE:3 May"}, nil},
		{"sentences and lines", webannoHead + "#Text=a b\n#Text=c.\n1-1\t0-1\ta\t_\t_\t_\t_\t_\t\n1-2\t2-3\tb\t_\t*[1]\tX[1]\t_\t_\t\n1-3\t4-5\tc\t_\t*[1]\tX[1]\t_\t_\t\n\n#Text=Oslo\n2-1\t8-12\tOslo\t_\thttp://q/1\tLOC\t_\t_\t\n", []string{"X:b\nc LOC:Oslo"}, []string{"what stood between sentences"}},
		{"other layers", webannoHead + "#Text=Oslo\n1-1\t0-4\tOslo\toslo\t_\t_\tnsubj\t1-1\t\n", []string{""}, []string{`layer "x.Lemma" is not read`, `layer "x.Dep" is not read`}},
		{"parts of a token", webannoHead + "#Text=enclaveEnsure\n1-1\t0-13\tenclaveEnsure\t_\t_\t_\t_\t_\t\n1-1.1\t0-7\tenclave\t_\t*\tLOC\t_\t_\t\n", []string{"LOC:enclave"}, nil},
		{"escapes", webannoHead + "#Text=a\\[b\\]\n1-1\t0-4\ta\\[b\\]\t_\t*\tX\\|Y\\_Z\t_\t_\t\n", []string{"X|Y_Z:a[b]"}, nil},
		{"no label", webannoHead + "#Text=Oslo\n1-1\t0-4\tOslo\t_\t*\t*\t_\t_\t\n", []string{""}, []string{"it has no label"}},
		{"moved", webannoHead + "#Text=Oslo is\n1-1\t0-4\tOslo\t_\t_\t_\t_\t_\t\n1-2\t4-6\tis\t_\t*\tX\t_\t_\t\n", []string{"X: i"}, []string{"1 tokens with entities do not stand"}},
		{"no token", webannoHead + "#Text=Oslo\n1-1\tx\tOslo\n1-1\t9999999999-9999999999\ta\n", []string{""}, []string{"is no line of a token", "is no line of a token"}},
		{"no text", webannoHead + "1-1\t0-4\tOslo\t_\t*\tLOC\t_\t_\t\n1-2\t5-7\tis\t_\t_\t_\t_\t_\t\n", []string{"LOC:Oslo"}, []string{"what stood between"}},
		{"nothing", webannoHead, nil, []string{"is empty"}},
		{"no UTF-8", webannoHead + "\xff", nil, []string{"UTF-8"}},
	})
	recs, _ := readTool(t, "webanno-tsv", webannoHead+"#Text=Oslo\n1-1\t0-4\tOslo\t_\thttp://q/1\tLOC\t_\t_\t\n", "")
	if a := recs[0].Work.Annotations.All()[0]; a.Entity != "http://q/1" {
		t.Errorf("%+v", a)
	}
}

func TestUIMAIsDetected(t *testing.T) {
	detects(t, "cas", casOf("Oslo"), "["+casOf("Oslo")+"]", strings.ReplaceAll(casOf("Oslo"), ",", ",\n"))
	for name, c := range map[string][2]string{"a.xmi": {xmiOf("a", ""), "xmi"}, "a.xml": {xmiOf("a", ""), "xmi"}, "a.tsv": {webannoHead, "webanno-tsv"}} {
		if f, err := Detect(name, []byte(c[0])); err != nil || f.Name != c[1] {
			t.Errorf("%s is taken for %s: %v", name, f.Name, err)
		}
	}
}

// fuzzWhole reads anything as a file of one document: no panic, and a record or a line in the report.
func fuzzWhole(f *testing.F, format string, seeds ...string) {
	for _, s := range append(seeds, "", "\ufeff", "\x00", "<", "{") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		recs, remarks := readTool(t, format, in, "")
		if len(recs) == 0 && !isNothing(in) && !slices.ContainsFunc(remarks, func(r Remark) bool { return r.Refused }) {
			t.Fatalf("nothing is said of %q", in)
		}
	})
}

// isNothing reports whether a file is white space and byte order marks, or a list without elements.
func isNothing(in string) bool {
	rest := strings.TrimSpace(strings.TrimLeft(in, bom))
	t, _, err := parseTree([]byte(rest))
	return rest == "" || err == nil && t.kind == '[' && len(t.list) == 0
}

func FuzzReadCas(f *testing.F) {
	fuzzWhole(f, "cas", casOf("🚒 Oslo", casThingOf(2, casEntityType, "3", "7", `,"value":"LOC"`)), strings.ReplaceAll(casOf("a"), ",", ",\n"))
}

func FuzzReadXMI(f *testing.F) {
	fuzzWhole(f, "xmi", xmiOf("🚒 Oslo", "2", `<ner:NamedEntity xmi:id="2" sofa="1" begin="3" end="7" value="LOC"/>`))
}

func FuzzReadWebanno(f *testing.F) {
	fuzzWhole(f, "webanno-tsv", webannoHead+"#Text=a 🚒\n1-1\t0-1\ta\tx\t*[1]|*\tX[1]|Y\t_\t_\t\n1-2\t2-4\t🚒\t_\t*[1]\tX[1]\t_\t_\t\n")
}
